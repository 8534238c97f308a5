import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTrackingError } from 'waybill';
import { upsFormats } from 'waybill/carriers/ups';
import type { TrackingDraft } from 'waybill/kit';
import { edits, mutated } from '../../mutate-xml.ts';
import { stated, stored } from '../../stated.ts';
import { number, trackingOf as trackingOfJson } from '../answers.ts';

const recorded = readFileSync(new URL('../../../recordings/ups/xml.two-packages.xml', import.meta.url), 'utf8');
const success = '<Response><ResponseStatusCode>1</ResponseStatusCode></Response>';

interface Line {
  readonly type?: string;
  readonly code?: string;
  readonly words?: string;
  readonly date?: string;
  readonly time?: string;
  readonly left?: string;
  readonly more?: string;
}

/** An activity in Springfield at noon. */
function activity({
  type = 'I',
  code = 'AR',
  words = '',
  date = '20260108',
  time = '120000',
  left = '',
  more = '',
}: Line) {
  return `<Activity><ActivityLocation><Address><City>Springfield</City><StateProvinceCode>IL</StateProvinceCode>
    <CountryCode>US</CountryCode></Address>${left}</ActivityLocation><Status><StatusType><Code>${type}</Code>
    <Description>${words}</Description></StatusType><StatusCode><Code>${code}</Code></StatusCode></Status>
    <Date>${date}</Date><Time>${time}</Time>${more}</Activity>`;
}

function body(parcel: string, shipment = ''): string {
  return `<TrackResponse>${success}<Shipment>${shipment}<Package><TrackingNumber>${number}</TrackingNumber>${parcel}
    </Package></Shipment></TrackResponse>`;
}

function trackingOf(text: string): TrackingDraft {
  const [outcome] = stored(text, upsFormats).outcomes;
  if (!outcome?.ok) throw outcome?.error ?? new Error('no outcome');
  return outcome.value;
}

function failure(error: string): object[] {
  const text = `<TrackResponse><Response><ResponseStatusCode>0</ResponseStatusCode>${error}</Response></TrackResponse>`;
  return stored(text, upsFormats).outcomes.map(stated);
}

describe('the format', () => {
  it.each([
    ['an answer', body(''), ['ups.xml']],
    [
      'a refusal',
      '<TrackResponse><Response><ResponseStatusCode>0</ResponseStatusCode></Response></TrackResponse>',
      ['ups.xml'],
    ],
    [
      'with a declaration and a prefix',
      `<?xml version="1.0"?>${body('').replaceAll('TrackResponse', 'u:TrackResponse')}`,
      ['ups.xml'],
    ],
    ['the answer of the post under the same root', '<TrackResponse><TrackInfo ID="1"/></TrackResponse>', []],
    ['another document of UPS', `<RatingResponse>${success}</RatingResponse>`, []],
  ])('%s', (_, text, formats) => {
    expect(stored(text, upsFormats).formats).toEqual(formats);
  });

  it('is none that the live carrier brings along', async () => {
    const { carrier } = await import('../answers.ts');
    expect(carrier.formats.map(({ name }) => name)).toEqual(['ups.track-v1']);
    expect(upsFormats.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ups.track-v1', 'ups.quantum-view', 'ups.xml']),
    );
  });
});

