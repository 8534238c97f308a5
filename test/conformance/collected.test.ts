import { describe, expect, it } from 'vitest';
import { createTracker, type DeliveredTo } from 'waybill';
import { sandboxes } from 'waybill/carriers/sandbox';
import { createSandbox, scenarios } from 'waybill/testing';
import { sandboxOf } from '../sandboxes.ts';
import { subjects } from './subjects.ts';

/** Where each carrier hands over what is collected, as `DeliveredTo` says. */
const places: Readonly<Record<string, DeliveredTo>> = {
  fedex: 'pickup_point',
  ups: 'pickup_point',
  // The post keeps parcels at its offices, and says so.
  usps: 'post_office',
  dhl: 'pickup_point',
  'dhl-express': 'pickup_point',
  'dhl-parcel-de': 'pickup_point',
};

describe('what the recipient collected', () => {
  it.each(subjects.map((subject) => [subject.name, subject] as const))(
    'was handed over where %s keeps it',
    async (_, { carrier, number }) => {
      const trackingNumber = number(7);
      const { id } = carrier;
      const start = '2026-01-12';
      const sandbox = createSandbox({
        carriers: sandboxes,
        parcels: scenarios.collected.lives({ carrier: sandboxOf(id), trackingNumber, start }),
        quotas: { [id]: [] },
      });
      const tracker = createTracker({ carriers: [carrier], fetch: sandbox.fetch, retries: 0 });
      const tracking = await tracker.track(trackingNumber, { carrier: id });
      expect([tracking.status, tracking.detail, tracking.delivery?.to]).toEqual(['delivered', 'collected', places[id]]);
    },
  );

  it('is told of every carrier that there is', () => {
    expect(Object.keys(places).toSorted()).toEqual([...new Set(subjects.map(({ carrier }) => carrier.id))].toSorted());
  });
});
