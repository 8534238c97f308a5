import type * as z from 'zod/mini';
import type { Change, ChangeOf } from '../model/change.ts';
import { TrackingError } from '../model/error.ts';
import type { Delivery, Issue, Tracking } from '../model/tracking.ts';
import { checkArguments, optional, optionsOf } from '../options/options.ts';
import { flag, tracking } from '../options/values.ts';
import { type ChangeDraft, firstKeyOf, signatureOf } from './change-key.ts';
import { isSame } from './equal.ts';
import { eventChanges, isPermuted, orderChange } from './event-changes.ts';
import {
  deliveryUpdate,
  detailChange,
  estimateChanges,
  factChanges,
  pickupLimit,
  pieceChanges,
  redirection,
} from './field-changes.ts';
import { patch } from './patch.ts';
import { sideChanges } from './side-changes.ts';
import { isSameWay, statusChanges } from './status-changes.ts';
import { timelineOf } from './status-timeline.ts';
import { type ToldChanges, withTold } from './told.ts';

/** How two trackings are compared. */
export interface DiffOptions {
  /**
   * Whether a parcel seen for the first time tells its history as changes, each marked `initial`. Default: true. With
   * false, all that is known comes as one `facts.changed`.
   */
  readonly history?: boolean;
}

/** {@link DiffOptions}. */
const diffOptions: z.ZodMiniType<DiffOptions> = optionsOf<DiffOptions>({
  history: optional(flag),
});
const known = optional(tracking);

/**
 * What happened to a parcel between two trackings of it.
 *
 * - `diff(x, x)` is empty, and so is that of two answers that differ only in what differs with every answer: the time of
 *   asking, the format that it was read by, the order of scans of one moment, the links to documents.
 * - `patch(previous, changes)` equals `next`, whenever there is a change at all.
 * - What happened and was over again between the two is told too, marked `passed`, with the key that it would have had
 *   if somebody had looked at the time.
 * - Another shipment under the same number is a parcel of its own: it is told as seen for the first time.
 *
 * @param previous The older tracking, as {@link remember} gave it if keys are to tell a second telling from the first;
 * undefined for a parcel seen for the first time.
 * @returns Changes in the order in which to apply them: lines of the history, then what the parcel came through, oldest
 * first, then forecasts, pieces and facts.
 * @throws TrackingError `invalid_request` for trackings of two numbers or of two carriers, and for what is none.
 */
export function diff(previous: Tracking | undefined, next: Tracking, options: DiffOptions = {}): readonly Change[] {
  checkArguments('diff()', { previous: [known, previous], next: [tracking, next], options: [diffOptions, options] });
  return compare(previous, next, options).changes;
}

/**
 * The newer tracking to compare the one after it with: itself, and what was told of the parcel and no longer shows in it
 * (`told`). With it, a delivery that is told, taken back and told again has a new key, so that whoever drops keys that it
 * has seen is never left with what no longer holds:
 *
 *     for (const change of diff(known, answer)) tell(change);
 *     known = remember(known, answer);
 *
 * A watch and `absorb` do this by themselves.
 *
 * @throws TrackingError as {@link diff} does.
 */
export function remember(previous: Tracking | undefined, next: Tracking, options: DiffOptions = {}): Tracking {
  checkArguments('remember()', {
    previous: [known, previous],
    next: [tracking, next],
    options: [diffOptions, options],
  });
  return compare(previous, next, options).remember();
}

/** What {@link diff} and {@link remember} give, for one comparison. */
export interface Comparison {
  readonly changes: readonly Change[];
  remember(): Tracking;
}

/** {@link diff} and {@link remember} at the cost of one of them. */
export function compare(known: Tracking | undefined, next: Tracking, { history }: DiffOptions = {}): Comparison {
  const previous = known === undefined || isAnotherShipment(known, next) ? undefined : known;
  const unchanged = { changes: [], remember: () => withTold(previous, next, nothingTold) };
  if (previous !== undefined && isSame(answerOf(previous), answerOf(next))) return unchanged;
  const sign = signatureOf(known, next, previous === undefined);
  const drafts: ChangeDraft[] = [];
  let shown = known;
  const tell = (news: readonly ChangeDraft[]): readonly Change[] => {
    drafts.push(...news);
    const changes = news.map(sign);
    shown = patch(shown, changes);
    return changes;
  };
  const changes = [...(previous === undefined && history === false ? [] : tell(named(previous, next)))];
  if (previous !== undefined) {
    const fields = [detailChange, pickupLimit, deliveryUpdate].flatMap((fieldChange) =>
      fieldChange(previous, shown, next),
    );
    changes.push(...tell(fields));
  }
  changes.push(...tell(orderChange(shown?.events ?? [], next.events)));
  changes.push(...tell(factChanges(changes.length === 0 && previous === undefined ? undefined : shown, next)));
  if (previous !== undefined && !isSignificant(previous, next, changes)) return unchanged;
  return { changes, remember: () => withTold(known, next, tellings(known, next, drafts)) };
}