describe('a recorded answer with two packages', () => {
  const pieces = [
    {
      trackingNumber: '1Z58F2A70312346013',
      status: 'delivered',
      detail: 'delivered_to_reception',
      weight: { value: 12.5, unit: 'lb' },
    },
    { trackingNumber: '1Z58F2A70312346022', status: 'out_for_delivery' },
  ];
  const shipment = {
    service: { code: '003', name: 'GROUND' },
    promisedDelivery: { from: '2024-03-06', to: '2024-03-06' },
    shippedAt: '2024-03-04',
    origin: { city: 'DES MOINES', region: 'IA', postalCode: '50309-2210', country: 'US' },
    destination: { city: 'MEMPHIS', region: 'TN', postalCode: '38118-4410', country: 'US' },
    pieces,
  };

  it('says in full', () => {
    const { outcomes } = stored(recorded, upsFormats);
    expect(outcomes.map(stated)).toEqual([
      {
        ...shipment,
        trackingNumber: '1Z58F2A70312346013',
        status: 'delivered',
        detail: 'delivered_to_reception',
        estimatedDelivery: { from: '2024-03-06', to: '2024-03-06' },
        delivery: {
          at: '2024-03-06T10:30:15-06:00',
          signedBy: 'ROE',
          leftAt: 'FRONT DESK',
          to: 'reception',
          place: { city: 'MEMPHIS', region: 'TN', postalCode: '38118', country: 'US' },
        },
        weight: { value: 12.5, unit: 'lb' },
        references: [{ kind: 'shipment', value: 'ORDER 7781' }],
        related: [{ relation: 'sibling', trackingNumber: '1Z58F2A70312346022', carrier: 'ups' }],
        events: [
          '2024-03-04T14:01:02-06:00 place | pre_transit/label_created by code MP | US',
          '2024-03-04T17:30:00-06:00 carrier | in_transit/picked_up by code PU | DES MOINES IA US',
          '2024-03-06T05:12:00-06:00 carrier | in_transit/arrived_at_destination_facility by code DS | MEMPHIS TN US',
          '2024-03-06T10:30:15-06:00 carrier | delivered/delivered_to_reception by code KB | MEMPHIS TN 38118 US',
          '2024-03-08T09:15:00-06:00 carrier | info/claim by code DM | DES MOINES IA US',
        ],
      },
      {
        ...shipment,
        trackingNumber: '1Z58F2A70312346022',
        status: 'out_for_delivery',
        estimatedDelivery: { from: '2024-03-07', to: '2024-03-07' },
        references: [
          { kind: 'shipment', value: 'ORDER 7781' },
          { kind: 'package', value: 'BOX 2' },
        ],
        related: [{ relation: 'sibling', trackingNumber: '1Z58F2A70312346013', carrier: 'ups' }],
        events: [
          '2024-03-06T19:00:00-06:00 place | exception/weather_delay by code DJ | MEMPHIS TN US',
          '2024-03-07T08:11:00-06:00 place | out_for_delivery by text DS | MEMPHIS TN US',
        ],
      },
    ]);
    expect(outcomes.map((outcome) => outcome.ok && outcome.value.mapping)).toEqual([
      'ups.xml@2026.11',
      'ups.xml@2026.11',
    ]);
  });
});

describe('the same parcel in XML and in JSON', () => {
  it('has the same events', () => {
    const address = { city: 'Springfield', stateProvince: 'IL', countryCode: 'US' };
    const line = (type: string, code: string, time: string) => ({
      status: { type, code, description: 'WORDS' },
      location: { address },
      date: '20260108',
      time,
      gmtDate: '20260108',
      gmtTime: `${Number(time.slice(0, 2)) + 6}:00:00`,
      gmtOffset: '-06:00',
    });
    const scans = [
      ['X', '48', '170000'],
      ['I', 'OT', '080000'],
      ['I', 'AR', '060000'],
    ] as const;
    const json = trackingOfJson({
      trackResponse: {
        shipment: [
          {
            package: [{ trackingNumber: number, activity: scans.map(([type, code, time]) => line(type, code, time)) }],
          },
        ],
      },
    });
    const xml = trackingOf(
      body(
        scans
          .map(([type, code, time]) => {
            const more = `<GMTDate>2026-01-08</GMTDate><GMTTime>${Number(time.slice(0, 2)) + 6}:00:00</GMTTime><GMTOffset>-06:00</GMTOffset>`;
            return activity({ type, code, time, words: 'WORDS', more });
          })
          .join(''),
      ),
    );
    expect(xml.events).toEqual(json.events);
    expect(xml).toEqual({ ...json, mapping: xml.mapping });
  });
});

