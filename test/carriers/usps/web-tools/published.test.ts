import { describe, expect, it } from 'vitest';
import { uspsFormats } from '../../../../carriers/usps/index.ts';
import { hasReference, referenceJson, referenceNote, referenceText } from '../../../reference.ts';
import { stated, stored } from '../../stated.ts';

/** What each of the answers says, written from its text. */
const statements: Readonly<Record<string, readonly object[]>> = {
  'error.authorization-failure': [{ trackingNumber: '', error: 'unauthorized 80040B1A lasting' }],
  'track-response.batch': [
    {
      trackingNumber: '9102901000462189604217',
      uniqueId: '495865558',
      service: { code: '001', name: 'First-Class Package Service' },
      shippedAt: '2015-04-24',
      delivery: {
        at: '2015-04-28T09:01:00-05:00',
        leftAt: 'In/At Mailbox',
        to: 'mailbox',
        place: { city: 'HANNA CITY', region: 'IL', postalCode: '61536', country: 'US' },
      },
      origin: { city: 'ARGYLE', region: 'TX', postalCode: '76226', country: 'US' },
      destination: { city: 'HANNA CITY', region: 'IL', postalCode: '61536', country: 'US' },
      status: 'delivered',
      detail: 'delivered_to_mailbox',
      estimatedDelivery: { from: '2015-04-28', to: '2015-04-28' },
      events: [
        '2015-04-23T23:36:00-05:00 place | pre_transit/label_created by code GX | ARGYLE TX 76226 US',
        '2015-04-25T18:04:00-05:00 place | in_transit/accepted by code OA | ARGYLE TX 76226 US',
        '2015-04-25T19:19:00-05:00 place | in_transit/received_at_origin_facility by code 10 | COPPELL TX 75099 US',
        '2015-04-26T00:18:00-05:00 place | in_transit/departed_facility by code EF | COPPELL TX 75099 US',
        '2015-04-27T16:04:00-05:00 place | in_transit/arrived_at_facility by code 10 | HAZELWOOD MO 63042 US',
        '2015-04-28T04:05:00-05:00 place | in_transit/departed_facility by code EF | HAZELWOOD MO 63042 US',
        '2015-04-28T07:03:00-05:00 place | in_transit/arrived_at_destination_facility by code 07 | HANNA CITY IL 61536 US',
        '2015-04-28T08:19:00-05:00 place | in_transit/preparing_for_delivery by code PC | HANNA CITY IL 61536 US',
        '2015-04-28T08:29:00-05:00 place | out_for_delivery by code OF | HANNA CITY IL 61536 US',
        '2015-04-28T09:01:00-05:00 place | delivered/delivered_to_mailbox by code 01 | HANNA CITY IL 61536 US',
      ],
    },
    {
      trackingNumber: '5555555555555555555555',
      uniqueId: '495865558',
      service: { code: '001', name: 'First-Class Package Service' },
      shippedAt: '2015-04-24',
      delivery: {
        at: '2015-04-28T09:01:00-05:00',
        leftAt: 'In/At Mailbox',
        to: 'mailbox',
        place: { city: 'HANNA CITY', region: 'IL', postalCode: '61536', country: 'US' },
      },
      origin: { city: 'ARGYLE', region: 'TX', postalCode: '76226', country: 'US' },
      destination: { city: 'HANNA CITY', region: 'IL', postalCode: '61536', country: 'US' },
      status: 'delivered',
      detail: 'delivered_to_mailbox',
      estimatedDelivery: { from: '2015-04-28', to: '2015-04-28' },
      events: [
        '2015-04-23T23:36:00-05:00 place | pre_transit/label_created by code GX | ARGYLE TX 76226 US',
        '2015-04-28T09:01:00-05:00 place | delivered/delivered_to_mailbox by code 01 | HANNA CITY IL 61536 US',
      ],
    },
    { trackingNumber: '9405510EE200828613653750', error: 'not_found -2147219302 retryable' },
    { trackingNumber: 'CJ422417033US', error: 'invalid_request -2147219303 lasting' },
  ],
  'track-response.delivered-2012': [
    {
      trackingNumber: '9102969010383081813033',
      uniqueId: '9006',
      service: { code: '02', name: 'Package Services' },
      shippedAt: '2012-03-06',
      delivery: {
        at: '2012-03-08T09:58:00-08:00',
        place: { city: 'BEVERLY HILLS', region: 'CA', postalCode: '90210', country: 'US' },
      },
      origin: { city: 'LAS VEGAS', region: 'NV', postalCode: '89121', country: 'US' },
      destination: { city: 'BEVERLY HILLS', region: 'CA', postalCode: '90210', country: 'US' },
      status: 'delivered',
      estimatedDelivery: { from: '2012-03-09', to: '2012-03-09' },
      events: [
        '2012-03-06 none | pre_transit/label_created by code MA | ',
        '2012-03-06T15:28:00-08:00 place | in_transit/accepted by code 03 | LAS VEGAS NV 89121 US',
        '2012-03-06T16:55:00-08:00 place | in_transit/departed_facility by code SF | LAS VEGAS NV 89121 US',
        '2012-03-07T03:17:00-08:00 place | in_transit/processed_at_facility by code 10 | BELL GARDENS CA 90201 US',
        '2012-03-07 none | in_transit/departed_facility by code EF | BELL GARDENS CA 90201 US',
        '2012-03-08T04:47:00-08:00 place | in_transit/arrived_at_destination_facility by code 07 | BEVERLY HILLS CA 90210 US',
        '2012-03-08T09:15:00-08:00 place | in_transit/preparing_for_delivery by code PC | BEVERLY HILLS CA 90210 US',
        '2012-03-08T09:25:00-08:00 place | out_for_delivery by code OF | BEVERLY HILLS CA 90210 US',
        '2012-03-08T09:58:00-08:00 place | delivered by code 01 | BEVERLY HILLS CA 90210 US',
      ],
    },
  ],
  'track-response.delivered-after-notice': [
    {
      trackingNumber: '9400111899223818218407',
      uniqueId: '123456789',
      service: { code: '108', name: 'Priority Mail' },
      shippedAt: '2021-04-03',
      delivery: {
        at: '2021-04-08T11:27:00-05:00',
        signedBy: 'J DOE',
        to: 'post_office',
        place: { city: 'SPRINGFIELD', region: 'IL', postalCode: '62701', country: 'US' },
        proof: [{ kind: 'document' }],
      },
      origin: { city: 'SANTA FE SPRINGS', region: 'CA', postalCode: '90670', country: 'US' },
      destination: { city: 'SPRINGFIELD', region: 'IL', postalCode: '62701', country: 'US' },
      status: 'delivered',
      detail: 'collected',
      events: [
        '2021-04-05 none | info/delivery_rescheduled by code VR | SPRINGFIELD IL 62701 US',
        '2021-04-07T14:50:00-05:00 place | delivery_attempted/business_closed by code 51 | SPRINGFIELD IL 62701 US',
        '2021-04-08T11:27:00-05:00 place | delivered/collected by code 01 | SPRINGFIELD IL 62701 US',
      ],
    },
  ],
  'track-response.delivered-alt': [
    {
      trackingNumber: '9102901000462189604217',
      uniqueId: '495865558',
      service: { code: '001', name: 'First-Class Package Service' },
      shippedAt: '2015-04-24',
      origin: { city: 'ARGYLE', region: 'TX', postalCode: '76226', country: 'US' },
      destination: { city: 'HANNA CITY', region: 'IL', postalCode: '61536', country: 'US' },
      status: 'delivered',
      detail: 'delivered_to_mailbox',
      events: [
        'undated none | pre_transit/label_created by code NP | ',
        '2015-04-28T08:29:00 none | out_for_delivery by code OF | ON 61536 CA',
      ],
    },
  ],
  'track-response.delivered': [
    {
      trackingNumber: '9102901000462189604217',
      uniqueId: '495865558',
      service: { code: '001', name: 'First-Class Package Service' },
      shippedAt: '2015-04-24',
      delivery: {
        at: '2015-04-28T09:01:00-05:00',
        leftAt: 'In/At Mailbox',
        to: 'mailbox',
        place: { city: 'HANNA CITY', region: 'IL', postalCode: '61536', country: 'US' },
      },
      origin: { city: 'ARGYLE', region: 'TX', postalCode: '76226', country: 'US' },
      destination: { city: 'HANNA CITY', region: 'IL', postalCode: '61536', country: 'US' },
      status: 'delivered',
      detail: 'delivered_to_mailbox',
      estimatedDelivery: { from: '2015-04-28', to: '2015-04-28' },
      events: [
        '2015-04-23T23:36:00-05:00 place | pre_transit/label_created by code GX | ARGYLE TX 76226 US',
        '2015-04-25T18:04:00-05:00 place | in_transit/accepted by code OA | ARGYLE TX 76226 US',
        '2015-04-25T19:19:00-05:00 place | in_transit/received_at_origin_facility by code 10 | COPPELL TX 75099 US',
        '2015-04-26T00:18:00-05:00 place | in_transit/departed_facility by code EF | COPPELL TX 75099 US',
        '2015-04-27T16:04:00-05:00 place | in_transit/arrived_at_facility by code 10 | HAZELWOOD MO 63042 US',
        '2015-04-28T04:05:00-05:00 place | in_transit/departed_facility by code EF | HAZELWOOD MO 63042 US',
        '2015-04-28T07:03:00-05:00 place | in_transit/arrived_at_destination_facility by code 07 | HANNA CITY IL 61536 US',
        '2015-04-28T08:19:00-05:00 place | in_transit/preparing_for_delivery by code PC | HANNA CITY IL 61536 US',
        '2015-04-28T08:29:00-05:00 place | out_for_delivery by code OF | HANNA CITY IL 61536 US',
        '2015-04-28T09:01:00-05:00 place | delivered/delivered_to_mailbox by code 01 | HANNA CITY IL 61536 US',
      ],
    },
  ],
  'track-response.failure': [{ trackingNumber: '9102901000462189604217', error: 'not_found -2147219302 retryable' }],
  'track-response.not-available': [
    { trackingNumber: '9574211957289221353248', error: 'not_available -2147219301 lasting' },
  ],
  'track-response.out-for-delivery': [
    {
      trackingNumber: '9361289949059120447349',
      uniqueId: '132311059',
      service: { code: '612', name: 'Package Services' },
      shippedAt: '2014-03-01',
      origin: { city: 'NEW YORK', region: 'NY', postalCode: '10022', country: 'US' },
      destination: { city: 'NEW YORK', region: 'NY', postalCode: '10010', country: 'US' },
      estimatedDelivery: { from: '2014-03-02', to: '2014-03-02' },
      status: 'out_for_delivery',
      events: [
        '2014-03-01 none | pre_transit/label_created by code MA | ',
        '2014-03-02T00:54:00-05:00 place | in_transit/accepted by code 03 | NEW YORK NY 10022 US',
        '2014-03-02T01:55:00-05:00 place | in_transit/arrived_at_destination_facility by code 07 | NEW YORK NY 10022 US',
        '2014-03-02T07:59:00-05:00 place | in_transit/preparing_for_delivery by code PC | NEW YORK NY 10022 US',
        '2014-03-02T08:09:00-05:00 place | out_for_delivery by code OF | NEW YORK NY 10022 US',
      ],
    },
  ],
  'track-response.pre-shipment': [
    {
      trackingNumber: '9274890109527000983902',
      uniqueId: '836884066',
      service: { code: '748', name: 'Package Services' },
      shippedAt: '2014-02-28',
      origin: { city: 'KIHEI', region: 'HI', postalCode: '96753', country: 'US' },
      destination: { city: 'KIHEI', region: 'HI', postalCode: '96753', country: 'US' },
      detail: 'label_created',
      status: 'pre_transit',
      events: ['2014-02-28 none | pre_transit/label_created by code MA | '],
    },
  ],
  'track-response.predicted-delivery': [
    {
      trackingNumber: '9400110899236540285381',
      uniqueId: '854510480',
      service: { code: '001', name: 'First-Class Package Service' },
      shippedAt: '2015-09-21',
      origin: { city: 'RIVERBANK', region: 'CA', postalCode: '95367', country: 'US' },
      destination: { city: 'ORANGE', region: 'CA', postalCode: '92869', country: 'US' },
      detail: 'arrived_at_destination_facility',
      estimatedDelivery: { from: '2015-09-25', to: '2015-09-25' },
      status: 'in_transit',
      events: [
        '2015-09-21T13:54:00-07:00 place | pre_transit/label_created by code GX | RIVERBANK CA 95367 US',
        '2015-09-22T13:05:00-07:00 place | in_transit/picked_up by code 03 | RIVERBANK CA 95367 US',
        '2015-09-22T17:15:00-07:00 place | in_transit/departed_facility by code SF | RIVERBANK CA 95367 US',
        '2015-09-23T11:59:00-07:00 place | in_transit/received_at_origin_facility by code 10 | WEST SACRAMENTO CA 95799 US',
        '2015-09-23T22:55:00-07:00 place | in_transit/departed_facility by code EF | WEST SACRAMENTO CA 95799 US',
        '2015-09-24T23:12:00-07:00 place | in_transit/arrived_at_facility by code 10 | ANAHEIM CA 92899 US',
        '2015-09-25T04:24:00-07:00 place | in_transit/arrived_at_destination_facility by code 07 | ORANGE CA 92863 US',
      ],
    },
  ],
  'track-response.test-error': [{ trackingNumber: '', error: 'invalid_request -2147219040 lasting' }],
};

describe.skipIf(!hasReference)(`every published Web Tools answer of USPS says in full${referenceNote}`, () => {
  it.each(Object.entries(statements))('%s', (name, expected) => {
    const { formats, outcomes } = stored(referenceText(`usps/examples/webtools-xml/${name}.xml`), uspsFormats);
    expect(formats).toEqual(['usps.web-tools']);
    expect(outcomes.map(stated)).toEqual(expected);
  });
});

describe.skipIf(!hasReference)(`the error numbers of the Web Tools${referenceNote}`, () => {
  it('each have one of our codes', () => {
    const { webToolsXml } = referenceJson<{ readonly webToolsXml: readonly { readonly number: string }[] }>(
      'usps/codes/error-codes.json',
    );
    expect(webToolsXml).toHaveLength(5);
    for (const { number } of webToolsXml) {
      const { outcomes } = stored(`<Error><Number>${number}</Number></Error>`, uspsFormats);
      expect(outcomes).toMatchObject([{ ok: false, error: { carrierCode: number } }]);
      expect(outcomes).not.toMatchObject([{ error: { code: 'unexpected_response' } }]);
    }
  });
});
