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
        expect(readPayload(body, [plain])).toHaveLength(1);
      }),
    );
  });
});
