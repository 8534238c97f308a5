import { describe, expect, it } from 'vitest';
import { upsFormats } from 'waybill/carriers/ups';
import { stated, stored } from '../stated.ts';

/*
 * Payloads written from UPS's documents (Tracking.yaml, UPSTrackAlert.yaml, QuantumView.yaml, the appendices of codes, the
 * guide of XML Track), each with all that it says, as a person reads it there. Numbers, names and places are invented.
 */

interface Document {
  readonly name: string;
  readonly format: string;
  readonly body: string | object;
  readonly expected: readonly object[];
}

const number = '1Z999AA10123456784';
const second = '1Z999AA10123456793';
const post = '9274899900000012345677';

/** `Activity` of Tracking.yaml: `status` is type, code, statusCode and description; the place is city, state, country, SLIC. */
function activity(
  status: readonly [type: string, code: string, statusCode: string, description: string],
  place: readonly [city: string, state: string, country: string, slic: string],
  local: readonly [date: string, time: string],
  gmt: readonly [date: string, time: string, offset: string],
): object {
  const [type, code, statusCode, description] = status;
  const [city, stateProvince, countryCode, slic] = place;
  return {
    location: { address: { city, stateProvince, countryCode, country: countryCode }, slic },
    status: { type, code, statusCode, description, simplifiedTextDescription: description },
    date: local[0],
    time: local[1],
    gmtDate: gmt[0],
    gmtTime: gmt[1],
    gmtOffset: gmt[2],
    logicalScan: false,
  };
}

/** A manifest's line, which has a country and no more. */
function label(time: string, gmtTime: string): object {
  return {
    location: { address: { countryCode: 'US', country: 'US' } },
    status: {
      type: 'M',
      code: 'MP',
      statusCode: '003',
      description: 'Shipper created a label, UPS has not received the package yet. ',
    },
    date: '20260309',
    time,
    gmtDate: '20260309',
    gmtTime,
    gmtOffset: '-05:00',
  };
}

function track(parcel: object, shipment: object = {}): object {
  return {
    trackResponse: {
      shipment: [
        {
          inquiryNumber: number,
          userRelation: ['SHIPPER'],
          package: [{ trackingNumber: number, ...parcel }],
          ...shipment,
        },
      ],
    },
  };
}

const atlanta = ['Atlanta', 'GA', 'US', '3029'] as const;
const newark = ['Newark', 'NJ', 'US', '0711'] as const;

