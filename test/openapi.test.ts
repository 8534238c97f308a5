import { describe, expect, it } from 'vitest';
import type {
  Carrier,
  CarrierSandbox,
  Inquiry,
  LifeEventKind,
  ParcelLife,
  SandboxRequest,
  WireRequest,
} from 'waybill/kit';
import { scenarios } from 'waybill/testing';
import { dhl } from '../carriers/dhl/index.ts';
import { dhlSandbox } from '../carriers/dhl/unified/sandbox.ts';
import { fedex } from '../carriers/fedex/index.ts';
import { fedexSandbox } from '../carriers/fedex/sandbox.ts';
import { ups } from '../carriers/ups/index.ts';
import { upsSandbox } from '../carriers/ups/sandbox.ts';
import { usps } from '../carriers/usps/index.ts';
import { uspsSandbox } from '../carriers/usps/sandbox.ts';
import { jsonSchemaFaults, type OpenApi, openApi } from './openapi.ts';
import { hasReference, referenceNote, referenceText } from './reference.ts';
import { partnerOf, sandboxOf } from './sandboxes.ts';

/** Where a carrier's document and what the carrier was recorded to do part ways. */
interface Deviation {
  /** The whole of a fault, as the check words it. */
  readonly fault: RegExp;
  readonly because: string;
}

interface Subject {
  readonly name: string;
  readonly carrier: Carrier;
  readonly sandbox: CarrierSandbox;
  readonly tracking: string;
  readonly token: string;
  readonly deviations: readonly Deviation[];
}

const credentials = { clientId: 'an-id', clientSecret: 'a-secret' };

const subjects: readonly Subject[] = [
  {
    name: 'FedEx',
    carrier: fedex(credentials),
    sandbox: fedexSandbox,
    tracking: 'fedex/openapi/track-v1.openapi.json',
    token: 'fedex/openapi/authorization-v1.openapi.json',
    deviations: [
      {
        fault: /\.packageIdentifiers\.\*\.(values|carrierCode) is not declared$/,
        because: 'the document says `value`; recorded answers say `values`, and repeat the carrier code',
      },
      {
        fault: /\.(shipper|recipient)Information\.contact is not declared$/,
        because: 'the document’s own example and recorded answers have it',
      },
      {
        fault: /\.shipmentDetails\.possessionStatus is not declared$/,
        because: 'the document says `beforePossessionStatus`; recorded answers say this',
      },
      { fault: /^status 429 is not declared$/, because: 'the developer guide tells of it, the document forgets it' },
    ],
  },
  {
    name: 'UPS',
    carrier: ups(credentials),
    sandbox: upsSandbox,
    tracking: 'ups/openapi/Tracking.yaml',
    token: 'ups/openapi/OAuthClientCredentials.yaml',
    deviations: [
      { fault: /\.shipment\.\*\.pickupDate is not declared$/, because: 'sent since 2025, never documented' },
      { fault: /^status (401|429) is not declared$/, because: 'both occur; the document declares neither' },
    ],
  },
  {
    name: 'USPS v3r2',
    carrier: usps(credentials),
    sandbox: uspsSandbox,
    tracking: 'usps/openapi/tracking-v3r2.yaml',
    token: 'usps/openapi/oauth2-v3.yaml',
    deviations: [{ fault: /^status 500 is not declared$/, because: 'any server may fail; the document has no 500' }],
  },
  {
    name: 'USPS v3',
    carrier: usps({ ...credentials, api: 'v3' }),
    sandbox: uspsSandbox,
    tracking: 'usps/openapi/tracking-v3.yaml',
    token: 'usps/openapi/oauth2-v3.yaml',
    deviations: [{ fault: /^status 500 is not declared$/, because: 'any server may fail; the document has no 500' }],
  },
];

const refusals = [
  'unauthorized',
  'missing_scope',
  'forbidden',
  'too_many_requests',
  'batch_too_large',
  'invalid_request',
  'server_error',
  'unavailable',
] as const;

