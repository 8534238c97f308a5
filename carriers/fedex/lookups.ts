import {
  type ConnectionOptions,
  documentOf,
  failed,
  fault,
  found,
  isSuccess,
  jsonOf,
  listField,
  type Outcome,
  type ProofDocument,
  type ProofLookup,
  parsePayload,
  present,
  type ReferenceInquiry,
  type ReferenceLookup,
  readShape,
  type ShapeReading,
  type TrackingDraft,
  TrackingError,
  text,
} from 'waybill/kit';
import * as z from 'zod/mini';
import { faultOf } from './errors.ts';
import { identity } from './numbers.ts';
import { outcomeOf, resultsIn, trackApi } from './read.ts';
import { shipDates, trackApiRequest, trackingInfo } from './request.ts';
import { numberOf } from './tracking.ts';
import { readTrackResult, type TrackAnswer, type TrackResult } from './wire.ts';

/** What `fedex()` takes for look-ups. */
export interface FedexLookupOptions {
  /** The shipper's account: for look-ups by reference, and for proofs that FedEx shows to the account only. */
  readonly accountNumber?: string;
  /** What proofs of delivery come as. `PDF`, a letter with the signature in it, by default; `PNG` is the picture of it. */
  readonly proofFormat?: 'PDF' | 'PNG';
}

type Options = ConnectionOptions & FedexLookupOptions;

/** Shipments by a number of the shipper's (`POST /track/v1/referencenumbers`). */
export function referenceLookup(options: Options): ReferenceLookup {
  return {
    request: (inquiry, requestOptions) =>
      trackApiRequest(
        options,
        'referencenumbers',
        {
          referencesInformation: referenceInformation(inquiry, inquiry.accountNumber ?? options.accountNumber),
          includeDetailedScans: true,
        },
        requestOptions,
      ),
    read(response, { reference }) {
      const answer = resultsIn(response);
      return answer === undefined
        ? [failed(reference, faultOf(response, reference))]
        : answersToReference(answer, reference);
    },
  };
}

/** `ReferenceInformation`. The document calls the last day `shipDateEndDate`, its sample and others `shipDateEnd`. */
function referenceInformation(inquiry: ReferenceInquiry, accountNumber: string | undefined): object {
  const { reference, kind, shippedAfter, shippedBefore, destination: { country, postalCode } = {} } = inquiry;
  const dates = shipDates(inquiry);
  if (reference.trim() === '') refuse('Give a reference to look for.');
  if (dates === undefined && (shippedAfter !== undefined || shippedBefore !== undefined)) {
    refuse('Give shippedAfter and shippedBefore together, as dates at most 30 days apart, or neither.');
  }
  const isPlaced = kind !== undefined && dates !== undefined && country !== undefined && postalCode !== undefined;
  if (accountNumber === undefined && !isPlaced) {
    refuse('Give an accountNumber with the reference, or its kind, both ship dates and the destination.');
  }
  return {
    value: reference.trim(),
    // As FedEx writes it, also where it comes from a tracking's references.
    ...(kind !== undefined && { type: kind.toUpperCase() }),
    ...(accountNumber !== undefined && { accountNumber }),
    ...(dates !== undefined && { ...dates, shipDateEndDate: dates.shipDateEnd }),
    ...(country !== undefined && { destinationCountryCode: country }),
    ...(postalCode !== undefined && { destinationPostalCode: postalCode }),
  };
}

function refuse(message: string): never {
  throw new TrackingError('invalid_request', message, { carrier: identity.id });
}

/** One outcome for each number that carries a reference; a failed one for the reference where there is none. */
function answersToReference(answer: TrackAnswer, reference: string): readonly Outcome<TrackingDraft>[] {
  const byNumber = new Map<string, (ShapeReading<TrackResult> | undefined)[]>();
  for (const { trackResults } of present(answer.output?.completeTrackResults)) {
    for (const value of trackResults) {
      const reading = readTrackResult(value);
      const number = (reading && numberOf(reading.value)) ?? reference;
      const readings = byNumber.get(number);
      if (readings === undefined) byNumber.set(number, [reading]);
      else readings.push(reading);
    }
  }
  const outcomes = [...byNumber].map(([trackingNumber, readings]) => outcomeOf(readings, { trackingNumber }, trackApi));
  const shipments = outcomes.filter(({ ok, trackingNumber }) => ok || trackingNumber !== reference);
  if (shipments.length > 0) return shipments;
  return [outcomes[0] ?? failed(reference, fault(identity, 'not_found', { trackingNumber: reference }))];
}

/** FedEx's document says `document`, its answers `documents`. */
const documentAnswer = z.object({
  output: z.nullish(
    z.object({
      documentFormat: z.nullish(z.string()),
      document: listField(z.string()),
      documents: listField(z.string()),
    }),
  ),
});

/**
 * The signature proof of delivery (`POST /track/v1/trackingdocuments`). It may lag the delivery by five days, for which
 * FedEx answers `not_available`.
 */
export function proofLookup(options: Options): ProofLookup {
  const { accountNumber, proofFormat = 'PDF' } = options;
  return {
    request(inquiry, requestOptions) {
      const specification = { ...trackingInfo(inquiry), ...(accountNumber !== undefined && { accountNumber }) };
      const body = {
        trackDocumentDetail: { documentType: 'SIGNATURE_PROOF_OF_DELIVERY', documentFormat: proofFormat },
        trackDocumentSpecification: [specification],
      };
      return trackApiRequest(options, 'trackingdocuments', body, requestOptions);
    },
    read(response, { trackingNumber }) {
      const output = readShape(documentAnswer, jsonOf(parsePayload(response.body)))?.value.output;
      if (!isSuccess(response.status) || output === undefined || output === null) {
        return failed(trackingNumber, faultOf(response, trackingNumber));
      }
      const encoded = [...present(output.document), ...present(output.documents)].flatMap((each) => text(each) ?? []);
      const details = { httpStatus: response.status, trackingNumber };
      if (encoded.length === 0) {
        return failed(trackingNumber, fault(identity, 'not_available', { ...details, retryable: true }));
      }
      const documents = encoded.flatMap((each): readonly ProofDocument[] => {
        const document = documentOf(each, output.documentFormat);
        return document === undefined ? [] : [{ kind: 'signature', ...document }];
      });
      return documents.length === 0
        ? failed(trackingNumber, fault(identity, 'unexpected_response', details))
        : found(trackingNumber, documents);
    },
  };
}
