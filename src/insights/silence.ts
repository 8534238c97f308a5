import { compact } from '../model/compact.ts';
import type { StatusDetail } from '../model/detail.ts';
import type { TrackingStatus } from '../model/status.ts';
import type { Tracking, TrackingEvent } from '../model/tracking.ts';
import { businessDaysBetween, clockOffsetMs, latestInstantOf } from './calendar.ts';
import { type Case, type Finding, workingDays } from './concern.ts';
import type { HealthPolicy, MovingStatus } from './policy.ts';

/** Working days since a time, at least: by the latest instant that it may mean. */
function workingDaysSince(time: string, { now, policy }: Case): number {
  return businessDaysBetween(latestInstantOf(time), now, clockOffsetMs(time), policy);
}

/** What a carrier's office can write without having seen the parcel. */
const remote: ReadonlySet<StatusDetail> = new Set([
  'arriving_soon',
  'delivery_scheduled',
  'delivery_rescheduled',
  'delayed',
  'weather_delay',
  'natural_disaster',
  'force_majeure',
  'transport_delay',
  'operational_delay',
  'closed_day',
  'information_required',
  'under_investigation',
  'lost',
  'pickup_reminder',
]);

/**
 * The last time that somebody held the parcel under a scanner, as far as its history says. Notices, labels and delays told
 * from afar are no scans; nor, where the carrier names places, are lines without one, which a computer writes.
 */
function lastScan({ events }: Tracking): (TrackingEvent & { readonly occurredAt: string }) | undefined {
  const namesPlaces = events.some(({ place }) => place !== undefined);
  return events.findLast(
    (event): event is TrackingEvent & { readonly occurredAt: string } =>
      event.occurredAt !== undefined && isTouch(event) && (!namesPlaces || event.place !== undefined),
  );
}

function isTouch({ status, detail }: TrackingEvent): boolean {
  if (status === 'info' || status === 'unknown' || status === 'pre_transit' || status === 'cancelled') return false;
  return detail === undefined || !remote.has(detail);
}

/** A label was made and no parcel came. */
export function handover(parcel: Case): Finding | undefined {
  const { tracking, policy } = parcel;
  const since = tracking.events.find(({ occurredAt }) => occurredAt !== undefined)?.occurredAt ?? tracking.shippedAt;
  if (tracking.status !== 'pre_transit' || since === undefined) return undefined;
  const days = workingDaysSince(since, parcel);
  const limit = policy.handoverDays[policy.serviceClass(tracking)];
  if (days < limit) return undefined;
  const why = `The label was made ${workingDays(days)} ago and the carrier has not received the parcel.`;
  return { kind: 'not_handed_over', severity: days < 2 * limit ? 'warning' : 'critical', since, why };
}

function isMoving(status: TrackingStatus, policy: HealthPolicy): status is MovingStatus {
  return Object.hasOwn(policy.stalledAfterDays, status);
}

/** Nobody has scanned it for too long. */
export function silence(parcel: Case): Finding | undefined {
  const { tracking, policy } = parcel;
  const { status, detail } = tracking;
  const reported = tracking.events.findLast((event) => event.detail === 'lost')?.occurredAt;
  if (status === 'exception' && detail === 'lost') {
    const why = 'The carrier says that the parcel is lost.';
    return compact({ kind: 'probably_lost' as const, severity: 'critical' as const, since: reported, why });
  }
  const since = lastScan(tracking)?.occurredAt ?? tracking.shippedAt;
  if (!isMoving(status, policy) || since === undefined) return undefined;
  const days = workingDaysSince(since, parcel);
  const serviceClass = policy.serviceClass(tracking);
  const why = `Nobody has scanned the parcel for ${workingDays(days)}; its status is ${status.replaceAll('_', ' ')}.`;
  if (days >= policy.lostAfterDays[serviceClass]) return { kind: 'probably_lost', severity: 'critical', since, why };
  if (days < policy.stalledAfterDays[status][serviceClass]) return undefined;
  return { kind: 'stalled', severity: 'warning', since, why };
}
