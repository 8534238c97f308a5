import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { formats } from 'waybill/carriers';

/*
 * Payloads written from the carriers' documents, and what they have to come to in full: the parcel's status, each line
 * with its time, and every fact. They were stated before anything was read.
 */

type Fields = Readonly<Record<string, unknown>>;

interface Expected extends Fields {
  readonly status: string;
  readonly events: readonly string[];
}

type Row = readonly [name: string, body: string | object, expected: Expected];

const day = (date: string) => ({ from: date, to: date });

const fedexNumber = '771234567890';
const fedexAll = (...trackResults: readonly Fields[]) => ({
  transactionId: 't',
  output: { completeTrackResults: [{ trackingNumber: fedexNumber, trackResults }] },
});
const fedex = (code: string | undefined, scanEvents: readonly Fields[], more: Fields = {}) =>
  fedexAll({
    trackingNumberInfo: { trackingNumber: fedexNumber, trackingNumberUniqueId: '', carrierCode: 'FDXG' },
    latestStatusDetail: code === undefined ? undefined : { code },
    scanEvents,
    ...more,
  });
const scan = (date: string, eventType: string, eventDescription: string, more: Fields = {}) => ({
  date,
  eventType,
  eventDescription,
  exceptionCode: '',
  exceptionDescription: '',
  scanLocation: { city: 'BOISE', stateOrProvinceCode: 'ID', postalCode: '83702', countryCode: 'US' },
  ...more,
});
const boise = { city: 'BOISE', region: 'ID', postalCode: '83702', country: 'US' };

