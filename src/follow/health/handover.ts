import { type Case, type Concern, working, workingDaysSince } from './concern.ts';

/** A label was made and no parcel came. */
export function handover(parcel: Case): Concern | undefined {
  const { tracking, policy } = parcel;
  const since = tracking.events.find(({ occurredAt }) => occurredAt !== undefined)?.occurredAt ?? tracking.shippedAt;
  if (tracking.status !== 'pre_transit' || since === undefined) return undefined;
  const days = workingDaysSince(since, parcel);
  const limit = policy.handoverDays[policy.serviceClass(tracking)];
  if (days < limit) return undefined;
  const why = `The label was made ${working(days)} ago and the carrier has not received the parcel.`;
  return { kind: 'not_handed_over', severity: days < 2 * limit ? 'warning' : 'critical', since, why };
}
