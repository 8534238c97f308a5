import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BatchReading, type Inquiry, isTrackingError, type Outcome, type TrackingDraft } from 'waybill/kit';
import { dhlFormats, dhlParcelDe } from '../../../../carriers/dhl/index.ts';
import { hasReference, referenceJson, referenceNote, referenceText } from '../../../reference.ts';
import { stated, stored } from '../../stated.ts';

const number = '00340434292135100124';
const recording = readFileSync(new URL('../../../recordings/dhl/parcel-de.withdrawn.xml', import.meta.url), 'utf8');
const carrier = dhlParcelDe({ apiKey: 'k', apiSecret: 's', username: 'u', password: 'p' });

function isList(reading: BatchReading): reading is readonly Outcome<TrackingDraft>[] {
  return Array.isArray(reading);
}

function outcomes(body: string, asked: readonly Inquiry[] = [{ trackingNumber: number }], status = 200) {
  const reading = carrier.read({ status, headers: {}, body }, asked);
  if (!isList(reading)) throw new Error('outcomes were expected');
  return reading;
}

function read(body: string): TrackingDraft {
  const [outcome] = outcomes(body);
  if (outcome?.ok !== true) throw outcome?.error ?? new Error('an outcome was expected');
  return outcome.value;
}

type Attributes = Readonly<Record<string, string>>;

function element(attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<data${written.join('')}>${content}</data>`;
}

/** `ICE+RIC+standard event` at ten, eleven, … o'clock. */
function event(codes: string, hour: number, attributes: Attributes = {}): string {
  const [ice = '', ric = '', standard = ''] = codes.split('+');
  const at = `20.11.2026 ${hour}:00`;
  return element({
    name: 'piece-event',
    'event-timestamp': at,
    'event-status': codes,
    ice,
    ric,
    'standard-event-code': standard,
    ...attributes,
  });
}

function piece(events: readonly string[], attributes: Attributes = {}): string {
  const list = element({ name: 'piece-event-list' }, events.join(''));
  return element({ name: 'piece-shipment', 'piece-code': number, 'searched-piece-code': number, ...attributes }, list);
}

function answer(pieces: readonly string[], code = '0'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${element({ name: 'piece-shipment-list', code }, pieces.join(''))}`;
}

