import type { StatusDetail } from './detail.ts';
import type { EventStatus, StatusBasis, TimeBasis, TrackingStatus } from './status.ts';

/** A carrier's id. The known ones are spelled out for completion; a third party's carrier may use any other string. */
export type CarrierId = 'fedex' | 'ups' | 'usps' | 'dhl' | 'dhl-express' | 'dhl-parcel-de' | (string & {});

/** Where something happened or is meant to arrive, as far as the carrier said. */
export interface Place {
  readonly city?: string;
  /** State, province or Land as the carrier writes it; two letters in the US and Canada. */
  readonly region?: string;
  readonly postalCode?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** Name or code of a building, office, shop or service area. */
  readonly facility?: string;
}

/** One line of a parcel's history. */
export interface TrackingEvent {
  /**
   * The scan's identity spelled out: wall clock, code and place, such as `2026-11-20T14:30:00.OD.38118-US`. It survives
   * rewording and is the same by poll, push and replay; unique within its parcel.
   */
  readonly id: string;
  readonly status: EventStatus;
  readonly detail?: StatusDetail;
  /** What decided `status`. */
  readonly statusBasis: StatusBasis;
  /** The carrier's own code for the scan, untouched. */
  readonly code?: string;
  /** The carrier's own code for the reason, untouched. */
  readonly reasonCode?: string;
  /**
   * The carrier's own words, and those it adds to explain the line, as plain text (not HTML); empty where it gave none.
   */
  readonly description: string;
  /** What the carrier says happens next, or the recipient has to do, in its own words, as plain text. */
  readonly nextStep?: string;
  /**
   * ISO 8601 wall clock at the scan. It ends in an offset (`-05:00` or `Z`) only if that is known, is a date only
   * (`2026-11-20`) if that is all there is, and absent if there is none.
   */
  readonly occurredAt?: string;
  /** Who told us the offset; `none` where `occurredAt` has no offset. */
  readonly timeBasis: TimeBasis;
  readonly place?: Place;
  /** The pieces that the line is about, where the carrier says so; absent: the whole parcel. */
  readonly pieces?: readonly string[];
}

/**
 * A time span. Each end is an ISO 8601 date (`2026-11-24`), wall clock (`2026-11-24T18:00:00`) at the destination, or
 * wall clock with an offset where the carrier gave one. One end alone is "from" or "by"; a plain day has both ends equal.
 */
export interface TimeWindow {
  readonly from?: string;
  readonly to?: string;
}

/**
 * Where a parcel was handed over or left: in person (`recipient`, `agent` for one who acts for them), at a neighbour's, in
 * a box, at a desk, in an agreed place. A place says more than that the recipient took it there, and so stands before it.
 *
 * What the recipient `collected` was handed over at a `pickup_point`: FedEx, UPS and DHL let shops, lockers and counters of
 * their own keep parcels, and their scans do not say which it was. USPS is the post, keeps them at its offices and says so
 * (`Individual Picked Up at Post Office`): `post_office`; or `locker` for delivery attribute 11 of its Web Tools, the only
 * code that names one. It is `sender` where what came back was collected.
 */
export type DeliveredTo =
  | 'recipient'
  | 'neighbour'
  | 'locker'
  | 'mailbox'
  | 'po_box'
  | 'reception'
  | 'safe_place'
  | 'agent'
  | 'pickup_point'
  | 'post_office'
  | 'sender';

/** A proof-of-delivery document that exists, or a link to it; never the document itself. */
export interface ProofReference {
  readonly kind: 'signature' | 'photo' | 'document';
  /** Where a person opens it. May hold an expiring token of the carrier. */
  readonly url?: string;
}

/** A document that proves a delivery, or a link to one where the carrier gives no bytes. */
export interface ProofDocument {
  readonly kind: 'signature' | 'photo' | 'document';
  /** `application/pdf`, `image/png`, …; absent where the carrier does not say and the bytes do not tell. */
  readonly mediaType?: string;
  readonly bytes?: Uint8Array;
  /** The carrier's page that shows it; may hold an expiring token of the carrier. */
  readonly url?: string;
}

/** What is known of the delivery. All but `attempts` is there only once the parcel is `delivered` or `returned`. */
export interface Delivery {
  /** When; the same forms as {@link TrackingEvent.occurredAt}. */
  readonly at?: string;
  /** Who took it, as the carrier wrote it. */
  readonly signedBy?: string;
  /** Where it was left, as the carrier wrote it: `Front Door`. */
  readonly leftAt?: string;
  readonly to?: DeliveredTo;
  /** Deliveries tried, the successful one included; also before the parcel is delivered. */
  readonly attempts?: number;
  readonly place?: Place;
  readonly proof?: readonly ProofReference[];
}

/** The service bought: the carrier's code and its name for people. */
export interface Service {
  readonly code?: string;
  readonly name?: string;
}

/** A weight as the carrier gave it; never converted. */
export interface Weight {
  readonly value: number;
  readonly unit: 'kg' | 'g' | 'lb' | 'oz';
}

/** Outer measures as the carrier gave them; never converted. */
export interface Dimensions {
  readonly length: number;
  readonly width: number;
  readonly height: number;
  readonly unit: 'cm' | 'm' | 'in';
}

/** A number that the shipper or the carrier attached: order, invoice, department. */
export interface Reference {
  /** The carrier's word for its kind, lower case with underscores: `customer_reference`, `invoice`. */
  readonly kind?: string;
  readonly value: string;
}