const trackV1: readonly Document[] = [
  {
    name: 'a label that UPS has not the package of',
    format: 'ups.track-v1',
    body: track({
      currentStatus: { description: 'Shipment Ready for UPS', code: '003' },
      deliveryDate: [],
      activity: [label('120000', '17:00:00')],
      packageCount: 1,
    }),
    expected: [
      {
        trackingNumber: number,
        status: 'pre_transit',
        detail: 'label_created',
        pieceCount: 1,
        events: ['2026-03-09T12:00:00-05:00 carrier | pre_transit/label_created by code MP 003 | US'],
      },
    ],
  },
  {
    name: 'on its way with an estimated window, and all facts of a package',
    format: 'ups.track-v1',
    body: track(
      {
        currentStatus: { description: 'On the Way', code: '005' },
        deliveryDate: [{ type: 'SDD', date: '20260312' }],
        deliveryTime: { type: 'EDW', startTime: '141500', endTime: '181500' },
        activity: [
          activity(
            ['I', 'DP', '005', 'Departed from Facility'],
            atlanta,
            ['20260310', '233000'],
            ['20260311', '03:30:00', '-04:00'],
          ),
          activity(
            ['I', 'OR', '005', 'Origin Scan'],
            atlanta,
            ['20260310', '190000'],
            ['20260310', '23:00:00', '-04:00'],
          ),
        ],
        packageAddress: [
          { type: 'ORIGIN', name: 'Sears', address: { city: 'Atlanta', stateProvince: 'GA', countryCode: 'US' } },
          {
            type: 'DESTINATION',
            attentionName: 'A. NORD',
            address: {
              addressLine1: '1 SOME ST',
              city: 'Newark',
              stateProvince: 'NJ',
              postalCode: '07102',
              country: 'US',
            },
          },
        ],
        service: { code: '518', levelCode: '011', description: 'UPS Ground' },
        weight: { unitOfMeasurement: 'LBS', weight: '4.50' },
        dimension: { length: '15.00', width: '10.00', height: '4.00', unitOfDimension: 'IN' },
        referenceNumber: [{ type: 'SHIPMENT', number: 'ShipRef123' }],
        isSmartPackage: false,
        packageCount: 1,
      },
      { pickupDate: '20260310', shipmentType: 'SMALL', shipperNumber: '999AA1' },
    ),
    expected: [
      {
        trackingNumber: number,
        status: 'in_transit',
        detail: 'departed_facility',
        service: { code: '518', name: 'UPS Ground' },
        shippedAt: '2026-03-10',
        estimatedDelivery: { from: '2026-03-12T14:15:00', to: '2026-03-12T18:15:00' },
        promisedDelivery: { from: '2026-03-12', to: '2026-03-12' },
        origin: { city: 'Atlanta', region: 'GA', country: 'US' },
        destination: { city: 'Newark', region: 'NJ', postalCode: '07102', country: 'US' },
        weight: { value: 4.5, unit: 'lb' },
        dimensions: { length: 15, width: 10, height: 4, unit: 'in' },
        references: [{ kind: 'shipment', value: 'ShipRef123' }],
        pieceCount: 1,
        events: [
          '2026-03-10T19:00:00-04:00 carrier | in_transit/received_at_origin_facility by code OR 005 | Atlanta GA US 3029',
          '2026-03-10T23:30:00-04:00 carrier | in_transit/departed_facility by code DP 005 | Atlanta GA US 3029',
        ],
      },
    ],
  },
  {
    name: 'out for delivery with a committed time',
    format: 'ups.track-v1',
    body: track({
      currentStatus: { description: 'Out for Delivery', code: '021' },
      deliveryDate: [{ type: 'SDD', date: '20260312' }],
      deliveryTime: { type: 'CMT', endTime: '120000' },
      activity: [
        activity(
          ['I', 'OT', '021', 'Out For Delivery Today'],
          newark,
          ['20260312', '083000'],
          ['20260312', '12:30:00', '-04:00'],
        ),
      ],
    }),
    expected: [
      {
        trackingNumber: number,
        status: 'out_for_delivery',
        estimatedDelivery: { to: '2026-03-12T12:00:00' },
        promisedDelivery: { to: '2026-03-12T12:00:00' },
        events: ['2026-03-12T08:30:00-04:00 carrier | out_for_delivery by code OT 021 | Newark NJ US 0711'],
      },
    ],
  },
  {
    name: 'delivered at the front door, with a photo',
    format: 'ups.track-v1',
    body: track({
      currentStatus: { description: 'Delivered', code: '011' },
      deliveryDate: [{ type: 'DEL', date: '20260312' }],
      deliveryTime: { type: 'DEL', endTime: '152000' },
      deliveryInformation: {
        location: 'Front Door',
        receivedBy: '',
        deliveryPhoto: { isNonPostalCodeCountry: false, photoCaptureInd: 'Y', photoDispositionCode: 'V' },
      },
      activity: [
        activity(['D', 'ML', '011', 'DELIVERED '], newark, ['20260312', '152000'], ['20260312', '19:20:00', '-04:00']),
      ],
    }),
    expected: [
      {
        trackingNumber: number,
        status: 'delivered',
        detail: 'delivered_to_safe_place',
        delivery: {
          at: '2026-03-12T15:20:00-04:00',
          leftAt: 'Front Door',
          to: 'safe_place',
          place: { city: 'Newark', region: 'NJ', country: 'US', facility: '0711' },
          proof: [{ kind: 'photo' }],
        },
        events: [
          '2026-03-12T15:20:00-04:00 carrier | delivered/delivered_to_safe_place by code ML 011 | Newark NJ US 0711',
        ],
      },
    ],
  },
  {
    name: 'waiting at an access point until a day',
    format: 'ups.track-v1',
    body: track({
      currentStatus: { description: 'Delivered to UPS Access Point', code: '161' },
      accessPointInformation: { pickupByDate: '20260319' },
      activity: [
        activity(
          ['X', 'ZP', '161', 'Delivered to UPS Access Point™ location and awaiting customer pickup.'],
          newark,
          ['20260312', '170500'],
          ['20260312', '21:05:00', '-04:00'],
        ),
      ],
    }),
    expected: [
      {
        trackingNumber: number,
        status: 'available_for_pickup',
        detail: 'at_pickup_point',
        pickupBy: '2026-03-19',
        events: [
          '2026-03-12T17:05:00-04:00 carrier | available_for_pickup/at_pickup_point by code ZP 161 | Newark NJ US 0711',
        ],
      },
    ],
  },
  {
    name: 'a first attempt, and the day of the next one',
    format: 'ups.track-v1',
    body: track({
      currentStatus: { description: 'First Attempt Made', code: '022' },
      deliveryDate: [
        { type: 'SDD', date: '20260312' },
        { type: 'RDD', date: '20260313' },
      ],
      deliveryTime: { type: 'EOD' },
      activity: [
        activity(
          [
            'X',
            '48',
            '022',
            'The receiver was not available for delivery. We’ll make a second attempt the next business day.',
          ],
          newark,
          ['20260312', '113000'],
          ['20260312', '15:30:00', '-04:00'],
        ),
      ],
    }),
    expected: [
      {
        trackingNumber: number,
        status: 'delivery_attempted',
        detail: 'recipient_unavailable',
        estimatedDelivery: { from: '2026-03-13', to: '2026-03-13' },
        promisedDelivery: { from: '2026-03-12', to: '2026-03-12' },
        events: [
          '2026-03-12T11:30:00-04:00 carrier | delivery_attempted/recipient_unavailable by code 48 022 | Newark NJ US 0711',
        ],
      },
    ],
  },
  {
    name: 'held by an agency, then cleared',
    format: 'ups.track-v1',
    body: track({
      currentStatus: { description: 'Clearance Completed', code: '014' },
      activity: [
        activity(
          ['X', 'DA', '014', 'Released By Clear Agency. Now In-Transit'],
          ['Koeln', '', 'DE', '5010'],
          ['20260312', '090000'],
          ['20260312', '08:00:00', '+01:00'],
        ),
        activity(
          ['X', 'RZ', '126', 'Your package is pending release from a Government Agency.'],
          ['Koeln', '', 'DE', '5010'],
          ['20260311', '220000'],
          ['20260311', '21:00:00', '+01:00'],
        ),
      ],
    }),
    expected: [
      {
        trackingNumber: number,
        status: 'in_transit',
        detail: 'customs_cleared',
        events: [
          '2026-03-11T22:00:00+01:00 carrier | exception/customs_held by code RZ 126 | Koeln DE 5010',
          '2026-03-12T09:00:00+01:00 carrier | in_transit/customs_cleared by code DA 014 | Koeln DE 5010',
        ],
      },
    ],
  },
  {
    name: 'refused and brought back to the sender',
    format: 'ups.track-v1',
    body: track({
      currentStatus: { description: 'Returned to Sender', code: '034' },
      activity: [
        activity(
          ['X', 'UA', '034', 'UPS has returned your package to the sender.'],
          atlanta,
          ['20260316', '140000'],
          ['20260316', '18:00:00', '-04:00'],
        ),
        activity(
          ['X', 'UF', '035', 'We’re in the process of returning this package to the sender.'],
          newark,
          ['20260313', '080000'],
          ['20260313', '12:00:00', '-04:00'],
        ),
        activity(
          ['X', 'KT', '064', 'The receiver has refused the delivery.'],
          newark,
          ['20260312', '140000'],
          ['20260312', '18:00:00', '-04:00'],
        ),
      ],
    }),
    expected: [
      {
        trackingNumber: number,
        status: 'returned',
        detail: 'return_to_sender',
        delivery: {
          at: '2026-03-16T14:00:00-04:00',
          to: 'sender',
          place: { city: 'Atlanta', region: 'GA', country: 'US', facility: '3029' },
        },
        events: [
          '2026-03-12T14:00:00-04:00 carrier | exception/refused by code KT 064 | Newark NJ US 0711',
          '2026-03-13T08:00:00-04:00 carrier | returning/return_to_sender by code UF 035 | Newark NJ US 0711',
          '2026-03-16T14:00:00-04:00 carrier | returned/return_to_sender by code UA 034 | Atlanta GA US 3029',
        ],
      },
    ],
  },
  {
    name: 'Ground Saver that the post delivered',
    format: 'ups.track-v1',
    body: track({
      currentStatus: { description: 'Delivered by Local Post Office', code: '026' },
      deliveryDate: [{ type: 'DEL', date: '20260314' }],
      service: { code: '595', description: 'UPS Ground Saver®' },
      alternateTrackingNumber: [{ number: post, type: 'USPS_PIC' }],
      activity: [
        activity(
          ['D', 'YC', '026', 'Package Delivered By Local Post Office'],
          newark,
          ['20260314', '101500'],
          ['20260314', '14:15:00', '-04:00'],
        ),
        activity(
          ['X', 'ZW', '073', 'Package moving to local post office'],
          newark,
          ['20260313', '040000'],
          ['20260313', '08:00:00', '-04:00'],
        ),
      ],
    }),
    expected: [
      {
        trackingNumber: number,
        status: 'delivered',
        detail: 'delivered_by_partner',
        service: { code: '595', name: 'UPS Ground Saver®' },
        delivery: {
          at: '2026-03-14T10:15:00-04:00',
          place: { city: 'Newark', region: 'NJ', country: 'US', facility: '0711' },
        },
        related: [{ relation: 'last_mile', trackingNumber: post, carrier: 'usps' }],
        events: [
          '2026-03-13T04:00:00-04:00 carrier | in_transit/handed_to_partner by code ZW 073 | Newark NJ US 0711',
          '2026-03-14T10:15:00-04:00 carrier | delivered/delivered_by_partner by code YC 026 | Newark NJ US 0711',
        ],
      },
    ],
  },
  {
    name: 'handed to an agent, who is not the end, then kept at the post office',
    format: 'ups.track-v1',
    body: track({
      currentStatus: { description: 'Delivered to Post Office for Pickup', code: '144' },
      activity: [
        activity(
          [
            'D',
            'EP',
            '144',
            'Your UPS SurePost® package was delivered to the Post Office and it is being held for pickup.',
          ],
          newark,
          ['20260314', '101500'],
          ['20260314', '14:15:00', '-04:00'],
        ),
        activity(
          ['D', 'F7', '143', 'Your UPS SurePost® package was delivered to an Agent for final delivery.'],
          newark,
          ['20260313', '101500'],
          ['20260313', '14:15:00', '-04:00'],
        ),
      ],
    }),
    expected: [
      {
        trackingNumber: number,
        status: 'available_for_pickup',
        detail: 'at_post_office',
        events: [
          '2026-03-13T10:15:00-04:00 carrier | in_transit/handed_to_partner by code F7 143 | Newark NJ US 0711',
          '2026-03-14T10:15:00-04:00 carrier | available_for_pickup/at_post_office by code EP 144 | Newark NJ US 0711',
        ],
      },
    ],
  },
  {
    name: 'a claim after the delivery, which stays one',
    format: 'ups.track-v1',
    body: track({
      currentStatus: { description: 'Delivered', code: '011' },
      deliveryDate: [
        { type: 'SDD', date: '20260312' },
        { type: 'DEL', date: '20260312' },
      ],
      deliveryInformation: { location: 'Front Desk', receivedBy: 'A. NORD' },
      activity: [
        activity(
          ['X', 'UL', '130', 'Claim issued.'],
          newark,
          ['20260320', '090000'],
          ['20260320', '13:00:00', '-04:00'],
        ),
        activity(['D', 'M3', '011', 'DELIVERED'], newark, ['20260312', '152000'], ['20260312', '19:20:00', '-04:00']),
      ],
    }),
    expected: [
      {
        trackingNumber: number,
        status: 'delivered',
        detail: 'delivered_to_reception',
        estimatedDelivery: { from: '2026-03-12', to: '2026-03-12' },
        promisedDelivery: { from: '2026-03-12', to: '2026-03-12' },
        delivery: {
          at: '2026-03-12T15:20:00-04:00',
          signedBy: 'A. NORD',
          leftAt: 'Front Desk',
          to: 'reception',
          place: { city: 'Newark', region: 'NJ', country: 'US', facility: '0711' },
        },
        events: [
          '2026-03-12T15:20:00-04:00 carrier | delivered/delivered_to_reception by code M3 011 | Newark NJ US 0711',
          '2026-03-20T09:00:00-04:00 carrier | info/claim by code UL 130 | Newark NJ US 0711',
        ],
      },
    ],
  },
  {
    name: 'the only activity, package and shipment as objects; the label was voided',
    format: 'ups.track-v1',
    body: {
      trackResponse: {
        shipment: {
          inquiryNumber: number,
          package: {
            trackingNumber: number,
            currentStatus: { type: 'MV', code: 'VP', statusCode: '007', description: 'Shipment Information Voided' },
            activity: {
              location: { address: { countryCode: 'US' } },
              status: {
                type: 'MV',
                code: 'VP',
                statusCode: '007',
                description: 'Manifest cancelled and shipment voided',
              },
              date: '20260310',
              time: '',
            },
          },
        },
      },
    },
    expected: [
      {
        trackingNumber: number,
        status: 'cancelled',
        detail: 'cancelled_by_sender',
        events: ['2026-03-10 none | cancelled/cancelled_by_sender by code VP 007 | US'],
      },
    ],
  },
  {
    name: 'Mail Innovations, whose codes mean something else and have no digits',
    format: 'ups.track-v1',
    body: {
      trackResponse: {
        shipment: [
          {
            inquiryNumber: post,
            package: [
              {
                trackingNumber: post,
                activity: [
                  {
                    location: { address: { city: 'Newark', stateProvince: 'NJ', countryCode: 'US' } },
                    status: { type: 'D', code: 'YC', description: 'Delivered' },
                    date: '20260314',
                    time: '101500',
                  },
                  {
                    location: { address: { city: 'Atlanta', stateProvince: 'GA', countryCode: 'US' } },
                    status: { type: 'I', code: 'ZR', description: 'Depature Scan: Enroute to USPS' },
                    date: '20260311',
                    time: '235900',
                  },
                  {
                    location: { address: { city: 'Atlanta', stateProvince: 'GA', countryCode: 'US' } },
                    status: { type: 'I', code: 'VS', description: 'Shipment tendered to UPS Mail Innovations' },
                    date: '20260311',
                    time: '080000',
                  },
                ],
              },
            ],
          },
        ],
      },
    },
    expected: [
      {
        trackingNumber: post,
        status: 'delivered',
        delivery: { at: '2026-03-14T10:15:00-04:00', place: { city: 'Newark', region: 'NJ', country: 'US' } },
        events: [
          '2026-03-11T08:00:00-04:00 place | in_transit/accepted by code VS | Atlanta GA US',
          '2026-03-11T23:59:00-04:00 place | in_transit/departed_facility by code ZR | Atlanta GA US',
          '2026-03-14T10:15:00-04:00 place | delivered by code YC | Newark NJ US',
        ],
      },
    ],
  },
  {
    name: 'two packages of a shipment',
    format: 'ups.track-v1',
    body: {
      trackResponse: {
        shipment: [
          {
            inquiryNumber: number,
            package: [
              {
                trackingNumber: number,
                packageCount: 2,
                weight: { unitOfMeasurement: 'KGS', weight: '2.0' },
                currentStatus: { description: 'Severe Weather Delay', code: '052' },
                activity: [
                  activity(
                    ['X', 'DJ', '052', 'Severe weather conditions have delayed delivery.'],
                    atlanta,
                    ['20260312', '060000'],
                    ['20260312', '10:00:00', '-04:00'],
                  ),
                ],
              },
              {
                trackingNumber: second,
                packageCount: 2,
                currentStatus: { description: 'Delivered', code: '011' },
                deliveryDate: [{ type: 'DEL', date: '20260312' }],
                deliveryTime: { type: 'DEL', endTime: '100000' },
                activity: [
                  activity(
                    ['D', '3H', '011', 'DELIVERED'],
                    newark,
                    ['20260312', '100000'],
                    ['20260312', '14:00:00', '-04:00'],
                  ),
                ],
              },
            ],
          },
        ],
      },
    },
    expected: [
      {
        trackingNumber: number,
        status: 'exception',
        detail: 'weather_delay',
        weight: { value: 2, unit: 'kg' },
        pieceCount: 2,
        pieces: [
          { trackingNumber: number, status: 'exception', detail: 'weather_delay', weight: { value: 2, unit: 'kg' } },
          { trackingNumber: second, status: 'delivered', detail: 'delivered_to_neighbour' },
        ],
        related: [{ relation: 'sibling', trackingNumber: second, carrier: 'ups' }],
        events: ['2026-03-12T06:00:00-04:00 carrier | exception/weather_delay by code DJ 052 | Atlanta GA US 3029'],
      },
      {
        trackingNumber: second,
        status: 'delivered',
        detail: 'delivered_to_neighbour',
        delivery: {
          at: '2026-03-12T10:00:00-04:00',
          to: 'neighbour',
          place: { city: 'Newark', region: 'NJ', country: 'US', facility: '0711' },
        },
        pieceCount: 2,
        pieces: [
          { trackingNumber: number, status: 'exception', detail: 'weather_delay', weight: { value: 2, unit: 'kg' } },
          { trackingNumber: second, status: 'delivered', detail: 'delivered_to_neighbour' },
        ],
        related: [{ relation: 'sibling', trackingNumber: number, carrier: 'ups' }],
        events: [
          '2026-03-12T10:00:00-04:00 carrier | delivered/delivered_to_neighbour by code 3H 011 | Newark NJ US 0711',
        ],
      },
    ],
  },
  {
    name: 'a number that UPS does not know',
    format: 'ups.track-v1',
    body: {
      trackResponse: {
        shipment: [
          { inquiryNumber: number, warnings: [{ code: 'TW0001', message: 'Tracking Information Not Found' }] },
        ],
      },
    },
    expected: [{ trackingNumber: number, error: 'not_found TW0001 retryable' }],
  },
  {
    name: 'a number that is none',
    format: 'ups.track-v1',
    body: { response: { errors: [{ code: 'TV1002', message: 'Invalid inquiry number' }] } },
    expected: [{ trackingNumber: '', error: 'invalid_number TV1002 lasting' }],
  },
  {
    name: 'an account without a code for its refusal',
    format: 'ups.track-v1',
    body: { response: { errors: [{ code: '', message: 'Blocked Merchant' }] } },
    expected: [{ trackingNumber: '', error: 'forbidden lasting' }],
  },
];