describe('statuses', () => {
  const left = (code: string) =>
    `<Code>${code}</Code><Description>THERE</Description><SignedForByName>ROE</SignedForByName>`;

  it.each([
    [{ type: 'M', code: 'MP' }, 'pre_transit label_created code'],
    [{ type: 'P', code: 'PU' }, 'in_transit picked_up code'],
    [{ type: 'I', code: 'DS', words: 'DESTINATION SCAN' }, 'in_transit arrived_at_destination_facility code'],
    [{ type: 'I', code: 'DS', words: 'OUT FOR DELIVERY' }, 'out_for_delivery text'],
    [{ type: 'X', code: '48' }, 'delivery_attempted recipient_unavailable code'],
    [{ type: 'X', code: 'KB' }, 'info code'],
    [{ type: 'X', code: '??' }, 'exception category'],
    [{ type: 'D', code: 'FS' }, 'delivered category'],
    [{ type: 'D', code: 'FS', left: left('ML') }, 'delivered delivered_to_safe_place code'],
    [{ type: 'D', code: 'KM', left: left('MG') }, 'delivered code'],
    [{ type: 'D', code: 'KM', left: left('2Q') }, 'available_for_pickup at_pickup_point code'],
    [{ type: 'D', code: 'KM', left: left('53') }, 'delivered category'],
    [{ type: 'D', code: '53', left: left('ML') }, 'exception refused code'],
    [{ type: 'I', code: 'AR', left: left('ML') }, 'in_transit arrived_at_facility code'],
    [{ type: '', code: '' }, 'unknown none'],
  ])('of %j', (line, expected) => {
    const [event] = trackingOf(body(activity(line))).events;
    expect([event?.status, event?.detail, event?.statusBasis].filter(Boolean).join(' ')).toBe(expected);
  });

  it('who signed and where it was left are those of the delivery', () => {
    const delivery = activity({ type: 'D', code: 'KM', left: left('M3') });
    expect(trackingOf(body(delivery)).delivery).toMatchObject({ signedBy: 'ROE', leftAt: 'THERE', to: 'reception' });
    expect(trackingOf(body(activity({ type: 'I', code: 'AR' })))).not.toHaveProperty('delivery');
  });

  it('a pickup dated after the delivery, and a label dated after the first scan, take nothing back', () => {
    const delivered = activity({ type: 'D', code: 'KM', time: '110000' });
    expect(trackingOf(body(delivered + activity({ type: 'P', code: 'PU', time: '140000' }))).status).toBe('delivered');
    const scanned = activity({ type: 'I', code: 'OR', time: '003800' });
    const label = activity({ type: 'M', code: 'MP', time: '061042' });
    expect(trackingOf(body(scanned + label))).toMatchObject({
      status: 'in_transit',
      detail: 'received_at_origin_facility',
    });
  });

  it('a scan that moves it after the delivery reopens it, a refund does not', () => {
    const delivered = activity({ type: 'D', code: 'KM', time: '110000' });
    expect(trackingOf(body(activity({ code: 'AR', time: '140000' }) + delivered)).status).toBe('in_transit');
    expect(trackingOf(body(activity({ type: 'X', code: 'DM', time: '140000' }) + delivered)).status).toBe('delivered');
  });

  it('activities out of order are put in order', () => {
    const scans = ['08', '12', '10'].map((hour) => activity({ code: 'AR', time: `${hour}0000` })).join('');
    expect(trackingOf(body(scans)).events.map(({ occurredAt }) => occurredAt?.slice(11, 13))).toEqual([
      '08',
      '10',
      '12',
    ]);
  });
});

describe('times and numbers', () => {
  it.each([
    [{}, '2026-01-08T12:00:00-06:00 place'],
    [{ more: '<GMTOffset>-07:00</GMTOffset>' }, '2026-01-08T12:00:00-07:00 carrier'],
    [{ more: '<GMTDate>2026-01-08</GMTDate><GMTTime>19:00:00</GMTTime>' }, '2026-01-08T12:00:00-07:00 carrier'],
    [{ time: '' }, '2026-01-08 none'],
    [{ date: '' }, 'undated none'],
  ])('%j', (line, expected) => {
    const [event] = trackingOf(body(activity(line))).events;
    expect(`${event?.occurredAt ?? 'undated'} ${event?.timeBasis}`).toBe(expected);
  });

  it('impossible ones are left out and reported by the names of the elements', () => {
    const scans = activity({ date: '20261399' }) + activity({ time: '996100' });
    const { events, issues } = trackingOf(body(scans));
    expect(events).toHaveLength(2);
    expect(issues?.map(({ path }) => path)).toEqual([
      'Shipment.0.Package.0.Activity.0.Date',
      'Shipment.0.Package.0.Activity.1.Time',
    ]);
  });

  it.each([
    ['52404   9069', '52404-9069'],
    ['774332681', '77433-2681'],
    ['30340', '30340'],
    ['SW1A   1AA', 'SW1A 1AA'],
    ['02139', '02139'],
  ])('the postal code %s is %s', (padded, expected) => {
    const shipTo = `<ShipTo><Address><PostalCode>${padded}</PostalCode></Address></ShipTo>`;
    expect(trackingOf(body('', shipTo)).destination?.postalCode).toBe(expected);
  });

  it('a package without a number bears that of its shipment', () => {
    const text = body(activity({}), '<ShipmentIdentificationNumber>1z58f2a70312346013</ShipmentIdentificationNumber>');
    expect(trackingOf(text.replace(`<TrackingNumber>${number}</TrackingNumber>`, '')).trackingNumber).toBe(
      '1Z58F2A70312346013',
    );
  });
});

