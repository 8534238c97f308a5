import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { dhlFormats } from '../../../../carriers/dhl/index.ts';

type Wire = Readonly<Record<string, unknown>>;

function read(service: string, events: readonly Wire[], fields: Wire = {}) {
  const shipments = [{ id: '7777777770', service, status: events[0], events, ...fields }];
  const [outcome] = readPayload(JSON.stringify({ shipments }), dhlFormats);
  if (!outcome?.ok) throw new Error('a tracking was expected');
  return outcome.value;
}

const line = (fields: Wire): Wire => ({ timestamp: '2026-03-12T08:00:00', ...fields });

/** Status and detail of a parcel with one line. */
function meaning(service: string, fields: Wire) {
  const { events } = read(service, [line(fields)]);
  return [events[0]?.status, events[0]?.detail];
}

describe('words that DHL’s own category denies', () => {
  it.each([
    'The shipment has left on its flight to Leipzig',
    'Left in container',
    'Left with line haul',
    'Left at origin depot',
    'Delivered to depot',
    'Handed over at reception',
    'To be collected from shipper',
    'The parcel is cancelled from the tour',
  ])('%s, in transit, is no end', (description) => {
    expect(read('express', [line({ statusCode: 'transit', description })]).status).toBe('in_transit');
  });

  it('leaves plain words to speak', () => {
    expect(meaning('dsc', { statusCode: 'transit', status: 'Delivered' })[0]).toBe('delivered');
    expect(meaning('parcel-nl', { statusCode: 'transit', status: 'DELIVERED_AT_SHIPPER' })[0]).toBe('returned');
  });

  it.each(['EN ROUTE TO ORIGIN FACILITY', 'Arrived in the system', 'On its way'])('%s stays announced', (status) => {
    expect(read('ecommerce', [line({ statusCode: 'pre-transit', status })]).status).toBe('pre_transit');
  });
});

describe('statusDetailed of Parcel DE', () => {
  it.each([
    ['delivered', 'ZU', 'DLVRD_NGHBR_ZU', 'delivered', 'delivered_to_neighbour'],
    ['delivered', 'ZU', 'DLVRD_SECPL_ZU', 'delivered', 'delivered_to_safe_place'],
    ['transit', 'LA', 'HLDCC_LDPCK_LA', 'available_for_pickup', 'at_locker'],
    ['transit', 'ZF', 'CNRFC_PCKST_ZF', 'available_for_pickup', 'at_locker'],
    ['transit', 'ZN', 'NTDEL_NHOME_ZN', 'delivery_attempted', 'recipient_unavailable'],
    ['transit', 'BV', 'ALERT_BDADD_BV', 'exception', 'address_issue'],
    ['transit', 'PO', 'ADVIS_PFLOC_DD', 'info', 'delivery_change_requested'],
    ['transit', 'EE', 'SRTED_NRQRD_PO', 'in_transit', 'processed_at_facility'],
    ['transit', undefined, 'SRTED_NRQRD_PO', 'in_transit', 'processed_at_facility'],
    ['transit', 'PO', 'SRTED_NRQRD_PO', 'out_for_delivery', undefined],
    ['transit', undefined, 'NTDEL_NHOME_ZN', 'delivery_attempted', 'recipient_unavailable'],
    ['transit', 'Ein Satz.', 'HLDCC_LDPCK_LA', 'available_for_pickup', 'at_locker'],
  ])('%s, %s, %s', (statusCode, status, statusDetailed, expected, detail) => {
    const fields = { statusCode, status, statusDetailed };
    expect(meaning('parcel-de', fields)).toEqual([expected, detail]);
    expect(read('parcel-de', [line(fields)]).events[0]?.description).not.toContain(statusDetailed);
  });

  it('takes the words where sorted may mean loaded', () => {
    const fields = { statusCode: 'transit', status: 'PO', statusDetailed: 'SRTED_NRQRD_PO' };
    expect(
      meaning('parcel-de', { ...fields, description: 'Die Sendung ist in der Region des Empfängers angekommen.' }),
    ).toEqual(['in_transit', 'arrived_at_facility']);
    expect(
      meaning('parcel-de', { ...fields, description: 'The shipment has been loaded onto the delivery vehicle' }),
    ).toEqual(['out_for_delivery', 'loaded_on_vehicle']);
  });

  it('lets a wish neither send the parcel out nor undo an attempt', () => {
    const wish = { status: 'PO', statusCode: 'transit', statusDetailed: 'ADVIS_PFLOC_DD' };
    const attempt = { status: 'ZN', statusCode: 'transit', statusDetailed: 'NTDEL_NHOME_ZN' };
    const { status } = read('parcel-de', [
      line({ ...wish, timestamp: '2026-03-12T14:00:00' }),
      line({ ...attempt, timestamp: '2026-03-12T12:00:00' }),
    ]);
    expect(status).toBe('delivery_attempted');
  });
});

