import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { upsFormats } from 'waybill/carriers/ups';

function recorded(name: string) {
  const body = readFileSync(new URL(`../../recordings/ups/${name}.json`, import.meta.url), 'utf8');
  return readPayload(body, upsFormats).map((outcome) => {
    if (!outcome.ok) throw outcome.error;
    return outcome.value;
  });
}

/** One line for each event. */
function historyOf(name: string) {
  return recorded(name)[0]?.events.map(({ occurredAt, status, detail }) => [occurredAt, status, detail].join(' '));
}

describe('recorded answers', () => {
  it('waiting at an access point after an attempt', () => {
    expect(recorded('waiting-at-access-point')).toMatchObject([
      {
        status: 'available_for_pickup',
        detail: 'at_pickup_point',
        pickupBy: '2026-03-12',
        estimatedDelivery: { from: '2026-03-05', to: '2026-03-05' },
        promisedDelivery: { from: '2026-03-04', to: '2026-03-04' },
      },
    ]);
    expect(recorded('waiting-at-access-point')[0]).not.toHaveProperty('issues');
    expect(historyOf('waiting-at-access-point')).toEqual([
      '2026-03-02T10:12:11-06:00 pre_transit label_created',
      '2026-03-02T19:15:44-06:00 in_transit received_at_origin_facility',
      '2026-03-03T23:30:00-06:00 in_transit departed_facility',
      '2026-03-04T04:10:00-06:00 in_transit arrived_at_facility',
      '2026-03-04T08:15:30-06:00 out_for_delivery ',
      '2026-03-04T13:40:02-06:00 delivery_attempted recipient_unavailable',
      '2026-03-04T17:45:11-06:00 in_transit ',
      '2026-03-05T16:12:04-06:00 available_for_pickup at_pickup_point',
    ]);
  });

  it('handed to the post, whose lines bear no offset but that of their place', () => {
    const [tracking] = recorded('handed-to-post');
    expect(tracking).toMatchObject({
      status: 'delivered',
      detail: 'delivered_by_partner',
      delivery: { at: '2026-03-16T11:38:00-04:00' },
      related: [{ relation: 'last_mile', trackingNumber: '9261290100000123456780', carrier: 'usps' }],
    });
    expect(tracking?.events.map(({ timeBasis }) => timeBasis)).toEqual([
      'carrier',
      'carrier',
      'carrier',
      'place',
      'place',
      'place',
    ]);
  });

  it('of Mail Innovations, whose codes mean other things than those of packages', () => {
    expect(historyOf('mail-innovations')).toEqual([
      '2026-03-19 pre_transit label_created',
      '2026-03-20 in_transit accepted',
      '2026-03-21T15:00:00-04:00 in_transit processed_at_facility',
      '2026-03-21T22:00:00-04:00 in_transit departed_facility',
    ]);
    expect(recorded('mail-innovations')[0]?.weight).toEqual({ value: 6, unit: 'oz' });
  });

  it('of a shipment of two, one delivered and found damaged later, one misrouted', () => {
    const [first, second] = recorded('two-packages');
    expect(first).toMatchObject({
      status: 'delivered',
      detail: 'delivered_to_reception',
      delivery: { signedBy: 'ROE', leftAt: 'Front Desk', to: 'reception', proof: [{ kind: 'signature' }] },
      pieceCount: 2,
    });
    expect(second).toMatchObject({
      status: 'exception',
      detail: 'missorted',
      estimatedDelivery: { from: '2026-04-01T10:15:00', to: '2026-04-01T14:15:00' },
      promisedDelivery: { from: '2026-04-01', to: '2026-04-01' },
      pieces: [{ status: 'delivered' }, { status: 'exception' }],
    });
  });
});
