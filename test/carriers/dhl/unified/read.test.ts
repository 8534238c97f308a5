import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePayload } from 'waybill/kit';
import { dhlFormats } from '../../../../carriers/dhl/index.ts';
import { answer, line, outcomeOf, outcomesOf, read, shipment, waybill } from './payloads.ts';

function recording(name: string): string {
  return readFileSync(new URL(`../../../recordings/dhl/${name}.json`, import.meta.url), 'utf8');
}

function stored(body: string) {
  const [format] = dhlFormats;
  const payload = parsePayload(body);
  if (format === undefined || !format.matches(payload)) throw new Error('not recognized');
  return format.read(payload);
}

describe('history', () => {
  it('turns newest first into oldest first and keeps what times have', () => {
    const { events } = read([
      shipment({
        events: [
          line({ status: 'OK', timestamp: '2026-11-21T09:00:00.331986369+01:00' }),
          line({ status: 'WC', timestamp: '2026-11-21T07:00:00Z' }),
          line({ status: 'PU', timestamp: '2026-11-20T14:15:00' }),
        ],
      }),
    ]);
    expect(events.map(({ occurredAt, timeBasis }) => [occurredAt, timeBasis])).toEqual([
      ['2026-11-20T14:15:00', 'none'],
      ['2026-11-21T07:00:00Z', 'carrier'],
      ['2026-11-21T09:00:00.331986369+01:00', 'carrier'],
    ]);
  });

  it('keeps an event with an impossible time, and says where it was', () => {
    const { events, issues } = read([shipment({ events: [line({ timestamp: '2026-20-10T09:00:00', status: 'PU' })] })]);
    expect(events).toHaveLength(1);
    expect(events[0]?.occurredAt).toBeUndefined();
    expect(issues).toEqual([
      { path: 'shipments.0.events.0.timestamp', expected: 'a time', seen: 'a time we cannot read' },
    ]);
  });

  it('has the newest state for its history where there is no other', () => {
    const tracking = read([{ id: waybill, service: 'express', status: line({ status: 'WC' }) }]);
    expect(tracking.events).toHaveLength(1);
    expect(tracking.status).toBe('out_for_delivery');
  });

  it('gives an event one id in every language', () => {
    const [english, german] = ['The parcel has been delivered', 'Das Paket wurde zugestellt'].map((status) => {
      const event = line({ status, description: status, statusCode: 'delivered' });
      return read([shipment({ service: 'parcel-de', events: [event] })]).events[0];
    });
    expect(english?.id).toBe('2026-11-20T14:15:00.delivered');
    expect(german?.id).toBe(english?.id);
    expect([english?.status, german?.status]).toEqual(['delivered', 'delivered']);
  });

  it('reads events without statusCode, as Global Forwarding sends them', () => {
    const events = [{ timestamp: '2026-01-28T23:16:00', description: 'Gated out at Port/Terminal' }];
    expect(read([shipment({ service: 'dgf', events })]).events[0]).toMatchObject({
      status: 'in_transit',
      description: 'Gated out at Port/Terminal',
      occurredAt: '2026-01-28T23:16:00',
    });
  });

  it('does not let a category overrule the history', () => {
    const events = [line({ status: 'NOT_HOME', statusCode: 'failure' })];
    const tracking = read([shipment({ service: 'parcel-nl', events, status: line({ statusCode: 'transit' }) })]);
    expect(tracking.status).toBe('delivery_attempted');
  });
});

