import { isSame } from '../diff/equal.ts';
import { eventChanges } from '../diff/event-changes.ts';
import { compact } from '../model/compact.ts';
import type { TimeWindow, Tracking, TrackingEvent } from '../model/tracking.ts';
import { type ParcelStatus, parcelStatus } from '../read/parcel-status.ts';
import { isSameScan, scansAmong } from '../read/scan-identity.ts';
import { deliveryFacts } from '../read/shipment-status.ts';
import { inOrder } from '../time/order.ts';
import { dateOf, instantOf, isDateOnly } from '../time/time.ts';

/** What a push of a whole parcel leaves known: itself, unless something newer is known already. */
export function mergeWhole(previous: Tracking | undefined, next: Tracking): Tracking {
  if (previous === undefined) return next;
  // Pushes overtake each other: of an older one only lines that nobody has told yet are news.
  if (isLate(previous, next)) return mergeLines(previous, next);
  const { uniqueId = next.uniqueId, mapping, url = next.url } = previous;
  return compact({ ...next, uniqueId, mapping, url });
}

/** What a push of some lines of a history leaves known: what was known, these lines, and what the newest brought along. */
export function mergeLines(previous: Tracking | undefined, next: Tracking): Tracking {
  if (previous === undefined) return next;
  const isKnown = scansAmong(previous.events);
  const added = next.events.filter((event) => !isKnown(event));
  const events = inOrder([...previous.events, ...added], 'oldest-first');
  const { status, detail } = statusOf(previous, next, events, added);
  // Told again, a line brings nothing along: what stands beside it may have been overtaken since.
  const isNews = added.length > 0 && !isLate(previous, next);
  const facts = isNews ? { ...next, ...previous, ...timelyOf(previous, next) } : previous;
  const delivery = deliveryFacts(facts.delivery, status);
  const { issues, candidates, fetchedAt = previous.fetchedAt } = { ...previous, fetchedAt: next.fetchedAt };
  // Words for a state are of that state: a newer line ends them.
  const { statusDescription } = isNews ? next : previous;
  return compact({ ...facts, status, detail, statusDescription, events, delivery, issues, candidates, fetchedAt });
}

/** What a newer push knows better; of the rest, as of places, it often tells less than an answer to a question did. */
function timelyOf(previous: Tracking, next: Tracking): Partial<Tracking> {
  const { promisedDelivery, pickupBy, deliveryChangeUrl } = next;
  const estimatedDelivery = finer(previous.estimatedDelivery, next.estimatedDelivery);
  const { estimateDescription } = estimatedDelivery === previous.estimatedDelivery ? previous : next;
  const delivery = next.delivery && { ...previous.delivery, ...next.delivery };
  return compact({ estimatedDelivery, estimateDescription, promisedDelivery, pickupBy, delivery, deliveryChangeUrl });
}

/** The day alone says nothing against the hour that was known of it. */
function finer(known: TimeWindow | undefined, told: TimeWindow | undefined): TimeWindow | undefined {
  const [end, day] = [known?.to ?? known?.from, told?.to];
  const isSameDay = end !== undefined && day !== undefined && isDateOnly(day) && dateOf(end) === day;
  return isSameDay && (told?.from ?? day) === day ? known : told;
}

/**
 * The new lines move the parcel by the common rules. Where they do not, it stays where the carrier said it was; and where
 * the push states more than its own lines tell, as a delivery to the sender, that is believed.
 */
function statusOf(
  previous: Tracking,
  next: Tracking,
  events: readonly TrackingEvent[],
  added: readonly TrackingEvent[],
): ParcelStatus {
  const before = historyOf(previous.events);
  const after = historyOf(events);
  const stated: ParcelStatus = { status: next.status, detail: next.detail };
  const isNewest = added.length > 0 && added.at(-1) === events.at(-1);
  if (isNewest && stated.status !== historyOf(next.events).status && stated.status !== 'unknown') return stated;
  return isSame(before, after) ? { status: previous.status, detail: previous.detail } : after;
}

function historyOf(events: readonly TrackingEvent[]): ParcelStatus {
  const { status, detail } = parcelStatus(events, undefined, undefined);
  return { status, detail };
}

/** Whether the newest line that is known is newer than all of the push. */
function isLate(previous: Tracking, next: Tracking): boolean {
  const [known, pushed] = [newestOf(previous), newestOf(next)];
  if (known === undefined || pushed === undefined) return false;
  // Put the other way round they only trade places if their times say so.
  return inOrder([known, pushed], 'oldest-first')[0] === pushed;
}

/** The newest line that has a time. */
function newestOf({ events }: Tracking): TrackingEvent | undefined {
  return events.findLast(({ occurredAt }) => occurredAt !== undefined);
}

/** How long the answers of a carrier may lag behind its pushes, or one of its servers behind another. */
const graceMs = 30 * 60_000;

/**
 * What a whole answer leaves known: itself. One that was longer on its way than a newer one tells nothing (undefined), and
 * of one that lags only lines that nobody has told yet are news. No answer is on its way for half an hour: one that seems
 * to be was asked for by a clock that has been put back, and is judged by its lines.
 */
export function mergeAnswer(previous: Tracking | undefined, next: Tracking): Tracking | undefined {
  const { fetchedAt: then } = previous ?? {};
  const { fetchedAt: now } = next;
  if (previous === undefined || then === undefined || now === undefined) return next;
  const ageMs = (instantOf(now) ?? 0) - (instantOf(then) ?? 0);
  if (ageMs < 0 && ageMs > -graceMs) return undefined;
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
