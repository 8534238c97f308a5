/**
 * All that an adapter may import: the contract, and the means to read what carriers send.
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
export { mod7, mod10, s10, weightedMod11 } from './identify/check-digit.ts';
export { matchFormats, type NumberFormat } from './identify/formats.ts';
export { type Identifier, identifyAmong } from './identify/identify.ts';
export type { StatusDetail } from './model/detail.ts';
export { isTrackingError, TrackingError, type TrackingErrorCode, type TrackingErrorDetails } from './model/error.ts';
export { failed, found, type Outcome } from './model/outcome.ts';
export type { Place } from './model/place.ts';
export type { ProofDocument } from './model/proof.ts';
export type { EventStatus, StatusBasis, TimeBasis, TrackingStatus } from './model/status.ts';
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
export { assembleTracking, eventsOf, type ParcelReading, type Scan } from './read/assemble.ts';
export { resolveBaseUrl } from './read/base-url.ts';
export { type Compact, compact, compactOrAbsent, countryCode, numeric, present, some, text } from './read/compact.ts';
export { type Answerer, codeOfHttpStatus, failAll, fault, unreadable } from './read/fault.ts';
export { accountKey } from './read/fingerprint.ts';
export { type CurrentStatus, type ParcelStatus, parcelStatus } from './read/parcel-status.ts';
export { type JsonPayload, type Payload, parsePayload, type XmlPayload } from './read/payload.ts';
export { listField, type Maybe, objectField, readShape, type ShapeReading, textField } from './read/shape.ts';
export { type Meaning, meaningOf, type StatusTable } from './read/table.ts';
export {
  atOffset,
  dateOf,
  hasOffset,
  instantOf,
  isDateOnly,
  offsetBetween,
  offsetOf,
  readCompactTime,
  readOffset,
  readTime,
  wallClockOf,
} from './read/time.ts';
export type {
  CarrierSandbox,
  LifeEvent,
  LifeEventKind,
  ParcelLife,
  SandboxAnswer,
  SandboxCall,
  SandboxPush,
  SandboxRefusal,
  SandboxRequest,
} from './testing/life.ts';
