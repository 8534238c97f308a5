import { describe, expect, it } from 'vitest';
import { dhlFormats } from '../../../../carriers/dhl/index.ts';
import { hasReference, referenceNote, referenceText } from '../../../reference.ts';
import { stated, stored } from '../../stated.ts';

const formatName = 'dhl.xml-pi';

/** What each of DHL's examples says of each parcel, checked line by line against the text of the example. */
const statements: Readonly<Record<string, readonly object[]>> = {
  'xml-pi/response.delivered-after-attempt.xml': [
    {
      trackingNumber: '2083757763',
      service: {
        code: 'P',
        name: 'EXPRESS WORLDWIDE',
      },
      shippedAt: '2015-09-29T15:14:00',
      delivery: {
        at: '2015-10-01T13:44:37-04:00',
        signedBy: 'ATL FD',
        place: {
          city: 'WOODSIDE',
          region: 'NY',
          country: 'US',
          facility: 'LGA',
        },
      },
      origin: {
        city: 'COLNBROOK',
        postalCode: 'SL3 0BS',
        country: 'GB',
      },
      destination: {
        city: 'OAKLAND GARDENS',
        postalCode: '11364',
        country: 'US',
      },
      references: [
        {
          kind: 'customer_reference',
          value: '502292654996',
        },
      ],
      pieceCount: 1,
      status: 'delivered',
      events: [
        '2015-09-29T21:10:34+01:00 place | in_transit/processed_at_facility by code PL | LONDON-HEATHROW GB LHR',
        '2015-09-29T22:31:19+01:00 place | in_transit/arrived_at_facility by code AF | LONDON-HEATHROW GB LHR',
        '2015-09-29T22:54:19+01:00 place | in_transit by code TR | LONDON-HEATHROW GB LHR',
        '2015-09-29T22:57:01+01:00 place | in_transit/departed_facility by code DF | LONDON-HEATHROW GB LHR',
        '2015-09-30T03:37:18+02:00 place | in_transit by code TR | LEIPZIG DE LEJ',
        '2015-09-30T03:40:32+02:00 place | in_transit/departed_facility by code DF | LEIPZIG DE LEJ',
        '2015-09-30T06:14:24-04:00 place | in_transit/arrived_at_facility by code AF | NEW YORK CITY GATEWAY NY US JFK',
        '2015-09-30T06:29:25-04:00 place | in_transit/customs_cleared by code CR | NEW YORK CITY GATEWAY NY US JFK',
        '2015-09-30T08:47:44-04:00 place | in_transit/processed_at_facility by code PL | NEW YORK CITY GATEWAY NY US JFK',
        '2015-09-30T09:11:08-04:00 place | in_transit/departed_facility by code DF | NEW YORK CITY GATEWAY NY US JFK',
        '2015-09-30T10:25:07-04:00 place | out_for_delivery by code WC | WOODSIDE NY US LGA',
        '2015-09-30T11:41:41-04:00 place | delivery_attempted/recipient_unavailable by code NH | WOODSIDE NY US LGA',
        '2015-10-01T09:55:57-04:00 place | out_for_delivery by code WC | WOODSIDE NY US LGA',
        '2015-10-01T13:44:37-04:00 place | delivered by code OK | WOODSIDE NY US LGA',
      ],
    },
  ],
  'xml-pi/response.clearance-delay.xml': [
    {
      trackingNumber: '5082052334',
      service: {
        code: 'P',
        name: 'EXPRESS WORLDWIDE',
      },
      shippedAt: '2015-09-18T15:20:00',
      origin: {
        city: 'COLNBROOK',
        postalCode: 'SL3 0BS',
        country: 'GB',
      },
      destination: {
        city: 'GLENFIELD',
        postalCode: '0629',
        country: 'NZ',
      },
      references: [
        {
          kind: 'customer_reference',
          value: '502279611298',
        },
      ],
      pieceCount: 1,
      status: 'exception',
      detail: 'customs_documents_required',
      events: [
        '2015-09-18T20:18:58+01:00 place | in_transit/processed_at_facility by code PL | LONDON-HEATHROW GB LHR',
        '2015-09-18T20:27:35+01:00 place | in_transit/departed_facility by code DF | LONDON-HEATHROW GB LHR',
        '2015-09-18T20:49:24+01:00 place | in_transit/arrived_at_facility by code AF | LONDON-HEATHROW GB LHR',
        '2015-09-19T11:52:58+01:00 place | in_transit/processed_at_facility by code PL | LONDON-HEATHROW GB LHR',
        '2015-09-20T13:42:02+01:00 place | in_transit/departed_facility by code DF | LONDON-HEATHROW GB LHR',
        '2015-09-20T19:30:11+02:00 place | in_transit/arrived_at_facility by code AF | LEIPZIG DE LEJ',
        '2015-09-21T09:35:00+02:00 place | exception/held by code OH | LEIPZIG DE LEJ',
        '2015-09-22T00:08:42+02:00 place | in_transit/processed_at_facility by code PL | LEIPZIG DE LEJ',
        '2015-09-22T08:29:41+02:00 place | in_transit/departed_facility by code DF | LEIPZIG DE LEJ',
        '2015-09-23T05:16:30+08:00 place | in_transit/arrived_at_facility by code AF | SINGAPORE SG SIN',
        '2015-09-23T06:17:48+08:00 place | in_transit/processed_at_facility by code PL | SINGAPORE SG SIN',
        '2015-09-23T07:54:47+08:00 place | in_transit/departed_facility by code DF | SINGAPORE SG SIN',
        '2015-09-24T10:06:33+12:00 place | in_transit/arrived_at_facility by code AF | AUCKLAND NZ AKL',
        '2015-09-24T10:13:00+12:00 place | in_transit/customs_processing by code IC | AUCKLAND NZ AKL',
        '2015-09-24T10:13:00+12:00 place | exception/customs_delayed by code CD | AUCKLAND NZ AKL',
        '2015-09-25T03:28:00+12:00 place | exception/customs_delayed by code CD | AUCKLAND NZ AKL',
        '2015-09-27T07:40:00+13:00 place | exception/customs_delayed by code CD | AUCKLAND NZ AKL',
        '2015-09-28T05:55:00+13:00 place | exception/customs_delayed by code CD | AUCKLAND NZ AKL',
        '2015-09-29T02:10:00+13:00 place | exception/customs_delayed by code CD | AUCKLAND NZ AKL',
        '2015-09-30T02:23:00+13:00 place | exception/customs_delayed by code CD | AUCKLAND NZ AKL',
        '2015-10-01T03:35:00+13:00 place | exception/customs_delayed by code CD | AUCKLAND NZ AKL',
        '2015-10-03T14:36:00+13:00 place | exception/customs_documents_required by code UD | AUCKLAND NZ AKL',
        '2015-10-06T04:15:00+13:00 place | exception/customs_documents_required by code UD | AUCKLAND NZ AKL',
        '2015-10-08T02:33:00+13:00 place | exception/customs_documents_required by code UD | AUCKLAND NZ AKL',
      ],
    },
  ],
  'xml-pi/response.in-transit.xml': [
    {
      trackingNumber: '9053283201',
      service: {
        code: 'P',
        name: 'EXPRESS WORLDWIDE',
      },
      shippedAt: '2021-05-04T16:06:40',
      origin: {
        city: 'Kingston 10',
        country: 'JM',
      },
      destination: {
        city: 'BROOKLYN',
        region: 'NY',
        postalCode: '11233',
        country: 'US',
      },
      weight: {
        value: 0.09,
        unit: 'kg',
      },
      references: [
        {
          kind: 'customer_reference',
          value: '28707',
        },
      ],
      pieceCount: 1,
      status: 'in_transit',
      detail: 'picked_up',
      estimatedDelivery: {
        from: '2021-05-07',
        to: '2021-05-07',
      },
      events: ['2021-05-05T09:42:00-05:00 place | in_transit/picked_up by code PU | KINGSTON JM KIN'],
    },
  ],
  'xml-pi/response.not-found-103.xml': [
    {
      trackingNumber: '123456789',
      error: 'not_found 103 retryable',
    },
  ],
  'xml-pi/response.success-three-awbs.xml': [
    {
      trackingNumber: '3180831640',
      shippedAt: '2009-08-28T13:26:00',
      delivery: {
        at: '2009-08-31T10:09:00+02:00',
        signedBy: 'SIGNER',
        place: {
          city: 'Milan',
          country: 'IT',
          facility: 'MIL',
        },
      },
      origin: {
        country: 'ES',
        city: 'Barcelona',
        facility: 'BCN',
      },
      destination: {
        country: 'IT',
        city: 'Milan',
        facility: 'MIL',
      },
      weight: {
        value: 0.74,
        unit: 'kg',
      },
      pieceCount: 1,
      status: 'delivered',
      events: [
        '2009-08-28T13:26:00+02:00 place | in_transit/picked_up by code PU | Barcelona ES BCN',
        '2009-08-28T19:27:00+02:00 place | in_transit/departed_origin_facility by code PO | Barcelona ES BCN',
        '2009-08-28T19:27:00+02:00 place | info by code RW | Barcelona ES BCN',
        '2009-08-28T20:39:01+02:00 place | in_transit/processed_at_facility by code PL | Barcelona ES BCN',
        '2009-08-28T21:17:57+02:00 place | in_transit/arrived_at_facility by code AF | Barcelona ES BCN',
        '2009-08-28T22:01:00+02:00 place | in_transit/departed_facility by code DF | Barcelona ES BCN',
        '2009-08-29T00:32:16+02:00 place | in_transit/arrived_at_facility by code AF | Leipzig DE LEJ',
        '2009-08-29T01:05:03+02:00 place | in_transit/processed_at_facility by code PL | Leipzig DE LEJ',
        '2009-08-29T05:52:19+02:00 place | in_transit/departed_facility by code DF | Leipzig DE LEJ',
        '2009-08-30T19:43:22+02:00 place | in_transit/arrived_at_facility by code AF | Bergamo IT BGY',
        '2009-08-30T23:30:00+02:00 place | in_transit/processed_at_facility by code PL | Bergamo IT BGY',
        '2009-08-31T02:06:00+02:00 place | in_transit/departed_facility by code DF | Bergamo IT BGY',
        '2009-08-31T06:23:00+02:00 place | in_transit/departed_facility by code DF | Milan IT MIL',
        '2009-08-31T08:59:00+02:00 place | in_transit/arrived_at_destination_facility by code AR | Milan IT MIL',
        '2009-08-31T09:19:00+02:00 place | out_for_delivery by code WC | Milan IT MIL',
        '2009-08-31T10:09:00+02:00 place | delivered by code OK | Milan IT MIL',
      ],
    },
    {
      trackingNumber: '7740842550',
      shippedAt: '2009-08-26T10:00:00',
      origin: {
        country: 'SG',
        city: 'Singapore',
        facility: 'SIN',
      },
      destination: {
        country: 'HK',
        city: 'Hong Kong',
        facility: 'HKG',
      },
      pieceCount: 3,
      status: 'in_transit',
      detail: 'picked_up',
      events: ['2009-08-26T10:00:00+08:00 place | in_transit/picked_up by code PU | Singapore SG SIN'],
    },
    {
      trackingNumber: '1815115363',
      shippedAt: '2009-08-13T23:58:00',
      origin: {
        country: 'HK',
        city: 'Hong Kong',
        facility: 'HKG',
      },
      destination: {
        country: 'SG',
        city: 'Singapore',
        facility: 'SIN',
      },
      weight: {
        value: 24.5,
        unit: 'kg',
      },
      pieceCount: 1,
      status: 'in_transit',
      detail: 'picked_up',
      events: [
        '2009-08-13T23:58:00+08:00 place | in_transit/picked_up by code PU | Hong Kong HK HKG',
        '2009-08-14T02:19:50+08:00 place | info by code RW | Hong Kong HK HKG',
      ],
    },
  ],
  'xml-pi/response.with-estimated-date.xml': [
    {
      trackingNumber: '2628987793',
      service: {
        code: 'P',
        name: 'EXPRESS WORLDWIDE',
      },
      shippedAt: '2019-01-30T15:12:58',
      origin: {
        city: 'HONG KONG',
        country: 'HK',
      },
      destination: {
        city: 'SAN LUIS OBISPO',
        postalCode: '93401',
        country: 'US',
      },
      weight: {
        value: 7.56,
        unit: 'kg',
      },
      references: [
        {
          kind: 'customer_reference',
          value: '8113951672',
        },
      ],
      pieceCount: 1,
      status: 'in_transit',
      detail: 'departed_facility',
      estimatedDelivery: {
        from: '2019-02-04',
        to: '2019-02-04',
      },
      events: [
        '2019-01-30T15:12:43+08:00 place | in_transit/picked_up by code PU | HONG KONG HK HKG',
        '2019-01-30T20:42:43+08:00 place | in_transit/arrived_at_facility by code AF | HONG KONG HK HKG',
        '2019-01-31T01:51:03+08:00 place | in_transit/processed_at_facility by code PL | HONG KONG HK HKG',
        '2019-01-31T02:24:58+08:00 place | in_transit/departed_facility by code DF | HONG KONG HK HKG',
        '2019-01-30T18:39:00-08:00 place | info by code RR | LOS ANGELES GATEWAY CA US LAX',
      ],
    },
  ],
  'xml-pi/error.auth-or-schema-111.xml': [
    {
      trackingNumber: '',
      error: 'unauthorized 111 lasting',
    },
  ],
};

describe.skipIf(!hasReference)(`examples of XML Services${referenceNote}`, () => {
  it.each(Object.entries(statements))('%s', (path, expected) => {
    const { formats, outcomes } = stored(referenceText(`dhl/examples/${path}`), dhlFormats);
    expect(formats).toEqual([formatName]);
    expect(outcomes.map(stated)).toEqual(expected);
  });
});
