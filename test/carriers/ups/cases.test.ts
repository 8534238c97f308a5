import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { upsFormats } from 'waybill/carriers/ups';
import { readStatus } from '../../../carriers/ups/status.ts';
import { hasReference, referenceJson, referenceNote } from '../../reference.ts';

const number = '1Z999AA10123456784';

/** Readings that were wrong once, each a kind of its own, in every format that can say it. */
function readAll(body: string | object) {
  return readPayload(typeof body === 'string' ? body : JSON.stringify(body), upsFormats);
}

function read(body: string | object) {
  const [outcome] = readAll(body);
  if (outcome === undefined) throw new Error('nothing read');
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}

function errorOf(body: string | object) {
  const [outcome] = readAll(body);
  return outcome === undefined || outcome.ok ? undefined : outcome.error;
}

const v1 = (activity: readonly object[], more: object = {}) => ({
  trackResponse: { shipment: [{ inquiryNumber: number, package: [{ trackingNumber: number, activity, ...more }] }] },
});

function act(time: string, type?: string, code?: string, statusCode?: string, description?: string): object {
  return {
    date: '20260312',
    time,
    status: { type, code, statusCode, description },
    location: { address: { city: 'Fargo', stateProvince: 'ND', countryCode: 'US' } },
  };
}

/** An activity of XML Track; `location` stands beside the address. */
function line(type: string, code: string, description: string, location = '', time = '101500'): string {
  return `<Activity><ActivityLocation><Address><City>FARGO</City><StateProvinceCode>ND</StateProvinceCode><CountryCode>US</CountryCode></Address>${location}</ActivityLocation><Status><StatusType><Code>${type}</Code><Description>${description}</Description></StatusType><StatusCode><Code>${code}</Code></StatusCode></Status><Date>20260312</Date><Time>${time}</Time></Activity>`;
}

function xml(inner: string, shipment = ''): string {
  return `<?xml version="1.0"?><TrackResponse><Response><ResponseStatusCode>1</ResponseStatusCode></Response><Shipment>${shipment}<Package><TrackingNumber>${number}</TrackingNumber>${inner}</Package></Shipment></TrackResponse>`;
}

function alert(activityStatus: object, more: object = {}) {
  return {
    trackingNumber: number,
    localActivityDate: '20260312',
    localActivityTime: '101500',
    activityLocation: { city: 'FARGO', stateProvince: 'ND', postalCode: '58102', country: 'US' },
    activityStatus,
    ...more,
  };
}

const quantumView = (records: object) => ({
  QuantumViewResponse: {
    Response: { ResponseStatusCode: '1' },
    QuantumViewEvents: { SubscriptionEvents: { SubscriptionFile: records } },
  },
});

const meaning = ({ status, detail }: { status: string; detail?: string }) =>
  detail === undefined ? status : `${status}/${detail}`;