const fedexRows: readonly Row[] = [
  [
    'a window without an offset, and a commitment with one',
    fedex('IT', [scan('2026-10-01T04:00:00-06:00', 'IT', 'In transit')], {
      estimatedDeliveryTimeWindow: { window: { begins: '2026-10-02T08:00:00', ends: '2026-10-02T12:00:00' } },
      standardTransitTimeWindow: { window: { ends: '2026-10-02T20:00:00-06:00' } },
    }),
    {
      status: 'in_transit',
      events: ['2026-10-01T04:00:00-06:00 in_transit'],
      estimatedDelivery: { from: '2026-10-02T08:00:00', to: '2026-10-02T12:00:00' },
      promisedDelivery: { to: '2026-10-02T20:00:00-06:00' },
    },
  ],
  [
    'empty windows, details and texts',
    fedex('IT', [scan('2026-10-01T04:00:00-06:00', 'IT', 'In transit', { locationType: '' })], {
      estimatedDeliveryTimeWindow: { window: {} },
      standardTransitTimeWindow: { window: {} },
      returnDetail: {},
      shipperInformation: { contact: {}, address: { streetLines: [''] } },
      goodsClassificationCode: '',
      additionalTrackingInfo: { nickname: '' },
    }),
    { status: 'in_transit', events: ['2026-10-01T04:00:00-06:00 in_transit'] },
  ],
  [
    'a late plane (32)',
    fedex('SE', [
      scan('2026-10-01T04:00:00-06:00', 'SE', 'Shipment exception', {
        exceptionCode: '32',
        exceptionDescription: 'Plane arrived late at hub or ramp',
      }),
    ]),
    { status: 'exception/transport_delay', events: ['2026-10-01T04:00:00-06:00 exception/transport_delay'] },
  ],
  [
    'a payment that could not be collected (93)',
    fedex('DE', [
      scan('2026-10-01T14:00:00-06:00', 'DE', 'Delivery exception', {
        exceptionCode: '93',
        exceptionDescription: 'Unable to collect payment or bill charges',
      }),
    ]),
    {
      status: 'delivery_attempted/payment_due',
      events: ['2026-10-01T14:00:00-06:00 delivery_attempted/payment_due'],
    },
  ],
  [
    'an operational delay that only the detail of the delay names',
    fedex(undefined, [], {
      latestStatusDetail: {
        code: 'DY',
        derivedCode: 'DY',
        description: 'Delay',
        delayDetail: { type: 'OPERATIONAL', status: 'DELAYED' },
        scanLocation: { city: 'BOISE', stateOrProvinceCode: 'ID', countryCode: 'US' },
      },
    }),
    { status: 'exception/operational_delay', events: ['undated exception/operational_delay'] },
  ],
  [
    'delivered to a mailroom, received by somebody, with a proof',
    fedex('DL', [scan('2026-10-02T10:11:00-06:00', 'DL', 'Delivered')], {
      dateAndTimes: [
        { type: 'ACTUAL_DELIVERY', dateTime: '2026-10-02T10:11:00-06:00' },
        { type: 'SHIP', dateTime: '2026-09-30T00:00:00-06:00' },
        { type: 'ESTIMATED_DELIVERY', dateTime: '2026-10-02T00:00:00-06:00' },
      ],
      deliveryDetails: {
        receivedByName: 'R.ROE',
        locationType: 'MAILROOM',
        locationDescription: 'Mailroom',
        deliveryAttempts: '0',
        actualDeliveryAddress: { city: 'BOISE', stateOrProvinceCode: 'ID', countryCode: 'US' },
      },
      availableImages: [{ type: 'SIGNATURE_PROOF_OF_DELIVERY' }],
    }),
    {
      status: 'delivered',
      events: ['2026-10-02T10:11:00-06:00 delivered'],
      shippedAt: '2026-09-30',
      estimatedDelivery: day('2026-10-02'),
      delivery: {
        at: '2026-10-02T10:11:00-06:00',
        signedBy: 'R.ROE',
        leftAt: 'Mailroom',
        to: 'reception',
        place: { city: 'BOISE', region: 'ID', country: 'US' },
        proof: [{ kind: 'signature' }],
      },
    },
  ],
  [
    'ready for the recipient, the rolled-up code still in transit',
    fedex('HP', [
      scan('2026-10-02T10:11:00-06:00', 'HP', 'Ready for recipient pickup', {
        derivedStatusCode: 'IT',
        exceptionDescription: 'Package available for pickup at: 1 MAIN ST',
      }),
    ]),
    { status: 'available_for_pickup', events: ['2026-10-02T10:11:00-06:00 available_for_pickup'] },
  ],
  [
    'export, landing, clearance in progress, cleared',
    fedex('CC', [
      scan('2026-10-03T09:00:00+02:00', 'CC', 'Cleared customs', {
        scanLocation: { city: 'KOELN', postalCode: '51147', countryCode: 'DE' },
      }),
      scan('2026-10-03T06:00:00+02:00', 'CP', 'Clearance in progress', {
        scanLocation: { city: 'KOELN', postalCode: '51147', countryCode: 'DE' },
      }),
      scan('2026-10-03T05:30:00+02:00', 'PL', 'Plane landed', {
        scanLocation: { city: 'KOELN', postalCode: '51147', countryCode: 'DE' },
      }),
      scan('2026-10-02T21:00:00-06:00', 'PF', 'Plane in flight'),
    ]),
    {
      status: 'in_transit/customs_cleared',
      events: [
        '2026-10-02T21:00:00-06:00 in_transit',
        '2026-10-03T05:30:00+02:00 in_transit',
        '2026-10-03T06:00:00+02:00 in_transit/customs_processing',
        '2026-10-03T09:00:00+02:00 in_transit/customs_cleared',
      ],
    },
  ],
  [
    'at Canada Post',
    fedex('AC', [
      scan('2026-10-03T09:00:00-04:00', 'AC', 'At Canada Post facility', {
        scanLocation: { city: 'TORONTO', stateOrProvinceCode: 'ON', postalCode: 'M5V 2T6', countryCode: 'CA' },
      }),
    ]),
    { status: 'in_transit/handed_to_partner', events: ['2026-10-03T09:00:00-04:00 in_transit/handed_to_partner'] },
  ],
  [
    'a return label that was cancelled',
    fedex('LP', [scan('2026-10-03T09:00:00-06:00', 'LP', 'Return label link cancelled by shipment originator')]),
    { status: 'cancelled/cancelled_by_sender', events: ['2026-10-03T09:00:00-06:00 cancelled/cancelled_by_sender'] },
  ],
  [
    'sizes in several units, the first of which counts',
    fedex('PU', [scan('2026-10-01T17:00:00-06:00', 'PU', 'Picked up')], {
      packageDetails: {
        count: '2',
        weightAndDimensions: {
          weight: [
            { value: '1.0', unit: 'LB' },
            { value: '0.45', unit: 'KG' },
          ],
          dimensions: [
            { length: 10, width: 8, height: 4, units: 'IN' },
            { length: 25, width: 20, height: 10, units: 'CM' },
          ],
        },
      },
      serviceDetail: { type: 'FEDEX_GROUND', description: 'FedEx Ground', shortDescription: 'FG' },
    }),
    {
      status: 'in_transit/picked_up',
      events: ['2026-10-01T17:00:00-06:00 in_transit/picked_up'],
      weight: { value: 1, unit: 'lb' },
      dimensions: { length: 10, width: 8, height: 4, unit: 'in' },
      pieceCount: 2,
      service: { code: 'FEDEX_GROUND', name: 'FedEx Ground' },
    },
  ],
  [
    'a pick-up that failed',
    fedex('PX', [
      scan('2026-10-01T17:00:00-06:00', 'PX', 'Picked up (see details)', {
        exceptionCode: '39',
        exceptionDescription: 'Customer did not wait',
      }),
    ]),
    // FedEx: an exception of the pick-up, which the line nevertheless calls one.
    { status: 'in_transit/picked_up', events: ['2026-10-01T17:00:00-06:00 in_transit/picked_up'] },
  ],
  [
    'a master number and references under the recorded key',
    fedex('IT', [scan('2026-10-01T04:00:00-06:00', 'IT', 'In transit')], {
      additionalTrackingInfo: {
        hasAssociatedShipments: true,
        packageIdentifiers: [
          { type: 'STANDARD_MPS', values: ['771234567880'] },
          { type: 'INVOICE', values: ['INV 7'], trackingNumberUniqueId: '' },
          { type: 'PURCHASE_ORDER', value: ['PO-1'] },
        ],
      },
    }),
    {
      status: 'in_transit',
      events: ['2026-10-01T04:00:00-06:00 in_transit'],
      related: [{ relation: 'master', trackingNumber: '771234567880', carrier: 'fedex' }],
      references: [
        { kind: 'invoice', value: 'INV 7' },
        { kind: 'purchase_order', value: 'PO-1' },
      ],
    },
  ],
  [
    'an appointment, which is the forecast',
    fedex('IT', [scan('2026-10-01T04:00:00-06:00', 'IT', 'In transit')], {
      dateAndTimes: [
        { type: 'APPOINTMENT_DELIVERY', dateTime: '2026-10-05T09:00:00-06:00' },
        { type: 'COMMITMENT', dateTime: '2026-10-03T00:00:00-06:00' },
      ],
    }),
    {
      status: 'in_transit',
      events: ['2026-10-01T04:00:00-06:00 in_transit'],
      estimatedDelivery: { to: '2026-10-05T09:00:00-06:00' },
      promisedDelivery: day('2026-10-03'),
    },
  ],
  [
    'early, by the detail of the delay',
    fedex(undefined, [scan('2026-10-01T04:00:00-06:00', 'AR', 'Arrived at FedEx location')], {
      latestStatusDetail: { code: 'AR', delayDetail: { status: 'EARLY' } },
    }),
    {
      status: 'in_transit/arrived_at_facility',
      events: ['2026-10-01T04:00:00-06:00 in_transit/arrived_at_facility'],
    },
  ],
  [
    'held at the recipient’s request after a missed attempt',
    fedex(
      'HL',
      [
        scan('2026-10-03T09:00:00-06:00', 'HL', 'Hold at location'),
        scan('2026-10-02T15:00:00-06:00', 'DE', 'Delivery exception', {
          exceptionCode: '08',
          exceptionDescription: 'Customer not available or business closed',
        }),
      ],
      { holdAtLocation: { locationType: 'FEDEX_OFFICE' } },
    ),
    {
      status: 'available_for_pickup/at_carrier_location',
      events: [
        '2026-10-02T15:00:00-06:00 delivery_attempted/recipient_unavailable',
        '2026-10-03T09:00:00-06:00 available_for_pickup',
      ],
    },
  ],
];

