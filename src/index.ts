/**
 * Track FedEx, UPS, USPS and DHL parcels through one interface. Carriers come from `waybill/carriers`.
 *
 * @module
 */

export type { ConnectionOptions, Quota } from './carrier/account.ts';
export type {
  BatchReading,
  Carrier,
  Continuation,
  Inquiry,
  InquiryWithTimes,
  MatchBasis,
  NumberMatch,
  NumberToTrack,
  ProofLookup,
  ReferenceInquiry,
  ReferenceInquiryWithTimes,
  ReferenceLookup,
} from './carrier/carrier.ts';
export type { Payload, PayloadFormat } from './carrier/payload.ts';
export type {
  PushAuthentication,
  PushCapability,
  PushCheck,
  PushReading,
  PushRequest,
  Subscription,
  SubscriptionCapability,
  SubscriptionOrder,
  SubscriptionTarget,
} from './carrier/push.ts';
export type { AccessToken, RequestOptions, TokenGrant, WireCall, WireRequest, WireResponse } from './carrier/wire.ts';
export { type ChangeCloudEvent, type CloudEventOptions, toCloudEvent } from './diff/cloud-event.ts';
export { type DiffOptions, diff, remember } from './diff/diff.ts';
export { type Milestone, type MilestoneName, milestone, milestones } from './diff/milestone.ts';
export { patch } from './diff/patch.ts';
export { type Identifier, identifyAmong } from './identify/identify.ts';
export type {
  Change,
  ChangeBase,
  ChangeKinds,
  ChangeOf,
  ChangeType,
  TrackingFacts,
  TransientChange,
} from './model/change.ts';
export { type StatusDetail, statusDetails } from './model/detail.ts';
export {
  isTrackingError,
  TrackingError,
  type TrackingErrorCode,
  type TrackingErrorDetails,
  trackingErrorCodes,
} from './model/error.ts';
export type { Outcome } from './model/outcome.ts';
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
export type { Store } from './model/store.ts';
export type {
  Candidate,
  CarrierId,
  DeliveredTo,
  Delivery,
  Dimensions,
  Issue,
  Piece,
  Place,
  ProofDocument,
  ProofReference,
  Reference,
  RelatedNumber,
  Service,
  TimeWindow,
  Tracking,
  TrackingDraft,
  TrackingEvent,
  Weight,
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
export { readPayload } from './read/read-payload.ts';
export { stitch } from './read/stitch.ts';
export type { ConnectionsOptions } from './send/connection.ts';
export type { Limiter, TurnAdmission } from './send/limiter/limiter.ts';
export { createLimiterPool, type LimiterPool } from './send/limiter/pool.ts';
export type { LimiterUsage, WindowUsage } from './send/limiter/sliding-window.ts';
export { type StoreTurnstileOptions, storeTurnstile } from './send/limiter/store-turnstile.ts';
export type { Turn, TurnOrWait, Turnstile } from './send/limiter/turnstile.ts';
export { type WaitOptions, WaitTooLong } from './send/limiter/wait-queue.ts';
export type { CarrierPayload, PayloadListener } from './send/payload-listener.ts';
export type { CallFailure, CallKind, Signal, SignalCall, SignalListener } from './send/telemetry.ts';
export type { AccountUsage, CallOptions, TrackingSource, TrackOptions } from './send/tracking-source.ts';
export type { Fetch } from './send/transport.ts';
export { type Clock, systemClock } from './time/clock.ts';
export { createTracker, type Tracker, type TrackerOptions } from './tracker.ts';
