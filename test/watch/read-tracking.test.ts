import { describe, expect, it } from 'vitest';
import { createTracker, isChange } from 'waybill';
import { fedex } from 'waybill/carriers';
import { fedexSandbox } from 'waybill/carriers/sandbox';
import { createSandbox, scenarioNumber, scenarioParcels } from 'waybill/testing';
import { absorb, readTracking, watch } from 'waybill/watch';

const login = { clientId: 'shop', clientSecret: 'hush', quotas: [] };

function open() {
  const sandbox = createSandbox({ carriers: [fedexSandbox], parcels: scenarioParcels(), quotas: { fedex: [] } });
  return { sandbox, tracker: createTracker({ carriers: [fedex(login)], fetch: sandbox.fetch, retries: 0 }) };
}

describe('what is known', () => {
  const delivered = scenarioNumber(fedexSandbox, 'delivered');

  it('is read back without a call, with every change that was told', async () => {
    const { sandbox, tracker } = open();
    const store = new Map<string, string>();
    const given = delivered.replace(/(.{4})(?=.)/g, '$1 ');
    const watched = watch(tracker, [given], { store, untilSettled: true });
    expect(await watched.tracking(given)).toBeUndefined();
    for await (const event of watched) {
      if (!isChange(event)) continue;
      expect((await watched.tracking(given))?.status).toBe('delivered');
      break;
    }
    const { requests } = sandbox.report();
    expect(await readTracking(store, given)).toMatchObject({ trackingNumber: delivered, status: 'delivered' });
    expect(await readTracking(store, { trackingNumber: delivered, carrier: 'fedex' })).toMatchObject({
      status: 'delivered',
    });
    expect(sandbox.report().requests).toBe(requests);
  });

  it('is read back of what came by a push or a loop of one’s own', async () => {
    const { tracker } = open();
    const store = new Map<string, string>();
    const tracking = await tracker.track(delivered);
    await absorb(store, tracking);
    expect(await readTracking(store, { trackingNumber: delivered, carrier: 'fedex' })).toMatchObject(tracking);
  });

  it('is nothing of a number that nobody asked for', async () => {
    expect(await readTracking(new Map(), delivered)).toBeUndefined();
    expect(await readTracking(new Map(), { trackingNumber: delivered, carrier: 'fedex' })).toBeUndefined();
  });
});
