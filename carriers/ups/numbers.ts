import { type Carrier, matchFormats, mod10, type NumberFormat, type NumberMatch, pathSegment } from 'waybill/kit';

/** UPS weighs the digits behind the service letters, or behind `1Z`, with 2 and 1. */
const behind =
  (prefix: number) =>
  (number: string): boolean =>
    mod10(number.slice(prefix), 2);

/**
 * Formats of UPS tracking numbers. Mail Innovations and SurePost parcels carry numbers of the post, which answers to them,
 * too; nine, ten, twelve and eighteen digits are other carriers' as well, and say little.
 */
const formats: readonly NumberFormat[] = [
  { name: '1z', pattern: /^1Z[A-Z0-9]{15}\d$/, check: behind(2), likelihood: 1 },
  { name: 'roadie', pattern: /^1R(?:[A-Z0-9]{14}|[A-Z0-9]{26})$/, likelihood: 0.9 },
  { name: 'waybill', pattern: /^[AHJKTV]\d{10}$/, check: behind(1), likelihood: 0.9 },
  { name: 'mail-innovations', pattern: /^MI\d{6}[A-Z0-9]{1,22}$/, likelihood: 0.9 },
  { name: 'mail-innovations-impb', pattern: /^92\d{20}(?:\d{4}|\d{8}|\d{12})?$/, check: mod10, likelihood: 0.3 },
  { name: 'mail-innovations-18', pattern: /^\d{18}$/, likelihood: 0.3 },
  { name: 'freight', pattern: /^\d{9}$/, likelihood: 0.3 },
  { name: 'freight-forwarding', pattern: /^\d{10}$/, likelihood: 0.1 },
  { name: 'infonotice', pattern: /^\d{12}$/, likelihood: 0.1 },
];

/** The UPS formats that a cleaned number has, best first. */
export function identifyUps(number: string): readonly NumberMatch[] {
  return matchFormats('ups', formats, number);
}

/** Who answers: what is true of UPS under any account. */
export const identity = {
  id: 'ups',
  name: 'UPS',
  /** Track API: 7 to 34 characters. */
  numberPattern: /^[A-Z0-9]{7,34}$/,
  identify: identifyUps,
  trackingUrl: (trackingNumber: string) =>
    `https://www.ups.com/track?loc=en_US&requester=QUIC&tracknum=${pathSegment(trackingNumber)}/trackdetails`,
} as const satisfies Pick<Carrier, 'id' | 'name' | 'numberPattern' | 'identify' | 'trackingUrl'>;
