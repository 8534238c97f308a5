import type { CarrierId, Place, RelatedNumber } from '../model/tracking.ts';
import type { Quota } from './account.ts';
import type { Inquiry } from './carrier.ts';
import type { WireResponse } from './wire.ts';

/** What can happen to a parcel, in words of no carrier. Each sandbox writes them as its carrier would. */
export type LifeEventKind =
  | 'label_created'
  | 'picked_up'
  | 'dropped_off'
  | 'arrived_at_facility'
  | 'departed_facility'
  | 'arrived_at_destination_facility'
  | 'customs_held'
  | 'customs_cleared'
  | 'weather_delay'
  | 'damaged'
  | 'lost'
  | 'address_issue'
  | 'out_for_delivery'
  | 'delivery_attempted'
  | 'available_for_pickup'
  | 'collected'
  | 'delivered'
  | 'delivered_to_neighbour'
  | 'handed_to_post'
  | 'delivered_by_post'
  | 'refused'
  | 'returning'
  | 'returned'
  | 'cancelled'
  | 'refund_note';

/** One moment of a parcel's life. */
export interface LifeEvent {
  readonly kind: LifeEventKind;
  /** Wall clock with offset: `2026-11-20T14:30:00-05:00`. */
  readonly at: string;
  readonly place: Place;
  readonly signedBy?: string;
  /** The pieces it is about; absent: all. */
  readonly pieces?: readonly string[];
}

/** A parcel as the sandbox knows it, in words of no carrier. */
export interface ParcelLife {
  readonly carrier: CarrierId;
  readonly trackingNumber: string;
  /** Oldest first. The engine shows a carrier's writer only those that have happened by its clock. */
  readonly events: readonly LifeEvent[];
  readonly origin: Place;
  readonly destination: Place;
  /** Wall clock with offset, or a date, of the forecast. */
  readonly estimatedDelivery?: string;
  readonly weightKg?: number;
  readonly references?: readonly string[];
  /** All pieces' numbers, this one included, for a shipment of several. */
  readonly pieces?: readonly string[];
  readonly related?: readonly RelatedNumber[];
}

/** A request as it reached the sandbox. */
export interface SandboxRequest {
  readonly method: string;
  /** Path and query as the carrier's production host would see them: `/track/v1/details/1Z…?locale=en_US`. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a request asks for. */
export type SandboxCall =
  | { readonly kind: 'token'; readonly clientId?: string; readonly clientSecret?: string; readonly scope?: string }
  /** `credential` is the bearer token or the API key that came with it. */
  | {
      readonly kind: 'track';
      readonly credential?: string;
      readonly inquiries: readonly Inquiry[];
      readonly problem?: SandboxRefusal;
    }
  | { readonly kind: 'unknown' };

/** Answers other than data. */
export type SandboxRefusal =
  | 'bad_credentials' // at the token endpoint, or a wrong API key
  | 'unauthorized' // missing or expired token
  | 'missing_scope'
  | 'forbidden'
  | 'too_many_requests'
  | 'throttled_quietly' // the carrier's own form of throttling that is no plain 429, where it has one
  | 'batch_too_large'
  | 'invalid_request'
  | 'unknown_path'
  | 'server_error'
  | 'unavailable';

/** The shipments that carry one asked number: none, one, or several for a reused number, newest last. */
export interface SandboxAnswer {
  readonly inquiry: Inquiry;
  readonly parcels: readonly ParcelLife[];
}

/** A push as the carrier writes it, before it is signed. */
export interface SandboxPush {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Where the secret goes: as it is, or as the key of HMAC-SHA256 over the message, in Base64 unless it is told otherwise. */
  readonly authentication:
    | { readonly kind: 'secret'; readonly header: string }
    | {
        readonly kind: 'hmac-sha256';
        readonly header: string;
        readonly message: string;
        readonly encoding?: 'base64' | 'hex';
      };
}

/** A building on the way of the scenarios' parcels. */
export interface SandboxHub {
  readonly place: Place;
  /** The IANA name of the zone whose clock hangs there: `America/Chicago`. */
  readonly timeZone: string;
}

/** A carrier's wire format, written from neutral lives: pure functions, no state, no clock. */
export interface CarrierSandbox {
  readonly carrier: CarrierId;
  /**
   * An invented tracking number of the carrier's, with a good check digit where it has one: the same for the same serial,
   * and another for each serial from 0 to 9,999,999.
   */
  sampleNumber(serial: number): string;
  /** Where the parcels of scenarios are sorted. Default: a hub in Kansas City that is nobody's. */
  readonly hub?: SandboxHub;
  /** It delivers the last mile for other carriers, as a post does. Default: false. */
  readonly deliversForOthers?: boolean;
  /** The production host that it stands in for: `https://apis.fedex.com`. */
  readonly origin: string;
  readonly maxBatch: number;
  /** The carrier's published limits, which the engine enforces and counts violations of. */
  readonly quotas: readonly Quota[];
  /** How long its tokens live; absent for a carrier without tokens. */
  readonly tokenLifetimeMs?: number;
  /** What a request asks for. */
  route(request: SandboxRequest): SandboxCall;
  /** The token endpoint's answer. `now` in milliseconds since the epoch. */
  token?(accessToken: string, expiresInMs: number, now: number): WireResponse;
  /** The tracking endpoint's answer for one call. */
  tracking(answers: readonly SandboxAnswer[], request: SandboxRequest): WireResponse;
  /** What the carrier pushes when the newest event of a life has happened. `sentAt` in milliseconds since the epoch. */
  push?(life: ParcelLife, sentAt: number): SandboxPush;
  /** The carrier's real error bodies. `retryAfterMs` where the engine knows it and the carrier would tell. */
  refuse(refusal: SandboxRefusal, call: SandboxCall, retryAfterMs?: number): WireResponse;
}
