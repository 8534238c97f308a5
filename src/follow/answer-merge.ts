import type { Tracking } from '../model/tracking.ts';
import { inOrder } from '../read/order.ts';
import { instantOf } from '../read/time.ts';
import { eventChanges } from './events.ts';
import { isSameScan, mergeLines, newestOf } from './webhook-merge.ts';

/** How long the answers of a carrier may lag behind its pushes, or one of its servers behind another. */
const graceMs = 30 * 60_000;

/**
 * What a whole answer leaves known: itself. One that was longer on its way than a newer one tells nothing (undefined), and
 * of one that lags only lines that nobody has told yet are news.
 */
export function mergeAnswer(previous: Tracking | undefined, next: Tracking): Tracking | undefined {
  const { fetchedAt: then } = previous ?? {};
  const { fetchedAt: now } = next;
  if (previous === undefined || then === undefined || now === undefined) return next;
  if (now < then) return undefined;
  const ageMs = (instantOf(now) ?? 0) - (instantOf(then) ?? 0);
  return ageMs < graceMs && isBehind(previous, next) ? mergeLines(previous, next) : next;
}

/** Whether the answer ends before the newest line that is known, neither with it nor with another form of it. */
function isBehind(previous: Tracking, next: Tracking): boolean {
  const [known, told] = [newestOf(previous), newestOf(next)];
  if (known === undefined || next.events.some((event) => isSameScan(event, known))) return false;
  if (told !== undefined && inOrder([told, known], 'oldest-first')[0] === known) return false;
  return eventChanges(previous.events, next.events).some(
    ({ type, eventId }) => type === 'event.withdrawn' && eventId === known.id,
  );
}
