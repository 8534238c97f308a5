import { describe, expect, it } from 'vitest';
import { readStatus } from '../../../../carriers/dhl/unified/status.ts';
import { read, shipment } from './payloads.ts';

describe('resolution of a status', () => {
  it('takes the code of the division first, whatever statusCode says', () => {
    const line = { status: 'NOT_HOME', statusCode: 'transit' };
    expect(readStatus('parcel-nl', line)).toEqual({
      status: 'delivery_attempted',
      detail: 'recipient_unavailable',
      basis: 'code',
      code: 'NOT_HOME',
    });
  });

  it('keeps the divisions apart: the same number has two meanings', () => {
    expect(readStatus('ecommerce', { status: '100' })).toMatchObject({ status: 'in_transit', detail: 'picked_up' });
    expect(readStatus('ecommerce-europe', { status: '100' })).toMatchObject({ status: 'returning' });
  });

  it('reads the words where there is no code', () => {
    expect(readStatus('ecommerce', { status: 'OUT FOR DELIVERY', statusCode: 'transit' })).toEqual({
      status: 'out_for_delivery',
      detail: undefined,
      basis: 'text',
      code: undefined,
    });
    expect(readStatus('parcel-pl', { description: 'Parcel out for delivery', statusCode: 'transit' })).toMatchObject({
      status: 'out_for_delivery',
      basis: 'text',
    });
  });

  it('reads a sentence of any length of white space and case', () => {
    const { status } = readStatus('parcel-de', { status: 'Parcel  has been\nDELIVERED', statusCode: 'transit' });
    expect(status).toBe('delivered');
  });

  it('falls back to statusCode for words that it does not know, as in another language', () => {
    const polish = { description: 'paczka doręczona', statusCode: 'delivered' };
    expect(readStatus('parcel-pl', polish)).toMatchObject({ status: 'delivered', basis: 'category' });
    expect(readStatus('parcel-pl', { description: 'nic', statusCode: 'failure' })).toMatchObject({
      status: 'exception',
    });
  });

  it('keeps an unknown code and says so by the basis', () => {
    expect(readStatus('express', { status: 'ZZ', statusCode: 'transit' })).toMatchObject({
      basis: 'category',
      code: 'ZZ',
    });
    expect(readStatus('express', { status: 'QQ' })).toMatchObject({ status: 'unknown', basis: 'none', code: 'QQ' });
    expect(readStatus('express', { status: 'OF', statusCode: 'unknown' })).toMatchObject({
      status: 'unknown',
      code: 'OF',
    });
  });

  it('never guesses for names of JavaScript’s own', () => {
    expect(readStatus('constructor', { status: 'toString', statusCode: '__proto__' }).status).toBe('unknown');
  });

  it('takes the states of a whole Express shipment for coarse', () => {
    expect(readStatus('express', { status: '102' })).toMatchObject({ status: 'in_transit', basis: 'category' });
  });

  it('does not take statusCode for a truth test', () => {
    const tracking = read([
      shipment({ events: [{ timestamp: '2026-11-20T10:00:00Z', statusCode: 'pre-transit', status: 'DELIVERED' }] }),
    ]);
    expect(tracking.status).toBe('delivered');
  });

  it.each([
    ['Left in mailbox', 'delivered_to_mailbox'],
    ['FRONT DOOR/PORCH', 'delivered_to_safe_place'],
    ['WITH RECEPTION', 'delivered_to_reception'],
    ['PARCEL LOCKER', 'delivered_to_locker'],
    ['PO BOX', 'delivered_to_po_box'],
  ])('finds the place of an eCommerce delivery in its description: %s', (description, detail) => {
    expect(readStatus('ecommerce', { status: 'DELIVERED', description })).toMatchObject({
      status: 'delivered',
      detail,
    });
  });
});

