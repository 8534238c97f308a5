import { describe, expect, it } from 'vitest';
import type { Outcome, TrackingDraft } from 'waybill/kit';
import { fedexFormats } from '../../../carriers/fedex/index.ts';
import { stated, stored } from '../stated.ts';
import { answer, outcomes as live } from './answers.ts';

/*
 * Payloads written from FedEx's own documents (Track API, its tables of codes and its test numbers; Advanced Integrated
 * Visibility; the Track Service WSDL) and what each of them says, in full, stated from the documents as well.
 */

/** What is stated of a parcel, with what a line says happens next. */
function whole(outcome: Outcome<TrackingDraft> | undefined): object {
  const said = stated(outcome);
  if (outcome?.ok !== true || !('events' in said) || !Array.isArray(said.events)) return said;
  const steps = outcome.value.events.map(({ nextStep }) => (nextStep === undefined ? '' : ` → ${nextStep}`));
  return { ...said, events: said.events.map((line, index) => `${line}${steps[index] ?? ''}`) };
}

type Fields = Readonly<Record<string, unknown>>;

const address = (city: string, stateOrProvinceCode: string, postalCode?: string, countryCode = 'US'): Fields => ({
  streetLines: [''],
  city,
  stateOrProvinceCode,
  ...(postalCode !== undefined && { postalCode }),
  countryCode,
  residential: false,
});

const miami = address('MIAMI', 'FL', '33126');
const memphis = address('MEMPHIS', 'TN', '38118');
const newark = address('NEWARK', 'NJ', '07114');

const numbered = (
  trackingNumber: string,
  carrierCode = 'FDXG',
  trackingNumberUniqueId = `12029~${trackingNumber}~FDEG`,
) => ({
  trackingNumberInfo: { trackingNumber, trackingNumberUniqueId, carrierCode },
});
const answerTo = (trackingNumber: string, ...trackResults: readonly Fields[]): string =>
  JSON.stringify({
    transactionId: '624deea6-b709-470c-8c39-4b5511281492',
    output: { completeTrackResults: [{ trackingNumber, trackResults }] },
  });
const placeholder = (type: string, day: string) => ({ type, dateTime: `${day}T00:00:00-06:00` });

interface Case {
  readonly name: string;
  readonly format: string;
  readonly body: string;
  readonly expected: readonly object[];
}

