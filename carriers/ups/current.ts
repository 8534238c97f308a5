import { type CurrentStatus, compactOrAbsent, eventsOf, parcelStatus, text } from 'waybill/kit';
import { deliveryDay, deliveryScan } from './delivery.ts';
import { type Activity, currentOf } from './events.ts';
import type { Family } from './status.ts';
import type { WirePackage } from './wire.ts';

type Order = Parameters<typeof eventsOf>[1];

/** Where UPS says that a package is, or what its history says of it when read with care. */
export function currentStatusOf(
  parcel: WirePackage,
  scans: readonly Activity[],
  order: Order,
  family: Family,
): CurrentStatus | undefined {
  return stated(parcel, family) ?? archived(parcel, scans) ?? withoutLateStart(scans, order);
}

/** `currentStatus`, or the package's own `statusCode`, which is seldom there. */
function stated(parcel: WirePackage, family: Family): CurrentStatus | undefined {
  const status = compactOrAbsent(parcel.currentStatus ?? {}) ?? { statusCode: text(parcel.statusCode) };
  const { meaning, basis } = currentOf(status, family);
  return basis === 'none' ? undefined : { status: meaning[0], detail: meaning[1], basis };
}

/** Of a parcel whose history was put away, the day of its delivery may be all that is left. */
function archived(parcel: WirePackage, scans: readonly Activity[]): CurrentStatus | undefined {
  return scans.length === 0 && deliveryDay(parcel) !== undefined
    ? { status: 'delivered', basis: 'category' }
    : undefined;
}

/**
 * Where no current status is told: labels and pickups are how a parcel's way begins, so a label dated after other scans,
 * or a pickup after the delivery, has a wrong date or is another parcel's, and takes nothing back. UPS stamps labels at
 * the shipper's computer, and its own test numbers have pickups after deliveries.
 */
function withoutLateStart(scans: readonly Activity[], order: Order): CurrentStatus | undefined {
  const firstMovedAt = scans.reduce((first, { status, occurredAt = first }) => {
    return saysWhere.has(status) && occurredAt < first ? occurredAt : first;
  }, '9');
  const deliveredAt = deliveryScan(scans)?.occurredAt ?? '9';
  const others = scans.filter(({ status, detail, occurredAt = '' }) => {
    return status === 'pre_transit' ? occurredAt <= firstMovedAt : detail !== 'picked_up' || occurredAt <= deliveredAt;
  });
  if (others.length === scans.length) return undefined;
  return { ...parcelStatus(eventsOf(others, order), undefined, undefined), basis: 'code' };
}

const saysWhere: ReadonlySet<string> = new Set([
  'in_transit',
  'out_for_delivery',
  'delivery_attempted',
  'available_for_pickup',
  'delivered',
  'returning',
  'returned',
]);
