import { describe, expect, it } from 'vitest';
import { isTrackingError } from 'waybill/kit';
import { type FedexOptions, fedex } from '../../../carriers/fedex/index.ts';

const keys = { clientId: 'l7-invented', clientSecret: 'a+b&c' };

function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('the token request', () => {
  it('sends the credentials in a form', () => {
    const request = fedex(keys).grant?.request();
    expect(request).toMatchObject({ method: 'POST', url: 'https://apis.fedex.com/oauth/token' });
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'l7-invented',
      client_secret: 'a+b&c',
    });
  });

  it('adds the customer’s pair under FedEx’s names', () => {
    const customer = { ...keys, childKey: 'child', childSecret: 'hush' };
    const form = (options: FedexOptions) =>
      Object.fromEntries(new URLSearchParams(fedex(options).grant?.request().body));
    expect(form(customer)).toMatchObject({ grant_type: 'csp_credentials', child_Key: 'child', child_secret: 'hush' });
    expect(form({ ...customer, grantType: 'client_pc_credentials' }).grant_type).toBe('client_pc_credentials');
  });

  it('reads the token, its life in seconds, as a number or as text', () => {
    const token = (body: unknown) => fedex(keys).grant?.read({ status: 200, headers: {}, body: JSON.stringify(body) });
    expect(token({ access_token: 't', expires_in: 3599 })).toEqual({ accessToken: 't', expiresInMs: 3_599_000 });
    expect(token({ access_token: 't', expires_in: '1800' })?.expiresInMs).toBe(1_800_000);
    expect(token({ access_token: 't' })?.expiresInMs).toBe(3_600_000);
  });

  it('tells refused credentials, missing permission, the block and nonsense apart', () => {
    const code = (status: number, body: string) => {
      const error = thrown(() => fedex(keys).grant?.read({ status, headers: {}, body }));
      return isTrackingError(error) ? error.code : undefined;
    };
    const coded = (name: string) => JSON.stringify({ errors: [{ code: name, message: 'm' }] });
    expect(code(401, coded('NOT.AUTHORIZED.ERROR'))).toBe('unauthorized');
    expect(code(403, coded('FORBIDDEN.ERROR'))).toBe('forbidden');
    expect(code(403, '<html>Denied</html>')).toBe('rate_limited');
    expect(code(503, 'down')).toBe('carrier_unavailable');
    expect(code(200, '{}')).toBe('unexpected_response');
    expect(code(200, '<html>')).toBe('unexpected_response');
  });
});
