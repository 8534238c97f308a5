import {
  type BatchReading,
  chooseShipment,
  failAll,
  failed,
  fault,
  found,
  type Inquiry,
  type Issue,
  jsonOf,
  leftOut,
  type Outcome,
  type Payload,
  type PayloadFormat,
  parsePayload,
  type TrackingDraft,
  type TrackingError,
  text,
  type WireRequest,
  type WireResponse,
} from 'waybill/kit';
import { errorOf, errorOfCodes } from './errors.ts';
import { identity } from './numbers.ts';
import { asWhole, matchOf, parcelAmong, together } from './shipment.ts';
import { type FormatPaths, parcelsOf } from './tracking.ts';
import { type ErrorEntry, hasField, problemsIn, readProblems, readTrackResponse } from './wire.ts';

const formatPaths: FormatPaths = {
  name: 'ups.track-v1',
  shipments: 'trackResponse.shipment',
  packages: 'package',
  activities: 'activity',
  date: 'date',
  time: 'time',
};

/** A shipment of an answer: its packages, or why there are none. */
export interface ShipmentReading {
  /** The number asked for, as UPS echoes it. */
  readonly inquiryNumber: string;
  /** The packages that the answer holds, each by itself. */
  readonly parcels: readonly TrackingDraft[];
  /** The warnings, which may stand beside data. */
  readonly warnings: readonly ErrorEntry[];
}

/** The shipments of an answer of Track v1; undefined for a body that is none. */
export function readShipments(value: unknown): readonly ShipmentReading[] | undefined {
  const reading = readTrackResponse(value);
  return reading?.value.trackResponse.shipment.flatMap((shipment, index) =>
    shipment === null || shipment === undefined
      ? []
      : [
          {
            inquiryNumber: text(shipment.inquiryNumber)?.toUpperCase() ?? '',
            parcels: parcelsOf(shipment, index, reading.issues, formatPaths),
            warnings: problemsIn(shipment.warnings),
          },
        ],
  );
}

/**
 * Why a number was answered without a package. UPS says that it does not know one with status 200 and a warning, `TW0001`;
 * without a warning it says nothing of the number.
 */
export function withoutPackage(
  warnings: readonly ErrorEntry[],
  trackingNumber: string,
  httpStatus?: number,
): TrackingError {
  return warnings.length === 0 ? leftOut(identity, trackingNumber) : errorOfCodes(warnings, httpStatus, trackingNumber);
}

/** One outcome for each package of a shipment; a failed one, of the number asked for, where there is none. */
export function answersIn({ inquiryNumber, parcels, warnings }: ShipmentReading): readonly Outcome<TrackingDraft>[] {
  if (parcels.length === 0) return [failed(inquiryNumber, withoutPackage(warnings, inquiryNumber))];
  return together(parcels).map((tracking) => found(tracking.trackingNumber, tracking));
}

/** What the answer says of the one number that was asked for. */
export function readResponse(response: WireResponse, inquiries: readonly Inquiry[]): readonly Outcome<TrackingDraft>[] {
  const payload = parsePayload(response.body);
  const shipments = readShipments(jsonOf(payload));
  if (shipments === undefined) {
    return failAll(inquiries, (trackingNumber) => errorOf(response, payload, trackingNumber));
  }
  return inquiries.map((inquiry) => outcomeOf(inquiry, shipments, response.status));
}

/** The package that bears the number, or the shipment that it stands for; of several, the one that the caller means. */
function outcomeOf(
  inquiry: Inquiry,
  shipments: readonly ShipmentReading[],
  httpStatus: number,
): Outcome<TrackingDraft> {
  const { trackingNumber } = inquiry;
  const parcels = shipments.flatMap((shipment) => parcelOf(shipment.parcels, trackingNumber) ?? []);
  const exact = parcels.filter((parcel) => parcel.trackingNumber === trackingNumber);
  const candidates = exact.length === 0 ? parcels : exact;
  const chosen = chooseShipment(candidates.map(matchOf), inquiry);
  if (chosen === undefined) {
    const warnings = shipments.flatMap((shipment) => shipment.warnings);
    return failed(trackingNumber, withoutPackage(warnings, trackingNumber, httpStatus));
  }
  // One number was asked for, so a package that bears none is that number's.
  const named = { ...chosen, trackingNumber, url: identity.trackingUrl(trackingNumber) };
  return found(trackingNumber, chosen.trackingNumber === '' ? named : chosen);
}

/** The package with the number asked for, or all of them where it is the number of a shipment, a notice or a reference. */
function parcelOf(parcels: readonly TrackingDraft[], trackingNumber: string): TrackingDraft | undefined {
  return parcelAmong(parcels, trackingNumber) ?? asWhole(parcels, trackingNumber);
}

/**
 * The answer to a request for a whole shipment (`GET /api/track/v1/shipment/details/{inquiryNumber}`), which is asked for
 * page by page until there are as many packages as UPS counts.
 */
export function readPage(
  response: WireResponse,
  inquiries: readonly Inquiry[],
  requestId: string,
  requestPage: PageRequest,
): BatchReading {
  const [inquiry] = inquiries;
  const shipments = shipmentsIn(response);
  if (inquiry === undefined || shipments === undefined) return readResponse(response, inquiries);
  return continued(shipments, inquiry, requestId, requestPage);
}

/** The request for the packages of a shipment from the `offset`th on. */
export type PageRequest = (trackingNumber: string, offset: number, requestId: string) => WireRequest;

function continued(
  shipments: readonly ShipmentReading[],
  inquiry: Inquiry,
  requestId: string,
  requestPage: PageRequest,
): BatchReading {
  const offset = countOf(shipments);
  if (offset >= announcedBy(shipments)) return [outcomeOf(inquiry, shipments, 200)];
  return {
    next: requestPage(inquiry.trackingNumber, offset, `${requestId}-${offset}`),
    read(response) {
      const joined = join(shipments, shipmentsIn(response) ?? []);
      return countOf(joined) > offset
        ? continued(joined, inquiry, requestId, requestPage)
        : [outcomeOf(inquiry, shipments.map(incomplete), 200)];
    },
  };
}

function shipmentsIn({ body }: WireResponse): readonly ShipmentReading[] | undefined {
  return readShipments(jsonOf(parsePayload(body)));
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

/**
 * What a stored answer says of each of its packages.
 *
 * @public One of the names that all carriers have.
 */
export function readStored(payload: Payload): readonly Outcome<TrackingDraft>[] {
  const value = jsonOf(payload);
  const shipments = readShipments(value);
  if (shipments !== undefined) {
    return shipments.flatMap((shipment) => answersIn(shipment));
  }
  const problems = readProblems(value);
  return [
    failed('', problems.length === 0 ? fault(identity, 'unexpected_response') : errorOfCodes(problems, undefined)),
  ];
}

/** Answers of the Track API v1, to tracking numbers, for whole shipments and to references alike. */
export const trackV1: PayloadFormat = {
  name: formatPaths.name,
  matches: (payload) => isAnswer(jsonOf(payload)),
  read: readStored,
};

/** A tracking answer, or `{"response":{"errors":[…]}}`: no other carrier wraps its errors so. */
function isAnswer(value: unknown): boolean {
  return hasField(value, 'trackResponse') || (hasField(value, 'response') && hasField(value.response, 'errors'));
}
