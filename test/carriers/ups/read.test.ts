import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { upsFormats } from 'waybill/carriers/ups';
import { activity, answer, bodyOf, carrier, number, only, outcomeOf, trackingOf } from './answers.ts';

const arrived = activity('I', 'AR', '005');
const delivered = activity('D', 'ML', '011');

function eventOf(more: object) {
  return trackingOf(bodyOf({ activity: [activity('I', 'AR', '005', more)] })).events[0];
}

describe('times', () => {
  it.each([
    ['the offset beside the local stamp', {}, '2026-01-08T12:00:00-06:00'],
    ['an offset with a dot', { gmtOffset: '-06.00' }, '2026-01-08T12:00:00-06:00'],
    [
      'the difference to the GMT stamp, with colons',
      { gmtOffset: undefined, gmtDate: '20260108', gmtTime: '18:00:00' },
      '2026-01-08T12:00:00-06:00',
    ],
    [
      'a GMT time that lost its leading zero',
      { gmtOffset: '', time: '020000', gmtDate: '20260108', gmtTime: '80000' },
      '2026-01-08T02:00:00-06:00',
    ],
    [
      'the offset where the GMT date was not rolled over',
      { time: '200000', gmtDate: '20260108', gmtTime: '02:00:00' },
      '2026-01-08T20:00:00-06:00',
    ],
    [
      'the place’s offset where the GMT date was not rolled over and none is given',
      { gmtOffset: null, time: '200000', gmtDate: '20260108', gmtTime: '01:00:00' },
      '2026-01-08T20:00:00-06:00',
    ],
    [
      'the place’s offset where local and GMT stamps of a place in the US cannot both be right',
      { gmtOffset: '', gmtDate: '20260108', gmtTime: '07:00:00' },
      '2026-01-08T12:00:00-06:00',
    ],
    ['the place’s offset instead of an impossible one', { gmtOffset: '-26:00' }, '2026-01-08T12:00:00-06:00'],
    ['the place’s offset where there is none', { gmtOffset: undefined }, '2026-01-08T12:00:00-06:00'],
    ['a date only where the time is empty', { time: '' }, '2026-01-08'],
    ['a date only where the time is missing', { time: undefined }, '2026-01-08'],
    [
      'the instant where there is no local stamp',
      { date: '', time: '', gmtDate: '20260108', gmtTime: '18:00:00' },
      '2026-01-08T18:00:00Z',
    ],
  ])('are read with %s', (what, more, expected) => {
    const stated = /[Z+]|-\d\d:\d\d$/.test(expected.slice(19)) ? 'carrier' : 'none';
    expect(eventOf(more)).toMatchObject({
      occurredAt: expected,
      timeBasis: what.startsWith('the place’s offset') ? 'place' : stated,
    });
  });

  it('that are impossible are left out and reported, and cost no other event', () => {
    const wrong = activity('I', 'DP', '005', { date: '20261399' });
    const late = activity('I', 'OT', '021', { time: '996100' });
    const { events, issues } = trackingOf(bodyOf({ activity: [late, wrong, arrived] }));
    expect(events.map(({ occurredAt }) => occurredAt)).toEqual(['2026-01-08T12:00:00-06:00', undefined, '2026-01-08']);
    expect(issues?.map(({ path }) => path)).toEqual([
      'trackResponse.shipment.0.package.0.activity.0.time',
      'trackResponse.shipment.0.package.0.activity.1.date',
    ]);
  });
});

describe('events', () => {
  it('are oldest first, trimmed, with the code, the status code, the building and an id of type and code', () => {
    const { events } = trackingOf(bodyOf({ activity: [activity('I', 'AR', '005', { date: '20260109' }), delivered] }));
    expect(events.map(({ id }) => id)).toEqual([
      '2026-01-08T12:00:00.D_ML.SPRINGFIELD-US',
      '2026-01-09T12:00:00.I_AR.SPRINGFIELD-US',
    ]);
    expect(events[1]).toMatchObject({
      code: 'AR',
      reasonCode: '005',
      description: 'AR',
      place: { city: 'Springfield', region: 'IL', country: 'US', facility: '0001' },
    });
  });

  it('that are sent twice are one', () => {
    expect(trackingOf(bodyOf({ activity: [arrived, arrived] })).events).toHaveLength(1);
  });

  it('of codes that nobody knows keep the code and are unknown', () => {
    const { events, status } = trackingOf(bodyOf({ activity: [activity('Q', 'QQ', '999')] }));
    expect(events[0]).toMatchObject({ status: 'unknown', statusBasis: 'none', code: 'QQ' });
    expect(status).toBe('unknown');
  });

  it('may come as one object instead of a list, at every level', () => {
    const body = { trackResponse: { shipment: { inquiryNumber: number, package: { activity: delivered } } } };
    expect(trackingOf(body)).toMatchObject({ trackingNumber: number, status: 'delivered' });
  });

  it('keep the country by either name, and leave out what is no code', () => {
    const placed = (address: object) => eventOf({ location: { address } })?.place;
    expect(placed({ country: 'US' })).toEqual({ country: 'US' });
    expect(placed({ city: 'Paris', country: 'France', countryCode: '' })).toEqual({ city: 'Paris' });
    expect(placed({})).toBeUndefined();
  });
});