/** A moment and a place in XML Track. */
function xmlActivity(
  status: readonly [type: string, description: string, code: string],
  address: string,
  moment: readonly [date: string, time: string],
  more = '',
): string {
  const [type, description, code] = status;
  return `<Activity><ActivityLocation><Address>${address}</Address>${more}</ActivityLocation><Status><StatusType><Code>${type}</Code><Description>${description}</Description></StatusType><StatusCode><Code>${code}</Code></StatusCode></Status><Date>${moment[0]}</Date><Time>${moment[1]}</Time></Activity>`;
}

const xmlNewark =
  '<City>NEWARK</City><StateProvinceCode>NJ</StateProvinceCode><PostalCode>07102</PostalCode><CountryCode>US</CountryCode>';
const xmlAtlanta = '<City>ATLANTA</City><StateProvinceCode>GA</StateProvinceCode><CountryCode>US</CountryCode>';
const success =
  '<Response><ResponseStatusCode>1</ResponseStatusCode><ResponseStatusDescription>Success</ResponseStatusDescription></Response>';

const xml: readonly Document[] = [
  {
    name: 'delivered to an office, signed for',
    format: 'ups.xml',
    body: `<?xml version="1.0"?><TrackResponse>${success}<Shipment><Shipper><ShipperNumber>999AA1</ShipperNumber><Address><City>ATLANTA</City><StateProvinceCode>GA</StateProvinceCode><PostalCode>30303   1234</PostalCode><CountryCode>US</CountryCode></Address></Shipper><ShipTo><Address><City>NEWARK</City><StateProvinceCode>NJ</StateProvinceCode><PostalCode>07102</PostalCode><CountryCode>US</CountryCode></Address></ShipTo><ShipmentWeight><UnitOfMeasurement><Code>LBS</Code></UnitOfMeasurement><Weight>3.00</Weight></ShipmentWeight><Service><Code>003</Code><Description>GROUND</Description></Service><ReferenceNumber><Code>01</Code><Value>PO 77</Value></ReferenceNumber><ShipmentIdentificationNumber>${number}</ShipmentIdentificationNumber><PickupDate>20260310</PickupDate><ScheduledDeliveryDate>20260312</ScheduledDeliveryDate><Package><TrackingNumber>${number}</TrackingNumber>${xmlActivity(
      ['D', 'DELIVERED', 'KB'],
      xmlNewark,
      ['20260312', '152000'],
      '<Code>M6</Code><Description>OFFICE</Description><SignedForByName>NORD</SignedForByName>',
    )}${xmlActivity(['I', 'OUT FOR DELIVERY', 'OF'], xmlNewark, ['20260312', '083000'])}${xmlActivity(['P', 'PICKUP SCAN', 'PU'], xmlAtlanta, ['20260310', '170000'])}<PackageWeight><UnitOfMeasurement><Code>LBS</Code></UnitOfMeasurement><Weight>3.00</Weight></PackageWeight></Package></Shipment></TrackResponse>`,
    expected: [
      {
        trackingNumber: number,
        status: 'delivered',
        detail: 'delivered_to_reception',
        service: { code: '003', name: 'GROUND' },
        shippedAt: '2026-03-10',
        estimatedDelivery: { from: '2026-03-12', to: '2026-03-12' },
        promisedDelivery: { from: '2026-03-12', to: '2026-03-12' },
        delivery: {
          at: '2026-03-12T15:20:00-04:00',
          signedBy: 'NORD',
          leftAt: 'OFFICE',
          to: 'reception',
          place: { city: 'NEWARK', region: 'NJ', postalCode: '07102', country: 'US' },
        },
        origin: { city: 'ATLANTA', region: 'GA', postalCode: '30303-1234', country: 'US' },
        destination: { city: 'NEWARK', region: 'NJ', postalCode: '07102', country: 'US' },
        weight: { value: 3, unit: 'lb' },
        references: [{ kind: 'shipment', value: 'PO 77' }],
        events: [
          '2026-03-10T17:00:00-04:00 place | in_transit/picked_up by code PU | ATLANTA GA US',
          '2026-03-12T08:30:00-04:00 place | out_for_delivery by code OF | NEWARK NJ 07102 US',
          '2026-03-12T15:20:00-04:00 place | delivered/delivered_to_reception by code KB | NEWARK NJ 07102 US',
        ],
      },
    ],
  },
  {
    name: 'rescheduled, with the GMT stamps of the last years',
    format: 'ups.xml',
    body: `<?xml version="1.0"?><TrackResponse>${success}<Shipment><ShipmentIdentificationNumber>${number}</ShipmentIdentificationNumber><ScheduledDeliveryDate>20260312</ScheduledDeliveryDate><ScheduledDeliveryTime>120000</ScheduledDeliveryTime><Package><TrackingNumber>
 ${number}
 </TrackingNumber><RescheduledDeliveryDate>20260313</RescheduledDeliveryDate><Activity><ActivityLocation><Address>${xmlNewark}</Address></ActivityLocation><Status><StatusType><Code>X</Code><Description>A LATE UPS TRAILER ARRIVAL HAS DELAYED DELIVERY</Description></StatusType><StatusCode><Code>17</Code></StatusCode></Status><Date>20260312</Date><Time>164340</Time><GMTDate>2026-03-12</GMTDate><GMTTime>20:43:40</GMTTime><GMTOffset>-04:00</GMTOffset></Activity></Package></Shipment></TrackResponse>`,
    expected: [
      {
        trackingNumber: number,
        status: 'exception',
        detail: 'transport_delay',
        estimatedDelivery: { from: '2026-03-13', to: '2026-03-13' },
        promisedDelivery: { from: '2026-03-12', to: '2026-03-12' },
        events: ['2026-03-12T16:43:40-04:00 carrier | exception/transport_delay by code 17 | NEWARK NJ 07102 US'],
      },
    ],
  },
  {
    name: 'Mail Innovations of the post, which has the type for its code',
    format: 'ups.xml',
    body: `<?xml version="1.0"?><TrackResponse>${success}<Shipment><Service><Code>702</Code><Description>UPS Mail Innovations Expedited</Description></Service><ShipmentWeight><UnitOfMeasurement><Code>LBS</Code></UnitOfMeasurement><Weight>0.5050</Weight></ShipmentWeight><PickupDate>20260310</PickupDate><DeliveryDateTime><Type><Code>01</Code><Description>Delivery</Description></Type><Date>20260314</Date><Time>1314</Time></DeliveryDateTime><Package><TrackingNumber>801677101298096996</TrackingNumber>${xmlActivity(
      ['D', 'Package delivered by local post office', 'D'],
      xmlNewark,
      ['20260314', '1314'],
    )}${xmlActivity(['I', 'Package transferred to post office', 'I'], xmlNewark, ['20260313', '0430'])}${xmlActivity(['I', 'Arrived at UPS Facility', 'I'], xmlAtlanta, ['20260311', '0650'])}<AlternateTrackingInfo><Type>Q</Type><Value>${post}</Value></AlternateTrackingInfo></Package></Shipment></TrackResponse>`,
    expected: [
      {
        trackingNumber: '801677101298096996',
        status: 'delivered',
        detail: 'delivered_by_partner',
        service: { code: '702', name: 'UPS Mail Innovations Expedited' },
        shippedAt: '2026-03-10',
        weight: { value: 0.505, unit: 'lb' },
        delivery: {
          at: '2026-03-14T13:14:00-04:00',
          place: { city: 'NEWARK', region: 'NJ', postalCode: '07102', country: 'US' },
        },
        related: [{ relation: 'last_mile', trackingNumber: post, carrier: 'usps' }],
        events: [
          '2026-03-11T06:50:00-04:00 place | in_transit/arrived_at_facility by text I | ATLANTA GA US',
          '2026-03-13T04:30:00-04:00 place | in_transit/handed_to_partner by text I | NEWARK NJ 07102 US',
          '2026-03-14T13:14:00-04:00 place | delivered/delivered_by_partner by text D | NEWARK NJ 07102 US',
        ],
      },
    ],
  },
  {
    name: 'a number that is none',
    format: 'ups.xml',
    body: '<?xml version="1.0"?><TrackResponse><Response><ResponseStatusCode>0</ResponseStatusCode><ResponseStatusDescription>Failure</ResponseStatusDescription><Error><ErrorSeverity>Hard</ErrorSeverity><ErrorCode>151018</ErrorCode><ErrorDescription>Invalid tracking number</ErrorDescription></Error></Response></TrackResponse>',
    expected: [{ trackingNumber: '', error: 'invalid_number 151018 lasting' }],
  },
  {
    name: 'a new label of which nothing is known yet',
    format: 'ups.xml',
    body: '<?xml version="1.0"?><TrackResponse><Response><ResponseStatusCode>0</ResponseStatusCode><ResponseStatusDescription>Failure</ResponseStatusDescription><Error><ErrorSeverity>Hard</ErrorSeverity><ErrorCode>151044</ErrorCode><ErrorDescription>No tracking information available</ErrorDescription></Error></Response></TrackResponse>',
    expected: [{ trackingNumber: '', error: 'not_found 151044 retryable' }],
  },
];