describe('a parcel', () => {
  it('is told in full, its withdrawn delivery in the history and nowhere else', () => {
    const { formats, outcomes: all } = stored(recording, dhlFormats);
    expect(formats).toEqual(['dhl.parcel-de']);
    expect(all.map(stated)).toEqual([
      {
        trackingNumber: number,
        status: 'delivered',
        detail: 'delivered_to_neighbour',
        service: { code: '00', name: 'DHL PAKET' },
        delivery: {
          at: '2026-11-19T11:05:00+01:00',
          signedBy: 'K. Beispiel',
          to: 'neighbour',
          place: { city: 'Bonn', country: 'DE' },
        },
        origin: { city: 'Berlin', postalCode: '10115', country: 'DE' },
        destination: { city: 'Bonn', postalCode: '53113', country: 'DE' },
        weight: { value: 2.4, unit: 'kg' },
        dimensions: { length: 30, width: 20, height: 10, unit: 'cm' },
        references: [{ kind: 'customer_reference', value: 'ORDER-77' }],
        events: [
          '2026-11-17T16:20:00+01:00 place | in_transit/picked_up by code PCKDU PUBCR | Berlin DE',
          '2026-11-19T10:30:00+01:00 place | delivered by code DLVRD ACCPT | Bonn DE',
          '2026-11-19T10:31:00+01:00 place | info by code STORN NRQRD | Bonn DE',
          '2026-11-19T11:05:00+01:00 place | delivered/delivered_to_neighbour by code DLVRD NGHBR | Bonn DE',
        ],
      },
      { trackingNumber: '00340434292135100131', error: 'not_found 100 retryable' },
    ]);
  });

  it('whose delivery the driver took back is not delivered', () => {
    const tracking = read(
      answer([
        piece([event('SRTED+NRQRD+PO', 10), event('DLVRD+ACCPT+ZU', 11), event('STORN+NRQRD+DD', 12)], {
          'delivery-timeframe-to': '20.11.2026 18:00',
        }),
      ]),
    );
    expect(tracking).toMatchObject({ status: 'out_for_delivery', estimatedDelivery: { to: '2026-11-20T18:00:00' } });
    expect(tracking.delivery).toBeUndefined();
    expect(tracking.events.map(({ code }) => code)).toEqual(['SRTED', 'DLVRD', 'STORN']);
  });

  it('stays delivered whatever is noted later', () => {
    const events = [event('DLVRD+ACCPT+ZU', 10), event('PMTCR+NRQRD+GT', 11)];
    const fields = { 'delivery-event-flag': '1', ice: 'PMTCR', ric: 'NRQRD', 'standard-event-code': 'GT' };
    expect(read(answer([piece(events, fields)]))).toMatchObject({ status: 'delivered' });
  });

  it('that goes back is returning, and returned once it is there', () => {
    const back = { ruecksendung: 'true' };
    const moving = { ...back, 'delivery-event-flag': '0', ice: 'LDTMV', ric: 'MVMTV', 'standard-event-code': 'AA' };
    expect(read(answer([piece([event('LDTMV+MVMTV+AA', 10, back)], moving)])).status).toBe('returning');
    const there = { ...back, 'delivery-event-flag': '1', ice: 'DLVRD', ric: 'ACCPT', 'standard-event-code': 'ZU' };
    const tracking = read(answer([piece([event('RETRN+RFUSD+ZN', 10), event('DLVRD+ACCPT+ZU', 11, back)], there)]));
    expect(tracking).toMatchObject({ status: 'returned', delivery: { to: 'sender' } });
    expect(tracking.events.map(({ status }) => status)).toEqual(['returning', 'returned']);
  });

  it.each([
    ['1', 'recipient'],
    ['2', 'agent'],
    ['3', 'agent'],
    ['4', 'neighbour'],
    ['5', 'agent'],
    ['', undefined],
    ['constructor', undefined],
  ])('taken by %s went to %s', (id, to) => {
    const tracking = read(answer([piece([event('DLVRD+ACCPT+ZU', 10)], { 'recipient-id': id })]));
    expect(tracking.delivery?.to).toBe(to);
  });

  it('is read by its codes in any language', () => {
    const told = (words: string) => read(answer([piece([event('CNRFC+PCKST+ZF', 10, { 'event-status': words })])]));
    const [german, english] = [told('Liegt bereit'), told('Ready')];
    expect(german).toMatchObject({ status: 'available_for_pickup', detail: 'at_locker' });
    expect(german.events[0]?.id).toBe(english.events[0]?.id);
  });

  it('is read by the standard event alone where that is all there is, and by no code it does not know', () => {
    const codes = ['++PO', 'ABCDE+FGHIJ+EE', 'ABCDE+FGHIJ+XX', '++'];
    const { events } = read(answer([piece(codes.map((code, index) => event(code, 10 + index)))]));
    expect(events.map(({ status, statusBasis, code }) => [status, statusBasis, code])).toEqual([
      ['out_for_delivery', 'category', 'PO'],
      ['in_transit', 'category', 'ABCDE'],
      ['unknown', 'none', 'ABCDE'],
      ['unknown', 'none', undefined],
    ]);
  });

  it.each([
    ['Deutschland', 'DE'],
    ['Germany', 'DE'],
    ['Österreich', 'AT'],
    ['Austria', 'AT'],
    ['Vereinigtes Königreich', 'GB'],
    ['Schweiz', 'CH'],
    ['USA', 'US'],
    ['DE', 'DE'],
    ['Nirgendwo', undefined],
  ])('in %s is in %s', (name, country) => {
    const [first] = read(answer([piece([event('PCKDU+PUBCR+AE', 10, { 'event-country': name })])])).events;
    expect(first?.place?.country).toBe(country);
  });

  it('without a country keeps its wall clock, and without a possible time has none', () => {
    const odd = event('PCKDU+PUBCR+AE', 11, { 'event-timestamp': '31.02.2026 10:00' });
    const tracking = read(answer([piece([event('PCKDU+PUBCR+AE', 10), odd])]));
    expect(tracking.events.map(({ occurredAt, timeBasis }) => [occurredAt, timeBasis])).toEqual([
      ['2026-11-20T10:00:00', 'none'],
      [undefined, 'none'],
    ]);
    expect(tracking.issues).toEqual([
      { path: 'data.0.data.0.data.1.@event-timestamp', expected: 'a time', seen: 'a time we cannot read' },
    ]);
  });

  it('without a history is told by its newest state', () => {
    const fields = {
      status: 'Out',
      ice: 'SRTED',
      ric: 'NRQRD',
      'standard-event-code': 'PO',
      'status-timestamp': '20.11.2026 09:02',
    };
    const body = answer([element({ name: 'piece-shipment', 'piece-code': number, ...fields })]);
    expect(read(body)).toMatchObject({
      status: 'out_for_delivery',
      events: [{ code: 'SRTED', occurredAt: '2026-11-20T09:02:00', description: 'Out' }],
    });
  });

  it.each([
    ['DE', 'US', 'last_mile'],
    ['CN', 'DE', 'first_mile'],
    ['', '', 'other'],
  ])('from %s to %s has its number at the other post as %s', (origin, destination, relation) => {
    const fields = { upu: 'CY123456785DE', 'origin-country': origin, 'dest-country': destination };
    expect(read(answer([piece([event('PCKDU+PUBCR+AE', 10)], fields)])).related).toEqual([
      { relation, trackingNumber: 'CY123456785DE' },
    ]);
  });
});