const upsNumber = '1Z999AA10123456784';
const ups = (activity: readonly Fields[] | Fields, more: Fields = {}, shipment: Fields = {}) => ({
  trackResponse: {
    shipment: [{ inquiryNumber: upsNumber, ...shipment, package: [{ trackingNumber: upsNumber, activity, ...more }] }],
  },
});
const act = (date: string, time: string, type: string, code: string, statusCode: string, description: string) => ({
  location: { address: { city: 'Boise', stateProvince: 'ID', countryCode: 'US' }, slic: '8370' },
  status: { type, code, statusCode, description },
  date,
  time,
  gmtDate: date,
  gmtTime: '23:00:00',
  gmtOffset: '-06:00',
});
const upsRows: readonly Row[] = [
  [
    'a package of a customer that UPS picked up',
    ups(act('20261001', '170000', 'I', 'PU', '038', 'Picked Up by UPS '), {}, { pickupDate: '20261001' }),
    {
      status: 'in_transit/picked_up',
      events: ['2026-10-01T17:00:00-06:00 in_transit/picked_up'],
      shippedAt: '2026-10-01',
    },
  ],
  [
    'dropped off at an access point (169)',
    ups([act('20261001', '170000', 'I', 'XD', '169', 'Dropped off at a UPS Access Point™ by Customer')]),
    { status: 'in_transit/dropped_off', events: ['2026-10-01T17:00:00-06:00 in_transit/dropped_off'] },
  ],
  [
    'an imminent window',
    ups([act('20261002', '110000', 'I', 'OT', '078', 'Your Driver is Arriving Soon!')], {
      deliveryDate: [{ type: 'SDD', date: '20261002' }, null],
      deliveryTime: { type: 'IDW', startTime: '113000', endTime: '114500' },
    }),
    {
      status: 'out_for_delivery/arriving_soon',
      events: ['2026-10-02T11:00:00-06:00 out_for_delivery/arriving_soon'],
      estimatedDelivery: { from: '2026-10-02T11:30:00', to: '2026-10-02T11:45:00' },
      promisedDelivery: day('2026-10-02'),
    },
  ],
  [
    'the end of a rescheduled day',
    ups([act('20261002', '080000', 'X', 'HM', '055', 'Rescheduled Delivery')], {
      deliveryDate: [
        { type: 'SDD', date: '20261002' },
        { type: 'RDD', date: '20261003' },
      ],
      deliveryTime: { type: 'EOD' },
    }),
    {
      status: 'exception/delivery_rescheduled',
      events: ['2026-10-02T08:00:00-06:00 exception/delivery_rescheduled'],
      estimatedDelivery: day('2026-10-03'),
      promisedDelivery: day('2026-10-02'),
    },
  ],
  [
    'delivered, with the information that was there before',
    ups([act('20261002', '152000', 'D', 'M8', '011', 'DELIVERED ')], {
      deliveryDate: [{ type: 'DEL', date: '20261002' }],
      deliveryTime: { type: 'DEL', endTime: '152000' },
      deliveryInformation: { location: 'Guard', receivedBy: 'ROE', signature: { image: 'x' }, pod: { content: 'y' } },
    }),
    {
      status: 'delivered/delivered_to_reception',
      events: ['2026-10-02T15:20:00-06:00 delivered/delivered_to_reception'],
      delivery: {
        at: '2026-10-02T15:20:00-06:00',
        signedBy: 'ROE',
        leftAt: 'Guard',
        to: 'reception',
        place: { city: 'Boise', region: 'ID', country: 'US', facility: '8370' },
        proof: [{ kind: 'signature' }, { kind: 'document' }],
      },
    },
  ],
  [
    'charges due, adult signature, in transit',
    ups([act('20261002', '152000', 'X', '9S', '061', 'Delivery Attempted: Adult Signature Required')], {
      paymentInformation: [{ type: 'ICOD', amount: '10.00', currency: 'USD', paid: false }],
      additionalServices: ['ADULT_SIGNATURE_REQUIRED'],
    }),
    {
      status: 'delivery_attempted/signature_required',
      events: ['2026-10-02T15:20:00-06:00 delivery_attempted/signature_required'],
    },
  ],
  [
    'a new number',
    ups([act('20261002', '152000', 'X', 'CG', '005', 'A new tracking number was assigned')], {
      alternateTrackingNumber: [{ number: '1Z999AA10123456793', type: 'OTHER' }],
    }),
    {
      status: 'in_transit',
      events: ['2026-10-02T15:20:00-06:00 in_transit'],
      related: [{ relation: 'other', trackingNumber: '1Z999AA10123456793', carrier: 'ups' }],
    },
  ],
  [
    'an embargo (90)',
    ups([act('20261002', '152000', 'X', '90', '035', 'There is an embargo on the destination country')]),
    { status: 'returning/return_to_sender', events: ['2026-10-02T15:20:00-06:00 returning/return_to_sender'] },
  ],
  [
    'seized (147)',
    ups([act('20261002', '152000', 'X', 'SE', '147', 'Seized by Law Enforcement, No Longer in UPS possession')]),
    { status: 'exception/seized', events: ['2026-10-02T15:20:00-06:00 exception/seized'] },
  ],
  [
    'a refused one in Track Alert, with a dot in its offset and empty fields',
    {
      trackingNumber: ` ${upsNumber}`,
      localActivityDate: '20261002',
      localActivityTime: '091230',
      gmtActivityDate: '',
      gmtActivityTime: '',
      gmtOffset: '-06.00',
      activityLocation: { city: 'BOISE', stateProvince: '', postalCode: '', country: 'US' },
      activityStatus: {
        type: 'X',
        code: '52',
        description: 'The receiver refused the package',
        descriptionCode: '064',
      },
      scheduledDeliveryDate: '',
      actualDeliveryDate: '',
    },
    { status: 'exception/refused', events: ['2026-10-02T09:12:30-06:00 exception/refused'] },
  ],
  [
    'a date updated in Track Alert',
    {
      trackingNumber: upsNumber,
      localActivityDate: '20261002',
      localActivityTime: '091230',
      gmtOffset: '-06.00',
      activityLocation: { city: 'BOISE', stateProvince: 'ID', country: 'US' },
      activityStatus: { type: 'U', code: 'UP', description: 'Updated Delivery Date', descriptionCode: '154' },
      scheduledDeliveryDate: '20261005',
    },
    {
      status: 'unknown',
      events: ['2026-10-02T09:12:30-06:00 info/estimate_updated'],
      estimatedDelivery: day('2026-10-05'),
      promisedDelivery: undefined,
    },
  ],
  [
    'XML: a scan, a location with white space around it',
    `<TrackResponse><Response><ResponseStatusCode>1</ResponseStatusCode></Response><Shipment><Service><Code>003</Code><Description>GROUND</Description></Service><ScheduledDeliveryDate>20261005</ScheduledDeliveryDate><Package><TrackingNumber>\n${upsNumber}\n</TrackingNumber><PackageWeight><UnitOfMeasurement><Code>LBS</Code></UnitOfMeasurement><Weight>3.00</Weight></PackageWeight><Activity><ActivityLocation><Address><City> BOISE </City><StateProvinceCode>ID</StateProvinceCode><PostalCode>83702   1234</PostalCode><CountryCode>US</CountryCode></Address></ActivityLocation><Status><StatusType><Code>I</Code><Description>DEPARTURE SCAN</Description></StatusType><StatusCode><Code>DP</Code></StatusCode></Status><Date>20261002</Date><Time>030000</Time><GMTDate>2026-10-02</GMTDate><GMTTime>09:00:00</GMTTime><GMTOffset>-06:00</GMTOffset></Activity></Package></Shipment></TrackResponse>`,
    {
      status: 'in_transit/departed_facility',
      events: ['2026-10-02T03:00:00-06:00 in_transit/departed_facility'],
      service: { code: '003', name: 'GROUND' },
      weight: { value: 3, unit: 'lb' },
      estimatedDelivery: day('2026-10-05'),
      promisedDelivery: day('2026-10-05'),
    },
  ],
  [
    'a line of type P in XML, and no more',
    `<TrackResponse><Response><ResponseStatusCode>1</ResponseStatusCode></Response><Shipment><Package><TrackingNumber>${upsNumber}</TrackingNumber><Activity><Status><StatusType><Code>P</Code><Description>PICKUP SCAN</Description></StatusType><StatusCode><Code>PU</Code></StatusCode></Status><Date>20261002</Date><Time>030000</Time></Activity></Package></Shipment></TrackResponse>`,
    { status: 'in_transit/picked_up', events: ['2026-10-02T03:00:00 in_transit/picked_up'] },
  ],
  [
    'Quantum View: out for delivery',
    {
      QuantumViewResponse: {
        Response: { ResponseStatusCode: '1' },
        QuantumViewEvents: {
          SubscriptionEvents: [
            {
              SubscriptionFile: [
                {
                  Generic: [
                    {
                      ActivityType: 'OD',
                      TrackingNumber: upsNumber,
                      Activity: { Date: '20261002', Time: '073000' },
                    },
                  ],
                },
              ],
            },
          ],
        },
      },
    },
    { status: 'out_for_delivery', events: ['2026-10-02T07:30:00 out_for_delivery'] },
  ],
  [
    'weather (052), then loaded, then out',
    ups([
      act('20261003', '083000', 'I', 'OF', '021', 'Out for Delivery'),
      act('20261003', '063000', 'I', 'DS', '072', 'Loaded on Delivery Vehicle'),
      act('20261002', '152000', 'X', 'WX', '052', 'Delay: Severe Weather'),
    ]),
    {
      status: 'out_for_delivery',
      events: [
        '2026-10-02T15:20:00-06:00 exception/weather_delay',
        '2026-10-03T06:30:00-06:00 out_for_delivery/loaded_on_vehicle',
        '2026-10-03T08:30:00-06:00 out_for_delivery',
      ],
    },
  ],
  [
    'a package of several with a warning beside it',
    {
      trackResponse: {
        shipment: [
          {
            inquiryNumber: upsNumber,
            warnings: [{ code: 'TW0002', message: 'Not all of it can be shown' }],
            package: [
              {
                trackingNumber: upsNumber,
                packageCount: 3,
                activity: [act('20261001', '190000', 'I', 'OR', '005', 'Origin Scan')],
                dimension: { length: '15.00', width: '10.00', height: '5.00', unitOfDimension: 'IN' },
              },
            ],
          },
        ],
      },
    },
    {
      status: 'in_transit/received_at_origin_facility',
      events: ['2026-10-01T19:00:00-06:00 in_transit/received_at_origin_facility'],
      pieceCount: 3,
      dimensions: { length: 15, width: 10, height: 5, unit: 'in' },
    },
  ],
];

