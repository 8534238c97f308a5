import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTrackingError, parsePayload } from 'waybill/kit';
import { fedexFormats } from '../../../carriers/fedex/index.ts';
import { fieldEdits, mutatedJson } from '../mutate-json.ts';
import { answer, answerFor, number, outcomes, read, recording, scan } from './answers.ts';

const ground = '961102001234568';
const reused = '771234005615';

function trackingOf(name: string, asked: Parameters<typeof outcomes>[1]) {
  const [outcome] = outcomes(answer(recording(name)), asked);
  if (outcome?.ok !== true) throw new Error('no tracking');
  return outcome.value;
}

describe('a delivered parcel', () => {
  const tracking = trackingOf('ground-delivered', ground);

  it('has every fact that FedEx tells of it', () => {
    const { events, ...facts } = tracking;
    expect(facts).toEqual({
      carrier: 'fedex',
      trackingNumber: ground,
      uniqueId: `12077~${ground}~FDEG`,
      status: 'delivered',
      detail: 'delivered_to_safe_place',
      service: { code: 'FEDEX_GROUND', name: 'FedEx Ground' },
      estimatedDelivery: { from: '2026-10-21', to: '2026-10-21' },
      promisedDelivery: { to: '2026-10-21' },
      shippedAt: '2026-10-15',
      delivery: {
        at: '2026-10-20T12:41:57-04:00',
        signedBy: 'P.EXAMPLE',
        leftAt: 'front door',
        to: 'safe_place',
        place: { city: 'Sayville', region: 'NY', country: 'US' },
        proof: [{ kind: 'signature' }],
      },
      origin: { city: 'DULUTH', region: 'MN', country: 'US' },
      destination: { city: 'Sayville', region: 'NY', country: 'US' },
      weight: { value: 28.8, unit: 'lb' },
      dimensions: { length: 15, width: 12, height: 11, unit: 'in' },
      references: [
        { kind: 'customer_reference', value: 'ORDER-4711' },
        { kind: 'purchase_order', value: 'PO-88' },
      ],
      pieceCount: 1,
      url: `https://www.fedex.com/fedextrack/?trknbr=${ground}`,
      mapping: 'fedex.track-v1@2026.11',
    });
    expect(events).toHaveLength(9);
  });

  it('tells its story oldest first, each line with its own time and words', () => {
    // A pick-up that has a date only is no earlier than the label of its day.
    expect(tracking.events[0]).toMatchObject({ code: 'OC', occurredAt: '2026-10-15T10:36:00-05:00' });
    expect(tracking.events[1]).toEqual({
      id: '2026-10-15.PU.55802-US',
      status: 'in_transit',
      detail: 'picked_up',
      statusBasis: 'code',
      code: 'PU',
      description: 'Picked up',
      occurredAt: '2026-10-15',
      timeBasis: 'none',
      place: { city: 'DULUTH', region: 'MN', postalCode: '55802', country: 'US', facility: '0558' },
    });
    expect(tracking.events.at(-1)).toEqual({
      id: '2026-10-20T12:41:57.DL_014.11782-US',
      status: 'delivered',
      detail: 'delivered_to_safe_place',
      statusBasis: 'code',
      code: 'DL',
      reasonCode: '014',
      description: 'Delivered: Left at front door. Signature Service not requested.',
      occurredAt: '2026-10-20T12:41:57-04:00',
      timeBasis: 'carrier',
      place: { city: 'Sayville', region: 'NY', postalCode: '11782', country: 'US' },
    });
  });

  it('keeps each scan’s own offset', () => {
    const offsets = tracking.events.map(({ occurredAt }) => occurredAt?.slice(19));
    expect(new Set(offsets)).toEqual(new Set(['', '-05:00', '-04:00']));
  });
});

