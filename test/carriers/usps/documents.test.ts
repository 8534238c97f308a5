import { describe, expect, it } from 'vitest';
import { uspsFormats } from '../../../carriers/usps/index.ts';
import { stated, stored } from '../stated.ts';

/*
 * Payloads as the documents of USPS describe them, each with all that they say. Their results were stated before any of
 * them was read.
 */

const number = '9400100000000000000013';
const second = '9400100000000000000020';

interface Case {
  readonly name: string;
  readonly format: string;
  readonly body: unknown;
  readonly expected: readonly object[];
}

function place(city: string, region: string, postalCode: string) {
  return { city, region, postalCode, country: 'US' };
}

/** A scan of v3r2: the clock with its offset. */
function scan(eventCode: string | null, eventType: string, eventTimestamp: string, where: object, more: object = {}) {
  return { eventCode, eventType, eventTimestamp, ...where, ...more };
}

function at(eventCity: string, eventState: string, eventZIPCode: string) {
  return { eventCity, eventState, eventZIPCode, eventCountry: 'US' };
}

/** A scan of v3: the wall clock, its offset beside it, the nulls of real answers. */
function oldScan(
  eventCode: string,
  eventType: string,
  eventTimestamp: string,
  GMTOffset: string | null,
  where: object,
) {
  return {
    eventType,
    eventTimestamp,
    ...(GMTOffset === null ? {} : { GMTOffset }),
    eventCountry: null,
    firm: null,
    name: null,
    authorizedAgent: 'false',
    eventCode,
    additionalProp: null,
    ...where,
  };
}

function oldAt(eventCity: string, eventState: string | null, eventZIP: string | null) {
  return { eventCity, eventState, eventZIP };
}

