import { describe, expect, it } from 'vitest';
import { dhlFormats } from 'waybill/carriers/dhl';
import { stated, stored } from '../stated.ts';

/*
 * Payloads written from DHL's documents (Shipment Tracking – Unified 1.5.6 with its list of status values and Push, MyDHL
 * API 3.1.1, XML-PI 1.0, Parcel DE Shipment Tracking with its lists of events), each with all that it says, as a person
 * reads it there. Numbers, names and places are invented.
 */

interface Document {
  readonly name: string;
  readonly format: string;
  readonly body: string | object;
  readonly expected: readonly object[];
  /** What stands there for people, line by line, oldest first: `description > next step`. */
  readonly texts?: readonly string[];
}

const waybill = '4123456783';
const second = '4123456794';
const parcel = '00340434161094000001';
const plate = 'JD014600001111000001';
const otherPlate = 'JD014600001111000002';

/** The status object of Unified. */
const line = (timestamp: string, statusCode: string | undefined, fields: object): object => ({
  timestamp,
  ...(statusCode !== undefined && { statusCode }),
  ...fields,
});

const at = (countryCode: string, addressLocality: string, postalCode?: string): object => ({
  location: { address: { countryCode, ...(postalCode !== undefined && { postalCode }), addressLocality } },
});

/** A shipment of Unified, whose status is the newest of its events. */
const shipment = (id: string | number, service: string, events: readonly object[], fields: object = {}): object => ({
  shipments: [{ id, service, status: events[0], events, ...fields }],
});

const german = { address: { countryCode: 'DE' } };