describe('the status of the parcel', () => {
  it('is the current one, whose code has three digits, refined by the newest event', () => {
    const body = bodyOf({ currentStatus: { description: 'On the Way', code: '005' }, activity: [arrived] });
    expect(trackingOf(body)).toMatchObject({ status: 'in_transit', detail: 'arrived_at_facility' });
  });

  it('is the package’s own status code where there is no current status', () => {
    expect(trackingOf(bodyOf({ statusCode: '017', activity: [arrived] })).status).toBe('available_for_pickup');
  });

  it('stays delivered when a refund or a damage is noted later', () => {
    const notes = [activity('X', 'K5', '013', { date: '20260112' }), activity('X', 'HD', '059', { date: '20260111' })];
    expect(trackingOf(bodyOf({ activity: [...notes, delivered] })).status).toBe('delivered');
  });

  it('is returned when a parcel on its way back is delivered', () => {
    const back = activity('X', 'UF', '035', { date: '20260107' });
    const { status, delivery } = trackingOf(bodyOf({ activity: [delivered, back] }));
    expect(status).toBe('returned');
    expect(delivery?.at).toBe('2026-01-08T12:00:00-06:00');
  });

  it('is delivered for an archived parcel of which only the day is left', () => {
    expect(trackingOf(bodyOf({ deliveryDate: [{ type: 'DEL', date: '20260108' }], activity: [] }))).toMatchObject({
      status: 'delivered',
      delivery: { at: '2026-01-08' },
    });
  });

  it('waits at an access point though UPS calls it delivered there', () => {
    const parcel = {
      activity: [activity('D', '2Q', '011')],
      deliveryDate: [{ type: 'DEL', date: '20260108' }],
      accessPointInformation: { pickupByDate: '20260115' },
    };
    const tracking = trackingOf(bodyOf(parcel));
    expect(tracking).toMatchObject({
      status: 'available_for_pickup',
      detail: 'at_pickup_point',
      pickupBy: '2026-01-15',
    });
    expect(tracking.delivery).toBeUndefined();
  });
});

describe('forecasts', () => {
  const day = { from: '2026-01-12', to: '2026-01-12' };
  const scheduled = [{ type: 'SDD', date: '20260112' }];
  const forecast = (deliveryDate: unknown, deliveryTime?: object) => {
    const { estimatedDelivery, promisedDelivery } = trackingOf(
      bodyOf({ deliveryDate, deliveryTime, activity: [arrived] }),
    );
    return { estimatedDelivery, promisedDelivery };
  };

  it('are the scheduled day, promised and expected alike', () => {
    expect(forecast(scheduled, { type: 'EOD' })).toEqual({ estimatedDelivery: day, promisedDelivery: day });
  });

  it('prefer the day it was moved to, and keep the promise', () => {
    const both = [...scheduled, { type: 'RDD', date: '20260114' }];
    expect(forecast(both)).toEqual({
      estimatedDelivery: { from: '2026-01-14', to: '2026-01-14' },
      promisedDelivery: day,
    });
  });

  it('have a window of clocks at the destination, or a time to commit to', () => {
    const window = { from: '2026-01-12T09:30:00', to: '2026-01-12T13:30:00' };
    for (const type of ['EDW', 'CDW', 'IDW']) {
      expect(forecast(scheduled, { type, startTime: '093000', endTime: '133000' }).estimatedDelivery).toEqual(window);
    }
    const by = { to: '2026-01-12T10:30:00' };
    expect(forecast(scheduled, { type: 'CMT', endTime: '103000' })).toEqual({
      estimatedDelivery: by,
      promisedDelivery: by,
    });
  });

  it('do not mix the time of a delivery with another day, nor a window that ends before it starts', () => {
    expect(forecast(scheduled, { type: 'DEL', endTime: '103000' }).estimatedDelivery).toEqual(day);
    const turned = { type: 'EDW', startTime: '150000', endTime: '110000' };
    expect(forecast(scheduled, turned).estimatedDelivery).toEqual(day);
  });

  it('are absent for what UPS sends instead of nothing', () => {
    for (const nothing of [[], null, '', [null], [{}], [{ type: '', date: '' }], undefined]) {
      expect(forecast(nothing)).toEqual({ estimatedDelivery: undefined, promisedDelivery: undefined });
    }
  });

  it('are never the day of the delivery', () => {
    expect(forecast([{ type: 'DEL', date: '20260108' }])).toEqual({
      estimatedDelivery: undefined,
      promisedDelivery: undefined,
    });
  });
});