/** A piece of a shipment of several. */
export interface Piece {
  readonly trackingNumber: string;
  readonly status?: TrackingStatus;
  readonly detail?: StatusDetail;
  readonly events?: readonly TrackingEvent[];
  readonly weight?: Weight;
}

/** Another number that belongs to this parcel or to its shipment. */
export interface RelatedNumber {
  /**
   * - `last_mile`: the same parcel at the carrier that delivers it (the post, a partner);
   * - `first_mile`: the same parcel at the carrier it came from;
   * - `return`: the parcel that goes back; `outbound`: the parcel that this one returns;
   * - `master`: the shipment's leading number; `sibling`: another piece;
   * - `replacement`: a new number that replaced this one; `duplicate`: another label of the same parcel; `other`.
   */
  readonly relation:
    | 'last_mile'
    | 'first_mile'
    | 'return'
    | 'outbound'
    | 'master'
    | 'sibling'
    | 'replacement'
    | 'duplicate'
    | 'other';
  readonly trackingNumber: string;
  /** The carrier that answers to it, if it is known. */
  readonly carrier?: CarrierId;
}

/** One of several shipments that carry the same number. */
export interface Candidate {
  /** The carrier's own key for the shipment; give it back as `uniqueId` to ask for this one. */
  readonly uniqueId?: string;
  readonly status: TrackingStatus;
  /** The carrier's division or service that answered, where that tells them apart. */
  readonly service?: string;
  readonly shippedAt?: string;
  /** Time of the newest event. */
  readonly lastEventAt?: string;
  readonly destination?: Place;
  /** True for the one that the result describes. */
  readonly chosen: boolean;
  /** Why it was chosen; on the chosen one only. */
  readonly because?: 'unique_id' | 'ship_date' | 'postal_code' | 'newest';
}

/** A place where the payload was not what we know. What could be read was read. */
export interface Issue {
  /** Dotted path into the payload: `trackResults.0.scanEvents.3.date`. */
  readonly path: string;
  /** What we know how to read there: `string`, `a time`. */
  readonly expected: string;
  /** The kind of thing seen there, never the value itself, which may be personal: `number`, `a time we cannot read`. */
  readonly seen: string;
}

/** All that is known of one parcel: plain JSON, an unknown field absent. */
export interface Tracking {
  readonly carrier: CarrierId;
  /** As the carrier writes it: upper case, no blanks. */
  readonly trackingNumber: string;
  /** The carrier's key for this very shipment, where numbers are reused. */
  readonly uniqueId?: string;
  readonly status: TrackingStatus;
  readonly detail?: StatusDetail;
  /** The carrier's own words for the parcel's state, as plain text, where no line of the history tells that state. */
  readonly statusDescription?: string;
  /** Oldest first; a log that only grows. */
  readonly events: readonly TrackingEvent[];
  readonly service?: Service;
  /**
   * The carrier's last forecast, which it renews on the way: of a parcel under way the present one, of one that is
   * delivered or returned the last before, where the carrier still tells it.
   */
  readonly estimatedDelivery?: TimeWindow;
  /** What the carrier writes beside its forecast, as plain text: `By End of Day`. */
  readonly estimateDescription?: string;
  /**
   * What was promised when it was bought, the standard transit time or guarantee. It does not move with the forecast, and
   * stays when the parcel is delivered.
   */
  readonly promisedDelivery?: TimeWindow;
  /**
   * When the shipper handed it over, or what the shipment is dated; known before it moves and unchanged by its delivery. The
   * same forms as {@link TrackingEvent.occurredAt}.
   */
  readonly shippedAt?: string;
  readonly delivery?: Delivery;
  /**
   * Last day to collect it, a date: while it waits, and for as long as the carrier tells it, also once it was collected or
   * went back.
   */
  readonly pickupBy?: string;
  readonly origin?: Place;
  /** Where it is meant to arrive, as the carrier has it last; where it was handed over is `delivery.place`. */
  readonly destination?: Place;
  readonly weight?: Weight;
  readonly dimensions?: Dimensions;
  readonly references?: readonly Reference[];
  /** Pieces in the shipment, as the carrier counts them. */
  readonly pieceCount?: number;
  readonly pieces?: readonly Piece[];
  readonly related?: readonly RelatedNumber[];
  /** The shipments that carry this number, when there is more than one. */
  readonly candidates?: readonly Candidate[];
  readonly issues?: readonly Issue[];
  /** The page that a person opens; absent where the number is unknown. */
  readonly url?: string;
  /** The carrier's page to choose another day or place of delivery; there only while it may be changed. */
  readonly deliveryChangeUrl?: string;
  /** When the answer arrived, UTC; absent for a stored payload, of which nobody knows it. */
  readonly fetchedAt?: string;
  /** The payload format and the version of the tables that read it: `fedex.track-v1@2026.11`. */
  readonly mapping: string;
  /**
   * How often something was told of the parcel that this tracking no longer shows, by the fingerprint of its key: told
   * again, it gets a key of its own. Written by `remember` and by stores, never by a carrier, and told by no change.
   */
  readonly told?: Readonly<Record<string, number>>;
}

/** What an adapter makes of a payload: a {@link Tracking} but for what only the core knows. */
export type TrackingDraft = Omit<Tracking, 'fetchedAt' | 'told'>;