describe('an answer', () => {
  it('gives each number its own, with and without leading zeros, its own error, and leaves out what it does not tell of', () => {
    const asked = ['00340434292135100131', '340434292135100124', '00340434292135100148'];
    const all = outcomes(
      recording,
      asked.map((trackingNumber) => ({ trackingNumber })),
    );
    expect(
      all.map((outcome) => [outcome.trackingNumber, outcome.ok ? outcome.value.status : outcome.error.code]),
    ).toEqual([
      ['00340434292135100131', 'not_found'],
      ['340434292135100124', 'delivered'],
    ]);
  });

  it('with a number used before takes the newer parcel, or the one that is meant', () => {
    const old = piece([event('DLVRD+ACCPT+ZU', 10, { 'event-timestamp': '02.03.2025 10:00' })], { 'piece-id': 'old' });
    const young = piece([event('PCKDU+PUBCR+AE', 10)], { 'piece-id': 'young' });
    const tracking = read(answer([old, young]));
    expect(tracking).toMatchObject({ status: 'in_transit', candidates: [{ status: 'delivered' }, { chosen: true }] });
    const uniqueId = `parcel-de~${number}~old`;
    expect(tracking.candidates?.[0]?.uniqueId).toBe(uniqueId);
    expect(outcomes(answer([old, young]), [{ trackingNumber: number, uniqueId }])).toMatchObject([
      { value: { status: 'delivered' } },
    ]);
  });

  it('of the public request is read as well', () => {
    const wrapped = answer([piece([event('PCKDU+PUBCR+AE', 10)])]).replace(
      'piece-shipment-list',
      'piece-status-public-list',
    );
    const body = `<data request-id="1">${wrapped.slice(wrapped.indexOf('<data'))}</data>`;
    expect(stored(body, dhlFormats)).toMatchObject({
      formats: ['dhl.parcel-de'],
      outcomes: [{ ok: true, value: { status: 'in_transit' } }],
    });
  });

  it.each([
    ['-1000', 'carrier_unavailable', true],
    ['-3', 'invalid_request', false],
    ['5', 'unauthorized', false],
    ['6', 'unauthorized', false],
    ['41', 'invalid_number', false],
    ['57', 'not_found', false],
    ['62', 'forbidden', false],
    ['63', 'carrier_unavailable', true],
    ['100', 'not_found', true],
    ['200', 'not_found', true],
    ['4711', 'unexpected_response', false],
  ])('with code %s is %s', (carrierCode, code, retryable) => {
    const [outcome] = outcomes(answer([], carrierCode));
    expect(outcome).toMatchObject({ ok: false, error: { code, carrierCode, retryable, carrier: 'dhl-parcel-de' } });
  });

  it('that may be about one number of several splits them, and one about the login does not', () => {
    const two = [{ trackingNumber: number }, { trackingNumber: '00340434292135100131' }];
    const response = (code: string) => ({ status: 200, headers: {}, body: answer([], code) });
    expect(carrier.read(response('41'), two)).toBe('split');
    expect(carrier.read(response('5'), two)).toMatchObject([{ error: { code: 'unauthorized' } }, {}]);
    expect(carrier.read(response('100'), two)).toMatchObject([{ error: { code: 'not_found' } }, {}]);
  });

  it.each([
    ['<html><body>401</body></html>', 401, 'unauthorized'],
    ['<!DOCTYPE html><html></html>', 403, 'forbidden'],
    ['<html></html>', 200, 'unexpected_response'],
    ['<data name="piece-shipment-list"', 200, 'unexpected_response'],
    ['', 503, 'carrier_unavailable'],
    ['{}', 200, 'unexpected_response'],
  ])('%j with %i is %s', (body, status, code) => {
    expect(outcomes(body, undefined, status)).toMatchObject([{ ok: false, error: { code, httpStatus: status } }]);
  });

  it.skipIf(!hasReference)(`has no code without an error of ours${referenceNote}`, () => {
    const file = referenceJson<{ readonly codes: readonly { readonly code: string }[] }>(
      'dhl/codes/parcel-de-error-codes.json',
    );
    const failing = file.codes.filter(({ code }) => code !== '0');
    expect(failing.length).toBeGreaterThan(15);
    for (const { code } of failing)
      expect(outcomes(answer([], code))).not.toMatchObject([{ error: { code: 'unexpected_response' } }]);
  });
});