describe('times', () => {
  it('takes midnight without an offset, or at -06:00, for a date', () => {
    const { shippedAt, estimatedDelivery } = read({
      dateAndTimes: [
        { type: 'SHIP', dateTime: '2026-11-09T00:00:00-06:00' },
        { type: 'ESTIMATED_DELIVERY', dateTime: '2026-11-12T00:00:00' },
      ],
    });
    expect({ shippedAt, estimatedDelivery }).toEqual({
      shippedAt: '2026-11-09',
      estimatedDelivery: { from: '2026-11-12', to: '2026-11-12' },
    });
  });

  it('leaves every other time as it is', () => {
    const { shippedAt, events } = read({
      dateAndTimes: [{ type: 'ACTUAL_PICKUP', dateTime: '2026-11-09T00:00:01-05:00' }],
      scanEvents: [scan(9, 'PU', { date: '2026-11-09T08:00:00' })],
    });
    expect(shippedAt).toBe('2026-11-09T00:00:01-05:00');
    expect(events[0]).toMatchObject({ occurredAt: '2026-11-09T08:00:00', timeBasis: 'none' });
  });

  it('prefers the hand-over to the date on the label', () => {
    const label = { type: 'SHIP', dateTime: '2026-11-08T00:00:00-06:00' };
    const tendered = { type: 'ACTUAL_TENDER', dateTime: '2026-11-09T16:05:00-07:00' };
    expect(read({ dateAndTimes: [label, tendered] }).shippedAt).toBe('2026-11-09T16:05:00-07:00');
    expect(read({ dateAndTimes: [label] }).shippedAt).toBe('2026-11-08');
  });

  it('reports a time that cannot be, and keeps the scan', () => {
    const { events, issues } = read({ scanEvents: [scan(9, 'AR'), scan(8, 'PU', { date: '2026-02-30T08:00:00' })] });
    expect(events).toHaveLength(2);
    expect(events.find(({ code }) => code === 'PU')).not.toHaveProperty('occurredAt');
    expect(issues).toEqual([
      { path: 'trackResults.0.scanEvents.1.date', expected: 'a time', seen: 'a time we cannot read' },
    ]);
  });

  it('keeps a scan without a date, and says nothing of it', () => {
    const { events, issues } = read({ scanEvents: [{ eventType: 'PU' }, { eventType: 'AR', date: '' }] });
    expect(events).toHaveLength(2);
    expect(issues).toBeUndefined();
  });

  it('puts scans in order whichever way FedEx sends them', () => {
    const scans = [scan(9, 'PU'), scan(10, 'AR'), scan(11, 'OD')];
    for (const scanEvents of [scans, scans.toReversed()]) {
      expect(read({ scanEvents }).events.map(({ code }) => code)).toEqual(['PU', 'AR', 'OD']);
    }
  });
});

describe('forecast and promise', () => {
  it('takes the time window first, then the appointment, then the estimate', () => {
    const window = { window: { begins: '2026-11-12T08:15:00-05:00', ends: '2026-11-12T12:15:00-05:00' } };
    const appointment = { type: 'APPOINTMENT_DELIVERY', dateTime: '2026-11-13T15:00:00-05:00' };
    const estimate = { type: 'ESTIMATED_DELIVERY', dateTime: '2026-11-14T00:00:00-06:00' };
    const dateAndTimes = [estimate, appointment];
    expect(read({ estimatedDeliveryTimeWindow: window, dateAndTimes }).estimatedDelivery).toEqual({
      from: '2026-11-12T08:15:00-05:00',
      to: '2026-11-12T12:15:00-05:00',
    });
    const empty = { window: {} };
    expect(read({ estimatedDeliveryTimeWindow: empty, dateAndTimes }).estimatedDelivery).toEqual({
      to: '2026-11-13T15:00:00-05:00',
    });
    expect(read({ dateAndTimes: [estimate] }).estimatedDelivery).toEqual({ from: '2026-11-14', to: '2026-11-14' });
  });

  it('keeps a wall clock without an offset, and a placeholder beside it', () => {
    const mixed = { window: { begins: '2026-11-12T08:00:00', ends: '2026-11-13T00:00:00-06:00' } };
    expect(read({ estimatedDeliveryTimeWindow: mixed }).estimatedDelivery).toEqual({
      from: '2026-11-12T08:00:00',
      to: '2026-11-13',
    });
  });

  it('keeps the promise apart from the forecast', () => {
    const { estimatedDelivery, promisedDelivery } = read({
      standardTransitTimeWindow: { window: { ends: '2026-11-11T10:30:00-07:00' } },
      dateAndTimes: [{ type: 'COMMITMENT', dateTime: '2026-11-15T00:00:00-06:00' }],
    });
    expect(estimatedDelivery).toBeUndefined();
    expect(promisedDelivery).toEqual({ to: '2026-11-11T10:30:00-07:00' });
    expect(
      read({ dateAndTimes: [{ type: 'COMMITMENT', dateTime: '2026-11-15T00:00:00-06:00' }] }).promisedDelivery,
    ).toEqual({ from: '2026-11-15', to: '2026-11-15' });
  });

  it('keeps the last forecast once delivered', () => {
    const dateAndTimes = [{ type: 'ESTIMATED_DELIVERY', dateTime: '2026-11-14T00:00:00-06:00' }];
    const { estimatedDelivery } = read({ dateAndTimes, scanEvents: [scan(9, 'DL')] });
    expect(estimatedDelivery).toEqual({ from: '2026-11-14', to: '2026-11-14' });
  });
});

