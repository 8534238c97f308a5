import { statusHistory } from '../diff/status-history.ts';
import { compact } from '../model/compact.ts';
import { dateOf, hasOffset, wallClockMs } from '../time/time.ts';
import { dayMs } from '../time/window.ts';
import { clockOffsetMs, hourMs, latestInstantOf } from './calendar.ts';
import { type Case, calendarDays, type Finding } from './concern.ts';

/** It waits for its recipient. */
export function collection({ tracking, now, policy }: Case): Finding | undefined {
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
