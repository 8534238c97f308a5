import {
  type Carrier,
  matchFormats,
  mod10,
  type NumberFormat,
  type NumberMatch,
  pathSegment,
  weightedMod11,
} from 'waybill/kit';

const expressWeights = [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1];
/** The same weights begun two digits earlier. */
const longWeights = [1, 7, ...expressWeights];

/** Whether the check digit of an Express number holds: twelve digits. */
export const isExpress = (number: string): boolean => weightedMod11(number, expressWeights);
const lastTwelve = (number: string): string => number.slice(-12);
/** Digits 17 to 28 of an ASTRA barcode are the Express number. */
const insideAstra = (number: string): string => number.slice(16, 28);
/** Ground Economy numbers are postal ones without their leading 92, which the check digit still counts. */
const isPostal = (number: string): boolean => mod10(`92${number}`);

/** FedEx's formats. Likelihoods weigh them against other carriers' numbers of the same shape. */
const formats: readonly NumberFormat[] = [
  { name: 'express-12', pattern: /^\d{12}$/, check: isExpress, likelihood: 0.9 },
  { name: 'ground-15', pattern: /^\d{15}$/, check: (number) => mod10(number), likelihood: 0.9 },
  { name: 'door-tag', pattern: /^DT\d{12}$/, likelihood: 0.95 },
  // Ground Economy, once SmartPost: two prefixes are its own.
  { name: 'ground-economy-20', pattern: /^(?:02|61)\d{18}$/, check: isPostal, likelihood: 0.85 },
  { name: 'ground-economy-20', pattern: /^(?!00|02|61)\d{20}$/, check: isPostal, likelihood: 0.3 },
  // The same number with its 92, as the post scans it; other consolidators share the prefixes.
  { name: 'ground-economy-22', pattern: /^92(?:02|61)\d{18}$/, check: (number) => mod10(number), likelihood: 0.4 },
  // An SSCC with one of the container types of Ground; the check digit leaves the type out.
  { name: 'sscc-18', pattern: /^0[0124]\d{16}$/, check: (number) => mod10(number.slice(2)), likelihood: 0.7 },
  { name: 'sscc-18', pattern: /^(?!0[0124])\d{18}$/, check: (number) => mod10(number.slice(2)), likelihood: 0.3 },
  {
    name: 'ground-96',
    pattern: /^96\d{20}$/,
    check: (number) => mod10(number.slice(7)),
    likelihood: 0.95,
    extract: (number) => number.slice(7),
  },
  {
    name: 'express-34',
    pattern: /^[0-8]\d{33}$/,
    check: (number) => weightedMod11(number.slice(-14), longWeights),
    likelihood: 0.9,
    extract: lastTwelve,
  },
  {
    name: 'ground-gsn',
    pattern: /^96\d{32}$/,
    check: (number) => weightedMod11(number.slice(-14), longWeights),
    likelihood: 0.95,
    extract: lastTwelve,
  },
  {
    name: 'astra-32',
    pattern: /^3\d{31}$/,
    check: (number) => isExpress(insideAstra(number)),
    likelihood: 0.9,
    extract: insideAstra,
  },
  // Freight: no public check digit, and the shape of a DHL Express waybill.
  { name: 'freight-10', pattern: /^\d{10}$/, likelihood: 0.2 },
];

/** The FedEx formats that a cleaned number has, best first. */
export function identifyFedex(cleaned: string): readonly NumberMatch[] {
  return matchFormats('fedex', formats, cleaned);
}

/** Who FedEx is: for messages, for numbers and for people. */
export const identity = {
  id: 'fedex',
  name: 'FedEx',
  /** What FedEx can be asked for; wide, as its own test numbers break its formats. */
  numberPattern: /^(?=.*\d)[A-Z0-9]{8,34}$/,
  identify: identifyFedex,
  trackingUrl: (trackingNumber) => `https://www.fedex.com/fedextrack/?trknbr=${pathSegment(trackingNumber)}`,
} satisfies Pick<Carrier, 'id' | 'name' | 'numberPattern' | 'identify' | 'trackingUrl'>;

/** The post's number of a Ground Economy parcel; undefined for a number that is not of that kind. */
export function postalNumberOf(number: string): string | undefined {
  return /^\d{20}$/.test(number) && isPostal(number) ? `92${number}` : undefined;
}
