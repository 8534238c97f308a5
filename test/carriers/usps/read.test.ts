import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePayload } from 'waybill/kit';
import { uspsFormats } from '../../../carriers/usps/index.ts';
import { answered, newParcel, newScan, numbers, oldParcel, oldScan, stored, trackingIn } from './payloads.ts';

function eventIn(scan: object, parcel: object = {}) {
  const { events, issues } = trackingIn(oldParcel(parcel, [scan]));
  const [event] = events;
  if (event === undefined) throw new Error('no event');
  return { ...event, issues };
}

describe('the two spellings', () => {
  it('come to the same parcel', () => {
    const old = trackingIn(
      oldParcel({
        mailClass: 'Parcel Select',
        uniqueMailPieceID: '100200300',
        mailPieceIntakeDate: '2026-11-15 11:09:19.000000',
      }),
    );
    const young = trackingIn([
      newParcel(
        {
          mailClass: 'Parcel Select',
          serviceTypeCode: '001',
          uniqueTrackingID: '100200300',
          mailingDate: '2026-11-15',
          originCity: 'AUSTIN',
          originState: 'TX',
          originZIPCode: '78701',
        },
        [newScan({ eventTimestamp: '2026-11-18T13:58:00-05:00' })],
      ),
    ]);
    expect(old).toEqual(young);
    expect(old).toEqual({
      carrier: 'usps',
      trackingNumber: numbers[0],
      uniqueId: '100200300',
      status: 'in_transit',
      detail: 'arrived_at_facility',
      events: [
        {
          id: '2026-11-18T13:58:00.A1.01103-US',
          status: 'in_transit',
          detail: 'arrived_at_facility',
          statusBasis: 'code',
          code: 'A1',
          description: 'Arrived at USPS Regional Facility',
          occurredAt: '2026-11-18T13:58:00-05:00',
          timeBasis: 'carrier',
          place: { city: 'SPRINGFIELD', region: 'MA', postalCode: '01103', country: 'US' },
        },
      ],
      service: { code: '001', name: 'Parcel Select' },
      shippedAt: '2026-11-15',
      origin: { city: 'AUSTIN', region: 'TX', postalCode: '78701', country: 'US' },
      destination: { city: 'SPRINGFIELD', region: 'MA', postalCode: '01103', country: 'US' },
      url: `https://tools.usps.com/go/TrackConfirmAction?tLabels=${numbers[0]}`,
      mapping: 'usps.v3r2@2026.11',
    });
  });

  it.each([
    ['a text', 'USPS Tracking<SUP>&#174;</SUP>'],
    ['null', null],
    ['a list with gaps', ['USPS Tracking', null]],
  ])('take services as %s', (_, services) => {
    expect(trackingIn(oldParcel({ services })).issues).toBeUndefined();
  });

  it.each([true, 'true', 'TRUE'])('take %j for a set flag', (flag) => {
    const scan = newScan({ eventCode: '01', eventType: 'Delivered, Front Door/Porch' });
    const proof = [{ kind: 'document' }];
    expect(
      trackingIn([newParcel({ servicesEligibility: { proofOfDeliveryEnabled: flag } }, [scan])]).delivery?.proof,
    ).toEqual(proof);
    expect(trackingIn([newParcel({ proofOfDeliveryEnabled: flag }, [scan])]).delivery?.proof).toEqual(proof);
  });

  it.each([false, 'false', '', null])('take %j for a flag that is not set', (flag) => {
    const scan = newScan({ eventCode: '01', eventType: 'Delivered' });
    const { delivery, issues } = trackingIn([newParcel({ proofOfDeliveryEnabled: flag }, [scan])]);
    expect(delivery).toBeDefined();
    expect(delivery?.proof).toBeUndefined();
    expect(issues).toBeUndefined();
  });

  it('take a bare scan for a list of one, and ids that are numbers', () => {
    const tracking = trackingIn({
      ...oldParcel(),
      trackingEvents: oldScan(),
      uniqueMailPieceId: 100200300,
      serviceTypeCode: 12,
    });
    expect(tracking.events).toHaveLength(1);
    expect(tracking).toMatchObject({ uniqueId: '100200300', service: { code: '12' } });
    expect(tracking.issues).toBeUndefined();
  });

  it('leave out what has the wrong type and say where', () => {
    const { events, issues } = trackingIn(oldParcel({}, [oldScan({ eventCity: 7 }), oldScan({ eventCode: 'T1' })]));
    expect(events).toHaveLength(2);
    expect(issues).toEqual([{ path: 'trackingEvents.0.eventCity', expected: 'string', seen: 'number' }]);
  });
});