const kinds: readonly LifeEventKind[] = [
  ...['label_created', 'picked_up', 'dropped_off', 'arrived_at_facility', 'departed_facility'],
  ...['arrived_at_destination_facility', 'customs_held', 'customs_cleared', 'weather_delay', 'damaged', 'lost'],
  ...['address_issue', 'out_for_delivery', 'delivery_attempted', 'available_for_pickup', 'collected', 'delivered'],
  ...['delivered_to_neighbour', 'handed_to_post', 'delivered_by_post', 'refused', 'returning', 'returned'],
  ...['cancelled', 'refund_note'],
] as LifeEventKind[];

/** Every scenario's lives, and one life that ends with each thing that can happen. */
function livesOf(carrier: Carrier): readonly (readonly ParcelLife[])[] {
  const sandbox = sandboxOf(carrier.id);
  const trackingNumber = sandbox.sampleNumber(7);
  const options = { carrier: sandbox, partner: partnerOf(sandbox), trackingNumber, start: '2026-11-16' };
  const told = Object.values(scenarios).map((scenario) => scenario.lives(options));
  const [base] = scenarios.delivered.lives(options);
  if (base === undefined) throw new Error('no life');
  const ended = kinds.map((kind) => {
    const last = { kind, at: '2026-11-20T14:30:00-05:00', place: base.destination, signedBy: 'F. HALVORSEN' };
    return [{ ...base, events: [...base.events.slice(0, 3), last] }];
  });
  return [...told, ...ended];
}

function sent(request: WireRequest): WireRequest {
  return { ...request, headers: { ...request.headers, authorization: 'Bearer a-token' } };
}

function arrived({ method, url, headers, body = '' }: WireRequest): SandboxRequest {
  const { pathname, search } = new URL(url);
  return { method, path: pathname + search, headers, body };
}

const inquiriesOf: readonly ((carrier: Carrier) => readonly Inquiry[])[] = [
  ({ id }) => [{ trackingNumber: sandboxOf(id).sampleNumber(1) }],
  ({ id, maxBatch }) =>
    Array.from({ length: maxBatch }, (_, index) => ({ trackingNumber: sandboxOf(id).sampleNumber(index) })),
  ({ id }) => [
    {
      trackingNumber: sandboxOf(id).sampleNumber(1),
      uniqueId: '2461234567~1',
      shippedAfter: '2026-11-01',
      shippedBefore: '2026-11-20',
      postalCode: '02139',
    },
  ],
];