describe('what UPS files under delivery', () => {
  const words = 'Given to the post for the last mile';

  it.each([
    ['Track v1', v1([act('101500', 'D', 'LX', undefined, words)])],
    ['Track v1 with the digits of a delivery', v1([act('101500', 'D', 'LX', '011', words)])],
    ['XML', xml(line('D', 'LX', words))],
    [
      'XML with a place and a name',
      xml(line('D', 'LX', words, '<Code>M6</Code><SignedForByName>ROE</SignedForByName>')),
    ],
    ['Track Alert without digits', alert({ type: 'D', code: 'LX', description: words })],
  ])('is a handover where its code says so, in %s', (_, body) => {
    const tracking = read(body);
    expect(meaning(tracking)).toBe('in_transit/handed_to_partner');
    expect(tracking.delivery?.at).toBeUndefined();
    expect(tracking.delivery?.signedBy).toBeUndefined();
  });

  it.each(['2V', '4B', 'ZK', 'ZW', 'OA', 'VX'])('is the handover %s', (code) => {
    expect(meaning(read(v1([act('101500', 'D', code)])))).toBe('in_transit/handed_to_partner');
  });

  it.each(['KB', 'FS', 'KM', 'F4', '??'])('is a delivery with the code %s, which says nothing else', (code) => {
    expect(meaning(read(v1([act('101500', 'D', code, undefined, 'DELIVERED')])))).toBe('delivered');
    expect(meaning(read(v1([act('101500', 'D', code, '011', 'DELIVERED')])))).toBe('delivered');
  });

  it('is finer by the place where it was left, and never made by it', () => {
    const left = '<Code>M6</Code><Description>MAIL ROOM</Description>';
    expect(meaning(read(xml(line('D', 'KB', 'DELIVERED', left))))).toBe('delivered/delivered_to_reception');
    expect(meaning(read(xml(line('D', 'KT', 'REFUSED', left))))).toBe('exception/refused');
  });

  it('is released to nobody, unless somebody signed', () => {
    const released = (name: string) => xml(line('D', 'KB', 'DELIVERED', `<Code>MX</Code>${name}`));
    expect(meaning(read(released('')))).toBe('delivered/delivered_to_safe_place');
    expect(meaning(read(released('<SignedForByName>ROE</SignedForByName>')))).toBe('delivered');
    const json = v1([act('101500', 'D', 'MX', '011')], { deliveryInformation: { receivedBy: 'ROE' } });
    expect(meaning(read(json))).toBe('delivered');
    expect(read(json).delivery).toMatchObject({ signedBy: 'ROE' });
  });

  it.each(['OTHER - RELEASED', 'Other', 'Delivery Photo', 'Released'])('names no place by %s', (location) => {
    const activity = act('101500', 'D', 'MX', '011', 'Delivered');
    const { delivery } = read(v1([activity], { deliveryInformation: { location } }));
    expect(delivery?.leftAt).toBeUndefined();
    expect(read(v1([activity], { deliveryInformation: { location: 'OTHER DOOR' } })).delivery?.leftAt).toBe(
      'OTHER DOOR',
    );
    const described = `<Code>MX</Code><Description>${location}</Description>`;
    expect(read(xml(line('D', 'KB', 'DELIVERED', described))).delivery?.leftAt).toBeUndefined();
  });

  it.each([
    ['026', 'YC', 'delivered/delivered_by_partner'],
    ['143', 'F7', 'in_transit/handed_to_partner'],
    ['144', 'EP', 'available_for_pickup/at_post_office'],
    [undefined, 'YC', 'delivered/delivered_by_partner'],
    [undefined, 'F7', 'in_transit/handed_to_partner'],
    [undefined, 'EP', 'available_for_pickup/at_post_office'],
    [undefined, '2D', 'in_transit/arrived_at_facility'],
    [undefined, '2J', 'in_transit/departed_facility'],
    [undefined, '2K', 'out_for_delivery'],
    [undefined, 'A0', 'delivered/collected'],
    [undefined, 'YH', 'in_transit/handed_to_partner'],
  ])('is what the post did: %s %s', (statusCode, code, expected) => {
    expect(meaning(read(v1([act('101500', 'D', code, statusCode)])))).toBe(expected);
  });
});

describe.skipIf(!hasReference)(`published exceptions${referenceNote}`, () => {
  const rows = hasReference
    ? referenceJson<readonly { readonly code: string }[]>('ups/codes/package-exceptions.json').map(({ code }) => code)
    : [];
  const deliveries = hasReference
    ? referenceJson<readonly { readonly code: string }[]>('ups/codes/delivery-codes.json').map(({ code }) => code)
    : [];
  const lent = rows.filter((code) => !deliveries.includes(code));

  it.each([undefined, '011'])('mean the same under delivery, with the digits %s', (statusCode) => {
    expect(lent.length).toBeGreaterThan(680);
    const odd = lent.filter((code) => {
      const under = (type: string, digits?: string) =>
        readStatus({ type, code, statusCode: digits }, 'package').meaning;
      return under('D', statusCode).join() !== under('X').join();
    });
    // Plain deliveries: as under their own type.
    expect(odd).toEqual([]);
  });
});

