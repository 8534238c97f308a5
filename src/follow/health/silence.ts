import type { TrackingStatus } from '../../model/status.ts';
import { compact } from '../../read/compact.ts';
import { type Case, type Concern, working, workingDaysSince } from './concern.ts';
import type { HealthPolicy, MovingStatus } from './policy.ts';
import { lastScan } from './scan.ts';

function isMoving(status: TrackingStatus, policy: HealthPolicy): status is MovingStatus {
  return Object.hasOwn(policy.stalledAfterDays, status);
}

/** Nobody has scanned it for too long. */
export function silence(parcel: Case): Concern | undefined {
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
  const why = `Nobody has scanned the parcel for ${working(days)}; its status is ${status.replaceAll('_', ' ')}.`;
  if (days >= policy.lostAfterDays[serviceClass]) return { kind: 'probably_lost', severity: 'critical', since, why };
  if (days < policy.stalledAfterDays[status][serviceClass]) return undefined;
  return { kind: 'stalled', severity: 'warning', since, why };
}