describe.skipIf(!hasReference)(`the carriers’ own OpenAPI documents${referenceNote}`, () => {
  describe.each(subjects)('$name', (subject) => {
    const { carrier, sandbox, deviations } = subject;
    const tracking = hasReference ? openApi(referenceText(subject.tracking)) : nothing;
    const token = hasReference ? openApi(referenceText(subject.token)) : nothing;
    const met = new Set<Deviation>();

    /** What no deviation explains. */
    function unexplained(faults: readonly string[]): readonly string[] {
      return faults.filter((fault) => {
        const explained = deviations.find((deviation) => deviation.fault.test(fault));
        if (explained !== undefined) met.add(explained);
        return explained === undefined;
      });
    }

    it('take every tracking request', () => {
      for (const of of inquiriesOf) {
        const request = sent(carrier.request(of(carrier), { requestId: '4d6f1f52' }));
        expect(unexplained(tracking.faultsOfRequest(request))).toEqual([]);
      }
    });

    it('take the token request, and declare its answers', () => {
      const request = carrier.grant?.request();
      if (request === undefined || sandbox.token === undefined) throw new Error('no grant');
      const call = sandbox.route(arrived(request));
      expect(call).toMatchObject({ kind: 'token', ...credentials });
      expect(unexplained(token.faultsOfRequest(request))).toEqual([]);
      for (const answer of [
        sandbox.token('a-token', 3_600_000, Date.UTC(2026, 10, 20)),
        sandbox.refuse('bad_credentials', call),
      ]) {
        expect(unexplained(token.faultsOfAnswer(request, answer))).toEqual([]);
      }
    });

    it('declare what the sandbox answers for every life', () => {
      for (const parcels of livesOf(carrier)) {
        const trackingNumber = parcels[0]?.trackingNumber ?? sandboxOf(carrier.id).sampleNumber(3);
        const request = sent(carrier.request([{ trackingNumber }], { requestId: '4d6f1f52' }));
        const same = parcels.filter((parcel) => parcel.trackingNumber === trackingNumber);
        const answer = sandbox.tracking([{ inquiry: { trackingNumber }, parcels: same }], arrived(request));
        expect(unexplained(tracking.faultsOfAnswer(request, answer))).toEqual([]);
      }
    });

    it('declare what it answers for a batch of which one is not known', () => {
      const [known = []] = livesOf(carrier);
      const inquiries = [
        { trackingNumber: sandboxOf(carrier.id).sampleNumber(7) },
        { trackingNumber: sandboxOf(carrier.id).sampleNumber(8) },
      ];
      const batch = inquiries.slice(0, carrier.maxBatch);
      const request = sent(carrier.request(batch, { requestId: '4d6f1f52' }));
      const answers = batch.map((inquiry, index) => ({ inquiry, parcels: index === 0 ? known : [] }));
      expect(unexplained(tracking.faultsOfAnswer(request, sandbox.tracking(answers, arrived(request))))).toEqual([]);
    });

    it.each(refusals)('declare its refusal %s', (refusal) => {
      const request = sent(
        carrier.request([{ trackingNumber: sandboxOf(carrier.id).sampleNumber(1) }], { requestId: '4d6f1f52' }),
      );
      const answer = sandbox.refuse(refusal, sandbox.route(arrived(request)), 30_000);
      expect(unexplained(tracking.faultsOfAnswer(request, answer))).toEqual([]);
    });

    it('part with the carrier nowhere else: no deviation above is idle', () => {
      expect(deviations.filter((deviation) => !met.has(deviation))).toEqual([]);
    });
  });
});

/** DHL publishes its document to those who are logged in; what is at hand is the schema of its answers. */
describe.skipIf(!hasReference)(`DHL’s schema of its answers${referenceNote}`, () => {
  const carrier = dhl({ apiKey: 'a-key' });
  const file = 'dhl/openapi/unified-tracking-1.5.6.response.schema.json';
  const faultsOfShipments = hasReference ? jsonSchemaFaults(referenceText(file)) : () => [];
  const faultsOfProblem = hasReference ? jsonSchemaFaults(referenceText(file), '#/$defs/ProblemDetail') : () => [];

  it('declares what the sandbox answers for every life', () => {
    let found = 0;
    for (const parcels of livesOf(carrier)) {
      const trackingNumber = parcels[0]?.trackingNumber ?? sandboxOf('dhl').sampleNumber(3);
      const request = carrier.request([{ trackingNumber }], { requestId: '4d6f1f52' });
      const { status, body } = dhlSandbox.tracking([{ inquiry: { trackingNumber }, parcels }], arrived(request));
      expect(status === 200 ? faultsOfShipments(body) : faultsOfProblem(body)).toEqual([]);
      if (status === 200) found += 1;
    }
    expect(found).toBeGreaterThan(40);
  });

  it.each(refusals)('declares its refusal %s', (refusal) => {
    const request = carrier.request([{ trackingNumber: sandboxOf('dhl').sampleNumber(1) }], { requestId: '4d6f1f52' });
    const { body } = dhlSandbox.refuse(refusal, dhlSandbox.route(arrived(request)), 30_000);
    expect(faultsOfProblem(body)).toEqual([]);
  });
});

const nothing: OpenApi = { faultsOfRequest: () => [], faultsOfAnswer: () => [] };