describe('languages', () => {
  it.each([
    ['delivered', 'Die Sendung liegt in der Filiale zur Abholung bereit.', 'available_for_pickup', 'at_post_office'],
    ['transit', 'Die Sendung liegt in der Packstation 101 zur Abholung bereit.', 'available_for_pickup', 'at_locker'],
    ['transit', 'Die Sendung wurde in das Zustellfahrzeug geladen.', 'out_for_delivery', 'loaded_on_vehicle'],
    ['transit', 'Der Empfänger wurde nicht angetroffen.', 'delivery_attempted', 'recipient_unavailable'],
    [
      'transit',
      'Die Sendung wurde zurückgestellt. Die Zustellung erfolgt vrs. am nächsten Werktag.',
      'exception',
      'delayed',
    ],
    ['transit', 'Die Sendung wurde vom Absender in der Filiale eingeliefert.', 'in_transit', 'dropped_off'],
    ['transit', 'Die Sendung ist in der Region des Empfängers angekommen.', 'in_transit', 'arrived_at_facility'],
    ['delivered', 'Die Sendung wurde erfolgreich zugestellt', 'delivered', undefined],
    ['transit', 'Die Sendung wird voraussichtlich morgen zugestellt.', 'in_transit', undefined],
    ['failure', 'odbiorcy nie było w domu w momencie doręczenia', 'delivery_attempted', 'recipient_unavailable'],
    ['transit', 'Nie zastano odbiorcy pod adresem.', 'delivery_attempted', 'recipient_unavailable'],
    ['transit', 'Nie zastaliśmy odbiorcy', 'in_transit', undefined],
    [
      'transit',
      'przesyłka oczekuje na odbiór przez klienta w terminalu DHL',
      'available_for_pickup',
      'at_carrier_location',
    ],
    ['transit', 'Votre colis est en cours de livraison', 'out_for_delivery', undefined],
    ['transit', 'De bezorger is onderweg', 'out_for_delivery', undefined],
    ['transit', 'Su envío está en reparto', 'out_for_delivery', undefined],
  ])('%s: %s', (statusCode, description, status, detail) => {
    expect(meaning('parcel-de', { statusCode, description })).toEqual([status, detail]);
  });
});

