import { failed, type ReferenceInquiry, type ReferenceLookup, TrackingError } from 'waybill/kit';
import { answersToReference } from './answers.ts';
import { answerer, faultOf } from './errors.ts';
import { type FedexOptions, shipDates, trackApiRequest } from './request.ts';
import { resultsIn } from './track-format.ts';

/** Shipments by a number of the shipper's (`POST /track/v1/referencenumbers`). */
export function referenceLookup(options: FedexOptions): ReferenceLookup {
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
  throw new TrackingError('invalid_request', message, { carrier: answerer.id });
}
