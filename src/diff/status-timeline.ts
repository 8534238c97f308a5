import { compact } from '../model/compact.ts';
import type { TrackingStatus } from '../model/status.ts';
import type { Tracking, TrackingEvent } from '../model/tracking.ts';
import { type ChangeDraft, dayOf, draftKey, lineOf } from './change-key.ts';
import { sideChanges } from './side-changes.ts';
import { type StatusPeriod, statusHistory } from './status-history.ts';

/**
 * All that the parcel came through, oldest first, as far as its tracking tells: every status, what it means, and what
 * the lines say on the side. It grows with the history and loses nothing by it, so that what one tracking tells and the
 * one before it did not is what happened between them, however long that was.
 */
export function timelineOf(tracking: Tracking): readonly ChangeDraft[] {
  const periods = statusHistory(tracking);
  const newest = tracking.events.findLast(({ occurredAt }) => occurredAt !== undefined);
  const lastOf = new Map(periods.map(({ status }, index) => [status, index]));
  const lived = periods.flatMap((period, index) => {
    const passed = index < periods.length - 1;
    // An end holds for as long as what ended has not begun again.
    const isUndone = (lastOf.get(period.from.status) ?? -1) > index;
    return [
      entry(period, passed, tracking),
      ...departure(period, isUndone),
      ...arrival(period, passed, tracking, newest),
      ...reasons(period, passed),
    ];
  });
  return firstOfEach(numberAttempts([...lived, ...sideChanges(tracking)]));
}

/** Once a day is once a day, however often the parcel went round in it. */
function firstOfEach(drafts: readonly ChangeDraft[]): readonly ChangeDraft[] {
  const seen = new Set<string>();
  return drafts.filter((draft) => seen.size < seen.add(draftKey(draft)).size);
}

/** What the whole period is told by: its first line and its number. */
function common({ nth, steps }: StatusPeriod, passed: boolean) {
  return { of: [String(nth)], ...lineOf(steps[0]?.event), passed };
}

function entry(period: StatusPeriod, passed: boolean, tracking: Tracking): ChangeDraft {
  const { from, status, nth, backwards, steps } = period;
  return compact({
    type: 'status.changed' as const,
    ...common(period, passed),
    of: [status, String(nth)],
    from: from.status,
    to: status,
    detail: passed ? steps.at(-1)?.after.detail : tracking.detail,
    first: nth === 1,
    backwards,
    retracted: false,
  });
}

function departure(period: StatusPeriod, passed: boolean): readonly ChangeDraft[] {
  const { from, status: to, steps } = period;
  const nth = String(period.nthBefore);
  const base = { ...common(period, passed), to };
  if (from.status === 'exception')
    return [compact({ type: 'exception.cleared' as const, ...base, of: [nth], detail: from.detail })];
  if (!isDelivery(from.status)) return [];
  const of = from.status === 'delivered' ? [nth] : [from.status, nth];
  const detail = steps[0]?.after.detail;
  return [compact({ type: 'delivery.reopened' as const, ...base, of, from: from.status, detail })];
}

/** To the recipient, or back to the sender. */
export function isDelivery(status: TrackingStatus): status is 'delivered' | 'returned' {
  return status === 'delivered' || status === 'returned';
}

function arrival(
  period: StatusPeriod,
  passed: boolean,
  tracking: Tracking,
  newest?: TrackingEvent,
): readonly ChangeDraft[] {
  const base = common(period, passed);
  const [opening] = period.steps;
  const detail = opening?.after.detail;
  const place = opening?.event?.place;
  switch (period.status) {
    case 'out_for_delivery':
    case 'delivery_attempted':
      return period.steps.map(({ event, after }) => {
        const on = { of: [dayOf(event ?? newest)], ...lineOf(event), passed, place: event?.place };
        return period.status === 'out_for_delivery'
          ? compact({ type: 'delivery.started' as const, ...on })
          : compact({ type: 'attempt.failed' as const, ...on, attempt: 1, detail: after.detail });
      });
    case 'exception':
      return period.steps.map(({ event, after }) => {
        const of = [...base.of, after.detail ?? 'unspecified'];
        return compact({
          type: 'exception.raised' as const,
          of,
          ...lineOf(event),
          passed,
          detail: after.detail,
          place: event?.place,
        });
      });
    case 'available_for_pickup': {
      const lastDay = passed ? undefined : tracking.pickupBy;
      return [compact({ type: 'pickup.opened' as const, ...base, detail, place, lastDay })];
    }
    case 'delivered': {
      const delivery = passed ? undefined : tracking.delivery;
      return [compact({ type: 'delivered' as const, ...base, detail, delivery })];
    }
    case 'returning':
      return [compact({ type: 'return.started' as const, ...base, detail })];
    case 'returned':
      return [compact({ type: 'returned' as const, ...base, detail })];
    default:
      return [];
  }
}

/** Statuses whose later lines are told only if they say something else than the ones before. */
const lasting: ReadonlySet<TrackingStatus> = new Set([
  'pre_transit',
  'delivery_attempted',
  'available_for_pickup',
  'delivered',
  'returning',
  'returned',
  'cancelled',
]);

/** Other reasons for the same status; an attempt of another day tells its own. */
function reasons({ status, nth, steps }: StatusPeriod, passed: boolean): readonly ChangeDraft[] {
  if (!lasting.has(status)) return [];
  return steps.flatMap(({ before, after, event }, index) => {
    const earlier = steps[index - 1];
    if (earlier === undefined || before.detail === after.detail) return [];
    if (status === 'delivery_attempted' && dayOf(earlier.event) !== dayOf(event)) return [];
    const isOver = passed || index < steps.length - 1;
    const of = [status, String(nth), after.detail ?? 'unspecified'];
    const base = { type: 'detail.changed' as const, of, ...lineOf(event), passed: isOver, status };
    return [compact({ ...base, from: before.detail, to: after.detail })];
  });
}

/** A history that has two days of attempts has two attempts, whatever it was between them. */
function numberAttempts(drafts: readonly ChangeDraft[]): readonly ChangeDraft[] {
  const days = new Set(drafts.flatMap((draft) => (draft.type === 'attempt.failed' ? draft.of : [])));
  const numbers = new Map([...days].map((day, index) => [day, index + 1]));
  return drafts.map((draft) =>
    draft.type === 'attempt.failed' ? { ...draft, attempt: numbers.get(draft.of[0] ?? '') ?? 1 } : draft,
  );
}