describe('times', () => {
  const local = { eventTimestamp: '2026-11-25T18:31:00', GMTOffset: '-06:00' };

  it('join the wall clock and the offset, whatever the GMT stamp says of the date', () => {
    expect(eventIn(oldScan({ ...local, GMTTimestamp: '2026-11-25T00:31:21Z' })).occurredAt).toBe(
      '2026-11-25T18:31:00-06:00',
    );
  });

  it.each([
    ['-5:00', '-05:00'],
    ['-0500', '-05:00'],
    ['+0:00', '+00:00'],
    ['+10:00', '+10:00'],
  ])('take the offset %s for %s', (GMTOffset, offset) => {
    expect(eventIn(oldScan({ ...local, GMTOffset })).occurredAt).toBe(`2026-11-25T18:31:00${offset}`);
  });

  it('take the offset from the GMT stamp where it is missing', () => {
    const scan = oldScan({
      eventTimestamp: '2026-11-25T09:10:00',
      GMTOffset: null,
      GMTTimestamp: '2026-11-25T15:10:21Z',
    });
    expect(eventIn(scan)).toMatchObject({ occurredAt: '2026-11-25T09:10:00-06:00', timeBasis: 'carrier' });
  });

  it.each([
    ['a day behind', '2026-11-25T18:31:00', '2026-11-25T00:31:21Z'],
    ['a day behind in Hawaii', '2026-11-25T14:30:00', '2026-11-25T00:30:00Z'],
    ['no time', '2026-11-25T14:30:00', 'tomorrow'],
  ])('take the place’s offset where the GMT stamp is %s', (_, eventTimestamp, GMTTimestamp) => {
    const scan = oldScan({ eventTimestamp, GMTOffset: undefined, GMTTimestamp });
    expect(eventIn(scan)).toMatchObject({
      occurredAt: `${eventTimestamp}-05:00`,
      timeBasis: 'place',
      issues: undefined,
    });
  });

  it('do not believe a Z behind a wall clock', () => {
    const scan = oldScan({ eventTimestamp: '2026-08-02T07:31:00Z', GMTOffset: undefined, GMTTimestamp: undefined });
    expect(eventIn(scan)).toMatchObject({ occurredAt: '2026-08-02T07:31:00-04:00', timeBasis: 'place' });
    expect(eventIn(oldScan({ eventTimestamp: '2026-08-02T07:31:00Z', GMTOffset: '-07:00' })).occurredAt).toBe(
      '2026-08-02T07:31:00-07:00',
    );
  });

  it.each(['GX', 'MA'])('take midnight of %s for the day', (eventCode) => {
    const scan = oldScan({
      eventCode,
      eventTimestamp: '2026-11-23T00:00:00',
      GMTOffset: undefined,
      GMTTimestamp: undefined,
    });
    expect(eventIn(scan)).toMatchObject({ occurredAt: '2026-11-23', timeBasis: 'none' });
  });

  it('take midnight of a scan for midnight', () => {
    expect(eventIn(oldScan({ eventTimestamp: '2026-11-23T00:00:00' })).occurredAt).toBe('2026-11-23T00:00:00-05:00');
  });

  it('keep a date and an offset of v3r2', () => {
    expect(eventIn(newScan({ eventTimestamp: '2026-11-23' })).occurredAt).toBe('2026-11-23');
    expect(eventIn(newScan({ eventTimestamp: '2026-11-23T12:55:12-05:00', GMTOffset: '-7:00' })).occurredAt).toBe(
      '2026-11-23T12:55:12-05:00',
    );
  });

  it('leave an impossible time out and say so', () => {
    const event = eventIn(oldScan({ eventTimestamp: '2026-02-30T10:00:00' }));
    expect(event.occurredAt).toBeUndefined();
    expect(event.issues).toEqual([
      { path: 'trackingEvents.0.eventTimestamp', expected: 'a time', seen: 'a time we cannot read' },
    ]);
  });

  it('keep the order of the carrier for scans of one minute, oldest first', () => {
    const scans = ['Out for Delivery', 'Sorting Complete', 'Arrived at Post Office'].map((eventType) =>
      oldScan({ eventType, eventCode: undefined }),
    );
    expect(trackingIn(oldParcel({}, scans)).events.map(({ description }) => description)).toEqual([
      'Arrived at Post Office',
      'Sorting Complete',
      'Out for Delivery',
    ]);
  });
});

