import {
  failed,
  fault,
  found,
  type Outcome,
  type Payload,
  type PayloadFormat,
  type TrackingDraft,
  text,
} from 'waybill/kit';
import { answerer, errorOfCodes } from './errors.ts';
import { type Dialect, parcelsOf, together } from './normalize.ts';
import { hasField, readErrorCodes, readTrackResponse, type WireShipment } from './wire.ts';

const dialect: Dialect = {
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
  /** Codes of the warnings, which may stand beside data. */
  readonly warnings: readonly string[];
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
            parcels: parcelsOf(shipment, index, reading.issues, dialect),
            warnings: warningsOf(shipment),
          },
        ],
  );
}

function warningsOf({ warnings }: WireShipment): readonly string[] {
  return warnings.flatMap((warning) => text(warning?.code) ?? []);
}

/** The error of a number that was answered without a package. UPS says so with status 200 and a warning, `TW0001`. */
export function notFound(warnings: readonly string[], trackingNumber: string, httpStatus?: number): Outcome<never> {
  const stated = warnings.length === 0 ? undefined : errorOfCodes(warnings, httpStatus, trackingNumber);
  const isStated = stated !== undefined && stated.code !== 'unexpected_response';
  return failed(trackingNumber, isStated ? stated : fault(answerer, 'not_found', { trackingNumber, httpStatus }));
}

/** One outcome for each package of a shipment; a failed one, of the number asked for, where there is none. */
export function answersIn({ inquiryNumber, parcels, warnings }: ShipmentReading): readonly Outcome<TrackingDraft>[] {
  if (parcels.length === 0) return [notFound(warnings, inquiryNumber)];
  return together(parcels).map((tracking) => found(tracking.trackingNumber, tracking));
}

function readStored(payload: Payload): readonly Outcome<TrackingDraft>[] {
  const value = payload.kind === 'json' ? payload.value : undefined;
  const shipments = readShipments(value);
  if (shipments !== undefined) {
    return shipments.flatMap((shipment) => answersIn(shipment));
  }
  const codes = readErrorCodes(value);
  return [failed('', codes.length === 0 ? fault(answerer, 'unexpected_response') : errorOfCodes(codes, undefined))];
}

/** Answers of the Track API v1, to tracking numbers, for whole shipments and to references alike. */
export const trackV1: PayloadFormat = {
  name: dialect.name,
  matches: (payload) => payload.kind === 'json' && isAnswer(payload.value),
  read: readStored,
};

/** A tracking answer, or `{"response":{"errors":[…]}}`: no other carrier wraps its errors so. */
function isAnswer(value: unknown): boolean {
  return hasField(value, 'trackResponse') || (hasField(value, 'response') && hasField(value.response, 'errors'));
}
