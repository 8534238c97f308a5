import type { Change } from '../model/change.ts';
import { compact } from '../model/compact.ts';
import type { Tracking } from '../model/tracking.ts';
import { checkArguments, optional } from '../options/options.ts';
import { changes as changesValue, tracking } from '../options/values.ts';
import { type ParcelStatus, parcelStatus } from '../read/parcel-status.ts';
import { inOrder } from '../time/order.ts';
import { parcelKey, parcelOf } from './change-key.ts';
import { eventsAfter, isLineChange, type LineChange, reordered } from './event-log.ts';

type PartialTracking = { readonly [Key in keyof Tracking]?: Tracking[Key] | undefined };

/**
 * The tracking that the changes lead to: `patch(a, diff(a, b))` equals `b`, but for `told`. Changes of several comparisons
 * may follow one another. Without changes it is the previous one.
 *
 * @throws TrackingError `invalid_request` for what is no tracking or no change.
 */
export function patch(previous: Tracking, changes: readonly Change[]): Tracking;
export function patch(previous: Tracking | undefined, changes: readonly Change[]): Tracking | undefined;
export function patch(previous: Tracking | undefined, changes: readonly Change[]): Tracking | undefined {
  checkArguments('patch()', { previous: [optional(tracking), previous], changes: [changesValue, changes] });
  if (changes.length === 0) return previous;
  const {
    carrier,
    trackingNumber,
    status,
    events,
    url,
    mapping,
    told: _,
    ...rest
  } = changedTracking(previous, changes);
  if (carrier === undefined || trackingNumber === undefined) return undefined;
  return compact({
    carrier,
    trackingNumber,
    ...rest,
    status: status ?? 'unknown',
    events: events ?? [],
    url,
    mapping: mapping ?? '',
  });
}

function changedTracking(previous: Tracking | undefined, changes: readonly Change[]): PartialTracking {
  let shown: PartialTracking = previous ?? {};
  // A tracking without a `uniqueId` may be one whose changes come one by one.
  let parcel = previous?.uniqueId === undefined ? undefined : parcelKey(previous.carrier, previous.uniqueId);
  let lines: LineChange[] = [];
  const takeLines = (): void => {
    if (lines.length > 0) shown = withLines(shown, lines);
    lines = [];
  };
  for (const change of changes) {
    // Another shipment under the number begins anew.
    if (change.initial && parcel !== undefined && parcelOf(change) !== parcel) {
      lines = [];
      shown = {};
    }
    parcel = parcelOf(change);
    if (isLineChange(change)) {
      lines.push(change);
      continue;
    }
    takeLines();
    shown = apply(shown, change);
  }
  takeLines();
  const { carrier, trackingNumber, seenAt: fetchedAt } = changes.at(-1) ?? {};
  return { ...shown, carrier, trackingNumber, fetchedAt };
}

/**
 * The newest line tells a parcel's detail where it leaves its status alone, so that a plain scan needs no other change; and
 * so does each line before it, so that lines taken one by one come to the same as all at once.
 */
function withLines(shown: PartialTracking, lines: readonly LineChange[]): PartialTracking {
  const before = new Set(shown.events?.map(({ id }) => id));
  // A line that gets its place, and another id with it, is no new one.
  for (const line of lines) if (line.type === 'event.revised' && before.has(line.previousId)) before.add(line.event.id);
  const events = eventsAfter(shown.events ?? [], lines);
  const lived = inOrder(events, 'oldest-first');
  const first = lived.findLastIndex(({ id }) => before.has(id)) + 1;
  const known = shown.status === undefined ? undefined : { status: shown.status, detail: shown.detail };
  if (known === undefined) return { ...shown, events };
  const { detail } = lived.slice(first).reduce<ParcelStatus>((now, event) => {
    const after = parcelStatus([compact(now), event], undefined, undefined);
    return after.status === now.status ? after : now;
  }, known);
  return { ...shown, events, detail };
}

function apply(shown: PartialTracking, change: Exclude<Change, LineChange>): PartialTracking {
  switch (change.type) {
    case 'events.reordered':
      return { ...shown, events: reordered(shown.events ?? [], change.eventIds) };
    case 'status.changed':
      return change.passed ? shown : { ...shown, status: change.to, detail: change.detail };
    case 'detail.changed':
      return change.passed ? shown : { ...shown, detail: change.to };
    case 'estimate.set':
    case 'estimate.moved':
      return { ...shown, estimatedDelivery: change.estimate };
    case 'estimate.lost':
      return { ...shown, estimatedDelivery: undefined };
    case 'promise.changed':
      return { ...shown, promisedDelivery: change.promise };
    case 'pickup.opened':
      return change.passed || change.lastDay === undefined ? shown : { ...shown, pickupBy: change.lastDay };
    case 'pickup.extended':
    case 'pickup.limited':
      return { ...shown, pickupBy: change.lastDay };
    case 'delivered':
      return change.passed || change.delivery === undefined ? shown : { ...shown, delivery: change.delivery };
    case 'delivery.updated':
      return { ...shown, delivery: change.delivery };
    case 'redirected':
      return change.to === undefined ? shown : { ...shown, destination: change.to };
    case 'facts.changed':
      return { ...shown, ...change.set, ...Object.fromEntries(change.unset.map((key) => [key, undefined])) };
    default:
      return shown;
  }
}