describe('places', () => {
  it('take a building out of the field for the town', () => {
    const scan = oldScan({ eventCity: 'OAK CREEK WI DISTRIBUTION CENTER', eventState: null, eventZIP: null });
    expect(eventIn(scan).place).toEqual({
      city: 'OAK CREEK',
      region: 'WI',
      country: 'US',
      facility: 'OAK CREEK WI DISTRIBUTION CENTER',
    });
  });

  it.each([
    ['nothing', {}, undefined],
    ['a foreign town', { eventCity: 'TOKYO' }, { city: 'TOKYO' }],
    ['a country by name', { eventCity: 'TOKYO', eventCountry: 'JAPAN' }, { city: 'TOKYO', country: 'JP' }],
    ['a country by code', { eventCountry: 'CA', eventState: 'ON' }, { region: 'ON', country: 'CA' }],
    ['a country by code in small letters', { eventCountry: 'ca' }, { country: 'CA' }],
    ['a state', { eventState: 'TX' }, { region: 'TX', country: 'US' }],
    ['a ZIP code', { eventZIP: '78701' }, { postalCode: '78701', country: 'US' }],
    ['a province', { eventState: 'ON' }, { region: 'ON' }],
    ['a partner', { eventPartner: 'Example Parcels' }, { facility: 'Example Parcels' }],
  ])('are what USPS names: %s', (_, fields, place) => {
    const none = { eventCity: null, eventState: null, eventZIP: null, eventCountry: null };
    expect(eventIn(oldScan({ ...none, ...fields })).place).toEqual(place);
  });

  it('leave out a country of a name that is not known and say so', () => {
    const event = eventIn(
      oldScan({ eventCity: 'ELSEWHERE', eventState: null, eventZIP: null, eventCountry: 'RURITANIA' }),
    );
    expect(event.place).toEqual({ city: 'ELSEWHERE' });
    expect(event.issues).toEqual([
      { path: 'trackingEvents.0.eventCountry', expected: 'a country', seen: 'a name we do not know' },
    ]);
  });
});