describe('what DHL adds', () => {
  it('joins the remark, keeps the next step, and says what is wanted', () => {
    const remark = 'The receiver has to name an importer number.';
    const fields = { statusCode: 'transit', description: 'Clearance event', remark, nextSteps: 'DHL will call.' };
    const { status, detail, events } = read('express', [line(fields)]);
    expect([status, detail]).toEqual(['exception', 'customs_documents_required']);
    expect(events[0]).toMatchObject({ description: `Clearance event. ${remark}`, nextStep: 'DHL will call.' });
  });

  it('takes remark and advice of the newest state for its line', () => {
    const bare = line({ statusCode: 'transit', description: 'On hold' });
    const { events } = read('express', [bare], { status: { ...bare, remark: 'The full address is needed.' } });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ detail: 'address_issue', description: 'On hold. The full address is needed.' });
  });

  it('keeps every text once', () => {
    const description = 'The parcel was handed over.';
    const texts = { description, statusDetailed: 'It was left with the concierge.', remark: description };
    expect(
      read('parcel-uk', [line({ statusCode: 'delivered', status: 'Delivered', ...texts })]).events[0],
    ).toMatchObject({
      description: 'Delivered: The parcel was handed over. It was left with the concierge.',
    });
  });

  it('keeps the words beside a forecast, and the page to change the delivery', () => {
    const fields = {
      estimatedTimeOfDelivery: '2026-03-13T00:00:00',
      estimatedTimeOfDeliveryRemark: 'By <b>End of Day</b>',
      rerouteUrl: 'https://dhl.example/reroute',
    };
    const moving = line({ statusCode: 'transit' });
    expect(read('parcel-de', [moving], fields)).toMatchObject({
      estimateDescription: 'By End of Day',
      deliveryChangeUrl: 'https://dhl.example/reroute',
    });
    const none = read('parcel-de', [moving], { estimatedTimeOfDeliveryRemark: '', rerouteUrl: 'string' });
    expect(none.estimateDescription).toBeUndefined();
    expect(none.deliveryChangeUrl).toBeUndefined();
  });

  it('shows text and no markup', () => {
    const description = "Arrived (<a href='https://e.example'>more</a>)";
    expect(read('express', [line({ statusCode: 'transit', description })]).events[0]?.description).toBe(
      'Arrived (more)',
    );
  });
});

describe('a state that is newer than the history', () => {
  const arrived = {
    timestamp: '2026-03-12T12:00:00+01:00',
    statusCode: 'transit',
    description: 'Arrived at DHL Sort Facility',
  };

  it('is a line of it', () => {
    const status = {
      timestamp: '2026-03-12T12:20:00+01:00',
      statusCode: 'transit',
      description: 'Shipment on hold',
      remark: 'So.',
    };
    const tracking = read('express', [arrived], { status });
    expect([tracking.status, tracking.detail]).toEqual(['exception', 'held']);
    expect(tracking.events.map(({ description }) => description)).toEqual([
      arrived.description,
      'Shipment on hold. So.',
    ]);
  });

  it('is none where it only repeats the newest line in other words, or is behind', () => {
    const again = { ...arrived, status: 'transit', description: undefined };
    expect(read('express', [arrived], { status: again }).events).toHaveLength(1);
    const behind = { timestamp: '2026-03-12T08:00:00Z', statusCode: 'pre-transit', description: 'Created' };
    const tracking = read('express', [arrived], { status: behind });
    expect(tracking.events).toHaveLength(1);
    expect(tracking.status).toBe('in_transit');
  });

  it('has its words kept where it ends the parcel and no line does', () => {
    const status = line({ timestamp: '2026-03-12T07:00:00', statusCode: 'delivered', description: 'Handed over' });
    const tracking = read('express', [line({ statusCode: 'transit', description: 'Arrived' })], { status });
    expect(tracking).toMatchObject({ status: 'delivered', statusDescription: 'Handed over' });
    expect(tracking.events).toHaveLength(1);
  });

  it('does not stand against newer lines', () => {
    const out = { timestamp: '2026-03-12T16:00:00Z', statusCode: 'transit', description: 'Out for delivery' };
    const held = { timestamp: '2026-03-12T08:00:00Z', statusCode: 'failure', description: 'On hold' };
    expect(read('express', [out], { status: held }).status).toBe('out_for_delivery');
  });

  it('does not make a moving parcel a label again', () => {
    const events = [
      { timestamp: '2026-03-12T09:00:00Z', statusCode: 'pre-transit', status: 'Created' },
      { timestamp: '2026-03-12T08:00:00Z', statusCode: 'transit', status: 'Dispatched' },
    ];
    expect(read('dsc', events).status).toBe('in_transit');
    const delivered = { timestamp: '2026-03-12T08:30:00Z', statusCode: 'delivered', status: 'Delivered' };
    expect(read('dsc', [events[0] ?? {}, delivered]).status).toBe('delivered');
  });
});

