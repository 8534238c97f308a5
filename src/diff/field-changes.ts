import type { Facts } from '../model/change.ts';
import { compact } from '../model/compact.ts';
import type { Place } from '../model/place.ts';
import type { Delivery, Tracking } from '../model/tracking.ts';
import { type ChangeDraft, digest, newestTime } from './change-key.ts';
import { isSame } from './equal.ts';

/*
 * `shown` is the previous tracking with the changes that were found so far.
 */

/** Whatever has no name of its own: what `shown` lacks of `next`. */
export function factChanges(shown: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const set: Partial<Record<keyof Facts, unknown>> = {};
  for (const key of factsOf(next)) if (!isSame(shown?.[key], next[key])) set[key] = next[key];
  const unset = shown === undefined ? [] : factsOf(shown).filter((key) => next[key] === undefined);
  if (Object.keys(set).length === 0 && unset.length === 0) return [];
  const old = Object.fromEntries([...Object.keys(set), ...unset].map((key) => [key, shown?.[key as keyof Facts]]));
  const of = [digest(old, set, unset, newestTime(next))];
  return [{ type: 'facts.changed', of, set: set as Partial<Facts>, unset }];
}

function factsOf(tracking: Tracking): readonly (keyof Facts)[] {
  const keys = Object.keys(tracking) as (keyof Tracking)[];
  return keys.filter((key): key is keyof Facts => key !== 'fetchedAt' && key !== 'told').sort();
}

/** The parcel is to go elsewhere: a destination was known, and another one is. Filling it in is no redirection. */
export function redirection(previous: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const [from, to] = [previous?.destination, next.destination];
  if (from === undefined || to === undefined || !isElsewhere(from, to)) return [];
  return [{ type: 'redirected', of: [digest(from, to)], from, to }];
}

function isElsewhere(from: Place, to: Place): boolean {
  return (['postalCode', 'city', 'country'] as const).some((key) => {
    const [old, now] = [from[key], to[key]];
    return old !== undefined && now !== undefined && old.toUpperCase() !== now.toUpperCase();
  });
}

/** The carrier tells the detail otherwise, and no line of the history does. */
export function detailChange(previous: Tracking, shown: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const { status, detail: to } = next;
  const from = previous.detail;
  if (previous.status !== status || from === to || shown?.detail === to) return [];
  const of = [status, 'stated', digest(from, to, newestTime(next))];
  return [compact({ type: 'detail.changed' as const, of, passed: false, status, from, to })];
}

/** The last day to collect it. */
export function pickupLimit(_: Tracking, shown: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const [previous, lastDay] = [shown?.pickupBy, next.pickupBy];
  if (lastDay === undefined || lastDay === previous) return [];
  const of = [digest(previous, lastDay, newestTime(next))];
  if (previous !== undefined && lastDay > previous) return [{ type: 'pickup.extended', of, previous, lastDay }];
  return [compact({ type: 'pickup.limited' as const, of, previous, lastDay })];
}

/** Who signed, where it was left: often known only after the delivery itself. Documents are told as such. */
export function deliveryUpdate(_: Tracking, shown: Tracking | undefined, next: Tracking): readonly ChangeDraft[] {
  const [previous, delivery] = [shown?.delivery, next.delivery];
  if (delivery === undefined || isSame(withoutProof(previous), withoutProof(delivery))) return [];
  const of = [digest(withoutProof(previous), withoutProof(delivery), newestTime(next))];
  return [compact({ type: 'delivery.updated' as const, of, previous, delivery })];
}

function withoutProof(delivery: Delivery | undefined): Delivery {
  const { proof: _, ...rest } = delivery ?? {};
  return rest;
}
