import type { ChangeKinds } from '../model/change.ts';
import { compact } from '../model/compact.ts';
import { isFinal } from '../model/status.ts';
import type { Tracking, Window } from '../model/tracking.ts';
import { dateOf } from '../time/time.ts';
import { endOf, isHourOfDay, spansOf } from '../time/window.ts';
import { type ChangeDraft, digest, newestTime } from './change-key.ts';
import { isSame } from './equal.ts';

/** How the carrier's forecast went, and what it promised. */
export function estimateChanges(previous: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  return [...forecast(previous, next), ...promise(previous, next)];
}

function forecast(previous: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const [before, now] = [previous?.estimatedDelivery, next.estimatedDelivery];
  if (isSame(before, now)) return [];
  const of = [digest(before, now, newestTime(next))];
  if (now === undefined) {
    const because = isFinal(next.status) ? 'finished' : 'withdrawn';
    return before === undefined ? [] : [{ type: 'estimate.lost', of, previous: before, because }];
  }
  const late = !isFinal(next.status) && isLaterDay(before ?? next.promisedDelivery, now) ? (true as const) : undefined;
  if (before === undefined) return [compact({ type: 'estimate.set' as const, of, estimate: now, late })];
  return [
    compact({ type: 'estimate.moved' as const, of, previous: before, estimate: now, ...moveOf(before, now), late }),
  ];
}

function promise(previous: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const [before, now] = [previous?.promisedDelivery, next.promisedDelivery];
  if (isSame(before, now)) return [];
  const of = [digest(before, now, newestTime(next))];
  return [compact({ type: 'promise.changed' as const, of, previous: before, promise: now })];
}

function isLaterDay(before: Window | undefined, now: Window): boolean {
  const [due, expected] = [before && endOf(before), endOf(now)];
  return due !== undefined && expected !== undefined && dateOf(expected) > dateOf(due);
}

type Move = Pick<ChangeKinds['estimate.moved'], 'direction' | 'byMs' | 'window'>;

function moveOf(previous: Window, estimate: Window): Move {
  const [before, now] = spansOf(previous, estimate);
  const shift = isHourOfDay(endOf(previous), endOf(estimate)) ? 0 : now.latest - before.latest;
  const wider = now.widthMs - before.widthMs;
  return {
    direction: shift > 0 ? 'later' : shift < 0 ? 'earlier' : 'same',
    byMs: Math.abs(shift),
    window: wider > 0 ? 'widened' : wider < 0 ? 'narrowed' : 'same',
  };
}