const unified: readonly Document[] = [
  {
    name: 'parcel-de of 2026, at home with the neighbour, by the standard event code and ICE_RIC_event',
    format: 'dhl.unified',
    body: shipment(
      parcel,
      'parcel-de',
      [
        line('2026-10-07T11:05:00', 'delivered', {
          status: 'ZU',
          statusDetailed: 'DLVRD_NGHBR_ZU',
          description: 'Die Sendung wurde einem Nachbarn übergeben.',
        }),
        line('2026-10-07T08:20:00', 'transit', {
          status: 'PO',
          statusDetailed: 'LDTMV_MVMTV_PO',
          description:
            'Die Sendung wurde in das Zustellfahrzeug geladen. Die Zustellung erfolgt voraussichtlich heute.',
          nextSteps: 'Bitte halten Sie Ihren Ausweis bereit.',
        }),
        line('2026-10-06T19:30:00', 'transit', {
          status: 'AE',
          statusDetailed: 'PCKDU_PUBCR_AE',
          description: 'Die Sendung wurde abgeholt.',
          ...at('DE', 'Bonn'),
        }),
        line('2026-10-06T10:00:00', 'pre-transit', {
          status: 'VA',
          statusDetailed: 'PARCV_NRQRD_VA',
          description: 'Die Sendung wurde elektronisch angekündigt.',
        }),
      ],
      {
        origin: german,
        destination: { address: { countryCode: 'DE', postalCode: '53113', addressLocality: 'Bonn' } },
        estimatedDeliveryTimeFrame: { estimatedFrom: '2026-10-07T10:30:00', estimatedThrough: '2026-10-07T12:00:00' },
        details: {
          product: { productName: 'DHL PAKET (parcel)' },
          weight: { value: 2.5, unitText: 'kg' },
          pieceIds: ['340434161094000001'],
          totalNumberOfPieces: 1,
          references: [{ number: 'ORDER-77', type: 'customer-reference' }],
        },
      },
    ),
    expected: [
      {
        trackingNumber: parcel,
        status: 'delivered',
        detail: 'delivered_to_neighbour',
        service: { code: 'parcel-de', name: 'DHL PAKET (parcel)' },
        origin: { country: 'DE' },
        destination: { country: 'DE', postalCode: '53113', city: 'Bonn' },
        estimatedDelivery: { from: '2026-10-07T10:30:00', to: '2026-10-07T12:00:00' },
        delivery: { at: '2026-10-07T11:05:00+02:00', to: 'neighbour' },
        weight: { value: 2.5, unit: 'kg' },
        pieceCount: 1,
        references: [{ kind: 'customer_reference', value: 'ORDER-77' }],
        events: [
          '2026-10-06T10:00:00+02:00 place | pre_transit/label_created by code VA PARCV_NRQRD_VA | ',
          '2026-10-06T19:30:00+02:00 place | in_transit/picked_up by code AE PCKDU_PUBCR_AE | Bonn DE',
          '2026-10-07T08:20:00+02:00 place | out_for_delivery/loaded_on_vehicle by code PO LDTMV_MVMTV_PO | ',
          '2026-10-07T11:05:00+02:00 place | delivered/delivered_to_neighbour by code ZU DLVRD_NGHBR_ZU | ',
        ],
      },
    ],
    texts: [
      'Die Sendung wurde elektronisch angekündigt.',
      'Die Sendung wurde abgeholt.',
      'Die Sendung wurde in das Zustellfahrzeug geladen. Die Zustellung erfolgt voraussichtlich heute. > Bitte halten Sie Ihren Ausweis bereit.',
      'Die Sendung wurde einem Nachbarn übergeben.',
    ],
  },
  {
    name: 'parcel-de of 2026, in the locker, its link taken out, the category still transit',
    format: 'dhl.unified',
    body: shipment(
      parcel,
      'parcel-de',
      [
        line('2026-10-07T12:10:00', 'transit', {
          status: 'LA',
          statusDetailed: 'HLDCC_LDPCK_LA',
          description:
            'Die Sendung liegt in der <a href="https://e.example/101">Packstation 101</a> zur Abholung bereit.',
        }),
        line('2026-10-07T08:20:00', 'transit', {
          status: 'PO',
          statusDetailed: 'LDTMV_PCKST_PO',
          description: 'Die Sendung befindet sich auf dem Weg zur Packstation.',
        }),
      ],
      { origin: german, destination: german },
    ),
    expected: [
      {
        trackingNumber: parcel,
        status: 'available_for_pickup',
        detail: 'at_locker',
        service: { code: 'parcel-de', name: 'DHL Paket' },
        origin: { country: 'DE' },
        destination: { country: 'DE' },
        events: [
          '2026-10-07T08:20:00+02:00 place | out_for_delivery/loaded_on_vehicle by code PO LDTMV_PCKST_PO | ',
          '2026-10-07T12:10:00+02:00 place | available_for_pickup/at_locker by code LA HLDCC_LDPCK_LA | ',
        ],
      },
    ],
    texts: [
      'Die Sendung befindet sich auf dem Weg zur Packstation.',
      'Die Sendung liegt in der Packstation 101 zur Abholung bereit.',
    ],
  },
  {
    name: 'parcel-de of 2019, sentences in place of codes, the forecast a day',
    format: 'dhl.unified',
    body: shipment(
      parcel,
      'parcel-de',
      [
        line('2019-08-30T08:59:00', 'transit', {
          status: 'The shipment has been loaded onto the delivery vehicle',
          description: 'The shipment has been loaded onto the delivery vehicle',
        }),
        line('2019-08-29T17:11:00', 'transit', {
          status: 'The shipment has been processed in the parcel center of origin',
          description: 'The shipment has been processed in the parcel center of origin',
          ...at('DE', 'Germany'),
        }),
      ],
      { origin: german, destination: german, estimatedTimeOfDelivery: '2019-08-30T00:00:00' },
    ),
    expected: [
      {
        trackingNumber: parcel,
        status: 'out_for_delivery',
        detail: 'loaded_on_vehicle',
        service: { code: 'parcel-de', name: 'DHL Paket' },
        origin: { country: 'DE' },
        destination: { country: 'DE' },
        estimatedDelivery: { from: '2019-08-30', to: '2019-08-30' },
        events: [
          '2019-08-29T17:11:00+02:00 place | in_transit/processed_at_facility by text | DE',
          '2019-08-30T08:59:00+02:00 place | out_for_delivery/loaded_on_vehicle by text | ',
        ],
      },
    ],
  },
  {
    name: 'parcel-nl on its way back, the number of the return in the remark, the category failure',
    format: 'dhl.unified',
    body: shipment('3SDEVC000000001', 'parcel-nl', [
      line('2026-05-17T14:00:00.120+02:00', 'transit', { status: 'ON_ROUTE_TO_SHIPPER' }),
      line('2026-05-16T10:14:23.412+02:00', 'failure', {
        status: 'RETURNED_TO_SHIPPER',
        description: '3SDEVC000000002',
        remark: '3SDEVC000000002',
      }),
      line('2026-05-15T18:00:00+02:00', 'transit', { status: 'STORAGE_PERIOD_ENDED_AT_PARCELSHOP' }),
      line('2026-05-08T16:00:00+02:00', 'transit', { status: 'SIGNATURE_RECORDED' }),
      line('2026-05-08T16:00:00+02:00', 'transit', { status: 'DELIVERED_AT_PARCELSHOP' }),
      line('2026-05-08T11:33:05+02:00', 'failure', { status: 'NOT_HOME' }),
      line('2026-05-08T09:00:00+02:00', 'transit', { status: 'OUT_FOR_DELIVERY' }),
    ]),
    expected: [
      {
        trackingNumber: '3SDEVC000000001',
        status: 'returning',
        detail: 'return_to_sender',
        service: { code: 'parcel-nl', name: 'DHL Parcel Netherlands' },
        related: [{ relation: 'return', trackingNumber: '3SDEVC000000002', carrier: 'dhl' }],
        events: [
          '2026-05-08T09:00:00+02:00 carrier | out_for_delivery by code OUT_FOR_DELIVERY | ',
          '2026-05-08T11:33:05+02:00 carrier | delivery_attempted/recipient_unavailable by code NOT_HOME | ',
          '2026-05-08T16:00:00+02:00 carrier | in_transit/to_pickup_point by code DELIVERED_AT_PARCELSHOP | ',
          '2026-05-08T16:00:00+02:00 carrier | info by code SIGNATURE_RECORDED | ',
          '2026-05-15T18:00:00+02:00 carrier | returning/not_collected by code STORAGE_PERIOD_ENDED_AT_PARCELSHOP | ',
          '2026-05-16T10:14:23.412+02:00 carrier | returning/return_to_sender by code RETURNED_TO_SHIPPER | ',
          '2026-05-17T14:00:00.120+02:00 carrier | returning/return_to_sender by code ON_ROUTE_TO_SHIPPER | ',
        ],
      },
    ],
  },
  {
    name: 'ecommerce, upper-case titles of the list, delivered by the post into the mailbox',
    format: 'dhl.unified',
    body: shipment(
      'GM605123456789012345',
      'ecommerce',
      [
        line('2026-08-26T13:04:00-05:00', 'delivered', {
          status: 'DELIVERED',
          description: 'IN/AT MAILBOX',
          ...at('US', 'FARGO, ND, US', '58102'),
        }),
        line('2026-08-26T08:10:00-05:00', 'transit', {
          status: 'OUT FOR DELIVERY',
          ...at('US', 'FARGO, ND, US', '58102'),
        }),
        line('2026-08-25T03:00:00-05:00', 'transit', {
          status: 'TENDERED TO DELIVERY SERVICE PROVIDER',
          ...at('US', 'DES PLAINES, IL, US'),
        }),
        line('2026-08-23T10:00:00', 'pre-transit', {
          status: 'ELECTRONIC NOTIFICATION RECEIVED: YOUR ORDER HAS BEEN PROCESSED AND TRACKING WILL BE UPDATED SOON',
        }),
      ],
      {
        destination: {
          address: { countryCode: 'US', postalCode: '58102', addressLocality: 'FARGO', addressRegion: 'ND' },
        },
        details: {
          product: { productCode: '83', productName: 'DHL SM Parcel Expedited' },
          weight: { value: 1.2, unitText: 'lbs' },
          references: [
            { number: '9261290980109123456780', type: 'local-tracking-number' },
            { number: 'PKG-1', type: 'customer-confirmation-number' },
          ],
        },
      },
    ),
    expected: [
      {
        trackingNumber: 'GM605123456789012345',
        status: 'delivered',
        detail: 'delivered_to_mailbox',
        service: { code: '83', name: 'DHL SM Parcel Expedited' },
        destination: { city: 'FARGO', region: 'ND', postalCode: '58102', country: 'US' },
        delivery: {
          at: '2026-08-26T13:04:00-05:00',
          leftAt: 'IN/AT MAILBOX',
          to: 'mailbox',
          place: { city: 'FARGO', region: 'ND', postalCode: '58102', country: 'US' },
        },
        weight: { value: 1.2, unit: 'lb' },
        references: [{ kind: 'customer_confirmation_number', value: 'PKG-1' }],
        related: [{ relation: 'last_mile', trackingNumber: '9261290980109123456780', carrier: 'usps' }],
        events: [
          '2026-08-23T10:00:00 none | pre_transit/label_created by text | ',
          '2026-08-25T03:00:00-05:00 carrier | in_transit/handed_to_partner by text | DES PLAINES IL US',
          '2026-08-26T08:10:00-05:00 carrier | out_for_delivery by text | FARGO ND 58102 US',
          '2026-08-26T13:04:00-05:00 carrier | delivered/delivered_to_mailbox by text | FARGO ND 58102 US',
        ],
      },
    ],
  },
  {
    name: 'ecommerce-europe by the numbers of the list, in a locker though the category says delivered',
    format: 'dhl.unified',
    body: shipment(
      'JVGL0600000000000012',
      'ecommerce-europe',
      [
        line('2026-09-03T12:00:00+02:00', 'delivered', {
          status: '45',
          description: 'The shipment has been handed over to the Parcelstation',
        }),
        line('2026-09-03T08:00:00+02:00', 'transit', {
          status: '42',
          description: 'The shipment has been loaded to the van',
        }),
        line('2026-09-02T08:00:00+02:00', 'transit', {
          status: '33',
          description: 'The shipment has arrived in destination country',
        }),
        line('2026-09-01T08:00:00+02:00', 'transit', {
          status: '7',
          description: 'The shipment has been dropped off at sorting center by sender',
        }),
        line('2026-09-01T07:00:00+02:00', 'pre-transit', {
          status: '0',
          description: 'The shipment has been announced',
        }),
      ],
      { returnFlag: false, details: { provider: { destinationProvider: 'parcel-nl' } } },
    ),
    expected: [
      {
        trackingNumber: 'JVGL0600000000000012',
        status: 'available_for_pickup',
        detail: 'at_locker',
        service: { code: 'ecommerce-europe', name: 'DHL eCommerce Europe' },
        events: [
          '2026-09-01T07:00:00+02:00 carrier | pre_transit/label_created by text 0 | ',
          '2026-09-01T08:00:00+02:00 carrier | in_transit/dropped_off by code 7 | ',
          '2026-09-02T08:00:00+02:00 carrier | in_transit/arrived_in_destination_country by code 33 | ',
          '2026-09-03T08:00:00+02:00 carrier | out_for_delivery/loaded_on_vehicle by code 42 | ',
          '2026-09-03T12:00:00+02:00 carrier | available_for_pickup/at_locker by code 45 | ',
        ],
      },
    ],
  },
  {
    name: 'express, events of a description alone, pieces, a signed proof of delivery',
    format: 'dhl.unified',
    body: shipment(
      waybill,
      'express',
      [
        {
          timestamp: '2026-12-03T10:15:00',
          description: 'Delivered',
          pieceIds: [plate, otherPlate],
          ...at('GB', 'LONDON-HEATHROW - UK'),
        },
        {
          timestamp: '2026-12-03T08:05:00',
          description: 'Shipment is out with courier for delivery',
          pieceIds: [plate, otherPlate],
          ...at('GB', 'LONDON-HEATHROW - UK'),
        },
        {
          timestamp: '2026-12-02T19:00:00',
          description: 'Clearance processing complete at EAST MIDLANDS - UK',
          pieceIds: [plate, otherPlate],
          ...at('GB', 'EAST MIDLANDS - UK'),
        },
      ],
      {
        status: { timestamp: '2026-12-03T10:15:00', statusCode: 'delivered', status: 'Delivered' },
        origin: {
          address: { countryCode: 'DE', addressLocality: 'KOELN - GERMANY' },
          servicePoint: { label: 'Origin Service Area' },
        },
        destination: {
          address: { addressLocality: 'LONDON-HEATHROW - UK' },
          servicePoint: { label: 'Destination Service Area' },
        },
        serviceUrl: `https://www.dhl.com/de-en/home/tracking.html?tracking-id=${waybill}&cid=c_1`,
        details: {
          totalNumberOfPieces: 2,
          pieceIds: [plate, otherPlate],
          proofOfDelivery: {
            timestamp: '2026-12-03T10:15:00',
            documentUrl: 'https://webpod.example/pod?token=t',
            signatureUrl: 'https://webpod.example/signature?token=t',
            signed: { '@type': 'Person', name: 'A. MUSTER' },
          },
        },
      },
    ),
    expected: [
      {
        trackingNumber: waybill,
        status: 'delivered',
        service: { code: 'express', name: 'DHL Express' },
        origin: { city: 'KOELN', country: 'DE' },
        destination: { city: 'LONDON-HEATHROW', country: 'GB' },
        delivery: {
          at: '2026-12-03T10:15:00+00:00',
          signedBy: 'A. MUSTER',
          place: { city: 'LONDON-HEATHROW', country: 'GB' },
          proof: [
            { kind: 'document', url: 'https://webpod.example/pod?token=t' },
            { kind: 'signature', url: 'https://webpod.example/signature?token=t' },
          ],
        },
        pieceCount: 2,
        pieces: [plate, otherPlate].map((trackingNumber) =>
          expect.objectContaining({
            trackingNumber,
            status: 'delivered',
            events: expect.objectContaining({ length: 3 }),
          }),
        ),
        events: [
          '2026-12-02T19:00:00+00:00 place | in_transit/customs_cleared by text | EAST MIDLANDS GB',
          '2026-12-03T08:05:00+00:00 place | out_for_delivery by text | LONDON-HEATHROW GB',
          '2026-12-03T10:15:00+00:00 place | delivered by text | LONDON-HEATHROW GB',
        ],
      },
    ],
  },
  {
    name: 'express, held until the receiver names an importer, with remark and next steps',
    format: 'dhl.unified',
    body: shipment(waybill, 'express', [
      line('2026-03-02T07:53:47+01:00', 'transit', {
        status: 'UD',
        description: 'Uncontrollable clearance delay',
        remark: 'The receiver must provide an import licence.',
        nextSteps: 'Please send it to DHL.',
        ...at('DE', 'LEIPZIG'),
      }),
    ]),
    expected: [
      {
        trackingNumber: waybill,
        status: 'exception',
        detail: 'customs_documents_required',
        service: { code: 'express', name: 'DHL Express' },
        events: ['2026-03-02T07:53:47+01:00 carrier | exception/customs_documents_required by code UD | LEIPZIG DE'],
      },
    ],
    texts: ['Uncontrollable clearance delay. The receiver must provide an import licence. > Please send it to DHL.'],
  },
  {
    name: 'freight by event and reason, partly delivered at last',
    format: 'dhl.unified',
    body: shipment(
      '1234567',
      'freight',
      [
        line('2026-02-12T10:00:00', 'delivered', {
          status: '21-23',
          description: 'Shipment delivered with exception - partly delivered',
        }),
        line('2026-02-12T09:40:00', 'transit', { status: '361-139', description: 'Entered delivery geofence area' }),
        line('2026-02-11T10:00:00', 'transit', {
          status: '20-211',
          description: 'Attempted DHL delivery - consignee closed',
        }),
        line('2026-02-10T07:00:00', 'transit', {
          status: '20-208',
          description: 'Shipment in warehouse – Awaiting delivery appointment',
        }),
        line('2026-02-09T15:00:00', 'transit', { status: '13-0', description: 'Collected' }),
        line('2026-02-09T08:00:00', 'pre-transit', { status: 'ACT-2', description: 'Consignment created' }),
      ],
      {
        details: {
          weight: { value: 120, unitText: 'KGM' },
          dimensions: {
            length: { value: 1.2, unitText: 'm' },
            width: { value: 0.8, unitText: 'm' },
            height: { value: 1, unitText: 'm' },
          },
          references: [{ number: '7654321', type: 'domestic-consignment-id' }],
        },
      },
    ),
    expected: [
      {
        trackingNumber: '1234567',
        status: 'delivered',
        detail: 'delivered_in_part',
        service: { code: 'freight', name: 'DHL Freight' },
        delivery: { at: '2026-02-12T10:00:00' },
        weight: { value: 120, unit: 'kg' },
        dimensions: { length: 1.2, width: 0.8, height: 1, unit: 'm' },
        references: [{ kind: 'domestic_consignment_id', value: '7654321' }],
        events: [
          '2026-02-09T08:00:00 none | pre_transit/label_created by code ACT-2 | ',
          '2026-02-09T15:00:00 none | in_transit/picked_up by code 13-0 | ',
          '2026-02-10T07:00:00 none | in_transit/preparing_for_delivery by code 20-208 | ',
          '2026-02-11T10:00:00 none | delivery_attempted/business_closed by code 20-211 | ',
          '2026-02-12T09:40:00 none | out_for_delivery/arriving_soon by code 361-139 | ',
          '2026-02-12T10:00:00 none | delivered/delivered_in_part by code 21-23 | ',
        ],
      },
    ],
  },
  {
    name: 'dgf, sentences without a code and without a category',
    format: 'dhl.unified',
    body: shipment('S2600012345', 'dgf', [
      // New Zealand keeps two times.
      line('2026-01-28T23:16:00', undefined, { description: 'Arrived at Customs', ...at('NZ', 'Auckland') }),
      line('2026-01-20T10:00:00', 'transit', { description: 'Departed on outbound flight', ...at('DE', 'Frankfurt') }),
      line('2026-01-19T10:00:00', 'transit', { description: 'Pickup successful', ...at('DE', 'Frankfurt') }),
    ]),
    expected: [
      {
        trackingNumber: 'S2600012345',
        status: 'in_transit',
        detail: 'customs_processing',
        service: { code: 'dgf', name: 'DHL Global Forwarding' },
        events: [
          '2026-01-19T10:00:00+01:00 place | in_transit/picked_up by text | Frankfurt DE',
          '2026-01-20T10:00:00+01:00 place | in_transit/departed_facility by text | Frankfurt DE',
          '2026-01-28T23:16:00 none | in_transit/customs_processing by text | Auckland NZ',
        ],
      },
    ],
  },
  {
    name: 'svb, a registered letter back with its sender',
    format: 'dhl.unified',
    body: shipment('RR123456785DE', 'svb', [
      line('2026-04-20T10:00:00', 'delivered', { status: 'RETURNED_TO_SENDER' }),
      line('2026-04-17T10:00:00', 'transit', { status: 'SENT_BACK' }),
      line('2026-04-08T10:00:00', 'transit', { status: 'NOTIFIED' }),
      line('2026-04-08T08:00:00', 'transit', { status: 'IN_DELIVERY' }),
      line('2026-04-06T10:00:00', 'transit', { status: 'POSTED' }),
    ]),
    expected: [
      {
        trackingNumber: 'RR123456785DE',
        status: 'returned',
        service: { code: 'svb', name: 'Deutsche Post registered mail' },
        delivery: { at: '2026-04-20T10:00:00', to: 'sender' },
        events: [
          '2026-04-06T10:00:00 none | in_transit/dropped_off by code POSTED | ',
          '2026-04-08T08:00:00 none | out_for_delivery by code IN_DELIVERY | ',
          '2026-04-08T10:00:00 none | available_for_pickup/notice_left by code NOTIFIED | ',
          '2026-04-17T10:00:00 none | returning/return_to_sender by code SENT_BACK | ',
          '2026-04-20T10:00:00 none | returned by code RETURNED_TO_SENDER | ',
        ],
      },
    ],
  },
  {
    name: 'parcel-pl in Polish, an attempt before the delivery',
    format: 'dhl.unified',
    body: shipment('21234567890', 'parcel-pl', [
      line('2026-06-03T12:00:00Z', 'delivered', { description: 'przesyłka doręczona do odbiorcy' }),
      line('2026-06-02T12:00:00Z', 'failure', {
        description:
          'próba doręczenia zakończona niepowodzeniem. Odbiorcy nie było w domu w momencie doręczenia przesyłki',
      }),
      line('2026-06-02T07:00:00Z', 'transit', { description: 'przesyłka przekazana kurierowi do doręczenia' }),
      line('2026-06-01T07:00:00Z', 'pre-transit', { description: 'DHL otrzymał dane elektroniczne przesyłki' }),
    ]),
    expected: [
      {
        trackingNumber: '21234567890',
        status: 'delivered',
        service: { code: 'parcel-pl', name: 'DHL Parcel Poland' },
        delivery: { at: '2026-06-03T12:00:00Z' },
        events: [
          '2026-06-01T07:00:00Z carrier | pre_transit/label_created by text | ',
          '2026-06-02T07:00:00Z carrier | out_for_delivery by text | ',
          '2026-06-02T12:00:00Z carrier | delivery_attempted/recipient_unavailable by text | ',
          '2026-06-03T12:00:00Z carrier | delivered by text | ',
        ],
      },
    ],
  },
  {
    name: 'ecommerce-ppl, to be delivered another day',
    format: 'dhl.unified',
    body: shipment('40012345678', 'ecommerce-ppl', [
      line('2026-06-03T12:00:00+02:00', 'transit', {
        status: '460',
        description: 'The parcel will be delivered on another day',
      }),
      line('2026-06-03T06:00:00+02:00', 'transit', { status: '400', description: 'The parcel is ready for delivery' }),
    ]),
    expected: [
      {
        trackingNumber: '40012345678',
        status: 'exception',
        detail: 'delivery_rescheduled',
        service: { code: 'ecommerce-ppl', name: 'PPL CZ' },
        events: [
          '2026-06-03T06:00:00+02:00 carrier | in_transit/preparing_for_delivery by code 400 | ',
          '2026-06-03T12:00:00+02:00 carrier | exception/delivery_rescheduled by code 460 | ',
        ],
      },
    ],
  },
  {
    name: 'two divisions under one number, of which the newer is meant',
    format: 'dhl.unified',
    body: {
      shipments: [
        {
          id: 7777777770,
          service: 'ecommerce',
          status: { timestamp: '2025-01-02T10:00:00-05:00', statusCode: 'delivered', status: 'DELIVERED' },
        },
        {
          id: 7777777770,
          service: 'express',
          status: { timestamp: '2026-03-02T10:00:00+01:00', statusCode: 'transit', description: 'Shipment picked up' },
        },
      ],
      possibleAdditionalShipmentsUrl: ['/shipments?trackingNumber=7777777770&service=freight'],
    },
    expected: [
      {
        trackingNumber: '7777777770',
        uniqueId: 'express~7777777770',
        status: 'in_transit',
        detail: 'picked_up',
        service: { code: 'express', name: 'DHL Express' },
        candidates: [
          {
            uniqueId: 'ecommerce~7777777770',
            status: 'delivered',
            service: 'ecommerce',
            lastEventAt: '2025-01-02T10:00:00-05:00',
            chosen: false,
          },
          {
            uniqueId: 'express~7777777770',
            status: 'in_transit',
            service: 'express',
            lastEventAt: '2026-03-02T10:00:00+01:00',
            chosen: true,
            because: 'newest',
          },
        ],
        events: ['2026-03-02T10:00:00+01:00 carrier | in_transit/picked_up by text | '],
      },
    ],
  },
  {
    name: 'a number that DHL does not know',
    format: 'dhl.unified',
    body: {
      status: 404,
      title: 'No result found',
      detail: 'No shipment with given tracking number found.',
      instance: `/shipment/${waybill}`,
    },
    expected: [{ trackingNumber: waybill, error: 'not_found retryable' }],
  },
];

