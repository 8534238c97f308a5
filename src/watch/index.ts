/**
 * Watches parcels through a tracker: a stream of what changes, asked for when it is worth it and as the quotas allow.
 *
 * @module
 */

export type { Store } from '../model/store.ts';
export type { AbsorbOptions } from '../store/snapshots.ts';
export { type Cadence, defaultCadence, type Interval, type PolledTracking, type Situation } from './cadence.ts';
export type { LeaseOptions } from './lease.ts';
export { type NextPoll, type NextPollOptions, nextPoll } from './next-poll.ts';
export { absorb, acknowledge, release } from './own-loop.ts';
export {
  type AccountPlan,
  type ParcelCounts,
  type PlanOptions,
  plan,
  type Staleness,
  usualMix,
} from './plan.ts';
export { readTracking } from './read-tracking.ts';
export { type PassLimits, type Watch, type WatchOptions, type WatchSource, watch } from './watch.ts';
