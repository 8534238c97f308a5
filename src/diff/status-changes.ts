import { compact } from '../model/compact.ts';
import type { Tracking } from '../model/tracking.ts';
import { type ChangeDraft, draftKey } from './change-key.ts';
import { isPermuted } from './event-changes.ts';
import { sideChanges } from './side-changes.ts';
import { statusHistory } from './status-history.ts';
import { isDelivery, timelineOf } from './status-timeline.ts';

/** What the parcel came through since: what the newer tracking tells and the older one did not. */
export function statusChanges(previous: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  if (previous === undefined) return timelineOf(next).map((draft) => endOf(previous, draft));
  const told = new Set(timelineOf(previous).map(draftKey));
  const lived = isSameWay(previous, next) ? sideChanges(next) : timelineOf(next);
  const news = lived.filter((draft) => !told.has(draftKey(draft))).map((draft) => endOf(previous, draft));
  return [...news, ...retractions(previous, next, news)];
}

/** An end of what nobody was told to hold is over as it is found; told as present, it would be taken for that of something else. */
function endOf(previous: Tracking | undefined, draft: ChangeDraft): ChangeDraft {
  switch (draft.type) {
    case 'exception.cleared':
      return { ...draft, passed: draft.passed || previous?.status !== 'exception' };
    case 'delivery.reopened':
      return { ...draft, passed: draft.passed || previous?.status !== draft.from };
    default:
      return draft;
  }
}

/** In whatever order a carrier has scans of one moment, they led to the same status. */
export function isSameWay(previous: Tracking, next: Tracking): boolean {
  return previous.status === next.status && isPermuted(previous.events, next.events);
}

/**
 * A withdrawn line takes its status back with it, and what followed from that; so does a carrier that states a status
 * without a line and then no longer does. What holds again is told again. That is told of the present status only.
 */
function retractions(previous: Tracking, next: Tracking, news: readonly ChangeDraft[]): readonly ChangeDraft[] {
  const [from, to] = [previous.status, next.status];
  if (from === to) return [];
  const tells = (type: ChangeDraft['type']): boolean =>
    news.some((draft) => draft.type === type && 'passed' in draft && !draft.passed);
  const left = [from, String(statusHistory(previous).at(-1)?.nth ?? 0)] as const;
  const base = { of: [...left, 'retracted'], to, detail: next.detail, passed: false };
  const taken: ChangeDraft[] = [];
  const arrives = tells('status.changed');
  if (!arrives) {
    const of = [to, String(statusHistory(next).at(-1)?.nth ?? 0), 'after', ...left];
    const flags = { first: false, backwards: true, retracted: true };
    taken.push(compact({ ...base, ...flags, type: 'status.changed' as const, of, from }));
  }
  if (from === 'exception' && !tells('exception.cleared')) {
    taken.push(compact({ ...base, type: 'exception.cleared' as const, detail: previous.detail }));
  }
  if (isDelivery(from) && !isDelivery(to) && !tells('delivery.reopened')) {
    taken.push(compact({ ...base, type: 'delivery.reopened' as const, from }));
  }
  if (!arrives) taken.push(...restored(next, news, left));
  return taken;
}

/** What the present status meant when it was told first, and means again. */
function restored(next: Tracking, news: readonly ChangeDraft[], left: readonly string[]): readonly ChangeDraft[] {
  const arrival = timelineOf(next).findLast(
    (draft) => draft.type === arrivalOf[next.status] && 'passed' in draft && !draft.passed,
  );
  if (arrival === undefined || news.some((draft) => draftKey(draft) === draftKey(arrival))) return [];
  return [{ ...arrival, of: [...arrival.of, 'after', ...left] }];
}

/** What holds for as long as a status does; attempts and departures for delivery are told once a day. */
const arrivalOf: Partial<Record<Tracking['status'], ChangeDraft['type']>> = {
  available_for_pickup: 'pickup.opened',
  delivered: 'delivered',
  exception: 'exception.raised',
  returning: 'return.started',
  returned: 'returned',
};
