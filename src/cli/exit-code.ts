import type { TrackingErrorCode } from 'waybill';

/** What a command ends with, by meaning. */
export const exitCodes = {
  /** All was answered. */
  ok: 0,
  /** Some or all failed. */
  failed: 1,
  /** The command line is wrong, or a file cannot be read. */
  usage: 2,
  /** What failed is not known to its carrier, or is no number. */
  notFound: 3,
  /** Credentials are missing or refused. */
  credentials: 4,
  /** A quota is used up; standard error says until when. */
  rateLimited: 5,
  /** `--fail-on` found what it was looking for. */
  matched: 6,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

/** The number that a command ends with. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** In the order in which they decide: what keeps everything from working stands before what is one number's own. */
const kinds: readonly (readonly [code: ExitCode, errors: readonly TrackingErrorCode[]])[] = [
  [exitCodes.credentials, ['unauthorized', 'forbidden']],
  [exitCodes.rateLimited, ['rate_limited']],
  [exitCodes.notFound, ['not_found', 'invalid_number', 'unknown_carrier']],
];

/** What to end with after failures of these kinds: the first kind that all of them belong to, or that any of the graver is. */
export function exitCodeOf(errors: Iterable<TrackingErrorCode>): ExitCode {
  const seen = [...new Set(errors)];
  if (seen.length === 0) return exitCodes.ok;
  const [credentials, rateLimited, notFound] = kinds.map(([, codes]) => codes);
  if (seen.some((code) => credentials?.includes(code))) return exitCodes.credentials;
  if (seen.every((code) => notFound?.includes(code))) return exitCodes.notFound;
  if (seen.some((code) => rateLimited?.includes(code))) return exitCodes.rateLimited;
  return exitCodes.failed;
}
