import { describe, expect, it } from 'vitest';
import { errorCodes, meaningOfError } from '../../../carriers/ups/errors.ts';
import { hasReference, referenceJson, referenceNote } from '../../reference.ts';
import { activity, answer, bodyOf, carrier, number, outcomeOf } from './answers.ts';

function errorOf(body: unknown, status: number) {
  const outcome = outcomeOf(body, status);
  if (outcome.ok) throw new Error('expected an error');
  return outcome.error;
}

const wrapped = (code: string) => ({ response: { errors: [{ code, message: 'about a person' }] } });

describe('errors', () => {
  it('reads "not found" from an answer of status 200', () => {
    const warnings = [{ code: 'TW0001', message: 'Tracking Information Not Found' }];
    const body = { trackResponse: { shipment: [{ inquiryNumber: number, warnings }] } };
    expect(errorOf(body, 200)).toMatchObject({ code: 'not_found', carrierCode: 'TW0001', trackingNumber: number });
  });

  it('takes an answer without a package and without a word of the number for no word on it', () => {
    expect(errorOf({ trackResponse: { shipment: [{ inquiryNumber: number }] } }, 200).code).toBe('unexpected_response');
    expect(errorOf({ trackResponse: { shipment: [] } }, 200)).toMatchObject({
      code: 'unexpected_response',
      retryable: true,
    });
    expect(errorOf({ trackResponse: { shipment: [{ warnings: [{ code: 'ZZ1' }], package: [] }] } }, 200)).toMatchObject(
      {
        code: 'unexpected_response',
      },
    );
  });

  it.each([
    [400, 'TV1002', 'invalid_number'],
    [404, 'TV1002', 'invalid_number'],
    [400, 'TV1003', 'invalid_number'],
    [404, 'TV1003', 'not_found'],
    [400, '', 'invalid_request'],
    [401, 'UJ0001', 'unauthorized'],
    [403, '250002', 'unauthorized'],
    [403, '', 'forbidden'],
    [404, '', 'unexpected_response'],
    [404, '404', 'unexpected_response'],
    [405, '405', 'invalid_request'],
    [429, '10429', 'rate_limited'],
    [200, '10429', 'rate_limited'],
    [500, '10004', 'carrier_unavailable'],
    [503, 'ZZ9', 'carrier_unavailable'],
    [200, 'ZZ9', 'unexpected_response'],
  ])('status %i with code "%s" is %s', (status, code, expected) => {
    expect(errorOf(wrapped(code), status).code).toBe(expected);
  });

  it('reads the body without the outer `response`, and one error that stands for a list', () => {
    expect(errorOf({ errors: [{ code: 'TV1002' }] }, 400).code).toBe('invalid_number');
    expect(errorOf({ response: { errors: { code: 'TV1002' } } }, 400).code).toBe('invalid_number');
  });

  it('never repeats what UPS wrote', () => {
    expect(errorOf(wrapped('TV1002'), 400).message).not.toContain('person');
  });

  it.each([
    ['', 'unexpected_response'],
    ['<!doctype html><title>UPS</title>', 'unexpected_response'],
    ['{"trackResponse":{"shipment":[', 'unexpected_response'],
    ['null', 'unexpected_response'],
    ['[]', 'unexpected_response'],
    ['{"trackResponse":"maintenance"}', 'unexpected_response'],
  ])('calls the body %j of status 200 %s', (body, expected) => {
    expect(errorOf(body, 200).code).toBe(expected);
  });

  it('calls a page of status 503 by its status', () => {
    expect(errorOf('<html></html>', 503).code).toBe('carrier_unavailable');
  });

  it('keeps the data of a shipment that has warnings beside it', () => {
    const body = bodyOf({ activity: [activity('I', 'AR', '005')] }, { warnings: [{ code: 'TW0009' }] });
    expect(outcomeOf(body)).toMatchObject({ ok: true, value: { status: 'in_transit' } });
  });
});

describe('throttling', () => {
  it('is silent for a while after a 429 that names no time', () => {
    expect(carrier.throttledForMs?.(answer(wrapped('10429'), 429), 0)).toBe(10_000);
    expect(carrier.throttledForMs?.(answer('', 429), 0)).toBe(10_000);
  });

  it('knows its code at any status', () => {
    expect(carrier.throttledForMs?.(answer(wrapped('10429'), 200), 0)).toBe(10_000);
  });

  it('leaves a time that UPS names to the core', () => {
    const told = { ...answer(wrapped('10429'), 429), headers: { 'retry-after': '3' } };
    expect(carrier.throttledForMs?.(told, 0)).toBeUndefined();
  });

  it('is not misled by data that holds the same digits', () => {
    const body = bodyOf({ referenceNumber: [{ type: 'PACKAGE', number: '10429' }] });
    expect(carrier.throttledForMs?.(answer(body), 0)).toBeUndefined();
    expect(carrier.throttledForMs?.(answer(wrapped('250002'), 401), 0)).toBeUndefined();
  });
});

interface PublishedError {
  readonly code: string;
  readonly httpStatus: number | null;
  readonly severity: string;
  readonly proposedKind?: string;
}

describe.skipIf(!hasReference)(`published error codes${referenceNote}`, () => {
  const rows = hasReference ? referenceJson<readonly PublishedError[]>('ups/codes/error-codes.json') : [];
  const kinds: Readonly<Record<string, string>> = {
    not_found: 'not_found',
    invalid_input: 'invalid_number',
    rate_limited: 'rate_limited',
    auth: 'unauthorized',
    transient: 'carrier_unavailable',
    invalid_request: 'invalid_request',
  };

  it('are all in the table', () => {
    expect(rows.map(({ code }) => code).filter((code) => !Object.hasOwn(errorCodes, code))).toEqual([]);
    expect(rows).toHaveLength(38);
  });

  it.each(rows)('$code ($httpStatus)', ({ code, httpStatus, severity, proposedKind }) => {
    const meaning = meaningOfError(code, httpStatus ?? 200);
    if (proposedKind !== undefined && kinds[proposedKind] !== undefined) expect(meaning).toBe(kinds[proposedKind]);
    expect(meaning === 'carrier_unavailable').toBe(severity === 'Transient' || proposedKind === 'transient');
  });
});