function webTools(...parcels: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><TrackResponse>${parcels.join('')}</TrackResponse>`;
}

function xml(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => (value === '' ? `<${name}/>` : `<${name}>${value}</${name}>`))
    .join('');
}

function notification(payload: object | string) {
  return {
    subscriptionId: '400100200',
    subscriptionType: 'TRACKING',
    timestamp: '2026-03-12T19:05:42.747Z',
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    links: [{ rel: ['self'], href: 'https://apis.usps.com' }],
  };
}

const detroit = at('DETROIT', 'MI', '48226');
const memphis = at('MEMPHIS', 'TN', '38118');
const austin = at('AUSTIN', 'TX', '78701');
const springfield = at('SPRINGFIELD', 'MA', '01103');

const cases: readonly Case[] = [
  {
    name: 'v3r2: delivered at the door with a signer, the forecasts of the day and the guarantee',
    format: 'usps.v3r2',
    body: [
      {
        trackingNumber: number,
        associatedTrackingNumber: 'EA123456785US',
        destinationCity: 'DETROIT',
        destinationCountry: 'US',
        destinationState: 'MI',
        destinationZIPCode: '48226',
        kahalaIndicator: true,
        mailClass: 'Priority Mail<SUP>&reg;</SUP>',
        mailClassCode: 'PM',
        mailingDate: '2026-02-03',
        mailType: 'DM',
        originCity: 'MEMPHIS',
        originCountry: 'US',
        originState: 'TN',
        originZIPCode: '38118',
        services: ['Signature Confirmation<SUP>&#153;</SUP>'],
        serviceTypeCode: '108',
        status: 'Delivered, Front Door/Porch',
        statusCategory: 'Delivered',
        statusSummary:
          'Your item was delivered at the front door or porch at 12:55 pm on February 7, 2026 in DETROIT, MI 48226',
        uniqueTrackingID: '321',
        deliveryDateExpectation: {
          endOfDay: 'by 9:00pm',
          expectedDeliveryDate: '2026-02-08',
          guaranteedDeliveryDate: '2026-02-08',
          predictedDeliveryDate: '2026-02-07',
          predictedDeliverySource: 'TRP',
          predictedDeliveryWindowStartTime: '12:15pm',
          predictedDeliveryWindowEndTime: '4:15pm',
        },
        servicesEligibility: {
          proofOfDeliveryEnabled: true,
          RREEnabled: false,
          trackingProofOfDeliveryEnabled: true,
        },
        trackingEvents: [
          scan('01', 'Delivered, Front Door/Porch', '2026-02-07T12:55:12-05:00', detroit, {
            GMTTimestamp: '2026-02-07T17:55:12Z',
            GMTOffset: '-5:00',
            recipientName: 'J SAMPLE',
            firm: 'EXAMPLE INC',
            veriPoint: true,
          }),
          scan('OF', 'Out for Delivery', '2026-02-07T06:10:00-05:00', detroit, { GMTOffset: '-5:00' }),
          scan('03', 'USPS in possession of item', '2026-02-03T17:20:00-06:00', memphis, { GMTOffset: '-6:00' }),
          scan('GX', 'Shipping Label Created, USPS Awaiting Item', '2026-02-03', memphis),
        ],
      },
    ],
    expected: [
      {
        trackingNumber: number,
        uniqueId: '321',
        status: 'delivered',
        detail: 'delivered_to_safe_place',
        events: [
          '2026-02-03 none | pre_transit/label_created by code GX | MEMPHIS TN 38118 US',
          '2026-02-03T17:20:00-06:00 carrier | in_transit/accepted by code 03 | MEMPHIS TN 38118 US',
          '2026-02-07T06:10:00-05:00 carrier | out_for_delivery by code OF | DETROIT MI 48226 US',
          '2026-02-07T12:55:12-05:00 carrier | delivered/delivered_to_safe_place by code 01 | DETROIT MI 48226 US',
        ],
        service: { code: '108', name: 'Priority Mail' },
        estimatedDelivery: { from: '2026-02-07T12:15:00', to: '2026-02-07T16:15:00' },
        promisedDelivery: { to: '2026-02-08' },
        shippedAt: '2026-02-03',
        delivery: {
          at: '2026-02-07T12:55:12-05:00',
          signedBy: 'J SAMPLE',
          leftAt: 'Front Door/Porch',
          to: 'safe_place',
          place: place('DETROIT', 'MI', '48226'),
          proof: [{ kind: 'document' }],
        },
        origin: place('MEMPHIS', 'TN', '38118'),
        destination: place('DETROIT', 'MI', '48226'),
        related: [{ relation: 'duplicate', trackingNumber: 'EA123456785US' }],
      },
    ],
  },
  {
    name: 'v3r2: out for delivery by the end of the day, a guarantee in words',
    format: 'usps.v3r2',
    body: [
      {
        trackingNumber: number,
        mailClassCode: 'EX',
        status: 'Out for Delivery, Expected Delivery by 9:00pm',
        statusCategory: 'Out for Delivery',
        deliveryDateExpectation: {
          endOfDay: 'by 9:00pm',
          expectedDeliveryDate: '2026-03-12',
          guaranteedDeliveryDate: '3 Business Days',
        },
        trackingEvents: [
          scan('OF', 'Out for Delivery, Expected Delivery by 9:00pm', '2026-03-12T07:10:00-04:00', springfield),
          scan('PC', 'Sorting Complete', '2026-03-12T07:00:00-04:00', springfield),
          scan('07', 'Arrived at Post Office', '2026-03-12T05:41:30-04:00', springfield),
        ],
      },
    ],
    expected: [
      {
        trackingNumber: number,
        status: 'out_for_delivery',
        events: [
          '2026-03-12T05:41:30-04:00 carrier | in_transit/arrived_at_destination_facility by code 07 | SPRINGFIELD MA 01103 US',
          '2026-03-12T07:00:00-04:00 carrier | in_transit/preparing_for_delivery by code PC | SPRINGFIELD MA 01103 US',
          '2026-03-12T07:10:00-04:00 carrier | out_for_delivery by code OF | SPRINGFIELD MA 01103 US',
        ],
        service: { code: 'EX' },
        estimatedDelivery: { from: '2026-03-12', to: '2026-03-12T21:00:00' },
      },
    ],
  },
  {
    name: 'v3r2: a 207 with a parcel, a number without a scan, and one that may not be seen',
    format: 'usps.v3r2',
    body: [
      {
        statusCode: '200',
        trackingNumber: number,
        status: 'Arrived at USPS Regional Facility',
        statusCategory: 'In Transit',
        trackingEvents: [scan('A1', 'Arrived at USPS Regional Facility', '2026-03-12T22:10:00-05:00', austin)],
      },
      {
        statusCode: '404',
        trackingNumber: second,
        apiVersion: '/tracking/v3r2',
        error: {
          code: '404',
          message: '',
          errors: [
            {
              status: '404',
              code: '150009',
              title: '',
              detail: 'A status update is not yet available for your package. Check back soon.',
            },
          ],
        },
      },
      {
        statusCode: '403',
        trackingNumber: '9205500000000000000018',
        apiVersion: '/tracking/v3r2',
        error: { code: '403', message: 'Forbidden', errors: [] },
      },
    ],
    expected: [
      {
        trackingNumber: number,
        status: 'in_transit',
        detail: 'arrived_at_facility',
        events: ['2026-03-12T22:10:00-05:00 carrier | in_transit/arrived_at_facility by code A1 | AUSTIN TX 78701 US'],
      },
      { trackingNumber: second, error: 'not_found 150009 retryable' },
      { trackingNumber: '9205500000000000000018', error: 'forbidden 403 lasting' },
    ],
  },
  {
    name: 'v3r2: waiting at the post office, reminded',
    format: 'usps.v3r2',
    body: [
      {
        trackingNumber: number,
        mailClassCode: 'FC',
        status: 'Reminder to pick up your item',
        statusCategory: 'Available for Pickup',
        trackingEvents: [
          scan('VF', 'Reminder to pick up your item', '2026-03-12', springfield),
          scan('14', 'Available for Pickup', '2026-03-07T09:05:00-05:00', springfield, { CODAmountDue: '12.50' }),
        ],
      },
    ],
    expected: [
      {
        trackingNumber: number,
        status: 'available_for_pickup',
        detail: 'pickup_reminder',
        events: [
          '2026-03-07T09:05:00-05:00 carrier | available_for_pickup/at_post_office by code 14 | SPRINGFIELD MA 01103 US',
          '2026-03-12 none | available_for_pickup/pickup_reminder by code VF | SPRINGFIELD MA 01103 US',
        ],
        service: { code: 'FC' },
      },
    ],
  },
  {
    name: 'v3r2: a notice was left, redelivery was booked',
    format: 'usps.v3r2',
    body: [
      {
        trackingNumber: number,
        uniqueTrackingID: '5',
        statusCategory: 'Delivery Attempt: Action Needed',
        trackingEvents: [
          scan('VR', 'Redelivery Scheduled', '2026-03-12T18:00:00-04:00', springfield),
          scan('55', 'Notice Left (No Secure Location Available)', '2026-03-12T11:22:00-04:00', springfield, {
            reasonCode: '05',
          }),
          scan('OF', 'Out for Delivery', '2026-03-12T07:10:00-04:00', springfield),
        ],
      },
    ],
    expected: [
      {
        trackingNumber: number,
        uniqueId: '5',
        status: 'delivery_attempted',
        detail: 'no_safe_place',
        events: [
          '2026-03-12T07:10:00-04:00 carrier | out_for_delivery by code OF | SPRINGFIELD MA 01103 US',
          '2026-03-12T11:22:00-04:00 carrier | delivery_attempted/no_safe_place by code 55 05 | SPRINGFIELD MA 01103 US',
          '2026-03-12T18:00:00-04:00 carrier | info/delivery_rescheduled by code VR | SPRINGFIELD MA 01103 US',
        ],
      },
    ],
  },
  {
    name: 'v3r2: from abroad through customs',
    format: 'usps.v3r2',
    body: [
      {
        trackingNumber: 'RB123456785JP',
        destinationCity: 'SPRINGFIELD',
        destinationState: 'MA',
        destinationZIPCode: '01103',
        destinationCountry: 'US',
        originCountry: 'JP',
        mailType: 'IM',
        status: 'Inbound Out of Customs',
        statusCategory: 'In Transit',
        trackingEvents: [
          scan('CO', 'Inbound Out of Customs', '2026-03-11T21:15:00-05:00', at('CHICAGO', 'IL', '60666')),
          scan('CI', 'Inbound Into Customs', '2026-03-11T09:00:00-05:00', at('CHICAGO', 'IL', '60666')),
          scan('EF', 'Departed', '2026-03-09T10:30:00+09:00', { eventCity: 'TOKYO', eventCountry: 'JAPAN' }),
          scan('A0', 'Acceptance', '2026-03-08T15:00:00+09:00', { eventCountry: 'JAPAN' }),
          scan('NP', 'Origin Post is Preparing Shipment', '2026-03-07', {}),
        ],
      },
    ],
    expected: [
      {
        trackingNumber: 'RB123456785JP',
        status: 'in_transit',
        detail: 'customs_cleared',
        events: [
          '2026-03-07 none | pre_transit/label_created by code NP | ',
          '2026-03-08T15:00:00+09:00 carrier | in_transit/accepted by code A0 | JP',
          '2026-03-09T10:30:00+09:00 carrier | in_transit/departed_facility by code EF | TOKYO JP',
          '2026-03-11T09:00:00-05:00 carrier | in_transit/customs_processing by code CI | CHICAGO IL 60666 US',
          '2026-03-11T21:15:00-05:00 carrier | in_transit/customs_cleared by code CO | CHICAGO IL 60666 US',
        ],
        origin: { country: 'JP' },
        destination: place('SPRINGFIELD', 'MA', '01103'),
      },
    ],
  },
  {
    name: 'v3r2: went back and reached its sender',
    format: 'usps.v3r2',
    body: [
      {
        trackingNumber: number,
        destinationZIPCode: '01103',
        status: 'Delivered, To Original Sender',
        statusCategory: 'Delivered',
        trackingEvents: [
          scan('01', 'Delivered, To Original Sender', '2026-03-20T11:00:00-05:00', austin),
          scan('10', 'Arrived at USPS Regional Facility', '2026-03-18T03:00:00-05:00', austin),
          scan('09', 'Return to Sender', '2026-03-13T08:00:00-04:00', springfield),
          scan('21', 'No Such Number', '2026-03-12T14:00:00-04:00', springfield),
          scan('OF', 'Out for Delivery', '2026-03-12T07:10:00-04:00', springfield),
        ],
      },
    ],
    expected: [
      {
        trackingNumber: number,
        status: 'returned',
        events: [
          '2026-03-12T07:10:00-04:00 carrier | out_for_delivery by code OF | SPRINGFIELD MA 01103 US',
          '2026-03-12T14:00:00-04:00 carrier | exception/address_issue by code 21 | SPRINGFIELD MA 01103 US',
          '2026-03-13T08:00:00-04:00 carrier | returning/return_to_sender by code 09 | SPRINGFIELD MA 01103 US',
          '2026-03-18T03:00:00-05:00 carrier | in_transit/arrived_at_facility by code 10 | AUSTIN TX 78701 US',
          '2026-03-20T11:00:00-05:00 carrier | returned by code 01 | AUSTIN TX 78701 US',
        ],
        delivery: { at: '2026-03-20T11:00:00-05:00', to: 'sender', place: place('AUSTIN', 'TX', '78701') },
        destination: { postalCode: '01103', country: 'US' },
      },
    ],
  },
  {
    name: 'v3r2: one number, two parcels',
    format: 'usps.v3r2',
    body: [
      {
        trackingNumber: number,
        uniqueTrackingID: 'new',
        mailingDate: '2026-03-10',
        mailClass: 'Media Mail',
        destinationZIPCode: '01103',
        statusCategory: 'Accepted',
        trackingEvents: [scan('03', 'Acceptance', '2026-03-10T16:00:00-05:00', austin)],
      },
      {
        trackingNumber: number,
        uniqueTrackingID: 'old',
        mailingDate: '2025-08-01',
        mailClass: 'Media Mail',
        destinationZIPCode: '48226',
        status: 'Delivered, In/At Mailbox',
        statusCategory: 'Delivered',
        trackingEvents: [scan('01', 'Delivered, In/At Mailbox', '2025-08-04T12:00:00-04:00', detroit)],
      },
    ],
    expected: [
      {
        trackingNumber: number,
        uniqueId: 'new',
        status: 'in_transit',
        detail: 'accepted',
        events: ['2026-03-10T16:00:00-05:00 carrier | in_transit/accepted by code 03 | AUSTIN TX 78701 US'],
        service: { name: 'Media Mail' },
        shippedAt: '2026-03-10',
        destination: { postalCode: '01103', country: 'US' },
        candidates: [
          {
            uniqueId: 'new',
            status: 'in_transit',
            service: 'Media Mail',
            shippedAt: '2026-03-10',
            lastEventAt: '2026-03-10T16:00:00-05:00',
            destination: { postalCode: '01103', country: 'US' },
            chosen: true,
            because: 'newest',
          },
          {
            uniqueId: 'old',
            status: 'delivered',
            service: 'Media Mail',
            shippedAt: '2025-08-01',
            lastEventAt: '2025-08-04T12:00:00-04:00',
            destination: { postalCode: '48226', country: 'US' },
            chosen: false,
          },
        ],
      },
    ],
  },
  {
    name: 'v3r2: held up by the weather, the parcel moves on',
    format: 'usps.v3r2',
    body: [
      {
        trackingNumber: number,
        statusCategory: 'Moving Through Network',
        status: 'Departed USPS Regional Facility',
        deliveryDateExpectation: { expectedDeliveryDate: '2026-03-14' },
        trackingEvents: [
          scan('T1', 'Departed USPS Regional Facility', '2026-03-12T04:07:00-05:00', memphis),
          scan('WX', 'Weather Delay', '2026-03-11T20:00:00-05:00', memphis),
          scan('L1', 'Container Load', '2026-03-11T19:00:00-05:00', memphis),
        ],
      },
    ],
    expected: [
      {
        trackingNumber: number,
        status: 'in_transit',
        detail: 'departed_facility',
        events: [
          '2026-03-11T19:00:00-05:00 carrier | in_transit/processed_at_facility by code L1 | MEMPHIS TN 38118 US',
          '2026-03-11T20:00:00-05:00 carrier | exception/weather_delay by code WX | MEMPHIS TN 38118 US',
          '2026-03-12T04:07:00-05:00 carrier | in_transit/departed_facility by code T1 | MEMPHIS TN 38118 US',
        ],
        estimatedDelivery: { from: '2026-03-14', to: '2026-03-14' },
      },
    ],
  },
  {
    name: 'v3r2: given to an agent for the last leg, the note of a claim behind it',
    format: 'usps.v3r2',
    body: [
      {
        trackingNumber: number,
        status: 'Package Research Case Created',
        statusCategory: 'Delivered to Agent',
        mailClassCode: 'PS',
        trackingEvents: [
          scan('VC', 'Package Research Case Created', '2026-03-14T10:00:00-04:00', springfield),
          scan('60', 'Tendered to Agent for Final Delivery', '2026-03-12T11:00:00-04:00', springfield),
        ],
      },
    ],
    expected: [
      {
        trackingNumber: number,
        status: 'delivered',
        detail: 'delivered_to_agent',
        events: [
          '2026-03-12T11:00:00-04:00 carrier | delivered/delivered_to_agent by code 60 | SPRINGFIELD MA 01103 US',
          '2026-03-14T10:00:00-04:00 carrier | info/under_investigation by code VC | SPRINGFIELD MA 01103 US',
        ],
        service: { code: 'PS' },
        delivery: {
          at: '2026-03-12T11:00:00-04:00',
          to: 'agent',
          place: place('SPRINGFIELD', 'MA', '01103'),
        },
      },
    ],
  },
  {
    name: 'v3r2: the gateway asks for fewer calls',
    format: 'usps.v3r2',
    body: {
      apiVersion: '/tracking/v3r2',
      error: {
        code: '429',
        message: 'Exceeded quota limit.',
        errors: [{ title: 'Too Many Requests.', status: '429', code: '' }],
      },
    },
    expected: [{ trackingNumber: '', error: 'rate_limited 429 retryable' }],
  },
  {
    name: 'v3: in transit, its UTC stamps a day behind, a building in the field for the town',
    format: 'usps.v3',
    body: {
      destinationCity: 'MILWAUKEE',
      destinationState: 'WI',
      destinationZIP: '53207',
      expectedDeliveryTimeStamp: '2026-11-29T00:00:00',
      expectedDeliveryType: 'Expected Delivery by',
      mailClass: 'USPS Ground Advantage<SUP>&#153;</SUP>',
      mailType: 'DM',
      originCity: 'AUSTIN',
      originState: 'TX',
      originZIP: '78701',
      proofOfDeliveryEnabled: 'false',
      services: ['USPS Tracking<SUP>&#174;</SUP>', 'Up to $100 insurance included'],
      serviceTypeCode: '022',
      status: 'Arrived at USPS Regional Facility',
      statusCategory: 'Moving Through Network',
      statusSummary:
        'Your item arrived at our USPS facility in OAK CREEK WI DISTRIBUTION CENTER on November 26, 2026 at 1:44 am. The item is currently in transit to the destination.',
      tableCode: 'T',
      uniqueMailPieceID: '164744476',
      mailPieceIntakeDate: '2026-11-23 06:20:13.000000',
      trackingEvents: [
        {
          ...oldScan(
            '10',
            'Arrived at USPS Regional Facility',
            '2026-11-26T01:44:00',
            '-06:00',
            oldAt('OAK CREEK WI DISTRIBUTION CENTER', null, null),
          ),
          GMTTimestamp: '2026-11-26T07:44:12Z',
        },
        {
          ...oldScan('SF', 'Departed Post Office', '2026-11-25T18:31:00', '-06:00', oldAt('AUSTIN', 'TX', '78701')),
          GMTTimestamp: '2026-11-25T00:31:21Z',
        },
        {
          ...oldScan('03', 'USPS picked up item', '2026-11-25T12:02:00', null, oldAt('AUSTIN', 'TX', '78701')),
          GMTTimestamp: '2026-11-25T18:02:21Z',
        },
        oldScan(
          'GX',
          'Shipping Label Created, USPS Awaiting Item',
          '2026-11-23T00:00:00',
          null,
          oldAt('AUSTIN', 'TX', '78701'),
        ),
      ],
      trackingNumber: number,
    },
    expected: [
      {
        trackingNumber: number,
        uniqueId: '164744476',
        status: 'in_transit',
        detail: 'arrived_at_facility',
        events: [
          '2026-11-23 none | pre_transit/label_created by code GX | AUSTIN TX 78701 US',
          '2026-11-25T12:02:00-06:00 carrier | in_transit/picked_up by code 03 | AUSTIN TX 78701 US',
          '2026-11-25T18:31:00-06:00 carrier | in_transit/departed_facility by code SF | AUSTIN TX 78701 US',
          '2026-11-26T01:44:00-06:00 carrier | in_transit/arrived_at_facility by code 10 | OAK CREEK WI US OAK CREEK WI DISTRIBUTION CENTER',
        ],
        service: { code: '022', name: 'USPS Ground Advantage' },
        estimatedDelivery: { to: '2026-11-29' },
        shippedAt: '2026-11-23',
        origin: place('AUSTIN', 'TX', '78701'),
        destination: place('MILWAUKEE', 'WI', '53207'),
      },
    ],
  },
  {
    name: 'v3: taken by an agent who signed, a green card of its own',
    format: 'usps.v3',
    body: {
      trackingNumber: number,
      mailClass: 'FIRST-CLASS_MAIL',
      proofOfDeliveryEnabled: 'true',
      RREEnabled: 'true',
      relatedReturnReceiptID: '9590940212345678901234',
      status: 'Delivered, To Agent',
      statusCategory: 'Delivered to Agent',
      trackingEvents: [
        {
          ...oldScan('01', 'Delivered, To Agent', '2026-11-26T13:44:00', '-05:00', oldAt('SPRINGFIELD', 'MA', '01103')),
          name: 'A SAMPLE',
          authorizedAgent: 'true',
        },
      ],
    },
    expected: [
      {
        trackingNumber: number,
        status: 'delivered',
        detail: 'delivered_to_agent',
        events: [
          '2026-11-26T13:44:00-05:00 carrier | delivered/delivered_to_agent by code 01 | SPRINGFIELD MA 01103 US',
        ],
        service: { name: 'First-Class Mail' },
        delivery: {
          at: '2026-11-26T13:44:00-05:00',
          signedBy: 'A SAMPLE',
          to: 'agent',
          place: place('SPRINGFIELD', 'MA', '01103'),
          proof: [{ kind: 'document' }],
        },
        related: [{ relation: 'other', trackingNumber: '9590940212345678901234', carrier: 'usps' }],
      },
    ],
  },
  {
    name: 'v3: with a consolidator, whose scans have neither place nor offset, and no origin tells where they were',
    format: 'usps.v3',
    body: {
      trackingNumber: number,
      destinationCity: 'MILWAUKEE',
      destinationState: 'WI',
      destinationZIP: '53207',
      mailClass: 'Parcel Select',
      status: 'Departed Shipping Partner Facility, USPS Awaiting Item',
      statusCategory: 'Accepted',
      trackingEvents: [
        oldScan('82', 'Departed Shipping Partner Facility, USPS Awaiting Item', '2026-11-19T10:00:00', null, {}),
        oldScan('81', 'Arrived Shipping Partner Facility, USPS Awaiting Item', '2026-11-18T22:15:00', null, {}),
        oldScan('80', 'Picked Up by Shipping Partner, USPS Awaiting Item', '2026-11-18T12:00:00', null, {}),
        oldScan('MA', 'Pre-Shipment Info Sent to USPS, USPS Awaiting Item', '2026-11-18T00:00:00', null, {}),
      ],
    },
    expected: [
      {
        trackingNumber: number,
        status: 'in_transit',
        detail: 'departed_facility',
        events: [
          '2026-11-18 none | pre_transit/label_created by code MA | ',
          '2026-11-18T12:00:00 none | in_transit/picked_up by code 80 | ',
          '2026-11-18T22:15:00 none | in_transit/arrived_at_facility by code 81 | ',
          '2026-11-19T10:00:00 none | in_transit/departed_facility by code 82 | ',
        ],
        service: { name: 'Parcel Select' },
        destination: place('MILWAUKEE', 'WI', '53207'),
      },
    ],
  },
  {
    name: 'v3: the summary of the specification’s example',
    format: 'usps.v3',
    body: {
      trackingNumber: number,
      expectedDeliveryDate: '2022-06-22',
      expectedDeliveryTime: 'string',
      guaranteedDeliveryDate: '2022-06-22',
      eventSummaries: [
        'Your item was delivered at the front door or porch at 12:01 pm on June 17, 2022 in FAIRFAX, VA 22032.',
        'Out for Delivery, 06/17/2022, 6:10 am, FAIRFAX, VA 22032',
        'Arrived at Post Office, 06/16/2022, 2:15 pm, FAIRFAX, VA 22031',
        'Accepted at USPS Destination Facility, June 16, 2022, 1:00 pm, FAIRFAX, VA 22031',
        'Departed Shipping Partner Facility, USPS Awaiting Item, June 16, 2022, 2:18 am, CHANTILLY, VA 20151',
      ],
    },
    expected: [
      {
        trackingNumber: number,
        status: 'delivered',
        detail: 'delivered_to_safe_place',
        events: [
          '2022-06-16T02:18:00-04:00 place | in_transit/departed_facility by text | CHANTILLY VA 20151 US',
          '2022-06-16T13:00:00-04:00 place | in_transit/accepted by text | FAIRFAX VA 22031 US',
          '2022-06-16T14:15:00-04:00 place | in_transit/arrived_at_destination_facility by text | FAIRFAX VA 22031 US',
          '2022-06-17T06:10:00-04:00 place | out_for_delivery by text | FAIRFAX VA 22032 US',
          '2022-06-17T12:01:00-04:00 place | delivered/delivered_to_safe_place by text | FAIRFAX VA 22032 US',
        ],
        estimatedDelivery: { from: '2022-06-22', to: '2022-06-22' },
        promisedDelivery: { to: '2022-06-22' },
        delivery: {
          at: '2022-06-17T12:01:00-04:00',
          to: 'safe_place',
          place: place('FAIRFAX', 'VA', '22032'),
        },
      },
    ],
  },
  {
    name: 'v3: held at the customer’s request, with the day it goes back',
    format: 'usps.v3',
    body: {
      trackingNumber: number,
      returnDateNotice: '2026-04-20',
      redeliveryEnabled: 'true',
      status: 'Held at Post Office, At Customer Request',
      statusCategory: 'Available for Pickup',
      trackingEvents: [
        {
          ...oldScan(
            '',
            'Held at Post Office, At Customer Request',
            '2026-04-05T08:30:00',
            '-04:00',
            oldAt('SPRINGFIELD', 'MA', '01103'),
          ),
          eventCode: null,
        },
      ],
    },
    expected: [
      {
        trackingNumber: number,
        status: 'available_for_pickup',
        detail: 'at_post_office',
        events: [
          '2026-04-05T08:30:00-04:00 carrier | available_for_pickup/at_post_office by text | SPRINGFIELD MA 01103 US',
        ],
        pickupBy: '2026-04-20',
      },
    ],
  },
  {
    name: 'v3: late, as a message between scans says',
    format: 'usps.v3',
    body: {
      trackingNumber: number,
      originCity: 'AUSTIN',
      originState: 'TX',
      originZIP: '78701',
      destinationCity: 'SPRINGFIELD',
      destinationState: 'MA',
      destinationZIP: '01103',
      predictedDeliveryDate: '2026-03-15',
      predictedDeliveryWindowEndTime: '5:30pm',
      expectedDeliveryTimeStamp: '2026-03-12T00:00:00',
      onTime: 'false',
      status: 'In Transit to Next Facility, Arriving Late',
      statusCategory: 'In Transit, Arriving Late',
      trackingEvents: [
        oldScan('NT', 'In Transit, Arriving Late', '2026-03-12T08:11:00', null, {}),
        oldScan('EF', 'Departed USPS Facility', '2026-03-10T23:44:00', '-05:00', oldAt('AUSTIN', 'TX', '78701')),
      ],
    },
    expected: [
      {
        trackingNumber: number,
        status: 'in_transit',
        detail: 'delayed',
        events: [
          '2026-03-10T23:44:00-05:00 carrier | in_transit/departed_facility by code EF | AUSTIN TX 78701 US',
          '2026-03-12T08:11:00 none | in_transit/delayed by code NT | ',
        ],
        estimatedDelivery: { from: '2026-03-15', to: '2026-03-15T17:30:00' },
        origin: place('AUSTIN', 'TX', '78701'),
        destination: place('SPRINGFIELD', 'MA', '01103'),
      },
    ],
  },
  {
    name: 'v3: accepted, as the README of 2023 writes it',
    format: 'usps.v3',
    body: {
      destinationCity: 'SPRINGFIELD',
      destinationState: 'MA',
      destinationZIP: '01103',
      emailEnabled: true,
      kahalaIndicator: false,
      mailClass: 'PRIORITY_MAIL',
      mailType: 'DOMESTIC_MAIL',
      services: 'USPS Tracking',
      serviceTypeCode: '055',
      status: 'USPS in possession of item',
      statusCategory: 'Accepted',
      tableCode: 'T',
      uniqueMailPieceId: '77',
      mailPieceIntakeDate: '2023-08-02T09:20:20Z',
      trackingEvents: [
        {
          eventType: 'USPS in possession of item',
          eventTimestamp: '2023-08-02T07:31:00Z',
          eventCountry: '',
          eventCity: 'RICHMOND',
          eventState: 'VA',
          eventZIP: '23227',
          authorizedAgent: false,
          eventCode: '03',
        },
      ],
      trackingNumber: number,
    },
    expected: [
      {
        trackingNumber: number,
        uniqueId: '77',
        status: 'in_transit',
        detail: 'accepted',
        events: ['2023-08-02T07:31:00-04:00 place | in_transit/accepted by code 03 | RICHMOND VA 23227 US'],
        service: { code: '055', name: 'Priority Mail' },
        shippedAt: '2023-08-02',
        destination: place('SPRINGFIELD', 'MA', '01103'),
      },
    ],
  },
  {
    name: 'v3: a label that has no scan yet',
    format: 'usps.v3',
    body: {
      apiVersion: '/tracking/v3',
      error: {
        code: '400',
        message:
          '12: A status update is not yet available on your Priority Mail<SUP>reg;</SUP> package. It will be available when the shipper provides an update or the package is given to USPS. -',
        errors: [{ status: '400', code: '150001', title: '', detail: '', source: { parameter: '', example: '' } }],
      },
    },
    expected: [{ trackingNumber: '', error: 'not_found 150001 retryable' }],
  },
  {
    name: 'v3: the number of a pickup',
    format: 'usps.v3',
    body: {
      apiVersion: '/tracking/v3',
      error: {
        code: '400',
        message:
          'The tracking number entered is for a package pickup transaction, not package tracking. Please verify your tracking number and try again.',
        errors: [{ code: '150011' }],
      },
    },
    expected: [{ trackingNumber: '', error: 'invalid_number 150011 lasting' }],
  },
  {
    name: 'Web Tools: fields with a delivery attribute and without codes',
    format: 'usps.web-tools',
    body: webTools(
      `<TrackInfo ID="${number}">${xml({
        Class: 'Priority Mail&lt;SUP&gt;&amp;reg;&lt;/SUP&gt;',
        ClassOfMailCode: 'PM',
        ExpectedDeliveryDate: 'November 25, 2020',
        PodEnabled: 'false',
        Status: 'Delivered, Front Desk/Reception/Mail Room',
        StatusCategory: 'Delivered',
        StatusSummary:
          'Your item was delivered to the front desk, reception area, or mail room at 6:42 pm on November 24, 2020 in ONTARIO, CA 91761.',
      })}<TrackSummary>${xml({
        EventTime: '6:42 pm',
        EventDate: 'November 24, 2020',
        Event: 'Delivered, Front Desk/Reception/Mail Room',
        EventCity: 'ONTARIO',
        EventState: 'CA',
        EventZIPCode: '91761',
        EventCountry: '',
        FirmName: '',
        Name: '',
        AuthorizedAgent: 'false',
        DeliveryAttributeCode: '05',
      })}</TrackSummary><TrackDetail>${xml({
        EventTime: '11:59 am',
        EventDate: 'November 23, 2020',
        Event: 'Departed USPS Regional Facility',
        EventCity: 'CITY OF INDUSTRY CA DISTRIBUTION CENTER',
        EventState: '',
        EventZIPCode: '',
        EventCountry: '',
      })}</TrackDetail><TrackDetail>${xml({
        EventTime: '5:03 pm',
        EventDate: 'November 21, 2020',
        Event: 'USPS picked up item',
        EventCity: 'BOTHELL',
        EventState: 'WA',
        EventZIPCode: '98011',
      })}</TrackDetail></TrackInfo>`,
    ),
    expected: [
      {
        trackingNumber: number,
        status: 'delivered',
        detail: 'delivered_to_reception',
        events: [
          '2020-11-21T17:03:00-08:00 place | in_transit/picked_up by text | BOTHELL WA 98011 US',
          '2020-11-23T11:59:00-08:00 place | in_transit/departed_facility by text | CITY OF INDUSTRY CA US CITY OF INDUSTRY CA DISTRIBUTION CENTER',
          '2020-11-24T18:42:00-08:00 place | delivered/delivered_to_reception by text | ONTARIO CA 91761 US',
        ],
        service: { code: 'PM', name: 'Priority Mail' },
        estimatedDelivery: { from: '2020-11-25', to: '2020-11-25' },
        delivery: {
          at: '2020-11-24T18:42:00-08:00',
          leftAt: 'Front Desk/Reception/Mail Room',
          to: 'reception',
          place: place('ONTARIO', 'CA', '91761'),
        },
      },
    ],
  },
  {
    name: 'Web Tools: sentences of an attempt',
    format: 'usps.web-tools',
    body: webTools(
      `<TrackInfo ID="${number}">${xml({
        TrackSummary:
          'We attempted to deliver your item at 1:00 pm on November 30, 2021 in BIRMINGHAM, AL 35215 and a notice was left because no secure delivery location was available.',
      })}${xml({ TrackDetail: 'Out for Delivery, 11/30/2021, 8:10 am, BIRMINGHAM, AL 35215' })}${xml({
        TrackDetail: 'Shipping Label Created, USPS Awaiting Item, November 27, 2021, 8:19 am, BIRMINGHAM, AL 35215',
      })}</TrackInfo>`,
    ),
    expected: [
      {
        trackingNumber: number,
        status: 'delivery_attempted',
        detail: 'no_safe_place',
        events: [
          '2021-11-27T08:19:00-06:00 place | pre_transit/label_created by text | BIRMINGHAM AL 35215 US',
          '2021-11-30T08:10:00-06:00 place | out_for_delivery by text | BIRMINGHAM AL 35215 US',
          '2021-11-30T13:00:00-06:00 place | delivery_attempted/no_safe_place by text | BIRMINGHAM AL 35215 US',
        ],
      },
    ],
  },
  {
    name: 'Web Tools: on its way with a predicted day, and a number that is not known beside it',
    format: 'usps.web-tools',
    body: webTools(
      `<TrackInfo ID="${number}">${xml({
        Class: 'First-Class Package Service',
        ClassOfMailCode: 'FC',
        DestinationCity: 'ORANGE',
        DestinationState: 'CA',
        DestinationZip: '92869',
        MPDATE: '2015-09-21 17:36:36.000000',
        MPSUFFIX: '854510480',
        PredictedDeliveryDate: 'September 25, 2015',
        ServiceTypeCode: '001',
        Status: 'Arrived at USPS Destination Facility',
        StatusCategory: 'In Transit',
      })}<TrackSummary>${xml({
        EventTime: '11:12 pm',
        EventDate: 'September 24, 2015',
        Event: 'Arrived at USPS Destination Facility',
        EventCity: 'ANAHEIM',
        EventState: 'CA',
        EventZIPCode: '92899',
        EventCode: '10',
      })}</TrackSummary></TrackInfo>`,
      `<TrackInfo ID="${second}"><Error>${xml({
        Number: '-2147219302',
        Description: 'The Postal Service could not locate the tracking information for your request.',
        HelpFile: '',
        HelpContext: '',
      })}</Error></TrackInfo>`,
    ),
    expected: [
      {
        trackingNumber: number,
        uniqueId: '854510480',
        status: 'in_transit',
        detail: 'arrived_at_facility',
        events: ['2015-09-24T23:12:00-07:00 place | in_transit/arrived_at_facility by code 10 | ANAHEIM CA 92899 US'],
        service: { code: '001', name: 'First-Class Package Service' },
        estimatedDelivery: { from: '2015-09-25', to: '2015-09-25' },
        shippedAt: '2015-09-21',
        destination: place('ORANGE', 'CA', '92869'),
      },
      { trackingNumber: second, error: 'not_found -2147219302 retryable' },
    ],
  },
  {
    name: 'Web Tools: announced, without place and time of day',
    format: 'usps.web-tools',
    body: webTools(
      `<TrackInfo ID="${number}">${xml({
        ClassOfMailCode: 'LW',
        DestinationState: 'HI',
        DestinationZip: '96753',
        GuaranteedDeliveryDate: 'March 5, 2014',
        StatusCategory: 'Pre-Shipment',
      })}<TrackSummary>${xml({
        EventTime: '',
        EventDate: 'February 28, 2014',
        Event: 'Electronic Shipping Info Received',
        EventCity: '',
        EventState: '',
        EventZIPCode: '',
        EventCountry: '',
        EventCode: 'MA',
      })}</TrackSummary></TrackInfo>`,
    ),
    expected: [
      {
        trackingNumber: number,
        status: 'pre_transit',
        detail: 'label_created',
        events: ['2014-02-28 none | pre_transit/label_created by code MA | '],
        service: { code: 'LW' },
        promisedDelivery: { to: '2014-03-05' },
        destination: { region: 'HI', postalCode: '96753', country: 'US' },
      },
    ],
  },
  {
    name: 'Web Tools: credentials refused',
    format: 'usps.web-tools',
    body: `<?xml version="1.0"?><Error>${xml({
      Number: '80040B1A',
      Description: 'Authorization failure.  Perhaps username and/or password is incorrect.',
      Source: 'USPSCOM::DoAuth',
    })}</Error>`,
    expected: [{ trackingNumber: '', error: 'unauthorized 80040B1A lasting' }],
  },
  {
    name: 'push: delivered to a locker',
    format: 'usps.subscription',
    body: notification({
      trackingNumber: number,
      status: 'Delivered, Parcel Locker',
      statusCategory: 'Delivered',
      uniqueTrackingID: '9',
      servicesEligibility: {
        proofOfDeliveryEnabled: false,
        RREEnabled: false,
        trackingProofOfDeliveryEnabled: false,
      },
      trackingEvents: [
        scan('01', 'Delivered, Parcel Locker', '2026-03-12T14:03:12-04:00', springfield, {
          GMTOffset: '-4:00',
          firm: 'EXAMPLE INC',
        }),
      ],
    }),
    expected: [
      {
        trackingNumber: number,
        uniqueId: '9',
        status: 'delivered',
        detail: 'delivered_to_locker',
        events: [
          '2026-03-12T14:03:12-04:00 carrier | delivered/delivered_to_locker by code 01 | SPRINGFIELD MA 01103 US',
        ],
        delivery: {
          at: '2026-03-12T14:03:12-04:00',
          leftAt: 'Parcel Locker',
          to: 'locker',
          place: place('SPRINGFIELD', 'MA', '01103'),
        },
      },
    ],
  },
  {
    name: 'push: a scan event extract of one event',
    format: 'usps.subscription',
    body: notification({
      trackingNumber: number,
      mailerID: '912345678',
      mailerName: 'Example Company',
      productWeight: '14.3',
      customerReferenceNumber: ['123ABC', '456DEF'],
      originalTrackingNumber: second,
      startTheClockTimestamp: '2026-03-10T14:03:12-07:00',
      mailingDate: '2026-03-10',
      trackingEvent: scan('03', 'Acceptance', '2026-03-10T14:03:12-07:00', at('PHOENIX', 'AZ', '85001'), {
        scanEventExtractEventName: 'ACCEPTANCE',
        barcodeInputMethod: '0',
        containers: [{ containerID: '222010127123456789912345', containerType: 'PALLET' }],
      }),
    }),
    expected: [
      {
        trackingNumber: number,
        status: 'in_transit',
        detail: 'accepted',
        events: ['2026-03-10T14:03:12-07:00 carrier | in_transit/accepted by code 03 | PHOENIX AZ 85001 US'],
        shippedAt: '2026-03-10',
        weight: { value: 14.3, unit: 'oz' },
        references: [
          { kind: 'customer_reference', value: '123ABC' },
          { kind: 'customer_reference', value: '456DEF' },
        ],
        related: [{ relation: 'other', trackingNumber: second, carrier: 'usps' }],
      },
    ],
  },
  {
    name: 'push: delayed, escaped twice',
    format: 'usps.subscription',
    body: notification(
      JSON.stringify(
        JSON.stringify({
          trackingNumber: number,
          status: 'Arriving Late',
          statusCategory: 'Arriving Late',
          deliveryDateExpectation: { predictedDeliveryDate: '2026-03-15' },
          trackingEvents: [scan('NT', 'In Transit, Arriving Late', '2026-03-12', {})],
        }),
      ).slice(1, -1),
    ),
    expected: [
      {
        trackingNumber: number,
        status: 'in_transit',
        detail: 'delayed',
        events: ['2026-03-12 none | in_transit/delayed by code NT | '],
        estimatedDelivery: { from: '2026-03-15', to: '2026-03-15' },
      },
    ],
  },
  {
    name: 'push: refused by the customs',
    format: 'usps.subscription',
    body: notification({
      trackingNumber: 'LB123456785US',
      destinationCountry: 'CA',
      status: 'Refused Entry by Customs',
      statusCategory: 'Alert',
      trackingEvents: [
        scan('RE', 'Refused Entry by Customs', '2026-03-12T10:00:00-04:00', {
          eventCity: 'TORONTO',
          eventCountry: 'CANADA',
        }),
      ],
    }),
    expected: [
      {
        trackingNumber: 'LB123456785US',
        status: 'returning',
        detail: 'customs_rejected',
        events: ['2026-03-12T10:00:00-04:00 carrier | returning/customs_rejected by code RE | TORONTO CA'],
        destination: { country: 'CA' },
      },
    ],
  },
  {
    name: 'push: missent by its code, in transit by its words and its category',
    format: 'usps.subscription',
    body: notification({
      trackingNumber: number,
      statusCategory: 'In Transit',
      trackingEvents: [scan('08', 'Departed USPS Regional Facility', '2026-03-12T10:00:00-05:00', memphis)],
    }),
    expected: [
      {
        trackingNumber: number,
        status: 'in_transit',
        detail: 'departed_facility',
        events: ['2026-03-12T10:00:00-05:00 carrier | exception/missorted by code 08 | MEMPHIS TN 38118 US'],
      },
    ],
  },
];

describe('a payload by the documents', () => {
  it('is one of thirty at least, in all formats', () => {
    expect(cases.length).toBeGreaterThanOrEqual(30);
    expect(new Set(cases.map(({ format }) => format))).toEqual(new Set(uspsFormats.map(({ name }) => name)));
  });

  it.each(cases.map((each) => [each.name, each] as const))('%s', (_, { format, body, expected }) => {
    const { formats, outcomes } = stored(typeof body === 'string' ? body : JSON.stringify(body), uspsFormats);
    expect(formats).toEqual([format]);
    expect(outcomes.map(stated)).toEqual(expected);
  });
});
