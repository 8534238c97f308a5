import type { Tracking, TrackingEvent } from '../model/tracking.ts';
import { compact } from '../read/compact.ts';
import { asidesOf } from './asides.ts';
import { type ChangeDraft, dayOf, draftKey, lineOf } from './key.ts';
import { pathOf, type Stay } from './path.ts';

/**
 * All that the parcel came through, oldest first, as far as its tracking tells: every status, what it means, and what
 * the lines say on the side. A story grows with its history and loses nothing by it, so that what one tracking tells and
 * the one before it did not is what happened between them, however long that was.
 */
export function storyOf(tracking: Tracking): readonly ChangeDraft[] {
  const path = pathOf(tracking);
  const newest = tracking.events.findLast(({ occurredAt }) => occurredAt !== undefined);
  const chapters = path.flatMap((stay, index) => {
    const passed = index < path.length - 1;
    return [entry(stay, passed, tracking), ...departure(stay, passed), ...arrival(stay, passed, tracking, newest)];
  });
  return firstOfEach(numberAttempts([...chapters, ...asidesOf(tracking)]));
}

/** Once a day is once a day, however often the parcel went round in it. */
function firstOfEach(drafts: readonly ChangeDraft[]): readonly ChangeDraft[] {
  const seen = new Set<string>();
  return drafts.filter((draft) => seen.size < seen.add(draftKey(draft)).size);
}

/** What the whole stay is told by: its first line and its number. */
function common({ nth, steps }: Stay, passed: boolean) {
  return { of: [String(nth)], ...lineOf(steps[0]?.event), passed };
}

function entry(stay: Stay, passed: boolean, tracking: Tracking): ChangeDraft {
  const { from, status, nth, backwards, steps } = stay;
  return compact({
    type: 'status.changed' as const,
    ...common(stay, passed),
    of: [status, String(nth)],
    from: from.status,
    to: status,
    detail: passed ? steps.at(-1)?.after.detail : tracking.detail,
    first: nth === 1,
    backwards,
    retracted: false,
  });
}

function departure(stay: Stay, passed: boolean): readonly ChangeDraft[] {
  const { from, status: to, steps } = stay;
  const base = { ...common(stay, passed), of: [String(stay.nthBefore)], to };
  if (from.status === 'exception')
    return [compact({ type: 'exception.cleared' as const, ...base, detail: from.detail })];
  if (from.status !== 'delivered') return [];
  return [compact({ type: 'delivery.reopened' as const, ...base, detail: steps[0]?.after.detail })];
}

function arrival(stay: Stay, passed: boolean, tracking: Tracking, newest?: TrackingEvent): readonly ChangeDraft[] {
  const base = common(stay, passed);
  const [opening] = stay.steps;
  const detail = opening?.after.detail;
  const place = opening?.event?.place;
  switch (stay.status) {
    case 'out_for_delivery':
    case 'delivery_attempted':
      return stay.steps.map(({ event, after }) => {
        const on = { of: [dayOf(event ?? newest)], ...lineOf(event), passed, place: event?.place };
        return stay.status === 'out_for_delivery'
          ? compact({ type: 'delivery.started' as const, ...on })
          : compact({ type: 'attempt.failed' as const, ...on, attempt: 1, detail: after.detail });
      });
    case 'exception':
      return stay.steps.map(({ event, after }) => {
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

/** A history that has two days of attempts has two attempts, whatever it was between them. */
function numberAttempts(drafts: readonly ChangeDraft[]): readonly ChangeDraft[] {
  const days = new Set(drafts.flatMap((draft) => (draft.type === 'attempt.failed' ? draft.of : [])));
  const order = [...days];
  return drafts.map((draft) =>
    draft.type === 'attempt.failed' ? { ...draft, attempt: order.indexOf(draft.of[0] ?? '') + 1 } : draft,
  );
}
