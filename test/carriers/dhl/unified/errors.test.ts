import { describe, expect, it } from 'vitest';
import { dhl } from '../../../../carriers/dhl/index.ts';
import { answer, errorOf, outcomesOf, waybill } from './payloads.ts';

const problem = (status: number, title: string, detail?: string) => answer({ status, title, detail }, status);

describe('problem bodies', () => {
  it.each([
    [problem(404, 'No result found'), 'not_found', 404],
    [problem(401, 'Unauthorized'), 'unauthorized', 401],
    [problem(403, 'Forbidden'), 'forbidden', 403],
    [problem(400, 'Invalid input', "language code 'en_de' is not valid"), 'invalid_request', 400],
    [problem(400, 'Invalid input', 'trackingNumber is malformed'), 'invalid_number', 400],
    [problem(429, 'Too Many Requests'), 'rate_limited', 429],
    [problem(500, 'Internal'), 'carrier_unavailable', 500],
    [problem(503, 'Unavailable'), 'carrier_unavailable', 503],
    [answer({ status: 404, title: 'No result found' }, 200), 'not_found', 404],
    [answer({ message: 'no Route matched with those values' }, 404), 'unexpected_response', 404],
    [answer({ shipments: ['gone', 3, null] }), 'unexpected_response', 200],
    [answer({ hello: 'world' }), 'unexpected_response', 200],
    [answer('[]'), 'unexpected_response', 200],
    [answer('"text"'), 'unexpected_response', 200],
    [answer('<html>busy</html>', 502), 'carrier_unavailable', 502],
    [answer('<html>login</html>', 401), 'unauthorized', 401],
    [answer('{"shipments":[{"id"'), 'unexpected_response', 200],
    [answer(''), 'unexpected_response', 200],
  ])('%j is %s', (response, code, httpStatus) => {
    expect(errorOf(response)).toMatchObject({ code, httpStatus, carrier: 'dhl', trackingNumber: waybill });
  });

  it.each([[{ shipments: [] }], [{ shipments: null }]])('%j leaves the number out', (body) => {
    expect(outcomesOf(answer(body))).toEqual([]);
  });

  it('says what to do, and nothing of what DHL wrote', () => {
    const error = errorOf(problem(404, 'No result found', 'nothing for Jane Doe, Elm Street'));
    expect(error.message).toMatch(/ask again later/);
    expect(error.message).not.toMatch(/Jane|Elm/);
    expect(errorOf(problem(401, 'Unauthorized')).message).toMatch(/key/);
  });
});

describe('throttling', () => {
  const carrier = dhl({ apiKey: 'k' });

  it('holds for the length of the spike arrest after a 429 that does not say how long', () => {
    expect(carrier.throttledForMs?.(problem(429, 'Too Many Requests'), 0)).toBe(5_000);
  });

  it('leaves a stated wait and all other answers to the core', () => {
    expect(carrier.throttledForMs?.(answer({}, 429, { 'retry-after': '9' }), 0)).toBeUndefined();
    expect(carrier.throttledForMs?.(answer({}, 503), 0)).toBeUndefined();
  });
});