describe('digits that all the rest denies', () => {
  it.each([
    [
      'a label of what was scanned',
      act('101500', 'I', 'AR', '003', 'Arrived at Facility'),
      'in_transit/arrived_at_facility',
    ],
    ['a label of an exception', act('101500', 'X', 'SR', '003', 'Released by customs'), 'in_transit/customs_cleared'],
    ['a label of a delivery', act('101500', 'D', 'ML', '003'), 'delivered/delivered_to_safe_place'],
    ['a delivery by the code', act('101500', 'I', 'OT', '011', 'Out For Delivery Today'), 'out_for_delivery'],
    ['a delivery by the words', act('101500', 'I', '011', undefined, 'Out For Delivery Today'), 'out_for_delivery'],
    ['a void of what moves', act('101500', 'I', 'DP', '007', 'Departed'), 'in_transit/departed_facility'],
    ['a return of what moves', act('101500', 'I', 'AR', '034', 'Arrived'), 'in_transit/arrived_at_facility'],
  ])('are no news: %s', (_, activity, expected) => {
    expect(meaning(read(v1([activity])))).toBe(expected);
  });

  it('stand where nothing denies them', () => {
    expect(meaning(read(v1([act('101500', 'I', '??', '011')])))).toBe('delivered');
    expect(meaning(read(v1([act('101500', 'I', '??', '011', 'DELIVERED')])))).toBe('delivered');
    expect(meaning(read(v1([act('101500', 'M', 'MP', '003')])))).toBe('pre_transit/label_created');
    expect(meaning(read(v1([act('101500', undefined, undefined, '003')])))).toBe('pre_transit/label_created');
    expect(meaning(read(v1([act('101500', 'X', 'UA', '034')])))).toBe('returned/return_to_sender');
  });

  it.each([
    ['BB', 'in_transit/problem_resolved'],
    ['DA', 'in_transit/customs_cleared'],
    ['RZ', 'in_transit/customs_cleared'],
    ['??', 'in_transit/customs_cleared'],
  ])('014 ends what the code beneath it asked for: %s', (code, expected) => {
    expect(meaning(read(v1([act('101500', 'X', code, '014', 'The papers have come')])))).toBe(expected);
  });
});

