import { describe, expect, it } from 'vitest';
import type { WireResponse } from 'waybill/kit';
import { answer, answerFor, carrier, number, outcomes, recording } from './answers.ts';

const coded = (code: string, message = 'Sent for 771234005615.') => ({
  transactionId: 't',
  errors: [{ code, message }],
});

function errorOf(response: WireResponse) {
  const [outcome] = outcomes(response, number);
  if (outcome === undefined || outcome.ok) throw new Error('no error');
  return outcome.error;
}

describe('an error inside a result', () => {
  const inside = (code: string) => errorOf(answerFor(number, { error: { code, message: 'Sent for 771234005615.' } }));

  it.each([
    ['TRACKING.TRACKINGNUMBER.NOTFOUND', 'not_found', true],
    ['TRACKING.TRACKINGNUMBER.INVALID', 'invalid_number', false],
    ['INTERNAL.SERVER.ERROR', 'carrier_unavailable', true],
    ['SERVICE.UNAVAILABLE.ERROR', 'carrier_unavailable', true],
    ['TRACKING.DATA.NOTUNIQUE', 'invalid_request', false],
    ['TRACKING.CUSTOMCRITICAL.ERROR', 'not_available', false],
    ['TRACKING.SHIPDATEEND.FUTURE', 'invalid_request', false],
    ['TRACKINGDOCUMENT.DOCUMENT.UNAVAILABLE', 'not_available', true],
    ['NEVER.HEARD.OF', 'unexpected_response', false],
    ['constructor', 'unexpected_response', false],
  ])('%s is %s', (carrierCode, code, retryable) => {
    expect(inside(carrierCode)).toMatchObject({
      code,
      retryable,
      carrierCode,
      carrier: 'fedex',
      trackingNumber: number,
    });
  });

  it('says what to do in our words, without FedEx’s', () => {
    expect(inside('TRACKING.DATA.NOTUNIQUE').message).toMatch(/uniqueId/);
    expect(inside('TRACKING.SHIPDATERANGE.TOOLONG').message).toMatch(/30 days/);
    expect(inside('TRACKING.MULTISTOP.ERROR').message).toMatch(/customcritical/);
    expect(inside('TRACKING.TRACKINGNUMBER.NOTFOUND').message).not.toMatch(/771234005615/);
  });
});

describe('an error instead of results', () => {
  it.each([
    [400, coded('TRACKING.TRACKINGNUMBER.EMPTY'), 'invalid_number'],
    [400, coded('TRACKING.LOCALE.INVALID'), 'invalid_request'],
    [400, coded('SOMETHING.NEW'), 'invalid_request'],
    [403, coded('FORBIDDEN.ERROR'), 'forbidden'],
    [403, coded('CUSTOMER.USAGE.LOCKED'), 'forbidden'],
    [404, coded('NOT.FOUND.ERROR'), 'invalid_request'],
    [500, coded('INTERNAL.SERVER.ERROR'), 'carrier_unavailable'],
    [503, '<html>Service unavailable</html>', 'carrier_unavailable'],
    [502, '', 'carrier_unavailable'],
    [200, coded('INTERNAL.SERVER.ERROR'), 'carrier_unavailable'],
    [200, { output: { completeTrackResults: [] }, ...coded('INTERNAL.SERVER.ERROR') }, 'carrier_unavailable'],
    [200, { output: { completeTrackResults: [] } }, 'unexpected_response'],
    [200, { output: { alerts: 'TRACKING.DATA.NOTFOUND -  Tracking data unavailable' } }, 'not_found'],
    [200, { output: { alerts: [{ code: 'TRACKING.DATA.NOTFOUND', alertType: 'NOTE' }] } }, 'not_found'],
    [200, { output: { elsewhere: [] } }, 'unexpected_response'],
    [200, '<?xml version="1.0"?><page/>', 'unexpected_response'],
    [200, '<html>', 'unexpected_response'],
    [200, '', 'unexpected_response'],
    [200, '{"output":{"complete', 'unexpected_response'],
    [200, 'null', 'unexpected_response'],
    [200, '[]', 'unexpected_response'],
  ])('%i %j is %s', (status, body, code) => {
    expect(errorOf(answer(body, status))).toMatchObject({ code });
  });

  it('keeps the HTTP status', () => {
    expect(errorOf(answer(coded('FORBIDDEN.ERROR'), 403)).httpStatus).toBe(403);
    expect(errorOf(answer('<html>', 502)).httpStatus).toBe(502);
  });

  it('is the same for every number of the batch', () => {
    const answered = outcomes(answer(coded('FORBIDDEN.ERROR'), 403), number, '961102001234568');
    expect(answered.map((one) => [one.trackingNumber, !one.ok && one.error.code])).toEqual([
      [number, 'forbidden'],
      ['961102001234568', 'forbidden'],
    ]);
  });

  it('asks again in halves where one number may have spoilt the batch', () => {
    const inquiries = [{ trackingNumber: number }, { trackingNumber: '961102001234568' }];
    const reading = (code: string) => carrier.read(answer(coded(code), 400), inquiries);
    expect(reading('TRACKING.TRACKINGNUMBERS.LIMITEXCEEDED')).toBe('split');
    expect(reading('TRACKING.TRACKINGNUMBER.EMPTY')).toBe('split');
    expect(reading('TRACKING.SHIPDATEEND.FUTURE')).toBe('split');
    expect(reading('TRACKING.NEVER.HEARD.OF')).toBe('split');
    expect(reading('TRACKING.LOCALE.INVALID')).not.toBe('split');
    expect(carrier.read(answer(coded('TRACKING.TRACKINGNUMBER.EMPTY'), 400), inquiries.slice(1))).not.toBe('split');
  });

  it('is no error where only the note of the test host stands beside the results', () => {
    expect(outcomes(answer(recording('mixed-batch')), '961102001234568')).toMatchObject([{ ok: true }]);
  });
});