describe('delivery windows', () => {
  const day = '2026-11-25';
  const expectation = (deliveryDateExpectation: object) => trackingIn([newParcel({ deliveryDateExpectation })]);

  it.each([
    [
      'both times',
      { predictedDeliveryWindowStartTime: '12:15pm', predictedDeliveryWindowEndTime: '3:15pm' },
      { from: `${day}T12:15:00`, to: `${day}T15:15:00` },
    ],
    ['an end', { predictedDeliveryWindowEndTime: 'by 9:00pm' }, { from: day, to: `${day}T21:00:00` }],
    [
      '24 hours',
      { predictedDeliveryWindowStartTime: '08:00:00', predictedDeliveryWindowEndTime: '18:00:00' },
      { from: `${day}T08:00:00`, to: `${day}T18:00:00` },
    ],
    ['the end of the day', { endOfDay: 'by 5:00 pm' }, { from: day, to: `${day}T17:00:00` }],
    [
      'midnight and noon',
      { predictedDeliveryWindowStartTime: '12:00am', predictedDeliveryWindowEndTime: '12:00pm' },
      { from: `${day}T00:00:00`, to: `${day}T12:00:00` },
    ],
    ['words', { predictedDeliveryWindowEndTime: 'string', endOfDay: 'later' }, { from: day, to: day }],
    [
      'impossible times',
      { predictedDeliveryWindowStartTime: '13:15pm', predictedDeliveryWindowEndTime: '25:00' },
      { from: day, to: day },
    ],
  ])('have %s', (_, times, window) => {
    const tracking = expectation({ predictedDeliveryDate: day, expectedDeliveryDate: '2026-11-30', ...times });
    expect(tracking.estimatedDelivery).toEqual(window);
    expect(tracking.issues).toBeUndefined();
  });

  it('read the same fields at the top, as v3 has them', () => {
    const times = {
      predictedDeliveryDate: day,
      predictedDeliveryWindowStartTime: '1:00pm',
      predictedDeliveryWindowEndTime: '5:00pm',
    };
    expect(trackingIn(oldParcel(times)).estimatedDelivery).toEqual({ from: `${day}T13:00:00`, to: `${day}T17:00:00` });
    expect(trackingIn(oldParcel({ expectedDeliveryTimeStamp: `${day}T00:00:00` })).estimatedDelivery).toEqual({
      from: day,
      to: day,
    });
    expect(
      trackingIn(
        oldParcel({ expectedDeliveryTimeStamp: `${day}T00:00:00`, expectedDeliveryType: 'Expected Delivery by' }),
      ).estimatedDelivery,
    ).toEqual({ to: day });
    expect(trackingIn(oldParcel({ predictedDeliveryTimeStamp: `${day}T18:00:00` })).estimatedDelivery).toEqual({
      from: `${day}T18:00:00`,
      to: `${day}T18:00:00`,
    });
  });

  it('say where a date cannot be read', () => {
    const { estimatedDelivery, issues } = expectation({ expectedDeliveryDate: 'soon' });
    expect(estimatedDelivery).toBeUndefined();
    expect(issues).toEqual([
      { path: '0.deliveryDateExpectation.expectedDeliveryDate', expected: 'a date', seen: 'a date we cannot read' },
    ]);
  });

  it.each([
    [day, { to: day }],
    [`${day}T12:00:00-05:00`, { to: `${day}T12:00:00-05:00` }],
    ['3 Business Days', undefined],
  ])('promise %s', (guaranteedDeliveryDate, promised) => {
    const tracking = expectation({ guaranteedDeliveryDate });
    expect(tracking.promisedDelivery).toEqual(promised);
    expect(tracking.issues).toBeUndefined();
  });

  it('promise what v3 guarantees', () => {
    expect(trackingIn(oldParcel({ guaranteedDeliveryTimeStamp: `${day}T00:00:00` })).promisedDelivery).toEqual({
      to: day,
    });
  });

  it('keep the last forecast once delivered', () => {
    const scan = newScan({ eventCode: '01', eventType: 'Delivered' });
    expect(
      trackingIn([newParcel({ deliveryDateExpectation: { expectedDeliveryDate: day } }, [scan])]).estimatedDelivery,
    ).toEqual({ from: day, to: day });
  });

  it('give the time to collect while it can be collected', () => {
    const waiting = oldScan({ eventCode: '14', eventType: 'Available for Pickup' });
    expect(trackingIn(oldParcel({ returnDateNotice: day }, [waiting])).pickupBy).toBe(day);
    expect(trackingIn(oldParcel({ returnDateNotice: day })).pickupBy).toBeUndefined();
  });
});