describe('sentences of Express without a category', () => {
  it.each([
    [
      'Shipper has generated a shipment label, but the shipment has not yet been handed over to DHL',
      'pre_transit',
      'label_created',
    ],
    ['Clearance event', 'in_transit', 'customs_processing'],
    ['Processed for clearance at LEIPZIG', 'in_transit', 'customs_processing'],
    ['Please contact DHL', 'exception', undefined],
    ['With delivery courier', 'out_for_delivery', undefined],
    ['Transferred through LEIPZIG', 'in_transit', undefined],
    ['Address information needed', 'exception', 'address_issue'],
    ['Further consignee information needed', 'exception', 'address_issue'],
    ['Delivery not accepted', 'exception', 'refused'],
    ['Shipment is in transit to destination', 'in_transit', undefined],
    ['Shipment is scheduled for delivery', 'in_transit', 'delivery_scheduled'],
    ['Delivery attempted but no response at Consignee address', 'delivery_attempted', 'recipient_unavailable'],
    ['已派送', 'delivered', undefined],
  ])('%s', (description, status, detail) => {
    expect(meaning('express', { description })).toEqual([status, detail]);
  });
});

describe('other words and codes', () => {
  it.each([
    ['ecommerce', { status: 'CLOSE BAG' }, 'in_transit', 'processed_at_facility'],
    ['ecommerce', { status: 'SCANNED INTO SACK/CONTAINER' }, 'in_transit', 'processed_at_facility'],
    [
      'ecommerce-europe',
      { status: '0', description: 'The shipment has been announced' },
      'pre_transit',
      'label_created',
    ],
    ['ecommerce-europe', { status: '42', statusCode: 'transit' }, 'out_for_delivery', 'loaded_on_vehicle'],
    ['express', { statusCode: 'TRANSIT' }, 'in_transit', undefined],
    ['express', { statusCode: 'in-transit' }, 'in_transit', undefined],
    ['express', { statusCode: 'out-for-delivery' }, 'out_for_delivery', undefined],
    ['express', { status: 'transit' }, 'in_transit', undefined],
    [
      'parcel-nl',
      { status: 'NOTIFICATION_FOR_PARCELSTATION_COLLECTION_HAS_BEEN_SENT' },
      'available_for_pickup',
      'at_locker',
    ],
    ['parcel-nl', { status: 'DELIVERED_AT_PARCELSHOP' }, 'in_transit', 'to_pickup_point'],
    [
      'parcel-nl',
      { status: 'NOT_HOME_SYSTEM_INTERVENTION_DELIVERY_AT_PARCELSHOP' },
      'info',
      'delivery_change_confirmed',
    ],
    ['parcel-pl', { status: 'ZWN' }, 'returned', undefined],
  ])('%s %j', (service, fields, status, detail) => {
    expect(meaning(service, fields)).toEqual([status, detail]);
  });
});