describe('a signature', () => {
  const proof = (body: string, status = 200) =>
    carrier.proof?.read({ status, headers: {}, body }, { trackingNumber: number });
  const list = (code: string, attributes?: Attributes) =>
    element({ name: 'signature-list', code }, attributes && element({ name: 'signature', ...attributes }));

  it('comes as bytes', () => {
    const outcome = proof(list('0', { 'mime-type': 'image/gif', image: '474946383961' }));
    expect(outcome).toMatchObject({ ok: true, value: [{ kind: 'signature', mediaType: 'image/gif' }] });
    const bytes = outcome?.ok === true ? outcome.value[0]?.bytes : undefined;
    expect(Buffer.from(bytes ?? []).toString('latin1')).toBe('GIF89a');
  });

  it.each([
    [list('0'), 200, 'not_available'],
    [list('100'), 200, 'not_available'],
    [list('0', { image: '' }), 200, 'not_available'],
    [list('0', { image: '47494' }), 200, 'unexpected_response'],
    [list('63'), 200, 'carrier_unavailable'],
    [list('5'), 200, 'unauthorized'],
    ['<html></html>', 401, 'unauthorized'],
  ])('%s with %i is %s', (body, status, code) => {
    expect(proof(body, status)).toMatchObject({ ok: false, trackingNumber: number, error: { code } });
  });

  it.skipIf(!hasReference)(`that DHL’s example cuts short is none${referenceNote}`, () => {
    const body = referenceText('dhl/examples/parcel-de/signature.sandbox-shortened.xml');
    expect(proof(body)).toMatchObject({ ok: false, error: { code: 'unexpected_response' } });
    expect(proof(body.replace('...', '').replace('0003...', '0003'))).toMatchObject({
      ok: true,
      value: [{ mediaType: 'image/gif' }],
    });
  });
});

describe('reading', () => {
  it('is total over damaged documents', () => {
    const attributes = [...recording.matchAll(/ ([a-z-]+)="[^"]*"/g)];
    const value = fc.constantFrom('', ' ', '0', '1', 'true', '32.13.2026 99:99', '&lt;', '&#0;', 'x'.repeat(500));
    fc.assert(
      fc.property(fc.nat(attributes.length - 1), value, fc.boolean(), (which, text, drops) => {
        const match = attributes[which];
        const [whole = '', name = ''] = match ?? [];
        const index = match?.index ?? 0;
        const changed = drops ? '' : ` ${name}="${text}"`;
        const body = recording.slice(0, index) + changed + recording.slice(index + whole.length);
        expect(outcomes(body).length).toBeLessThanOrEqual(1);
        for (const outcome of stored(body, dhlFormats).outcomes) {
          if (outcome.ok) expect(JSON.parse(JSON.stringify(outcome.value))).toEqual(outcome.value);
          else expect(isTrackingError(outcome.error)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
    fc.assert(
      fc.property(fc.nat(recording.length - 40), (length) => {
        expect(outcomes(recording.slice(0, length))).toMatchObject([
          { ok: false, error: { code: 'unexpected_response' } },
        ]);
      }),
      { numRuns: 50 },
    );
  });
});