describe('the delivery', () => {
  const delivered = (eventType: string, fields: object = {}) =>
    trackingIn(oldParcel({}, [oldScan({ eventCode: '01', eventType, ...fields })])).delivery;

  it.each([
    ['Delivered, In/At Mailbox', 'mailbox', 'In/At Mailbox'],
    ['Delivered, Front Door/Porch', 'safe_place', 'Front Door/Porch'],
    ['Delivered, Garage or Other Location at Address', 'safe_place', 'Garage or Other Location at Address'],
    ['Delivered, Parcel Locker', 'locker', 'Parcel Locker'],
    ['Delivered, PO Box', 'po_box', 'PO Box'],
    ['Delivered, Front Desk/Reception/Mail Room', 'reception', 'Front Desk/Reception/Mail Room'],
    ['Delivered, To Mail Room', 'reception', 'Mail Room'],
    ['Delivered, Neighbor as Requested', 'neighbour', 'Neighbor as Requested'],
    ['Delivered, Left with Individual', 'recipient', undefined],
    ['Delivered, To Agent', 'agent', undefined],
    ['Delivered, Individual Picked Up at Post Office', 'post_office', undefined],
    ['Delivered, To Original Sender', 'sender', undefined],
    ['Delivered', undefined, undefined],
  ])('of %s', (eventType, to, leftAt) => {
    expect(delivered(eventType)).toMatchObject({ at: '2026-11-18T13:58:00-05:00' });
    expect(delivered(eventType)?.to).toBe(to);
    expect(delivered(eventType)?.leftAt).toBe(leftAt);
  });

  it('has the signer; the firm of the recipient neither signs nor is a building of USPS', () => {
    expect(delivered('Delivered, Left with Individual', { name: 'A SAMPLE', firm: 'EXAMPLE INC' })).toEqual({
      at: '2026-11-18T13:58:00-05:00',
      signedBy: 'A SAMPLE',
      to: 'recipient',
      place: { city: 'SPRINGFIELD', region: 'MA', postalCode: '01103', country: 'US' },
    });
    expect(delivered('Delivered', { recipientName: 'B SAMPLE' })?.signedBy).toBe('B SAMPLE');
    expect(delivered('Delivered', { firm: 'EXAMPLE INC' })).toEqual(delivered('Delivered'));
    expect(delivered('Delivered', { authorizedAgent: 'true' })?.to).toBe('agent');
  });

  it('is that of the scan that delivered, not of a note after it', () => {
    const scans = [
      oldScan({ eventCode: 'VX', eventType: 'Package Research Case Closed', eventTimestamp: '2026-11-20T09:00:00' }),
      oldScan({ eventCode: '01', eventType: 'Delivered, PO Box' }),
    ];
    expect(trackingIn(oldParcel({ statusCategory: 'Alert' }, scans))).toMatchObject({
      status: 'delivered',
      delivery: { at: '2026-11-18T13:58:00-05:00', to: 'po_box' },
    });
  });

  it('is gone when the parcel moves again', () => {
    const scans = [
      oldScan({ eventTimestamp: '2026-11-19T08:00:00' }),
      oldScan({ eventCode: '01', eventType: 'Delivered' }),
    ];
    const tracking = trackingIn(oldParcel({}, scans));
    expect(tracking.status).toBe('in_transit');
    expect(tracking.delivery).toBeUndefined();
  });
});

describe('other facts', () => {
  it('name the service without HTML', () => {
    const name = (mailClass: string) => trackingIn(oldParcel({ mailClass })).service?.name;
    expect(name('Priority Mail<SUP>&reg;</SUP>')).toBe('Priority Mail');
    expect(name('USPS Ground Advantage<SUP>&#153;</SUP>')).toBe('USPS Ground Advantage');
    expect(name('First-Class Package&#174; <b>Service</b>')).toBe('First-Class Package® Service');
    expect(name('PRIORITY_MAIL_EXPRESS')).toBe('Priority Mail Express');
    expect(name('FIRST-CLASS_MAIL')).toBe('First-Class Mail');
    expect(name('USPS_RETAIL_GROUND')).toBe('USPS Retail Ground');
  });

  it('hold other numbers of the parcel, but not its own again', () => {
    const related = { associatedTrackingNumber: 'EA123456785US', relatedReturnReceiptID: '9590 9402 1234' };
    expect(trackingIn([newParcel(related)]).related).toEqual([
      { relation: 'duplicate', trackingNumber: 'EA123456785US' },
      { relation: 'other', trackingNumber: '959094021234', carrier: 'usps' },
    ]);
    expect(trackingIn(oldParcel({ associatedLabel: numbers[0] })).related).toBeUndefined();
  });

  it('hold weight and references of a scan event extract', () => {
    const tracking = trackingIn([newParcel({ productWeight: '14.3', customerReferenceNumber: ['ORDER 1', ''] })]);
    expect(tracking.weight).toEqual({ value: 14.3, unit: 'oz' });
    expect(tracking.references).toEqual([{ kind: 'customer_reference', value: 'ORDER 1' }]);
  });
});

