import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTrackingError, type Outcome, type TrackingDraft } from 'waybill/kit';
import { dhlFormats, dhlXmlPi } from '../../../../carriers/dhl/index.ts';
import { stated, stored } from '../../stated.ts';
import { answer, isList, plate, waybill } from '../express/payloads.ts';

const recording = readFileSync(new URL('../../../recordings/dhl/xml-pi.partly-found.xml', import.meta.url), 'utf8');
const json = readFileSync(new URL('../../../recordings/dhl/express.two-pieces.json', import.meta.url), 'utf8');
const carrier = dhlXmlPi({ siteId: 'Shop & Co', password: `p<a>s"s'w&rd` });

function outcomes(body: string, ...numbers: readonly string[]): readonly Outcome<TrackingDraft>[] {
  const reading = carrier.read(
    answer(body),
    (numbers.length === 0 ? [waybill] : numbers).map((trackingNumber) => ({ trackingNumber })),
  );
  if (!isList(reading)) throw new Error('outcomes were expected');
  return reading;
}

function codes(list: readonly Outcome<TrackingDraft>[]): readonly (readonly [string, string])[] {
  return list.map((outcome) => [outcome.trackingNumber, outcome.ok ? outcome.value.status : outcome.error.code]);
}

function refusal(conditionCode: string, words: string, root = 'ShipmentTrackingErrorResponse'): string {
  return `<r:${root} xmlns:r="http://www.dhl.com"><Response><Status><ActionStatus>Failure</ActionStatus><Condition><ConditionCode>${conditionCode}</ConditionCode><ConditionData>${words}</ConditionData></Condition></Status></Response></r:${root}>`;
}

describe('a request of XML Services', () => {
  const request = (...numbers: readonly string[]) =>
    carrier.request(
      numbers.map((trackingNumber) => ({ trackingNumber })),
      { requestId: 'a1b2c3d4-e5f6' },
    );

  it('asks for waybills with all checkpoints and pieces', () => {
    const { method, url, headers, body = '' } = request(waybill, '4123456794');
    expect([method, url]).toEqual(['POST', 'https://xmlpi-ea.dhl.com/XMLShippingServlet']);
    expect(headers['content-type']).toMatch(/^text\/xml/);
    expect(body).toContain(`<AWBNumber>${waybill}</AWBNumber><AWBNumber>4123456794</AWBNumber>`);
    expect(body).toContain('<LevelOfDetails>ALL_CHECK_POINTS</LevelOfDetails><PiecesEnabled>B</PiecesEnabled>');
    expect(body).toContain('<LanguageCode>en</LanguageCode>');
    expect(/<MessageReference>([^<]*)</.exec(body)?.[1]).toMatch(/^[0-9A-Za-z]{28,32}$/);
  });

  it('asks for pieces by their own element, and for the waybills first where both come together', () => {
    expect(request(plate).body).toContain(`<LPNumber>${plate}</LPNumber>`);
    expect(request(plate, waybill).body).not.toContain('LPNumber');
    expect(carrier.read(answer(recording), [{ trackingNumber: plate }, { trackingNumber: waybill }])).toBe('split');
  });

  it('holds the credentials in the body alone, escaped', () => {
    const { url, headers, body } = request(waybill);
    expect(body).toContain('<SiteID>Shop &amp; Co</SiteID><Password>p&lt;a&gt;s&quot;s&apos;w&amp;rd</Password>');
    expect(`${url} ${JSON.stringify(headers)}`).not.toMatch(/Shop|rd/);
  });

  it('goes to the test host if that is wanted', () => {
    const test = dhlXmlPi({ siteId: 's', password: 'p', environment: 'test' });
    expect(test.request([{ trackingNumber: waybill }], { requestId: 'r' }).url).toMatch(
      /^https:\/\/xmlpitest-ea\.dhl\.com\//,
    );
  });

  it.each([{ siteId: ' ' }, { password: '' }])('is refused with %o', (fields) => {
    expect(() => dhlXmlPi({ siteId: 's', password: 'p', ...fields })).toThrow(
      expect.objectContaining({ code: 'invalid_request' }),
    );
  });
});