describe('codes that are words', () => {
  it.each([
    ['parcel-nl', 'pre_transit/pickup_scheduled', 'WILL_BE_COLLECTED'],
    ['parcel-nl', 'in_transit', 'RECORD_OF_TRANSIT'],
    ['parcel-nl', 'in_transit/picked_up', 'COLLECTED PICKED_UP'],
    [
      'parcel-nl',
      'in_transit/arrived_at_facility',
      'ARRIVED_AT_INBOUND_GATEWAY ARRIVED_AT_TERMINAL ARRIVED_FACILITY GATEWAY_ARRIVED',
    ],
    [
      'parcel-nl',
      'in_transit/processed_at_facility',
      'PARCEL_RESORTED_AT_HUB PREPROCESS_SORT_BY_THIRD_PARTY PROCESSED_AT_LOCATION PROCESSED_AT_ORIGIN',
    ],
    ['parcel-nl', 'in_transit/departed_facility', 'DEPARTURE DEPART_DESTINATION_GATEWAY GATEWAY_DEPARTED'],
    ['parcel-nl', 'in_transit/arrived_at_destination_facility', 'ARRIVED_AT_DELIVERY_FACILITY'],
    [
      'parcel-nl',
      'in_transit/customs_processing',
      'BREAK_BULK_SHIPMENT_PROCESSED_BY_CUSTOMS BROKER_NOTIFIED IN_CLEARANCE_PROCESS PREPROCESS_HANDOVER_TO_EXPORT_CUSTOMS PREPROCESS_HANDOVER_TO_IMPORT_CUSTOMS',
    ],
    ['parcel-nl', 'in_transit/customs_cleared', 'BROKER_RELEASED CLEARANCE_RELEASE'],
    ['parcel-nl', 'out_for_delivery', 'OUT_FOR_DELIVERY'],
    ['parcel-nl', 'exception/customs_delayed', 'CLEARANCE_DELAY UNCONTROLLABLE_CLEARANCE_DELAY'],
    ['parcel-nl', 'exception/damaged', 'ARRIVED_DAMAGED REPACKED_DELIVERY_DAMAGED'],
    ['parcel-nl', 'exception/destroyed', 'DESTROYED'],
    ['parcel-nl', 'exception/information_required', 'PARCEL_NO_DATA'],
    ['parcel-nl', 'exception/missorted', 'MISSORT'],
    ['parcel-nl', 'exception/operational_delay', 'MISSED_DELIVERY_CYCLE NOT_ARRIVED'],
    ['parcel-nl', 'exception/payment_due', 'AWAITING_PAYMENT_RECEIVER_NOTIFIED HELD_FOR_PAYMENT'],
    [
      'parcel-nl',
      'returning/return_to_sender',
      'CUSTOMS_DATA_INCORRECT_RETURN_TO_SHIPPER PARCELSTATION_DELIVERY_UNSUCCESFULL_RETURN PARCEL_RELABELED_FOR_RETURN_TO_SHIPPER PARCEL_SCANNED_AT_RETURN_HUB RECEIVER_RETURN RETURNED_TO_SHIPPER SPONTANEOUS_RETURN UNJUSTIFIED_SPONTANEOUS_RETURN',
    ],
    ['parcel-nl', 'delivered', 'DELIVERED DELIVERED_NOT_IN_TIME'],
    ['parcel-nl', 'delivered/damaged', 'DELIVERED_DAMAGED'],
    ['parcel-nl', 'delivered/delivered_to_mailbox', 'DELIVERED_IN_MAILBOX'],
    ['parcel-nl', 'delivered/delivered_to_safe_place', 'DELIVERED_AT_SAFEPLACE'],
    ['parcel-nl', 'returned', 'EXPECTED_RETURN_DELIVERED_AT_SHIPPER_CALCULATED RETURN_DELIVERED_AT_SHIPPER_CALCULATED'],
    ['parcel-nl', 'info', 'RESPONSE_RECEIVED VAT_AND_DUTY_PAYMENT_RECEIVED_BY_RECEIVER'],
    ['parcel-nl', 'info/address_corrected', 'ADDRESS_CORRECTED_BY_DEPOT_MANAGER'],
    ['parcel-nl', 'info/delivered_in_part', 'PARTIAL_DELIVERY'],
    ['parcel-nl', 'info/delivery_change_confirmed', 'SERVICE_CHANGED'],
    ['parcel-nl', 'info/delivery_scheduled', 'AGREED_DELIVERY'],
    ['parcel-nl', 'info/payment_collected', 'MONEY_TRANSFERED_TO_SENDER'],
    ['dgf', 'pre_transit/label_created', 'DATA_SUBMITTED'],
    ['dgf', 'in_transit', 'READY_FOR_DEPARTURE'],
    ['dgf', 'in_transit/picked_up', 'PICKUP_SUCCESSFUL'],
    ['dgf', 'in_transit/received_at_origin_facility', 'ARRIVED_AT_ORIGIN_FACILITY'],
    ['dgf', 'in_transit/arrived_at_facility', 'ARRIVED'],
    ['dgf', 'in_transit/processed_at_facility', 'PROCESSED_AT_ORIGIN_FACILITY'],
    ['dgf', 'in_transit/departed_facility', 'DEPARTED'],
    ['dgf', 'in_transit/customs_processing', 'ARRIVED_AT_CUSTOMS'],
    ['dgf', 'in_transit/customs_cleared', 'CLEARED_BY_CUSTOMS'],
    ['dgf', 'out_for_delivery', 'OUT_FOR_DELIVERY'],
    ['dgf', 'exception', 'DELIVERY_EXCEPTION'],
    ['dgf', 'exception/customs_held', 'HELD_AT_CUSTOMS'],
    ['dgf', 'delivered', 'DELIVERED'],
  ])('%s: %s', (service, expected, codes) => {
    for (const status of codes.split(' ')) {
      const [event] = read(service, [line({ status, statusCode: 'transit' })]).events;
      expect([event?.status, event?.detail].filter((word) => word !== undefined).join('/')).toBe(expected);
      expect(event).toMatchObject({ statusBasis: 'code', code: status });
    }
  });

  it('are read by their beginning, and by words, where they are new', () => {
    expect(meaning('parcel-nl', { status: 'REFUSED_FOR_ANOTHER_REASON' })).toEqual(['exception', 'refused']);
    expect(meaning('parcel-nl', { status: 'STORAGE_PERIOD_ENDED_AT_LOCKER' })).toEqual(['returning', 'not_collected']);
    expect(meaning('parcel-pl', { status: 'OPX', statusCode: 'transit' })).toEqual(['in_transit', undefined]);
    expect(meaning('svb', { status: 'FETCHED_AT_DOOR' })).toEqual(['delivered', 'collected']);
    expect(meaning('freight', { status: '55-999' })).toEqual(['exception', 'pickup_failed']);
  });
});

