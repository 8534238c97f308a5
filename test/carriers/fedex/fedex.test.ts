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

describe('the factory', () => {
  it('refuses credentials that cannot work', () => {
    const wrong: readonly FedexOptions[] = [
      { clientId: ' ', clientSecret: 's' },
      { clientId: 'i', clientSecret: '' },
      { ...keys, childKey: 'c' },
      { ...keys, childSecret: 'c' },
      { ...keys, grantType: 'csp_credentials' },
    ];
    for (const options of wrong) {
      const error = thrown(() => fedex(options));
      expect(isTrackingError(error) && error.code).toBe('invalid_request');
      expect(String(error)).toMatch(/client(?:Id|Secret)|child(?:Key|Secret)/);
    }
  });

  it('declares the published limits, or the caller’s own', () => {
    const { maxBatch, quotas, id, name } = fedex(keys);
    expect({ maxBatch, id, name }).toEqual({ maxBatch: 30, id: 'fedex', name: 'FedEx' });
    expect(quotas).toEqual([
      { limit: 1400, intervalMs: 10_000 },
      { limit: 100_000, intervalMs: 86_400_000 },
    ]);
    const own = fedex({ ...keys, quotas: [{ limit: 5, intervalMs: 1000 }], maxConcurrency: 2 });
    expect(own.quotas).toEqual([{ limit: 5, intervalMs: 1000 }]);
    expect(own.maxConcurrency).toBe(2);
  });

  it('names an account by host, key and customer, and betrays none of them', () => {
    const { account } = fedex(keys);
    expect(account).toMatch(/^fedex:[0-9a-f]+$/);
    expect(fedex({ ...keys, clientSecret: 'renewed' }).account).toBe(account);
    expect(fedex({ ...keys, environment: 'test' }).account).not.toBe(account);
    expect(fedex({ ...keys, childKey: 'c', childSecret: 's' }).account).not.toBe(account);
  });
});