const moment = { Date: '20260312', Time: '101500' };
const qvNewark = {
  AddressArtifactFormat: { PoliticalDivision2: 'NEWARK', PoliticalDivision1: 'NJ', CountryCode: 'US' },
};
const files = (file: object) => ({
  QuantumViewResponse: {
    Response: { ResponseStatusCode: '1', ResponseStatusDescription: 'Success' },
    QuantumViewEvents: {
      SubscriberID: 'some-id',
      SubscriptionEvents: [{ Name: 'All', Number: '1', SubscriptionStatus: { Code: 'A' }, SubscriptionFile: [file] }],
    },
  },
});

const quantumView: readonly Document[] = [
  {
    name: 'a manifest of one package',
    format: 'ups.quantum-view',
    body: files({
      FileName: '260310_01',
      StatusType: { Code: 'U' },
      Manifest: {
        Shipper: { ShipperNumber: '999AA1', Address: { City: 'ATLANTA', StateProvinceCode: 'GA', CountryCode: 'US' } },
        ShipTo: {
          AttentionName: 'A NORD',
          Address: { City: 'NEWARK', StateProvinceCode: 'NJ', PostalCode: '071021234', CountryCode: 'US' },
        },
        ReferenceNumber: { Code: '01', Value: 'PO 77' },
        Service: { Code: '003' },
        PickupDate: '20260310',
        ScheduledDeliveryDate: '20260312',
        Package: {
          TrackingNumber: number,
          PackageWeight: { UnitOfMeasurement: { Code: 'LBS' }, Weight: '3.0' },
          Activity: { Date: '20260310', Time: '094500' },
          ReferenceNumber: [{ Code: '02', Value: 'INV 5' }],
        },
      },
    }),
    expected: [
      {
        trackingNumber: number,
        status: 'pre_transit',
        detail: 'label_created',
        service: { code: '003' },
        shippedAt: '2026-03-10',
        estimatedDelivery: { from: '2026-03-12', to: '2026-03-12' },
        promisedDelivery: { from: '2026-03-12', to: '2026-03-12' },
        origin: { city: 'ATLANTA', region: 'GA', country: 'US' },
        destination: { city: 'NEWARK', region: 'NJ', postalCode: '07102-1234', country: 'US' },
        weight: { value: 3, unit: 'lb' },
        references: [
          { kind: 'shipment', value: 'PO 77' },
          { kind: 'package', value: 'INV 5' },
        ],
        // Where the label was made is not said; all places that are known lie in one zone.
        events: ['2026-03-10T09:45:00-04:00 place | pre_transit/label_created by category | '],
      },
    ],
  },
  {
    name: 'an exception whose address is being mended',
    format: 'ups.quantum-view',
    body: files({
      Exception: {
        ...moment,
        TrackingNumber: number,
        ActivityLocation: qvNewark,
        StatusCode: 'AG',
        StatusDescription: 'The address is incomplete',
        ReasonCode: 'AA',
        ReasonDescription: 'The suite number is missing',
        Resolution: { Code: '01', Description: 'The address was corrected' },
        RescheduledDeliveryDate: '20260313',
        RescheduledDeliveryTime: '170000',
        UpdatedAddress: {
          StreetNumberLow: '1',
          StreetName: 'SOME ST',
          PoliticalDivision2: 'NEWARK',
          PoliticalDivision1: 'NJ',
          CountryCode: 'US',
          PostcodePrimaryLow: '07103',
        },
      },
    }),
    expected: [
      {
        trackingNumber: number,
        status: 'exception',
        detail: 'address_issue',
        estimatedDelivery: { to: '2026-03-13T17:00:00' },
        destination: { city: 'NEWARK', region: 'NJ', postalCode: '07103', country: 'US' },
        events: ['2026-03-12T10:15:00-04:00 place | exception/address_issue by code AG AA | NEWARK NJ US'],
      },
    ],
  },
  {
    name: 'a delivery, left by the driver',
    format: 'ups.quantum-view',
    body: `<?xml version="1.0"?><QuantumViewResponse><Response><ResponseStatusCode>1</ResponseStatusCode></Response><QuantumViewEvents><SubscriberID>some-id</SubscriberID><SubscriptionEvents><SubscriptionFile><FileName>260312_01</FileName><Origin><TrackingNumber>${number}</TrackingNumber><Date>20260310</Date><Time>193000</Time><ActivityLocation><AddressArtifactFormat><PoliticalDivision2>ATLANTA</PoliticalDivision2><PoliticalDivision1>GA</PoliticalDivision1><CountryCode>US</CountryCode></AddressArtifactFormat></ActivityLocation><ScheduledDeliveryDate>20260312</ScheduledDeliveryDate></Origin><Delivery><PackageReferenceNumber><Code>02</Code><Value>INV 5</Value></PackageReferenceNumber><TrackingNumber>${number}</TrackingNumber><Date>20260312</Date><Time>101500</Time><DriverRelease>FRONT DOOR</DriverRelease><ActivityLocation><AddressArtifactFormat><PoliticalDivision2>NEWARK</PoliticalDivision2><PoliticalDivision1>NJ</PoliticalDivision1><CountryCode>US</CountryCode></AddressArtifactFormat></ActivityLocation><DeliveryLocation><Code>ML</Code><Description>FRONT DOOR</Description></DeliveryLocation></Delivery></SubscriptionFile></SubscriptionEvents></QuantumViewEvents></QuantumViewResponse>`,
    expected: [
      {
        trackingNumber: number,
        status: 'delivered',
        detail: 'delivered_to_safe_place',
        estimatedDelivery: { from: '2026-03-12', to: '2026-03-12' },
        promisedDelivery: { from: '2026-03-12', to: '2026-03-12' },
        delivery: {
          at: '2026-03-12T10:15:00-04:00',
          leftAt: 'FRONT DOOR',
          to: 'safe_place',
          place: { city: 'NEWARK', region: 'NJ', country: 'US' },
        },
        references: [{ kind: 'package', value: 'INV 5' }],
        events: [
          '2026-03-10T19:30:00-04:00 place | in_transit/picked_up by category | ATLANTA GA US',
          '2026-03-12T10:15:00-04:00 place | delivered/delivered_to_safe_place by code ML | NEWARK NJ US',
        ],
      },
    ],
  },
  {
    name: 'a manifest that was voided',
    format: 'ups.quantum-view',
    body: files({
      Generic: [{ ActivityType: 'VM', TrackingNumber: number, ShipperNumber: '999AA1', Activity: moment }],
    }),
    expected: [
      {
        trackingNumber: number,
        status: 'cancelled',
        detail: 'cancelled_by_sender',
        events: ['2026-03-12T10:15:00 none | cancelled/cancelled_by_sender by code VM | '],
      },
    ],
  },
  {
    name: 'an error that passes, with the time to wait',
    format: 'ups.quantum-view',
    body: {
      QuantumViewResponse: {
        Response: {
          ResponseStatusCode: '0',
          ResponseStatusDescription: 'Failure',
          Error: {
            ErrorSeverity: 'Transient',
            ErrorCode: '330028',
            ErrorDescription: 'The requested service cannot be had',
            MinimumRetrySeconds: '600',
          },
        },
      },
    },
    expected: [{ trackingNumber: '', error: 'carrier_unavailable 330028 retryable' }],
  },
];

