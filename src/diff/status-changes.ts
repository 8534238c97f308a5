import { compact } from '../model/compact.ts';
import type { Tracking } from '../model/tracking.ts';
import { type ChangeDraft, draftKey } from './change-key.ts';
import { isPermuted } from './event-changes.ts';
import { statusHistory } from './status-history.ts';
import { sideChanges, timelineOf } from './status-timeline.ts';

/** What the parcel came through since: what the newer tracking tells and the older one did not. */
export function statusChanges(previous: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  if (previous === undefined) return timelineOf(next);
  const told = new Set(timelineOf(previous).map(draftKey));
  const story = isSameWay(previous, next) ? sideChanges(next) : timelineOf(next);
  const news = story.filter((draft) => !told.has(draftKey(draft)));
  return [...news, ...retractions(previous, next, news)];
}

/** In whatever order a carrier has scans of one moment, they led to the same status. */
function isSameWay(previous: Tracking, next: Tracking): boolean {
  return previous.status === next.status && isPermuted(previous.events, next.events);
}

/**
 * A withdrawn line takes its status back with it, and what followed from that; so does a carrier that states a status
 * without a line and then no longer does. That is told of the present status only.
 */
function retractions(previous: Tracking, next: Tracking, news: readonly ChangeDraft[]): readonly ChangeDraft[] {
  const [from, to] = [previous.status, next.status];
  if (from === to) return [];
  const tells = (type: ChangeDraft['type']): boolean => news.some((draft) => draft.type === type);
  const left = [from, String(statusHistory(previous).at(-1)?.nth ?? 0)] as const;
  const base = { of: [...left, 'retracted'], to, detail: next.detail, passed: false };
  const taken: ChangeDraft[] = [];
  if (!news.some((draft) => draft.type === 'status.changed' && !draft.passed)) {
    const of = [to, String(statusHistory(next).at(-1)?.nth ?? 0), 'after', ...left];
    const flags = { first: false, backwards: true, retracted: true };
    taken.push(compact({ ...base, ...flags, type: 'status.changed' as const, of, from }));
  }
  if (from === 'exception' && !tells('exception.cleared')) {
    taken.push(compact({ ...base, type: 'exception.cleared' as const, detail: previous.detail }));
  }
  if (from === 'delivered' && to !== 'returned' && !tells('delivery.reopened')) {
    taken.push(compact({ ...base, type: 'delivery.reopened' as const }));
  }
  return taken;
}