const track: readonly Case[] = [
  {
    name: 'shipment information sent: the label alone',
    format: 'fedex.track-v1',
    body: answerTo('449044304137821', {
      ...numbered('449044304137821'),
      additionalTrackingInfo: {
        hasAssociatedShipments: false,
        nickname: '',
        packageIdentifiers: [
          { type: 'CUSTOMER_REFERENCE', values: ['115380173'] },
          { type: 'GROUND_SHIPMENT_ID', values: ['DMWsGWdnNN'] },
        ],
      },
      latestStatusDetail: {
        code: 'OC',
        derivedCode: 'IN',
        statusByLocale: 'Label created',
        description: 'Shipment information sent to FedEx',
        scanLocation: { city: '', countryCode: 'US' },
      },
      dateAndTimes: [placeholder('SHIP', '2020-08-15'), placeholder('ANTICIPATED_TENDER', '2020-08-15')],
      scanEvents: [
        {
          date: '2020-08-15T10:16:00-05:00',
          eventType: 'OC',
          eventDescription: 'Shipment information sent to FedEx',
          exceptionCode: '',
          exceptionDescription: '',
          scanLocation: { streetLines: [''], postalCode: '33126', countryCode: 'US' },
          locationType: 'CUSTOMER',
          derivedStatusCode: 'IN',
          derivedStatus: 'Label created',
        },
      ],
      serviceDetail: { type: 'FEDEX_GROUND', description: 'FedEx Ground', shortDescription: 'FG' },
      standardTransitTimeWindow: { window: {} },
      estimatedDeliveryTimeWindow: { window: {} },
      serviceCommitMessage: { type: 'SHIPMENT_LABEL_CREATED', message: 'Shipping label has been created.' },
    }),
    expected: [
      {
        trackingNumber: '449044304137821',
        uniqueId: '12029~449044304137821~FDEG',
        status: 'pre_transit',
        detail: 'label_created',
        service: { code: 'FEDEX_GROUND', name: 'FedEx Ground' },
        shippedAt: '2020-08-15',
        references: [
          { kind: 'customer_reference', value: '115380173' },
          { kind: 'ground_shipment_id', value: 'DMWsGWdnNN' },
        ],
        events: [
          '2020-08-15T10:16:00-05:00 carrier | pre_transit/label_created by code OC | 33126 US → Shipping label has been created.',
        ],
      },
    ],
  },
  {
    name: 'picked up by Ground: a day without a time, in the order of the day',
    format: 'fedex.track-v1',
    body: answerTo('020207021381215', {
      ...numbered('020207021381215'),
      latestStatusDetail: { code: 'PU', derivedCode: 'PU', statusByLocale: 'Picked up', description: 'Picked up' },
      dateAndTimes: [
        placeholder('ACTUAL_PICKUP', '2020-08-15'),
        placeholder('SHIP', '2020-08-14'),
        placeholder('ACTUAL_TENDER', '2020-08-15'),
        placeholder('ESTIMATED_DELIVERY', '2020-08-19'),
      ],
      scanEvents: [
        {
          date: '2020-08-15T00:00:00',
          eventType: 'PU',
          eventDescription: 'Picked up',
          scanLocation: miami,
          locationType: 'PICKUP_LOCATION',
        },
        {
          date: '2020-08-14T17:02:00-04:00',
          eventType: 'OC',
          eventDescription: 'Shipment information sent to FedEx',
          locationType: 'CUSTOMER',
        },
      ],
      packageDetails: {
        count: '1',
        sequenceNumber: '1',
        weightAndDimensions: {
          weight: [
            { unit: 'LB', value: '8.0' },
            { unit: 'KG', value: '3.63' },
          ],
          dimensions: [
            { length: 12, width: 10, height: 8, units: 'IN' },
            { length: 30, width: 25, height: 20, units: 'CM' },
          ],
        },
      },
      standardTransitTimeWindow: { window: { ends: '2020-08-20T00:00:00-06:00' } },
      deliveryDetails: { deliveryAttempts: '0' },
    }),
    expected: [
      {
        trackingNumber: '020207021381215',
        uniqueId: '12029~020207021381215~FDEG',
        status: 'in_transit',
        detail: 'picked_up',
        shippedAt: '2020-08-15',
        estimatedDelivery: { from: '2020-08-19', to: '2020-08-19' },
        promisedDelivery: { to: '2020-08-20' },
        weight: { value: 8, unit: 'lb' },
        dimensions: { length: 12, width: 10, height: 8, unit: 'in' },
        pieceCount: 1,
        events: [
          '2020-08-14T17:02:00-04:00 carrier | pre_transit/label_created by code OC | ',
          '2020-08-15 none | in_transit/picked_up by code PU | MIAMI FL 33126 US',
        ],
      },
    ],
  },
  {
    name: 'on the vehicle, with a window of time',
    format: 'fedex.track-v1',
    body: answerTo('231300687629630', {
      ...numbered('231300687629630'),
      latestStatusDetail: {
        code: 'OD',
        derivedCode: 'IT',
        statusByLocale: 'On the way',
        description: 'On FedEx vehicle for delivery',
      },
      scanEvents: [
        {
          date: '2020-08-19T08:04:00-04:00',
          eventType: 'OD',
          eventDescription: 'On FedEx vehicle for delivery',
          derivedStatusCode: 'IT',
          derivedStatus: 'In transit',
          scanLocation: miami,
          locationType: 'VEHICLE',
        },
        {
          date: '2020-08-19T05:40:00-04:00',
          eventType: 'AR',
          eventDescription: 'At local FedEx facility',
          derivedStatusCode: 'IT',
          scanLocation: miami,
          locationType: 'DESTINATION_FEDEX_FACILITY',
          locationId: 'MIAR',
        },
      ],
      estimatedDeliveryTimeWindow: {
        description: 'Estimated',
        type: 'ESTIMATED_DELIVERY',
        window: { begins: '2020-08-19T12:15:00-04:00', ends: '2020-08-19T16:15:00-04:00' },
      },
      deliveryDetails: { deliveryAttempts: '0', deliveryToday: true },
      recipientInformation: { contact: {}, address: address('MIAMI', 'FL') },
      shipperInformation: { contact: {}, address: address('NEWARK', 'NJ') },
    }),
    expected: [
      {
        trackingNumber: '231300687629630',
        uniqueId: '12029~231300687629630~FDEG',
        status: 'out_for_delivery',
        estimatedDelivery: { from: '2020-08-19T12:15:00-04:00', to: '2020-08-19T16:15:00-04:00' },
        origin: { city: 'NEWARK', region: 'NJ', country: 'US' },
        destination: { city: 'MIAMI', region: 'FL', country: 'US' },
        events: [
          '2020-08-19T05:40:00-04:00 carrier | in_transit/arrived_at_destination_facility by code AR | MIAMI FL 33126 US MIAR',
          '2020-08-19T08:04:00-04:00 carrier | out_for_delivery by code OD | MIAMI FL 33126 US',
        ],
      },
    ],
  },
  {
    name: 'customer not available (007), with what to do',
    format: 'fedex.track-v1',
    body: answerTo('377101283611590', {
      ...numbered('377101283611590'),
      latestStatusDetail: {
        code: 'DE',
        derivedCode: 'DE',
        statusByLocale: 'Delivery exception',
        description: 'Delivery exception',
        ancillaryDetails: [
          {
            reason: '007',
            reasonDescription: 'Customer not available or business closed',
            action: 'No action is required. We will attempt delivery again.',
            actionDescription: 'Customer not available or business closed',
          },
        ],
      },
      scanEvents: [
        {
          date: '2020-08-18T11:31:00-07:00',
          eventType: 'DE',
          eventDescription: 'Delivery exception',
          exceptionCode: '007',
          exceptionDescription: 'Customer not available or business closed',
          scanLocation: address('SACRAMENTO', 'CA', '95815'),
          locationType: 'DELIVERY_LOCATION',
        },
      ],
      deliveryDetails: { deliveryAttempts: '1' },
    }),
    expected: [
      {
        trackingNumber: '377101283611590',
        uniqueId: '12029~377101283611590~FDEG',
        status: 'delivery_attempted',
        detail: 'recipient_unavailable',
        delivery: { attempts: 1 },
        events: [
          '2020-08-18T11:31:00-07:00 carrier | delivery_attempted/recipient_unavailable by code DE 007 | SACRAMENTO CA 95815 US → No action is required. We will attempt delivery again.',
        ],
      },
    ],
  },
  {
    name: 'local delivery restriction (083)',
    format: 'fedex.track-v1',
    body: answerTo('852426136339213', {
      ...numbered('852426136339213'),
      latestStatusDetail: {
        code: 'DE',
        derivedCode: 'DE',
        ancillaryDetails: [{ reason: '083', reasonDescription: 'Local delivery restriction' }],
      },
      scanEvents: [
        {
          date: '2020-08-18T09:10:00-04:00',
          eventType: 'DE',
          eventDescription: 'Delivery exception',
          exceptionCode: '083',
          exceptionDescription: 'Local delivery restriction',
          scanLocation: address('FOREST HILLS', 'NY', '11375'),
        },
      ],
      additionalTrackingInfo: { packageIdentifiers: [{ type: 'CUSTOMER_REFERENCE', value: ['118402713013'] }] },
    }),
    expected: [
      {
        trackingNumber: '852426136339213',
        uniqueId: '12029~852426136339213~FDEG',
        status: 'exception',
        detail: 'no_access',
        references: [{ kind: 'customer_reference', value: '118402713013' }],
        events: ['2020-08-18T09:10:00-04:00 carrier | exception/no_access by code DE 083 | FOREST HILLS NY 11375 US'],
      },
    ],
  },
  {
    name: 'incorrect address (03)',
    format: 'fedex.track-v1',
    body: answerTo('797615467620', {
      ...numbered('797615467620', 'FDXE', '2459077000~797615467620~FX'),
      latestStatusDetail: { code: 'DE', ancillaryDetails: [{ reason: '03', reasonDescription: 'Incorrect address' }] },
      scanEvents: [
        {
          date: '2020-08-17T10:02:00-05:00',
          eventType: 'DE',
          eventDescription: 'Delivery exception',
          exceptionCode: '03',
          exceptionDescription: 'Incorrect address',
          scanLocation: address('BATON ROUGE', 'LA', '70810'),
        },
        {
          date: '2020-08-16T20:11:00-05:00',
          eventType: 'DP',
          eventDescription: 'Departed FedEx location',
          scanLocation: memphis,
          locationType: 'FEDEX_FACILITY',
        },
      ],
      additionalTrackingInfo: { packageIdentifiers: [{ type: 'SHIPPER_REFERENCE', values: ['OTHER-TK104'] }] },
    }),
    expected: [
      {
        trackingNumber: '797615467620',
        uniqueId: '2459077000~797615467620~FX',
        status: 'exception',
        detail: 'address_issue',
        references: [{ kind: 'shipper_reference', value: 'OTHER-TK104' }],
        events: [
          '2020-08-16T20:11:00-05:00 carrier | in_transit/departed_facility by code DP | MEMPHIS TN 38118 US',
          '2020-08-17T10:02:00-05:00 carrier | exception/address_issue by code DE 03 | BATON ROUGE LA 70810 US',
        ],
      },
    ],
  },
  {
    name: 'clearance delay, and what is missing told in words alone',
    format: 'fedex.track-v1',
    body: answerTo('581190049992', {
      ...numbered('581190049992', 'FDXE', '2459077000~581190049992~FX'),
      latestStatusDetail: {
        code: 'CD',
        derivedCode: 'CD',
        statusByLocale: 'Clearance delay',
        delayDetail: { type: 'CLEARANCE', status: 'DELAYED' },
      },
      scanEvents: [
        {
          date: '2020-08-17T14:00:00+09:00',
          eventType: 'CD',
          eventDescription: 'Clearance delay - Import',
          exceptionCode: '50',
          exceptionDescription: 'Improper/missing regulatory paperwork',
          scanLocation: address('NARITA-SHI', '', undefined, 'JP'),
          locationType: 'PORT_OF_ENTRY',
          delayDetail: { type: 'CLEARANCE', status: 'DELAYED' },
        },
        {
          date: '2020-08-17T09:40:00+09:00',
          eventType: 'AR',
          eventDescription: 'Arrived at Port of Entry',
          scanLocation: address('NARITA-SHI', '', undefined, 'JP'),
          locationType: 'PORT_OF_ENTRY',
        },
      ],
      informationNotes: [{ code: 'CLEARANCE_ENTRY_FEE_APPLIES', description: 'A clearance entry fee applies.' }],
    }),
    expected: [
      {
        trackingNumber: '581190049992',
        uniqueId: '2459077000~581190049992~FX',
        status: 'exception',
        detail: 'customs_documents_required',
        events: [
          '2020-08-17T09:40:00+09:00 carrier | in_transit/arrived_in_destination_country by code AR | NARITA-SHI JP',
          '2020-08-17T14:00:00+09:00 carrier | exception/customs_documents_required by code CD 50 | NARITA-SHI JP → A clearance entry fee applies.',
        ],
      },
    ],
  },
  {
    name: 'delivered at the front door, a customs hold in its history',
    format: 'fedex.track-v1',
    body: answerTo('122816215025810', {
      ...numbered('122816215025810'),
      latestStatusDetail: {
        code: 'DL',
        derivedCode: 'DL',
        statusByLocale: 'Delivered',
        description: 'Delivered',
        ancillaryDetails: [
          { reason: '014', reasonDescription: 'Left at front door. Signature Service not requested.' },
        ],
      },
      dateAndTimes: [
        { type: 'ACTUAL_DELIVERY', dateTime: '2024-02-20T14:12:00-05:00' },
        placeholder('ACTUAL_PICKUP', '2024-02-15'),
        placeholder('SHIP', '2024-02-15'),
        placeholder('ESTIMATED_DELIVERY', '2024-02-21'),
      ],
      scanEvents: [
        {
          date: '2024-02-20T14:12:00-05:00',
          eventType: 'DL',
          eventDescription: 'Delivered',
          exceptionCode: '014',
          exceptionDescription: 'Left at front door. Signature Service not requested.',
          scanLocation: address('HONAKER', 'VA', '24260'),
          locationType: 'DELIVERY_LOCATION',
        },
        {
          date: '2024-02-17T09:00:00-05:00',
          eventType: 'CD',
          eventDescription: 'Clearance delay',
          scanLocation: newark,
        },
        {
          date: '2024-02-16T09:00:00-05:00',
          eventType: 'CC',
          eventDescription: 'International shipment release',
          scanLocation: newark,
        },
      ],
      deliveryDetails: {
        locationType: 'RESIDENCE',
        locationDescription: 'Residence',
        deliveryAttempts: '0',
        actualDeliveryAddress: address('Honaker', 'VA'),
      },
      availableImages: [{ size: 'LARGE', type: 'SIGNATURE_PROOF_OF_DELIVERY' }],
      standardTransitTimeWindow: { window: { ends: '2024-02-21T00:00:00-06:00' } },
    }),
    expected: [
      {
        trackingNumber: '122816215025810',
        uniqueId: '12029~122816215025810~FDEG',
        status: 'delivered',
        detail: 'delivered_to_safe_place',
        shippedAt: '2024-02-15',
        estimatedDelivery: { from: '2024-02-21', to: '2024-02-21' },
        promisedDelivery: { to: '2024-02-21' },
        delivery: {
          at: '2024-02-20T14:12:00-05:00',
          leftAt: 'front door',
          to: 'safe_place',
          place: { city: 'Honaker', region: 'VA', country: 'US' },
          proof: [{ kind: 'signature' }],
        },
        events: [
          '2024-02-16T09:00:00-05:00 carrier | in_transit/customs_cleared by code CC | NEWARK NJ 07114 US',
          '2024-02-17T09:00:00-05:00 carrier | exception/customs_delayed by code CD | NEWARK NJ 07114 US',
          '2024-02-20T14:12:00-05:00 carrier | delivered/delivered_to_safe_place by code DL 014 | HONAKER VA 24260 US',
        ],
      },
    ],
  },
  {
    name: 'held and ready, at an office of FedEx',
    format: 'fedex.track-v1',
    body: answerTo('843119172384577', {
      ...numbered('843119172384577'),
      latestStatusDetail: {
        code: 'HL',
        derivedCode: 'HL',
        statusByLocale: 'Ready for pickup',
        description: 'Ready for recipient pickup',
      },
      scanEvents: [
        {
          date: '2020-08-18T15:00:00-07:00',
          eventType: 'HL',
          eventDescription: 'Ready for recipient pickup',
          exceptionCode: '015A',
          exceptionDescription: 'Package available for pickup at FedEx Office: 100 EXAMPLE AVE',
          scanLocation: address('BERKELEY', 'CA', '94704'),
          locationType: 'FEDEX_OFFICE_LOCATION',
        },
      ],
      serviceCommitMessage: {
        type: 'HELD_PACKAGE_AVAILABLE_FOR_RECIPIENT_PICKUP',
        message: 'Package is available for pickup.',
      },
    }),
    expected: [
      {
        trackingNumber: '843119172384577',
        uniqueId: '12029~843119172384577~FDEG',
        status: 'available_for_pickup',
        detail: 'at_carrier_location',
        events: [
          '2020-08-18T15:00:00-07:00 carrier | available_for_pickup/at_carrier_location by code HL 015A | BERKELEY CA 94704 US → Package is available for pickup.',
        ],
      },
    ],
  },
  {
    name: 'a hold that is planned: not there yet',
    format: 'fedex.track-v1',
    body: answerTo('843119172384577', {
      ...numbered('843119172384577'),
      latestStatusDetail: { code: 'HL', derivedCode: 'HL', description: 'Hold at location' },
      scanEvents: [
        {
          date: '2020-08-17T15:00:00-07:00',
          eventType: 'DP',
          eventDescription: 'Departed FedEx location',
          scanLocation: address('OAKLAND', 'CA', '94621'),
          locationType: 'FEDEX_FACILITY',
        },
      ],
      serviceCommitMessage: {
        type: 'HELD_PACKAGE_NOT_AVAILABLE_FOR_RECIPIENT_PICKUP',
        message: 'Package is not yet available for pickup.',
      },
    }),
    expected: [
      {
        trackingNumber: '843119172384577',
        uniqueId: '12029~843119172384577~FDEG',
        status: 'in_transit',
        // Of two words for a parcel on its way, that of the line counts.
        detail: 'departed_facility',
        events: [
          '2020-08-17T15:00:00-07:00 carrier | in_transit/departed_facility by code DP | OAKLAND CA 94621 US → Package is not yet available for pickup.',
        ],
      },
    ],
  },
  {
    name: 'cancelled',
    format: 'fedex.track-v1',
    body: answerTo('070358180009382', {
      ...numbered('070358180009382'),
      latestStatusDetail: {
        code: 'CA',
        derivedCode: 'CA',
        statusByLocale: 'Cancelled',
        description: 'Shipment canceled',
      },
      scanEvents: [
        {
          date: '2020-08-16T10:00:00-07:00',
          eventType: 'CA',
          eventDescription: 'Shipment canceled',
          locationType: 'CUSTOMER',
        },
        {
          date: '2020-08-15T10:00:00-07:00',
          eventType: 'OC',
          eventDescription: 'Shipment information sent to FedEx',
          locationType: 'CUSTOMER',
        },
      ],
      serviceCommitMessage: { type: 'CANCELLED_DESCRIPTION', message: '' },
    }),
    expected: [
      {
        trackingNumber: '070358180009382',
        uniqueId: '12029~070358180009382~FDEG',
        status: 'cancelled',
        events: [
          '2020-08-15T10:00:00-07:00 carrier | pre_transit/label_created by code OC | ',
          '2020-08-16T10:00:00-07:00 carrier | cancelled by code CA | ',
        ],
      },
    ],
  },
  {
    name: 'the duplicate test number: two shipments under one number',
    format: 'fedex.track-v1',
    body: answerTo(
      '713062653486',
      {
        ...numbered('713062653486', 'FDXE', '2457821000~713062653486~FX'),
        latestStatusDetail: { code: 'DL', description: 'Delivered' },
        dateAndTimes: [
          placeholder('SHIP', '2017-03-08'),
          { type: 'ACTUAL_DELIVERY', dateTime: '2017-03-10T10:11:00-05:00' },
        ],
        scanEvents: [
          { date: '2017-03-10T10:11:00-05:00', eventType: 'DL', eventDescription: 'Delivered', scanLocation: miami },
        ],
        recipientInformation: { address: address('MIAMI', 'FL') },
      },
      {
        ...numbered('713062653486', 'FDXE', '2457835000~713062653486~FX'),
        latestStatusDetail: { code: 'PU', description: 'Picked up' },
        dateAndTimes: [placeholder('SHIP', '2017-03-22')],
        scanEvents: [
          { date: '2017-03-22T18:00:00-05:00', eventType: 'PU', eventDescription: 'Picked up', scanLocation: memphis },
        ],
        recipientInformation: { address: address('BOISE', 'ID') },
      },
    ),
    expected: [
      {
        trackingNumber: '713062653486',
        uniqueId: '2457835000~713062653486~FX',
        status: 'in_transit',
        detail: 'picked_up',
        shippedAt: '2017-03-22',
        destination: { city: 'BOISE', region: 'ID', country: 'US' },
        candidates: [
          {
            uniqueId: '2457821000~713062653486~FX',
            status: 'delivered',
            service: 'FDXE',
            shippedAt: '2017-03-08',
            lastEventAt: '2017-03-10T10:11:00-05:00',
            destination: { city: 'MIAMI', region: 'FL', country: 'US' },
            chosen: false,
          },
          {
            uniqueId: '2457835000~713062653486~FX',
            status: 'in_transit',
            service: 'FDXE',
            shippedAt: '2017-03-22',
            lastEventAt: '2017-03-22T18:00:00-05:00',
            destination: { city: 'BOISE', region: 'ID', country: 'US' },
            chosen: true,
            because: 'newest',
          },
        ],
        events: ['2017-03-22T18:00:00-05:00 carrier | in_transit/picked_up by code PU | MEMPHIS TN 38118 US'],
      },
    ],
  },
  {
    name: 'a partial failure: one found, one unknown, one malformed, one in trouble',
    format: 'fedex.track-v1',
    body: JSON.stringify({
      output: {
        completeTrackResults: [
          {
            trackingNumber: '568838414941',
            trackResults: [
              {
                ...numbered('568838414941', 'FDXE', '2459077000~568838414941~FX'),
                latestStatusDetail: { code: 'SF', description: 'At destination sort facility' },
                scanEvents: [
                  {
                    date: '2020-08-17T04:00:00-07:00',
                    eventType: 'SF',
                    eventDescription: 'At destination sort facility',
                    scanLocation: address('PHOENIX', 'AZ', '85034'),
                    locationType: 'SORT_FACILITY',
                  },
                ],
              },
            ],
          },
          {
            trackingNumber: '39936862321',
            trackResults: [
              {
                trackingNumberInfo: { trackingNumber: '39936862321', trackingNumberUniqueId: '', carrierCode: '' },
                error: {
                  code: 'TRACKING.TRACKINGNUMBER.NOTFOUND',
                  message: 'Tracking number cannot be found. Please correct the tracking number and try again.',
                },
              },
            ],
          },
          {
            trackingNumber: '1Z',
            trackResults: [
              {
                trackingNumberInfo: { trackingNumber: '1Z' },
                error: { code: 'TRACKING.TRACKINGNUMBER.INVALID', message: 'Invalid tracking number.' },
              },
            ],
          },
          {
            trackingNumber: '581190049992',
            trackResults: [
              {
                trackingNumberInfo: { trackingNumber: '581190049992' },
                error: { code: 'SERVICE.UNAVAILABLE.ERROR', message: '' },
              },
            ],
          },
        ],
        alerts: [{ code: 'VIRTUAL.RESPONSE', message: 'This is a Virtual Response.' }],
      },
    }),
    expected: [
      {
        trackingNumber: '568838414941',
        uniqueId: '2459077000~568838414941~FX',
        status: 'in_transit',
        detail: 'arrived_at_destination_facility',
        events: [
          '2020-08-17T04:00:00-07:00 carrier | in_transit/arrived_at_destination_facility by code SF | PHOENIX AZ 85034 US',
        ],
      },
      { trackingNumber: '39936862321', error: 'not_found TRACKING.TRACKINGNUMBER.NOTFOUND retryable' },
      { trackingNumber: '1Z', error: 'invalid_number TRACKING.TRACKINGNUMBER.INVALID lasting' },
      { trackingNumber: '581190049992', error: 'carrier_unavailable SERVICE.UNAVAILABLE.ERROR retryable' },
    ],
  },
  {
    name: 'running late: the code tells where, the rolled-up one that it is late',
    format: 'fedex.track-v1',
    body: answerTo('797806677146', {
      ...numbered('797806677146', 'FDXE', '2459077000~797806677146~FX'),
      latestStatusDetail: {
        code: 'FD',
        derivedCode: 'RL',
        statusByLocale: 'Running Late',
        description: 'At local FedEx facility',
        delayDetail: { type: 'GENERAL', status: 'DELAYED' },
      },
      scanEvents: [
        {
          date: '2020-08-18T07:00:00-04:00',
          eventType: 'AR',
          eventDescription: 'At local FedEx facility',
          scanLocation: miami,
          locationType: 'DESTINATION_FEDEX_FACILITY',
        },
        {
          date: '2020-08-18T01:00:00-05:00',
          eventType: 'DY',
          eventDescription: 'Delay',
          exceptionCode: '',
          exceptionDescription: 'Package delayed',
          scanLocation: memphis,
          delayDetail: { type: 'WEATHER', status: 'DELAYED' },
        },
      ],
    }),
    expected: [
      {
        trackingNumber: '797806677146',
        uniqueId: '2459077000~797806677146~FX',
        status: 'in_transit',
        detail: 'arrived_at_destination_facility',
        events: [
          '2020-08-18T01:00:00-05:00 carrier | exception/weather_delay by code DY | MEMPHIS TN 38118 US',
          '2020-08-18T07:00:00-04:00 carrier | in_transit/arrived_at_destination_facility by code AR | MIAMI FL 33126 US',
        ],
      },
    ],
  },
  {
    name: 'a piece of a shipment of several, on a split shipment',
    format: 'fedex.track-v1',
    body: answerTo('794600000002', {
      ...numbered('794600000002', 'FDXE', '2459077000~794600000002~FX'),
      additionalTrackingInfo: {
        hasAssociatedShipments: true,
        packageIdentifiers: [
          { type: 'STANDARD_MPS', values: ['794600000001'] },
          { type: 'PURCHASE_ORDER', values: ['3385158'] },
        ],
      },
      packageDetails: { count: '3', sequenceNumber: '2', undeliveredCount: '2' },
      latestStatusDetail: { code: 'SP', description: 'Split Status' },
      scanEvents: [
        { date: '2020-08-18T07:00:00-04:00', eventType: 'SP', eventDescription: 'Split Status', scanLocation: miami },
      ],
      shipmentDetails: {
        weight: [
          { unit: 'KG', value: '4.5' },
          { unit: 'LB', value: '9.9' },
        ],
        possessionStatus: true,
      },
    }),
    expected: [
      {
        trackingNumber: '794600000002',
        uniqueId: '2459077000~794600000002~FX',
        status: 'in_transit',
        detail: 'split',
        weight: { value: 4.5, unit: 'kg' },
        references: [{ kind: 'purchase_order', value: '3385158' }],
        related: [{ relation: 'master', trackingNumber: '794600000001', carrier: 'fedex' }],
        pieceCount: 3,
        events: ['2020-08-18T07:00:00-04:00 carrier | in_transit/split by code SP | MIAMI FL 33126 US'],
      },
    ],
  },
  {
    name: 'Ground Economy that the post delivers',
    format: 'fedex.track-v1',
    body: answerTo('61292701078443410536', {
      ...numbered('61292701078443410536', 'FXSP', ''),
      latestStatusDetail: { code: 'AX', derivedCode: 'IT', description: 'At USPS facility' },
      scanEvents: [
        {
          date: '2020-08-18T07:00:00-04:00',
          eventType: 'AX',
          eventDescription: 'At USPS facility',
          scanLocation: address('CRANSTON', 'RI', '02919'),
          locationType: 'NON_FEDEX_FACILITY',
        },
        {
          date: '2020-08-18T06:00:00-04:00',
          eventType: 'OX',
          eventDescription: 'Shipment information sent to U.S. Postal Service',
          scanLocation: address('CRANSTON', 'RI', '02919'),
        },
      ],
      serviceDetail: { type: 'SMART_POST', description: 'FedEx Ground Economy' },
      serviceCommitMessage: { type: 'USPS_DELIVERING', message: 'USPS will deliver the package.' },
    }),
    expected: [
      {
        trackingNumber: '61292701078443410536',
        status: 'in_transit',
        detail: 'handed_to_partner',
        service: { code: 'SMART_POST', name: 'FedEx Ground Economy' },
        related: [{ relation: 'last_mile', trackingNumber: '9261292701078443410536', carrier: 'usps' }],
        events: [
          '2020-08-18T06:00:00-04:00 carrier | info by code OX | CRANSTON RI 02919 US',
          '2020-08-18T07:00:00-04:00 carrier | in_transit/handed_to_partner by code AX | CRANSTON RI 02919 US → USPS will deliver the package.',
        ],
      },
    ],
  },
  {
    name: 'returned to the sender after a refusal',
    format: 'fedex.track-v1',
    body: answerTo('076288115212522', {
      ...numbered('076288115212522'),
      latestStatusDetail: { code: 'DL', derivedCode: 'DL', description: 'Delivered' },
      dateAndTimes: [{ type: 'ACTUAL_DELIVERY', dateTime: '2020-08-25T10:00:00-05:00' }],
      scanEvents: [
        {
          date: '2020-08-25T10:00:00-05:00',
          eventType: 'DL',
          eventDescription: 'Delivered',
          scanLocation: address('DES MOINES', 'IA', '50323'),
        },
        {
          date: '2020-08-20T12:00:00-04:00',
          eventType: 'RS',
          eventDescription: 'Returning package to shipper',
          scanLocation: miami,
        },
        {
          date: '2020-08-20T11:00:00-04:00',
          eventType: 'DE',
          eventDescription: 'Delivery exception',
          exceptionCode: '07',
          exceptionDescription: 'Shipment refused by recipient',
          scanLocation: miami,
        },
      ],
      shipperInformation: { address: address('DES MOINES', 'IA') },
      recipientInformation: { address: address('MIAMI', 'FL') },
      deliveryDetails: {
        receivedByName: 'D.OCK',
        deliveryAttempts: '2',
        locationType: 'SHIPPING_RECEIVING',
        locationDescription: 'Shipping/Receiving',
        actualDeliveryAddress: address('DES MOINES', 'IA'),
      },
    }),
    expected: [
      {
        trackingNumber: '076288115212522',
        uniqueId: '12029~076288115212522~FDEG',
        status: 'returned',
        origin: { city: 'DES MOINES', region: 'IA', country: 'US' },
        destination: { city: 'MIAMI', region: 'FL', country: 'US' },
        delivery: {
          at: '2020-08-25T10:00:00-05:00',
          signedBy: 'D.OCK',
          leftAt: 'Shipping/Receiving',
          to: 'sender',
          attempts: 2,
          place: { city: 'DES MOINES', region: 'IA', country: 'US' },
        },
        events: [
          '2020-08-20T11:00:00-04:00 carrier | exception/refused by code DE 07 | MIAMI FL 33126 US',
          '2020-08-20T12:00:00-04:00 carrier | returning/return_to_sender by code RS | MIAMI FL 33126 US',
          '2020-08-25T10:00:00-05:00 carrier | delivered by code DL | DES MOINES IA 50323 US',
        ],
      },
    ],
  },
  {
    name: 'a return that knows the parcel it returns',
    format: 'fedex.track-v1',
    body: answerTo('794600000011', {
      ...numbered('794600000011', 'FDXE', '2459077000~794600000011~FX'),
      additionalTrackingInfo: {
        hasAssociatedShipments: true,
        packageIdentifiers: [{ type: 'OUTBOUND_LINK_TO_RETURN', values: ['794600000010'] }],
      },
      returnDetail: {
        authorizationName: 'Sammy Smith',
        reasonDetail: [{ type: 'REJECTED', description: 'Wrong color' }],
      },
      latestStatusDetail: { code: 'RP', description: 'Return label link emailed to return sender' },
      scanEvents: [
        {
          date: '2020-08-18T07:00:00-04:00',
          eventType: 'RP',
          eventDescription: 'Return label link emailed to return sender',
        },
      ],
    }),
    expected: [
      {
        trackingNumber: '794600000011',
        uniqueId: '2459077000~794600000011~FX',
        status: 'pre_transit',
        detail: 'label_created',
        related: [{ relation: 'outbound', trackingNumber: '794600000010', carrier: 'fedex' }],
        events: ['2020-08-18T07:00:00-04:00 carrier | pre_transit/label_created by code RP | '],
      },
    ],
  },
  {
    name: 'a status alone, as an answer without detailed scans may be',
    format: 'fedex.track-v1',
    body: answerTo('128667043726', {
      ...numbered('128667043726', 'FDXE', '245822~123456789012~FDEG'),
      latestStatusDetail: {
        code: 'PU',
        derivedCode: 'PU',
        statusByLocale: 'Picked up',
        description: 'Picked up',
        scanLocation: address('SEATTLE', 'WA', '98101'),
      },
      dateAndTimes: [{ type: 'ACTUAL_PICKUP', dateTime: '2019-05-07T16:30:00-07:00' }],
      serviceCommitMessage: {
        type: 'ESTIMATED_DELIVERY_DATE_UNAVAILABLE',
        message: 'No scheduled delivery date available at this time.',
      },
    }),
    expected: [
      {
        trackingNumber: '128667043726',
        uniqueId: '245822~123456789012~FDEG',
        status: 'in_transit',
        detail: 'picked_up',
        shippedAt: '2019-05-07T16:30:00-07:00',
        events: [
          '2019-05-07T16:30:00-07:00 carrier | in_transit/picked_up by code PU | SEATTLE WA 98101 US → No scheduled delivery date available at this time.',
        ],
      },
    ],
  },
];

