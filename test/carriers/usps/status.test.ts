import { describe, expect, it } from 'vitest';
import { meaningOfScan, meaningOfText } from '../../../carriers/usps/status.ts';
import { newParcel, newScan, trackingIn } from './payloads.ts';

describe('a scan', () => {
  it.each([
    ['01', 'Delivered, To Original Sender', 'returned', undefined],
    ['01', 'Delivered, Parcel Locker', 'delivered', 'delivered_to_locker'],
    ['01', 'Something new', 'delivered', undefined],
    ['02', 'Notice Left (Business Closed)', 'delivery_attempted', 'business_closed'],
    ['02', undefined, 'delivery_attempted', 'recipient_unavailable'],
    ['03', 'USPS picked up item', 'in_transit', 'picked_up'],
    ['10', 'Arrived at USPS Regional Origin Facility', 'in_transit', 'received_at_origin_facility'],
    ['10', 'Arrived at USPS Regional Facility', 'in_transit', 'arrived_at_facility'],
    ['10', 'Processed Through USPS Facility', 'in_transit', 'processed_at_facility'],
    ['11', 'Seized by Law Enforcement', 'exception', 'seized'],
    ['11', undefined, 'exception', undefined],
    ['17', 'Picked Up By Agent', 'delivered', 'delivered_to_agent'],
    ['60', 'Tendered to Agent for Final Delivery', 'delivered', 'delivered_to_agent'],
    ['80', 'Picked Up by Shipping Partner, USPS Awaiting Item', 'in_transit', 'picked_up'],
    ['81', 'Arrived Shipping Partner Facility, USPS Awaiting Item', 'in_transit', 'arrived_at_facility'],
    ['DX', 'Awaiting Delivery Scan', 'info', undefined],
    ['NT', 'In Transit, Arriving Late', 'in_transit', 'delayed'],
    ['TL', 'In Transit to Next Facility', 'in_transit', undefined],
    ['07', 'Delivered', 'in_transit', 'arrived_at_destination_facility'],
  ])('%s %s is %s %s', (code, wording, status, detail) => {
    const { meaning, basis } = meaningOfScan(code, wording);
    expect([meaning[0], meaning[1], basis]).toEqual([status, detail, 'code']);
  });

  it('takes the wording for a code that is not known, and says so', () => {
    expect(meaningOfScan('Q9', 'Out for Delivery, Expected Delivery by 9:00pm')).toEqual({
      meaning: ['out_for_delivery'],
      basis: 'text',
    });
    expect(meaningOfScan('Q9', 'Beamed up')).toEqual({ meaning: ['unknown'], basis: 'none' });
    expect(meaningOfScan('constructor', undefined).basis).toBe('none');
  });

  it('takes the delivery attribute of an older payload before the wording', () => {
    expect(meaningOfScan('01', 'Delivered', '08').meaning).toEqual(['delivered', 'delivered_to_po_box']);
  });
});

describe('a wording', () => {
  it.each([
    ['OUT FOR DELIVERY', 'out_for_delivery'],
    ['Delivered,<SUP>x</SUP> To Original Sender, by carrier', 'returned'],
    ['Unclaimed/Being Returned to Sender', 'returning'],
    ['  Held at Post Office - At Customer Request ', 'available_for_pickup'],
  ])('%s is %s', (wording, status) => {
    expect(meaningOfText(wording)?.[0]).toBe(status);
  });

  it.each(['', '   ', 'Deliver', 'Delivering', 'toString', undefined, null])('%j says nothing', (wording) => {
    expect(meaningOfText(wording)).toBeUndefined();
  });
});

describe('a parcel', () => {
  /** Scans oldest first, an hour apart, as the carrier lists them. */
  function parcel(codes: readonly (readonly [string, string])[], fields: object = {}) {
    const scans = codes.map(([eventCode, eventType], hour) =>
      newScan({ eventCode, eventType, eventTimestamp: `2026-11-18T${String(hour + 1).padStart(2, '0')}:00:00-05:00` }),
    );
    return trackingIn([newParcel(fields, scans.toReversed())]);
  }
  const delivered = ['01', 'Delivered, Front Door/Porch'] as const;

  it.each(['09', '28', '29', '31', 'H8', 'K4', 'K5', 'K6', 'RE', 'RT'])(
    'that went back by %s is returned by 01',
    (code) => {
      expect(parcel([[code, 'Return to Sender']]).status).toBe('returning');
      expect(
        parcel([
          [code, ''],
          ['A1', ''],
          ['OF', 'Out for Delivery'],
        ]).status,
      ).toBe('returning');
      expect(parcel([[code, ''], ['A1', ''], delivered]).status).toBe('returned');
    },
  );

  it('whose status says return to sender goes back', () => {
    expect(parcel([['A1', '']], { status: 'Return to Sender Processed' }).status).toBe('returning');
  });

  it.each([
    ['GC', 'Return Receipt Associated'],
    ['VX', 'Package Research Case Closed'],
    ['VC', 'Package Research Case Created'],
  ])('stays delivered after %s', (code, wording) => {
    expect(parcel([delivered, [code, wording]], { status: wording, statusCategory: 'Delivered' }).status).toBe(
      'delivered',
    );
    expect(parcel([delivered, [code, wording]]).status).toBe('delivered');
  });

  it('stays out for delivery while its delivery scan is awaited', () => {
    const fields = { status: 'Awaiting Delivery Scan', statusCategory: 'Awaiting Delivery' };
    expect(
      parcel(
        [
          ['OF', 'Out for Delivery'],
          ['DX', 'Awaiting Delivery Scan'],
        ],
        fields,
      ).status,
    ).toBe('out_for_delivery');
  });

  it('is what its status says, even where the category is behind', () => {
    expect(parcel([delivered], { status: delivered[1], statusCategory: 'Accepted' })).toMatchObject({
      status: 'delivered',
      detail: 'delivered_to_safe_place',
    });
  });

  it('is what the category says where nothing else speaks', () => {
    expect(parcel([], { statusCategory: 'Arriving On Time' }).status).toBe('in_transit');
    expect(parcel([['Q9', 'Beamed up']], { status: 'Beamed up', statusCategory: 'Alert' }).status).toBe('exception');
    expect(parcel([['Q9', 'Beamed up']], { statusCategory: 'Teleport' }).status).toBe('unknown');
  });

  it('moves before USPS has it', () => {
    expect(
      parcel([
        ['GX', ''],
        ['80', ''],
        ['82', ''],
      ]).status,
    ).toBe('in_transit');
    expect(parcel([['89', '']]).status).toBe('pre_transit');
  });
});