describe('places', () => {
  const placeOf = (addressLocality: string, service = 'express', more: Wire = {}) =>
    read(service, [line({ statusCode: 'transit', location: { address: { addressLocality, ...more } } })]).events[0]
      ?.place;

  it.each([
    ['LUND - SWEDEN', { city: 'LUND', country: 'SE' }],
    ['LUND, SE', { city: 'LUND', country: 'SE' }],
    ['TOWN, GB', { city: 'TOWN', country: 'GB' }],
    ['Denmark', { country: 'DK' }],
    ['TOWN, CA - USA', { city: 'TOWN', region: 'CA', country: 'US' }],
    ['TOWN - PHILIPPINES, THE', { city: 'TOWN', country: 'PH' }],
    ['TOWN - HONG KONG SAR, CHINA', { city: 'TOWN', country: 'HK' }],
    ['TOWN - AIRPORT - ITALY', { city: 'TOWN - AIRPORT', country: 'IT' }],
    ['X & SURROUNDING AREA - CHINA MAINLAND', { city: 'X & SURROUNDING AREA', country: 'CN' }],
    ['Tampa, FL', { city: 'Tampa', region: 'FL', country: 'US' }],
    ['Wilmette, IL, US', { city: 'Wilmette', region: 'IL', country: 'US' }],
    ['Feucht, Deutschland', { city: 'Feucht', country: 'DE' }],
    ['Villingen-Schwenningen', { city: 'Villingen-Schwenningen' }],
    // California or Canada.
    ['TOWN, CA', { city: 'TOWN, CA' }],
  ])('%s', (locality, place) => {
    expect(placeOf(locality)).toEqual(place);
  });

  it('takes a name for a town’s where a field says another country', () => {
    expect(placeOf('Lebanon', 'ecommerce', { countryCode: 'US' })).toEqual({ city: 'Lebanon', country: 'US' });
  });

  it('leaves persons out of the places of Supply Chain', () => {
    expect(placeOf('Santiago,Chile,AM - Ana Muster,S1', 'dsc')).toEqual({
      city: 'Santiago',
      region: 'AM',
      country: 'CL',
    });
    expect(placeOf('SANTIAGO,8320000', 'dsc')).toEqual({ city: 'SANTIAGO', postalCode: '8320000' });
  });

  it('takes no caption for a building', () => {
    const origin = { address: { countryCode: 'DE' }, servicePoint: { label: 'Origin Service Area' } };
    expect(read('express', [line({ statusCode: 'transit' })], { origin }).origin).toEqual({ country: 'DE' });
  });

  it('gives a line without a place the zone that all others share', () => {
    const { events } = read(
      'parcel-de',
      [
        line({
          timestamp: '2026-03-12T08:59:00',
          statusCode: 'delivered',
          location: { address: { addressLocality: 'Germany' } },
        }),
        line({
          timestamp: '2026-03-12T08:20:00',
          statusCode: 'transit',
          description: 'Loaded onto the delivery vehicle',
        }),
      ],
      { origin: { address: { countryCode: 'DE' } }, destination: { address: { countryCode: 'DE' } } },
    );
    expect(events.map(({ occurredAt, timeBasis }) => [occurredAt, timeBasis])).toEqual([
      ['2026-03-12T08:20:00+01:00', 'place'],
      ['2026-03-12T08:59:00+01:00', 'place'],
    ]);
  });
});

