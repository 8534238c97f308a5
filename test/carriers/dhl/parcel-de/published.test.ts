import { describe, expect, it } from 'vitest';
import { dhlFormats } from '../../../../carriers/dhl/index.ts';
import { hasReference, referenceNote, referenceText } from '../../../reference.ts';
import { stated, stored } from '../../stated.ts';

const formatName = 'dhl.parcel-de';

/** What each of DHL's examples says of each parcel, checked line by line against the text of the example. */
const statements: Readonly<Record<string, readonly object[]>> = {
  'parcel-de/piece-detail.delivered.sandbox.xml': [
    {
      trackingNumber: '00340434161094015902',
      service: {
        code: '00',
        name: 'DHL PAKET (parcel)',
      },
      delivery: {
        at: '2016-03-18T10:02:00+01:00',
        signedBy: 'Kraemer',
        to: 'agent',
        place: {
          city: 'Bonn',
          country: 'DE',
        },
      },
      origin: {
        country: 'DE',
      },
      destination: {
        city: 'Bonn',
        postalCode: '53113',
        country: 'DE',
      },
      status: 'delivered',
      detail: 'delivered_to_agent',
      events: [
        '2016-03-17T11:44:00+01:00 place | in_transit/dropped_off by code SHRCU PCKST | Bremen DE',
        '2016-03-17T13:54:00+01:00 place | in_transit/departed_facility by code LDTMV MVMTV | Bremen DE',
        '2016-03-17T13:55:00+01:00 place | in_transit/picked_up by code PCKDU PUBCR | DE',
        '2016-03-17T15:51:00+01:00 place | in_transit/processed_at_facility by code LDTMV MVMTV | Bremen DE',
        '2016-03-18T03:32:00+01:00 place | in_transit/arrived_at_destination_facility by code ULFMV UNLDD | Neuwied DE',
        '2016-03-18T09:02:00+01:00 place | out_for_delivery/loaded_on_vehicle by code SRTED NRQRD | ',
        '2016-03-18T10:02:00+01:00 place | delivered/delivered_to_agent by code DLVRD OTHER | Bonn DE',
      ],
    },
  ],
  'parcel-de/piece-detail.error-100.xml': [
    {
      trackingNumber: '',
      error: 'not_found 100 retryable',
    },
  ],
  'parcel-de/public-user.not-found.constructed.xml': [
    {
      trackingNumber: '00340434161094015902',
      error: 'not_found 100 retryable',
    },
  ],
};

describe.skipIf(!hasReference)(`examples of Parcel DE Shipment Tracking${referenceNote}`, () => {
  it.each(Object.entries(statements))('%s', (path, expected) => {
    const { formats, outcomes } = stored(referenceText(`dhl/examples/${path}`), dhlFormats);
    expect(formats).toEqual([formatName]);
    expect(outcomes.map(stated)).toEqual(expected);
  });
});
