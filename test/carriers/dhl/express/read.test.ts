import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTrackingError } from 'waybill/kit';
import { dhlExpress, dhlFormats } from '../../../../carriers/dhl/index.ts';
import { stated, stored } from '../../stated.ts';
import { answer, checkpoint, outcomes, plate, read, shipment, waybill } from './payloads.ts';

const recording = readFileSync(new URL('../../../recordings/dhl/express.two-pieces.json', import.meta.url), 'utf8');

describe('a shipment', () => {
  it('of two pieces, one of them delivered, is delivered in part', () => {
    const { formats, outcomes: all } = stored(recording, dhlFormats);
    expect(formats).toEqual(['dhl.express']);
    const [outcome] = all;
    if (outcome?.ok !== true) throw new Error('a tracking was expected');
    const { pieces = [], ...parcel } = outcome.value;
    expect(stated({ ...outcome, value: parcel })).toEqual({
      trackingNumber: waybill,
      status: 'in_transit',
      detail: 'delivered_in_part',
      service: { code: 'P', name: 'EXPRESS WORLDWIDE' },
      shippedAt: '2026-11-16T16:05:00',
      estimatedDelivery: { from: '2026-11-18', to: '2026-11-18' },
      origin: { city: 'TOKYO', country: 'JP', facility: 'TYO' },
      destination: { city: 'BOULDER', region: 'CO', postalCode: '80301', country: 'US' },
      weight: { value: 7.5, unit: 'kg' },
      references: [
        { kind: 'customer_reference', value: 'ORDER-77' },
        { kind: 'purchase_order', value: 'PO-9' },
      ],
      pieceCount: 2,
      events: [
        '2026-11-16T16:05:00+09:00 carrier | in_transit/picked_up by code PU | TOKYO JP TYO',
        '2026-11-18T08:40:11-07:00 carrier | out_for_delivery by code WC | DENVER CO US DEN',
        '2026-11-18T10:12:30-07:00 carrier | delivered by code OK | DENVER CO US DEN',
      ],
    });
    expect(parcel.events.map((event) => event.pieces)).toEqual([
      undefined,
      ['JD014600001111000001'],
      ['JD014600001111000001'],
    ]);
    expect(pieces.map(({ events, ...piece }) => ({ ...piece, lines: events?.length }))).toEqual([
      { trackingNumber: plate, status: 'delivered', weight: { value: 4.5, unit: 'kg' }, lines: 3 },
      {
        trackingNumber: 'JD014600001111000002',
        status: 'in_transit',
        detail: 'picked_up',
        weight: { value: 3, unit: 'kg' },
        lines: 1,
      },
    ]);
  });

  const piece = (trackingNumber: string, ...codes: readonly string[]) => ({
    trackingNumber,
    events: codes.map((code, index) => checkpoint(code, { time: `1${index}:00:00` })),
  });

  it('stands where the piece that is behind stands', () => {
    const ok = [checkpoint('OK')];
    expect(read([shipment(ok, { pieces: [piece('JD01A', 'OK'), piece('JD01B', 'WC')] })])).toMatchObject({
      status: 'out_for_delivery',
    });
    expect(
      read([shipment(ok, { pieces: [piece('JD01A', 'OK'), piece('JD01B', 'WC'), piece('JD01C', 'DM')] })]),
    ).toMatchObject({ status: 'exception', detail: 'damaged' });
    expect(read([shipment(ok, { pieces: [piece('JD01A', 'OK'), piece('JD01B', 'OK')] })])).toMatchObject({
      status: 'delivered',
      delivery: { at: '2026-11-20T14:15:00+13:00' },
    });
    expect(read([shipment([checkpoint('PD')], { pieces: [piece('JD01A', 'OK'), piece('JD01B', 'OK')] })]).status).toBe(
      'delivered',
    );
  });

  it('has the checkpoints of its pieces where it has none of its own, each once', () => {
    const { events } = read([shipment([], { pieces: [piece('JD01A', 'PU', 'WC', 'OK'), piece('JD01B', 'PU')] })]);
    expect(events.map(({ code, pieces }) => [code, pieces])).toEqual([
      ['PU', undefined],
      ['WC', ['JD01A']],
      ['OK', ['JD01A']],
    ]);
  });

  it('of one piece names its licence plate as another number of it', () => {
    const tracking = read([
      shipment([checkpoint('PU')], {
        unitOfMeasurements: 'imperial',
        pieces: [{ trackingNumber: plate, actualDimensions: {}, dimensions: { length: 4, width: 3, height: 2 } }],
      }),
    ]);
    expect(tracking).toMatchObject({
      related: [{ relation: 'duplicate', trackingNumber: plate, carrier: 'dhl-express' }],
      dimensions: { length: 4, width: 3, height: 2, unit: 'in' },
    });
    expect(tracking.pieces).toBeUndefined();
  });

  it('that came back to its sender is returned', () => {
    const tracking = read([shipment([checkpoint('RT', { time: '10:00:00' }), checkpoint('OK')])]);
    expect(tracking).toMatchObject({ status: 'returned', delivery: { to: 'sender' } });
  });

  it('takes the name from the words only where the field for it is empty', () => {
    const signed = (fields: object) => read([shipment([checkpoint('OK', { ...fields })])]).delivery?.signedBy;
    expect(signed({ description: 'Delivered : A. MUSTER', signedBy: '' })).toBe('A. MUSTER');
    expect(signed({ description: 'Delivered - Signed for by : A. MUSTER' })).toBe('A. MUSTER');
    expect(signed({ description: 'Delivered : A. MUSTER', signedBy: 'B. BEISPIEL' })).toBe('B. BEISPIEL');
    expect(signed({ description: 'Delivered' })).toBeUndefined();
  });

  it.each([
    ['2026-11-24T23:59:00', { from: '2026-11-24', to: '2026-11-24' }],
    ['2026-11-24T12:00:00', { to: '2026-11-24T12:00:00' }],
  ])('is expected %s', (estimatedDeliveryDate, window) => {
    expect(read([shipment([checkpoint('PU')], { estimatedDeliveryDate })]).estimatedDelivery).toEqual(window);
    expect(
      read([shipment([checkpoint('PU')], { estimatedTimeOfDelivery: estimatedDeliveryDate })]).estimatedDelivery,
    ).toEqual(window);
  });
});

