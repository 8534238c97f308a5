import {
  type Carrier,
  matchFormats,
  mod10,
  type NumberFormat,
  type NumberMatch,
  pathSegment,
  s10,
  text,
} from 'waybill/kit';

/** 22, 26, 30 or 34 digits behind the two of the application identifier that tell who issued the label. */
const rest = '\\d{20}(?:\\d{4}|\\d{8}|\\d{12})?';

/**
 * USPS numbers: Intelligent Mail package barcodes (Publication 199), the 20 digits of older labels, and UPU S10. A
 * scanned routing prefix (420 and a ZIP code) is the core's business. Redelivery notices (PS Form 3849) resolve at USPS
 * but have no published form: ask for them with `carrier: 'usps'`.
 */
const numberFormats: readonly NumberFormat[] = [
  // Issued online, by a vendor or a meter.
  { name: 'impb-94', pattern: new RegExp(`^94${rest}$`), check: mod10, likelihood: 0.95 },
  // Retail counters.
  { name: 'impb-95', pattern: new RegExp(`^95${rest}$`), check: mod10, likelihood: 0.95 },
  // Mailers with a Mailer ID of nine digits (92, the ID begins with 9) or six; consolidators such as UPS Mail
  // Innovations, FedEx Ground Economy and DHL eCommerce among them, whose own numbers these are too.
  { name: 'impb-92', pattern: new RegExp(`^92${rest}$`), check: mod10, likelihood: 0.8 },
  { name: 'impb-93', pattern: new RegExp(`^93${rest}$`), check: mod10, likelihood: 0.8 },
  { name: 'impb-91', pattern: new RegExp(`^91${rest}$`), check: mod10, likelihood: 0.8 },
  { name: 'certified', pattern: /^70\d{18}$/, check: mod10, likelihood: 0.7 },
  // Delivery and Signature Confirmation by their service types; the check digit may count a 91 that is not printed.
  {
    name: 'confirmation',
    pattern: /^(?:0[1-8]|14|2[1-6]|34|5[06]|73|8[235])\d{18}$/,
    check: (number) => mod10(number) || mod10(`91${number}`),
    likelihood: 0.5,
  },
  {
    name: 'label-20',
    pattern: /^(?!70|0[1-8]|14|2[1-6]|34|5[06]|73|8[235])\d{20}$/,
    check: mod10,
    likelihood: 0.2,
  },
  { name: 's10', pattern: /^[A-Z]{2}\d{9}US$/, check: s10, likelihood: 0.9 },
  // Another post's: USPS shows it from the day it enters the country.
  { name: 's10-inbound', pattern: /^[A-Z]{2}\d{9}(?!US)[A-Z]{2}$/, check: s10, likelihood: 0.4 },
];

/** The USPS formats that a cleaned number has, best first. */
export function identifyUsps(cleaned: string): readonly NumberMatch[] {
  return matchFormats('usps', numberFormats, cleaned);
}

/** Who answers: what is true of USPS under any account. */
export const identity = {
  id: 'usps',
  name: 'USPS',
  numberPattern: /^[A-Z0-9]{4,34}$/,
  identify: identifyUsps,
  /** The page where a person sees the parcel. */
  trackingUrl: (trackingNumber: string) =>
    `https://tools.usps.com/go/TrackConfirmAction?tLabels=${pathSegment(trackingNumber)}`,
} as const satisfies Pick<Carrier, 'id' | 'name' | 'numberPattern' | 'identify' | 'trackingUrl'>;

/** A number as USPS prints it: upper case, no blanks. */
export function numberOf(value: string | number | null | undefined): string | undefined {
  return text(value)?.replace(/\s+/g, '').toUpperCase();
}