const uspsNumber = '9400111899223818218407';
const uspsScan = (eventCode: string, eventType: string, eventTimestamp: string, more: Fields = {}) => ({
  eventCode,
  eventType,
  eventTimestamp,
  eventCity: 'BOISE',
  eventState: 'ID',
  eventZIPCode: '83702',
  eventCountry: null,
  ...more,
});
const usps = (trackingEvents: readonly Fields[], more: Fields = {}) => [
  { statusCode: '200', trackingNumber: uspsNumber, trackingEvents, ...more },
];
const uspsRows: readonly Row[] = [
  [
    'a predicted window in words of the clock',
    usps([uspsScan('OF', 'Out for Delivery', '2026-10-02T06:10:00-06:00')], {
      deliveryDateExpectation: {
        predictedDeliveryDate: '2026-10-02',
        predictedDeliveryWindowStartTime: '12:15pm',
        predictedDeliveryWindowEndTime: '4:15pm',
        expectedDeliveryDate: '2026-10-03',
      },
    }),
    {
      status: 'out_for_delivery',
      events: ['2026-10-02T06:10:00-06:00 out_for_delivery'],
      estimatedDelivery: { from: '2026-10-02T12:15:00', to: '2026-10-02T16:15:00' },
      promisedDelivery: undefined,
    },
  ],
  [
    'by nine in the evening',
    usps([uspsScan('PC', 'Sorting Complete', '2026-10-02T06:10:00-06:00')], {
      deliveryDateExpectation: { predictedDeliveryDate: '2026-10-02', predictedDeliveryWindowEndTime: 'by 9:00pm' },
    }),
    {
      status: 'in_transit/preparing_for_delivery',
      events: ['2026-10-02T06:10:00-06:00 in_transit/preparing_for_delivery'],
      estimatedDelivery: { from: '2026-10-02', to: '2026-10-02T21:00:00' },
    },
  ],
  [
    'an offset of one digit, beside a time that lacks it',
    usps([
      uspsScan('10', 'Arrived at USPS Regional Facility', '2026-10-02T01:10:00', {
        GMTOffset: '-6:00',
        GMTTimestamp: '2026-10-02T07:10:00Z',
      }),
    ]),
    {
      status: 'in_transit/arrived_at_facility',
      events: ['2026-10-02T01:10:00-06:00 in_transit/arrived_at_facility'],
    },
  ],
  [
    'vacant (26), then back (04)',
    usps([
      uspsScan('09', 'Return to Sender Processed', '2026-10-04T08:00:00-06:00'),
      uspsScan('26', 'Vacant', '2026-10-03T14:00:00-06:00'),
    ]),
    {
      status: 'returning/return_to_sender',
      events: [
        '2026-10-03T14:00:00-06:00 exception/address_issue',
        '2026-10-04T08:00:00-06:00 returning/return_to_sender',
      ],
    },
  ],
  [
    'to an agent of the military (45)',
    usps([uspsScan('45', 'Tendered to Military Agent', '2026-10-03T14:00:00-06:00')]),
    { status: 'in_transit/handed_to_partner', events: ['2026-10-03T14:00:00-06:00 in_transit/handed_to_partner'] },
  ],
  [
    'an attempt abroad (H0)',
    usps([
      uspsScan('H0', 'Attempted Delivery Abroad', '2026-10-03', {
        eventCountry: 'FR',
        eventCity: null,
        eventState: null,
        eventZIPCode: null,
      }),
    ]),
    { status: 'delivery_attempted', events: ['2026-10-03 delivery_attempted'] },
  ],
  [
    'stopped (SS)',
    usps([uspsScan('SS', 'Shipment Stopped', '2026-10-03T14:00:00-06:00')]),
    { status: 'exception/held', events: ['2026-10-03T14:00:00-06:00 exception/held'] },
  ],
  [
    'v3: strings for flags, dates with blanks, trade marks in the class',
    {
      trackingNumber: uspsNumber,
      statusCategory: 'Accepted',
      status: 'USPS in possession of item',
      mailClass: 'USPS Ground Advantage<SUP>&#153;</SUP>',
      serviceTypeCode: '001',
      services: 'USPS Tracking',
      mailPieceIntakeDate: '2026-10-01 11:09:19.000000',
      uniqueMailPieceID: 'P1',
      proofOfDeliveryEnabled: 'false',
      destinationCity: 'BOISE',
      destinationState: 'ID',
      destinationZIP: '83702',
      expectedDeliveryTimeStamp: '2026-10-05T00:00:00',
      trackingEvents: [
        {
          eventCode: '03',
          eventType: 'USPS in possession of item',
          eventTimestamp: '2026-10-01T11:09:00',
          GMTOffset: '-05:00',
          GMTTimestamp: '2026-10-01T16:09:19Z',
          eventCity: 'MEMPHIS',
          eventState: 'TN',
          eventZIP: '38118',
          firm: null,
          name: null,
        },
      ],
    },
    {
      status: 'in_transit/accepted',
      events: ['2026-10-01T11:09:00-05:00 in_transit/accepted'],
      service: { code: '001', name: expect.stringMatching(/^USPS Ground Advantage/) },
      uniqueId: expect.any(String),
      destination: { city: 'BOISE', region: 'ID', postalCode: '83702', country: 'US' },
      shippedAt: '2026-10-01',
      estimatedDelivery: day('2026-10-05'),
    },
  ],
  [
    'v3: signed for, at noon, with the name',
    {
      trackingNumber: uspsNumber,
      statusCategory: 'Delivered',
      status: 'Delivered, Left with Individual',
      trackingEvents: [
        {
          eventCode: '01',
          eventType: 'Delivered, Left with Individual',
          eventTimestamp: '2026-10-05T12:00:00',
          GMTOffset: '-06:00',
          eventCity: 'BOISE',
          eventState: 'ID',
          eventZIP: '83702',
          name: 'R ROE',
        },
      ],
    },
    {
      status: 'delivered',
      events: ['2026-10-05T12:00:00-06:00 delivered'],
      delivery: { at: '2026-10-05T12:00:00-06:00', signedBy: 'R ROE', to: 'recipient', place: boise },
    },
  ],
  [
    'a consolidator’s scans (80, 82), then the post’s',
    usps([
      uspsScan('03', 'Acceptance', '2026-10-02T10:00:00-06:00'),
      uspsScan('82', 'Departed Shipping Partner Facility, USPS Awaiting Item', '2026-10-01T22:00:00-06:00'),
      uspsScan('80', 'Picked Up by Shipping Partner, USPS Awaiting Item', '2026-10-01T12:00:00-06:00'),
    ]),
    {
      status: 'in_transit/accepted',
      events: [
        '2026-10-01T12:00:00-06:00 in_transit/picked_up',
        '2026-10-01T22:00:00-06:00 in_transit/departed_facility',
        '2026-10-02T10:00:00-06:00 in_transit/accepted',
      ],
    },
  ],
  [
    'late by computation (NT), which is no scan',
    usps([
      uspsScan('NT', 'In Transit, Arriving Late', '2026-10-03T10:00:00', {
        eventCity: null,
        eventState: null,
        eventZIPCode: null,
      }),
      uspsScan('10', 'Departed USPS Regional Facility', '2026-10-02T10:00:00-06:00'),
    ]),
    {
      status: 'in_transit/delayed',
      events: ['2026-10-02T10:00:00-06:00 in_transit/departed_facility', '2026-10-03T10:00:00 in_transit/delayed'],
    },
  ],
  [
    'awaiting the scan of the delivery (DX)',
    usps([
      uspsScan('DX', 'Awaiting Delivery Scan', '2026-10-03T20:00:00-06:00'),
      uspsScan('OF', 'Out for Delivery', '2026-10-03T07:00:00-06:00'),
    ]),
    {
      status: 'out_for_delivery',
      events: ['2026-10-03T07:00:00-06:00 out_for_delivery', '2026-10-03T20:00:00-06:00 info'],
    },
  ],
  [
    'a moved customer (05/…) by Web Tools',
    `<TrackResponse><TrackInfo ID="${uspsNumber}"><Class>Priority Mail</Class><TrackSummary><EventTime>2:00 pm</EventTime><EventDate>October 3, 2026</EventDate><Event>Moved, Left no Address</Event><EventCity>BOISE</EventCity><EventState>ID</EventState><EventZIPCode>83702</EventZIPCode><EventCountry/><FirmName/><Name/><AuthorizedAgent>false</AuthorizedAgent></TrackSummary></TrackInfo></TrackResponse>`,
    {
      status: 'exception/recipient_moved',
      events: ['2026-10-03T14:00:00-06:00 exception/recipient_moved'],
      service: { name: 'Priority Mail' },
    },
  ],
  [
    'forwarded (K3)',
    usps([uspsScan('K3', 'Forwarded', '2026-10-03T14:00:00-06:00')]),
    { status: 'in_transit/forwarded', events: ['2026-10-03T14:00:00-06:00 in_transit/forwarded'] },
  ],
  [
    'an order that is announced (89)',
    usps([uspsScan('89', 'Merchant Order Receipt Notification, USPS Awaiting Item', '2026-10-01')]),
    { status: 'pre_transit/label_created', events: ['2026-10-01 pre_transit/label_created'] },
  ],
  [
    'at an office of exchange on its way (J0)',
    usps([
      uspsScan('J0', 'Arrival at Transit Office of Exchange', '2026-10-03', {
        eventCity: 'PARIS',
        eventState: null,
        eventZIPCode: null,
        eventCountry: 'FR',
      }),
    ]),
    { status: 'in_transit/arrived_at_facility', events: ['2026-10-03 in_transit/arrived_at_facility'] },
  ],
];