describe('what FedEx sends for nothing', () => {
  it('is absent', () => {
    const address = { streetLines: [''], city: '', stateOrProvinceCode: null, residential: false };
    const tracking = read({
      trackingNumberInfo: { trackingNumber: number, trackingNumberUniqueId: '', carrierCode: '' },
      latestStatusDetail: { code: 'PU', derivedCode: '', scanLocation: address, ancillaryDetails: null },
      scanEvents: [scan(9, 'PU', { exceptionCode: '', exceptionDescription: ' ', locationType: '', scanLocation: {} })],
      additionalTrackingInfo: { nickname: '', packageIdentifiers: [{ type: 'INVOICE', values: [''] }, {}] },
      shipperInformation: { contact: {}, address },
      recipientInformation: {},
      serviceDetail: {},
      packageDetails: { count: '', weightAndDimensions: { weight: [{ value: '', unit: '' }], dimensions: [] } },
      deliveryDetails: { actualDeliveryAddress: {}, deliveryAttempts: '0' },
      estimatedDeliveryTimeWindow: { window: {} },
      standardTransitTimeWindow: {},
      availableImages: [],
      returnDetail: {},
    });
    expect(Object.keys(tracking).sort()).toEqual(
      ['carrier', 'detail', 'events', 'mapping', 'status', 'trackingNumber', 'url'].sort(),
    );
    expect(Object.keys(tracking.events[0] ?? {}).sort()).toEqual(
      ['code', 'description', 'detail', 'id', 'occurredAt', 'status', 'statusBasis', 'timeBasis'].sort(),
    );
  });
});

describe('weights and measures', () => {
  const weight = [
    { value: '2.2', unit: 'LB' },
    { value: '1.0', unit: 'KG' },
  ];

  it('are the first entry as given, never a sum', () => {
    const dimensions = [
      { length: 30, width: 20, height: 10, units: 'CM' },
      { length: 12, width: 8, height: 4, units: 'IN' },
    ];
    const tracking = read({ packageDetails: { weightAndDimensions: { weight, dimensions } } });
    expect(tracking.weight).toEqual({ value: 2.2, unit: 'lb' });
    expect(tracking.dimensions).toEqual({ length: 30, width: 20, height: 10, unit: 'cm' });
  });

  it('fall back to the shipment’s weight and to inches', () => {
    const dimensions = [
      { length: 5, width: 5 },
      { length: 5, width: '6', height: 7, units: '' },
    ];
    const tracking = read({ shipmentDetails: { weight }, packageDetails: { weightAndDimensions: { dimensions } } });
    expect(tracking.weight).toEqual({ value: 2.2, unit: 'lb' });
    expect(tracking.dimensions).toEqual({ length: 5, width: 6, height: 7, unit: 'in' });
  });

  it('count pieces by the package, else by the piece counts', () => {
    expect(read({ packageDetails: { count: '3' } }).pieceCount).toBe(3);
    expect(read({ pieceCounts: [{ type: 'ORIGIN', count: '35' }] }).pieceCount).toBe(35);
  });
});