describe('delivery', () => {
  const facts = (deliveryInformation: object, activities: readonly object[] = [delivered]) =>
    trackingOf(bodyOf({ deliveryInformation, activity: activities })).delivery;

  it('knows when, by whom, where and which proofs there are, and keeps no image', () => {
    const image = 'aW1hZ2U=';
    const tracking = trackingOf(
      bodyOf({
        activity: [delivered],
        deliveryInformation: {
          location: 'Front Door',
          receivedBy: 'DOE',
          signature: { image },
          pod: { content: image },
          deliveryPhoto: { photo: image, photoCaptureInd: 'Y', photoDispositionCode: 'V' },
        },
      }),
    );
    expect(tracking.delivery).toEqual({
      at: '2026-01-08T12:00:00-06:00',
      signedBy: 'DOE',
      leftAt: 'Front Door',
      to: 'safe_place',
      place: { city: 'Springfield', region: 'IL', country: 'US', facility: '0001' },
      proof: [{ kind: 'signature' }, { kind: 'photo' }, { kind: 'document' }],
    });
    expect(JSON.stringify(tracking)).not.toContain(image);
  });

  it('is none before the delivery, though its container is there from the first day', () => {
    expect(facts({ deliveryPhoto: { isNonPostalCodeCountry: false } }, [arrived])).toBeUndefined();
  });

  it('knows of a photo that was taken and may be seen, though it is not in the answer', () => {
    const photo = (photoDispositionCode: string) =>
      facts({ deliveryPhoto: { photoCaptureInd: 'Y', photoDispositionCode } })?.proof;
    expect(photo('V')).toEqual([{ kind: 'photo' }]);
    expect(photo('N')).toBeUndefined();
    expect(photo('U')).toBeUndefined();
  });

  it.each([
    ['FS', 'Front Desk', 'reception'],
    ['FS', 'Neighbor', 'neighbour'],
    ['FS', 'Mailbox', 'mailbox'],
    ['FS', 'Met Customer Woman', 'recipient'],
    ['FS', 'UPS Access Point', 'pickup_point'],
    ['FS', 'Delivery Photo', undefined],
    ['3H', 'Front Door', 'neighbour'],
    ['P5', '', 'locker'],
  ])('code %s at "%s" is to %s', (code, location, to) => {
    expect(facts({ location }, [activity('D', code, '011')])?.to).toBe(to);
  });

  it('takes the day and the time of the package where the scan has none', () => {
    const undated = activity('D', 'FS', '011', { date: '', time: '' });
    const parcel = {
      activity: [undated],
      deliveryDate: [{ type: 'DEL', date: '20260108' }],
      deliveryTime: { type: 'DEL', endTime: '163000' },
    };
    expect(trackingOf(bodyOf(parcel)).delivery?.at).toBe('2026-01-08T16:30:00');
  });
});