describe('facts', () => {
  it('takes an id that is a number for text', () => {
    expect(read([shipment({ id: 7777777770 })]).trackingNumber).toBe('7777777770');
  });

  it('answers with the shipment’s number where a piece was asked for', () => {
    const outcome = outcomeOf(answer({ shipments: [shipment({})] }), { trackingNumber: 'JD014600001234567890' });
    expect(outcome.trackingNumber).toBe('JD014600001234567890');
    expect(outcome.ok && outcome.value.trackingNumber).toBe(waybill);
  });

  it.each([
    [
      { estimatedDeliveryTimeFrame: { estimatedFrom: '2026-11-24T06:00:00', estimatedThrough: '2026-11-24T16:00:00' } },
      { from: '2026-11-24T06:00:00', to: '2026-11-24T16:00:00' },
    ],
    [{ estimatedTimeOfDelivery: '2026-11-24T23:59:00' }, { from: '2026-11-24', to: '2026-11-24' }],
    [
      { estimatedTimeOfDelivery: '2026-11-24T00:00:00Z', estimatedTimeOfDeliveryRemark: 'By End of Day' },
      { from: '2026-11-24', to: '2026-11-24' },
    ],
    [{ estimatedTimeOfDelivery: '2026-11-24T12:00:00+01:00' }, { to: '2026-11-24T12:00:00+01:00' }],
    [{ estimatedTimeOfDelivery: 'soon' }, undefined],
  ])('forecast %j', (fields, window) => {
    expect(read([shipment(fields)]).estimatedDelivery).toEqual(window);
  });

  it('keeps the last forecast of what is delivered', () => {
    const events = [line({ status: 'OK' })];
    expect(read([shipment({ events, estimatedTimeOfDelivery: '2026-11-24T12:00:00Z' })]).estimatedDelivery).toEqual({
      to: '2026-11-24T12:00:00Z',
    });
  });

  it('tells the delivery and its proofs, and takes no word for a link', () => {
    const events = [line({ status: 'OK', location: { address: { addressLocality: 'Bonn', countryCode: 'DE' } } })];
    const proofOfDelivery = {
      timestamp: '2026-11-20T14:14:00',
      documentUrl: 'https://webpod.dhl.com/pod?token=t',
      signatureUrl: 'string',
      signed: { '@type': 'Person', givenName: 'Ada', familyName: 'Muster' },
    };
    const details = { proofOfDelivery, proofOfDeliverySignedAvailable: true };
    expect(read([shipment({ events, details })]).delivery).toEqual({
      at: '2026-11-20T14:14:00',
      signedBy: 'Ada Muster',
      place: { city: 'Bonn', country: 'DE' },
      proof: [{ kind: 'document', url: 'https://webpod.dhl.com/pod?token=t' }, { kind: 'signature' }],
    });
  });

  it('takes delivery with the return flag for a return', () => {
    const events = [line({ status: 'OK' })];
    expect(read([shipment({ events, returnFlag: true })])).toMatchObject({
      status: 'returned',
      delivery: { to: 'sender' },
    });
    expect(read([shipment({ events, returnFlag: false })]).status).toBe('delivered');
  });

  it.each([
    ['kg', 'kg'],
    ['KGM', 'kg'],
    ['lbs', 'lb'],
    ['LBR', 'lb'],
    ['g', 'g'],
    ['oz', 'oz'],
    ['stone', undefined],
  ])('weighs in %s', (unitText, unit) => {
    const { weight } = read([shipment({ details: { weight: { value: 2.5, unitText } } })]);
    expect(weight).toEqual(unit && { value: 2.5, unit });
  });

  it('measures in one unit or not at all, and takes 0 for nothing', () => {
    const side = (value: number, unitText = 'm') => ({ value, unitText });
    const dimensions = { length: side(0.4), width: side(0.3), height: side(0.1) };
    expect(read([shipment({ details: { dimensions } })]).dimensions).toEqual({
      length: 0.4,
      width: 0.3,
      height: 0.1,
      unit: 'm',
    });
    const mixed = { ...dimensions, width: side(30, 'cm') };
    const flat = { ...dimensions, height: side(0) };
    for (const each of [mixed, flat])
      expect(read([shipment({ details: { dimensions: each } })]).dimensions).toBeUndefined();
    const nothing = read([shipment({ details: { weight: side(0, 'KG'), totalNumberOfPieces: 0 } })]);
    expect([nothing.weight, nothing.pieceCount]).toEqual([undefined, undefined]);
  });

  it('reads references as a list, and as the bare object of older answers', () => {
    const one = { number: 'A-1', type: 'customer-reference' };
    for (const references of [one, [one]]) {
      expect(read([shipment({ details: { references } })]).references).toEqual([
        { kind: 'customer_reference', value: 'A-1' },
      ]);
    }
  });

  it.each([
    ['9261290000000000000030', 'bpost', 'usps'],
    ['00340434292135100124', 'parcel-de', 'dhl'],
    ['123', 'bpost', undefined],
  ])('hands over to the last mile: %s', (number, destinationProvider, carrier) => {
    const details = { provider: { destinationProvider }, references: [{ number, type: 'local-tracking-number' }] };
    const { related, references } = read([shipment({ details })]);
    expect(related).toEqual([{ relation: 'last_mile', trackingNumber: number, ...(carrier && { carrier }) }]);
    expect(references).toBeUndefined();
  });

  it('shows the label of a single piece, but not the number again', () => {
    const express = read([shipment({ details: { pieceIds: ['JD014600001234567890'] } })]);
    expect(express.related).toEqual([
      { relation: 'duplicate', trackingNumber: 'JD014600001234567890', carrier: 'dhl' },
    ]);
    const parcel = shipment({
      id: '00340434292135100124',
      service: 'parcel-de',
      details: { pieceIds: ['340434292135100124'] },
    });
    expect(read([parcel]).related).toBeUndefined();
  });

  it('names the division where there is no product', () => {
    expect(read([shipment({})]).service).toEqual({ code: 'express', name: 'DHL Express' });
    const product = { productCode: 'V01', productName: 'DHL PAKET' };
    expect(read([shipment({ details: { product } })]).service).toEqual({ code: 'V01', name: 'DHL PAKET' });
    const unknown = { productName: 'UNKNOWN - Product unknown' };
    expect(read([shipment({ details: { product: unknown } })]).service?.name).toBe('DHL Express');
  });

  it('opens the division’s own page, without its campaign', () => {
    const serviceUrl = 'https://www.dhl.de/de/privatkunden.html?piececode=1&cid=c_dhl_1&lang=de';
    expect(read([shipment({ serviceUrl })]).url).toBe('https://www.dhl.de/de/privatkunden.html?piececode=1&lang=de');
    expect(read([shipment({ serviceUrl: 'https://www.dhl.de/x?cid=1' })]).url).toBe('https://www.dhl.de/x');
    expect(read([shipment({ serviceUrl: 'javascript:alert(1)' })]).url).toContain(`tracking-id=${waybill}`);
  });

  it('reads places in the ways of the divisions', () => {
    const places = [
      [{ address: { addressLocality: 'Radefeld, Germany' } }, { city: 'Radefeld', country: 'DE' }],
      [{ address: { addressLocality: 'Deutschland' } }, { country: 'DE' }],
      [
        { address: { addressLocality: 'Wilmette, IL, US', postalCode: 60091 } },
        { city: 'Wilmette', region: 'IL', postalCode: '60091', country: 'US' },
      ],
      [
        { address: { addressLocality: 'Bonn', countryCode: 'DEU' }, servicePoint: { label: 'Kiosk 1' } },
        { city: 'Bonn', facility: 'Kiosk 1' },
      ],
      [{ address: {} }, undefined],
    ] as const;
    for (const [location, place] of places) {
      expect(read([shipment({ events: [line({ status: 'PL', location })] })]).events[0]?.place).toEqual(place);
    }
  });

  it('reads the ship date', () => {
    expect(read([shipment({ pickUpDate: '2026-11-19T16:00:00+01:00' })]).shippedAt).toBe('2026-11-19T16:00:00+01:00');
  });
});