describe('references and related numbers', () => {
  const identified = (...packageIdentifiers: readonly unknown[]) =>
    read({ additionalTrackingInfo: { packageIdentifiers } });

  it('reads both spellings of the key, lists and bare texts', () => {
    expect(
      identified(
        { type: 'CUSTOMER_REFERENCE', values: ['A-1', 'A-2'] },
        { type: 'INVOICE', value: ['I-1'] },
        { type: 'DEPARTMENT', value: 'D-1' },
      ).references,
    ).toEqual([
      { kind: 'customer_reference', value: 'A-1' },
      { kind: 'customer_reference', value: 'A-2' },
      { kind: 'invoice', value: 'I-1' },
      { kind: 'department', value: 'D-1' },
    ]);
  });

  it('sorts numbers of parcels by what they are to this one', () => {
    const { related, references } = identified(
      { type: 'STANDARD_MPS', values: ['794600000001'] },
      { type: 'RETURNED_TO_SHIPPER_TRACKING_NUMBER', values: ['7946 0000 0002'] },
      { type: 'OUTBOUND_LINK_TO_RETURN', values: ['794600000003'] },
      { type: 'REROUTE_TRACKING_NUMBER', values: ['794600000004'] },
      { type: 'TRACKING_NUMBER_OR_DOORTAG', values: ['DT106124500014'] },
      { type: 'PARTNER_CARRIER_NUMBER', values: ['9400120369900000000001'] },
      { type: 'PARTNER_CARRIER_NUMBER', values: ['CA-77'] },
      { type: 'STANDARD_MPS', values: [number] },
    );
    expect(references).toBeUndefined();
    expect(related).toEqual([
      { relation: 'master', trackingNumber: '794600000001', carrier: 'fedex' },
      { relation: 'return', trackingNumber: '794600000002', carrier: 'fedex' },
      { relation: 'return', trackingNumber: '794600000003', carrier: 'fedex' },
      { relation: 'replacement', trackingNumber: '794600000004', carrier: 'fedex' },
      { relation: 'duplicate', trackingNumber: 'DT106124500014', carrier: 'fedex' },
      { relation: 'last_mile', trackingNumber: '9400120369900000000001', carrier: 'usps' },
      { relation: 'last_mile', trackingNumber: 'CA-77' },
    ]);
  });

  it('names the outbound parcel of one that goes back', () => {
    const { related } = read({
      additionalTrackingInfo: { packageIdentifiers: [{ type: 'OUTBOUND_LINK_TO_RETURN', values: ['794600000003'] }] },
      returnDetail: { reasonDetail: [{ type: 'REJECTED', description: 'Wrong color' }] },
    });
    expect(related).toEqual([{ relation: 'outbound', trackingNumber: '794600000003', carrier: 'fedex' }]);
  });

  it('knows the post’s number of a Ground Economy parcel once the post has to do with it', () => {
    const economy = '61292701078443410536';
    const related = (more: Readonly<Record<string, unknown>>) =>
      read({ trackingNumberInfo: { trackingNumber: economy, carrierCode: 'FXSP' }, ...more }).related;
    const atPost = [{ relation: 'last_mile', trackingNumber: `92${economy}`, carrier: 'usps' }];
    expect(related({ scanEvents: [scan(9, 'AX')] })).toEqual(atPost);
    expect(related({ scanEvents: [scan(9, 'OX')] })).toEqual(atPost);
    expect(related({ serviceCommitMessage: { type: 'USPS_DELIVERING' } })).toEqual(atPost);
    expect(related({ scanEvents: [scan(9, 'AR')] })).toBeUndefined();
    expect(
      read({ trackingNumberInfo: { trackingNumber: '61292701078443410537' }, scanEvents: [scan(9, 'AX')] }).related,
    ).toBeUndefined();
  });
});

describe('delivery facts', () => {
  const delivered = (deliveryDetails: Readonly<Record<string, unknown>>, more = {}) =>
    read({ scanEvents: [scan(9, 'DL', more)], deliveryDetails }).delivery;

  it('takes the signer first, then the receiver, and no signer where none was needed', () => {
    expect(delivered({ signedByName: 'S', receivedByName: 'R' })?.signedBy).toBe('S');
    expect(delivered({ receivedByName: 'R' })?.signedBy).toBe('R');
    expect(delivered({ receivedByName: 'Signature not required' })).not.toHaveProperty('signedBy');
  });

  it('tells where it was left, by the place or by the scan’s words', () => {
    expect(delivered({ locationType: 'MAILROOM', locationDescription: 'Mailroom' })).toMatchObject({
      leftAt: 'Mailroom',
      to: 'reception',
    });
    expect(delivered({ locationType: 'RESIDENCE' })?.to).toBe('recipient');
    expect(delivered({ locationType: 'FEDEX_LOCATION' })?.to).toBe('pickup_point');
    expect(delivered({ locationType: 'OTHER' })).not.toHaveProperty('to');
    expect(delivered({}, { exceptionDescription: 'Left with neighbor' })).toMatchObject({
      leftAt: 'neighbor',
      to: 'neighbour',
    });
  });

  it('counts attempts, but not FedEx’s nought', () => {
    expect(delivered({ deliveryAttempts: '2' })?.attempts).toBe(2);
    expect(delivered({ deliveryAttempts: '0' })).not.toHaveProperty('attempts');
    expect(read({ scanEvents: [scan(9, 'DE')], deliveryDetails: { deliveryAttempts: 1 } }).delivery).toEqual({
      attempts: 1,
    });
  });

  it('takes the time of the scan where FedEx states no other', () => {
    expect(delivered({})?.at).toBe('2026-11-09T12:00:00-05:00');
  });
});

