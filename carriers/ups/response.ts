import {
  fault,
  listField,
  type Maybe,
  numeric,
  objectField,
  present,
  type TrackingError,
  type TrackingErrorCode,
} from 'waybill/kit';
import * as z from 'zod/mini';
import { answerer, meaningOfError } from './errors.ts';
import { type Leaf, leafField, leafText } from './leaf.ts';

/** `Response`, with which the answers of XML Track and of Quantum View begin. */
export interface WireResponseStatus {
  readonly ResponseStatusCode?: Leaf;
  readonly Error: readonly Maybe<WireResponseError>[];
}

interface WireResponseError {
  readonly ErrorSeverity?: Leaf;
  readonly ErrorCode?: Leaf;
  readonly MinimumRetrySeconds?: Leaf;
}

/** A `Response`, or nothing. */
export const responseField: z.ZodMiniType<Maybe<WireResponseStatus>> = z.nullish(
  objectField({
    ResponseStatusCode: leafField,
    Error: listField(objectField({ ErrorSeverity: leafField, ErrorCode: leafField, MinimumRetrySeconds: leafField })),
  }),
);

/**
 * The error that a `Response` speaks of; undefined where it speaks of success. UPS tells how long to wait with some of
 * its transient errors (`MinimumRetrySeconds`), and nowhere else.
 */
export function errorOfResponse(response: Maybe<WireResponseStatus>): TrackingError | undefined {
  const errors = present(response?.Error).filter(
    ({ ErrorSeverity }) => !/^warning/i.test(leafText(ErrorSeverity) ?? ''),
  );
  const failed = leafText(response?.ResponseStatusCode) === '0';
  const known = errors.find(({ ErrorCode }) => meaningOfError(leafText(ErrorCode) ?? '', 200) !== undefined);
  const error = known ?? errors[0];
  if (error === undefined) return failed ? fault(answerer, 'unexpected_response') : undefined;
  const carrierCode = leafText(error.ErrorCode);
  const seconds = numeric(leafText(error.MinimumRetrySeconds));
  const code = meaningOfError(carrierCode ?? '', 200) ?? meaningOfSeverity(leafText(error.ErrorSeverity));
  const retryAfterMs = seconds === undefined || seconds <= 0 ? undefined : seconds * 1000;
  return fault(answerer, code, { carrierCode, retryAfterMs });
}

/** A transient error passes by itself; a hard one is about the request, and stays. */
function meaningOfSeverity(severity: string | undefined): TrackingErrorCode {
  if (severity === undefined) return 'unexpected_response';
  return /^transient/i.test(severity) ? 'carrier_unavailable' : 'invalid_request';
}