describe('pieces', () => {
  const pieceIds = ['JD01A', 'JD01B'];

  it('goes through the lines that name a piece, and those that name none', () => {
    const events = [
      line({ status: 'OK', pieceIds: ['JD01A'], timestamp: '2026-11-22T10:00:00Z' }),
      line({ status: 'OH', pieceIds: ['JD01B'], timestamp: '2026-11-21T10:00:00Z' }),
      line({ status: 'PU', timestamp: '2026-11-20T10:00:00Z' }),
    ];
    const { pieces, pieceCount } = read([shipment({ events, details: { pieceIds, totalNumberOfPieces: 2 } })]);
    expect(pieceCount).toBe(2);
    expect(pieces?.map(({ trackingNumber, status, events: own }) => [trackingNumber, status, own?.length])).toEqual([
      ['JD01A', 'delivered', 2],
      ['JD01B', 'exception', 2],
    ]);
  });

  it('has no state for pieces of which nothing is told', () => {
    expect(read([shipment({ details: { pieceIds } })]).pieces).toEqual(
      pieceIds.map((trackingNumber) => ({ trackingNumber })),
    );
  });
});

describe('several shipments under one number', () => {
  const { shipments } = JSON.parse(recording('ecommerce.several'));

  it('takes the one with the newest state and shows the others', () => {
    const tracking = read(shipments);
    expect(tracking).toMatchObject({ status: 'out_for_delivery', uniqueId: 'ecommerce~40417~1000000000000048' });
    expect(tracking.candidates?.map(({ chosen, because, service }) => [chosen, because, service])).toEqual([
      [false, undefined, 'ecommerce'],
      [true, 'newest', 'ecommerce'],
      [false, undefined, 'dgf'],
    ]);
  });

  it.each([
    [{ uniqueId: 'ecommerce~40417~1000000000000031' }, 'unique_id', '43004'],
    [{ postalCode: '43004' }, 'postal_code', '43004'],
    [{ shippedAfter: '2026-05-01', shippedBefore: '2026-05-31' }, 'ship_date', '43004'],
    [{ postalCode: '00000', shippedAfter: '2030-01-01' }, 'newest', '97005'],
  ])('is told which by %j', (inquiry, because, postalCode) => {
    const tracking = read(shipments, inquiry);
    expect(tracking.destination?.postalCode).toBe(postalCode);
    expect(tracking.candidates?.find(({ chosen }) => chosen)?.because).toBe(because);
  });

  it('looks only at the division that was asked for', () => {
    const tracking = read(shipments, {}, 'dgf');
    expect(tracking.destination?.country).toBe('NZ');
    expect(tracking.candidates).toBeUndefined();
    expect(outcomesOf(answer({ shipments }), {}, 'express')).toEqual([]);
  });

  it('groups a stored answer by number', () => {
    const outcomes = stored(JSON.stringify({ shipments: [...shipments, shipment({})] }));
    expect(outcomes.map(({ trackingNumber }) => trackingNumber)).toEqual(['40417', waybill]);
    expect(outcomes[0]?.ok && outcomes[0].value.candidates).toHaveLength(3);
  });

  it('tells where eCommerce left it', () => {
    expect(read(shipments, { postalCode: '43004' })).toMatchObject({
      detail: 'delivered_to_safe_place',
      delivery: { leftAt: 'FRONT DOOR/PORCH', to: 'safe_place', at: '2026-05-11T13:04:00-04:00' },
      related: [{ relation: 'last_mile', trackingNumber: '9261290000000000000030', carrier: 'usps' }],
      weight: { value: 0.8, unit: 'lb' },
    });
  });
});