describe('a checkpoint', () => {
  const event = (fields: object, code: string | undefined = 'PL') =>
    read([shipment([checkpoint(code, { ...fields })])]).events[0];

  it.each([
    ['AUCKLAND-NZ', { city: 'AUCKLAND', country: 'NZ' }],
    ['WOODSIDE,NY-USA', { city: 'WOODSIDE', region: 'NY', country: 'US' }],
    ['LONDON-HEATHROW - UNITED KINGDOM', { city: 'LONDON-HEATHROW', country: 'GB' }],
    ['BISSAU - GUINEA-BISSAU', { city: 'BISSAU', country: 'GW' }],
    ["ABIDJAN - COTE D'IVOIRE", { city: 'ABIDJAN', country: 'CI' }],
    ['KINGSTON-JAM', { city: 'KINGSTON', country: 'JM' }],
    ['STRATFORD-UPON-AVON', { city: 'STRATFORD-UPON-AVON' }],
    ['-', { city: '-' }],
  ])('at %s', (description, place) => {
    expect(event({ serviceArea: [{ description }] })?.place).toEqual(place);
  });

  it('keeps its offset, and has that of the service area where DHL gave none', () => {
    expect(event({ GMTOffset: '+13:00' })).toMatchObject({
      occurredAt: '2026-11-20T14:15:00+13:00',
      timeBasis: 'carrier',
    });
    expect(event({})).toMatchObject({ occurredAt: '2026-11-20T14:15:00+13:00', timeBasis: 'place' });
    // New Zealand keeps two times.
    const unknown = [{ code: 'XXX', description: 'Somewhere-NZ' }];
    expect(event({ serviceArea: unknown })).toMatchObject({ occurredAt: '2026-11-20T14:15:00', timeBasis: 'none' });
    expect(event({})?.id).toBe(event({ GMTOffset: '+13:00' })?.id);
  });

  it('with an impossible time says so', () => {
    const tracking = read([
      shipment([checkpoint('PU', { date: '2026-02-30' }), checkpoint('PL', { time: '25:00:00' })]),
    ]);
    expect(tracking.events.map(({ occurredAt }) => occurredAt)).toEqual([undefined, '2026-11-20']);
    expect(tracking.issues).toEqual([
      { path: 'shipments.0.events.0.date', expected: 'a time', seen: 'a time we cannot read' },
      { path: 'shipments.0.events.1.time', expected: 'a time', seen: 'a time we cannot read' },
    ]);
  });

  it('of a code without a meaning is read by its words, or not at all', () => {
    expect(event({ description: 'Shipment is out for delivery' }, 'OO')).toMatchObject({
      code: 'OO',
      status: 'out_for_delivery',
      statusBasis: 'text',
    });
    expect(event({ description: 'Zzz' }, 'QQ')).toMatchObject({ code: 'QQ', status: 'unknown', statusBasis: 'none' });
  });

  it('says what DHL adds for the customer', () => {
    expect(event({ description: 'Clearance event', remarks: [{ value: 'Papers are missing' }] })?.description).toBe(
      'Clearance event. Papers are missing.',
    );
  });
});

