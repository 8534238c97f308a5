import { compact } from '../model/compact.ts';
import type { Window } from '../model/tracking.ts';
import { dayMs, endOf, isHourOfDay, spansOf } from '../time/window.ts';
import { hourMs } from './calendar.ts';
import { type Case, calendarDays, type Finding } from './concern.ts';
import { dueAt, isAttemptedBy } from './promise.ts';

/** It is late, or will be. */
export function lateness({ tracking, now, policy }: Case): Finding | undefined {
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
function isLater(estimate: Window = {}, promise: Window = {}): boolean {
  const [due, expected] = spansOf(promise, estimate);
  return !isHourOfDay(endOf(promise), endOf(estimate)) && expected.latest > due.latest;
}