describe('words, where no code decides', () => {
  it.each([
    ['I', 'OFX', 'Now out for delivery', 'out_for_delivery'],
    ['I', 'Q9', 'Ready for pickup at a UPS Access Point', 'available_for_pickup/at_pickup_point'],
    ['X', 'Q9', 'Severe weather delays the delivery', 'exception/weather_delay'],
    ['X', 'Q9', 'On its way back to the sender', 'returning/return_to_sender'],
    [undefined, undefined, 'Delivered', 'delivered'],
    [undefined, 'D', 'Delivered', 'delivered'],
    [undefined, undefined, 'Departed from Facility', 'in_transit/departed_facility'],
    [undefined, undefined, 'Out For Delivery Today', 'out_for_delivery'],
    [undefined, undefined, 'Delivered by the post', 'delivered/delivered_by_partner'],
    // A scan that moves a parcel delivers none, whatever it is called.
    ['I', 'Q9', 'Delivered', 'in_transit'],
  ])('are read: %s %s %s', (type, code, description, expected) => {
    expect(meaning(read(v1([act('101500', type, code, undefined, description)])))).toBe(expected);
  });

  it('are not asked where a code decides', () => {
    expect(meaning(read(v1([act('101500', 'X', '48', undefined, 'Delivery rescheduled')])))).toBe(
      meaning(read(v1([act('101500', 'X', '48')]))),
    );
  });

  it.each([
    ['MP', 'The shipper made a label, UPS does not have the parcel yet'],
    ['RD', 'Shipper created a label'],
  ])('are not needed for the label %s under another type', (code, description) => {
    expect(meaning(read(v1([act('101500', 'I', code, undefined, description)])))).toBe('pre_transit/label_created');
  });

  it('tell a current status without a code, and the time of its delivery', () => {
    const tracking = read(
      v1([act('101500', undefined, 'D', undefined, 'Delivered')], {
        currentStatus: { description: 'Delivered' },
        deliveryDate: [{ type: 'DEL', date: '20260312' }],
      }),
    );
    expect(tracking).toMatchObject({ status: 'delivered', delivery: { at: '2026-03-12T10:15:00-05:00' } });
  });

  it('of Mail Innovations in XML, which has no codes, tell each line', () => {
    const lines = [
      line('D', 'D', 'Package delivered by local post office', '', '1314'),
      line('I', 'I', 'Package departed UPS Mail Innovations facility enroute to USPS for induction', '', '1022'),
      line('I', 'I', 'Package received for processing by UPS Mail Innovations', '', '0650'),
      line('P', 'P', 'Shipment tendered to UPS Mail Innovations', '', '0630'),
      line('M', 'M', 'Shipment information received by UPS Mail Innovations', '', '0553'),
    ];
    expect(read(xml(lines.join(''))).events.map(meaning)).toEqual([
      'pre_transit/label_created',
      'in_transit/accepted',
      'in_transit/accepted',
      'in_transit/departed_facility',
      'delivered/delivered_by_partner',
    ]);
  });

  it('tell a new day where the code says that UPS does not carry it, and deny no other reason', () => {
    const said = (code: string, words: string) => meaning(read(v1([act('101500', 'X', code, undefined, words)])));
    expect(said('EX', 'Delivery rescheduled')).toBe('exception/delivery_rescheduled');
    expect(said('EX', 'Your package exceeds the maximum weight we can accept.')).toBe(
      'exception/size_or_weight_exceeded',
    );
    expect(meaning(read(xml(line('X', 'EX', 'DELIVERY RESCHEDULED'))))).toBe('exception/delivery_rescheduled');
    expect(meaning(read(alert({ type: 'X', code: 'EX', description: 'Delivery rescheduled' })))).toBe(
      'exception/delivery_rescheduled',
    );
  });

  it('that are longer than any sentence block nothing', () => {
    for (const filler of ['-', ' ', '\t', '<', '&', 'a b', '…']) {
      const description = `x${filler.repeat(160_000)}x`;
      expect(read(v1([act('101500', 'I', '??', undefined, description)])).status).toBe('in_transit');
    }
  });
});

describe('announced is the weakest word', () => {
  const departed = act('201500', 'I', 'DP', '005', 'Departed');

  it('of the current status', () => {
    expect(read(v1([departed], { currentStatus: { code: '003', type: 'M' } })).status).toBe('in_transit');
    expect(read(v1([departed], { currentStatus: { code: '003', description: 'Label' } })).status).toBe('in_transit');
  });

  it('of a label dated after a scan', () => {
    expect(read(v1([act('211500', 'M', 'MP', '003'), departed])).status).toBe('in_transit');
  });
});

describe('the status of a parcel', () => {
  it('takes the detail of the line that it agrees with', () => {
    const activity = [act('201500', 'I', 'AR', '005'), act('101500', 'D', 'ML', '011')];
    expect(meaning(read(v1(activity, { currentStatus: { code: '011' } })))).toBe('delivered/delivered_to_safe_place');
  });

  it('has words of its own where no line tells it', () => {
    const scan = act('101500', 'I', 'AR', undefined, 'Arrived at Facility');
    const said = (currentStatus: object) => read(v1([scan], { currentStatus })).statusDescription;
    expect(said({ code: '021', description: 'Out For Delivery Today' })).toBe('Out For Delivery Today');
    expect(said({ code: '021', simplifiedTextDescription: 'Out for Delivery' })).toBe('Out for Delivery');
    expect(said({ code: '005', description: 'On the Way' })).toBeUndefined();
    // Behind the history: no word on how it stands.
    expect(said({ code: '003', type: 'M', description: 'Label created' })).toBeUndefined();
  });

  it('is not undone by an attempt dated after the delivery', () => {
    const activity = [act('201500', 'X', '48', undefined, 'Not in'), act('101500', 'D', 'ML', undefined, 'DELIVERED')];
    expect(read(v1(activity)).status).toBe('delivered');
  });

  it('without delivery has no facts of one', () => {
    const activity = [act('201500', 'I', 'OT', '021'), act('101500', 'D', 'ML', '011')];
    const more = { currentStatus: { code: '021' }, deliveryInformation: { receivedBy: 'ROE', location: 'Office' } };
    const tracking = read(v1(activity, more));
    expect(tracking.status).toBe('out_for_delivery');
    expect(tracking).not.toHaveProperty('delivery');
  });
});

