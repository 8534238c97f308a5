import {
  type BatchReading,
  type Carrier,
  type Inquiry,
  type Issue,
  parsePayload,
  type TrackingDraft,
  type WireRequest,
  type WireResponse,
} from 'waybill/kit';
import { outcomeOf, readAnswer } from './read.ts';
import { trackApiRequest, type UpsOptions } from './request.ts';
import { readShipments, type ShipmentReading } from './track-format.ts';

/** Most packages that UPS sends in one answer unless asked for fewer (Track API, `count`). */
const pageSize = 50;

/**
 * Asking for whole shipments (`GET /api/track/v1/shipment/details/{inquiryNumber}`), page by page until there are as many
 * packages as UPS counts.
 */
export function shipmentPages(options: UpsOptions): Pick<Carrier, 'request' | 'read'> {
  const pageRequest = (trackingNumber: string, offset: number, requestId: string): WireRequest => {
    const page = { offset: String(offset), count: String(pageSize) };
    return trackApiRequest(options, `shipment/details/${encodeURIComponent(trackingNumber)}`, page, requestId);
  };

  function continued(shipments: readonly ShipmentReading[], inquiry: Inquiry, requestId: string): BatchReading {
    const offset = countOf(shipments);
    if (offset >= announcedBy(shipments)) return [outcomeOf(inquiry, shipments, 200)];
    return {
      next: pageRequest(inquiry.trackingNumber, offset, `${requestId}-${offset}`),
      read(response) {
        const joined = join(shipments, shipmentsIn(response) ?? []);
        return countOf(joined) > offset
          ? continued(joined, inquiry, requestId)
          : [outcomeOf(inquiry, shipments.map(incomplete), 200)];
      },
    };
  }

  return {
    request: ([inquiry], { requestId }) => pageRequest(inquiry?.trackingNumber ?? '', 0, requestId),
    read(response, inquiries, options) {
      const [inquiry] = inquiries;
      const shipments = shipmentsIn(response);
      if (inquiry === undefined || shipments === undefined) return readAnswer(response, inquiries);
      return continued(shipments, inquiry, options?.requestId ?? inquiry.trackingNumber);
    },
  };
}

function shipmentsIn({ body }: WireResponse): readonly ShipmentReading[] | undefined {
  const payload = parsePayload(body);
  return payload.kind === 'json' ? readShipments(payload.value) : undefined;
}

function countOf(shipments: readonly ShipmentReading[]): number {
  return shipments.reduce((sum, { parcels }) => sum + parcels.length, 0);
}

/** Packages by the count that stands in each of them. */
function announcedBy(shipments: readonly ShipmentReading[]): number {
  return shipments.reduce((sum, shipment) => sum + announced(shipment.parcels), 0);
}

function announced(parcels: readonly TrackingDraft[]): number {
  return parcels.reduce((most, { pieceCount = 0 }) => Math.max(most, pieceCount), 0);
}

/** A further page put to those before it; a package that comes again adds nothing. */
function join(before: readonly ShipmentReading[], page: readonly ShipmentReading[]): readonly ShipmentReading[] {
  return before.map((shipment, index) => {
    const known = new Set(shipment.parcels.map(({ trackingNumber }) => trackingNumber));
    const further = page[index]?.parcels.filter(({ trackingNumber }) => !known.has(trackingNumber)) ?? [];
    return { ...shipment, parcels: [...shipment.parcels, ...further] };
  });
}

/** A shipment of which UPS did not send all packages that it counts. */
function incomplete(shipment: ShipmentReading, index: number): ShipmentReading {
  const { parcels } = shipment;
  const expected = announced(parcels);
  if (parcels.length >= expected) return shipment;
  const path = `trackResponse.shipment.${index}.package`;
  const issue: Issue = { path, expected: `${expected} packages`, seen: `${parcels.length} packages` };
  return { ...shipment, parcels: parcels.map((parcel) => ({ ...parcel, issues: [...(parcel.issues ?? []), issue] })) };
}