describe('facts', () => {
  it('hold all that UPS tells', () => {
    const tracking = trackingOf(
      bodyOf(
        {
          activity: [arrived],
          service: { code: '518', levelCode: '003', description: 'UPS Ground' },
          weight: { weight: '2.50', unitOfMeasurement: 'LBS' },
          dimension: { length: '15.00', width: '10.00', height: '5.50', unitOfDimension: 'IN' },
          referenceNumber: [
            { type: 'SHIPMENT', number: 'ORDER-7', code: '01' },
            { type: 'PACKAGE', number: '' },
          ],
          packageAddress: [
            { type: 'ORIGIN', address: { city: 'ALBANY', stateProvince: 'NY', countryCode: 'US' } },
            {
              type: 'DESTINATION',
              name: 'Someone',
              address: { addressLine1: '1 Main St', city: 'SALEM', country: 'US' },
            },
          ],
          packageCount: 3,
          alternateTrackingNumber: [
            { type: 'USPS_PIC', number: '9261290100000000000005' },
            { number: '1Z999AA10123456793' },
            { type: '', number },
          ],
          taxIndicator: 'false',
        },
        { pickupDate: '20260105', shipmentType: 'S' },
      ),
    );
    expect(tracking).toMatchObject({
      carrier: 'ups',
      mapping: 'ups.track-v1@2026.11',
      shippedAt: '2026-01-05',
      service: { code: '518', name: 'UPS Ground' },
      weight: { value: 2.5, unit: 'lb' },
      dimensions: { length: 15, width: 10, height: 5.5, unit: 'in' },
      references: [{ kind: 'shipment', value: 'ORDER-7' }],
      origin: { city: 'ALBANY', region: 'NY', country: 'US' },
      destination: { city: 'SALEM', country: 'US' },
      pieceCount: 3,
      related: [
        { relation: 'last_mile', trackingNumber: '9261290100000000000005', carrier: 'usps' },
        { relation: 'other', trackingNumber: '1Z999AA10123456793', carrier: 'ups' },
      ],
    });
    expect(JSON.stringify(tracking)).not.toMatch(/Someone|Main St/);
  });

  it('are absent for empty values', () => {
    const nothing = {
      activity: [arrived],
      service: {},
      weight: { weight: '', unitOfMeasurement: 'LBS' },
      dimension: { unitOfDimension: 'IN' },
      packageAddress: [{ type: 'ORIGIN', address: {} }],
      referenceNumber: [{}],
      packageCount: 0,
      accessPointInformation: { pickupByDate: '' },
    };
    const known = ['carrier', 'trackingNumber', 'status', 'detail', 'events', 'url', 'mapping'];
    expect(Object.keys(trackingOf(bodyOf(nothing))).sort()).toEqual(known.sort());
  });
});

describe('several packages and shipments', () => {
  const other = '1Z999AA10123456793';
  const shipment = (trackingNumber: string, pickupDate: string, code: string, more: object = {}) => ({
    inquiryNumber: number,
    pickupDate,
    package: [{ trackingNumber, activity: [activity('I', code, undefined, { date: pickupDate })], ...more }],
  });
  const ask = (shipments: readonly object[], hints: object = {}) => {
    const outcome = only(
      carrier.read(answer({ trackResponse: { shipment: shipments } }), [{ trackingNumber: number, ...hints }]),
    );
    if (!outcome.ok) throw outcome.error;
    return outcome.value;
  };

  it('gives the package asked for, with the others beside it', () => {
    const parcels = [
      { trackingNumber: other, weight: { weight: '1', unitOfMeasurement: 'KGS' }, activity: [delivered] },
      { trackingNumber: number, activity: [arrived] },
    ];
    const tracking = trackingOf({ trackResponse: { shipment: [{ inquiryNumber: number, package: parcels }] } });
    expect(tracking).toMatchObject({
      trackingNumber: number,
      status: 'in_transit',
      pieces: [
        { trackingNumber: other, status: 'delivered', weight: { value: 1, unit: 'kg' } },
        { trackingNumber: number, status: 'in_transit' },
      ],
      related: [{ relation: 'sibling', trackingNumber: other, carrier: 'ups' }],
    });
  });

  const reused = [shipment(number, '20250105', 'OT'), shipment(number, '20260105', 'AR')];

  it.each([
    [{}, '2026-01-05', 'newest'],
    [{ shippedBefore: '2025-12-31' }, '2025-01-05', 'ship_date'],
    [{ shippedAfter: '2025-12-31' }, '2026-01-05', 'ship_date'],
    [{ uniqueId: `${number}~2025-01-05` }, '2025-01-05', 'unique_id'],
    [{ shippedAfter: '2027-01-01' }, '2026-01-05', 'newest'],
  ])('of a number used twice chooses by %j', (hints, shippedAt, because) => {
    const tracking = ask(reused, hints);
    expect(tracking).toMatchObject({ shippedAt, uniqueId: `${number}~${shippedAt}` });
    expect(tracking.candidates).toHaveLength(2);
    expect(tracking.candidates?.filter(({ chosen }) => chosen)).toEqual([
      expect.objectContaining({ because, shippedAt }),
    ]);
  });

  it('of a reference shared by shipments chooses by postal code', () => {
    const to = (postalCode: string) => ({ packageAddress: [{ type: 'DESTINATION', address: { postalCode } }] });
    const shipments = [
      shipment('1Z999AA10123456793', '20260104', 'AR', to('12207')),
      shipment('1Z999AA10123456802', '20260105', 'AR', to('84101')),
    ];
    expect(ask(shipments, { postalCode: '12207' }).trackingNumber).toBe('1Z999AA10123456793');
    expect(ask(shipments).trackingNumber).toBe('1Z999AA10123456802');
  });

  it('takes no shipment without a package for a candidate', () => {
    const [first] = reused;
    expect(ask([{ inquiryNumber: number, warnings: [{ code: 'TW0001' }] }, first ?? {}]).candidates).toBeUndefined();
  });
});

