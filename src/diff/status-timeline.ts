import { compact } from '../model/compact.ts';
import type { ProofReference, Tracking, TrackingEvent } from '../model/tracking.ts';
import { type ChangeDraft, dayOf, draftKey, lineOf } from './change-key.ts';
import { type StatusPeriod, statusHistory } from './status-history.ts';

/**
 * All that the parcel came through, oldest first, as far as its tracking tells: every status, what it means, and what
 * the lines say on the side. A story grows with its history and loses nothing by it, so that what one tracking tells and
 * the one before it did not is what happened between them, however long that was.
 */
export function timelineOf(tracking: Tracking): readonly ChangeDraft[] {
  const path = statusHistory(tracking);
  const newest = tracking.events.findLast(({ occurredAt }) => occurredAt !== undefined);
  const chapters = path.flatMap((period, index) => {
    const passed = index < path.length - 1;
    return [
      entry(period, passed, tracking),
      ...departure(period, passed),
      ...arrival(period, passed, tracking, newest),
    ];
  });
  return firstOfEach(numberAttempts([...chapters, ...sideChanges(tracking)]));
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
  const base = { ...common(period, passed), of: [String(period.nthBefore)], to };
  if (from.status === 'exception')
    return [compact({ type: 'exception.cleared' as const, ...base, detail: from.detail })];
  if (from.status !== 'delivered') return [];
  return [compact({ type: 'delivery.reopened' as const, ...base, detail: steps[0]?.after.detail })];
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

/** A history that has two days of attempts has two attempts, whatever it was between them. */
function numberAttempts(drafts: readonly ChangeDraft[]): readonly ChangeDraft[] {
  const days = new Set(drafts.flatMap((draft) => (draft.type === 'attempt.failed' ? draft.of : [])));
  const order = [...days];
  return drafts.map((draft) =>
    draft.type === 'attempt.failed' ? { ...draft, attempt: order.indexOf(draft.of[0] ?? '') + 1 } : draft,
  );
}

/** What the lines and facts of a tracking tell beside the way: other hands, another address, documents. */
export function sideChanges(tracking: Tracking): readonly ChangeDraft[] {
  return [...handovers(tracking), ...redirections(tracking), ...proofs(tracking)];
}

/** By its lines; where no line tells of it, a number at the delivering carrier does. */
function handovers({ events, related = [] }: Tracking): readonly ChangeDraft[] {
  const partner = related.find(({ relation }) => relation === 'last_mile');
  const lines: readonly (TrackingEvent | undefined)[] = firstOfEachDay(events, 'handed_to_partner');
  const hands = lines.length === 0 && partner !== undefined ? [undefined] : lines;
  return hands.map((event, index) =>
    compact({
      type: 'handed_over' as const,
      of: [String(index + 1)],
      ...lineOf(event),
      partner: index === hands.length - 1 ? partner : undefined,
    }),
  );
}

function redirections({ events }: Tracking): readonly ChangeDraft[] {
  return firstOfEachDay(events, 'forwarded').map((event) => ({
    type: 'redirected' as const,
    of: [dayOf(event)],
    ...lineOf(event),
  }));
}

/** A kind of document counts once: its link may be another one with every answer. */
function proofs({ events, delivery }: Tracking): readonly ChangeDraft[] {
  const told = new Map<ProofReference['kind'], ChangeDraft>();
  const tell = (proof: ProofReference, event?: TrackingEvent): void => {
    if (told.has(proof.kind)) return;
    told.set(proof.kind, { type: 'proof.added', of: [proof.kind], ...lineOf(event), proof });
  };
  for (const proof of delivery?.proof ?? []) tell(proof);
  for (const event of events) {
    if (event.detail === 'photo_available') tell({ kind: 'photo' }, event);
    if (event.detail === 'proof_available') tell({ kind: 'document' }, event);
  }
  return [...told.values()];
}

function firstOfEachDay(events: readonly TrackingEvent[], detail: TrackingEvent['detail']): readonly TrackingEvent[] {
  const days = new Map<string, TrackingEvent>();
  for (const event of events) {
    if (event.detail === detail && !days.has(dayOf(event))) days.set(dayOf(event), event);
  }
  return [...days.values()];
}