describe('a return of Parcel NL', () => {
  const [outcome] = stored(recording('parcel-nl.returned'));
  const tracking = outcome?.ok ? outcome.value : undefined;

  it('ends with the sender, though DHL calls it transit', () => {
    expect(tracking).toMatchObject({ status: 'returned', delivery: { to: 'sender', at: '2026-06-12T10:24:00+02:00' } });
    expect(tracking?.estimatedDelivery).toMatchObject({ from: '2026-06-03T06:00:00' });
  });

  it('goes back under the number in the remark', () => {
    expect(tracking?.related).toEqual([
      { relation: 'return', trackingNumber: 'JVGL06010000000000000024', carrier: 'dhl' },
    ]);
    const started = tracking?.events.find(({ code }) => code === 'RETURNED_TO_SHIPPER');
    expect(started?.description).toBe('RETURNED_TO_SHIPPER');
  });

  it('waited at the shop only once the recipient was told', () => {
    const at = tracking?.events.filter(({ status }) => status === 'available_for_pickup');
    expect(at?.map(({ occurredAt }) => occurredAt)).toEqual(['2026-06-04T11:51:50+02:00']);
  });
});

describe('recognition', () => {
  const matches = (value: unknown) => dhlFormats[0]?.matches(parsePayload(JSON.stringify(value)));

  it('knows its answers and problems', () => {
    expect(matches({ shipments: [shipment({})] })).toBe(true);
    expect(matches({ shipments: [] })).toBe(true);
    expect(matches({ status: 404, title: 'No result found', detail: 'x' })).toBe(true);
  });

  it('leaves MyDHL, pushes and others alone', () => {
    expect(matches({ shipments: [{ shipmentTrackingNumber: waybill, status: 'Success', events: [] }] })).toBe(false);
    expect(matches({ status: '404', title: 'Not Found', detail: 'x', message: 'y' })).toBe(false);
    expect(matches({ scope: 'subscription.push', shipments: [shipment({})] })).toBe(false);
    expect(matches([shipment({})])).toBe(false);
  });

  it('takes the number of a problem from its instance', () => {
    const [outcome] = stored(
      JSON.stringify({ status: 404, title: 'No result found', instance: '/shipment/8264715546' }),
    );
    expect(outcome).toMatchObject({ ok: false, trackingNumber: '8264715546' });
  });
});