describe('stored payloads', () => {
  it('give an outcome for every package and for every number that was not found', () => {
    const body = {
      trackResponse: {
        shipment: [
          {
            inquiryNumber: number,
            package: [{ trackingNumber: number, activity: [delivered] }, { trackingNumber: 'B' }],
          },
          { inquiryNumber: '1Z999AA10123456793', warnings: [{ code: 'TW0001' }] },
        ],
      },
    };
    const outcomes = readPayload(JSON.stringify(body), upsFormats);
    expect(outcomes.map(({ trackingNumber, ok }) => [trackingNumber, ok])).toEqual([
      [number, true],
      ['B', true],
      ['1Z999AA10123456793', false],
    ]);
  });

  it('give the error that they hold', () => {
    const [outcome] = readPayload('{"response":{"errors":[{"code":"TV1002"}]}}', upsFormats);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'invalid_number' } });
  });

  it.each(['{}', '[]', '{"output":{}}', '{"error":{"code":"404"}}', '{"shipments":[]}', '<x/>', 'null'])(
    'are not taken for UPS’s: %s',
    (body) => {
      expect(readPayload(body, upsFormats)).toEqual([
        expect.objectContaining({
          ok: false,
          error: expect.objectContaining({ message: expect.stringMatching(/no format/) }),
        }),
      ]);
    },
  );

  it('read as the live answer does', () => {
    const body = bodyOf({ activity: [delivered, arrived] });
    expect(readPayload(JSON.stringify(body), upsFormats)).toEqual([outcomeOf(body)]);
  });
});

describe('reading is total', () => {
  const sample = bodyOf({
    activity: [delivered, arrived],
    currentStatus: { code: '011' },
    deliveryDate: [{ type: 'SDD', date: '20260112' }],
    deliveryTime: { type: 'EDW', startTime: '090000', endTime: '120000' },
    deliveryInformation: { location: 'Porch', deliveryPhoto: { photo: 'x' } },
    packageAddress: [{ type: 'ORIGIN', address: { city: 'ALBANY' } }],
    weight: { weight: '1', unitOfMeasurement: 'LBS' },
    referenceNumber: [{ type: 'PACKAGE', number: 'R' }],
    packageCount: 2,
  });
  const text = JSON.stringify(sample);

  it('over cut text', () => {
    for (let end = 0; end < text.length; end += 7) {
      const outcome = outcomeOf(text.slice(0, end));
      expect(outcome).toMatchObject({ ok: false, error: { code: 'unexpected_response' } });
    }
  });

  it('over fields of any other type, dropped or doubled', () => {
    const paths = pathsOf(sample);
    const wrong = fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.constant('20261399'), fc.constant('99'));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...paths), wrong), { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = structuredClone(sample);
        for (const [path, value] of changes) change(changed, path, value);
        const outcome = outcomeOf(changed);
        if (outcome.ok) expect(JSON.parse(JSON.stringify(outcome.value))).toEqual(outcome.value);
        else expect(outcome.error.name).toBe('TrackingError');
      }),
      { numRuns: 400 },
    );
  });

  it('and one bad activity costs no other', () => {
    const { events, issues } = trackingOf(bodyOf({ activity: ['nonsense', 7, arrived, { status: 'gone', date: 5 }] }));
    expect(events.map(({ code }) => code)).toContain('AR');
    expect(issues?.length).toBeGreaterThan(2);
  });
});

type Path = readonly string[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, held]) => [[...path, key], ...pathsOf(held, [...path, key])]);
}

function change(tree: object, path: Path, value: unknown): void {
  let held: unknown = tree;
  for (const key of path.slice(0, -1)) {
    if (typeof held !== 'object' || held === null) return;
    held = Reflect.get(held, key);
  }
  if (typeof held === 'object' && held !== null) Reflect.set(held, path.at(-1) ?? '', value);
}