describe('the delivery', () => {
  it('is none of a parcel that is not delivered', () => {
    const details = { proofOfDelivery: { timestamp: '2026-03-12T08:00:00', signed: { name: 'A. MUSTER' } } };
    const announced = line({ statusCode: 'pre-transit', description: 'Shipment information received' });
    expect(read('express', [announced], { details }).delivery).toBeUndefined();
  });

  it('takes the status’s own word for no name', () => {
    const details = { proofOfDelivery: { signed: { '@type': 'Person', name: 'Delivered' } } };
    const tracking = read('express', [line({ statusCode: 'delivered', description: 'Delivered' })], { details });
    expect(tracking.delivery?.signedBy).toBeUndefined();
  });

  it('finds the name in the words', () => {
    const description = 'Delivered - Signed by K. BERG';
    expect(read('express', [line({ statusCode: 'delivered', description })]).delivery?.signedBy).toBe('K. BERG');
  });

  it.each(['DELIVERED: DELIVERED - PARCEL LOCKER', 'Delivered: left at front door'])(
    'is nobody in %s',
    (description) => {
      const { delivery } = read('express', [line({ statusCode: 'delivered', description })]);
      expect(delivery?.at).toBe('2026-03-12T08:00:00');
      expect(delivery?.signedBy).toBeUndefined();
    },
  );

  it('names the place without the status', () => {
    const fields = { statusCode: 'delivered', status: 'DELIVERED', description: 'DELIVERED - PARCEL LOCKER' };
    const joined = { statusCode: 'delivered', status: 'DELIVERED: DELIVERED - PARCEL LOCKER' };
    for (const each of [fields, joined]) {
      const tracking = read('ecommerce', [line(each)]);
      expect(tracking.detail).toBe('delivered_to_locker');
      expect(tracking.delivery).toMatchObject({ leftAt: 'PARCEL LOCKER', to: 'locker' });
    }
    const door = { statusCode: 'delivered', status: 'Delivered: Front Door' };
    expect(read('ecommerce', [line(door)])).toMatchObject({
      detail: 'delivered_to_safe_place',
      delivery: { leftAt: 'Front Door' },
    });
  });

  it('takes midnight for the day', () => {
    const forecast = { estimatedTimeOfDelivery: '2026-11-22T00:00:00Z' };
    expect(read('parcel-de', [line({ statusCode: 'transit' })], forecast).estimatedDelivery).toEqual({
      from: '2026-11-22',
      to: '2026-11-22',
    });
  });
});

describe('an answer that names no number', () => {
  it('has no link', () => {
    const [outcome] = readPayload(
      JSON.stringify({ shipments: [{ service: 'express', events: [line({ statusCode: 'transit' })] }] }),
      dhlFormats,
    );
    expect(outcome?.ok && outcome.value.url).toBeUndefined();
    expect(outcome?.ok).toBe(true);
  });
});

it('is not blocked by long texts', () => {
  const long = ['-', '\t', ' ', '- ', ', ', ' :', '<', '&amp;'].map(
    (mark) => `delivered${mark.repeat(160_000 / mark.length)}x`,
  );
  for (const words of long) {
    const fields = { statusCode: 'delivered', status: words, description: words, remark: words, nextSteps: words };
    const location = { address: { addressLocality: words }, servicePoint: { label: words } };
    expect(read('express', [line({ ...fields, location })]).status).toBe('delivered');
  }
});
