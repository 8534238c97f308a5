/**
 * Track FedEx, UPS, USPS and DHL parcels through one interface. Carriers come from `waybill/carriers`.
 *
 * @module
 */
export type {
  AccessToken,
  BatchReading,
  Carrier,
  ConnectionOptions,
  Continuation,
  Inquiry,
  MatchBasis,
  NumberMatch,
  PayloadFormat,
  ProofLookup,
  PushCapability,
  PushCheck,
  PushProof,
  PushReading,
  PushRequest,
  Quota,
  ReferenceInquiry,
  ReferenceLookup,
  RequestOptions,
  Subscription,
  SubscriptionCapability,
  SubscriptionOrder,
  SubscriptionTarget,
  TokenGrant,
  WireCall,
  WireRequest,
  WireResponse,
} from './carrier.ts';
export { type Cadence, defaultCadence, type Interval, type Situation } from './follow/cadence.ts';
export { type ChangeCloudEvent, type CloudEventOptions, toCloudEvent } from './follow/cloud-event.ts';
export { type DiffOptions, diff } from './follow/diff.ts';
export { type AssessOptions, assess } from './follow/health/assess.ts';
export type { WorkingCalendar } from './follow/health/business-days.ts';
export type { Concern, ConcernKind } from './follow/health/concern.ts';
export {
  type DaysByClass,
  defaultPolicy,
  type HealthPolicy,
  type MovingStatus,
  type ServiceClass,
  serviceClassOf,
} from './follow/health/policy.ts';
export { type Milestone, type MilestoneName, milestone, milestones } from './follow/milestone.ts';
export type { SnapshotStore } from './follow/outbox.ts';
export { patch } from './follow/patch.ts';
export {
  type AccountPlan,
  type ParcelCounts,
  type PlanOptions,
  plan,
  type Staleness,
  usualMix,
} from './follow/plan.ts';
export { stitch } from './follow/stitch.ts';
export type { Percentiles } from './follow/summary/percentiles.ts';
export type { Rate } from './follow/summary/rate.ts';
export { type SummarizeOptions, type Summary, summarize } from './follow/summary/summarize.ts';
export type { Watch, WatchOptions } from './follow/watch.ts';
export type { Receipt, ReceiveOptions } from './follow/webhook.ts';
export type { SubscribeOptions, UnsubscribeOptions } from './follow/webhook-subscriptions.ts';
export type { Webhooks } from './follow/webhooks.ts';
export { type Identifier, identifyAmong } from './identify/identify.ts';
export type { NumberToTrack } from './identify/route.ts';
export type { Change, ChangeBase, ChangeKinds, ChangeOf, ChangeType, Facts, Passing } from './model/change.ts';
export { type StatusDetail, statusDetails } from './model/detail.ts';
export {
  isTrackingError,
  TrackingError,
  type TrackingErrorCode,
  type TrackingErrorDetails,
  trackingErrorCodes,
} from './model/error.ts';
export type { Outcome } from './model/outcome.ts';
export type { Place } from './model/place.ts';
export type { ProofDocument } from './model/proof.ts';
export {
  type EventStatus,
  eventStatuses,
  isFinal,
  type StatusBasis,
  statusBases,
  type TimeBasis,
  type TrackingStatus,
  timeBases,
  trackingStatuses,
} from './model/status.ts';
export type {
  Candidate,
  CarrierId,
  DeliveredTo,
  Delivery,
  Dimensions,
  Issue,
  Piece,
  ProofReference,
  Reference,
  RelatedNumber,
  Service,
  Tracking,
  TrackingDraft,
  TrackingEvent,
  Weight,
  Window,
} from './model/tracking.ts';
export {
  type AccountNotice,
  isChange,
  type NumberNotice,
  type WatchEvent,
  type WatchNotice,
  type WatchNoticeBase,
  type WatchNoticeKinds,
  type WatchNoticeOf,
  type WatchNoticeType,
} from './model/watch-event.ts';
export type { Payload } from './read/payload.ts';
export { readPayload } from './read/read-payload.ts';
export { type Clock, systemClock } from './send/clock.ts';
export type { ConnectionsOptions } from './send/connection.ts';
export type { Limiter } from './send/limiter.ts';
export { createLimiterPool, type LimiterPool } from './send/limiter-pool.ts';
export type { Signal, SignalListener } from './send/signal.ts';
export type { TokenStore } from './send/token-store.ts';
export type { Fetch } from './send/transport.ts';
export type { LimiterUsage, WindowUsage } from './send/usage.ts';
export { type Admission, WaitTooLong } from './send/wait.ts';
export {
  type AccountUsage,
  createTracker,
  type Tracker,
  type TrackerOptions,
  type TrackOptions,
} from './tracker.ts';
