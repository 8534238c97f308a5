import type { Change } from '../model/change.ts';
import { compact } from '../model/compact.ts';
import type { Tracking } from '../model/tracking.ts';
import { eventsAfter } from './event-changes.ts';

type Sketch = { readonly [Key in keyof Tracking]?: Tracking[Key] | undefined };

/**
 * The tracking that the changes lead to: `patch(a, diff(a, b))` equals `b`. Changes of several comparisons may follow
 * one another. Without changes it is the previous one.
 */
export function patch(previous: Tracking, changes: readonly Change[]): Tracking;
export function patch(previous: Tracking | undefined, changes: readonly Change[]): Tracking | undefined;
export function patch(previous: Tracking | undefined, changes: readonly Change[]): Tracking | undefined {
  if (changes.length === 0) return previous;
  const { carrier, trackingNumber, status, events, url, mapping, ...rest } = changes.reduce<Sketch>(
    apply,
    previous ?? {},
  );
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

function apply(shown: Sketch, change: Change): Sketch {
  const seen = { ...shown, carrier: change.carrier, trackingNumber: change.trackingNumber, fetchedAt: change.seenAt };
  switch (change.type) {
    case 'status.changed':
      return change.passed ? seen : { ...seen, status: change.to, detail: change.detail };
    case 'estimate.set':
    case 'estimate.moved':
      return { ...seen, estimatedDelivery: change.estimate };
    case 'estimate.lost':
      return { ...seen, estimatedDelivery: undefined };
    case 'promise.changed':
      return { ...seen, promisedDelivery: change.promise };
    case 'facts.changed':
      return { ...seen, ...change.set, ...Object.fromEntries(change.unset.map((key) => [key, undefined])) };
    default:
      return { ...seen, events: eventsAfter(shown.events ?? [], change) };
  }
}
