import { describe, expect, it } from 'vitest';
import { type Carrier, createTracker } from 'waybill';
import { dhl, dhlExpress, dhlParcelDe, dhlXmlPi } from '../../../carriers/dhl/index.ts';
import { detectPayload } from '../../../src/carrier/payload.ts';

/*
 * An answer that leaves a number out says nothing of it: the number may be asked for again, and no parcel ends by it. Only
 * DHL's own word makes a number unknown.
 */

const waybill = '4123456783';
const parcel = '00340434161094000001';
const basic = { username: 'user', password: 'secret-of-ours' };
const xmlPi = (content: string): string => `<TrackingResponse>${content}</TrackingResponse>`;
const pieces = (code: string, content = ''): string =>
  `<data name="piece-shipment-list" code="${code}">${content}</data>`;

const cases: readonly (readonly [name: string, carrier: Carrier, number: string, silent: string, unknown: string])[] = [
  [
    'Shipment Tracking – Unified',
    dhl({ apiKey: 'key' }),
    waybill,
    '{"shipments":[]}',
    '{"status":404,"title":"No result found"}',
  ],
  [
    'the MyDHL API',
    dhlExpress(basic),
    waybill,
    '{"shipments":[]}',
    `{"shipments":[{"shipmentTrackingNumber":"${waybill}","status":"No Shipments Found"}]}`,
  ],
  [
    'XML Services',
    dhlXmlPi({ siteId: 'site', password: 'secret-of-ours' }),
    waybill,
    xmlPi(''),
    xmlPi(
      `<AWBInfo><AWBNumber/><Status><ActionStatus>No Shipments Found</ActionStatus><Condition><ConditionCode>103</ConditionCode><ConditionData>No Shipments Found for AWBNumber ${waybill}</ConditionData></Condition></Status></AWBInfo>`,
    ),
  ],
  [
    'Parcel DE',
    dhlParcelDe({ ...basic, apiKey: 'key', apiSecret: 'other-secret' }),
    parcel,
    pieces('0'),
    pieces('0', `<data name="piece-shipment" searched-piece-code="${parcel}" piece-status="100"/>`),
  ],
];

describe.each(cases)('%s', (_, carrier, trackingNumber, silent, unknown) => {
  const errorOf = async (body: string) => {
    const tracker = createTracker({ carriers: [carrier], fetch: () => Promise.resolve(new Response(body)) });
    return tracker.track(trackingNumber, { carrier: carrier.id }).catch((error: unknown) => error);
  };

  it('that leaves a number out is asked again', async () => {
    expect(await errorOf(silent)).toMatchObject({ code: 'unexpected_response', retryable: true, trackingNumber });
  });

  it('that says so does not know it', async () => {
    expect(await errorOf(unknown)).toMatchObject({ code: 'not_found', trackingNumber });
  });

  it('that says nothing is no silence where it is stored', () => {
    const outcomes = carrier.formats.flatMap((format) => format.read(detectPayload(silent)));
    expect(outcomes).toMatchObject([{ ok: false, error: { code: 'unexpected_response' } }]);
  });
});

it('gives nobody another one’s parcel', () => {
  const other = {
    shipments: [{ shipmentTrackingNumber: '4123456794', status: 'Success', events: [{ typeCode: 'OK' }] }],
  };
  const answer = { status: 200, headers: {}, body: JSON.stringify(other) };
  expect(dhlExpress(basic).read(answer, [{ trackingNumber: waybill }])).toEqual([]);
});

it('takes half a surrogate pair for no reason to fail', () => {
  const half = { trackingNumber: `A${'\ud800'}` };
  const options = { requestId: 'r' };
  for (const [, carrier] of cases) {
    const urls = [
      carrier.trackingUrl(half.trackingNumber),
      carrier.request([half], options).url,
      carrier.proof?.request(half, options).url,
      carrier.reference?.request({ reference: half.trackingNumber, accountNumber: '1' }, options).url,
      carrier.subscriptions?.unsubscribe(
        { carrier: 'dhl', id: half.trackingNumber, state: 'active', target: { trackingNumbers: [] } },
        options,
        undefined,
      ).request.url,
    ];
    for (const url of urls) expect(url ?? '').not.toMatch(/\p{Surrogate}/u);
  }
});
