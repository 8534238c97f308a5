import type { Change } from '../model/change.ts';
import type { Tracking } from '../model/tracking.ts';
import { signatureOf } from './change-key.ts';
import { isSame } from './equal.ts';
import { estimateChanges } from './estimate-changes.ts';
import { eventChanges, orderChange } from './event-changes.ts';
import { factChanges, pieceChanges, redirection } from './field-changes.ts';
import { isSignificant } from './noise.ts';
import { patch } from './patch.ts';
import { statusChanges } from './status-changes.ts';

/** How two trackings are compared. */
export interface DiffOptions {
  /**
   * Whether a parcel seen for the first time tells its history as changes, each marked `initial`. Default: true. With
   * false, all that is known comes as one `facts.changed`.
   */
  readonly history?: boolean;
}

/**
 * What happened to a parcel between two trackings of it.
 *
 * - `diff(x, x)` is empty, and so is that of two answers that differ only in what differs with every answer: the time of
 *   asking, the format that it was read by, the order of scans of one moment, the links to documents.
 * - `patch(previous, changes)` equals `next`, whenever there is a change at all.
 * - What happened and was over again between the two is told too, marked `passed`, with the key that it would have had
 *   if somebody had looked at the time.
 *
 * @param previous The older tracking; undefined for a parcel seen for the first time.
 * @returns Changes in the order in which to apply them: lines of the history, then what the parcel came through, oldest
 * first, then forecasts, pieces and facts.
 */
export function diff(previous: Tracking | undefined, next: Tracking, options: DiffOptions = {}): readonly Change[] {
  if (previous !== undefined && isSame({ ...previous, fetchedAt: '' }, { ...next, fetchedAt: '' })) return [];
  const first = previous === undefined;
  const sign = signatureOf(next, first);
  const changes = first && options.history === false ? [] : named(previous, next).map(sign);
  changes.push(...orderChange(patch(previous, changes)?.events ?? [], next.events).map(sign));
  changes.push(...factChanges(patch(previous, changes), next).map(sign));
  return first || isSignificant(previous, next, changes) ? changes : [];
}

function named(previous: Tracking | undefined, next: Tracking) {
  const lived = statusChanges(previous, next);
  return [
    ...eventChanges(previous?.events ?? [], next.events),
    ...lived,
    ...(lived.some(({ type }) => type === 'redirected') ? [] : redirection(previous, next)),
    ...estimateChanges(previous, next),
    ...pieceChanges(previous, next),
  ];
}
