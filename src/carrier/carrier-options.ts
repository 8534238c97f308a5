import type * as z from 'zod/mini';
import { allowedValue, fieldsOf, listOf, type OptionsShape, optional, optionsOf } from '../options/options.ts';
import {
  carrierId,
  day,
  filledText,
  hasMethods,
  oneOf,
  someMilliseconds,
  text,
  wholeNumber,
} from '../options/values.ts';
import type { ConnectionOptions, Quota } from './account.ts';
import type { Carrier, InquiryWithTimes, NumberToTrack, ReferenceInquiryWithTimes } from './carrier.ts';
import type { PayloadFormat } from './payload.ts';
import type { WebhookSecret } from './push.ts';

const quota: z.ZodMiniType<Quota> = optionsOf<Quota>({ limit: wholeNumber(1), intervalMs: someMilliseconds });

/** Limits; none for an empty list. */
export const quotas: z.ZodMiniType<readonly Quota[]> = listOf(quota, 'a list of { limit, intervalMs }');

/** Http or https, and no user in it: addresses are shown. */
const address: z.ZodMiniType<string> = allowedValue(
  'an address that begins with https:// or http://, without user, query and fragment',
  (value) => {
    if (typeof value !== 'string' || !URL.canParse(value)) return false;
    const { protocol, username, password, search, hash } = new URL(value);
    return /^https?:$/.test(protocol) && username + password + search + hash === '';
  },
);

/** Those of every factory; to be spread into the shape of its own. */
export const connectionShape: OptionsShape<ConnectionOptions> = {
  environment: optional(oneOf<'production' | 'test'>({ production: true, test: true })),
  baseUrl: optional(address),
  locale: optional(
    allowedValue(
      'a BCP 47 tag such as en-US',
      (value) => typeof value === 'string' && /^[A-Za-z]{2,3}([-_][A-Za-z\d]{2,8})*$/.test(value),
    ),
  ),
  quotas: optional(quotas),
  maxConcurrency: optional(wholeNumber(1)),
};

/**
 * What pushes are verified by.
 *
 * @param length The one length that the carrier takes, if it takes but one.
 */
export function webhookSecret(length?: number): z.ZodMiniType<WebhookSecret> {
  const isSecret = (value: unknown): boolean =>
    typeof value === 'string' &&
    value.trim() === value &&
    (length === undefined ? value.length >= leastSecret : value.length === length);
  const size = length === undefined ? `at least ${leastSecret}` : `exactly ${length}`;
  return allowedValue(
    `${size} characters that nobody can guess, without blanks at the ends, or a list of such, the one in use first`,
    (value) => (Array.isArray(value) ? value.length > 0 && value.every(isSecret) : isSecret(value)),
  );
}

/** Shorter ones can be guessed. */
const leastSecret = 16;

/** Credentials are {@link requireCredentials}'s to refuse, which says where each comes from. */
export const credential: z.ZodMiniType<string> = allowedValue('a text', () => true);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 1;

/** What factories make; adapters of third parties too. */
export const carrier: z.ZodMiniType<Carrier> = allowedValue(
  'what a factory such as fedex(…) returns: id, account, formats, quotas, maxBatch and maxConcurrency of 1 or more, and the functions',
  (value) =>
    isObject(value) &&
    [value.id, value.name, value.account].every((name) => typeof name === 'string' && name !== '') &&
    isCount(value.maxBatch) &&
    isCount(value.maxConcurrency) &&
    Array.isArray(value.quotas) &&
    hasMethods(value, 'identify', 'request', 'read'),
);

/** Those of a tracker. */
export const carriers: z.ZodMiniType<readonly Carrier[]> = listOf(
  carrier,
  'a list of carriers, such as [fedex(…)] or carriersFromEnv(process.env)',
);

/** What reads stored payloads. */
export const payloadFormats: z.ZodMiniType<readonly PayloadFormat[]> = listOf(
  allowedValue<PayloadFormat>('a payload format', (value) => hasMethods(value, 'matches', 'read')),
  'a list of formats, such as formats of waybill/carriers',
);

const hints: OptionsShape<Omit<InquiryWithTimes, 'trackingNumber'>> = {
  uniqueId: optional(text),
  shippedAfter: optional(day),
  shippedBefore: optional(day),
  postalCode: optional(text),
};

/** A number with what is known beside it; a number that is none is an `invalid_number`, and no mistake of the call's. */
export const inquiry: z.ZodMiniType<Exclude<NumberToTrack, string>> = fieldsOf<Exclude<NumberToTrack, string>>(
  () => ({ trackingNumber: allowedValue('a tracking number', () => true), carrier: optional(carrierId), ...hints }),
  'a tracking number, or an object with one',
);

/** A number of the shipper's own with what is known beside it. */
export const referenceInquiry: z.ZodMiniType<ReferenceInquiryWithTimes> = optionsOf<ReferenceInquiryWithTimes>({
  reference: filledText,
  kind: optional(text),
  accountNumber: optional(text),
  shippedAfter: optional(day),
  shippedBefore: optional(day),
  destination: optional(
    optionsOf<NonNullable<ReferenceInquiryWithTimes['destination']>>({
      country: optional(text),
      postalCode: optional(text),
    }),
  ),
});
