import { describe, expect, it } from 'vitest';
import { readPayload, type Tracking } from 'waybill';
import { formats, identify } from 'waybill/carriers';
import { summarize } from 'waybill/insights';

/*
 * Readings that were wrong once, in one table: what was met in real payloads, by classes, with invented inputs and the
 * right value of each. The tests of each carrier hold the kinds and their neighbours; this one holds that no class is
 * forgotten. `F1` and so on are classes of status, time and facts, `P` of payloads, `R` of reports, `T` of thin kinds.
 */

type Fields = Readonly<Record<string, unknown>>;

const upsNumber = '1Z999AA10123456784';

const ups = (activity: readonly Fields[], more: Fields = {}) => ({
  trackResponse: {
    shipment: [{ inquiryNumber: upsNumber, package: [{ trackingNumber: upsNumber, activity, ...more }] }],
  },
});
const act = (time: string, type?: string, code?: string, statusCode?: string, description?: string) => ({
  date: '20260312',
  time,
  status: { type, code, statusCode, description },
  location: { address: { city: 'Fargo', stateProvince: 'ND', countryCode: 'US' } },
});
const upsLine = (type: string, code: string, description: string, location = '', more = '') =>
  `<Activity><ActivityLocation><Address><City>FARGO</City><StateProvinceCode>ND</StateProvinceCode><CountryCode>US</CountryCode></Address>${location}</ActivityLocation><Status><StatusType><Code>${type}</Code><Description>${description}</Description></StatusType><StatusCode><Code>${code}</Code></StatusCode></Status><Date>20260312</Date><Time>101500</Time>${more}</Activity>`;
const upsXml = (inner: string, shipment = '') =>
  `<?xml version="1.0"?><TrackResponse><Response><ResponseStatusCode>1</ResponseStatusCode></Response><Shipment>${shipment}<Package><TrackingNumber>${upsNumber}</TrackingNumber>${inner}</Package></Shipment></TrackResponse>`;
const upsError = (code: string, words: string) =>
  `<TrackResponse><Response><ResponseStatusCode>0</ResponseStatusCode><Error><ErrorSeverity>Hard</ErrorSeverity><ErrorCode>${code}</ErrorCode><ErrorDescription>${words}</ErrorDescription></Error></Response></TrackResponse>`;
const alert = (activityStatus: Fields) => ({
  trackingNumber: '1Z999AA1YW23456784',
  localActivityDate: '20260312',
  localActivityTime: '101500',
  activityLocation: { city: 'FARGO', stateProvince: 'ND', postalCode: '58102', country: 'US' },
  activityStatus,
});
const fedex = (latest: Fields | undefined, scans: readonly Fields[], more: Fields = {}) => ({
  output: {
    completeTrackResults: [
      {
        trackingNumber: '771234567890',
        trackResults: [
          {
            trackingNumberInfo: { trackingNumber: '771234567890' },
            latestStatusDetail: latest,
            scanEvents: scans,
            ...more,
          },
        ],
      },
    ],
  },
});
const fargo = { city: 'FARGO', stateOrProvinceCode: 'ND', postalCode: '58102', countryCode: 'US' };
const scan = (date: string, eventType: string | undefined, eventDescription: string, more: Fields = {}) => ({
  date,
  eventType,
  eventDescription,
  scanLocation: fargo,
  ...more,
});
const usps = (inner: string) =>
  `<?xml version="1.0"?><TrackResponse><TrackInfo ID="9400111899223818218407">${inner}</TrackInfo></TrackResponse>`;
const line = (element: string, time: string, event: string, code = '') =>
  `<${element}><EventTime>${time}</EventTime><EventDate>March 12, 2026</EventDate><Event>${event}</Event><EventCity>FARGO</EventCity><EventState>ND</EventState><EventZIPCode>58102</EventZIPCode>${code && `<EventCode>${code}</EventCode>`}</${element}>`;
const dhl = (service: string, events: readonly Fields[], more: Fields = {}) => ({
  shipments: [{ id: '7777777770', service, status: events[0], events, ...more }],
});
const at = (fields: Fields) => ({ timestamp: '2026-03-12T08:00:00', ...fields });
const xmlPi = (code: string, words: string, further: string, more = '') =>
  `<req:TrackingResponse xmlns:req="http://www.dhl.com"><AWBInfo><AWBNumber>7777777770</AWBNumber><Status><ActionStatus>success</ActionStatus></Status><ShipmentInfo>${more}<ShipmentEvent><Date>2026-03-12</Date><Time>08:00:00</Time><ServiceEvent><EventCode>${code}</EventCode><Description>${words}</Description></ServiceEvent><EventRemarks><FurtherDetails>${further}</FurtherDetails></EventRemarks></ShipmentEvent></ShipmentInfo></AWBInfo></req:TrackingResponse>`;
const mydhl = (events: readonly Fields[], more: Fields = {}) => ({
  shipments: [{ shipmentTrackingNumber: '2222222222', status: 'Success', events, ...more }],
});
const piece = (attributes: string, inner = '') =>
  `<data request-id="x" code="0" name="piece-shipment-list"><data name="piece-shipment" piece-code="00340434161094000001" ${attributes}>${inner}</data></data>`;
const portal = (hyphen: string) =>
  `<data name="piece${hyphen}shipment${hyphen}list" code="0"><data name="piece${hyphen}shipment" piece-code="00340434161094000001" piece-identifier="340434161094000001" delivery-event-flag="1" ice="DLVRD" ric="ACCPT"/><data name="piece${hyphen}event${hyphen}list" piece-identifier="340434161094000001"><data name="piece${hyphen}event" event-timestamp="12.03.2026 09:00" event-status="Zugestellt" ice="DLVRD" ric="ACCPT" standard-event-code="ZU"/></data></data>`;