describe('reused numbers', () => {
  const year = (of: number, key: string, zip: string) =>
    newParcel({ uniqueTrackingID: key, mailingDate: `${of}-11-01`, destinationZIPCode: zip }, [
      newScan({ eventTimestamp: `${of}-11-05T10:00:00-05:00` }),
    ]);
  const items = [year(2025, 'old', '01103'), year(2026, 'new', '78701')];

  it('show the newest parcel and the others as candidates', () => {
    const tracking = trackingIn(items);
    expect(tracking.uniqueId).toBe('new');
    expect(tracking.candidates).toMatchObject([
      { uniqueId: 'old', chosen: false, shippedAt: '2025-11-01' },
      {
        uniqueId: 'new',
        chosen: true,
        because: 'newest',
        lastEventAt: '2026-11-05T10:00:00-05:00',
        status: 'in_transit',
      },
    ]);
  });

  it('show the same from a stored payload', () => {
    expect(stored(JSON.stringify(items)).outcomes).toMatchObject([{ ok: true, value: { uniqueId: 'new' } }]);
  });
});

describe('a summary', () => {
  it('is read by its sentences', () => {
    const eventSummaries = [
      'Your item was delivered at the front door or porch at 12:55 pm on November 7, 2026 in SPRINGFIELD, MA 01103.',
      'Out for Delivery, November 7, 2026, 6:10 am, SPRINGFIELD, MA 01103',
      'Something that nobody has read before',
    ];
    const tracking = trackingIn({ trackingNumber: numbers[0], eventSummaries });
    expect(tracking.status).toBe('delivered');
    expect(tracking.events.map(({ status, statusBasis }) => `${status} ${statusBasis}`)).toEqual([
      'unknown none',
      'out_for_delivery text',
      'delivered text',
    ]);
  });
});

describe('the formats', () => {
  it.each([
    ['a v3 parcel', oldParcel(), ['usps.v3']],
    ['a v3r2 parcel', newParcel(), ['usps.v3r2']],
    ['a v3r2 parcel by its scans alone', { trackingNumber: '1', trackingEvents: [newScan()] }, ['usps.v3r2']],
    ['a v3r2 answer', [newParcel()], ['usps.v3r2']],
    ['an error item', [{ statusCode: '404', trackingNumber: '1', error: {} }], ['usps.v3r2']],
    ['a UPS answer', { trackResponse: { shipment: [] } }, []],
    ['a FedEx answer', { output: { completeTrackResults: [{ trackingNumber: '1' }] } }, []],
    ['a DHL answer', { shipments: [{ id: '1', status: {} }] }, []],
    ['a push', { subscriptionId: '1', payload: '{}' }, ['usps.subscription']],
    ['a list of numbers', [1, 2], []],
    ['an empty list', [], []],
    ['null', null, []],
  ])('know %s', (_, body, formats) => {
    expect(stored(JSON.stringify(body)).formats).toEqual(formats);
  });

  it('give each number of a stored answer its outcome', () => {
    const body = [newParcel(), { statusCode: '403', trackingNumber: numbers[1], error: { code: '403' } }, 'broken'];
    const { outcomes } = stored(JSON.stringify(body));
    expect(outcomes.map((outcome) => [outcome.trackingNumber, outcome.ok || outcome.error.code])).toEqual([
      [numbers[0], true],
      [numbers[1], 'forbidden'],
      ['', 'unexpected_response'],
    ]);
  });
});

function recording(name: string): string {
  return readFileSync(new URL(`../../recordings/usps/${name}`, import.meta.url), 'utf8');
}

