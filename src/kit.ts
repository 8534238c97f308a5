/**
 * All that an adapter may import: the contract, and the means to read what carriers send.
 *
 * @module
 */

export type { ConnectionOptions, Quota } from './carrier/account.ts';
export { accountKey, resolveBaseUrl } from './carrier/account.ts';
export type {
  BatchReading,
  Carrier,
  Continuation,
  Inquiry,
  MatchBasis,
  NumberMatch,
  ProofLookup,
  ReferenceInquiry,
  ReferenceLookup,
} from './carrier/carrier.ts';
export { connectionShape, credential, webhookSecret } from './carrier/carrier-options.ts';
export {
  basicCredentials,
  readBasicCredentials,
  readTokenAnswer,
  requireCredentials,
  type TokenAnswerOptions,
} from './carrier/credentials.ts';
export {
  type Answerer,
  codeOfHttpStatus,
  codeOfPage,
  failAll,
  fault,
  isGone,
  leftOut,
  unreadable,
} from './carrier/fault.ts';
export type { PayloadFormat } from './carrier/payload.ts';
export { type JsonPayload, jsonOf, type Payload, parsePayload, type XmlPayload } from './carrier/payload.ts';
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
  WebhookSecret,
} from './carrier/push.ts';
export { secretsOf } from './carrier/push.ts';
export type {
  CarrierSandbox,
  LifeEvent,
  LifeEventKind,
  ParcelLife,
  SandboxAnswer,
  SandboxCall,
  SandboxHub,
  SandboxPush,
  SandboxRefusal,
  SandboxRequest,
} from './carrier/sandbox.ts';
export type { AccessToken, RequestOptions, TokenGrant, WireCall, WireRequest, WireResponse } from './carrier/wire.ts';
export { isSuccess } from './carrier/wire.ts';
export { mod7, mod10, s10, sampleNumbers, weightedMod11 } from './identify/check-digit.ts';
export { type Identifier, identifyAmong, matchFormats, type NumberFormat } from './identify/identify.ts';
export { type Compact, compact, compactOrAbsent } from './model/compact.ts';
export type { StatusDetail } from './model/detail.ts';
export { isTrackingError, TrackingError, type TrackingErrorCode, type TrackingErrorDetails } from './model/error.ts';
export { failed, found, type Outcome } from './model/outcome.ts';
export { pathSegment } from './model/path-segment.ts';
export { remembered } from './model/remember.ts';
export type { EventStatus, StatusBasis, TimeBasis, TrackingStatus } from './model/status.ts';
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
  type Arguments,
  allowedValue,
  checkArguments,
  listOf,
  type OptionsShape,
  optional,
  optionsOf,
} from './options/options.ts';
export { aFunction, filledText, flag, oneOf, wholeNumber } from './options/values.ts';
export { assembleTracking, eventsOf, type ParcelReading, type Scan } from './read/assemble.ts';
export { chooseShipment, type ShipmentMatch } from './read/choose-shipment.ts';
export { type DecodedDocument, documentOf, mediaTypeOf } from './read/document.ts';
export { dimensionsOf, weightOf } from './read/measures.ts';
export { type CurrentStatus, type ParcelStatus, parcelStatus } from './read/parcel-status.ts';
export { plainText, sentences } from './read/plain-text.ts';
export { listField, type Maybe, objectField, readShape, type ShapeReading, textField } from './read/shape.ts';
export { deliveryFacts, receiverOf, statusOfShipment } from './read/shipment-status.ts';
export { type CodeTable, codesIn, type Meaning, meaningOf, type StatusTable } from './read/status-table.ts';
export { countryCode, issuesUnder, numeric, present, some, text, timeOrIssue } from './read/values.ts';
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
} from './time/time.ts';
export { byThen, dayOfMidnight } from './time/window.ts';
