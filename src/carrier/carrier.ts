import type { TrackingError } from '../model/error.ts';
import type { Outcome } from '../model/outcome.ts';
import type { ProofDocument } from '../model/proof.ts';
import type { CarrierId, TrackingDraft } from '../model/tracking.ts';
import type { Payload } from './payload.ts';

/** A published limit: at most `limit` requests in any `intervalMs` milliseconds. */
export interface Quota {
  readonly limit: number;
  readonly intervalMs: number;
}

/** What every carrier's factory takes beside the credentials. */
export interface ConnectionOptions {
  /** The carrier's production host (the default) or its test host. */
  readonly environment?: 'production' | 'test';
  /** Overrules `environment`: scheme and host, and a path prefix if there is one; for proxies and the sandbox. */
  readonly baseUrl?: string;
  /** Language of descriptions as a BCP 47 tag: `en-US` (the default), `de-DE`. Carriers offer what they offer. */
  readonly locale?: string;
  /** Overrules the published limits with those that the carrier agreed with you. */
  readonly quotas?: readonly Quota[];
  /** Most requests under way at once. Each carrier has a default of its own. */
  readonly maxConcurrency?: number;
}

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

/** What the core gives an adapter with every request. */
export interface RequestOptions {
  /** Unique for this request; for headers that want one. */
  readonly requestId: string;
}

/** A request as data. The core adds the token, waits, sends and retries. */
export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer as data, its body read to the end. */
export interface WireResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An access token and its life from the moment of the answer. */
export interface AccessToken {
  readonly accessToken: string;
  readonly expiresInMs: number;
}

/** How to ask for a token. The core decides when, shares and keeps it, and sends it as `Authorization: Bearer`. */
export interface TokenGrant {
  /** The request for a token. */
  request(): WireRequest;
  /** @throws TrackingError `unauthorized` for refused credentials, `forbidden` for a missing scope. */
  read(response: WireResponse): AccessToken;
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

/** A payload that a carrier sends, or sent once, and that we read. */
export interface PayloadFormat {
  /** `fedex.track-v1`: carrier, dot, API and version. */
  readonly name: string;
  /** Whether the payload is of this format; looks at a few tell-tale keys and is wrong about no other format of ours. */
  matches(payload: Payload): boolean;
  /** One outcome per number that the payload speaks of. Never throws for what the payload holds. */
  read(payload: Payload): readonly Outcome<TrackingDraft>[];
}

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

/** A push as it arrived at the application. */
export interface PushRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body in the very bytes that came, which is what a signature covers. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same as text. */
  readonly body: string;
}

/** The application's own judgement of where a push came from, by its headers (names in lower case). */
export type PushCheck = (headers: Readonly<Record<string, string>>) => boolean | Promise<boolean>;

/** What shows where a push came from. The adapter names it; the core computes and compares, in constant time. */
export type PushProof =
  /** A secret that both sides know came along. */
  | { readonly kind: 'secret'; readonly secret: string; readonly given: string }
  /** Base64 of HMAC-SHA256 over `message` came along. */
  | {
      readonly kind: 'hmac-sha256';
      readonly secret: string;
      readonly message: Uint8Array<ArrayBuffer>;
      readonly given: string;
      /** When it was signed, with an offset, where that is part of the message: an old one is a replay. */
      readonly signedAt?: string;
    }
  /** The application decides. */
  | { readonly kind: 'check'; readonly check: PushCheck };

/** What a push says. */
export type PushReading =
  | {
      readonly kind: 'parcels';
      readonly outcomes: readonly Outcome<TrackingDraft>[];
      /** Whether it tells all that the carrier knows of a parcel, or some lines of its history. */
      readonly extent: 'whole' | 'lines';
    }
  /** The carrier wants to hear that the subscription is meant. */
  | { readonly kind: 'handshake'; readonly confirm: WireRequest }
  /** Something about the subscription, and nothing about a parcel. */
  | { readonly kind: 'notice' };

/** How a carrier's pushes are told from forgeries, and read. */
export interface PushCapability {
  /** The answer to a greeting that no secret protects and that says nothing of a parcel; undefined for any other push. */
  greet?(push: PushRequest): WireResponse | undefined;
  /** Undefined for a push that lacks what would prove it. */
  proof(push: PushRequest): PushProof | undefined;
  /** Undefined for what is no push of this carrier, or not the whole of one. Only called once the proof holds. */
  read(push: PushRequest): PushReading | undefined;
}

/** What a subscription is about. */
export type SubscriptionTarget =
  | { readonly trackingNumbers: readonly string[] }
  /** All parcels of a shipper: a UPS account number, a USPS Mailer ID, a DHL account. */
  | { readonly account: string };

/** Pushes that a carrier has promised. Plain JSON, to be kept for renewing and ending it. */
export interface Subscription {
  readonly carrier: CarrierId;
  readonly target: SubscriptionTarget;
  /** The carrier's key for it, where it has one. */
  readonly id?: string;
  /** `pending` until the carrier has had an answer to its handshake. */
  readonly state: 'active' | 'pending';
  /** When it ends by itself, UTC. */
  readonly expiresAt?: string;
}

/** What is asked for with a subscription. */
export interface SubscriptionOrder {
  readonly target: SubscriptionTarget;
  /** Where the pushes are to go; must be HTTPS. Not needed where the carrier knows it from its portal. */
  readonly url?: string;
}

/** A request and what its answer means. */
export interface WireCall<T> {
  readonly request: WireRequest;
  /** What the answer means. */
  read(response: WireResponse): T;
}

/** How pushes are ordered and called off, where a carrier has an API for it. */
export interface SubscriptionCapability {
  /** Where the token that tracks is not good for it. */
  readonly grant?: TokenGrant;
  /** Most numbers in one subscription. */
  readonly maxBatch: number;
  /** How long a subscription to numbers lives if the answer does not say, in milliseconds; absent: nobody knows. */
  readonly lifeMs?: number;
  /**
   * The answer has one outcome for each number, or for the account.
   *
   * @throws TrackingError `invalid_request` for an order that the carrier does not take; says what to add.
   */
  subscribe(order: SubscriptionOrder, options: RequestOptions): WireCall<readonly Outcome<Subscription>[]>;
  /** The request for the version of a subscription, where it takes one to end it. */
  version?(subscription: Subscription): WireCall<string | TrackingError>;
  /**
   * Its answer is the error, if it failed, or `stale` where the version is no longer the latest.
   *
   * @throws TrackingError `not_available` for a subscription that can only be left to expire.
   */
  unsubscribe(
    subscription: Subscription,
    options: RequestOptions,
    version: string | undefined,
  ): WireCall<TrackingError | 'stale' | undefined>;
}

/** What {@link Carrier.read} makes of an answer. */
export type BatchReading =
  /** One outcome for each number asked, in the order asked. */
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