describe('an answer of XML Services', () => {
  it('tells of every number what it knows', () => {
    const { formats, outcomes: all } = stored(recording, dhlFormats);
    expect(formats).toEqual(['dhl.xml-pi']);
    expect(codes(all)).toEqual([
      [waybill, 'in_transit'],
      ['4123456794', 'not_found'],
      ['JD014600001111000009', 'not_found'],
    ]);
    const [outcome] = all;
    if (outcome?.ok !== true) throw new Error('a tracking was expected');
    const { pieces, ...parcel } = outcome.value;
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
      references: [{ kind: 'customer_reference', value: 'ORDER-77' }],
      pieceCount: 2,
      events: [
        '2026-11-16T16:05:00+09:00 place | in_transit/picked_up by code PU | TOKYO JP TYO',
        '2026-11-18T08:40:11-07:00 place | out_for_delivery by code WC | DENVER CO US DEN',
        '2026-11-18T10:12:30-07:00 place | delivered by code OK | DENVER CO US DEN',
      ],
    });
    expect(pieces).toMatchObject([
      { trackingNumber: plate, status: 'delivered', weight: { value: 4.5, unit: 'kg' } },
      { trackingNumber: 'JD014600001111000002', status: 'in_transit', detail: 'picked_up' },
    ]);
    expect(parcel.events.map(({ description }) => description)).toEqual([
      'Shipment picked up',
      'Shipment is out with courier for delivery',
      'Delivered - Signed for by. Left at the counter.',
    ]);
  });

  it('gives the same events as the MyDHL API for the same shipment', () => {
    const of = (body: string) =>
      stored(body, dhlFormats).outcomes.flatMap((outcome) =>
        outcome.ok
          ? outcome.value.events.map(({ id, status, detail, code, place, occurredAt }) => ({
              id,
              status,
              detail,
              code,
              place,
              occurredAt,
            }))
          : [],
      );
    expect(of(recording)).toEqual(of(json));
  });

  it('signs with the name on the delivery, and never with what other checkpoints hold there', () => {
    const whole = recording.replaceAll(/<Pieces>\s*<PieceInfo>[\s\S]*<\/Pieces>/g, '');
    const [outcome] = outcomes(whole);
    expect(outcome).toMatchObject({ ok: true, value: { status: 'delivered', delivery: { signedBy: 'R. LINDQVIST' } } });
    const open = whole.replace(/<ShipmentEvent>\s*<Date>2026-11-18<\/Date><Time>10[\s\S]*?<\/ShipmentEvent>/, '');
    const [before] = outcomes(open);
    expect(before?.ok === true && before.value.delivery).toBeUndefined();
  });

  it('finds a number in the words where its element is empty, a piece in its fault, and leaves out all others', () => {
    expect(codes(outcomes(recording, '4123456794', waybill, '4123456805'))).toEqual([
      ['4123456794', 'not_found'],
      [waybill, 'in_transit'],
    ]);
    expect(codes(outcomes(recording, plate, 'JD014600001111000009'))).toEqual([
      [plate, 'in_transit'],
      ['JD014600001111000009', 'not_found'],
    ]);
  });

  it.each([
    ['111', 'Error Parsing incoming request XML: element Password, value hunter2', 'unauthorized'],
    ['100', 'Authentication failed for SiteID', 'unauthorized'],
    ['111', 'Error Parsing incoming request XML: element LanguageCode', 'invalid_request'],
    ['209', 'Something else', 'unexpected_response'],
  ])('that refuses the request (%s, %s) is %s and quotes nothing', (condition, words, code) => {
    for (const root of ['ShipmentTrackingErrorResponse', 'ErrorResponse']) {
      const [outcome] = outcomes(refusal(condition, words, root));
      expect(outcome).toMatchObject({ ok: false, error: { code, carrierCode: condition, trackingNumber: waybill } });
      expect(JSON.stringify(outcome)).not.toMatch(/hunter2|Error Parsing|Something/);
    }
  });

  it.each([
    ['<html><body>no</body></html>', 200, 'unexpected_response'],
    ['<html>', 503, 'carrier_unavailable'],
    ['', 200, 'unexpected_response'],
    ['{"a":1}', 200, 'unexpected_response'],
    ['<req:TrackingResponse xmlns:req="x"/>', 200, 'unexpected_response'],
    ['<!DOCTYPE x [<!ENTITY e "x">]><TrackingResponse/>', 200, 'unexpected_response'],
  ])('%j with %i', (body, status, code) => {
    const reading = carrier.read(answer(body, status), [{ trackingNumber: waybill }]);
    expect(reading).toMatchObject([{ ok: false, error: { code } }]);
  });
});

describe('reading', () => {
  it('is total over damaged documents', () => {
    const elements = [...recording.matchAll(/<(\w+)>[^<]*<\/\1>/g)];
    const text = fc.oneof(
      fc.constantFrom('', ' ', '0', '2026-13-45', '99:99', '&lt;', '<Odd/>', '<Odd>x</Odd><Odd/>', 'x'.repeat(500)),
    );
    fc.assert(
      fc.property(fc.nat(elements.length - 1), text, fc.constantFrom('drop', 'twice', 'fill'), (which, value, way) => {
        const [whole = '', name = ''] = elements[which] ?? [];
        const changed = { drop: '', twice: whole + whole, fill: `<${name} odd="1">${value}</${name}>` }[way];
        const body = recording.replace(whole, () => changed);
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
