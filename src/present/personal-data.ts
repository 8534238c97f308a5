import { personalFields } from '../model/personal.ts';
import type { Place, TimeWindow, Tracking, TrackingEvent } from '../model/tracking.ts';
import { checkArguments } from '../options/options.ts';
import { tracking as trackingValue } from '../options/values.ts';

/** What stands in the place of what was taken out by {@link redact}. */
export const redacted = '[redacted]';

/**
 * A tracking for logs and support: statuses, codes and times as they are; names, numbers, addresses, links and the
 * carrier's free texts, which may name people, replaced by `[redacted]`. Of tracking numbers the last four characters stay.
 * It still fits the model's schema.
 */
export function redact(tracking: Tracking): Tracking {
  checkArguments('redact()', { tracking: [trackingValue, tracking] });
  const copy: unknown = structuredClone(tracking);
  for (const path of Object.keys(personalFields)) replaceAt(copy, path.split('.'));
  return copy as Tracking;
}

/** Replaces the texts at a path, whose `*` is every item of a list. */
function replaceAt(value: unknown, [key = '', ...rest]: readonly string[]): void {
  if (Array.isArray(value)) {
    if (key !== '*') return;
    value.forEach((item: unknown, index) => {
      if (rest.length > 0) replaceAt(item, rest);
      else if (typeof item === 'string') value[index] = hidden(item, 'trackingNumber');
    });
    return;
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return;
  const found: unknown = Reflect.get(value, key);
  if (rest.length > 0) replaceAt(found, rest);
  else if (typeof found === 'string' && found !== '') Reflect.set(value, key, hidden(found, key));
}

function hidden(text: string, key: string): string {
  if (key !== 'trackingNumber') return redacted;
  // Done once is done.
  if (text === redacted || /^….{4}$/.test(text)) return text;
  return text.length > 8 ? `…${text.slice(-4)}` : redacted;
}

/** One line of a parcel's history, as strangers may see it. */
export interface PublicEvent extends Pick<TrackingEvent, 'status' | 'detail' | 'occurredAt' | 'timeBasis'> {
  readonly place?: PublicPlace;
}

/** A place without what leads to a door. */
export type PublicPlace = Pick<Place, 'city' | 'region' | 'country'>;

/** What a browser may know of a parcel. */
export interface PublicView
  extends Pick<
    Tracking,
    | 'carrier'
    | 'trackingNumber'
    | 'status'
    | 'detail'
    | 'service'
    | 'shippedAt'
    | 'pickupBy'
    | 'pieceCount'
    | 'fetchedAt'
  > {
  readonly estimatedDelivery?: TimeWindow;
  readonly promisedDelivery?: TimeWindow;
  readonly delivery?: Pick<NonNullable<Tracking['delivery']>, 'at' | 'to' | 'attempts'>;
  readonly origin?: PublicPlace;
  readonly destination?: PublicPlace;
  readonly events: readonly PublicEvent[];
}

/**
 * What may be sent to a browser of somebody who has nothing but the number: status, times, towns. Without names, signatures,
 * references, streets, postal codes, links, other numbers and the carrier's free texts. A field that the model gets later
 * stays out until it is let in here.
 */
export function publicView(tracking: Tracking): PublicView {
  checkArguments('publicView()', { tracking: [trackingValue, tracking] });
  const { delivery, origin, destination, estimatedDelivery, promisedDelivery, service, events } = tracking;
  return {
    ...picked(tracking, [
      'carrier',
      'trackingNumber',
      'status',
      'detail',
      'shippedAt',
      'pickupBy',
      'pieceCount',
      'fetchedAt',
    ]),
    ...(service !== undefined && { service: picked(service, ['code', 'name']) }),
    ...(estimatedDelivery !== undefined && { estimatedDelivery: picked(estimatedDelivery, ['from', 'to']) }),
    ...(promisedDelivery !== undefined && { promisedDelivery: picked(promisedDelivery, ['from', 'to']) }),
    ...(delivery !== undefined && { delivery: picked(delivery, ['at', 'to', 'attempts']) }),
    ...(origin !== undefined && { origin: publicPlace(origin) }),
    ...(destination !== undefined && { destination: publicPlace(destination) }),
    events: events.map((event) => ({
      ...picked(event, ['status', 'detail', 'occurredAt', 'timeBasis']),
      ...(event.place !== undefined && { place: publicPlace(event.place) }),
    })),
  };
}

function publicPlace(place: Place): PublicPlace {
  return picked(place, ['city', 'region', 'country']);
}

function picked<T extends object, Key extends keyof T>(from: T, keys: readonly Key[]): Pick<T, Key> {
  const all = keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]);
  return Object.fromEntries(all) as Pick<T, Key>;
}