describe('a recording', () => {
  it('of v3 is read to the end', () => {
    const [outcome] = stored(recording('v3.delivered-signed.json')).outcomes;
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        status: 'delivered',
        service: { code: '021', name: 'USPS Ground Advantage' },
        shippedAt: '2026-11-15',
        delivery: {
          at: '2026-11-20T13:58:00-05:00',
          signedBy: 'A SAMPLE',
          to: 'recipient',
          proof: [{ kind: 'document' }],
        },
        mapping: 'usps.v3@2026.11',
      },
    });
    expect(outcome?.ok && outcome.value.issues).toBeUndefined();
    expect(outcome?.ok && outcome.value.events.map(({ id, detail }) => `${id} ${detail ?? ''}`)).toEqual([
      '2026-11-15.MA label_created',
      '2026-11-17T11:10:00.03.78701-US accepted',
      '2026-11-17T18:31:00.SF.78701-US departed_facility',
      '2026-11-17T23:28:00.10.AUSTIN-US received_at_origin_facility',
      '2026-11-18T06:16:00.T1.AUSTIN-US departed_facility',
      '2026-11-19T12:11:00.TL ',
      '2026-11-20T08:59:00.07.01103-US arrived_at_destination_facility',
      '2026-11-20T09:10:00.OF.01103-US ',
      '2026-11-20T13:58:00.01.01103-US ',
    ]);
  });

  it('of v3r2 is read item by item', () => {
    const { outcomes } = stored(recording('v3r2.batch-207.json'));
    expect(outcomes).toMatchObject([
      {
        ok: true,
        value: {
          status: 'out_for_delivery',
          uniqueId: '100200301',
          estimatedDelivery: { from: '2026-11-20T12:15:00', to: '2026-11-20T15:15:00' },
          events: [{ occurredAt: '2026-11-16', timeBasis: 'none' }, { occurredAt: '2026-11-20T05:41:30-05:00' }, {}],
        },
      },
      { ok: false, trackingNumber: '9205500000000000000018', error: { code: 'not_found', carrierCode: '150006' } },
    ]);
    expect(outcomes[0]?.ok && outcomes[0].value).not.toHaveProperty('promisedDelivery');
  });
});

describe('reading is total', () => {
  const scans = [newScan(), newScan({ eventCode: '01', eventType: 'Delivered' }), oldScan({ eventCode: 'GX' })];
  const base = [
    newParcel({ deliveryDateExpectation: { predictedDeliveryDate: '2026-11-20' } }, scans),
    { trackingNumber: numbers[1], error: { code: '404', errors: [{ title: 'x' }] } },
  ];
  const paths: (readonly (string | number)[])[] = [];
  const collect = (value: unknown, path: readonly (string | number)[]): void => {
    if (path.length > 0) paths.push(path);
    if (Array.isArray(value)) for (const [index, item] of value.entries()) collect(item, [...path, index]);
    else if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) collect(item, [...path, key]);
  };
  collect(base, []);

  function mutated(path: readonly (string | number)[], value: unknown): unknown {
    const copy: unknown = structuredClone(base);
    let holder: unknown = copy;
    for (const step of path.slice(0, -1)) holder = Reflect.get(Object(holder), step);
    const last = path.at(-1);
    if (typeof holder === 'object' && holder !== null && last !== undefined) Reflect.set(holder, last, value);
    return copy;
  }

  it('over fields of any type in any place, one outcome for each number', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const asked = [numbers[0], numbers[1]];
        const outcomes = answered(mutated(path, value), { asked, status: 207 });
        expect(outcomes.map(({ trackingNumber }) => trackingNumber)).toEqual(asked);
        for (const outcome of outcomes) {
          if (outcome.ok) expect(JSON.parse(JSON.stringify(outcome.value))).toStrictEqual(outcome.value);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('over bodies of any JSON and over cut text', () => {
    const text = JSON.stringify(base);
    const anyBody = fc.oneof(
      fc.json(),
      fc.nat(text.length).map((length) => text.slice(0, length)),
      fc.string(),
    );
    fc.assert(
      fc.property(anyBody, (body) => {
        expect(answered(body)).toHaveLength(1);
        const payload = parsePayload(body);
        for (const format of uspsFormats) if (format.matches(payload)) format.read(payload);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the other scans when one is broken', () => {
    const { events } = trackingIn(
      oldParcel({}, [oldScan(), oldScan({ eventTimestamp: {}, eventCode: [] }), oldScan({ eventCode: 'T1' })]),
    );
    expect(events).toHaveLength(3);
  });
});
