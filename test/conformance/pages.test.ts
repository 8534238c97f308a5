import { describe, expect, it } from 'vitest';
import { isTrackingError, type Outcome } from 'waybill';
import { dhlExpress, dhlXmlPi } from 'waybill/carriers';
import { dhlExpressSandbox } from 'waybill/carriers/sandbox';
import { type Subject, secret, subjects } from './subjects.ts';

/*
 * Only a carrier's own word on a number ends a parcel. A page, an empty body and data of somebody else's, whatever its status,
 * are no such word: gateways, proxies and other services answer at a carrier's address too.
 */
const statuses = [200, 400, 401, 403, 404, 405, 410, 422, 429, 500, 502, 503];
const bodies: Readonly<Record<string, string>> = {
  nothing: '',
  'a page': '<html><body>Not Found</body></html>',
  'an empty list': '[]',
  'an empty object': '{}',
  'data of somebody else': '{"unrelated":[1]}',
  'cut data': '{"output":{"comp',
};
const ending = new Set(['not_found', 'invalid_number', 'not_available']);

const all: readonly Subject[] = [
  ...subjects,
  {
    name: 'DHL Express, several at once',
    carrier: dhlExpress({ username: 'shop', password: secret, numbersPerRequest: 20 }),
    number: dhlExpressSandbox.sampleNumber,
  },
  {
    name: 'DHL Express by XML',
    carrier: dhlXmlPi({ siteId: 'shop', password: secret }),
    number: dhlExpressSandbox.sampleNumber,
  },
];

/** What a call makes of an answer: its outcomes, or the error it throws. */
function codesOf(read: () => unknown): readonly string[] {
  let reading: unknown;
  try {
    reading = read();
  } catch (error) {
    if (!isTrackingError(error)) throw error;
    return [error.code];
  }
  const outcomes = (Array.isArray(reading) ? reading : [reading]) as readonly Outcome[];
  return outcomes.flatMap((outcome) => (outcome?.ok === false ? outcome.error.code : []));
}

describe.each(all)('an answer at the address of $name that is none of its own', ({ carrier, number }) => {
  const answers = statuses.flatMap((status) =>
    Object.entries(bodies).map(([what, body]) => {
      const type = body.startsWith('<') ? 'text/html' : 'application/json';
      return { what: `${status} with ${what}`, response: { status, headers: { 'content-type': type }, body } };
    }),
  );

  it('says nothing of the numbers asked for', () => {
    const batches = carrier.maxBatch > 1 ? [[number(1)], [number(1), number(2)]] : [[number(1)]];
    for (const { what, response } of answers) {
      for (const numbers of batches) {
        const inquiries = numbers.map((trackingNumber) => ({ trackingNumber }));
        const codes = codesOf(() => carrier.read(response, inquiries, { requestId: '1' }));
        expect([what, codes.filter((code) => ending.has(code))]).toEqual([what, []]);
      }
    }
  });

  it('may be followed by a better one, where nothing is there', () => {
    for (const { what, response } of answers.filter(({ response: { status } }) => status === 404 || status === 410)) {
      const [outcome] = [
        carrier.read(response, [{ trackingNumber: number(1) }], { requestId: '1' }),
      ].flat() as Outcome[];
      if (outcome?.ok === false) expect([what, outcome.error.retryable]).toEqual([what, true]);
    }
  });
});