describe('codes of Parcel NL that say something else than they seem to', () => {
  it.each([
    ['DELIVERED_AT_PARCELSHOP', 'in_transit', 'to_pickup_point'],
    ['NOTIFICATION_FOR_PARCELSHOP_COLLECTION_HAS_BEEN_SENT', 'available_for_pickup', 'at_pickup_point'],
    ['SIGNATURE_RECORDED', 'info', undefined],
    ['RETURNED_TO_SHIPPER', 'returning', 'return_to_sender'],
    ['DELIVERED_AT_SHIPPER', 'returned', undefined],
    ['PARCEL_HANDED_OVER_TO_COURIER', 'out_for_delivery', undefined],
    ['STORAGE_PERIOD_ENDED_AT_PARCELSHOP', 'returning', 'not_collected'],
    ['PARCEL_PICKED_UP_AT_PARCELSHOP', 'in_transit', undefined],
    ['SHIPMENT_STOPPED', 'exception', 'seized'],
    ['COLLECTED', 'in_transit', 'picked_up'],
    ['SHIPMENT_COLLECTED', 'delivered', 'collected'],
  ])('%s is %s', (status, meaning, detail) => {
    expect(readStatus('parcel-nl', { status })).toMatchObject({ status: meaning, detail, basis: 'code' });
  });

  it('keeps a return a return when the courier collects it at the shop', () => {
    const codes = [
      'PARCEL_COLLECTED_AT_PARCELSHOP_BY_COURIER',
      'STORAGE_PERIOD_ENDED_AT_PARCELSHOP',
      'OUT_FOR_DELIVERY',
    ];
    const events = codes.map((status, index) => ({
      timestamp: `2026-11-2${3 - index}T10:00:00+01:00`,
      statusCode: 'transit',
      status,
    }));
    expect(read([shipment({ service: 'parcel-nl', events })])).toMatchObject({
      status: 'returning',
      detail: 'not_collected',
    });
  });
});

describe('what eCommerce Europe calls delivered', () => {
  it.each([
    ['44', 'available_for_pickup', 'at_pickup_point'],
    ['45', 'available_for_pickup', 'at_locker'],
    ['46', 'available_for_pickup', 'at_post_office'],
    ['302', 'in_transit', 'handed_to_partner'],
    ['366', 'returned', undefined],
  ])('%s is %s', (status, meaning, detail) => {
    expect(readStatus('ecommerce-europe', { status, statusCode: 'delivered' })).toMatchObject({
      status: meaning,
      detail,
    });
  });
});

describe('words', () => {
  it.each([
    ['The parcel has not been delivered', 'delivery_attempted', undefined],
    ['The parcel cannot be delivered', 'delivery_attempted', undefined],
    ['The parcel was not yet delivered', 'in_transit', undefined],
    ['The parcel is ready to be delivered', 'in_transit', 'preparing_for_delivery'],
    ['The parcel is being delivered', 'out_for_delivery', undefined],
    ['Undelivered: gone to local disposal', 'exception', 'destroyed'],
    ['Delivered to the address of the recipient', 'delivered', undefined],
    ['Delivered with return receipt', 'delivered', undefined],
    ['Left with the neighbours', 'delivered', undefined],
    ['Left the hub', 'in_transit', 'departed_facility'],
    ['Notice left', 'delivery_attempted', 'notice_left'],
    ['Nothing was picked up', 'exception', 'pickup_failed'],
    ['Payment confirmed', 'info', undefined],
    ['Not arrived', 'exception', 'operational_delay'],
    ['Damaged on the way, returned to sender', 'returning', 'return_to_sender'],
    ['In clearance at customs', 'in_transit', 'customs_processing'],
    ['Clearance processing complete', 'in_transit', 'customs_cleared'],
  ])('%s', (words, status, detail) => {
    expect(readStatus('parcel-uk', { status: words })).toMatchObject({ status, detail, basis: 'text' });
  });

  it.each(['Return pickup order cancelled', 'Zugestellt', 'x', '?'.repeat(10_000), 'delivered '.repeat(1_000)])(
    'leaves others to statusCode: %#',
    (words) => {
      expect(readStatus('parcel-uk', { status: words, statusCode: 'transit' }).status).not.toBe('cancelled');
      expect(readStatus('parcel-uk', { description: words.repeat(50) }).basis).toBe('none');
    },
  );
});