const post = 'Given to the post for the last mile';
const leftWithClerk = '<Code>M6</Code><SignedForByName>ROE</SignedForByName>';
const delivered = scan('2026-03-12T11:34:00+00:00', 'DL', 'Delivered');
const actual = { dateAndTimes: [{ type: 'ACTUAL_DELIVERY', dateTime: '2026-03-12T11:34:00+00:00' }] };

type Case = readonly [name: string, body: string | object, expected: string, more?: Fields];

const day = (date: string) => ({ from: date, to: date });

/** Status and detail of the parcel, or the code of the error; and facts of it. */
const cases: readonly Case[] = [
  ['F1 Track v1', ups([act('101500', 'D', 'LX', undefined, post)]), 'in_transit/handed_to_partner'],
  ['F1 with 011', ups([act('101500', 'D', 'LX', '011', post)]), 'in_transit/handed_to_partner'],
  ['F1 XML', upsXml(upsLine('D', 'LX', post, leftWithClerk)), 'in_transit/handed_to_partner'],
  ['F1 Track Alert', alert({ type: 'D', code: 'LX', description: post }), 'in_transit/handed_to_partner'],
  [
    'F2',
    fedex({ code: 'DL' }, [delivered], actual),
    'delivered',
    { delivery: { at: '2026-03-12T11:34:00-05:00' }, events: [{ timeBasis: 'place' }] },
  ],
  [
    'F2 without a certain zone',
    fedex({ code: 'DL' }, [{ ...delivered, scanLocation: { countryCode: 'US' } }], actual),
    'delivered',
    { delivery: { at: '2026-03-12T11:34:00' }, events: [{ timeBasis: 'none' }] },
  ],
  [
    'F4 FedEx Ground',
    fedex(undefined, [
      scan('2026-03-12T10:36:00-05:00', 'OC', 'Label data sent'),
      scan('2026-03-12T00:00:00', 'PU', 'Picked up'),
    ]),
    'in_transit/picked_up',
  ],
  [
    'F4 FedEx latest',
    fedex({ code: 'OC', derivedCode: 'IN' }, [
      scan('2026-03-12T14:21:00-05:00', 'PU', 'Picked up'),
      scan('2026-03-12T09:56:00-05:00', 'OC', 'Label data sent'),
    ]),
    'in_transit/picked_up',
  ],
  [
    'F4 UPS',
    ups([act('201500', 'I', 'DP', '005', 'Departed')], { currentStatus: { code: '003', type: 'M' } }),
    'in_transit/departed_facility',
  ],
  [
    'F4 USPS',
    usps(
      line('TrackSummary', '', 'Electronic Shipping Info Received', 'MA') +
        line('TrackDetail', '11:31 am', 'Acceptance', '03'),
    ),
    'in_transit/accepted',
  ],
  [
    'F4 DHL Supply Chain',
    dhl('dsc', [
      at({ timestamp: '2026-03-12T09:00:00Z', statusCode: 'pre-transit', status: 'Created' }),
      at({ timestamp: '2026-03-12T08:00:00Z', statusCode: 'transit', status: 'Dispatched' }),
    ]),
    'in_transit/departed_facility',
  ],
  ['F5 OFX', ups([act('101500', 'I', 'OFX', undefined, 'Now out for delivery')]), 'out_for_delivery'],
  [
    'F5 MP',
    ups([act('101500', 'I', 'MP', undefined, 'The shipper made a label, UPS does not have the parcel yet')]),
    'pre_transit/label_created',
  ],
  [
    'F5 Access Point',
    ups([act('101500', 'I', 'Q9', undefined, 'Ready for pickup at a UPS Access Point')]),
    'available_for_pickup/at_pickup_point',
  ],
  [
    'F5 weather',
    ups([act('101500', 'X', 'Q9', undefined, 'Severe weather delays the delivery')]),
    'exception/weather_delay',
  ],
  [
    'F5 return',
    ups([act('101500', 'X', 'Q9', undefined, 'On its way back to the sender')]),
    'returning/return_to_sender',
  ],
  ['F5 no type', ups([act('101500', undefined, undefined, undefined, 'Delivered')]), 'delivered'],
  ['F5 FedEx', fedex(undefined, [{ date: '2026-03-12T10:15:00-05:00', eventDescription: 'Delivered' }]), 'delivered'],
  ['F6 151044', upsError('151044', 'Nothing known of this number'), 'not_found'],
  ['F6 155002', upsError('155002', 'Nothing known of this number'), 'not_found'],
  ['F6 159999', upsError('159999', 'The system is unavailable, try again later'), 'carrier_unavailable'],
  ['F6 259999', upsError('259999', 'Access is denied'), 'forbidden'],
  ['F6 unknown', upsError('159998', 'Of this nobody knows'), 'unexpected_response'],
  [
    'F7 Unified',
    dhl('express', [
      at({
        statusCode: 'transit',
        status: 'Clearance event',
        description: 'Clearance event',
        remark: 'The receiver has to name an importer number.',
        nextSteps: 'DHL will call the receiver.',
      }),
    ]),
    'exception/customs_documents_required',
    {
      events: [
        {
          description: expect.stringContaining('The receiver has to name an importer number.'),
          nextStep: 'DHL will call the receiver.',
        },
      ],
    },
  ],
  [
    'F7 FedEx',
    fedex(
      { code: 'DE', ancillaryDetails: [{ reason: '08', actionDescription: 'Call us.' }] },
      [scan('2026-03-12T10:15:00-05:00', 'DE', 'Delivery exception')],
      { serviceCommitMessage: { message: 'We try again.' } },
    ),
    'delivery_attempted/recipient_unavailable',
    { events: [{ nextStep: expect.stringMatching(/Call us.*We try again/) }] },
  ],
  [
    'F8 papers',
    xmlPi('UD', 'Clearance event', 'The importer has to send more papers.'),
    'exception/customs_documents_required',
  ],
  [
    'F8 duties',
    xmlPi('UD', 'Clearance event', 'Duties and taxes have to be paid by the receiver.'),
    'exception/customs_payment_due',
  ],
  ['F8 address', xmlPi('OH', 'Shipment on hold', 'The full address is needed.'), 'exception/address_issue'],
  ['F8 request', xmlPi('OH', 'Shipment on hold', 'The receiver asked us to hold it.'), 'exception/held_at_request'],
  [
    'F9 neighbour',
    piece('ice="DLVRD" ric="OTHER" recipient-id="4"'),
    'delivered/delivered_to_neighbour',
    { delivery: { to: 'neighbour' } },
  ],
  ['F9 addressee', piece('ice="DLVRD" ric="OTHER" recipient-id="1"'), 'delivered', { delivery: { to: 'recipient' } }],
  [
    'F9 events below the piece',
    '<data request-id="x"><data name="piece-status-public-list" code="0"><data name="piece-status-public" piece-code="00340434161094000001" status="Zugestellt" ice="DLVRD" ric="ACCPT"><data name="piece-event" event-timestamp="12.03.2026 08:45" event-status="Geladen" ice="SRTED" ric="NRQRD" standard-event-code="PO"/><data name="piece-event" event-timestamp="12.03.2026 11:05" event-status="Zugestellt" ice="DLVRD" ric="ACCPT" standard-event-code="ZU"/></data></data></data>',
    'delivered',
    { events: [{}, {}], delivery: { at: expect.stringMatching(/^2026-03-12T11:05:00/) } },
  ],
  [
    'F9 list of one piece',
    '<data name="piece-event-list" piece-identifier="340434161094000001" code="0"><data name="piece-event" event-timestamp="12.03.2026 11:05" event-status="Zugestellt" ice="DLVRD" ric="ACCPT" standard-event-code="ZU"/></data>',
    'delivered',
    { trackingNumber: '340434161094000001' },
  ],
  [
    'F10',
    dhl(
      'parcel-de',
      [
        at({
          timestamp: '2026-03-12T08:59:00',
          statusCode: 'delivered',
          location: { address: { addressLocality: 'Germany' } },
        }),
        at({ timestamp: '2026-03-12T08:20:00', statusCode: 'transit' }),
      ],
      { origin: { address: { countryCode: 'DE' } }, destination: { address: { countryCode: 'DE' } } },
    ),
    'delivered',
    {
      events: [
        { occurredAt: '2026-03-12T08:20:00+01:00', timeBasis: 'place' },
        { occurredAt: '2026-03-12T08:59:00+01:00' },
      ],
    },
  ],
  ['F11 X', ups([act('101500', 'X', 'SR', '003', 'Released by customs')]), 'in_transit/customs_cleared'],
  ['F11 I', ups([act('101500', 'I', 'AR', '003', 'Arrived at Facility')]), 'in_transit/arrived_at_facility'],
  [
    'F11 014',
    ups([act('101500', 'X', 'BB', '014', 'The missing papers have come; clearance can begin')]),
    'in_transit/problem_resolved',
  ],
  ['F11 DA', ups([act('101500', 'X', 'DA', '014')]), 'in_transit/customs_cleared'],
  ['F11 RZ', ups([act('101500', 'X', 'RZ', '014')]), 'in_transit/customs_cleared'],
  ...Object.entries({
    'In-Transit': 'in_transit',
    'Package Accepted': 'in_transit/accepted',
    'Arrived at Regional Facility': 'in_transit/arrived_at_facility',
    'Processed Through Regional Facility': 'in_transit/processed_at_facility',
    'Delivery Attempt': 'delivery_attempted',
    'Ready for Pickup': 'available_for_pickup/at_post_office',
    'Receptacle Full / Item Oversized': 'delivery_attempted/no_access',
    'Delivery Exception, Local Weather Delay': 'exception/weather_delay',
    'Being Returned to Sender': 'returning/return_to_sender',
    Damaged: 'exception/damaged',
    'Moving Through Network': 'in_transit',
    'Preparing for Delivery': 'in_transit/preparing_for_delivery',
    'Awaiting Delivery': 'in_transit',
    'Tendered to Final Delivery Agent': 'in_transit/handed_to_partner',
  }).map(([words, expected]): Case => [`F12 ${words}`, usps(line('TrackSummary', '1:00 pm', words)), expected]),
  ['F12 EX', usps(line('TrackSummary', '1:00 pm', 'Something', 'EX')), 'in_transit'],
  [
    'F12 10',
    usps(line('TrackSummary', '1:00 pm', 'Departed USPS Regional Destination Facility', '10')),
    'in_transit/departed_facility',
  ],
  [
    'F13',
    fedex(
      { code: 'OD' },
      [scan('2026-03-13T08:00:00-05:00', 'OD', 'On the vehicle'), scan('2026-03-12T11:00:00-05:00', 'DL', 'Delivered')],
      { deliveryDetails: { signedByName: 'A.NORD' } },
    ),
    'out_for_delivery',
    { delivery: undefined },
  ],
  ['F13 the other way round', fedex(undefined, [], actual), 'delivered'],
  [
    'F14 shop',
    dhl('parcel-de', [
      at({ statusCode: 'delivered', status: 'Die Sendung liegt in der Filiale zur Abholung bereit.' }),
    ]),
    'available_for_pickup/at_post_office',
  ],
  [
    'F14 loaded',
    dhl('parcel-de', [at({ statusCode: 'transit', status: 'Die Sendung wurde in das Zustellfahrzeug geladen.' })]),
    'out_for_delivery/loaded_on_vehicle',
  ],
  [
    'F14 nobody there',
    dhl('parcel-de', [at({ statusCode: 'transit', status: 'Der Empfänger wurde nicht angetroffen.' })]),
    'delivery_attempted/recipient_unavailable',
  ],
  [
    'F14 Polish',
    dhl('parcel-pl', [at({ statusCode: 'failure', status: 'odbiorcy nie było w domu w momencie doręczenia' })]),
    'delivery_attempted/recipient_unavailable',
  ],
  [
    'F14 Polish terminal',
    dhl('parcel-pl', [
      at({ statusCode: 'transit', status: 'przesyłka oczekuje na odbiór przez klienta w terminalu DHL' }),
    ]),
    'available_for_pickup/at_carrier_location',
  ],
  [
    'F15 UPS',
    upsXml(
      '<Activity><ActivityLocation/><Status><StatusType><Code>I</Code></StatusType><StatusCode><Code>AR</Code></StatusCode></Status><Date>20260312</Date><Time>101500</Time></Activity>',
      '<Shipper/><Service/>',
    ),
    'in_transit/arrived_at_facility',
    { issues: undefined },
  ],
  [
    'F15 XML-PI',
    xmlPi('AR', 'Arrived', '', '<Shipper/><Consignee/>'),
    'in_transit/arrived_at_destination_facility',
    { issues: undefined },
  ],
  ...Object.entries({
    'Left FedEx origin facility': 'in_transit/departed_origin_facility',
    'At destination sort facility': 'in_transit/arrived_at_destination_facility',
    'At local FedEx facility': 'in_transit/arrived_at_destination_facility',
  }).map(([words, expected]): Case => {
    const type = words.startsWith('Left') ? 'DP' : 'AR';
    return [`F16 ${words}`, fedex(undefined, [scan('2026-03-12T08:00:00-05:00', type, words)]), expected];
  }),
  ...Object.entries({
    'Customer requested future delivery': 'exception/delivery_rescheduled',
    'Natural disaster': 'exception/natural_disaster',
    'Package delayed': 'exception/delayed',
    'Shipper requested hold': 'exception/held_at_request',
    'Signature required': 'exception/signature_required',
    'Returned to shipper': 'returning/return_to_sender',
  }).map(
    ([words, expected]): Case => [
      `F17 ${words}`,
      fedex(undefined, [
        scan('2026-03-12T08:00:00-05:00', 'SE', 'Shipment exception', {
          exceptionCode: 'Q99',
          exceptionDescription: words,
        }),
      ]),
      expected,
    ],
  ),
  [
    'F18',
    fedex({ code: 'IT' }, [scan('2026-03-12T08:00:00-05:00', 'IT', 'In transit')], {
      dateAndTimes: [{ type: 'ESTIMATED_DELIVERY', dateTime: '2026-03-14T00:00:00-07:00' }],
    }),
    'in_transit',
    { estimatedDelivery: day('2026-03-14') },
  ],
  [
    'F19',
    upsXml(
      `<PackageServiceOptions><USPSPICNumber>9274899900000012345677</USPSPICNumber></PackageServiceOptions>${upsLine('I', 'AR', 'ARRIVAL SCAN')}`,
      '<ShipmentWeight><UnitOfMeasurement><Code>LBS</Code></UnitOfMeasurement><Weight>2.50</Weight></ShipmentWeight>',
    ),
    'in_transit/arrived_at_facility',
    { related: [{ relation: 'last_mile', trackingNumber: '9274899900000012345677' }], weight: { value: 2.5 } },
  ],
  [
    'F20',
    ups([act('101500', 'I', 'AR')], {
      referenceNumber: [
        { type: 'SHIPMENT', number: '4711' },
        { type: 'PACKAGE', number: '4711' },
        { type: 'PACKAGE', number: 'NA' },
      ],
    }),
    'in_transit/arrived_at_facility',
    { references: [{ kind: 'shipment', value: '4711' }] },
  ],
  [
    'F21',
    ups([act('101500', 'D', 'MX', '011')], {
      deliveryInformation: { receivedBy: 'ROE', location: 'OTHER - RELEASED' },
    }),
    'delivered',
    { delivery: { signedBy: 'ROE' } },
  ],
  ...(
    [
      ['Illinois with a ZIP of New York', { stateOrProvinceCode: 'IL', postalCode: '10001' }, ''],
      ['a malformed ZIP that the state denies', { stateOrProvinceCode: 'CA', postalCode: '04401999' }, ''],
      ['a ZIP that the state denies', { stateOrProvinceCode: 'CA', postalCode: '04401' }, ''],
      ['a ZIP that the state bears out', { stateOrProvinceCode: 'ME', postalCode: '04401' }, '-04:00'],
    ] as const
  ).map(
    ([name, place, offset]): Case => [
      `F22 ${name}`,
      fedex(undefined, [
        scan('2026-03-12T08:00:00', 'IT', 'In transit', {
          scanLocation: { city: 'BANGOR', countryCode: 'US', ...place },
        }),
      ]),
      'in_transit',
      { events: [{ occurredAt: `2026-03-12T08:00:00${offset}` }] },
    ],
  ),
  [
    'F23',
    {
      trackResponse: {
        shipment: [
          {
            inquiryNumber: upsNumber,
            package: [
              {
                trackingNumber: 'STRING',
                activity: [act('101500', 'I', 'AR')],
                referenceNumber: [{ type: 'null', number: 'null' }],
              },
            ],
          },
        ],
      },
    },
    'in_transit/arrived_at_facility',
    { trackingNumber: upsNumber, references: undefined },
  ],
  [
    'F24',
    mydhl([
      {
        date: '2026-03-12',
        time: '08:00:00',
        typeCode: 'PU',
        description: 'Picked up',
        serviceArea: [{ code: 'TPA', description: 'Tampa, FL' }],
      },
    ]),
    'in_transit/picked_up',
    { events: [{ place: { city: 'Tampa', region: 'FL' } }] },
  ],
  [
    'F25',
    dhl('parcel-nl', [
      at({ timestamp: '2026-03-12T12:00:00+01:00', statusCode: 'transit', status: 'DELIVERED_AT_PARCELSHOP' }),
      at({ timestamp: '2026-03-12T11:00:01+01:00', status: 'NOT_HOME_SYSTEM_INTERVENTION_DELIVERY_AT_PARCELSHOP' }),
      at({ timestamp: '2026-03-12T11:00:00+01:00', status: 'NOT_HOME' }),
      at({ timestamp: '2026-03-12T08:00:00+01:00', status: 'PARCEL_HANDED_OVER_TO_COURIER' }),
    ]),
    // DHL: "Parcel not ready for collection at DHL ServicePoint".
    'in_transit/to_pickup_point',
    { events: [{ status: 'out_for_delivery' }, { status: 'delivery_attempted' }, { status: 'info' }, {}] },
  ],
  ...['TRANSIT', 'in-transit', 'transit'].map(
    (statusCode): Case => [`F26 ${statusCode}`, dhl('express', [at({ statusCode })]), 'in_transit'],
  ),
  ['F26 out-for-delivery', dhl('express', [at({ statusCode: 'out-for-delivery' })]), 'out_for_delivery'],
  ['F26 a category in status', dhl('express', [at({ status: 'transit' })]), 'in_transit'],
  ['F26 courier', dhl('express', [at({ description: 'With delivery courier' })]), 'out_for_delivery'],
  ['F26 transferred', dhl('express', [at({ description: 'Transferred through LEIPZIG' })]), 'in_transit'],
  ['F26 address', dhl('express', [at({ description: 'Address information needed' })]), 'exception/address_issue'],
  [
    'F27',
    usps(
      line('TrackSummary', '9:57 am', 'Delivered, PO Box', '01') +
        line('TrackDetail', '11:13 am', 'Out for Delivery', 'OF'),
    ),
    'delivered/delivered_to_po_box',
  ],
  [
    'F28',
    dhl('dsc', [
      at({
        statusCode: 'transit',
        status: 'Dispatched',
        location: { address: { addressLocality: 'Houten,Netherlands,Europe - J. Person,1234' } },
      }),
    ]),
    'in_transit/departed_facility',
    { events: [{ place: { city: 'Houten', country: 'NL' } }] },
  ],
  [
    'F29',
    fedex({ code: 'DL' }, [
      scan('2026-03-12T08:00:00-05:00', 'DL', 'Delivered', {
        exceptionDescription: 'Left at front door. Signature Service not requested.',
      }),
    ]),
    'delivered/delivered_to_safe_place',
    { delivery: { leftAt: 'front door' } },
  ],
  [
    'F30 early',
    fedex(undefined, [scan('2026-03-12T08:00:00-05:00', 'AE', 'Shipment arriving early')]),
    'unknown',
    { events: [{ detail: 'estimate_updated' }] },
  ],
  [
    'F30 on time',
    fedex(undefined, [scan('2026-03-12T08:00:00-05:00', 'AO', 'Shipment arriving On-Time')]),
    'unknown',
    { events: [{ detail: 'estimate_updated' }] },
  ],

  [
    'P1',
    dhl('parcel-de', [
      at({ statusCode: 'transit', description: 'Die Sendung wurde in das Zustellfahrzeug geladen.' }),
      at({ timestamp: '2026-03-11T08:00:00', statusCode: 'transit', description: 'Die Sendung wurde zurückgestellt.' }),
    ]),
    'out_for_delivery/loaded_on_vehicle',
    { events: [{ status: 'exception', detail: 'delayed' }, {}] },
  ],
  [
    'P2',
    dhl('ecommerce', [
      at({ statusCode: 'unknown', description: 'SCANNED INTO SACK/CONTAINER' }),
      at({ timestamp: '2026-03-12T07:00:00', description: 'CLOSE BAG' }),
    ]),
    'in_transit/processed_at_facility',
    { events: [{ detail: 'processed_at_facility' }, { detail: 'processed_at_facility' }] },
  ],
  ...Object.entries({
    'LUND - SWEDEN': { city: 'LUND', country: 'SE' },
    'LEEDS, GB': { city: 'LEEDS', country: 'GB' },
    Denmark: { country: 'DK' },
    'MILAN - AIRPORT - ITALY': { city: 'MILAN - AIRPORT', country: 'IT' },
    'WUHAN & SURROUNDING AREA - CHINA MAINLAND': { country: 'CN' },
    'ONTARIO, CA - USA': { city: 'ONTARIO', region: 'CA', country: 'US' },
    'CEBU - PHILIPPINES, THE': { city: 'CEBU', country: 'PH' },
    'KOWLOON - HONG KONG SAR, CHINA': { city: 'KOWLOON', country: 'HK' },
  }).map(
    ([addressLocality, place]): Case => [
      `P3, T4 ${addressLocality}`,
      dhl('express', [at({ statusCode: 'transit', location: { address: { addressLocality } } })]),
      'in_transit',
      { events: [{ place }] },
    ],
  ),
  [
    'P4 photo',
    ups([act('101500', 'D', 'KB', '011')], {
      deliveryInformation: { location: 'Delivery Photo', deliveryPhoto: { photo: 'x' } },
    }),
    'delivered',
    { delivery: { leftAt: undefined, proof: [{ kind: 'photo' }] } },
  ],
  [
    'P4 locker',
    dhl('ecommerce', [at({ statusCode: 'delivered', status: 'DELIVERED: DELIVERED - PARCEL LOCKER' })]),
    'delivered/delivered_to_locker',
    { delivery: { leftAt: 'PARCEL LOCKER' } },
  ],
  [
    'P4 markup',
    dhl('express', [at({ statusCode: 'transit', description: "Arrived (<a href='https://e.example'>more</a>)" })]),
    'in_transit/arrived_at_facility',
    { events: [{ description: expect.not.stringMatching(/[<>]/) }] },
  ],
  ...(
    [
      ['L1', 'Departed USPS Regional Facility', 'departed_facility'],
      ['10', 'Departed USPS Destination Facility', 'departed_facility'],
      ['U1', 'Arrived at USPS Regional Facility', 'arrived_at_facility'],
    ] as const
  ).map(
    ([code, words, detail]): Case => [
      `P4 ${code}`,
      usps(line('TrackSummary', '1:00 pm', words, code)),
      `in_transit/${detail}`,
    ],
  ),
  [
    'P5 MyDHL',
    mydhl([
      { date: '2026-02-03', typeCode: 'OK', description: 'Delivered', signedBy: 'K. Berg' },
      { date: '2026-02-03', typeCode: 'WC', description: 'Out' },
    ]),
    'delivered',
    { delivery: { signedBy: 'K. Berg' } },
  ],
  ['P5 FedEx', fedex({ statusByLocale: 'Delivered' }, [], actual), 'delivered'],
  [
    'P5 a summary that is behind',
    dhl(
      'express',
      [at({ timestamp: '2026-03-12T16:00:00Z', statusCode: 'transit', status: 'Processed at facility' })],
      {
        status: at({ timestamp: '2026-03-12T08:00:00Z', statusCode: 'pre-transit' }),
      },
    ),
    'in_transit/processed_at_facility',
  ],
  [
    'P5 UPS words',
    ups([act('101500', undefined, 'D', undefined, 'Delivered')], { currentStatus: { description: 'Delivered' } }),
    'delivered',
    { delivery: { at: '2026-03-12T10:15:00-05:00' } },
  ],
  ['P5 UPS out', ups([act('101500', 'I', 'Q9', undefined, 'Out For Delivery Today')]), 'out_for_delivery'],
  [
    'P6',
    mydhl([{ date: '2026-02-03T09:10:00', typeCode: 'OK', description: 'Delivered' }]),
    'delivered',
    { delivery: { at: '2026-02-03T09:10:00' }, issues: undefined },
  ],
  [
    'P7',
    mydhl([], { status: 'transit', estimatedDeliveryDate: '2026-02-05' }),
    'in_transit',
    { estimatedDelivery: day('2026-02-05') },
  ],
  [
    'P8',
    fedex(undefined, [
      scan('2026-03-12T08:00:00-05:00', 'IT', 'In transit', {
        scanLocation: {
          locationId: 'X1',
          locationContactAndAddress: { address: { city: 'UTICA', stateOrProvinceCode: 'NY', countryCode: 'US' } },
        },
      }),
    ]),
    'in_transit',
    { events: [{ place: { city: 'UTICA', region: 'NY', country: 'US' } }] },
  ],
  [
    'P9',
    {
      trackingNumber: '9400100000000000000001',
      eventSummaries: ['Out for Delivery, 02/03/2026, 6:10 am, UTICA, NY 13501'],
    },
    'out_for_delivery',
    { events: [{ occurredAt: '2026-02-03T06:10:00-05:00' }] },
  ],
  [
    'P10',
    {
      trackingNumber: '9400100000000000000001',
      statusCategory: 'In Transit',
      trackingEvents: [
        { eventCode: '08', eventType: 'Departed USPS Regional Facility', eventTimestamp: '2026-02-03T06:10:00' },
      ],
    },
    'in_transit/departed_facility',
    { events: [{ detail: 'missorted' }] },
  ],
  [
    'P11 Unified',
    { shipments: [{ status: at({ statusCode: 'transit' }), events: [at({ statusCode: 'transit' })] }] },
    'in_transit',
  ],
  ['P11 message', { message: 'No shipment found', status: 404 }, 'not_found'],
  [
    'P12',
    '<data><data name="piece-shipment-list"><data name="piece-shipment" piece-code="222222222222" ice="DLVRD" standard-event-code="ZU"/></data></data>',
    'delivered',
    { trackingNumber: '222222222222' },
  ],
  [
    'P13 signer',
    dhl('express', [at({ statusCode: 'delivered', description: 'Delivered - Signed by K. BERG' })]),
    'delivered',
    { delivery: { signedBy: 'K. BERG' } },
  ],
  [
    'P13 Error',
    '<Error><Number>99999</Number><Description>Missing value for ZIP5.</Description><Source/></Error>',
    'invalid_request',
  ],
  ['P13 X/EX', ups([act('101500', 'X', 'EX', undefined, 'Delivery rescheduled')]), 'exception/delivery_rescheduled'],

  ...[
    'The shipment has left on its flight to LEIPZIG',
    'left in container',
    'left with line haul',
    'left at origin depot',
    'Delivered to depot',
  ].map(
    (description): Case => [
      `R2 ${description}`,
      dhl('express', [at({ statusCode: 'transit', description })]),
      'in_transit',
    ],
  ),
  [
    'R4 DHL',
    dhl('express', [at({ statusCode: 'transit' })], { estimatedTimeOfDelivery: '2026-11-22T00:00:00Z' }),
    'in_transit',
    { estimatedDelivery: day('2026-11-22') },
  ],
  [
    'R5',
    dhl('parcel-de', [at({ statusCode: 'transit', description: 'Die Sendung liegt zur Abholung bereit.' })]),
    'available_for_pickup',
  ],
  [
    'R7',
    dhl('parcel-nl', [at({ status: 'NOTIFICATION_FOR_PARCELSTATION_COLLECTION_HAS_BEEN_SENT' })]),
    'available_for_pickup/at_locker',
  ],
  [
    'R8',
    ups([act('121500', 'I', 'AR'), act('101500', 'D', 'ML', '011')], { currentStatus: { code: '011' } }),
    'delivered/delivered_to_safe_place',
  ],
  [
    'R9',
    {
      trackingNumber: '9400100000000000000001',
      mailClass: 'Priority Mail&lt;SUP&gt;&#174;&lt;/SUP&gt;',
      statusCategory: 'In Transit',
      trackingEvents: [{ eventCode: '03', eventType: 'Acceptance', eventTimestamp: '2026-02-03T06:10:00' }],
    },
    'in_transit/accepted',
    { service: { name: expect.stringMatching(/^Priority Mail ?®?$/) } },
  ],
  ...Object.entries({
    'Your item was delivered to the front desk or reception area at 1:00 pm on March 12, 2026 in FARGO, ND 58102.':
      'delivered/delivered_to_reception',
    'Your item was delivered at or near the garage at 1:00 pm on March 12, 2026 in FARGO, ND 58102.':
      'delivered/delivered_to_safe_place',
    'Your item was delivered to a parcel locker at 1:00 pm on March 12, 2026 in FARGO, ND 58102.':
      'delivered/delivered_to_locker',
    'Your item was forwarded to a different address at 1:00 pm on March 12, 2026 in FARGO, ND 58102.':
      'in_transit/forwarded',
    'Your item is currently in transit to the next facility.': 'in_transit',
    'Your package will arrive later than expected, but is still on its way.': 'in_transit/delayed',
  }).map(
    ([sentence, expected]): Case => [`R10 ${sentence}`, usps(`<TrackSummary>${sentence}</TrackSummary>`), expected],
  ),
  [
    'R11',
    '<Error><Number>80040b1a</Number><Description>API Authorization failure.</Description><Source/></Error>',
    'unauthorized',
  ],

  ...(
    [
      ['delivered', 'ZU', 'DLVRD_NGHBR_ZU', 'delivered/delivered_to_neighbour'],
      ['delivered', 'ZU', 'DLVRD_SECPL_ZU', 'delivered/delivered_to_safe_place'],
      ['transit', 'LA', 'HLDCC_LDPCK_LA', 'available_for_pickup/at_locker'],
      ['transit', 'ZF', 'CNRFC_PCKST_ZF', 'available_for_pickup/at_locker'],
      ['failure', 'ZN', 'NTDEL_NHOME_ZN', 'delivery_attempted/recipient_unavailable'],
      ['failure', 'BV', 'ALERT_BDADD_BV', 'exception/address_issue'],
    ] as const
  ).map(
    ([statusCode, status, statusDetailed, expected]): Case => [
      `T1 ${statusDetailed}`,
      dhl('parcel-de', [at({ statusCode, status, statusDetailed, description: 'Ein Satz.' })]),
      expected,
    ],
  ),
  [
    'T1 ADVIS_PFLOC_DD',
    dhl('parcel-de', [at({ statusCode: 'transit', status: 'PO', statusDetailed: 'ADVIS_PFLOC_DD' })]),
    'in_transit',
    { events: [{ status: 'info' }] },
  ],
  [
    'T2',
    dhl(
      'express',
      [
        at({
          timestamp: '2026-03-12T12:00:00+01:00',
          statusCode: 'transit',
          description: 'Arrived at DHL Sort Facility',
        }),
      ],
      {
        status: at({ timestamp: '2026-03-12T12:20:00+01:00', statusCode: 'transit', description: 'Shipment on hold' }),
      },
    ),
    'exception/held',
    { events: [{}, { description: 'Shipment on hold', occurredAt: '2026-03-12T12:20:00+01:00' }] },
  ],
  ...Object.entries({
    'Shipper has generated a shipment label, but the shipment has not yet been handed over to DHL':
      'pre_transit/label_created',
    'Clearance event': 'in_transit/customs_processing',
    'Processed for clearance at LEIPZIG': 'in_transit/customs_processing',
    'Please contact DHL': 'exception',
  }).map(([description, expected]): Case => [`T3 ${description}`, dhl('express', [at({ description })]), expected]),
  [
    'T4 signer',
    dhl('express', [at({ statusCode: 'delivered', description: 'Delivered' })], {
      details: { proofOfDelivery: { signed: { '@type': 'Person', name: 'Delivered' } } },
    }),
    'delivered',
    { delivery: { signedBy: undefined } },
  ],
  [
    'T4 caption',
    dhl('express', [at({ statusCode: 'transit' })], {
      origin: { address: { addressLocality: 'LEIPZIG - GERMANY' }, servicePoint: { label: 'Origin Service Area' } },
    }),
    'in_transit',
    { origin: { city: 'LEIPZIG', facility: undefined } },
  ],
  [
    'T5',
    piece(
      'status="Wegen einer Beschädigung verzögert sich der Transport." status-next="Sie wird neu verpackt."',
      '<data name="piece-event-list"><data name="piece-event" event-timestamp="12.03.2026 08:00" event-status="Geladen" ice="SRTED" ric="NRQRD" standard-event-code="PO"/><data name="piece-event" event-timestamp="12.03.2026 09:00" event-status="Wegen einer Beschädigung verzögert sich der Transport." ice="" ric="" standard-event-code="" event-location="Bruchsal" event-country="Deutschland"/></data>',
    ),
    'exception/damaged',
    { events: [{}, { nextStep: 'Sie wird neu verpackt.' }] },
  ],
  [
    'T6 beside the piece',
    portal('-'),
    'delivered',
    { delivery: { at: expect.stringMatching(/^2026-03-12T09:00:00/) } },
  ],
  ['T6 without hyphens', portal(''), 'delivered', { trackingNumber: '00340434161094000001' }],
  ['T6 piece-status', piece('ice="DLVRD" ric="ACCPT" piece-status="5"'), 'delivered'],
  [
    'T7',
    fedex(
      {
        code: 'DE',
        derivedCode: 'DE',
        ancillaryDetails: [
          {
            reason: '14',
            reasonDescription: 'Return tracking number 279999999999',
            action: 'The package is being returned to the shipper.',
            actionDescription: 'Unable to deliver shipment, returned to shipper',
          },
        ],
      },
      [],
    ),
    'returning/return_to_sender',
    { related: [{ relation: 'return', trackingNumber: '279999999999', carrier: 'fedex' }] },
  ],
  ['T8', ups([act('101500', 'I', 'OT', '011', 'Out For Delivery Today')]), 'out_for_delivery'],
  ['T8 in the code', ups([act('101500', 'I', '011', undefined, 'Out For Delivery Today')]), 'out_for_delivery'],
  [
    'T9',
    dhl('ecommerce', [at({ statusCode: 'pre-transit', status: 'EN ROUTE TO ORIGIN FACILITY' })]),
    'pre_transit/label_created',
  ],
];

