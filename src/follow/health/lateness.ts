import type { Tracking, Window } from '../../model/tracking.ts';
import { compact } from '../../read/compact.ts';
import { hasOffset } from '../../read/time.ts';
import { dayMs, endOf, isHourOfDay, spansOf } from '../window.ts';
import { type Case, type Concern, calendar } from './concern.ts';
import { hourMs, latestInstantOf, likelyEnd } from './moment.ts';

/** It is late, or will be. */
export function lateness({ tracking, now, policy }: Case): Concern | undefined {
  const { status, promisedDelivery, estimatedDelivery } = tracking;
  // What goes back is late for nobody, and what waits for its recipient has arrived.
  if (status === 'returning' || status === 'available_for_pickup') return undefined;
  const promised = promisedDelivery === undefined ? undefined : endOf(promisedDelivery);
  const estimated = estimatedDelivery === undefined ? undefined : endOf(estimatedDelivery);
  const due = promised ?? estimated;
  if (due === undefined) return undefined;
  const end = latestInstantOf(due);
  if (now > end) {
    const days = Math.floor((now - end) / dayMs);
    const what = promised === undefined ? 'expected' : 'promised';
    const by = days === 0 ? 'less than a day' : calendar(days);
    const why = `The parcel was ${what} by ${due} and is late by ${by}.`;
    const severity = promised === undefined ? 'notice' : days < 3 ? 'warning' : 'critical';
    return { kind: 'late', severity, since: due, why };
  }
  if (promised === undefined) return undefined;
  if (estimated !== undefined && isLater(estimatedDelivery, promisedDelivery)) {
    const why = `The carrier expects to deliver by ${estimated}, later than promised (${promised}).`;
    return compact({ kind: 'at_risk' as const, severity: 'warning' as const, since: newestTime(tracking), why });
  }
  if (status === 'out_for_delivery' || likelyEnd(promised, clockOf(tracking)) - now > policy.riskHours * hourMs)
    return undefined;
  const why = `The parcel is promised by ${promised} and is not out for delivery.`;
  return compact({ kind: 'at_risk' as const, severity: 'notice' as const, since: newestTime(tracking), why });
}

/** A time of the newest line that has an offset, for the clock where the parcel is. */
function clockOf({ events }: Tracking): string | undefined {
  return events.findLast(({ occurredAt }) => occurredAt !== undefined && hasOffset(occurredAt))?.occurredAt;
}

function newestTime({ events }: Tracking): string | undefined {
  return events.findLast(({ occurredAt }) => occurredAt !== undefined)?.occurredAt;
}

/** Both are told by the clock of the destination, so that they compare without knowing it. */
function isLater(estimate: Window = {}, promise: Window = {}): boolean {
  const [due, expected] = spansOf(promise, estimate);
  return !isHourOfDay(endOf(promise), endOf(estimate)) && expected.latest > due.latest;
}