describe('throttling', () => {
  const evening = Date.parse('2026-11-20T22:30:00Z');
  const silence = (status: number, body: unknown, headers = {}) =>
    carrier.throttledForMs?.({ ...answer(body, status), headers }, evening);

  it('waits for the next day of the quota, which begins at midnight GMT', () => {
    const untilMidnight = 90 * 60_000;
    expect(silence(429, coded('X', 'Daily transaction quota exceeded. Retry after 12:00AM GMT'))).toBe(untilMidnight);
    expect(silence(429, coded('X', 'Per project daily quota exceeded. Retry after 12:00 AM GMT'))).toBe(untilMidnight);
  });

  it('waits as long as the words say, ten seconds by default', () => {
    expect(silence(429, coded('X', 'Rate limit threshold exceeded. Retry after 20 seconds'))).toBe(20_000);
    expect(silence(429, coded('X', 'Too many requests in a short duration.'))).toBe(10_000);
    expect(silence(429, '<html>')).toBe(10_000);
  });

  it('leaves a Retry-After to the core', () => {
    expect(silence(429, coded('X'), { 'retry-after': '3' })).toBeUndefined();
  });

  it('takes a 403 of a token request without a code of the API for the ten-minute block', () => {
    for (const body of ['<HTML>Access Denied</HTML>', '', '{}', coded('UNHEARD')]) {
      expect(carrier.grant?.throttledForMs?.(answer(body, 403), evening)).toBe(600_000);
      // The block concerns token requests only: to a tracking call a 403 is a refusal.
      expect(silence(403, body)).toBeUndefined();
      expect(errorOf(answer(body, 403))).toMatchObject({ code: 'forbidden', retryable: false });
    }
    expect(carrier.grant?.throttledForMs?.(answer(coded('FORBIDDEN.ERROR'), 403), evening)).toBeUndefined();
    expect(carrier.grant?.throttledForMs?.(answer('<html>', 429), evening)).toBe(10_000);
  });

  it('takes no refused permission for it, nor anything else', () => {
    expect(silence(403, coded('FORBIDDEN.ERROR'))).toBeUndefined();
    expect(silence(403, coded('NOT.AUTHORIZED.ERROR'))).toBeUndefined();
    expect(silence(500, coded('X', 'Retry after 12:00AM GMT'))).toBeUndefined();
    expect(silence(200, recording('ground-delivered'))).toBeUndefined();
  });
});