describe('a number that was used before', () => {
  const [old, recent] = [`2460425000~${reused}~FX`, `2460988000~${reused}~FX`];
  const chosen = (hints: Readonly<Record<string, string>> = {}) =>
    trackingOf('reused-number', { trackingNumber: reused, ...hints });

  it('gives the newest shipment, and both as candidates', () => {
    const tracking = chosen();
    expect(tracking.uniqueId).toBe(recent);
    expect(tracking.candidates).toEqual([
      {
        uniqueId: old,
        status: 'delivered',
        service: 'FDXE',
        shippedAt: '2025-04-24',
        lastEventAt: '2025-04-26T09:26:00-06:00',
        destination: { city: 'BOISE', region: 'ID', country: 'US' },
        chosen: false,
      },
      {
        uniqueId: recent,
        status: 'in_transit',
        service: 'FDXE',
        shippedAt: '2026-11-09',
        lastEventAt: '2026-11-11T07:50:00-06:00',
        destination: { city: 'TULSA', region: 'OK', country: 'US' },
        chosen: true,
        because: 'newest',
      },
    ]);
  });

  it.each([
    [{ uniqueId: old }, old, 'unique_id'],
    [{ uniqueId: old, shippedAfter: '2026-01-01' }, old, 'unique_id'],
    [{ uniqueId: 'gone' }, recent, 'newest'],
    [{ shippedBefore: '2025-12-31' }, old, 'ship_date'],
    [{ shippedAfter: '2025-04-24', shippedBefore: '2025-04-24' }, old, 'ship_date'],
    [{ shippedAfter: '2026-01-01' }, recent, 'ship_date'],
    [{ shippedAfter: '2020-01-01' }, recent, 'newest'],
    [{ shippedAfter: '2030-01-01' }, recent, 'newest'],
  ])('obeys %j', (hints, uniqueId, because) => {
    const tracking = chosen(hints);
    expect(tracking.uniqueId).toBe(uniqueId);
    expect(tracking.candidates?.filter((one) => one.chosen)).toMatchObject([{ uniqueId, because }]);
  });

  it('obeys a postal code by the delivery scan', () => {
    const tracking = chosen({ postalCode: '11782' });
    expect(tracking.candidates?.find((one) => one.chosen)?.because).toBe('newest');
    const scanned = (uniqueId: string, day: number, postalCode: string) => ({
      trackingNumberInfo: { trackingNumberUniqueId: uniqueId },
      scanEvents: [scan(day, 'DL', { scanLocation: { postalCode } })],
    });
    const answered = answerFor(number, scanned('a', 9, '10001'), scanned('b', 10, '20002'));
    const [outcome] = outcomes(answered, { trackingNumber: number, postalCode: '10001' });
    expect(outcome).toMatchObject({ ok: true, value: { uniqueId: 'a' } });
  });

  it('obeys a postal code where FedEx shows the recipients’', () => {
    const shipment = (uniqueId: string, day: number, postalCode: string) => ({
      trackingNumberInfo: { trackingNumberUniqueId: uniqueId },
      recipientInformation: { address: { postalCode } },
      scanEvents: [scan(day, 'PU')],
    });
    const answered = answerFor(number, shipment('a', 9, '10001'), shipment('b', 10, '20002'));
    const [outcome] = outcomes(answered, { trackingNumber: number, postalCode: ' 10001' });
    expect(outcome?.ok === true && outcome.value.candidates).toMatchObject([
      { uniqueId: 'a', chosen: true, because: 'postal_code' },
      { uniqueId: 'b', chosen: false },
    ]);
  });

  it('reads the shipments that it can where another of them failed', () => {
    const broken = { error: { code: 'INTERNAL.SERVER.ERROR' } };
    const [outcome] = outcomes(answerFor(number, broken, 'nonsense', { scanEvents: [scan(9, 'PU')] }), number);
    expect(outcome).toMatchObject({ ok: true, value: { status: 'in_transit' } });
  });
});