const pushed = (scans: readonly Fields[], more: Fields = {}): Fields => ({
  ...numbered('771234005615', 'FDXE', '2461000000~771234005615~FX'),
  scanEvents: scans,
  ...more,
});
const said = { trackingNumber: '771234005615', uniqueId: '2461000000~771234005615~FX' };

const pushes: readonly Case[] = [
  {
    name: 'a push in the envelope of an answer, with the count of its attempts',
    format: 'fedex.track-v1',
    body: JSON.stringify({
      transactionId: 'AIV-1',
      customerTransactionId: '',
      outputMetaData: [{ pushTime: '2026-11-18T14:00:00Z', attemptNumber: 2 }],
      output: {
        completeTrackResults: [
          {
            trackingNumber: '771234005615',
            trackResults: [
              pushed([
                {
                  date: '2026-11-18T08:00:00-06:00',
                  eventType: 'DO',
                  eventDescription: 'Dropped Off',
                  scanLocation: memphis,
                  locationType: 'DROP_BOX',
                },
              ]),
            ],
          },
        ],
      },
    }),
    expected: [
      {
        ...said,
        status: 'in_transit',
        detail: 'dropped_off',
        events: ['2026-11-18T08:00:00-06:00 carrier | in_transit/dropped_off by code DO | MEMPHIS TN 38118 US'],
      },
    ],
  },
  {
    name: 'delivery options, which do not move the parcel',
    format: 'fedex.push',
    body: JSON.stringify({
      trackResults: [
        pushed([
          {
            date: '2026-11-19T12:00:00-06:00',
            eventType: 'PR',
            eventDescription: 'Performed Redirect - Address Change Completed',
          },
          { date: '2026-11-19T11:00:00-06:00', eventType: 'RA', eventDescription: 'Address Change Requested' },
          { date: '2026-11-19T10:00:00-06:00', eventType: 'HA', eventDescription: 'Hold at location request accepted' },
          { date: '2026-11-19T09:00:00-06:00', eventType: 'RT', eventDescription: 'Return to Shipper Requested' },
          {
            date: '2026-11-18T08:00:00-06:00',
            eventType: 'IP',
            eventDescription: 'In FedEx possession',
            scanLocation: memphis,
          },
        ]),
      ],
    }),
    expected: [
      {
        ...said,
        status: 'in_transit',
        detail: 'accepted',
        events: [
          '2026-11-18T08:00:00-06:00 carrier | in_transit/accepted by code IP | MEMPHIS TN 38118 US',
          '2026-11-19T09:00:00-06:00 carrier | info/return_requested by code RT | ',
          '2026-11-19T10:00:00-06:00 carrier | info/delivery_change_confirmed by code HA | ',
          '2026-11-19T11:00:00-06:00 carrier | info/delivery_change_requested by code RA | ',
          '2026-11-19T12:00:00-06:00 carrier | info/delivery_change_confirmed by code PR | ',
        ],
      },
    ],
  },
  {
    name: 'news of the day of delivery, good and bad',
    format: 'fedex.push',
    body: JSON.stringify({
      trackResults: [
        pushed(
          [
            {
              date: '2026-11-20T10:00:00-06:00',
              eventType: 'DY',
              eventDescription: 'Delivery updated',
              delayDetail: { status: 'EARLY' },
            },
            { date: '2026-11-20T09:00:00-06:00', eventType: 'US', eventDescription: 'Scheduled delivery updated' },
            { date: '2026-11-20T08:00:00-06:00', eventType: 'AO', eventDescription: 'Shipment arriving On-Time' },
            {
              date: '2026-11-19T08:00:00-06:00',
              eventType: 'DD',
              eventDescription: 'Delivery Delay',
              delayDetail: { type: 'OPERATIONAL', status: 'DELAYED' },
            },
            {
              date: '2026-11-18T08:00:00-06:00',
              eventType: 'IT',
              eventDescription: 'On the way',
              scanLocation: memphis,
            },
          ],
          { dateAndTimes: [placeholder('ESTIMATED_DELIVERY', '2026-11-21')] },
        ),
      ],
    }),
    expected: [
      {
        ...said,
        status: 'exception',
        detail: 'operational_delay',
        estimatedDelivery: { from: '2026-11-21', to: '2026-11-21' },
        events: [
          '2026-11-18T08:00:00-06:00 carrier | in_transit by code IT | MEMPHIS TN 38118 US',
          '2026-11-19T08:00:00-06:00 carrier | exception/operational_delay by code DD | ',
          '2026-11-20T08:00:00-06:00 carrier | info/estimate_updated by code AO | ',
          '2026-11-20T09:00:00-06:00 carrier | info/estimate_updated by code US | ',
          '2026-11-20T10:00:00-06:00 carrier | info/estimate_updated by code DY | ',
        ],
      },
    ],
  },
  {
    name: 'the descriptions without their final full stop, the parcel delivered by number',
    format: 'fedex.push',
    body: JSON.stringify({
      trackResults: pushed(
        [
          {
            date: '2026-11-20T14:30:00-06:00',
            eventType: 'DL',
            eventDescription: 'Delivered',
            exceptionCode: '014',
            exceptionDescription: 'Left at front door. Signature Service not requested',
            scanLocation: memphis,
          },
        ],
        {
          latestStatusDetail: { code: 'DL', derivedCode: 'DL' },
          deliveryDetails: { receivedByName: '' },
          dateAndTimes: [{ type: 'ACTUAL_DELIVERY', dateTime: '2026-11-20T14:30:00-06:00' }],
        },
      ),
    }),
    expected: [
      {
        ...said,
        status: 'delivered',
        detail: 'delivered_to_safe_place',
        delivery: {
          at: '2026-11-20T14:30:00-06:00',
          leftAt: 'front door',
          to: 'safe_place',
          place: { city: 'MEMPHIS', region: 'TN', postalCode: '38118', country: 'US' },
        },
        events: [
          '2026-11-20T14:30:00-06:00 carrier | delivered/delivered_to_safe_place by code DL 014 | MEMPHIS TN 38118 US',
        ],
      },
    ],
  },
];