function outcomeOf(body: string | object) {
  const outcomes = readPayload(typeof body === 'string' ? body : JSON.stringify(body), formats);
  expect(outcomes).toHaveLength(1);
  return outcomes[0];
}

function isPlain(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The value with undefined in the fields that are expected to be absent: `toMatchObject` wants them there. */
function withAbsent(value: unknown, wanted: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(wanted)) return value.map((each, index) => withAbsent(each, wanted[index]));
  if (!isPlain(value) || !isPlain(wanted)) return value;
  const fields = Object.keys(wanted).map((key) => [key, withAbsent(value[key], wanted[key])]);
  return { ...value, ...Object.fromEntries(fields) };
}

describe('a class of readings that were wrong once', () => {
  it.each(cases.map(([name, body, expected, more = {}]) => ({ name, body, expected, more })))(
    '$name',
    ({ body, expected, more }) => {
      const outcome = outcomeOf(body);
      if (!outcome?.ok) {
        expect(outcome?.error.code).toBe(expected);
        return;
      }
      const { status, detail } = outcome.value;
      const meaning = detail === undefined ? status : `${status}/${detail}`;
      // Where the class is of statuses, any detail will do.
      expect(expected.includes('/') ? meaning : status).toBe(expected);
      expect(withAbsent(outcome.value, more)).toMatchObject(more);
    },
  );
});