const nothingTold = { shownBefore: [], shownNow: new Set<string>(), told: [] };

function answerOf(tracking: Tracking): unknown {
  return { ...tracking, fetchedAt: '', told: undefined };
}

function named(previous: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const lived = statusChanges(previous, next);
  return [
    ...eventChanges(previous?.events ?? [], next.events),
    ...lived,
    ...(lived.some(({ type }) => type === 'redirected') ? [] : redirection(previous, next)),
    ...estimateChanges(previous, next),
    ...pieceChanges(previous, next),
  ];
}

function tellings(known: Tracking | undefined, next: Tracking, drafts: readonly ChangeDraft[]): ToldChanges {
  const shownNow = shownBy(next);
  // The way is the same in whatever order lines of one moment stand, and nothing of it is over.
  const stays = known !== undefined && !isAnotherShipment(known, next) && isSameWay(known, next);
  const shownBefore = stays ? shownBeside(known) : shownBy(known);
  return { shownBefore, shownNow, told: drafts.map((draft) => firstKeyOf(next, draft)) };
}

/** The changes that can be seen in a tracking to have been told. */
function shownBy(tracking: Tracking | undefined): ReadonlySet<string> {
  if (tracking === undefined) return new Set();
  const way = timelineOf(tracking).map((draft) => firstKeyOf(tracking, draft));
  return new Set([...way, ...shownBeside(tracking)]);
}

/** Those of them that are no status. */
function shownBeside(tracking: Tracking): readonly string[] {
  const { events, pieces = [] } = tracking;
  const shown: readonly Pick<ChangeDraft, 'type' | 'of'>[] = [
    ...sideChanges(tracking),
    ...events.map(({ id }) => ({ type: 'event.added' as const, of: [id] })),
    ...pieces.map(({ trackingNumber }) => ({ type: 'piece.added' as const, of: [trackingNumber] })),
  ];
  return shown.map((draft) => firstKeyOf(tracking, draft));
}

/**
 * Whether a number stands for another shipment now: numbers are reused.
 *
 * @throws TrackingError `invalid_request` for trackings of two numbers or of two carriers.
 */
function isAnotherShipment(previous: Tracking, next: Tracking): boolean {
  if (previous.carrier !== next.carrier) {
    throw new TrackingError(
      'invalid_request',
      `Compare trackings of one carrier: these are of ${previous.carrier} and of ${next.carrier}.`,
      { carrier: next.carrier },
    );
  }
  const [before, now] = [previous.uniqueId, next.uniqueId];
  if (before !== undefined && before === now) return false;
  const [left, right] = [plain(previous.trackingNumber), plain(next.trackingNumber)];
  // A stored payload may have lost its number.
  if (left !== right && left !== '' && right !== '') {
    throw new TrackingError('invalid_request', 'Compare trackings of one parcel: these are of two tracking numbers.', {
      carrier: next.carrier,
      trackingNumber: next.trackingNumber,
    });
  }
  return before !== undefined && now !== undefined;
}

function plain(trackingNumber: string): string {
  return trackingNumber.replaceAll(/[\s-]/g, '').toUpperCase();
}

/**
 * Whether anything happened. What may differ with every answer is told along with news and is none by itself: the format
 * and tables by which it was read, links to documents, and the order of lines that their times do not order, with what follows from it (twins trade their ids, and
 * an issue is found at another place of the payload).
 */
function isSignificant(previous: Tracking, next: Tracking, changes: readonly Change[]): boolean {
  return changes.some((change) => {
    switch (change.type) {
      case 'events.reordered':
        return false;
      case 'event.revised':
        return change.previousId !== change.event.id || !isPermuted(previous.events, next.events);
      case 'facts.changed':
        return isSignificantFieldChange(change, previous);
      default:
        return true;
    }
  });
}

function isSignificantFieldChange({ set, unset }: ChangeOf<'facts.changed'>, previous: Tracking): boolean {
  const { delivery = previous.delivery, issues = previous.issues, mapping: _, ...others } = set;
  return (
    unset.length > 0 ||
    Object.keys(others).length > 0 ||
    !isSame(withoutLinks(previous.delivery), withoutLinks(delivery)) ||
    !isSame(withoutIndices(previous.issues), withoutIndices(issues))
  );
}

function withoutLinks(delivery: Delivery | undefined): unknown {
  return delivery?.proof === undefined ? delivery : { ...delivery, proof: delivery.proof.map(({ kind }) => kind) };
}

function withoutIndices(issues: readonly Issue[] = []): readonly string[] {
  return issues.map(({ path, expected, seen }) => [path.replaceAll(/\d+/g, '#'), expected, seen].join(' ')).sort();
}
