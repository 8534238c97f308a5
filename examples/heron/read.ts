import {
  type BatchReading,
  failAll,
  failed,
  found,
  type Inquiry,
  isSuccess,
  jsonOf,
  leftOut,
  type Outcome,
  type Payload,
  type PayloadFormat,
  parsePayload,
  present,
  type TrackingDraft,
  text,
  type WireResponse,
} from 'waybill/kit';
import { errorOf, notFound } from './errors.ts';
import { identity } from './numbers.ts';
import { trackingOf } from './tracking.ts';
import { readAnswer } from './wire.ts';

const formatName = 'heron.v1';

/** One outcome for each number asked; Heron condemns the whole list for one number of the wrong form. */
export function readResponse(response: WireResponse, inquiries: readonly Inquiry[]): BatchReading {
  const payload = parsePayload(response.body);
  if (!isSuccess(response.status) || !hasParcels(payload)) {
    if (response.status === 400 && inquiries.length > 1) return 'split';
    return failAll(inquiries, (trackingNumber) => errorOf(response, trackingNumber));
  }
  const outcomes = new Map(readStored(payload).map((outcome) => [outcome.trackingNumber, outcome]));
  // Only Heron's word makes a number `not_found`.
  return inquiries.map(
    ({ trackingNumber }) => outcomes.get(trackingNumber) ?? failed(trackingNumber, leftOut(identity, trackingNumber)),
  );
}

/** One outcome for each number that a stored answer speaks of. */
export function readStored(payload: Payload): readonly Outcome<TrackingDraft>[] {
  const reading = readAnswer(jsonOf(payload));
  return present(reading?.value.parcels).flatMap((parcel): readonly Outcome<TrackingDraft>[] => {
    const trackingNumber = text(parcel.number);
    if (trackingNumber === undefined) return [];
    if (text(parcel.problem) !== undefined) return [notFound(trackingNumber)];
    return [found(trackingNumber, trackingOf(parcel, trackingNumber, formatName, reading?.issues ?? []))];
  });
}

/** Heron's answer, as it is read live and from a store. */
export const heronV1: PayloadFormat = { name: formatName, matches: hasParcels, read: readStored };

function hasParcels(payload: Payload): boolean {
  const value = jsonOf(payload);
  return typeof value === 'object' && value !== null && 'parcels' in value;
}
