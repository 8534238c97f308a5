import { statusHistory } from '../diff/status-history.ts';
import { compact } from '../model/compact.ts';
import type { StatusDetail } from '../model/detail.ts';
import type { TrackingStatus } from '../model/status.ts';
import type { TimeWindow, Tracking, TrackingEvent } from '../model/tracking.ts';
import { dateOf, hasOffset, wallClockMs } from '../time/time.ts';
import { dayMs, endOf, isHourOfDay, spansOf } from '../time/window.ts';
import { businessDaysBetween, clockOffsetMs, hourMs, latestInstantOf } from './calendar.ts';
import { type AssessedParcel, calendarDays, type Finding, workingDays } from './concern.ts';
import type { HealthPolicy, MovingStatus } from './policy.ts';
import { dueAt, isAttemptedBy } from './promise.ts';

/** Working days since a time, at least: by the latest instant that it may mean. */
function workingDaysSince(time: string, { now, policy }: AssessedParcel): number {
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
export function handover(parcel: AssessedParcel): Finding | undefined {
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
export function silence(parcel: AssessedParcel): Finding | undefined {
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

/** It waits for its recipient. */
export function collection({ tracking, now, policy }: AssessedParcel): Finding | undefined {
  if (tracking.status !== 'available_for_pickup') return undefined;
  const since = statusHistory(tracking).at(-1)?.steps[0]?.event?.occurredAt;
  if (tracking.pickupBy === undefined) {
    const days = since === undefined ? 0 : Math.floor((now - latestInstantOf(since)) / dayMs);
    if (since === undefined || days < policy.pickupWaitDays) return undefined;
    const why = `The parcel has waited ${calendarDays(days)} to be collected.`;
    return { kind: 'pickup_expiring', severity: 'warning', since, why };
  }
  const left = Math.round((wallClockMs(tracking.pickupBy) - wallClockMs(today(now, since))) / dayMs);
  if (left > policy.pickupNoticeDays) return undefined;
  const why = `The last day to collect the parcel ${left < 0 ? 'was' : 'is'} ${tracking.pickupBy}.`;
  const severity = left < 0 ? 'critical' : 'warning';
  return compact({ kind: 'pickup_expiring' as const, severity, since, why } as const);
}

/** The date where the parcel waits; where nobody told its clock, the date that no place on earth has left behind. */
function today(now: number, arrival: string | undefined): string {
  const ahead = arrival !== undefined && hasOffset(arrival) ? clockOffsetMs(arrival) : -12 * hourMs;
  return dateOf(new Date(now + ahead).toISOString());
}

/** It is late, or will be. */
export function lateness({ tracking, now, policy }: AssessedParcel): Finding | undefined {
  const { status, promisedDelivery, estimatedDelivery } = tracking;
  // What goes back is late for nobody, and what waits for its recipient has arrived.
  if (status === 'returning' || status === 'available_for_pickup') return undefined;
  const promised = promisedDelivery && endOf(promisedDelivery);
  const estimated = estimatedDelivery && endOf(estimatedDelivery);
  const due = promised ?? estimated;
  if (due === undefined || isAttemptedBy(tracking, due)) return undefined;
  const end = dueAt(due, tracking);
  if (now > end) {
    const days = Math.floor((now - end) / dayMs);
    const what = promised === undefined ? 'expected' : 'promised';
    const by = days === 0 ? 'less than a day' : calendarDays(days);
    const why = `The parcel was ${what} by ${due} and is late by ${by}.`;
    const severity = promised === undefined ? 'notice' : days < 3 ? 'warning' : 'critical';
    return { kind: 'late', severity, since: due, why };
  }
  if (promised === undefined) return undefined;
  const since = tracking.events.findLast(({ occurredAt }) => occurredAt !== undefined)?.occurredAt;
  if (estimated !== undefined && isLater(estimatedDelivery, promisedDelivery)) {
    const why = `The carrier expects to deliver by ${estimated}, later than promised (${promised}).`;
    return compact({ kind: 'at_risk' as const, severity: 'warning' as const, since, of: promised, why });
  }
  if (status === 'out_for_delivery' || end - now > policy.riskHours * hourMs) return undefined;
  const why = `The parcel is promised by ${promised} and is not out for delivery.`;
  return compact({ kind: 'at_risk' as const, severity: 'notice' as const, since, of: promised, why });
}

/** Both are told by the clock of the destination, so that they compare without knowing it. */
function isLater(estimate: TimeWindow = {}, promise: TimeWindow = {}): boolean {
  const [due, expected] = spansOf(promise, estimate);
  return !isHourOfDay(endOf(promise), endOf(estimate)) && expected.latest > due.latest;
}
