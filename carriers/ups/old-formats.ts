import {
  fault,
  listField,
  numeric,
  objectField,
  present,
  type TrackingError,
  type TrackingErrorCode,
} from 'waybill/kit';
import { xmlText } from 'waybill/kit-xml';
import * as z from 'zod/mini';
import { meaningOfError, meaningOfMessage } from './errors.ts';
import { identity } from './numbers.ts';
import type { WireAddress, WirePackage } from './wire.ts';

/* What XML Track and Quantum View, in XML and in JSON, have in common: leaves, addresses and the `Response`. */

/** An element without children in XML, a field with text or a number in JSON: what UPS sends in either under one name. */
export const leafField = z.nullish(z.union([z.string(), z.number(), z.object({ '#text': z.optional(z.string()) })]));

/** A leaf, or nothing. */
export type Leaf = z.infer<typeof leafField>;

/** The text of a leaf without surrounding white space; undefined for an empty or absent one. */
export function leafText(leaf: Leaf): string | undefined {
  return typeof leaf === 'number' ? String(leaf) : xmlText(leaf);
}

/** A code and, mostly, its words. */
export const codedField = z.nullish(objectField({ Code: leafField, Description: leafField }));

/** The service as Track v1 names it. */
export function serviceOf(service: z.infer<typeof codedField>): WirePackage['service'] {
  return { code: leafText(service?.Code), description: leafText(service?.Description) };
}

/** A weight and its unit. */
export const weightField = z.nullish(objectField({ UnitOfMeasurement: codedField, Weight: leafField }));

/** A weight as Track v1 has it. */
export function wireWeightOf(weight: z.infer<typeof weightField>): WirePackage['weight'] {
  return { weight: leafText(weight?.Weight), unitOfMeasurement: leafText(weight?.UnitOfMeasurement?.Code) };
}

/** An address, without the street. */
export const addressField = z.nullish(
  objectField({ City: leafField, StateProvinceCode: leafField, PostalCode: leafField, CountryCode: leafField }),
);

/** An address as Track v1 has it. */
export function addressOf(address: z.infer<typeof addressField>): WireAddress | undefined {
  if (address === null || address === undefined) return undefined;
  return {
    city: leafText(address.City),
    stateProvince: leafText(address.StateProvinceCode),
    postalCode: leafText(address.PostalCode),
    countryCode: leafText(address.CountryCode),
  };
}

/** The shipper or the recipient. */
export const partyField = z.nullish(objectField({ Address: addressField }));

/** Numbers of the shipper's; their codes name their kinds by a table of the shipping API. */
export const referencesField = listField(objectField({ Value: leafField }));

/** References, each with whether it is of the package or of the shipment. UPS repeats one for each label that bears it. */
export function referencesOf(
  type: 'SHIPMENT' | 'PACKAGE',
  references: z.infer<typeof referencesField>,
): WirePackage['referenceNumber'] {
  const numbers = new Set(present(references).flatMap(({ Value: value }) => leafText(value) ?? []));
  return [...numbers].map((number) => ({ type, number }));
}

/** A `Response`, or nothing. */
export const responseField = z.nullish(
  objectField({
    ResponseStatusCode: leafField,
    Error: listField(
      objectField({
        ErrorSeverity: leafField,
        ErrorCode: leafField,
        ErrorDescription: leafField,
        MinimumRetrySeconds: leafField,
      }),
    ),
  }),
);

/**
 * The error that a `Response` speaks of; undefined where it speaks of success. UPS tells how long to wait with some of
 * its transient errors (`MinimumRetrySeconds`), and nowhere else.
 */
export function errorOfResponse(response: z.infer<typeof responseField>): TrackingError | undefined {
  const errors = present(response?.Error).filter(
    ({ ErrorSeverity }) => !/^warning/i.test(leafText(ErrorSeverity) ?? ''),
  );
  const failed = leafText(response?.ResponseStatusCode) === '0';
  const known = errors.find(({ ErrorCode }) => meaningOfError(leafText(ErrorCode) ?? '', 200) !== undefined);
  const error = known ?? errors[0];
  if (error === undefined) return failed ? fault(identity, 'unexpected_response') : undefined;
  const carrierCode = leafText(error.ErrorCode);
  const seconds = numeric(leafText(error.MinimumRetrySeconds));
  const code =
    meaningOfError(carrierCode ?? '', 200) ??
    meaningOfMessage(leafText(error.ErrorDescription)) ??
    meaningOfSeverity(leafText(error.ErrorSeverity));
  const retryAfterMs = seconds === undefined || seconds <= 0 ? undefined : seconds * 1000;
  return fault(identity, code, { carrierCode, retryAfterMs });
}

/** A transient error passes by itself. Of a hard one that nobody knows nothing is known: it may be anybody's fault. */
function meaningOfSeverity(severity: string | undefined): TrackingErrorCode {
  return /^transient/i.test(severity ?? '') ? 'carrier_unavailable' : 'unexpected_response';
}