const at = (fields: Fields) => ({ timestamp: '2026-10-02T08:00:00', ...fields });
const dhl = (service: string, events: readonly Fields[], more: Fields = {}) => ({
  shipments: [{ id: '7777777770', service, status: events[0], events, ...more }],
});
const coded = (service: string, status: string, statusCode: string, expected: string, more: Fields = {}): Row => [
  `${service} ${status}`,
  dhl(service, [at({ timestamp: '2026-10-02T08:00:00+02:00', status, statusCode })]),
  { status: expected, events: [`2026-10-02T08:00:00+02:00 ${expected}`], service: expect.anything(), ...more },
];
const mydhl = (events: readonly Fields[], more: Fields = {}) => ({
  shipments: [{ shipmentTrackingNumber: '7777777770', status: 'Success', productCode: 'P', events, ...more }],
});
const piece = (attributes: string, event: string) =>
  `<data name="piece-shipment-list" request-id="x" code="0"><data name="piece-shipment" piece-code="00340434161094000001" ${attributes}><data name="piece-event-list"><data name="piece-event" event-timestamp="02.10.2026 11:00" ${event} event-country="Deutschland" event-location="Bonn" ruecksendung="false"/></data></data></data>`;
const german = '2026-10-02T11:00:00+02:00';
const dhlRows: readonly Row[] = [
  coded('ecommerce-europe', '306', 'delivered', 'delivered/damaged', { delivery: { at: '2026-10-02T08:00:00+02:00' } }),
  coded('ecommerce-europe', '77', 'failure', 'delivery_attempted/payment_due'),
  coded('ecommerce-europe', '4', 'transit', 'in_transit/dropped_off'),
  coded('freight', '20-13', 'transit', 'available_for_pickup/at_carrier_location'),
  coded('freight', '20-211', 'failure', 'delivery_attempted/business_closed'),
  coded('freight', '361-139', 'transit', 'out_for_delivery/arriving_soon'),
  coded('svb', 'HELD_BY_CUSTOMS', 'transit', 'exception/customs_held'),
  coded('svb', 'SENT_BACK_ABROAD', 'transit', 'returning/return_to_sender'),
  coded('dgf', 'ARRIVED_AT_CUSTOMS', 'transit', 'in_transit/customs_processing'),
  coded('ecommerce-ppl', '997', 'failure', 'exception/lost'),
  coded('parcel-pl', 'SP_DW', 'transit', 'in_transit/to_pickup_point'),
  coded(
    'parcel-nl',
    'PARCEL_HELD_FOR_COLLECTION_AT_LOCAL_DEPOT',
    'transit',
    'available_for_pickup/at_carrier_location',
  ),
  [
    'ecommerce: duty assessed, to be paid',
    dhl('ecommerce', [
      at({
        timestamp: '2026-10-02T08:00:00-05:00',
        statusCode: 'transit',
        status: 'DUTY/TAX ASSESSED FOR PACKAGE, AWAITING PAYMENT. PLEASE CHECK YOUR EMAIL FOR PAYMENT OPTIONS.',
      }),
    ]),
    {
      status: 'exception/customs_payment_due',
      events: ['2026-10-02T08:00:00-05:00 exception/customs_payment_due'],
      service: { code: 'ecommerce', name: 'DHL eCommerce' },
    },
  ],
  [
    'express: nanoseconds, the end of the day as a forecast, a proof',
    dhl(
      'express',
      [
        at({
          timestamp: '2026-10-02T15:27:20.331986369+02:00',
          statusCode: 'transit',
          description: 'Shipment is out with courier for delivery',
          location: { address: { addressLocality: 'BONN - GERMANY' } },
        }),
      ],
      {
        estimatedTimeOfDelivery: '2026-10-02T23:59:00+02:00',
        estimatedTimeOfDeliveryRemark: 'By End of Day',
        details: {
          totalNumberOfPieces: 1,
          weight: { value: 2.5, unitText: 'KGM' },
          product: { productName: 'EXPRESS WORLDWIDE' },
          references: { number: 'R1', type: 'customer-reference' },
        },
      },
    ),
    {
      status: 'out_for_delivery',
      events: ['2026-10-02T15:27:20.331986369+02:00 out_for_delivery'],
      estimatedDelivery: day('2026-10-02'),
      estimateDescription: 'By End of Day',
      pieceCount: 1,
      weight: { value: 2.5, unit: 'kg' },
      service: { code: 'express', name: 'EXPRESS WORLDWIDE' },
      references: [{ kind: 'customer_reference', value: 'R1' }],
    },
  ],
  [
    'parcel-de: a return that reached its sender, by the flag',
    dhl(
      'parcel-de',
      [
        at({
          statusCode: 'delivered',
          status: 'ZU',
          statusDetailed: 'DLVRD_NRQRD_ZU',
          description: 'Die Sendung wurde zugestellt.',
        }),
      ],
      {
        returnFlag: true,
      },
    ),
    {
      status: 'returned',
      events: ['2026-10-02T08:00:00 delivered'],
      service: { code: 'parcel-de', name: 'DHL Paket' },
      delivery: { at: '2026-10-02T08:00:00', to: 'sender' },
    },
  ],
  [
    'MyDHL: oldest first, offsets, a hold for payment',
    mydhl([
      {
        date: '2026-10-01',
        time: '18:00:00',
        GMTOffset: '+02:00',
        typeCode: 'PU',
        description: 'Shipment picked up',
        serviceArea: [{ code: 'BON', description: 'BONN-DE' }],
      },
      {
        date: '2026-10-02',
        time: '09:00:00',
        GMTOffset: '+01:00',
        typeCode: 'HP',
        description: 'Held for payment',
        serviceArea: [{ code: 'LHR', description: 'LONDON-GB' }],
      },
    ]),
    {
      status: 'exception/payment_due',
      events: ['2026-10-01T18:00:00+02:00 in_transit/picked_up', '2026-10-02T09:00:00+01:00 exception/payment_due'],
      service: expect.objectContaining({ code: 'P' }),
    },
  ],
  [
    'MyDHL: agreed for another day, then the customer moved',
    mydhl([
      { date: '2026-10-01', time: '18:00:00', typeCode: 'AD', description: 'Agreed delivery' },
      { date: '2026-10-02', time: '09:00:00', typeCode: 'CM', description: 'Customer moved' },
    ]),
    {
      status: 'exception/recipient_moved',
      events: ['2026-10-01T18:00:00 info/delivery_scheduled', '2026-10-02T09:00:00 exception/recipient_moved'],
      service: expect.objectContaining({ code: 'P' }),
    },
  ],
  [
    'XML-PI: forwarded to another, by its service area',
    '<res:TrackingResponse xmlns:res="http://www.dhl.com"><AWBInfo><AWBNumber>7777777770</AWBNumber><Status><ActionStatus>success</ActionStatus></Status><ShipmentInfo><EstDlvyDate>2026-10-05 23:59:00 GMT+02:00</EstDlvyDate><Pieces>1</Pieces><Weight>2.5</Weight><WeightUnit>K</WeightUnit><ShipmentEvent><Date>2026-10-02</Date><Time>08:00:00</Time><ServiceEvent><EventCode>TP</EventCode><Description>Forwarded to a third party agent</Description></ServiceEvent><ServiceArea><ServiceAreaCode>BON</ServiceAreaCode><Description>BONN - GERMANY</Description></ServiceArea></ShipmentEvent></ShipmentInfo></AWBInfo></res:TrackingResponse>',
    {
      status: 'in_transit/handed_to_partner',
      events: ['2026-10-02T08:00:00+02:00 in_transit/handed_to_partner'],
      estimatedDelivery: day('2026-10-05'),
      pieceCount: 1,
      weight: { value: 2.5, unit: 'kg' },
    },
  ],
  [
    'Parcel DE: the wrong centre',
    piece('', 'event-status="Fehlgeleitet" ice="MSRTD" ric="NRQRD" standard-event-code="PO"'),
    { status: 'exception/missorted', events: [`${german} exception/missorted`] },
  ],
  [
    'Parcel DE: lost',
    piece('', 'event-status="Verlust" ice="RCCLS" ric="LOSTX" standard-event-code="ZN"'),
    { status: 'exception/lost', events: [`${german} exception/lost`] },
  ],
  [
    'Parcel DE: money collected at the door',
    piece(
      'ice="DLVRD" ric="CODRP"',
      'event-status="Geldübermittlung" ice="DLVRD" ric="CODRP" standard-event-code="GT"',
    ),
    { status: 'unknown', events: [`${german} info/payment_collected`] },
  ],
];

