import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PayloadFormat, readPayload } from '../../src/index.ts';
import { assembleTracking, found } from '../../src/kit.ts';

/** A format of an invented carrier: `{ "parcel": number }`. */
const plain: PayloadFormat = {
  name: 'depot.plain',
  matches: ({ kind, ...payload }) => kind === 'json' && 'value' in payload && hasParcel(payload.value),
  read: (payload) => {
    if (payload.kind !== 'json' || !hasParcel(payload.value)) return [];
    const trackingNumber = String(payload.value.parcel);
    const url = `https://depot.example/${trackingNumber}`;
    const mapping = 'depot.plain@2026.11';
    return [
      found(
        trackingNumber,
        assembleTracking({ carrier: 'depot', trackingNumber, url, mapping, scans: [], order: 'oldest-first' }),
      ),
    ];
  },
};
const never: PayloadFormat = { name: 'depot.never', matches: () => false, read: () => [] };

function hasParcel(value: unknown): value is { readonly parcel: unknown } {
  return typeof value === 'object' && value !== null && 'parcel' in value;
}

describe('readPayload', () => {
  it('finds the format by itself', () => {
    const [outcome] = readPayload('{"parcel":"D0000001"}', [never, plain]);
    expect(outcome).toMatchObject({
      ok: true,
      trackingNumber: 'D0000001',
      value: { carrier: 'depot', status: 'unknown' },
    });
  });

  it('leaves out when the answer arrived, which nobody knows of a stored text', () => {
    const [outcome] = readPayload('{"parcel":"D0000001"}', [plain]);
    expect(outcome?.ok === true && Object.keys(outcome.value)).not.toContain('fetchedAt');
  });

  for (const [what, body] of Object.entries({
    'an empty text': '',
    'a page': '<!doctype html><p>Hello</p>',
    'a cut text': '{"parcel":',
    'a text of no format given': '{"letter":1}',
    'a number': '7',
    null: 'null',
  })) {
    it(`says of ${what} that it cannot be read, and what was tried`, () => {
      const outcomes = readPayload(body, [never, plain]);
      expect(outcomes).toMatchObject([{ ok: false, trackingNumber: '', error: { code: 'unexpected_response' } }]);
      expect(outcomes[0]?.ok === false && outcomes[0].error.message).toContain('depot.never, depot.plain');
    });
  }

  it('throws for no text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (body) => {
        // One for the text, or one for each item or line of it.
        expect(readPayload(body, [plain]).length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('many payloads in one', () => {
  const parcel = (number: string): string => JSON.stringify({ parcel: number });
  const numbersIn = (body: string | Uint8Array): readonly string[] =>
    readPayload(body, [never, plain]).map(({ ok, trackingNumber }) => (ok ? trackingNumber : 'error'));

  it('are read from an array, of payloads or of their texts', () => {
    expect(numbersIn(`[${parcel('A')},${parcel('B')}]`)).toEqual(['A', 'B']);
    expect(numbersIn(JSON.stringify([parcel('A'), parcel('B')]))).toEqual(['A', 'B']);
  });

  it('are read line by line', () => {
    expect(numbersIn(`${parcel('A')}\n\n${parcel('B')}\r\n`)).toEqual(['A', 'B']);
  });

  it('cost each other nothing', () => {
    expect(numbersIn(`[${parcel('A')},7,${parcel('B')}]`)).toEqual(['A', 'error', 'B']);
    expect(numbersIn(`${parcel('A')}\n{"cut":\n${parcel('B')}`)).toEqual(['A', 'error', 'B']);
  });

  it('are none in an empty list', () => {
    expect(numbersIn('[]')).toEqual(['error']);
  });
});

describe('bytes', () => {
  const read = (bytes: Uint8Array): unknown => readPayload(bytes, [plain])[0];

  it('are read as UTF-8, or by their byte order mark', () => {
    const text = '{"parcel":"Zürich"}';
    expect(read(new TextEncoder().encode(text))).toMatchObject({ ok: true, trackingNumber: 'Zürich' });
    expect(read(new TextEncoder().encode(`\ufeff${text}`))).toMatchObject({ ok: true, trackingNumber: 'Zürich' });
    const wide = Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((character) => [character.charCodeAt(0), 0])]);
    expect(read(wide)).toMatchObject({ ok: true, trackingNumber: 'Zürich' });
  });

  const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

  it('that cannot be UTF-8 are windows-1252, and an issue says so', () => {
    const issue = { path: '', expected: 'text in utf-8', seen: 'other bytes, read as windows-1252' };
    expect(read(latin('{"parcel":"K\u00d6LN \u0096"}'))).toMatchObject({
      trackingNumber: 'KÖLN –',
      value: { issues: [issue] },
    });
    const good = read(new TextEncoder().encode('{"parcel":"KÖLN"}'));
    expect(good).toMatchObject({ trackingNumber: 'KÖLN' });
    expect(good).not.toHaveProperty('value.issues');
  });
});