const subscription = 'https://api-eu.dhl.com/tracking/push/v1/subscription/6f1b0d0e-0000-4000-8000-000000000000';

const push: readonly Document[] = [
  {
    name: 'the newest state of a parcel in a locker',
    format: 'dhl.push',
    body: {
      scope: 'subscription.push',
      self: subscription,
      shipments: [
        {
          id: parcel,
          service: 'parcel-de',
          status: {
            timestamp: '2026-07-25T10:12:00',
            statusCode: 'transit',
            status: 'LA',
            statusDetailed: 'CNRFC_PCKST_LA',
            description: 'The shipment is ready for pick-up',
            nextSteps: 'Bring your code.',
            ...at('DE', 'Bonn'),
          },
          destination: german,
        },
      ],
    },
    expected: [
      {
        trackingNumber: parcel,
        status: 'available_for_pickup',
        detail: 'at_locker',
        service: { code: 'parcel-de', name: 'DHL Paket' },
        destination: { country: 'DE' },
        events: [
          '2026-07-25T10:12:00+02:00 place | available_for_pickup/at_locker by code LA CNRFC_PCKST_LA | Bonn DE',
        ],
      },
    ],
    texts: ['The shipment is ready for pick-up > Bring your code.'],
  },
  {
    name: 'a subscription that failed',
    format: 'dhl.push',
    body: {
      scope: 'subscription.failure',
      self: subscription,
      failure: { status: 404, title: 'No result found', detail: 'No shipment with given tracking number found.' },
    },
    expected: [{ trackingNumber: '', error: 'not_found retryable' }],
  },
];

