import type { Outcome } from '../model/outcome.ts';
import type { CarrierId, ProofDocument, TrackingDraft } from '../model/tracking.ts';
import type { Quota } from './account.ts';
import type { PayloadFormat } from './payload.ts';
import type { PushCapability, SubscriptionCapability } from './push.ts';
import type { RequestOptions, TokenGrant, WireRequest, WireResponse } from './wire.ts';

/** One number to ask for, with what the caller knows beside it. Carriers that reuse numbers choose by the hints. */
export interface Inquiry {
  readonly trackingNumber: string;
  /** The carrier's own key of one shipment, as a {@link Candidate} showed it. */
  readonly uniqueId?: string;
  /** Shipped on this date or later, `YYYY-MM-DD`. */
  readonly shippedAfter?: string;
  /** Shipped on this date or earlier, `YYYY-MM-DD`. */
  readonly shippedBefore?: string;
  /** Postal code of the recipient; some carriers tell more, or tell shipments apart, with it. */
  readonly postalCode?: string;
}

/** How sure we are that a number has a carrier's format: its check digit holds, or only its shape fits. */
export type MatchBasis = 'check-digit' | 'shape';

/** A carrier that a number may belong to. */
export interface NumberMatch {
  readonly carrier: CarrierId;
  /** The format's name within the carrier: `ground-96`, `s10`. */
  readonly format: string;
  readonly basis: MatchBasis;
  /** The number to ask the carrier for: cleaned, and cut out of a scanned barcode. */
  readonly trackingNumber: string;
  /** From 0 to 1, for ordering candidates; no probability. */
  readonly likelihood: number;
}

/** The same with days that may be a `Date`, of which the day in UTC is meant. */
export type InquiryWithTimes = WithDates<Inquiry>;

/** A number to track, alone or with what is known beside it. */
export type NumberToTrack = string | (InquiryWithTimes & { readonly carrier?: CarrierId });

/** A shipper's own number to look for instead of a tracking number: an order, invoice or department number. */
export interface ReferenceInquiry {
  readonly reference: string;
  /** The carrier's word for its kind, where it has several: `CUSTOMER_REFERENCE`, `fgv`. */
  readonly kind?: string;
  /** The shipper's account with the carrier. */
  readonly accountNumber?: string;
  /** Shipped on this date or later, `YYYY-MM-DD`. */
  readonly shippedAfter?: string;
  /** Shipped on this date or earlier, `YYYY-MM-DD`. */
  readonly shippedBefore?: string;
  /** Where it goes; ISO 3166-1 alpha-2 and the postal code. */
  readonly destination?: { readonly country?: string; readonly postalCode?: string };
}

/** The same with days that may be a `Date`, of which the day in UTC is meant. */
export type ReferenceInquiryWithTimes = WithDates<ReferenceInquiry>;

type WithDates<T> = Omit<T, 'shippedAfter' | 'shippedBefore'> & {
  /** Shipped on this date or later, `YYYY-MM-DD` or a `Date`. */
  readonly shippedAfter?: string | Date;
  /** Shipped on this date or earlier, `YYYY-MM-DD` or a `Date`. */
  readonly shippedBefore?: string | Date;
};

/** How a carrier is asked for shipments by a reference. */
export interface ReferenceLookup {
  /** @throws TrackingError `invalid_request` for a combination that the carrier does not accept; says what to add. */
  request(inquiry: ReferenceInquiry, options: RequestOptions): WireRequest;
  /** One outcome per shipment found; a single failed one, whose number is the reference, where there is none. */
  read(response: WireResponse, inquiry: ReferenceInquiry): readonly Outcome<TrackingDraft>[];
}

/** How a carrier is asked for the documents that prove a delivery. */
export interface ProofLookup {
  /** The request for the documents of one parcel. */
  request(inquiry: Inquiry, options: RequestOptions): WireRequest;
  /** At least one document, or `not_available` where there is none, or not yet. */
  read(response: WireResponse, inquiry: Inquiry): Outcome<readonly ProofDocument[]>;
}

/** What {@link Carrier.read} makes of an answer. */
export type BatchReading =
  /**
   * One outcome for each number asked, in the order asked. Only the carrier's word on a number is `not_found`: one that the
   * answer says nothing of is an `unexpected_response` that may be asked again, which is also what the core makes of a number
   * without an outcome.
   */
  | readonly Outcome<TrackingDraft>[]
  /** The answer condemns the whole batch for what may be one bad number: ask again in halves. */
  | 'split'
  /** The answer is not the whole: more has to be asked for. */
  | Continuation;

/** What to ask for next, and what its answer makes of those before it. The core goes on for twenty rounds at most. */
export interface Continuation {
  readonly next: WireRequest;
  /** What the answer to `next` makes of it all. */
  read(response: WireResponse): BatchReading;
}

/**
 * A carrier is data and pure functions: it says what to send and what an answer means. It never fetches, waits, logs,
 * throws for an answer or reads a clock; the core does that, once, for all carriers.
 */
export interface Carrier {
  readonly id: CarrierId;
  /** For people: `FedEx`. */
  readonly name: string;
  /**
   * Names the credentials and the host without betraying them. All trackers in the process that use the same account
   * share its quota and its token. See `accountKey` in the kit.
   */
  readonly account: string;
  /** Most numbers in one request. */
  readonly maxBatch: number;
  /** Most requests under way at once for the account. */
  readonly maxConcurrency: number;
  /** The carrier's published limits, or the caller's own; every request counts, retries and token requests included. */
  readonly quotas: readonly Quota[];
  readonly grant?: TokenGrant;
  /** The payloads of the API that this carrier asks; those it sent once are beside it in its module, as `fedexFormats`. */
  readonly formats: readonly PayloadFormat[];
  /** What the carrier can be asked for, cleaned of blanks and dashes; anything else is `invalid_number` unsent. */
  readonly numberPattern: RegExp;
  /** The formats of this carrier that the cleaned number has, best first. */
  identify(trackingNumber: string): readonly NumberMatch[];
  /** The request for one to {@link maxBatch} numbers, without the token. */
  request(inquiries: readonly Inquiry[], options: RequestOptions): WireRequest;
  /**
   * What the answer says of each number. Called for every status but those that the core has dealt with: 401 of a
   * carrier with a grant, and 408, 429 and 5xx, which stay when the retries are used up. `options` are those of the
   * request, for a {@link Continuation} of it.
   */
  read(response: WireResponse, inquiries: readonly Inquiry[], options?: RequestOptions): BatchReading;
  /**
   * Milliseconds to stay silent if this answer is the carrier's way of throttling; 429 with `Retry-After` is known to
   * the core. `now` is the time in milliseconds since the epoch.
   */
  throttledForMs?(response: WireResponse, now: number): number | undefined;
  /** Shipments by the shipper's own number, where the carrier looks them up. */
  readonly reference?: ReferenceLookup;
  /** Proof-of-delivery documents, where the carrier gives them. */
  readonly proof?: ProofLookup;
  /** Webhooks: present once the carrier was given what pushes are verified by. */
  readonly push?: PushCapability;
  /** Ordering webhooks, where the carrier has an API for it. */
  readonly subscriptions?: SubscriptionCapability;
  /** The page that a person opens. */
  trackingUrl(trackingNumber: string): string;
}
