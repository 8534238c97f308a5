import { matchFormats, mod7, mod10, type NumberFormat, type NumberMatch, s10 } from 'waybill/kit';

/** Identcode of Deutsche Post: digits weighted 4 and 9 in turn from the left, modulo 10. */
function identcode(number: string): boolean {
  let sum = 0;
  for (let index = 0; index < number.length - 1; index += 1) {
    sum += Number(number.charAt(index)) * (index % 2 === 0 ? 4 : 9);
  }
  return (10 - (sum % 10)) % 10 === Number(number.charAt(number.length - 1));
}

/*
 * Numbers of Global Forwarding and Freight (seven digits, letters and digits, nine or fourteen digits) are not listed:
 * anything has such a shape. They are asked for where the caller names the carrier.
 */
const formats: readonly NumberFormat[] = [
  { name: 'express-waybill', pattern: /^\d{10}$/, check: mod7, likelihood: 0.8 },
  { name: 'express-waybill-11', pattern: /^\d{11}$/, check: mod7, likelihood: 0.3 },
  { name: 'express-piece', pattern: /^JJ?D0[01][0-9A-Z]{9,30}$/, likelihood: 0.95 },
  // JD and JJD plates of other divisions: Parcel DE, Parcel UK, Parcel NL.
  { name: 'piece', pattern: /^JJ?D(?!0[01])[0-9A-Z]{10,30}$/, likelihood: 0.9 },
  { name: 'parcel-jvgl', pattern: /^JVGL[0-9A-Z]{6,24}$/, likelihood: 0.95 },
  { name: 'express-piece-000', pattern: /^000[0-9]{9,20}$/, likelihood: 0.15 },
  // PostNL numbers begin with 3S as well.
  { name: 'parcel-nl', pattern: /^3S[0-9A-Z]{8,17}$/, likelihood: 0.5 },
  { name: 'parcel-de', pattern: /^0034\d{16}$/, check: mod10, likelihood: 0.98 },
  {
    // As labels' piece ids and DHL's own `pieceIds` write it.
    name: 'parcel-de-18',
    pattern: /^34\d{16}$/,
    check: mod10,
    likelihood: 0.6,
    extract: (number) => `00${number}`,
  },
  { name: 'parcel-de-identcode', pattern: /^\d{12}$/, check: identcode, likelihood: 0.3 },
  { name: 'post-s10', pattern: /^[A-Z]{2}\d{9}DE$/, check: s10, likelihood: 0.8 },
  {
    name: 'ecommerce',
    pattern: /^(?:GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)(?!\d{9}[A-Z]{2}$)(?=[0-9A-Z]*\d{6})[0-9A-Z]{8,37}$/,
    likelihood: 0.85,
  },
  // Of eCommerce Europe; one report is the only source.
  { name: 'ecommerce-europe', pattern: /^MDP[A-Z]{2}\d{8,14}$/, likelihood: 0.6 },
  { name: 'ecommerce-14', pattern: /^\d{14}$/, likelihood: 0.1 },
  // Mailer id of DHL eCommerce in a barcode of the US Postal Service, which delivers; both know it.
  { name: 'ecommerce-usps', pattern: /^9[2-4]\d{3}109124\d{11}$/, check: mod10, likelihood: 0.4 },
];

/** The formats of DHL's divisions that a cleaned number has, best first. */
export function matchNumber(cleaned: string): readonly NumberMatch[] {
  return matchFormats('dhl', formats, cleaned);
}