const area = (code: string, description: string): object => ({ serviceArea: [{ code, description }] });

const checkpoint = (
  date: string,
  time: string,
  typeCode: string,
  description: string,
  place: object,
  fields: object = {},
): object => ({ date, time, typeCode, description, ...place, ...fields });

const sydney = area('SYD', 'SYDNEY-AU');
const auckland = area('AKL', 'AUCKLAND-NZ');

const myDhl = (fields: object): object => ({
  shipments: [{ shipmentTrackingNumber: waybill, status: 'Success', unitOfMeasurements: 'metric', ...fields }],
});

const express: readonly Document[] = [
  {
    name: 'delivered, the name behind the colon, offsets told, remarks with what comes next',
    format: 'dhl.express',
    body: myDhl({
      shipmentTimestamp: '2026-08-09T13:42:48',
      productCode: 'P',
      description: 'BUSHING',
      shipperDetails: {
        name: '',
        postalAddress: { cityName: '', postalCode: '', provinceCode: '', countryCode: 'AU' },
        ...sydney,
      },
      receiverDetails: {
        name: '',
        postalAddress: { cityName: 'AUCKLAND', postalCode: '1010', countryCode: 'NZ' },
        ...auckland,
      },
      totalWeight: 0.99,
      shipperReferences: [{ value: 'ORDER-77', typeCode: 'CU' }],
      events: [
        checkpoint('2026-08-09', '13:56:21', 'PU', 'Shipment picked up', sydney, { GMTOffset: '+10:00' }),
        checkpoint('2026-08-09', '21:28:58', 'DF', 'Shipment has departed from a DHL facility- SYDNEY-AU', sydney, {
          GMTOffset: '+10:00',
          remarks: [
            {
              value: 'The shipment is on its way to the destination.',
              details: 'Please continue to monitor the progress online.',
            },
          ],
        }),
        checkpoint('2026-08-10', '10:06:00', 'OK', 'Delivered : ALBA H', auckland, {
          GMTOffset: '+12:00',
          signedBy: '',
        }),
      ],
      numberOfPieces: 1,
      pieces: [
        {
          number: 1,
          trackingNumber: plate,
          weight: 0.99,
          actualDimensions: { length: 20, width: 15, height: 10 },
          unitOfMeasurements: 'metric',
        },
      ],
      estimatedDeliveryDate: '2026-08-11T23:59:00',
    }),
    expected: [
      {
        trackingNumber: waybill,
        status: 'delivered',
        service: { code: 'P', name: 'EXPRESS WORLDWIDE' },
        shippedAt: '2026-08-09T13:42:48',
        origin: { country: 'AU', city: 'SYDNEY', facility: 'SYD' },
        destination: { country: 'NZ', city: 'AUCKLAND', postalCode: '1010' },
        estimatedDelivery: { from: '2026-08-11', to: '2026-08-11' },
        delivery: {
          at: '2026-08-10T10:06:00+12:00',
          signedBy: 'ALBA H',
          place: { city: 'AUCKLAND', country: 'NZ', facility: 'AKL' },
        },
        weight: { value: 0.99, unit: 'kg' },
        dimensions: { length: 20, width: 15, height: 10, unit: 'cm' },
        pieceCount: 1,
        references: [{ kind: 'customer_reference', value: 'ORDER-77' }],
        related: [{ relation: 'duplicate', trackingNumber: plate, carrier: 'dhl-express' }],
        events: [
          '2026-08-09T13:56:21+10:00 carrier | in_transit/picked_up by code PU | SYDNEY AU SYD',
          '2026-08-09T21:28:58+10:00 carrier | in_transit/departed_facility by code DF | SYDNEY AU SYD',
          '2026-08-10T10:06:00+12:00 carrier | delivered by code OK | AUCKLAND NZ AKL',
        ],
      },
    ],
    texts: [
      'Shipment picked up',
      'Shipment has departed from a DHL facility- SYDNEY-AU. The shipment is on its way to the destination. > Please continue to monitor the progress online.',
      'Delivered : ALBA H',
    ],
  },
  {
    name: 'the status of customs updated, and released in the remark',
    format: 'dhl.express',
    body: myDhl({
      events: [
        checkpoint('2026-08-09', '22:35:34', 'RR', 'Customs clearance status updated.', auckland, {
          remarks: [{ value: 'Shipment has been given a release status by Customs.', details: 'Please wait.' }],
        }),
      ],
    }),
    expected: [
      {
        trackingNumber: waybill,
        status: 'in_transit',
        detail: 'customs_cleared',
        events: ['2026-08-09T22:35:34+12:00 place | in_transit/customs_cleared by code RR | AUCKLAND NZ AKL'],
      },
    ],
    texts: ['Customs clearance status updated. Shipment has been given a release status by Customs. > Please wait.'],
  },
  {
    name: 'two pieces, of which one is delivered and one not at home',
    format: 'dhl.express',
    body: myDhl({
      events: [
        checkpoint('2026-08-10', '08:00:00', 'WC', 'With delivering courier', auckland),
        checkpoint('2026-08-10', '10:00:00', 'OK', 'Delivered', auckland),
        checkpoint('2026-08-10', '10:05:00', 'NH', 'Not home', auckland),
      ],
      numberOfPieces: 2,
      estimatedDeliveryDate: '2026-08-10T12:00:00',
      pieces: [
        {
          trackingNumber: plate,
          weight: 1,
          events: [
            checkpoint('2026-08-10', '08:00:00', 'WC', 'With delivering courier', auckland),
            checkpoint('2026-08-10', '10:00:00', 'OK', 'Delivered', auckland),
          ],
        },
        {
          trackingNumber: otherPlate,
          weight: 2,
          events: [
            checkpoint('2026-08-10', '08:00:00', 'WC', 'With delivering courier', auckland),
            checkpoint('2026-08-10', '10:05:00', 'NH', 'Not home', auckland),
          ],
        },
      ],
    }),
    expected: [
      {
        trackingNumber: waybill,
        status: 'delivery_attempted',
        detail: 'recipient_unavailable',
        estimatedDelivery: { to: '2026-08-10T12:00:00' },
        pieceCount: 2,
        pieces: [
          expect.objectContaining({ trackingNumber: plate, status: 'delivered', weight: { value: 1, unit: 'kg' } }),
          expect.objectContaining({
            trackingNumber: otherPlate,
            status: 'delivery_attempted',
            detail: 'recipient_unavailable',
            weight: { value: 2, unit: 'kg' },
          }),
        ],
        events: [
          '2026-08-10T08:00:00+12:00 place | out_for_delivery by code WC | AUCKLAND NZ AKL',
          '2026-08-10T10:00:00+12:00 place | delivered by code OK | AUCKLAND NZ AKL',
          '2026-08-10T10:05:00+12:00 place | delivery_attempted/recipient_unavailable by code NH | AUCKLAND NZ AKL',
        ],
      },
    ],
  },
  {
    name: 'all pieces delivered keep the forecast that they had',
    format: 'dhl.express',
    body: myDhl({
      events: [checkpoint('2026-08-10', '10:00:00', 'OK', 'Delivered', auckland)],
      numberOfPieces: 2,
      estimatedDeliveryDate: '2026-08-10T23:59:00',
      pieces: [plate, otherPlate].map((trackingNumber) => ({
        trackingNumber,
        events: [checkpoint('2026-08-10', '10:00:00', 'OK', 'Delivered', auckland)],
      })),
    }),
    expected: [
      {
        trackingNumber: waybill,
        status: 'delivered',
        estimatedDelivery: { from: '2026-08-10', to: '2026-08-10' },
        delivery: {
          at: '2026-08-10T10:00:00+12:00',
          place: { city: 'AUCKLAND', country: 'NZ', facility: 'AKL' },
        },
        pieceCount: 2,
        pieces: [plate, otherPlate].map((trackingNumber) =>
          expect.objectContaining({ trackingNumber, status: 'delivered' }),
        ),
        events: ['2026-08-10T10:00:00+12:00 place | delivered by code OK | AUCKLAND NZ AKL'],
      },
    ],
  },
  {
    name: 'sent back to its consignor, and a shipment with its label alone',
    format: 'dhl.express',
    body: {
      shipments: [
        {
          shipmentTrackingNumber: waybill,
          status: 'Success',
          events: [
            checkpoint('2026-08-12', '09:00:00', 'RD', 'Refused delivery', auckland),
            checkpoint('2026-08-13', '09:00:00', 'RT', 'Returned to consignor', auckland),
          ],
        },
        { shipmentTrackingNumber: second, status: 'Success', shipmentTimestamp: '2026-08-12T09:00:00', events: [] },
      ],
    },
    expected: [
      {
        trackingNumber: waybill,
        status: 'returning',
        detail: 'return_to_sender',
        events: [
          '2026-08-12T09:00:00+12:00 place | exception/refused by code RD | AUCKLAND NZ AKL',
          '2026-08-13T09:00:00+12:00 place | returning/return_to_sender by code RT | AUCKLAND NZ AKL',
        ],
      },
      {
        trackingNumber: second,
        status: 'pre_transit',
        detail: 'label_created',
        shippedAt: '2026-08-12T09:00:00',
        events: [],
      },
    ],
  },
  {
    name: 'nothing found, status written as text',
    format: 'dhl.express',
    body: {
      instance: `/expressapi/shipments/${waybill}/tracking`,
      detail: `No Shipments Found for AWBNumber | ${waybill}`,
      title: 'Not data found',
      message: 'Bad request',
      status: '404',
    },
    expected: [{ trackingNumber: waybill, error: 'not_found retryable' }],
  },
];