describe('forecasts', () => {
  const deliveryDate = [
    { type: 'SDD', date: '20260311' },
    { type: 'RDD', date: '20260312' },
    { type: 'DEL', date: '20260312' },
  ];
  const told = {
    promisedDelivery: { from: '2026-03-11', to: '2026-03-11' },
    estimatedDelivery: { from: '2026-03-12', to: '2026-03-12' },
  };

  it('stay on a delivered parcel', () => {
    expect(read(v1([act('101500', 'D', 'ML', '011')], { deliveryDate }))).toMatchObject({
      status: 'delivered',
      ...told,
    });
  });

  it('stay in XML', () => {
    const dates = '<ScheduledDeliveryDate>20260311</ScheduledDeliveryDate>';
    const body = xml(
      `<RescheduledDeliveryDate>20260312</RescheduledDeliveryDate>${line('D', 'KB', 'DELIVERED')}`,
      dates,
    );
    expect(read(body)).toMatchObject({ status: 'delivered', ...told });
  });

  it('stay in a push', () => {
    const push = alert(
      { type: 'D', code: 'ML' },
      { scheduledDeliveryDate: '20260312', actualDeliveryDate: '20260312' },
    );
    expect(read(push)).toMatchObject({ status: 'delivered', estimatedDelivery: told.estimatedDelivery });
  });

  it('stay in Quantum View', () => {
    const record = { TrackingNumber: number, Date: '20260310', Time: '101500' };
    const files = {
      Origin: { ...record, ScheduledDeliveryDate: '20260311' },
      Exception: { ...record, Date: '20260311', StatusCode: '48', RescheduledDeliveryDate: '20260312' },
      Delivery: { ...record, Date: '20260312' },
    };
    expect(read(quantumView(files))).toMatchObject({ status: 'delivered', ...told });
  });
});

describe('errors of the older services', () => {
  const failure = (code: string, description: string, severity = 'Hard') =>
    `<ErrorSeverity>${severity}</ErrorSeverity><ErrorCode>${code}</ErrorCode><ErrorDescription>${description}</ErrorDescription>`;
  const bodies = (error: string) => [
    `<TrackResponse><Response><ResponseStatusCode>0</ResponseStatusCode><Error>${error}</Error></Response></TrackResponse>`,
    `<QuantumViewResponse><Response><ResponseStatusCode>0</ResponseStatusCode><Error>${error}</Error></Response></QuantumViewResponse>`,
  ];

  it.each([
    ['151044', 'Nothing known of this number', 'not_found'],
    ['155002', 'Nothing', 'not_found'],
    ['159999', 'Mail Innovations Tracking Information not found.', 'not_found'],
    ['159999', 'No tracking information available', 'not_found'],
    ['159999', 'The system is unavailable, try again later', 'carrier_unavailable'],
    ['259999', 'Access is denied', 'forbidden'],
    ['159999', 'Something of which nobody knows', 'unexpected_response'],
  ])('%s %s: %s', (code, description, expected) => {
    for (const body of bodies(failure(code, description))) {
      expect(errorOf(body)).toMatchObject({ code: expected, carrierCode: code });
    }
  });

  it('are read by their words in JSON as well', () => {
    const wrapped = (code: string, message: string) => ({ response: { errors: [{ code, message }] } });
    expect(errorOf(wrapped('XX1', 'Tracking number information not found'))?.code).toBe('not_found');
    expect(errorOf(wrapped('XX2', 'Nobody knows'))?.code).toBe('unexpected_response');
    expect(errorOf(wrapped('', 'Blocked Merchant'))?.code).toBe('forbidden');
  });

  it('of code 404 are the number’s only where the words say so: it stands for a wrong address as well', () => {
    const wrapped = (message?: string) => ({ response: { errors: [{ code: '404', message }] } });
    expect(errorOf(wrapped('Tracking number information not found'))?.code).toBe('not_found');
    for (const message of ['The requested resource was not found.', 'No resource found', 'Not Found', undefined]) {
      expect(errorOf(wrapped(message))?.code).toBe('unexpected_response');
    }
  });

  it('say nothing of what UPS wrote', () => {
    for (const body of bodies(failure('159999', 'The number 1Z-SECRET is not found'))) {
      expect(errorOf(body)?.message).not.toContain('SECRET');
    }
  });
});