const flat = {
  trackingNumber: number,
  localActivityDate: '20260312',
  localActivityTime: '091519',
  activityLocation: { city: 'NEWARK', stateProvince: 'NJ', postalCode: '07102', country: 'US' },
  scheduledDeliveryDate: '20260312',
  gmtActivityDate: '20260312',
  gmtActivityTime: '131519',
};

const trackAlert: readonly Document[] = [
  {
    name: 'a label, its number behind a blank and its GMT stamps behind the local ones',
    format: 'ups.track-alert',
    body: {
      activityLocation: { city: '', country: 'US', postalCode: '', stateProvince: '' },
      activityStatus: { code: 'MP', description: 'Shipment Ready for UPS', descriptionCode: '003', type: 'M' },
      actualDeliveryDate: '',
      actualDeliveryTime: '',
      deliveryEndTime: '',
      deliveryPhoto: '',
      deliveryStartTime: '',
      deliveryTimeDescription: '',
      gmtActivityDate: '20260310',
      gmtActivityTime: '041230',
      localActivityDate: '20260310',
      localActivityTime: '091230',
      scheduledDeliveryDate: '',
      trackingNumber: ` ${number}`,
    },
    expected: [
      {
        trackingNumber: number,
        status: 'pre_transit',
        detail: 'label_created',
        events: ['2026-03-10T09:12:30 none | pre_transit/label_created by code MP 003 | US'],
      },
    ],
  },
  {
    name: 'loaded on the vehicle, until the end of the day',
    format: 'ups.track-alert',
    body: {
      ...flat,
      activityStatus: { type: 'I', code: 'OT', description: 'Out for Delivery', descriptionCode: '021' },
      deliveryTimeDescription: 'end of day',
    },
    expected: [
      {
        trackingNumber: number,
        status: 'out_for_delivery',
        estimatedDelivery: { from: '2026-03-12', to: '2026-03-12' },
        events: ['2026-03-12T09:15:19-04:00 carrier | out_for_delivery by code OT 021 | NEWARK NJ US'],
      },
    ],
  },
  {
    name: 'a window, with the offset that has a dot and without the digits, which are optional',
    format: 'ups.track-alert',
    body: {
      ...flat,
      gmtActivityDate: '',
      gmtActivityTime: '',
      gmtOffset: '-04.00',
      activityStatus: { type: 'I', code: 'AR', description: 'Arrived at Facility' },
      deliveryStartTime: '141500',
      deliveryEndTime: '181500',
      deliveryTimeDescription: 'estimated delivery window',
    },
    expected: [
      {
        trackingNumber: number,
        status: 'in_transit',
        detail: 'arrived_at_facility',
        estimatedDelivery: { from: '2026-03-12T14:15:00', to: '2026-03-12T18:15:00' },
        events: ['2026-03-12T09:15:19-04:00 carrier | in_transit/arrived_at_facility by code AR | NEWARK NJ US'],
      },
    ],
  },
  {
    name: 'delivered, with a photo and a name',
    format: 'ups.track-alert',
    body: {
      ...flat,
      localActivityTime: '095004',
      gmtActivityTime: '135004',
      activityStatus: { type: 'D', code: 'FS', description: 'Delivered', descriptionCode: '011' },
      actualDeliveryDate: '20260312',
      actualDeliveryTime: '095004',
      deliveryPhoto: 'aW1hZ2U=',
      receivedBy: 'John',
    },
    expected: [
      {
        trackingNumber: number,
        status: 'delivered',
        estimatedDelivery: { from: '2026-03-12', to: '2026-03-12' },
        delivery: {
          at: '2026-03-12T09:50:04-04:00',
          signedBy: 'John',
          place: { city: 'NEWARK', region: 'NJ', postalCode: '07102', country: 'US' },
          proof: [{ kind: 'photo' }],
        },
        events: ['2026-03-12T09:50:04-04:00 carrier | delivered by code FS 011 | NEWARK NJ US'],
      },
    ],
  },
  {
    name: 'a new day of delivery, which moves nothing',
    format: 'ups.track-alert',
    body: {
      ...flat,
      scheduledDeliveryDate: '20260314',
      activityStatus: { type: 'U', code: 'UP', description: 'Updated Delivery Date', descriptionCode: '154' },
      deliveryTimeDescription: 'end of day',
    },
    expected: [
      {
        trackingNumber: number,
        status: 'unknown',
        estimatedDelivery: { from: '2026-03-14', to: '2026-03-14' },
        events: ['2026-03-12T09:15:19-04:00 carrier | info/estimate_updated by code UP 154 | NEWARK NJ US'],
      },
    ],
  },
  {
    name: 'handed to the post by a number of the post, without digits',
    format: 'ups.track-alert',
    body: {
      ...flat,
      activityStatus: { type: 'I', code: 'YM', description: 'Package moving to local post office' },
      alternateTrackingNumber: post,
    },
    expected: [
      {
        trackingNumber: number,
        status: 'in_transit',
        detail: 'handed_to_partner',
        estimatedDelivery: { from: '2026-03-12', to: '2026-03-12' },
        related: [{ relation: 'last_mile', trackingNumber: post, carrier: 'usps' }],
        events: ['2026-03-12T09:15:19-04:00 carrier | in_transit/handed_to_partner by code YM | NEWARK NJ US'],
      },
    ],
  },
];

describe.each([
  ['Track v1', trackV1],
  ['XML Track', xml],
  ['Quantum View', quantumView],
  ['Track Alert', trackAlert],
] as const)('%s as UPS documents it', (_, documents) => {
  it.each(documents)('$name', ({ format, body, expected }) => {
    const { formats, outcomes } = stored(typeof body === 'string' ? body : JSON.stringify(body), upsFormats);
    expect(formats).toEqual([format]);
    expect(outcomes.map(stated)).toEqual(expected);
  });
});
