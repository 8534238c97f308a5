import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ParcelStatus, receiverOf, statusOfShipment } from 'waybill/kit';
import { statusDetails } from '../../src/model/detail.ts';
import { type TrackingStatus, trackingStatuses } from '../../src/model/status.ts';

const shipment = (...statuses: readonly TrackingStatus[]) => statusOfShipment(statuses.map((status) => ({ status })));

describe('a shipment of several pieces', () => {
  it.each<[readonly TrackingStatus[], ParcelStatus | undefined]>([
    [['delivered', 'delivered'], { status: 'delivered' }],
    [['delivered', 'in_transit'], { status: 'in_transit', detail: 'delivered_in_part' }],
    [['delivered', 'pre_transit'], { status: 'in_transit', detail: 'delivered_in_part' }],
    [['delivered', 'exception', 'in_transit'], { status: 'exception' }],
    [['out_for_delivery', 'delivered'], { status: 'out_for_delivery' }],
    [['out_for_delivery', 'in_transit'], { status: 'in_transit' }],
    [['pre_transit', 'pre_transit'], { status: 'pre_transit' }],
    [['pre_transit', 'in_transit'], { status: 'in_transit' }],
    [['pre_transit', 'out_for_delivery'], { status: 'in_transit' }],
    [['available_for_pickup', 'delivered'], { status: 'available_for_pickup' }],
    [['returning', 'delivered'], { status: 'returning' }],
    [['returned', 'delivered'], { status: 'returned' }],
    [['returned', 'returned'], { status: 'returned' }],
    [['cancelled', 'delivered'], { status: 'delivered' }],
    [['cancelled', 'pre_transit'], { status: 'pre_transit' }],
    [['cancelled', 'cancelled'], { status: 'cancelled' }],
    [['unknown', 'in_transit'], { status: 'in_transit' }],
    [['unknown', 'delivered'], undefined],
    [['unknown', 'cancelled'], undefined],
    [['unknown'], undefined],
    [[], undefined],
  ])('of %j is %j', (statuses, expected) => {
    expect(shipment(...statuses)).toEqual(expected);
  });

  it('has the detail of the piece behind, and of those that arrived only what all share', () => {
    expect(
      statusOfShipment([{ status: 'in_transit' }, { status: 'exception', detail: 'damaged' }, { status: 'delivered' }]),
    ).toEqual({ status: 'exception', detail: 'damaged' });
    const atDoor = { status: 'delivered', detail: 'delivered_to_safe_place' } as const;
    expect(statusOfShipment([atDoor, atDoor])).toEqual(atDoor);
    expect(statusOfShipment([atDoor, { status: 'delivered', detail: 'delivered_to_reception' }])).toEqual({
      status: 'delivered',
    });
  });

  it('never claims more than its pieces, in whatever order they come', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...trackingStatuses), { minLength: 1 }), (statuses) => {
        const { status } = shipment(...statuses) ?? {};
        expect(shipment(...statuses.toReversed())?.status).toBe(status);
        if (status === 'delivered')
          expect(statuses.every((each) => each === 'delivered' || each === 'cancelled')).toBe(true);
        if (status === 'pre_transit')
          expect(statuses.every((each) => ['pre_transit', 'cancelled', 'unknown'].includes(each))).toBe(true);
      }),
    );
  });
});

describe('who received a parcel', () => {
  it('follows from the detail, the same for all carriers', () => {
    const told = statusDetails.flatMap((detail) => receiverOf(detail) ?? []);
    expect(told).toEqual([
      'pickup_point',
      'neighbour',
      'mailbox',
      'po_box',
      'locker',
      'reception',
      'safe_place',
      'agent',
    ]);
    expect(receiverOf(undefined)).toBeUndefined();
    expect(receiverOf('signed_for')).toBeUndefined();
  });

  it('but where a carrier means something else', () => {
    expect(receiverOf('collected', { collected: 'post_office' })).toBe('post_office');
    expect(receiverOf('delivered_to_agent', { collected: 'post_office' })).toBe('agent');
  });
});