describe('empty elements', () => {
  it('are nothing, and no issue', () => {
    const body = xml(
      '<Activity><ActivityLocation/><Status><StatusType><Code>I</Code><Description>ARRIVAL SCAN</Description></StatusType><StatusCode><Code>AR</Code></StatusCode></Status><Date>20260312</Date><Time>101500</Time></Activity>',
      '<Shipper/><ShipTo/><Service/><ShipmentWeight/>',
    );
    const tracking = read(body);
    expect(meaning(tracking)).toBe('in_transit/arrived_at_facility');
    expect(tracking).not.toHaveProperty('issues');
  });

  it('of Quantum View are nothing, and no issue', () => {
    const record = `<TrackingNumber>${number}</TrackingNumber><Date>20260312</Date><Time>101500</Time>`;
    const body = `<QuantumViewResponse><Response/><QuantumViewEvents><SubscriptionEvents><SubscriptionFile><Origin>${record}<ActivityLocation/></Origin><Delivery>${record}<ActivityLocation/><DeliveryLocation/></Delivery></SubscriptionFile></SubscriptionEvents></QuantumViewEvents></QuantumViewResponse>`;
    expect(read(body).status).toBe('delivered');
    expect(read(body)).not.toHaveProperty('issues');
  });
});

describe('facts', () => {
  it('of XML are those of JSON: the other numbers, the weight, the times of forecasts', () => {
    const body = xml(
      `<PackageServiceOptions><USPSPICNumber>9274899900000012345677</USPSPICNumber></PackageServiceOptions><RescheduledDeliveryDate>20260313</RescheduledDeliveryDate><RescheduledDeliveryTime>173000</RescheduledDeliveryTime>${line('I', 'AR', 'ARRIVAL SCAN')}<AlternateTrackingNumber>1Z999AA10000000013</AlternateTrackingNumber><AlternateTrackingInfo><Type>Q</Type><Value>92748999000000123456770000</Value></AlternateTrackingInfo>`,
      '<ShipmentWeight><UnitOfMeasurement><Code>LBS</Code></UnitOfMeasurement><Weight>2.50</Weight></ShipmentWeight><ScheduledDeliveryDate>20260312</ScheduledDeliveryDate><ScheduledDeliveryTime>120000</ScheduledDeliveryTime>',
    );
    expect(read(body)).toMatchObject({
      weight: { value: 2.5, unit: 'lb' },
      estimatedDelivery: { to: '2026-03-13T17:30:00' },
      promisedDelivery: { from: '2026-03-12', to: '2026-03-12' },
      related: [
        { relation: 'last_mile', trackingNumber: '9274899900000012345677', carrier: 'usps' },
        { relation: 'last_mile', trackingNumber: '92748999000000123456770000', carrier: 'usps' },
        { relation: 'return', trackingNumber: '1Z999AA10000000013', carrier: 'ups' },
      ],
    });
  });

  it('of XML have the day of delivery where its line is lost', () => {
    const shipment =
      '<DeliveryDateTime><Type><Code>01</Code><Description>Delivery</Description></Type><Date>20260312</Date><Time>1314</Time></DeliveryDateTime>';
    expect(read(xml('', shipment))).toMatchObject({ status: 'delivered', delivery: { at: '2026-03-12T13:14:00' } });
  });

  it('of a push name the post by its number', () => {
    const push = alert({ type: 'I', code: 'YM' }, { alternateTrackingNumber: '9274899900000012345677' });
    expect(read(push).related).toEqual([
      { relation: 'last_mile', trackingNumber: '9274899900000012345677', carrier: 'usps' },
    ]);
  });

  it('of a delivery in a push keep the postal code, which the event leaves out', () => {
    const tracking = read(alert({ type: 'D', code: 'ML', descriptionCode: '011' }));
    expect(tracking.delivery?.place).toMatchObject({ city: 'FARGO', postalCode: '58102' });
    expect(tracking.events[0]?.place).not.toHaveProperty('postalCode');
  });

  it('have no place that is the name of a proof', () => {
    const deliveryInformation = {
      location: 'Delivery Photo',
      deliveryPhoto: { photoCaptureInd: 'Y', photoDispositionCode: 'V' },
    };
    const { delivery } = read(v1([act('101500', 'D', 'FS', '011')], { deliveryInformation }));
    expect(delivery).not.toHaveProperty('leftAt');
    expect(delivery?.proof).toEqual([{ kind: 'photo' }]);
  });

  it('have each reference once, and none that is a placeholder', () => {
    const referenceNumber = ['NA', 'string', 'ORDER 7', 'ORDER 7', 'N/A', 'null', ''].map((value, index) => ({
      type: index % 2 === 0 ? 'SHIPMENT' : 'PACKAGE',
      number: value,
    }));
    expect(read(v1([], { referenceNumber })).references).toEqual([{ kind: 'shipment', value: 'ORDER 7' }]);
  });

  it('have the number asked for where the package has a placeholder', () => {
    const body = v1([act('101500', 'I', 'AR')], { trackingNumber: 'string' });
    expect(read(body).trackingNumber).toBe(number);
  });

  it('have no link to nothing', () => {
    const body = { trackResponse: { shipment: [{ package: [{ activity: [act('101500', 'I', 'AR')] }] }] } };
    expect(read(body)).not.toHaveProperty('url');
  });
});

