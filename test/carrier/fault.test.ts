import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountKey, codeOfHttpStatus, failAll, fault, parsePayload, unreadable } from 'waybill/kit';
import { TrackingError, trackingErrorCodes } from '../../src/model/error.ts';

const acme = { id: 'acme', name: 'Acme' };

describe('a fault', () => {
  it.each(trackingErrorCodes)('%s names the carrier and says what to do, in one sentence', (code) => {
    const error = fault(acme, code, { trackingNumber: 'AC1', httpStatus: 400 });
    expect(error).toBeInstanceOf(TrackingError);
    expect(error).toMatchObject({ code, carrier: 'acme', trackingNumber: 'AC1', httpStatus: 400 });
    expect(error.message).toMatch(/^Acme .{10,}[^.]\.$/);
  });

  it('takes other words', () => {
    expect(fault(acme, 'forbidden', {}, 'wants a contract').message).toBe('Acme wants a contract.');
  });

  it('is retryable where its words say so', () => {
    expect(fault(acme, 'not_found')).toMatchObject({
      message: expect.stringMatching(/ask again later/),
      retryable: true,
    });
    expect(fault(acme, 'not_available')).toMatchObject({ message: expect.stringMatching(/not yet/), retryable: true });
    expect(fault(acme, 'not_available', {}, 'has no such thing').retryable).toBe(false);
    expect(fault(acme, 'not_found', { retryable: false }).retryable).toBe(false);
    expect(fault(acme, 'invalid_number').retryable).toBe(false);
  });

  it('is one for each number of a request', () => {
    const outcomes = failAll([{ trackingNumber: 'A' }, { trackingNumber: 'B' }], (trackingNumber) =>
      fault(acme, 'not_found', { trackingNumber }),
    );
    expect(outcomes).toMatchObject([
      { ok: false, trackingNumber: 'A', error: { trackingNumber: 'A' } },
      { ok: false, trackingNumber: 'B', error: { trackingNumber: 'B' } },
    ]);
  });
});

describe('an HTTP status', () => {
  it.each([
    [400, 'invalid_request'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [408, 'timeout'],
    [418, 'unexpected_response'],
    [429, 'rate_limited'],
    [500, 'carrier_unavailable'],
    [503, 'carrier_unavailable'],
  ])('%d alone stands for %s', (status, code) => {
    expect(codeOfHttpStatus(status)).toBe(code);
  });
});

describe('a body that is no data', () => {
  function told(status: number, body: string) {
    const payload = parsePayload(body);
    if (payload.kind !== 'unreadable') throw new Error('readable');
    return unreadable(acme, { status, headers: {}, body }, payload, 'AC1');
  }

  it.each([
    ['', 'empty'],
    ['<html>R. Roe</html>', 'page'],
    ['{"name":"R. Roe"', 'cut short'],
  ])('%j with a good status is an answer that may be better the next time', (body, words) => {
    expect(told(200, body)).toMatchObject({ code: 'unexpected_response', retryable: true, trackingNumber: 'AC1' });
    expect(told(200, body).message).toContain(words);
  });

  it('with a bad status is what the status says', () => {
    expect(told(400, '')).toMatchObject({ code: 'invalid_request', retryable: false });
    expect(told(503, '<html>')).toMatchObject({ code: 'carrier_unavailable', retryable: true });
  });

  it('with 404 says nothing of the number', () => {
    for (const page of ['', '<html>', '{"cut":']) {
      expect(told(404, page)).toMatchObject({ code: 'unexpected_response', httpStatus: 404, retryable: true });
    }
  });

  it('is not quoted, nor is its cause', () => {
    const error = told(200, '{"name":"R. Roe"');
    expect(JSON.stringify(error)).not.toContain('Roe');
    expect(error.cause).toBeUndefined();
  });
});

describe('the name of an account', () => {
  const host = 'https://api.acme.example/v1';

  it('is the same everywhere for the same account, path and prefix aside', () => {
    expect(accountKey('acme', host, 'key')).toBe(accountKey('acme', 'https://api.acme.example', 'key'));
  });

  it('differs by carrier, host and credential', () => {
    const names = [
      accountKey('acme', host, 'key'),
      accountKey('other', host, 'key'),
      accountKey('acme', 'https://test.acme.example', 'key'),
      accountKey('acme', host, 'yek'),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  it('gives the credential away to nobody, and tells credentials apart', () => {
    const secret = fc.string({ minLength: 8, maxLength: 64 });
    fc.assert(
      fc.property(secret, secret, (one, other) => {
        const name = accountKey('acme', host, one);
        expect(name).toMatch(/^acme:[0-9a-f]{14}$/);
        expect(name.includes(one)).toBe(false);
        expect(name === accountKey('acme', host, other)).toBe(one === other);
      }),
    );
  });
});