const soap = (inner: string) =>
  `<TrackReply xmlns="http://fedex.com/ws/track/v9"><HighestSeverity>SUCCESS</HighestSeverity><Notifications><Severity>SUCCESS</Severity><Source>trck</Source><Code>0</Code></Notifications><CompletedTrackDetails><HighestSeverity>SUCCESS</HighestSeverity><DuplicateWaybill>false</DuplicateWaybill><MoreData>false</MoreData><TrackDetails><Notification><Severity>SUCCESS</Severity><Code>0</Code></Notification><TrackingNumber>${fedexNumber}</TrackingNumber>${inner}</TrackDetails></CompletedTrackDetails></TrackReply>`;
const soapEvent = (time: string, type: string, words: string, more = '') =>
  `<Events><Timestamp>${time}</Timestamp><EventType>${type}</EventType><EventDescription>${words}</EventDescription>${more}<Address><City>BOISE</City><StateOrProvinceCode>ID</StateOrProvinceCode><PostalCode>83702</PostalCode><CountryCode>US</CountryCode><Residential>false</Residential></Address></Events>`;
const record = (kind: string, inner: string) =>
  `<QuantumViewResponse><Response><ResponseStatusCode>1</ResponseStatusCode></Response><QuantumViewEvents><SubscriberID>s</SubscriberID><SubscriptionEvents><SubscriptionFile><${kind}><TrackingNumber>${upsNumber}</TrackingNumber><Date>20261002</Date><Time>101500</Time>${inner}</${kind}></SubscriptionFile></SubscriptionEvents></QuantumViewEvents></QuantumViewResponse>`;
