import { describe, expect, it } from 'vitest';
import { upsFormats } from 'waybill/carriers/ups';
import { hasReference, referenceNote, referenceText } from '../../../reference.ts';
import { stated, stored } from '../../stated.ts';

/** What each of the answers says, written from its text. */
const statements: Readonly<Record<string, readonly object[]>> = {
  'archived-delivery-only': [
    {
      trackingNumber: '1Z999AA10123456784',
      service: { code: '13', name: 'UPS NEXT DAY AIR SAVER' },
      delivery: {
        at: '2011-06-17T13:45:00-05:00',
        leftAt: 'PORCH',
        to: 'safe_place',
        place: { city: 'CYPRESS', region: 'TX', postalCode: '77433', country: 'US' },
      },
      origin: { city: 'COFFEYVILLE', region: 'KS', postalCode: '67337', country: 'US' },
      status: 'delivered',
      detail: 'delivered_to_safe_place',
      events: ['2011-06-17T13:45:00-05:00 place | delivered/delivered_to_safe_place by code FS | CYPRESS TX 77433 US'],
    },
  ],
  'delivered-then-refund-exception': [
    {
      trackingNumber: '1Z999AA10123456784',
      service: { code: '003', name: 'GROUND' },
      shippedAt: '2013-12-03',
      delivery: {
        at: '2013-12-09T16:17:00-05:00',
        signedBy: 'A.TESTER',
        leftAt: 'FRONT DESK',
        to: 'reception',
        place: { city: 'ASHEBORO', region: 'NC', postalCode: '27203', country: 'US' },
      },
      origin: { city: 'WINONA', region: 'MN', postalCode: '55987-6203', country: 'US' },
      destination: { city: 'ASHEBORO', region: 'NC', postalCode: '27204', country: 'US' },
      weight: { value: 15.9, unit: 'lb' },
      references: [{ kind: 'shipment', value: 'REF-1' }],
      status: 'delivered',
      detail: 'delivered_to_reception',
      events: [
        '2013-12-03T16:54:11 none | pre_transit/label_created by code MP | US',
        '2013-12-03T20:06:00-06:00 place | in_transit/received_at_origin_facility by code OR | WINONA MN US',
        '2013-12-03T20:43:00-06:00 place | in_transit/departed_facility by code DP | WINONA MN US',
        '2013-12-03T22:58:00-06:00 place | in_transit/arrived_at_facility by code AR | EAGAN MN US',
        '2013-12-04T05:54:00-06:00 place | in_transit/departed_facility by code DP | EAGAN MN US',
        '2013-12-05T06:16:00-05:00 place | in_transit/arrived_at_facility by code AR | GREENSBORO NC US',
        '2013-12-05T21:30:00-05:00 place | exception/operational_delay by code 2Y | GREENSBORO NC US',
        '2013-12-06T10:12:00-05:00 place | in_transit/arrived_at_destination_facility by code DS | GREENSBORO NC US',
        '2013-12-09T06:00:00-05:00 place | in_transit/arrived_at_destination_facility by code DS | GREENSBORO NC US',
        '2013-12-09T16:17:00-05:00 place | delivered/delivered_to_reception by code KB | ASHEBORO NC 27203 US',
        '2013-12-12T04:38:00-06:00 place | info/claim by code DM | WINONA MN US',
      ],
    },
  ],
  delivered: [
    {
      trackingNumber: '1Z12345E0291980793',
      service: { code: '002', name: '2ND DAY AIR' },
      shippedAt: '2010-06-08',
      delivery: {
        at: '2010-06-10T12:00:00-04:00',
        signedBy: 'HELEN SMITH',
        leftAt: 'BACK DOOR',
        to: 'safe_place',
        place: { city: 'ANYTOWN', region: 'GA', postalCode: '30340', country: 'US' },
      },
      destination: { city: 'ANYTOWN', region: 'GA', postalCode: '30340', country: 'US' },
      weight: { value: 5, unit: 'lb' },
      references: [
        { kind: 'shipment', value: 'LINE4AND115' },
        { kind: 'package', value: 'LJ67Y5' },
      ],
      status: 'delivered',
      detail: 'delivered_to_safe_place',
      events: [
        '2010-06-08T12:00:00 none | pre_transit/label_created by code MP | US',
        '2010-06-10T12:00:00-04:00 place | delivered/delivered_to_safe_place by code KM | ANYTOWN GA 30340 US',
      ],
    },
  ],
  'delivery-attempt-exceptions': [
    {
      trackingNumber: '1Z12345E6892410845',
      service: { code: '13', name: 'NEXT DAY AIR SAVER' },
      delivery: {
        at: '2010-09-12T11:57:00-04:00',
        leftAt: 'LEFT AT',
        to: 'safe_place',
        place: { city: 'ANYTOWN', region: 'GA', postalCode: '30340', country: 'US' },
      },
      destination: { city: 'ANYTOWN', postalCode: '30340', country: 'GA' },
      weight: { value: 1, unit: 'lb' },
      status: 'delivered',
      detail: 'delivered_to_safe_place',
      events: [
        '1998-08-30T10:39:00+02:00 place | info by code KB | BONN DE',
        '2010-08-30T10:32:00+02:00 place | exception/weather_delay by code DJ | BONN DE',
        '2010-08-30T13:13:00+02:00 place | info by code KB | BONN DE',
        '2010-09-10T18:03:00-04:00 place | delivery_attempted/business_closed by code L1 | ANYTOWN GA US',
        '2010-09-12T11:57:00-04:00 place | delivered/delivered_to_safe_place by code FS | ANYTOWN GA 30340 US',
        '2010-09-12T14:40:00-04:00 place | in_transit/picked_up by code PU | WEST CHESTER-MALVERN GA US',
      ],
    },
  ],
  'in-transit': [
    {
      trackingNumber: '1Z999AA10123456784',
      service: { code: '002', name: '2ND DAY AIR' },
      promisedDelivery: { from: '2011-08-24', to: '2011-08-24' },
      shippedAt: '2011-08-22',
      origin: { city: 'HEBRON', region: 'KY', postalCode: '41048-8640', country: 'US' },
      destination: { city: 'CYPRESS', region: 'TX', postalCode: '77433-2681', country: 'US' },
      weight: { value: 5.4, unit: 'lb' },
      references: [{ kind: 'shipment', value: 'REF-1' }],
      status: 'in_transit',
      detail: 'arrived_at_facility',
      estimatedDelivery: { from: '2011-08-24', to: '2011-08-24' },
      events: [
        '2011-08-22T17:23:03 none | pre_transit/label_created by code MP | US',
        '2011-08-22T19:01:00-04:00 place | in_transit/received_at_origin_facility by code OR | CINCINNATI OH US',
        '2011-08-23T00:32:00-04:00 place | in_transit/departed_facility by code DP | CINCINNATI OH US',
        '2011-08-23T00:57:00-04:00 place | in_transit/arrived_at_facility by code AR | SHARONVILLE OH US',
        '2011-08-23T04:15:00-04:00 place | in_transit/departed_facility by code DP | SHARONVILLE OH US',
        '2011-08-23T06:38:00-04:00 place | in_transit/arrived_at_facility by code AR | LOUISVILLE KY US',
      ],
    },
  ],
  'origin-scan': [
    {
      trackingNumber: '1Z12345E1392654435',
      service: { code: '013', name: 'NEXT DAY AIR SAVER' },
      shippedAt: '1999-03-02',
      destination: { city: 'ANYTOWN', region: 'GA', postalCode: '30304', country: 'US' },
      references: [
        { kind: 'package', value: 'FLCAPA' },
        { kind: 'package', value: 'TG5432' },
      ],
      status: 'in_transit',
      detail: 'received_at_origin_facility',
      events: [
        '2010-05-05T01:00:00-06:00 place | in_transit/received_at_origin_facility by code OR | GRAND JUNCTION AIR S CO US',
      ],
    },
  ],
  'out-for-delivery': [
    {
      trackingNumber: '1Z999AA10123456784',
      service: { code: '003', name: 'GROUND' },
      promisedDelivery: { from: '2012-05-11', to: '2012-05-11' },
      shippedAt: '2012-05-08',
      origin: { city: 'CAMPBELLSVILLE', region: 'KY', postalCode: '42718-2454', country: 'US' },
      destination: { city: 'CYPRESS', region: 'TX', postalCode: '77433-2681', country: 'US' },
      weight: { value: 1.2, unit: 'lb' },
      references: [{ kind: 'shipment', value: 'REF-1' }],
      status: 'out_for_delivery',
      estimatedDelivery: { from: '2012-05-10', to: '2012-05-10' },
      events: [
        '2012-05-08T23:03:54 none | pre_transit/label_created by code MP | US',
        '2012-05-09T14:18:00-05:00 place | in_transit/received_at_origin_facility by code OR | MESQUITE TX US',
        '2012-05-09T20:03:00-05:00 place | in_transit/departed_facility by code DP | MESQUITE TX US',
        '2012-05-10T00:02:00-05:00 place | in_transit/arrived_at_facility by code AR | STAFFORD TX US',
        '2012-05-10T04:34:00-05:00 place | out_for_delivery by text DS | STAFFORD TX US',
      ],
    },
  ],
  rescheduled: [
    {
      trackingNumber: '1Z999AA10123456784',
      service: { code: '002', name: '2ND DAY AIR' },
      promisedDelivery: { from: '2014-10-27', to: '2014-10-27' },
      shippedAt: '2014-10-23',
      origin: { city: 'CEDAR RAPIDS', region: 'IA', postalCode: '52404-9069', country: 'US' },
      destination: { city: 'CHICAGO', region: 'IL', postalCode: '60607', country: 'US' },
      weight: { value: 0.5, unit: 'lb' },
      references: [
        { kind: 'shipment', value: '769845416' },
        { kind: 'package', value: 'A153117777' },
        { kind: 'package', value: '141854314' },
      ],
      status: 'in_transit',
      detail: 'arrived_at_facility',
      estimatedDelivery: { from: '2014-10-24', to: '2014-10-24' },
      events: [
        '2014-10-23T00:38:00-05:00 place | in_transit/received_at_origin_facility by code OR | DAVENPORT IA US',
        '2014-10-23T02:52:00-05:00 place | in_transit/departed_facility by code DP | DAVENPORT IA US',
        '2014-10-23T06:10:42-05:00 place | pre_transit/label_created by code MP | US',
        '2014-10-23T06:15:00-05:00 place | in_transit/arrived_at_facility by code AR | HODGKINS IL US',
      ],
    },
  ],
  'two-packages': [
    {
      trackingNumber: '1Z12345E0390515214',
      service: { code: '003', name: 'GROUND' },
      shippedAt: '1999-04-23',
      delivery: {
        at: '2010-04-29T12:00:00-04:00',
        signedBy: 'D. DELUISE',
        leftAt: 'RECEPTION',
        to: 'reception',
        place: { city: 'ANYTOWN', region: 'GA', postalCode: '30304', country: 'US' },
      },
      origin: { city: 'ANYTOWN', region: 'GA', postalCode: '30304', country: 'US' },
      destination: { city: 'ANYTOWN', region: 'GA', postalCode: '30304', country: 'US' },
      weight: { value: 20, unit: 'lb' },
      references: [{ kind: 'shipment', value: 'RIN1319' }],
      status: 'delivered',
      pieces: [
        { trackingNumber: '1Z12345E0390515214', status: 'delivered', weight: { value: 20, unit: 'lb' } },
        { trackingNumber: '1Z12345E0393657226', status: 'delivered', weight: { value: 20, unit: 'lb' } },
      ],
      related: [{ relation: 'sibling', trackingNumber: '1Z12345E0393657226', carrier: 'ups' }],
      events: ['2010-04-29T12:00:00-04:00 place | delivered by code KM | ANYTOWN GA 30304 US'],
    },
    {
      trackingNumber: '1Z12345E0393657226',
      service: { code: '003', name: 'GROUND' },
      shippedAt: '1999-04-23',
      delivery: {
        at: '1999-04-29T12:00:00-04:00',
        signedBy: 'D. DELUISE',
        leftAt: 'RECEPTION',
        to: 'reception',
        place: { city: 'ANYTOWN', region: 'GA', postalCode: '30304', country: 'US' },
      },
      origin: { city: 'ANYTOWN', region: 'GA', postalCode: '30304', country: 'US' },
      destination: { city: 'ANYTOWN', region: 'GA', postalCode: '30304', country: 'US' },
      weight: { value: 20, unit: 'lb' },
      references: [{ kind: 'shipment', value: 'RIN1319' }],
      status: 'delivered',
      pieces: [
        { trackingNumber: '1Z12345E0390515214', status: 'delivered', weight: { value: 20, unit: 'lb' } },
        { trackingNumber: '1Z12345E0393657226', status: 'delivered', weight: { value: 20, unit: 'lb' } },
      ],
      related: [{ relation: 'sibling', trackingNumber: '1Z12345E0390515214', carrier: 'ups' }],
      events: ['1999-04-29T12:00:00-04:00 place | delivered by code KM | ANYTOWN GA 30304 US'],
    },
  ],
};

describe.skipIf(!hasReference)(`every published XML answer of UPS says in full${referenceNote}`, () => {
  it.each(Object.entries(statements))('%s', (name, expected) => {
    const body = referenceText(`ups/examples/legacy-xml/track-response.${name}.xml`);
    const { formats, outcomes } = stored(body, upsFormats);
    expect(formats).toEqual(['ups.xml']);
    expect(outcomes.map(stated)).toEqual(expected);
  });
});