describe('what UPS says of a package as a whole', () => {
  const message = '<Message><Code>02</Code><Description>Rescheduled</Description></Message>';

  it('stands at the newest line in XML, whichever is listed first', () => {
    const label = `<Activity><ActivityLocation/><Status><StatusType><Code>M</Code></StatusType><StatusCode><Code>MP</Code></StatusCode></Status><Date>20260311</Date><Time>101500</Time></Activity>`;
    const { events } = read(xml(`${label}${line('I', 'AR', 'ARRIVAL SCAN')}${message}`));
    expect(events.map(({ nextStep }) => nextStep)).toEqual([undefined, 'Rescheduled']);
  });

  it('is nothing where the line says so itself', () => {
    const [event] = read(xml(`${line('X', 'RS', 'Rescheduled')}${message}`)).events;
    expect([event?.description, event?.nextStep]).toEqual(['Rescheduled', undefined]);
  });
});

describe('lines without a place', () => {
  it('have it too where only the country of a place is known, and it is the others’', () => {
    const inCountry = (country: string) =>
      `<Activity><ActivityLocation><Address><CountryCode>${country}</CountryCode></Address></ActivityLocation><Status><StatusType><Code>I</Code></StatusType><StatusCode><Code>DP</Code></StatusCode></Status><Date>20260311</Date><Time>101500</Time></Activity>`;
    const shipper =
      '<Shipper><Address><City>FARGO</City><StateProvinceCode>ND</StateProvinceCode><CountryCode>US</CountryCode></Address></Shipper>';
    const timeIn = (country: string) =>
      read(xml(`${line('I', 'AR', 'ARRIVAL SCAN')}${inCountry(country)}`, shipper)).events[0]?.occurredAt;
    expect(timeIn('US')).toBe('2026-03-11T10:15:00-05:00');
    expect(timeIn('CA')).toBe('2026-03-11T10:15:00');
  });

  it('have the one zone in which all the parcel’s places lie', () => {
    const label = `<Activity><ActivityLocation/><Status><StatusType><Code>M</Code></StatusType><StatusCode><Code>MP</Code></StatusCode></Status><Date>20260311</Date><Time>101500</Time></Activity>`;
    // The first place that is known is where it comes from: before it a parcel may be anywhere.
    const shipper =
      '<Shipper><Address><City>FARGO</City><StateProvinceCode>ND</StateProvinceCode><CountryCode>US</CountryCode></Address></Shipper>';
    const { events } = read(xml(`${line('I', 'AR', 'ARRIVAL SCAN')}${label}`, shipper));
    expect(events.map(({ occurredAt, timeBasis }) => [occurredAt, timeBasis])).toEqual([
      ['2026-03-11T10:15:00-05:00', 'place'],
      ['2026-03-12T10:15:00-05:00', 'place'],
    ]);
  });
});

