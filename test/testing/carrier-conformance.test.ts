import { describe, it } from 'vitest';
import {
  dhl,
  dhlExpress,
  dhlFormats,
  dhlParcelDe,
  fedex,
  fedexFormats,
  ups,
  upsFormats,
  usps,
  uspsFormats,
} from 'waybill/carriers';
import {
  dhlExpressSandbox,
  dhlParcelDeSandbox,
  dhlSandbox,
  fedexSandbox,
  upsSandbox,
  uspsSandbox,
} from 'waybill/carriers/sandbox';
import { type CarrierUnderTest, carrierConformance } from 'waybill/testing';
import { heron, heronFormats, heronSandbox } from '../../examples/heron/index.ts';

const secret = 'Kestrel-7f3a91d04c2e8b56-Harbour';
const webhookSecret = 'Plover-19bc03d7a2f45e68-Seashore';
const login = { clientId: 'shop', clientSecret: secret };
const common = { secrets: [secret, webhookSecret], webhookSecret };

const carriers: Readonly<Record<string, () => CarrierUnderTest>> = {
  FedEx: () => ({
    carrier: fedex({ ...login, webhookSecret }),
    sandbox: fedexSandbox,
    formats: fedexFormats,
    ...common,
  }),
  UPS: () => ({ carrier: ups({ ...login, webhookSecret }), sandbox: upsSandbox, formats: upsFormats, ...common }),
  USPS: () => ({ carrier: usps({ ...login, webhookSecret }), sandbox: uspsSandbox, formats: uspsFormats, ...common }),
  'USPS v3': () => ({
    carrier: usps({ ...login, webhookSecret, api: 'v3' }),
    sandbox: uspsSandbox,
    formats: uspsFormats,
    ...common,
  }),
  DHL: () => ({ carrier: dhl({ apiKey: secret, webhookSecret }), sandbox: dhlSandbox, formats: dhlFormats, ...common }),
  'DHL Express': () => ({
    carrier: dhlExpress({ username: 'shop', password: secret }),
    sandbox: dhlExpressSandbox,
    secrets: [secret],
  }),
  'DHL Parcel DE': () => ({
    carrier: dhlParcelDe({ apiKey: 'shop', apiSecret: secret, username: 'shop', password: secret }),
    sandbox: dhlParcelDeSandbox,
    secrets: [secret],
  }),
  Heron: () => ({
    carrier: heron({ ...login, webhookSecret }),
    sandbox: heronSandbox,
    formats: heronFormats,
    ...common,
  }),
};

describe.each(Object.entries(carriers))('%s', (_, open) => carrierConformance(it, open));
