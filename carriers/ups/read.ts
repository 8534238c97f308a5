import {
  type Candidate,
  compact,
  dateOf,
  failAll,
  found,
  type Inquiry,
  type Outcome,
  parsePayload,
  type TrackingDraft,
  type WireResponse,
} from 'waybill/kit';
import { errorOf } from './errors.ts';
import { together } from './normalize.ts';
import { asWhole } from './shipment.ts';
import { notFound, readShipments, type ShipmentReading } from './track-format.ts';
import { trackingUrl } from './tracking-url.ts';

/** What the answer says of the one number that was asked for. */
export function readAnswer(response: WireResponse, inquiries: readonly Inquiry[]): readonly Outcome<TrackingDraft>[] {
  const payload = parsePayload(response.body);
  const shipments = payload.kind === 'json' ? readShipments(payload.value) : undefined;
  if (shipments === undefined) {
    return failAll(inquiries, (trackingNumber) => errorOf(response, payload, trackingNumber));
  }
  return inquiries.map((inquiry) => outcomeOf(inquiry, shipments, response.status));
}

/** The package that bears the number, or the shipment that it stands for; of several, the one that the caller means. */
export function outcomeOf(
  inquiry: Inquiry,
  shipments: readonly ShipmentReading[],
  httpStatus: number,
): Outcome<TrackingDraft> {
  const { trackingNumber } = inquiry;
  const parcels = shipments.flatMap((shipment) => parcelOf(shipment.parcels, trackingNumber) ?? []);
  const exact = parcels.filter((parcel) => parcel.trackingNumber === trackingNumber);
  const candidates = exact.length === 0 ? parcels : exact;
  const [only, ...others] = candidates;
  if (only === undefined) {
    const warnings = shipments.flatMap((shipment) => shipment.warnings);
    return notFound(warnings, trackingNumber, httpStatus);
  }
  // One number was asked for, so a package that bears none is that number's.
  if (only.trackingNumber === '') {
    return found(trackingNumber, { ...only, trackingNumber, url: trackingUrl(trackingNumber) });
  }
  return found(trackingNumber, others.length === 0 ? only : chosenOf(inquiry, only, candidates));
}

/** The package with the number asked for, or all of them where it is the number of a shipment, a notice or a reference. */
function parcelOf(parcels: readonly TrackingDraft[], trackingNumber: string): TrackingDraft | undefined {
  const own = together(parcels).find((tracking) => tracking.trackingNumber === trackingNumber);
  return own ?? asWhole(parcels, trackingNumber);
}

/** One of several shipments by what the caller knows, else the newest; with all of them as candidates. */
function chosenOf(inquiry: Inquiry, first: TrackingDraft, parcels: readonly TrackingDraft[]): TrackingDraft {
  const newestFirst = parcels.toSorted((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0));
  const [chosen, because] = choose(inquiry, newestFirst) ?? [newestFirst[0] ?? first, 'newest'];
  const candidates = parcels.map((parcel) => candidateOf(parcel, parcel === chosen ? because : undefined));
  return { ...chosen, uniqueId: uniqueIdOf(chosen), candidates };
}

type Reason = NonNullable<Candidate['because']>;

function choose(inquiry: Inquiry, newestFirst: readonly TrackingDraft[]): readonly [TrackingDraft, Reason] | undefined {
  const { uniqueId, shippedAfter, shippedBefore, postalCode } = inquiry;
  const byId = newestFirst.find((parcel) => uniqueIdOf(parcel) === uniqueId);
  if (byId !== undefined) return [byId, 'unique_id'];
  if (shippedAfter !== undefined || shippedBefore !== undefined) {
    const byDate = newestFirst.find((parcel) => {
      const day = dayOf(parcel);
      return day !== '' && (shippedAfter ?? '') <= day && day <= (shippedBefore ?? '9');
    });
    if (byDate !== undefined) return [byDate, 'ship_date'];
  }
  const byPlace = newestFirst.find(
    ({ destination }) => postalCode !== undefined && destination?.postalCode === postalCode,
  );
  return byPlace === undefined ? undefined : [byPlace, 'postal_code'];
}

/** The day it was shipped, or of its first line. */
function dayOf({ shippedAt, events }: TrackingDraft): string {
  const time = shippedAt ?? events.find(({ occurredAt }) => occurredAt !== undefined)?.occurredAt;
  return time === undefined ? '' : dateOf(time);
}

/** UPS gives its shipments no key. Ours is the package's number and the day it was shipped. */
function uniqueIdOf(parcel: TrackingDraft): string {
  return `${parcel.trackingNumber}~${dayOf(parcel)}`;
}

function candidateOf(parcel: TrackingDraft, because: Reason | undefined): Candidate {
  return compact({
    uniqueId: uniqueIdOf(parcel),
    status: parcel.status,
    service: parcel.service?.name,
    shippedAt: parcel.shippedAt,
    lastEventAt: parcel.events.findLast(({ occurredAt }) => occurredAt !== undefined)?.occurredAt,
    destination: parcel.destination,
    chosen: because !== undefined,
    because,
  });
}