describe('classes of more than one payload', () => {
  it('F3: a delivered parcel has its forecast, and rates count it', () => {
    const read = (due: string, words: string, code: string): Tracking => {
      const body = `<ExpectedDeliveryDate>${due}</ExpectedDeliveryDate>${line('TrackSummary', '1:00 pm', words, code)}`;
      const outcome = outcomeOf(usps(body));
      if (!outcome?.ok) throw new Error('a tracking was expected');
      return outcome.value;
    };
    const onTime = read('March 12, 2026', 'Delivered, PO Box', '01');
    expect(onTime.estimatedDelivery).toEqual(day('2026-03-12'));
    const late = read('March 10, 2026', 'Arrived at USPS Facility', '10');
    const { onTime: rates } = summarize([onTime, onTime, late], { now: Date.parse('2026-03-22T12:00:00Z') });
    expect(rates.lastEstimate).toMatchObject({ n: 3, hits: 2 });
  });

  it('R1: without a hint nothing but the newest chooses', () => {
    const info = (uniqueId: string) => ({ trackingNumber: '771234567890', trackingNumberUniqueId: uniqueId });
    const body = {
      output: {
        completeTrackResults: [
          {
            trackingNumber: '771234567890',
            trackResults: [
              {
                trackingNumberInfo: info('1'),
                latestStatusDetail: { code: 'DL' },
                scanEvents: [scan('2025-03-01T10:00:00-06:00', 'DL', 'Delivered')],
                dateAndTimes: [{ type: 'SHIP', dateTime: '2025-02-26T00:00:00-06:00' }],
              },
              {
                trackingNumberInfo: info('2'),
                latestStatusDetail: { code: 'IT' },
                scanEvents: [scan('2026-11-20T10:00:00-06:00', 'IT', 'In transit')],
              },
            ],
          },
        ],
      },
    };
    const outcome = outcomeOf(body);
    expect(outcome).toMatchObject({ ok: true, value: { uniqueId: '2', status: 'in_transit' } });
    expect(outcome?.ok && outcome.value.candidates?.find(({ chosen }) => chosen)).toMatchObject({ because: 'newest' });
  });

  it('R3: bytes that are no UTF-8 are windows-1252', () => {
    const body = xmlPi('OK', 'Delivered in KÖLN', '');
    const bytes = Uint8Array.from(body, (letter) => letter.charCodeAt(0));
    const [outcome] = readPayload(bytes, formats);
    expect(outcome).toMatchObject({ ok: true, value: { events: [{ description: expect.stringContaining('KÖLN') }] } });
    expect(outcome?.ok && outcome.value.issues).toHaveLength(1);
  });

  it('R12: numbers of DHL eCommerce Europe are told by their shape', () => {
    expect(identify('MDPDE2233445566')).toMatchObject([{ carrier: 'dhl', format: 'ecommerce-europe' }]);
  });

  it('T10: no number, no page', () => {
    for (const body of [fedex({ code: 'IT' }, []), ups([act('101500', 'I', 'AR')]), piece('ice="DLVRD" ric="ACCPT"')]) {
      const nameless = (typeof body === 'string' ? body : JSON.stringify(body)).replaceAll(
        /771234567890|1Z999AA10123456784|00340434161094000001/g,
        '',
      );
      for (const outcome of readPayload(nameless, formats)) {
        if (outcome.ok) expect(outcome.value.url).toBeUndefined();
      }
    }
  });
});
