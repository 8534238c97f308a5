import type { Carrier } from 'waybill';
import { dhl, dhlExpress, dhlParcelDe, fedex, ups, usps } from 'waybill/carriers';
import { sampleNumber } from 'waybill/testing';

/*
 * What every carrier must do, whichever it is: the laws, through the public surface and the carrier's own wire. A new
 * carrier joins by a line in the list.
 */
/** In everything that a carrier is given to keep. */
export const secret = 'hush-hush-hush';
const login = { clientId: 'shop', clientSecret: secret };
const quotas = [{ limit: 100_000, intervalMs: 1000 }];

/** A carrier and a number of its own for each serial. */
export interface Subject {
  readonly name: string;
  readonly carrier: Carrier;
  /** A number of the carrier's, by its serial. */
  number(serial: number): string;
}

/** Ten digits whose last one is the rest of the others by seven: a waybill. */
const waybill = (serial: number): string => sampleNumber('dhl', serial);

/** `0034…` with the check digit of GS1: a parcel of DHL Parcel DE. */
function parcelDe(serial: number): string {
  const digits = `0034043433333${String(serial).padStart(6, '0')}`;
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Every carrier that can be asked, by every API of it. */
export const subjects: readonly Subject[] = [
  { name: 'FedEx', carrier: fedex({ ...login, quotas }), number: (serial) => sampleNumber('fedex', serial) },
  { name: 'UPS', carrier: ups({ ...login, quotas }), number: (serial) => sampleNumber('ups', serial) },
  { name: 'USPS v3r2', carrier: usps({ ...login, quotas }), number: (serial) => sampleNumber('usps', serial) },
  { name: 'USPS v3', carrier: usps({ ...login, quotas, api: 'v3' }), number: (serial) => sampleNumber('usps', serial) },
  { name: 'DHL', carrier: dhl({ apiKey: secret, quotas }), number: waybill },
  { name: 'DHL Express', carrier: dhlExpress({ username: 'shop', password: secret, quotas }), number: waybill },
  {
    name: 'DHL Parcel DE',
    carrier: dhlParcelDe({ apiKey: 'shop', apiSecret: secret, username: 'shop', password: secret, quotas }),
    number: parcelDe,
  },
];
