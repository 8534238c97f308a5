import { describe, expect, it } from 'vitest';
import {
  basicCredentials,
  readBasicCredentials,
  readTokenAnswer,
  requireCredentials,
  TrackingError,
  type WireResponse,
} from 'waybill/kit';

const acme = { id: 'acme', name: 'Acme' };
const answer = (body: unknown, status = 200): WireResponse => ({
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

function errorOf(call: () => unknown): TrackingError {
  try {
    call();
  } catch (error) {
    if (error instanceof TrackingError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('Basic credentials', () => {
  it('are written in UTF-8', () => {
    expect(basicCredentials('Aladdin', 'open sesame')).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
    expect(basicCredentials('test', '123£')).toBe('Basic dGVzdDoxMjPCow==');
    expect(basicCredentials('a', 'x'.repeat(300_000))).toHaveLength(6 + 4 * Math.ceil(300_002 / 3));
  });

  it.each(['Aladdin:open sesame', 'test:123£', 'id:a:b', ':', 'key:'])(
    '%j is read back as it was given',
    (credential) => {
      const [user = '', ...password] = credential.split(':');
      expect(readBasicCredentials(basicCredentials(user, password.join(':')))).toBe(credential);
    },
  );

  it.each([undefined, '', 'Basic ', 'Basic !', 'Basic a', 'Bearer QWxhZGRpbg=='])('%j holds none', (authorization) => {
    expect(readBasicCredentials(authorization)).toBeUndefined();
  });
});

describe('credentials that cannot work', () => {
  it.each([
    [undefined, 'clientSecret is missing'],
    ['', 'clientSecret is blank'],
    [' \t', 'clientSecret is blank'],
    ['secret-value\n', 'clientSecret has a line break'],
    ['secret-value ', 'clientSecret begins or ends with a blank'],
    ['secret\u200bvalue', 'clientSecret has characters that nobody sees'],
    ['secret\u0000value', 'clientSecret has characters that nobody sees'],
  ])('%j: the message names the option, and never the value', (clientSecret, words) => {
    const error = errorOf(() => requireCredentials('acme', { clientId: 'id', clientSecret }, 'acme.example'));
    expect(error).toMatchObject({ code: 'invalid_request', carrier: 'acme' });
    expect(error.message).toBe(`Credentials of acme: ${words}; give it as it was issued, from acme.example.`);
    expect(JSON.stringify(error)).not.toContain('secret-value');
  });

  it('names all of them, and lets good ones pass', () => {
    expect(errorOf(() => requireCredentials('acme', { user: '', password: undefined })).message).toContain(
      'user is blank, password is missing',
    );
    expect(() => requireCredentials('acme', { user: 'a b', password: 'pä$$ wörd' })).not.toThrow();
  });
});

describe('the answer of a token endpoint', () => {
  it.each([3599, '3599', 3599.9999])('a token that lives %j seconds', (seconds) => {
    const token = readTokenAnswer(acme, answer({ access_token: 'abc', expires_in: seconds }));
    expect(token.accessToken).toBe('abc');
    expect(Math.floor(token.expiresInMs / 1000)).toBe(3599);
  });

  it.each([undefined, null, '', 'soon', 0, -1, 1e300])(
    'one that says %j lives as long as they usually do',
    (seconds) => {
      const body = answer({ access_token: 'abc', expires_in: seconds });
      expect(readTokenAnswer(acme, body).expiresInMs).toBe(3_600_000);
      expect(readTokenAnswer(acme, body, { usualLifeMs: 5 }).expiresInMs).toBe(5);
    },
  );

  it.each([
    [answer({ error: 'invalid_client' }, 401), 'unauthorized'],
    [answer({ error: 'invalid_scope' }, 400), 'forbidden'],
    [answer({ error: 'invalid_request' }, 400), 'invalid_request'],
    [answer({ error: 'constructor' }, 400), 'unauthorized'],
    [answer({}, 400), 'unauthorized'],
    [answer({}, 403), 'forbidden'],
    [answer({}, 429), 'rate_limited'],
    [answer({ error: 'invalid_client' }, 503), 'carrier_unavailable'],
    [answer({ error: 'invalid_client' }, 200), 'unauthorized'],
    [answer({ access_token: 'a\nb' }), 'unexpected_response'],
    [answer({ access_token: '' }), 'unexpected_response'],
    [answer({ access_token: 7 }), 'unexpected_response'],
    [answer([]), 'unexpected_response'],
    [answer('null'), 'unexpected_response'],
    [answer('<html>'), 'unexpected_response'],
    [answer('<html>', 502), 'carrier_unavailable'],
    [answer('', 401), 'unauthorized'],
  ])('%j is %s', (response, code) => {
    expect(errorOf(() => readTokenAnswer(acme, response))).toMatchObject({
      code,
      carrier: 'acme',
      httpStatus: response.status,
    });
  });

  it('is refused in the carrier’s own words where it has some', () => {
    const refusal = ({ status }: WireResponse, body: unknown) =>
      JSON.stringify(body).includes('E1')
        ? new TrackingError('forbidden', 'Acme wants a contract.', { httpStatus: status })
        : undefined;
    expect(errorOf(() => readTokenAnswer(acme, answer({ code: 'E1' }, 400), { refusal }))).toMatchObject({
      code: 'forbidden',
    });
    expect(errorOf(() => readTokenAnswer(acme, answer({ code: 'E2' }, 400), { refusal }))).toMatchObject({
      code: 'unauthorized',
    });
  });
});
