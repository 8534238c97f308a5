/**
 * Judgement over trackings, pure: what somebody must look after, and how carriers did.
 *
 * @module
 */
export { type AssessOptions, assess } from './assess.ts';
export type { WorkingCalendar } from './calendar.ts';
export type { Concern, ConcernKind } from './concern.ts';
export { type ConcernChange, type ConcernChanges, concernChanges, nextConcernAt } from './concern-changes.ts';
export {
  type DaysByClass,
  defaultPolicy,
  type HealthPolicy,
  type MovingStatus,
  type ServiceClass,
  serviceClassOf,
} from './policy.ts';
export type { Percentiles, Rate } from './statistics.ts';
export { type SummarizeOptions, type Summary, summarize } from './summarize.ts';
