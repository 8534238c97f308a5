import { describe, expect, it } from 'vitest';
import { dhlFormats } from '../../../../carriers/dhl/index.ts';
import { hasReference, referenceNote, referenceText } from '../../../reference.ts';
import { stated, stored } from '../../stated.ts';

const formatName = 'dhl.express';

/** What each of DHL's examples says of each parcel, checked line by line against the text of the example. */
const statements: Readonly<Record<string, readonly object[]>> = {
  'mydhl/tracking.single.json': [
    {
      trackingNumber: '1234567890',
      service: {
        code: 'P',
        name: 'EXPRESS WORLDWIDE',
      },
      shippedAt: '2023-08-09T13:42:48',
      delivery: {
        at: '2023-08-10T11:59:23+12:00',
        signedBy: 'ALBY H',
        place: {
          city: 'AUCKLAND',
          country: 'NZ',
          facility: 'AKL',
        },
      },
      origin: {
        country: 'AU',
        city: 'SYDNEY',
        facility: 'SYD',
      },
      destination: {
        country: 'NZ',
        city: 'AUCKLAND',
        facility: 'AKL',
      },
      weight: {
        value: 0.99,
        unit: 'kg',
      },
      dimensions: {
        length: 40,
        width: 30,
        height: 1,
        unit: 'cm',
      },
      pieceCount: 1,
      related: [
        {
          relation: 'duplicate',
          trackingNumber: 'JD012345678901234567',
          carrier: 'dhl-express',
        },
      ],
      status: 'delivered',
      estimatedDelivery: { from: '2023-08-11', to: '2023-08-11' },
      events: [
        '2023-08-09T13:56:21+10:00 place | in_transit/picked_up by code PU | SYDNEY AU SYD',
        '2023-08-09T18:47:01+10:00 place | in_transit/arrived_at_facility by code AF | SYDNEY AU SYD',
        '2023-08-09T19:40:02+10:00 place | in_transit/processed_at_facility by code PL | SYDNEY AU SYD',
        '2023-08-09T21:49:12+12:00 place | info by code RR | AUCKLAND NZ AKL',
        '2023-08-09T22:35:34+12:00 place | in_transit/customs_cleared by code RR | AUCKLAND NZ AKL',
        '2023-08-09T21:28:58+10:00 place | in_transit/departed_facility by code DF | SYDNEY AU SYD',
        '2023-08-10T04:09:01+12:00 place | in_transit/arrived_at_facility by code AF | AUCKLAND NZ AKL',
        '2023-08-10T04:18:00+12:00 place | in_transit/customs_cleared by code CR | AUCKLAND NZ AKL',
        '2023-08-10T05:58:15+12:00 place | in_transit/processed_at_facility by code PL | AUCKLAND NZ AKL',
        '2023-08-10T05:58:58+12:00 place | in_transit/departed_facility by code DF | AUCKLAND NZ AKL',
        '2023-08-10T09:50:00+12:00 place | in_transit/arrived_at_destination_facility by code AR | AUCKLAND NZ AKL',
        '2023-08-10T10:50:14+12:00 place | out_for_delivery by code WC | AUCKLAND NZ AKL',
        '2023-08-10T11:59:23+12:00 place | delivered by code OK | AUCKLAND NZ AKL',
      ],
    },
  ],
  'mydhl/error.400.json': [
    {
      trackingNumber: '',
      error: 'invalid_request lasting',
    },
  ],
  'mydhl/error.404.json': [
    {
      trackingNumber: '',
      error: 'not_found retryable',
    },
  ],
  'mydhl/proof-of-delivery.error.400.json': [
    {
      trackingNumber: '1234567890',
      error: 'invalid_request lasting',
    },
  ],
  'mydhl/proof-of-delivery.error.404.json': [
    {
      trackingNumber: '1234567890',
      error: 'not_found retryable',
    },
  ],
};

describe.skipIf(!hasReference)(`examples of the MyDHL API${referenceNote}`, () => {
  it.each(Object.entries(statements))('%s', (path, expected) => {
    const { formats, outcomes } = stored(referenceText(`dhl/examples/${path}`), dhlFormats);
    expect(formats).toEqual([formatName]);
    expect(outcomes.map(stated)).toEqual(expected);
  });
});