describe('errors', () => {
  const error = (severity: string, code: string, more = '') =>
    `<Error><ErrorSeverity>${severity}</ErrorSeverity><ErrorCode>${code}</ErrorCode>${more}<ErrorDescription>words</ErrorDescription></Error>`;

  it.each([
    [error('Hard', '151018'), 'invalid_number 151018 lasting'],
    [error('Hard', '150022'), 'invalid_number 150022 lasting'],
    [error('Hard', '250003'), 'unauthorized 250003 lasting'],
    [error('Warning', '1') + error('Hard', '151018'), 'invalid_number 151018 lasting'],
    [error('Hard', '999'), 'unexpected_response 999 lasting'],
    [error('Transient', '999', '<MinimumRetrySeconds>30</MinimumRetrySeconds>'), 'carrier_unavailable 999 retryable'],
    ['', 'unexpected_response lasting'],
  ])('%s', (text, expected) => {
    expect(failure(text)).toEqual([{ trackingNumber: '', error: expected }]);
  });

  it('hold the time to come back where UPS tells it, and none of its words', () => {
    const text = error('Transient', '999', '<MinimumRetrySeconds>30</MinimumRetrySeconds>');
    const [outcome] = stored(
      `<TrackResponse><Response><ResponseStatusCode>0</ResponseStatusCode>${text}</Response></TrackResponse>`,
      upsFormats,
    ).outcomes;
    expect(outcome).toMatchObject({ ok: false, error: { retryAfterMs: 30_000 } });
    expect(outcome?.ok === false && outcome.error.message).not.toContain('words');
  });

  it('a shipment without a package is no word on its number', () => {
    const text = `<TrackResponse>${success}<Shipment><ShipmentIdentificationNumber>${number}</ShipmentIdentificationNumber></Shipment></TrackResponse>`;
    expect(stored(text, upsFormats).outcomes.map(stated)).toEqual([
      { trackingNumber: number, error: 'unexpected_response retryable' },
    ]);
  });

  it.each([
    ['cut short', body('').slice(0, -30)],
    ['with a document type', body('').replace('<Shipment>', '<!DOCTYPE x [<!ENTITY a "b">]><Shipment>')],
  ])('a text %s is unexpected', (_, text) => {
    const outcomes = stored(text, upsFormats).outcomes.map(stated);
    expect(outcomes).toEqual([{ trackingNumber: '', error: 'unexpected_response lasting' }]);
  });
});

describe('reading is total', () => {
  it('over answers with dropped, repeated, emptied, retyped, nested and cut elements', () => {
    fc.assert(
      fc.property(edits, (changes) => {
        for (const outcome of stored(mutated(recorded, changes), upsFormats).outcomes) {
          if (outcome.ok) expect(JSON.parse(JSON.stringify(outcome.value))).toEqual(outcome.value);
          else expect(isTrackingError(outcome.error)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('and one bad activity costs no other', () => {
    const broken =
      '<Activity><Status><StatusType><Code><a/><b/></Code></StatusType></Status><Date><c/><d/></Date></Activity>';
    const { events } = trackingOf(body(broken + activity({ code: 'OR' })));
    expect(events.map(({ code }) => code)).toContain('OR');
  });
});