/** An element of XML-PI with its content. */
const tag = (name: string, content: string): string => `<${name}>${content}</${name}>`;
const areaXml = (code: string, description: string): string =>
  tag('ServiceArea', tag('ServiceAreaCode', code) + tag('Description', description));
const eventXml = (date: string, time: string, code: string, words: string, more: string): string =>
  tag(
    'ShipmentEvent',
    tag('Date', date) +
      tag('Time', time) +
      tag('ServiceEvent', tag('EventCode', code) + tag('Description', words)) +
      more,
  );
const response = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><req:TrackingResponse xmlns:req="http://www.dhl.com"><Response><ServiceHeader><SiteID>TestSiteID</SiteID></ServiceHeader></Response>${content}</req:TrackingResponse>`;
const success = tag('Status', tag('ActionStatus', 'success'));
const heathrow = areaXml('LHR', 'LONDON-HEATHROW - UNITED KINGDOM');
const woodside = areaXml('LGA', 'WOODSIDE,NY-USA');

const expressXml: readonly Document[] = [
  {
    name: 'delivered after an attempt, words broken into lines, weights in the signatory of other lines',
    format: 'dhl.xml-pi',
    body: response(
      tag(
        'AWBInfo',
        tag('AWBNumber', waybill) +
          success +
          tag(
            'ShipmentInfo',
            tag(
              'OriginServiceArea',
              tag('ServiceAreaCode', 'LHR') + tag('Description', 'LONDON-HEATHROW - UNITED KINGDOM'),
            ) +
              tag('DestinationServiceArea', tag('ServiceAreaCode', 'LGA') + tag('Description', 'WOODSIDE,NY-USA')) +
              tag('ShipperName', 'SHIPPER NAME') +
              tag('ConsigneeName', 'CONSIGNEE NAME') +
              tag('ShipmentDate', '2026-01-12T15:14:00') +
              tag('Pieces', '1') +
              tag('Weight', '2.42') +
              tag('WeightUnit', 'L') +
              tag('EstDlvyDate', '2026-01-15 23:59:00 GMT-05:00') +
              tag('EstDlvyDateUTC', '2026-01-16 04:59:00') +
              tag('GlobalProductCode', 'P') +
              tag('Shipper', tag('City', 'COLNBROOK') + tag('PostalCode', 'SL3 0BS') + tag('CountryCode', 'GB')) +
              tag(
                'Consignee',
                tag('City', 'OAKLAND GARDENS') +
                  tag('DivisionCode', 'NY') +
                  tag('PostalCode', '11364') +
                  tag('CountryCode', 'US'),
              ) +
              tag('ShipperReference', tag('ReferenceID', '502292000001')) +
              eventXml(
                '2026-01-12',
                '21:10:34',
                'PL',
                'Processed at LONDON-HEATHROW -\n      UNITED KINGDOM',
                tag('Signatory', '2.42') + heathrow,
              ) +
              eventXml(
                '2026-01-14',
                '11:00:00',
                'NH',
                'Delivery attempted; recipient not home',
                `<Signatory/>${woodside}`,
              ) +
              eventXml(
                '2026-01-15',
                '10:30:00',
                'OK',
                'Delivered - Signed for by',
                tag('Signatory', 'R. LINDQVIST') + woodside,
              ),
          ),
      ),
    ),
    expected: [
      {
        trackingNumber: waybill,
        status: 'delivered',
        service: { code: 'P', name: 'EXPRESS WORLDWIDE' },
        shippedAt: '2026-01-12T15:14:00',
        origin: { city: 'COLNBROOK', postalCode: 'SL3 0BS', country: 'GB' },
        destination: { city: 'OAKLAND GARDENS', region: 'NY', postalCode: '11364', country: 'US' },
        estimatedDelivery: { from: '2026-01-15', to: '2026-01-15' },
        delivery: {
          at: '2026-01-15T10:30:00-05:00',
          signedBy: 'R. LINDQVIST',
          place: { city: 'WOODSIDE', region: 'NY', country: 'US', facility: 'LGA' },
        },
        weight: { value: 2.42, unit: 'lb' },
        pieceCount: 1,
        references: [{ kind: 'customer_reference', value: '502292000001' }],
        events: [
          '2026-01-12T21:10:34+00:00 place | in_transit/processed_at_facility by code PL | LONDON-HEATHROW GB LHR',
          '2026-01-14T11:00:00-05:00 place | delivery_attempted/recipient_unavailable by code NH | WOODSIDE NY US LGA',
          '2026-01-15T10:30:00-05:00 place | delivered by code OK | WOODSIDE NY US LGA',
        ],
      },
    ],
    texts: [
      'Processed at LONDON-HEATHROW - UNITED KINGDOM',
      'Delivery attempted; recipient not home',
      'Delivered - Signed for by',
    ],
  },
  {
    name: 'a clearance delay for unpaid duties, with what the receiver has to do',
    format: 'dhl.xml-pi',
    body: response(
      tag(
        'AWBInfo',
        tag('AWBNumber', waybill) +
          success +
          tag(
            'ShipmentInfo',
            eventXml(
              '2026-01-13',
              '08:00:00',
              'UD',
              'Clearance event',
              tag(
                'EventRemarks',
                tag('FurtherDetails', 'Duties and taxes are due before\n   delivery.') +
                  tag('NextSteps', 'Please pay online.'),
              ) + woodside,
            ),
          ),
      ),
    ),
    expected: [
      {
        trackingNumber: waybill,
        status: 'exception',
        detail: 'customs_payment_due',
        events: ['2026-01-13T08:00:00-05:00 place | exception/customs_payment_due by code UD | WOODSIDE NY US LGA'],
      },
    ],
    texts: ['Clearance event. Duties and taxes are due before delivery. > Please pay online.'],
  },
  {
    name: 'three waybills: one found with its pieces, one not, whose number is in the words alone',
    format: 'dhl.xml-pi',
    body: response(
      tag(
        'AWBInfo',
        tag('AWBNumber', waybill) +
          success +
          tag('ShipmentInfo', eventXml('2026-01-12', '21:10:34', 'AF', 'Arrived at Sort Facility', heathrow)) +
          tag(
            'Pieces',
            tag(
              'PieceInfo',
              tag(
                'PieceDetails',
                tag('AWBNumber', waybill) +
                  tag('LicensePlate', plate) +
                  tag('ActualDepth', '20') +
                  tag('ActualWidth', '10') +
                  tag('ActualHeight', '5') +
                  tag('ActualWeight', '1.5') +
                  tag('WeightUnit', 'K'),
              ),
            ),
          ),
      ) +
        tag(
          'AWBInfo',
          '<AWBNumber/>' +
            tag(
              'Status',
              tag('ActionStatus', 'No Shipments Found') +
                tag(
                  'Condition',
                  tag('ConditionCode', '103') + tag('ConditionData', `No Shipments Found for AWBNumber ${second}`),
                ),
            ),
        ),
    ),
    expected: [
      {
        trackingNumber: waybill,
        status: 'in_transit',
        detail: 'arrived_at_facility',
        dimensions: { length: 20, width: 10, height: 5, unit: 'cm' },
        related: [{ relation: 'duplicate', trackingNumber: plate, carrier: 'dhl-express' }],
        events: [
          '2026-01-12T21:10:34+00:00 place | in_transit/arrived_at_facility by code AF | LONDON-HEATHROW GB LHR',
        ],
      },
      { trackingNumber: second, error: 'not_found 103 retryable' },
    ],
  },
  {
    name: 'a login that is refused',
    format: 'dhl.xml-pi',
    body: `<req:ShipmentTrackingErrorResponse xmlns:req="http://www.dhl.com"><Response>${tag(
      'Status',
      tag('ActionStatus', 'Failure') +
        tag(
          'Condition',
          tag('ConditionCode', '111') +
            tag('ConditionData', 'Error in parsing request XML: the value of element Password is not valid.'),
        ),
    )}</Response></req:ShipmentTrackingErrorResponse>`,
    expected: [{ trackingNumber: '', error: 'unauthorized 111 lasting' }],
  },
];

/** A `data` element of Parcel DE. */
const data = (attributes: Readonly<Record<string, string>>, content = ''): string => {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<data${written.join('')}>${content}</data>`;
};
const pieceEvent = (
  time: string,
  [ice, ric, standard]: readonly [string, string, string],
  words: string,
  more: Readonly<Record<string, string>> = {},
): string =>
  data({
    name: 'piece-event',
    'event-timestamp': time,
    'event-status': words,
    'event-text': words,
    ice,
    ric,
    'event-location': '',
    'event-country': '',
    'standard-event-code': standard,
    ruecksendung: 'false',
    ...more,
  });
