import type { Carrier } from 'waybill';
import { dhl, dhlExpress, dhlParcelDe, fedex, ups, usps } from 'waybill/carriers';
import {
  dhlExpressSandbox,
  dhlParcelDeSandbox,
  dhlSandbox,
  fedexSandbox,
  upsSandbox,
  uspsSandbox,
} from 'waybill/carriers/sandbox';

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

/** Every carrier that can be asked, by every API of it. */
export const subjects: readonly Subject[] = [
  { name: 'FedEx', carrier: fedex({ ...login, quotas }), number: fedexSandbox.sampleNumber },
  { name: 'UPS', carrier: ups({ ...login, quotas }), number: upsSandbox.sampleNumber },
  { name: 'USPS v3r2', carrier: usps({ ...login, quotas }), number: uspsSandbox.sampleNumber },
  { name: 'USPS v3', carrier: usps({ ...login, quotas, api: 'v3' }), number: uspsSandbox.sampleNumber },
  { name: 'DHL', carrier: dhl({ apiKey: secret, quotas }), number: dhlSandbox.sampleNumber },
  {
    name: 'DHL Express',
    carrier: dhlExpress({ username: 'shop', password: secret, quotas }),
    number: dhlExpressSandbox.sampleNumber,
  },
  {
    name: 'DHL Parcel DE',
    carrier: dhlParcelDe({ apiKey: 'shop', apiSecret: secret, username: 'shop', password: secret, quotas }),
    number: dhlParcelDeSandbox.sampleNumber,
  },
];
