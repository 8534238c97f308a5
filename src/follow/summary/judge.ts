import { isFinal } from '../../model/status.ts';
import type { Tracking, Window } from '../../model/tracking.ts';
import { dateOf, instantOf, isDateOnly, wallClockMs } from '../../read/time.ts';
import { latestInstantOf } from '../health/moment.ts';
import { dayMs } from '../window.ts';

/**
 * When it came, as the carrier told it: to the recipient, or to the place where the recipient was to collect it, for how
 * long it then waits is not the carrier's doing. Undefined for a parcel that has not come.
 */
function arrivedAt({ status, delivery, events }: Tracking): string | undefined {
  if (status !== 'delivered' && status !== 'available_for_pickup') return undefined;
  const waiting = events.find((event) => event.status === 'available_for_pickup')?.occurredAt;
  return waiting ?? delivery?.at ?? events.findLast((event) => event.status === 'delivered')?.occurredAt;
}

/**
 * Whether a parcel came within a window: true or false once it has come or is overdue everywhere on earth, undefined
 * while it may still come, where it went back or was cancelled, and where the window has no end.
 */
export function isOnTime(tracking: Tracking, window: Window | undefined, now: number): boolean | undefined {
  const due = window?.to;
  if (due === undefined) return undefined;
  const at = arrivedAt(tracking);
  if (at !== undefined) return isBy(at, due);
  const open = !isFinal(tracking.status) && !['returning', 'available_for_pickup'].includes(tracking.status);
  return open && now > latestInstantOf(due) ? false : undefined;
}

/** Both are told by the clock of the destination; a day on which it was due at an hour tells nothing by itself. */
function isBy(at: string, due: string): boolean | undefined {
  if (isDateOnly(due)) return dateOf(at) <= due;
  if (isDateOnly(at)) return at === dateOf(due) ? undefined : at < dateOf(due);
  const [came, end] = [instantOf(at), instantOf(due)];
  return came !== undefined && end !== undefined ? came <= end : wallClockMs(at) <= wallClockMs(due);
}

/**
 * Whether the first attempt at the door delivered it; undefined while none was made, and for a parcel that was meant to be
 * collected.
 */
export function isFirstAttempt({ status, delivery, events }: Tracking): boolean | undefined {
  const failed = events.some((event) => event.status === 'delivery_attempted');
  if (status !== 'delivered') return failed ? false : undefined;
  if (delivery?.attempts !== undefined && delivery.attempts > 0) return delivery.attempts === 1 && !failed;
  return failed ? false : events.some((event) => event.status === 'available_for_pickup') ? undefined : true;
}

/**
 * Days from the first scan, or else the shipping date, until it came. By the clock of the world where both offsets are
 * known, by the clocks on the walls where not, by the calendar where there is only a date; undefined if unknown.
 */
export function transitDays(tracking: Tracking): number | undefined {
  const first = tracking.events.find(
    ({ status, occurredAt }) => !['info', 'unknown', 'pre_transit'].includes(status) && occurredAt !== undefined,
  );
  const from = first?.occurredAt ?? tracking.shippedAt;
  const to = arrivedAt(tracking);
  if (from === undefined || to === undefined) return undefined;
  const [start, end] = clocks(from, to);
  return end < start ? undefined : (end - start) / dayMs;
}

function clocks(from: string, to: string): readonly [number, number] {
  if (isDateOnly(from) || isDateOnly(to)) return [wallClockMs(dateOf(from)), wallClockMs(dateOf(to))];
  const [start, end] = [instantOf(from), instantOf(to)];
  return start === undefined || end === undefined ? [wallClockMs(from), wallClockMs(to)] : [start, end];
}