const pieceShipment = (attributes: Readonly<Record<string, string>>, events: readonly string[]): string =>
  data(
    {
      name: 'piece-shipment',
      'error-status': '0',
      'piece-code': parcel,
      'searched-piece-code': parcel,
      'piece-identifier': parcel.slice(2),
      ...attributes,
    },
    data({ name: 'piece-event-list', 'piece-identifier': parcel.slice(2) }, events.join('')),
  );
const pieceList = (content: string, code = '0'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${data({ name: 'piece-shipment-list', code, 'request-id': 'r' }, content)}`;

const parcelDe: readonly Document[] = [
  {
    name: 'delivered to another person who was there, all facts of a piece',
    format: 'dhl.parcel-de',
    body: pieceList(
      pieceShipment(
        {
          'piece-id': 'a5aed21b',
          'status-timestamp': '18.03.2026 10:02',
          status: 'The shipment has been successfully delivered',
          'short-status': 'Delivery successful',
          'recipient-name': 'Muster',
          'recipient-city': '53113 Bonn',
          'pan-recipient-name': 'Example GmbH',
          'pan-recipient-city': '53113 Bonn',
          'pan-recipient-postalcode': '53113',
          'shipper-city': '04109 Leipzig',
          'product-code': '00',
          'product-name': 'DHL PAKET (parcel)',
          'delivery-event-flag': '1',
          'delivery-timeframe-from': '18.03.2026 09:30',
          'delivery-timeframe-to': '18.03.2026 11:00',
          'recipient-id': '5',
          'recipient-id-text': 'different person present',
          'shipment-length': '30.0',
          'shipment-width': '20.0',
          'shipment-height': '10.0',
          'shipment-weight': '2.5',
          ice: 'DLVRD',
          ric: 'OTHER',
          'standard-event-code': 'ZU',
          'dest-country': 'DE',
          'origin-country': 'DE',
          'piece-customer-reference': 'ORDER-77',
          'airway-bill-number': '',
          ruecksendung: 'false',
        },
        [
          pieceEvent('17.03.2026 16:22', ['PCKDU', 'PUBCR', 'AE'], 'The shipment has been picked up', {
            'event-location': 'Leipzig',
            'event-country': 'Germany',
          }),
          pieceEvent(
            '18.03.2026 03:14',
            ['ULFMV', 'UNLDD', 'EE'],
            'The shipment has been processed in the destination parcel center',
            {
              'event-location': 'Köln',
              'event-country': 'Germany',
            },
          ),
          pieceEvent(
            '18.03.2026 08:31',
            ['SRTED', 'NRQRD', 'PO'],
            'The shipment has been loaded onto the delivery vehicle',
          ),
          pieceEvent('18.03.2026 10:02', ['DLVRD', 'OTHER', 'ZU'], 'The shipment has been successfully delivered', {
            'event-location': 'Bonn',
            'event-country': 'Germany',
          }),
        ],
      ),
    ),
    expected: [
      {
        trackingNumber: parcel,
        status: 'delivered',
        detail: 'delivered_to_agent',
        service: { code: '00', name: 'DHL PAKET (parcel)' },
        origin: { city: 'Leipzig', postalCode: '04109', country: 'DE' },
        destination: { city: 'Bonn', postalCode: '53113', country: 'DE' },
        estimatedDelivery: { from: '2026-03-18T09:30:00', to: '2026-03-18T11:00:00' },
        delivery: {
          at: '2026-03-18T10:02:00+01:00',
          signedBy: 'Muster',
          to: 'agent',
          place: { city: 'Bonn', country: 'DE' },
        },
        weight: { value: 2.5, unit: 'kg' },
        dimensions: { length: 30, width: 20, height: 10, unit: 'cm' },
        references: [{ kind: 'customer_reference', value: 'ORDER-77' }],
        events: [
          '2026-03-17T16:22:00+01:00 place | in_transit/picked_up by code PCKDU PUBCR | Leipzig DE',
          '2026-03-18T03:14:00+01:00 place | in_transit/arrived_at_destination_facility by code ULFMV UNLDD | Köln DE',
          '2026-03-18T08:31:00+01:00 place | out_for_delivery/loaded_on_vehicle by code SRTED NRQRD | ',
          '2026-03-18T10:02:00+01:00 place | delivered/delivered_to_agent by code DLVRD OTHER | Bonn DE',
        ],
      },
    ],
  },
  {
    name: 'on its way back, refused, with the number of the postal union',
    format: 'dhl.parcel-de',
    body: pieceList(
      pieceShipment(
        {
          status: 'The shipment is being returned',
          'status-timestamp': '20.03.2026 07:00',
          'delivery-event-flag': '0',
          ice: 'RETRN',
          ric: 'RFUSD',
          'standard-event-code': 'BV',
          'dest-country': 'AT',
          'origin-country': 'DE',
          upu: 'CY123456785DE',
          ruecksendung: 'true',
        },
        [
          pieceEvent('19.03.2026 11:00', ['NTDEL', 'RFUSD', 'ZN'], 'The recipient refused the shipment', {
            'event-location': 'Wien',
            'event-country': 'Austria',
          }),
          pieceEvent('20.03.2026 07:00', ['RETRN', 'RFUSD', 'BV'], 'The shipment is being returned', {
            'event-location': 'Wien',
            'event-country': 'Austria',
            ruecksendung: 'true',
          }),
        ],
      ),
    ),
    expected: [
      {
        trackingNumber: parcel,
        status: 'returning',
        detail: 'refused',
        origin: { country: 'DE' },
        destination: { country: 'AT' },
        related: [{ relation: 'last_mile', trackingNumber: 'CY123456785DE' }],
        events: [
          '2026-03-19T11:00:00+01:00 place | exception/refused by code NTDEL RFUSD | Wien AT',
          '2026-03-20T07:00:00+01:00 place | returning/refused by code RETRN RFUSD | Wien AT',
        ],
      },
    ],
  },
  {
    name: 'a delivery that was taken back by the driver, and what comes next',
    format: 'dhl.parcel-de',
    body: pieceList(
      pieceShipment(
        {
          status: 'Die Sendung wurde in das Zustellfahrzeug geladen.',
          'status-next': 'Die Zustellung erfolgt heute.',
          'delivery-event-flag': '0',
          ice: 'LDTMV',
          ric: 'MVMTV',
          'standard-event-code': 'PO',
          'dest-country': 'DE',
          'origin-country': 'DE',
        },
        [
          pieceEvent('18.03.2026 09:00', ['DLVRD', 'ACCPT', 'ZU'], 'Die Sendung wurde erfolgreich zugestellt.'),
          pieceEvent('18.03.2026 09:01', ['STORN', 'NRQRD', 'DD'], 'Storno'),
          pieceEvent('18.03.2026 09:05', ['LDTMV', 'MVMTV', 'PO'], 'Die Sendung wurde in das Zustellfahrzeug geladen.'),
        ],
      ),
    ),
    expected: [
      {
        trackingNumber: parcel,
        status: 'out_for_delivery',
        detail: 'loaded_on_vehicle',
        origin: { country: 'DE' },
        destination: { country: 'DE' },
        events: [
          '2026-03-18T09:00:00+01:00 place | delivered by code DLVRD ACCPT | ',
          '2026-03-18T09:01:00+01:00 place | info by code STORN NRQRD | ',
          '2026-03-18T09:05:00+01:00 place | out_for_delivery/loaded_on_vehicle by code LDTMV MVMTV | ',
        ],
      },
    ],
    texts: [
      'Die Sendung wurde erfolgreich zugestellt.',
      'Storno',
      'Die Sendung wurde in das Zustellfahrzeug geladen. > Die Zustellung erfolgt heute.',
    ],
  },
  {
    name: 'waiting in an agency, of the public request',
    format: 'dhl.parcel-de',
    body: data(
      { 'request-id': 'r' },
      data(
        { name: 'piece-status-public-list', code: '0' },
        data({
          name: 'piece-status-public',
          'piece-code': parcel,
          status: 'Die Sendung liegt in der Filiale zur Abholung bereit.',
          'last-event-timestamp': '18.03.2026 17:00',
          ice: 'HLDCC',
          ric: 'SERPT',
          'standard-event-code': 'LA',
        }),
      ),
    ),
    expected: [
      {
        trackingNumber: parcel,
        status: 'available_for_pickup',
        detail: 'at_post_office',
        events: ['2026-03-18T17:00:00 none | available_for_pickup/at_post_office by code HLDCC SERPT | '],
      },
    ],
  },
  {
    name: 'one piece of two unknown, each with its own word',
    format: 'dhl.parcel-de',
    body: pieceList(
      pieceShipment({ ice: 'PARCV', ric: 'NRQRD', 'standard-event-code': 'VA' }, [
        pieceEvent('17.03.2026 12:00', ['PARCV', 'NRQRD', 'VA'], 'Pre-advice'),
      ]) +
        data({
          name: 'piece-shipment',
          'error-status': '100',
          'piece-status': '100',
          'piece-status-desc': 'No data found',
          'searched-piece-code': '00340434161094000018',
        }),
    ),
    expected: [
      {
        trackingNumber: parcel,
        status: 'pre_transit',
        detail: 'label_created',
        events: ['2026-03-17T12:00:00 none | pre_transit/label_created by code PARCV NRQRD | '],
      },
      { trackingNumber: '00340434161094000018', error: 'not_found 100 retryable' },
    ],
  },
  {
    name: 'a check digit that is wrong',
    format: 'dhl.parcel-de',
    body: pieceList('', '41'),
    expected: [{ trackingNumber: '', error: 'invalid_number 41 lasting' }],
  },
];

describe.each([
  ['Shipment Tracking – Unified', unified],
  ['Push', push],
  ['the MyDHL API', express],
  ['XML Services', expressXml],
  ['Parcel DE', parcelDe],
] as const)('%s as DHL documents it', (_, documents) => {
  it.each(documents)('$name', ({ format, body, expected, texts }) => {
    const { formats, outcomes } = stored(typeof body === 'string' ? body : JSON.stringify(body), dhlFormats);
    expect(formats).toEqual([format]);
    expect(outcomes.map(stated)).toEqual(expected);
    if (texts === undefined) return;
    const events = outcomes.flatMap((outcome) => (outcome.ok ? outcome.value.events : []));
    expect(
      events.map(({ description, nextStep }) =>
        nextStep === undefined ? description : `${description} > ${nextStep}`,
      ),
    ).toEqual(texts);
  });
});