describe('whatever arrives', () => {
  const bodies = [recording('parcel-nl.returned'), recording('ecommerce.several')];

  /** Every place of a tree, as the steps to it. */
  function placesOf(value: unknown, steps: readonly string[] = []): readonly (readonly string[])[] {
    if (typeof value !== 'object' || value === null) return [steps];
    return [steps, ...Object.entries(value).flatMap(([key, held]) => placesOf(held, [...steps, key]))];
  }

  function replaced(value: unknown, [step, ...rest]: readonly string[], by: unknown): unknown {
    if (step === undefined) return by;
    if (Array.isArray(value))
      return value.map((item, index) => (String(index) === step ? replaced(item, rest, by) : item));
    const record = value as Readonly<Record<string, unknown>>;
    return { ...record, [step]: replaced(record[step], rest, by) };
  }

  it('gives one outcome at the most and never throws for values of another kind', () => {
    const trees = bodies.map((body) => JSON.parse(body) as unknown);
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 2 })), { minLength: 1, maxLength: 4 }),
        (which, changes) => {
          let tree = trees[which % trees.length];
          for (const [place, by] of changes) {
            const places = placesOf(tree);
            tree = replaced(tree, places[place % places.length] ?? [], by);
          }
          for (const outcome of outcomesOf(answer(tree))) {
            if (outcome.ok) expect(JSON.parse(JSON.stringify(outcome.value))).toEqual(outcome.value);
            else expect(outcome.error.name).toBe('TrackingError');
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('gives one error for a text cut anywhere', () => {
    fc.assert(
      fc.property(fc.nat(), (cut) => {
        const [body = ''] = bodies;
        const outcome = outcomeOf(answer(body.trim().slice(0, cut % (body.trim().length - 1))));
        expect(!outcome.ok && outcome.error.code).toBe('unexpected_response');
      }),
      { numRuns: 50 },
    );
  });

  it('costs the others nothing where one event is wrong', () => {
    const events = [line({ status: 'OK' }), 17, { ...line({ status: 'PU' }), location: 'Bonn' }];
    const tracking = read([shipment({ events })]);
    expect(tracking.events.map(({ code }) => code)).toEqual(['PU', 'OK']);
    expect(tracking.issues?.map(({ path }) => path).sort()).toEqual([
      'shipments.0.events.1',
      'shipments.0.events.2.location',
    ]);
  });
});