const ok = '<Severity>SUCCESS</Severity><Source>trck</Source><Code>0</Code>';
const soapReply = (version: number, inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><TrackReply xmlns="http://fedex.com/ws/track/v${version}"><HighestSeverity>SUCCESS</HighestSeverity><Notifications>${ok}</Notifications>${inner}</TrackReply>`;
const soapDetails = (inner: string): string =>
  `<CompletedTrackDetails><HighestSeverity>SUCCESS</HighestSeverity><Notifications>${ok}</Notifications><DuplicateWaybill>false</DuplicateWaybill><MoreData>false</MoreData>${inner}</CompletedTrackDetails>`;
const soapAddress = (name: string, city: string, state: string, zip: string, country = 'US'): string =>
  `<${name}><City>${city}</City><StateOrProvinceCode>${state}</StateOrProvinceCode>${zip === '' ? '' : `<PostalCode>${zip}</PostalCode>`}<CountryCode>${country}</CountryCode><Residential>false</Residential></${name}>`;
const failure = (code: string, severity: string): string =>
  soapDetails(
    `<TrackDetails><Notification><Severity>${severity}</Severity><Source>trck</Source><Code>${code}</Code></Notification><TrackingNumber>123456789013</TrackingNumber></TrackDetails>`,
  );

const soap: readonly Case[] = [
  {
    name: 'SOAP, version 7: on the vehicle, promised for the day after',
    format: 'fedex.soap',
    body: soapReply(
      7,
      soapDetails(`<TrackDetails><Notification>${ok}</Notification><TrackingNumber>231300687629630</TrackingNumber><TrackingNumberUniqueIdentifier>12013~231300687629630~FDEG</TrackingNumberUniqueIdentifier>
      <StatusDetail><CreationTime>2014-01-08T00:00:00</CreationTime><Code>OD</Code><Description>On FedEx vehicle for delivery</Description>${soapAddress('Location', 'MIAMI', 'FL', '')}</StatusDetail>
      <CarrierCode>FDXG</CarrierCode><OtherIdentifiers><PackageIdentifier><Type>CUSTOMER_REFERENCE</Type><Value>W62283340102</Value></PackageIdentifier></OtherIdentifiers>
      <Service><Type>FEDEX_GROUND</Type><Description>FedEx Ground</Description></Service><PackageWeight><Units>LB</Units><Value>3.5</Value></PackageWeight><PackageSequenceNumber>1</PackageSequenceNumber><PackageCount>1</PackageCount>
      ${soapAddress('OriginLocationAddress', 'NEWARK', 'NJ', '')}<ShipTimestamp>2014-01-03T00:00:00</ShipTimestamp>${soapAddress('DestinationAddress', 'MIAMI', 'FL', '')}
      <CommitmentTimestamp>2014-01-09T00:00:00</CommitmentTimestamp><EstimatedDeliveryTimestamp>2014-01-08T00:00:00</EstimatedDeliveryTimestamp><DeliveryAttempts>0</DeliveryAttempts>
      <Events><Timestamp>2014-01-08T08:04:00-05:00</Timestamp><EventType>OD</EventType><EventDescription>On FedEx vehicle for delivery</EventDescription>${soapAddress('Address', 'MIAMI', 'FL', '33126')}<ArrivalLocation>VEHICLE</ArrivalLocation></Events>
      <Events><Timestamp>2014-01-03T17:02:00-05:00</Timestamp><EventType>DP</EventType><EventDescription>Left FedEx origin facility</EventDescription>${soapAddress('Address', 'NEWARK', 'NJ', '07114')}<ArrivalLocation>ORIGIN_FEDEX_FACILITY</ArrivalLocation></Events></TrackDetails>`),
    ),
    expected: [
      {
        trackingNumber: '231300687629630',
        uniqueId: '12013~231300687629630~FDEG',
        status: 'out_for_delivery',
        service: { code: 'FEDEX_GROUND', name: 'FedEx Ground' },
        shippedAt: '2014-01-03',
        estimatedDelivery: { from: '2014-01-08', to: '2014-01-08' },
        promisedDelivery: { from: '2014-01-09', to: '2014-01-09' },
        origin: { city: 'NEWARK', region: 'NJ', country: 'US' },
        destination: { city: 'MIAMI', region: 'FL', country: 'US' },
        weight: { value: 3.5, unit: 'lb' },
        references: [{ kind: 'customer_reference', value: 'W62283340102' }],
        pieceCount: 1,
        events: [
          '2014-01-03T17:02:00-05:00 carrier | in_transit/departed_origin_facility by code DP | NEWARK NJ 07114 US',
          '2014-01-08T08:04:00-05:00 carrier | out_for_delivery by code OD | MIAMI FL 33126 US',
        ],
      },
    ],
  },
  {
    name: 'SOAP, a late version: dates by type, a signature, a proof',
    format: 'fedex.soap',
    body: `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>${soapReply(
      18,
      soapDetails(`<TrackDetails><Notification>${ok}</Notification><TrackingNumber>797615467620</TrackingNumber><TrackingNumberUniqueIdentifier>2458000000~797615467620~FX</TrackingNumberUniqueIdentifier>
      <StatusDetail><Code>DL</Code><Description>Delivered</Description></StatusDetail><CarrierCode>FDXE</CarrierCode>
      <DatesOrTimes><Type>ACTUAL_DELIVERY</Type><DateOrTimestamp>2018-05-02T09:30:00-05:00</DateOrTimestamp></DatesOrTimes><DatesOrTimes><Type>ACTUAL_PICKUP</Type><DateOrTimestamp>2018-05-01T16:00:00-05:00</DateOrTimestamp></DatesOrTimes><DatesOrTimes><Type>SHIP</Type><DateOrTimestamp>2018-05-01T00:00:00-06:00</DateOrTimestamp></DatesOrTimes><DatesOrTimes><Type>COMMITMENT</Type><DateOrTimestamp>2018-05-02T10:30:00-05:00</DateOrTimestamp></DatesOrTimes>
      ${soapAddress('ActualDeliveryAddress', 'BATON ROUGE', 'LA', '')}<DeliveryLocationType>RECEPTIONIST_OR_FRONT_DESK</DeliveryLocationType><DeliveryLocationDescription>Receptionist/Front Desk</DeliveryLocationDescription><DeliveryAttempts>1</DeliveryAttempts><DeliverySignatureName>A.CLERK</DeliverySignatureName>
      <AvailableImages><Type>SIGNATURE_PROOF_OF_DELIVERY</Type></AvailableImages>
      <Events><Timestamp>2018-05-02T09:30:00-05:00</Timestamp><EventType>DL</EventType><EventDescription>Delivered</EventDescription>${soapAddress('Address', 'BATON ROUGE', 'LA', '70810')}<StationId>LFTA</StationId><ArrivalLocation>DELIVERY_LOCATION</ArrivalLocation></Events></TrackDetails>`),
    ).replace(/^<\?xml[^>]*>/, '')}</soapenv:Body></soapenv:Envelope>`,
    expected: [
      {
        trackingNumber: '797615467620',
        uniqueId: '2458000000~797615467620~FX',
        status: 'delivered',
        shippedAt: '2018-05-01T16:00:00-05:00',
        promisedDelivery: { to: '2018-05-02T10:30:00-05:00' },
        delivery: {
          at: '2018-05-02T09:30:00-05:00',
          signedBy: 'A.CLERK',
          leftAt: 'Receptionist/Front Desk',
          to: 'reception',
          attempts: 1,
          place: { city: 'BATON ROUGE', region: 'LA', country: 'US' },
          proof: [{ kind: 'signature' }],
        },
        events: ['2018-05-02T09:30:00-05:00 carrier | delivered by code DL | BATON ROUGE LA 70810 US LFTA'],
      },
    ],
  },
  {
    name: 'SOAP, version 5: status, service and signature flag under their old names',
    format: 'fedex.soap',
    body: soapReply(
      5,
      `<DuplicateWaybill>false</DuplicateWaybill><MoreData>false</MoreData><TrackDetails><Notification>${ok}</Notification><TrackingNumber>858000000004</TrackingNumber><StatusCode>DE</StatusCode><StatusDescription>Delivery exception</StatusDescription><CarrierCode>FDXE</CarrierCode><ServiceInfo>FedEx Standard Overnight</ServiceInfo><ServiceType>STANDARD_OVERNIGHT</ServiceType>
      <PackageWeight><Units>KG</Units><Value>1.2</Value></PackageWeight><ShipTimestamp>2012-02-15T10:57:00-05:00</ShipTimestamp>${soapAddress('DestinationAddress', 'BALTIMORE', 'MD', '')}<SignatureProofOfDeliveryAvailable>false</SignatureProofOfDeliveryAvailable>
      <Events><Timestamp>2012-02-17T09:05:00-05:00</Timestamp><EventType>DE</EventType><EventDescription>Delivery exception</EventDescription><StatusExceptionCode>08</StatusExceptionCode><StatusExceptionDescription>Customer not available or business closed</StatusExceptionDescription>${soapAddress('Address', 'BALTIMORE', 'MD', '21240')}</Events></TrackDetails>`,
    ),
    expected: [
      {
        trackingNumber: '858000000004',
        status: 'delivery_attempted',
        detail: 'recipient_unavailable',
        service: { code: 'STANDARD_OVERNIGHT', name: 'FedEx Standard Overnight' },
        shippedAt: '2012-02-15T10:57:00-05:00',
        destination: { city: 'BALTIMORE', region: 'MD', country: 'US' },
        weight: { value: 1.2, unit: 'kg' },
        events: [
          '2012-02-17T09:05:00-05:00 carrier | delivery_attempted/recipient_unavailable by code DE 08 | BALTIMORE MD 21240 US',
        ],
      },
    ],
  },
  {
    name: 'SOAP: times of an unknown offset, by the place or by nobody; no signature needed',
    format: 'fedex.soap',
    body: soapReply(
      7,
      soapDetails(`<TrackDetails><Notification>${ok}</Notification><TrackingNumber>798701052354</TrackingNumber><StatusDetail><Code>DL</Code></StatusDetail><ActualDeliveryTimestamp>2014-05-08T19:02:00+00:00</ActualDeliveryTimestamp>${soapAddress('ActualDeliveryAddress', 'SAITAMA', '', '', 'JP')}<DeliverySignatureName>Signature not required</DeliverySignatureName>
      <Events><Timestamp>2014-05-08T19:02:00+00:00</Timestamp><EventType>DL</EventType><EventDescription>Delivered</EventDescription>${soapAddress('Address', 'SAITAMA', '', '34800', 'JP')}</Events>
      <Events><Timestamp>2014-05-06T10:00:00+00:00</Timestamp><EventType>IT</EventType><EventDescription>In transit</EventDescription></Events></TrackDetails>`),
    ),
    expected: [
      {
        trackingNumber: '798701052354',
        status: 'delivered',
        delivery: { at: '2014-05-08T19:02:00+09:00', place: { city: 'SAITAMA', country: 'JP' } },
        events: [
          '2014-05-06T10:00:00 none | in_transit by code IT | ',
          '2014-05-08T19:02:00+09:00 place | delivered by code DL | SAITAMA 34800 JP',
        ],
      },
    ],
  },
  {
    name: 'SOAP 9040: this tracking number cannot be found',
    format: 'fedex.soap',
    body: soapReply(7, failure('9040', 'ERROR')),
    expected: [{ trackingNumber: '123456789013', error: 'not_found 9040 retryable' }],
  },
  {
    name: 'SOAP 9045: unable to process, a failure that passes',
    format: 'fedex.soap',
    body: soapReply(7, failure('9045', 'FAILURE')),
    expected: [{ trackingNumber: '123456789013', error: 'carrier_unavailable 9045 retryable' }],
  },
  {
    name: 'SOAP 9080: unable to process, ask the customer service',
    format: 'fedex.soap',
    body: soapReply(7, failure('9080', 'FAILURE')),
    expected: [{ trackingNumber: '123456789013', error: 'not_available 9080 lasting' }],
  },
];

describe('what FedEx documents is read as it means it', () => {
  it.each([...track, ...pushes, ...soap])('$name', ({ body, format, expected }) => {
    const { formats, outcomes } = stored(body, fedexFormats);
    expect(formats).toEqual([format]);
    expect(outcomes.map(whole)).toEqual(expected);
  });

  it.each([
    ['an expired token', 401, 'NOT.AUTHORIZED.ERROR', 'unauthorized lasting'],
    ['a missing permission', 403, 'FORBIDDEN.ERROR', 'forbidden lasting'],
    ['an end point that is gone', 404, 'NOT.FOUND.ERROR', 'invalid_request lasting'],
    ['an empty number', 400, 'TRACKING.TRACKINGNUMBER.EMPTY', 'invalid_number lasting'],
    ['a failure', 500, 'INTERNAL.SERVER.ERROR', 'carrier_unavailable retryable'],
    ['an outage', 503, 'SERVICE.UNAVAILABLE.ERROR', 'carrier_unavailable retryable'],
  ])('%s', (_, status, carrierCode, expected) => {
    const body = { transactionId: 't', errors: [{ code: carrierCode, message: 'As FedEx words it.' }] };
    const [outcome] = live(answer(body, status), '123456789012');
    const error = outcome?.ok === false ? outcome.error : undefined;
    expect(`${error?.code} ${error?.retryable ? 'retryable' : 'lasting'}`).toBe(expected);
    expect(error?.carrierCode).toBe(carrierCode);
  });
});
