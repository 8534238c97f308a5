import type { TrackingError } from '../model/error.ts';
import type { Outcome } from '../model/outcome.ts';
import type { CarrierId, Issue, TrackingDraft } from '../model/tracking.ts';
import type { PayloadFormat } from './payload.ts';
import type { RequestOptions, TokenGrant, WireCall, WireRequest, WireResponse } from './wire.ts';

/** A push as it arrived at the application. */
export interface PushRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body in the very bytes that came, which is what a signature covers. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same as text. */
  readonly body: string;
  /** Where the bytes were not the text that they were said to be. The core adds it to what the push tells. */
  readonly issue?: Issue;
}

/** The application's own judgement of where a push came from, by its headers (names in lower case). */
export type PushCheck = (headers: Readonly<Record<string, string>>) => boolean | Promise<boolean>;

/**
 * What both sides know, at least sixteen characters long. Several while it is being changed: all of them are believed, and
 * subscriptions are ordered with the first.
 */
export type WebhookSecret = string | readonly string[];

/** The secrets of an option, the one in use first; empty for none. */
export function secretsOf(secret: WebhookSecret | undefined): readonly string[] {
  return secret === undefined ? [] : [secret].flat();
}

/** What shows where a push came from. The adapter names it; the core computes and compares, in constant time. */
export type PushAuthentication =
  /** A secret that both sides know came along: one of these. */
  | { readonly kind: 'secret'; readonly secrets: readonly string[]; readonly given: string }
  /** HMAC-SHA256 over `message` with one of these secrets came along, in Base64 or hexadecimal. */
  | {
      readonly kind: 'hmac-sha256';
      readonly secrets: readonly string[];
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
  /** What pushes are beside the payloads of the API, so that a stored one can be read again. */
  readonly formats?: readonly PayloadFormat[];
  /** The answer to a greeting that no secret protects and that says nothing of a parcel; undefined for any other push. */
  challenge?(push: PushRequest): WireResponse | undefined;
  /** Undefined for a push that lacks what would prove it. */
  authentication(push: PushRequest): PushAuthentication | undefined;
  /** Undefined for what is no push of this carrier, or not the whole of one. Only called once its sender is proved. */
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
  /**
   * Looks for a subscription that was ordered and whose answer was lost, where the carrier can be asked for it; undefined
   * where there is none.
   */
  find?(order: SubscriptionOrder): WireCall<readonly Outcome<Subscription>[] | TrackingError | undefined>;
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