describe('an answer', () => {
  it('gives each number its own, by waybill and by piece, and leaves out what it does not tell of', () => {
    const other = { ...shipment([checkpoint('OK')]), shipmentTrackingNumber: '4123456794' };
    const body = { shipments: [other, shipment([checkpoint('PU')], { pieces: [{ trackingNumber: plate }] })] };
    const all = outcomes(answer(body), waybill, '4123456805', plate, '4123456794');
    expect(
      all.map((outcome) => [outcome.trackingNumber, outcome.ok ? outcome.value.status : outcome.error.code]),
    ).toEqual([
      [waybill, 'in_transit'],
      [plate, 'in_transit'],
      ['4123456794', 'delivered'],
    ]);
  });

  it('with a number used before takes the newer shipment, or the one that is meant', () => {
    const old = shipment([checkpoint('OK', { date: '2025-03-02' })], { shipmentTimestamp: '2025-03-01T10:00:00' });
    const young = shipment([checkpoint('PU')], { shipmentTimestamp: '2026-11-20T09:00:00' });
    const tracking = read([young, old]);
    expect(tracking).toMatchObject({
      status: 'in_transit',
      candidates: [{ chosen: true, because: 'newest' }, { status: 'delivered' }],
    });
    const uniqueId = tracking.candidates?.[1]?.uniqueId;
    expect(uniqueId).toBe(`express~${waybill}~2025-03-01T10:00:00`);
    expect(read([young, old], { trackingNumber: waybill, uniqueId: uniqueId ?? '' })).toMatchObject({
      status: 'delivered',
    });
    expect(read([young, old], { trackingNumber: waybill, shippedBefore: '2025-12-31' }).status).toBe('delivered');
  });

  it('that lists a number without having found it does not know it', () => {
    const body = { shipments: [{ shipmentTrackingNumber: waybill, status: 'No Shipments Found' }] };
    expect(outcomes(answer(body))).toMatchObject([{ ok: false, error: { code: 'not_found' } }]);
  });

  it('is left alone by the unified API’s format, and the other way round', () => {
    const unified = { shipments: [{ id: waybill, service: 'express', status: { status: 'OK' } }] };
    expect(stored(JSON.stringify(unified), dhlFormats).formats).toEqual(['dhl.unified']);
    expect(stored(JSON.stringify({ status: 404, title: 'No result found', detail: 'x' }), dhlFormats).formats).toEqual([
      'dhl.unified',
    ]);
    expect(stored(recording, dhlFormats).formats).toEqual(['dhl.express']);
  });
});

describe('reading', () => {
  const carrier = dhlExpress({ username: 'u', password: 'p' });
  const asked = [{ trackingNumber: waybill }];

  it('is total over damaged answers', () => {
    const odd = fc.oneof(fc.constantFrom<unknown>('', ' ', null, [], {}, [{}], -1, true), fc.string(), fc.double());
    const leaves = JSON.stringify(JSON.parse(recording)).length;
    fc.assert(
      fc.property(fc.nat(150), odd, fc.boolean(), (at, value, drops) => {
        let left = at;
        const body = JSON.stringify(JSON.parse(recording), (key, held: unknown) => {
          if (key === '' || left-- !== 0) return held;
          return drops ? undefined : value;
        });
        expect(outcomes(answer(body)).length).toBeLessThanOrEqual(1);
        for (const outcome of stored(body, dhlFormats).outcomes) {
          if (outcome.ok) expect(JSON.parse(JSON.stringify(outcome.value))).toEqual(outcome.value);
          else expect(isTrackingError(outcome.error)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
    fc.assert(
      fc.property(fc.nat(leaves), (length) => {
        expect(carrier.read(answer(recording.slice(0, length)), asked)).toMatchObject([{ ok: false }]);
      }),
      { numRuns: 50 },
    );
  });
});