describe('what the recipient has to do', () => {
  it('of a Quantum View delivery keeps what the driver wrote beside the place', () => {
    const record = (place: string) =>
      `<QuantumViewResponse><Response/><QuantumViewEvents><SubscriptionEvents><SubscriptionFile><Delivery><TrackingNumber>${number}</TrackingNumber><Date>20260312</Date><Time>101500</Time><DriverRelease>BEHIND THE SHED</DriverRelease><DeliveryLocation>${place}</DeliveryLocation></Delivery></SubscriptionFile></SubscriptionEvents></QuantumViewEvents></QuantumViewResponse>`;
    const [event] = read(record('<Code>M1</Code><Description>RESIDENTIAL</Description>')).events;
    expect(event?.description).toMatch(/RESIDENTIAL.*BEHIND THE SHED/);
    expect(read(record('')).delivery?.leftAt).toBe('BEHIND THE SHED');
  });

  it('of a Quantum View exception is told: why, and what comes next', () => {
    const exception = {
      TrackingNumber: number,
      Date: '20260312',
      Time: '101500',
      StatusCode: '48',
      StatusDescription: 'Receiver not available',
      ReasonCode: 'KX',
      ReasonDescription: 'Nobody was at home',
      Resolution: { Code: '02', Description: 'A second attempt will be made' },
    };
    const [event] = read(quantumView({ Exception: exception })).events;
    expect(event).toMatchObject({
      description: 'Receiver not available. Nobody was at home.',
      nextStep: 'A second attempt will be made',
    });
  });
});

describe('shipments of thousands of packages', () => {
  const count = 5000;
  const numbers = Array.from({ length: count }, (_, index) => `1Z999AA1${String(index).padStart(10, '0')}`);

  it('name no package in each other: what is said grows with the list, not with its square', () => {
    const body = {
      trackResponse: {
        shipment: [
          { package: numbers.map((trackingNumber) => ({ trackingNumber, activity: [act('101500', 'I', 'AR')] })) },
        ],
      },
    };
    const outcomes = readAll(body);
    expect(outcomes).toHaveLength(count);
    const [first, second] = outcomes.map((outcome) => (outcome.ok ? outcome.value : undefined));
    expect(first?.pieces).toHaveLength(count);
    expect(second?.pieces).toBe(first?.pieces);
    expect(first).not.toHaveProperty('related');
  });

  it('of a manifest as well', () => {
    const files = { Manifest: { Package: numbers.map((trackingNumber) => ({ TrackingNumber: trackingNumber })) } };
    const outcomes = readAll(quantumView(files));
    expect(outcomes).toHaveLength(count);
    const [first] = outcomes.map((outcome) => (outcome.ok ? outcome.value : undefined));
    expect(first).toMatchObject({ pieceCount: count, status: 'pre_transit' });
    expect(first).not.toHaveProperty('related');
  });

  it('still name each other where a shipment can be so large', () => {
    const files = {
      Manifest: { Package: numbers.slice(0, 200).map((trackingNumber) => ({ TrackingNumber: trackingNumber })) },
    };
    const [first] = readAll(quantumView(files)).map((outcome) => (outcome.ok ? outcome.value : undefined));
    expect(first?.related).toHaveLength(199);
  });
});