const boiseXml =
  '<AddressArtifactFormat><PoliticalDivision2>BOISE</PoliticalDivision2><PoliticalDivision1>ID</PoliticalDivision1><CountryCode>US</CountryCode></AddressArtifactFormat>';

/** Pushes and the services that came before. */
const otherRows: readonly Row[] = [
  [
    'SOAP: a clearance delay with its reason beside the status',
    soap(
      `<StatusDetail><CreationTime>2026-10-02T00:00:00</CreationTime><Code>CD</Code><Description>Clearance delay</Description><AncillaryDetails><Reason>56</Reason><ReasonDescription>Regulatory agency clearance delay</ReasonDescription></AncillaryDetails></StatusDetail><Service><Type>INTERNATIONAL_PRIORITY</Type><Description>FedEx International Priority</Description></Service><PackageWeight><Units>KG</Units><Value>1.5</Value></PackageWeight>${soapEvent('2026-10-02T09:00:00-06:00', 'CD', 'Clearance delay')}`,
    ),
    {
      status: 'exception/customs_delayed',
      events: ['2026-10-02T09:00:00-06:00 exception/customs_delayed'],
      service: { code: 'INTERNATIONAL_PRIORITY', name: 'FedEx International Priority' },
      weight: { value: 1.5, unit: 'kg' },
    },
  ],
  [
    'SOAP: delivered to the front desk, signed for, with a forecast',
    soap(
      `<StatusDetail><Code>DL</Code><Description>Delivered</Description></StatusDetail><EstimatedDeliveryTimestamp>2026-10-02T12:00:00</EstimatedDeliveryTimestamp><ActualDeliveryTimestamp>2026-10-02T10:30:00-06:00</ActualDeliveryTimestamp><DeliveryLocationType>RECEPTIONIST_OR_FRONT_DESK</DeliveryLocationType><DeliveryLocationDescription>Receptionist/Front Desk</DeliveryLocationDescription><DeliverySignatureName>R.ROE</DeliverySignatureName>${soapEvent('2026-10-02T10:30:00-06:00', 'DL', 'Delivered')}`,
    ),
    {
      status: 'delivered',
      events: ['2026-10-02T10:30:00-06:00 delivered'],
      estimatedDelivery: { to: '2026-10-02T12:00:00' },
      delivery: {
        at: '2026-10-02T10:30:00-06:00',
        signedBy: 'R.ROE',
        leftAt: 'Receptionist/Front Desk',
        to: 'reception',
        place: boise,
      },
    },
  ],
  [
    'FedEx push: a bare list of results, out for delivery',
    {
      transactionId: 't',
      outputMetaData: [{ attemptNumber: 1 }],
      output: {
        completeTrackResults: [
          {
            trackingNumber: fedexNumber,
            trackResults: [
              {
                trackingNumberInfo: { trackingNumber: fedexNumber },
                latestStatusDetail: { code: 'OD', description: 'On FedEx vehicle for delivery' },
                scanEvents: [scan('2026-10-02T07:00:00-06:00', 'OD', 'On FedEx vehicle for delivery')],
              },
            ],
          },
        ],
      },
    },
    { status: 'out_for_delivery', events: ['2026-10-02T07:00:00-06:00 out_for_delivery'] },
  ],
  [
    'Quantum View: picked up',
    record(
      'Origin',
      `<ActivityLocation>${boiseXml}</ActivityLocation><ScheduledDeliveryDate>20261005</ScheduledDeliveryDate>`,
    ),
    {
      status: 'in_transit/picked_up',
      events: ['2026-10-02T10:15:00-06:00 in_transit/picked_up'],
      estimatedDelivery: day('2026-10-05'),
      promisedDelivery: day('2026-10-05'),
    },
  ],
  [
    'Quantum View: left at the door by the driver',
    record(
      'Delivery',
      `<DriverRelease>FRONT DOOR</DriverRelease><ActivityLocation>${boiseXml}</ActivityLocation><DeliveryLocation>${boiseXml}<Code>ML</Code><Description>FRONT DOOR</Description></DeliveryLocation>`,
    ),
    {
      status: 'delivered/delivered_to_safe_place',
      events: ['2026-10-02T10:15:00-06:00 delivered/delivered_to_safe_place'],
      delivery: {
        at: '2026-10-02T10:15:00-06:00',
        leftAt: 'FRONT DOOR',
        to: 'safe_place',
        place: { city: 'BOISE', region: 'ID', country: 'US' },
      },
    },
  ],
  [
    'Quantum View: rescheduled, with what UPS does',
    record(
      'Exception',
      `<StatusCode>X</StatusCode><StatusDescription>EXCEPTION</StatusDescription><ReasonCode>48</ReasonCode><ReasonDescription>CUSTOMER NOT AVAILABLE</ReasonDescription><Resolution><Code>A</Code><Description>WILL TRY AGAIN</Description></Resolution><RescheduledDeliveryDate>20261003</RescheduledDeliveryDate><ActivityLocation>${boiseXml}</ActivityLocation>`,
    ),
    {
      status: 'delivery_attempted/recipient_unavailable',
      events: ['2026-10-02T10:15:00-06:00 delivery_attempted/recipient_unavailable'],
      estimatedDelivery: day('2026-10-03'),
    },
  ],
  [
    'USPS push: delivered to a locker',
    {
      subscriptionId: 's',
      subscriptionType: 'TRACKING',
      timestamp: '2026-10-02T19:05:42.747Z',
      payload: JSON.stringify({
        trackingNumber: uspsNumber,
        statusCategory: 'Delivered',
        status: 'Delivered, Parcel Locker',
        trackingEvents: [uspsScan('01', 'Delivered, Parcel Locker', '2026-10-02T13:05:00-06:00')],
      }),
    },
    {
      status: 'delivered/delivered_to_locker',
      events: ['2026-10-02T13:05:00-06:00 delivered/delivered_to_locker'],
      delivery: { at: '2026-10-02T13:05:00-06:00', leftAt: 'Parcel Locker', to: 'locker', place: boise },
    },
  ],
  [
    'Web Tools: sentences, the summary first',
    `<TrackResponse><TrackInfo ID="${uspsNumber}"><TrackSummary>Your item was delivered in or at the mailbox at 1:05 pm on October 2, 2026 in BOISE, ID 83702.</TrackSummary><TrackDetail>Out for Delivery, October 2, 2026, 7:10 am, BOISE, ID 83702</TrackDetail><TrackDetail>Arrived at Post Office, October 2, 2026, 5:10 am, BOISE, ID 83702</TrackDetail></TrackInfo></TrackResponse>`,
    {
      status: 'delivered/delivered_to_mailbox',
      events: [
        '2026-10-02T05:10:00-06:00 in_transit/arrived_at_destination_facility',
        '2026-10-02T07:10:00-06:00 out_for_delivery',
        '2026-10-02T13:05:00-06:00 delivered/delivered_to_mailbox',
      ],
      delivery: { at: '2026-10-02T13:05:00-06:00', to: 'mailbox', place: boise },
    },
  ],
  [
    'DHL push: the newest state alone',
    {
      scope: 'subscription.push',
      shipments: [
        {
          id: '7777777770',
          service: 'express',
          status: {
            timestamp: '2026-10-02T08:00:00+02:00',
            statusCode: 'transit',
            description: 'Clearance processing complete at BONN - GERMANY',
          },
        },
      ],
    },
    {
      status: 'in_transit/customs_cleared',
      events: ['2026-10-02T08:00:00+02:00 in_transit/customs_cleared'],
      service: { code: 'express', name: 'DHL Express' },
    },
  ],
  [
    'Parcel DE for the public: on its way back',
    '<data><data name="piece-status-public-list" code="0"><data name="piece-status-public" piece-code="00340434161094000001" status="Die Sendung wird an den Absender zurückgesandt." status-timestamp="02.10.2026 11:00" ice="RETRN" ric="CNCNR" standard-event-code="ZN" ruecksendung="true"/></data></data>',
    // Without a country: nothing says that the line is of Germany.
    { status: 'returning/recipient_unavailable', events: ['2026-10-02T11:00:00 returning/recipient_unavailable'] },
  ],
  [
    'XML-PI: three shipments in one would be three; one unknown is told apart',
    '<req:TrackingResponse xmlns:req="http://www.dhl.com"><AWBInfo><AWBNumber>7777777770</AWBNumber><Status><ActionStatus>No Shipments Found</ActionStatus><Condition><ConditionCode>103</ConditionCode><ConditionData>No Shipments Found for AWBNumber 7777777770</ConditionData></Condition></Status></AWBInfo></req:TrackingResponse>',
    { error: 'not_found' } as unknown as Expected,
  ],
];

function readingOf(body: string | object): object {
  const outcomes = readPayload(typeof body === 'string' ? body : JSON.stringify(body), formats);
  expect(outcomes).toHaveLength(1);
  const [outcome] = outcomes;
  if (!outcome?.ok) return { error: outcome?.error.code };
  const { carrier: _, trackingNumber: __, url: ___, mapping: ____, status, detail, events, ...facts } = outcome.value;
  return {
    ...facts,
    status: meaning(status, detail),
    events: events.map((event) => `${event.occurredAt ?? 'undated'} ${meaning(event.status, event.detail)}`),
  };
}

function meaning(status: string, detail: string | undefined): string {
  return detail === undefined ? status : `${status}/${detail}`;
}

describe.each([
  ['FedEx', fedexRows],
  ['UPS', upsRows],
  ['USPS', uspsRows],
  ['DHL', dhlRows],
  ['pushes and older services', otherRows],
] as const)('a payload by the documents of %s', (_, rows) => {
  it.each(rows)('%s', (__, body, expected) => {
    expect(readingOf(body)).toEqual(expected);
  });

  it('is one of many', () => {
    expect(rows.length).toBeGreaterThan(10);
  });
});