describe('a batch', () => {
  const asked = ['1Z', ground, '771234005729', reused];

  it('has one outcome for each number, in the order asked', () => {
    const answered = outcomes(answer(recording('mixed-batch')), ...asked);
    expect(answered.map(({ trackingNumber }) => trackingNumber)).toEqual(asked);
    expect(answered.map((one) => (one.ok ? one.value.status : one.error.code))).toEqual([
      'invalid_number',
      'delivered',
      'not_found',
      'carrier_unavailable',
    ]);
  });

  it('finds a number whatever its spelling, and keeps the one that was asked', () => {
    const [spaced, lower] = outcomes(
      answer({
        output: {
          completeTrackResults: [
            { trackingNumber: '771234005615', trackResults: [{ scanEvents: [scan(9, 'PU')] }] },
            {
              trackResults: [{ trackingNumberInfo: { trackingNumber: 'DT106124500014' }, scanEvents: [scan(9, 'PU')] }],
            },
          ],
        },
      }),
      '7712 3400 5615',
      'dt106124500014',
    );
    expect(spaced).toMatchObject({ ok: true, trackingNumber: '7712 3400 5615', value: { trackingNumber: number } });
    expect(lower).toMatchObject({ ok: true, trackingNumber: 'dt106124500014' });
  });

  it('answers the same number asked twice, each by its own hints', () => {
    const uniqueId = `2460425000~${reused}~FX`;
    const [first, second] = outcomes(answer(recording('reused-number')), reused, { trackingNumber: reused, uniqueId });
    expect(first?.ok === true && first.value.uniqueId).toBe(`2460988000~${reused}~FX`);
    expect(second?.ok === true && second.value.uniqueId).toBe(uniqueId);
  });

  it('says nothing of a number that FedEx left out', () => {
    const [, missing] = outcomes(answer(recording('ground-delivered')), ground, number);
    expect(missing).toMatchObject({
      ok: false,
      trackingNumber: number,
      error: { code: 'unexpected_response', retryable: true },
    });
  });

  it('takes the data where FedEx sends an error beside it', () => {
    const both = { error: { code: 'TRACKING.TRACKINGNUMBER.EMPTY' }, scanEvents: [scan(9, 'PU')] };
    expect(read(both).status).toBe('in_transit');
  });
});

describe('the stored payload', () => {
  const [format] = fedexFormats;

  it('is known by its shape, and read without a question', () => {
    const payload = parsePayload(recording('mixed-batch'));
    expect(format?.name).toBe('fedex.track-v1');
    expect(format?.matches(payload)).toBe(true);
    const read = format?.read(payload) ?? [];
    expect(read.map(({ ok, trackingNumber }) => [trackingNumber, ok])).toEqual([
      ['771234005729', false],
      [ground, true],
      ['1Z', false],
      [reused, false],
    ]);
    const [live] = outcomes(answer(recording('ground-delivered')), ground);
    expect(format?.read(parsePayload(recording('ground-delivered')))).toEqual([live]);
  });

  it('is no other', () => {
    for (const body of ['{}', '[]', 'null', '{"output":{}}', '{"output":[]}', '{"trackResponse":{}}', '<a/>', '']) {
      expect(format?.matches(parsePayload(body))).toBe(false);
    }
  });
});

describe('reading is total', () => {
  const names = ['ground-delivered', 'reused-number', 'mixed-batch'];

  it('over payloads with dropped, retyped and repeated fields', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fieldEdits, (name, edits) => {
        const value: unknown = JSON.parse(mutatedJson(recording(name), edits));
        const asked = [ground, reused];
        const answered = outcomes(answer(value), ...asked);
        expect(answered.map(({ trackingNumber }) => trackingNumber)).toEqual(asked);
        for (const one of answered) {
          if (one.ok) expect(JSON.parse(JSON.stringify(one.value))).toEqual(one.value);
          else expect(isTrackingError(one.error)).toBe(true);
        }
        for (const format of fedexFormats) format.read(parsePayload(JSON.stringify(value)));
      }),
      { numRuns: 300 },
    );
  });

  it('over text cut short', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), (name, at) => {
        const body = recording(name);
        const [outcome] = outcomes(answer(body.slice(0, at % (body.length - 2))), ground);
        expect(outcome).toMatchObject({ ok: false, error: { code: 'unexpected_response' } });
      }),
    );
  });

  it('over a scan of the wrong kind, which costs no other scan', () => {
    const { events, issues } = read({ scanEvents: [scan(10, 'AR'), 'x', scan(9, 'PU', { eventDescription: 5 })] });
    expect(events.map(({ code }) => code)).toEqual(['PU', 'AR']);
    expect(issues).toEqual([
      { path: 'trackResults.0.scanEvents.1', expected: 'object', seen: 'string' },
      { path: 'trackResults.0.scanEvents.2.eventDescription', expected: 'string', seen: 'number' },
    ]);
  });
});
