import fc from 'fast-check';
import { expect, it } from 'vitest';
import { storeKey } from '../../src/model/store.ts';
import { nameOf } from '../../src/watch/watch-list.ts';

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('/', '%', ';', '=', '_', '~', ' ', 'a', '2', 'f', '\ud800', '2f', '%2f;') }),
);

it('two lists of parts never share a key of the store', () => {
  const parts = fc.array(nasty, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(parts, parts, (some, others) => {
      const isSame = JSON.stringify(some) === JSON.stringify(others);
      expect(storeKey('parcel', ...some) === storeKey('parcel', ...others)).toBe(isSame);
      expect(storeKey('parcel', ...some)).toMatch(/^waybill:parcel:[\x21-\x7e]*$/);
    }),
    { numRuns: 2_000 },
  );
});

it('no text has the name of another number, hints included', () => {
  expect(nameOf('1234567890/carrier=dhl')).not.toBe(nameOf({ trackingNumber: '1234567890', carrier: 'dhl' }));
  const inquiry = fc.record(
    { trackingNumber: nasty, carrier: nasty, postalCode: nasty },
    { requiredKeys: ['trackingNumber'] },
  );
  fc.assert(
    fc.property(inquiry, nasty, (asked, text) => {
      if ('carrier' in asked || 'postalCode' in asked) expect(nameOf(asked)).not.toBe(nameOf(text));
      expect(nameOf({ trackingNumber: text })).toBe(nameOf(text));
    }),
    { numRuns: 2_000 },
  );
  expect(nameOf({ trackingNumber: '1Z', carrier: 'a/postalCode=b' })).not.toBe(
    nameOf({ trackingNumber: '1Z', carrier: 'a', postalCode: 'b' }),
  );
});
