import { describe, expect, it } from 'vitest';
import { createTracker, type Tracking, type TrackingStatus } from 'waybill';
import { dhl, dhlExpress, dhlParcelDe } from 'waybill/carriers';
import { dhlExpressSandbox, dhlParcelDeSandbox, dhlSandbox } from 'waybill/carriers/sandbox';
import type { Carrier, CarrierSandbox, LifeEventKind, ParcelLife, SandboxRefusal, StatusDetail } from 'waybill/kit';
import { createSandbox, type ScenarioName, scenarios } from 'waybill/testing';
import { sandboxOf } from '../sandboxes.ts';

interface Division {
  readonly carrier: Carrier;
  readonly sandbox: CarrierSandbox;
  readonly number: (serial: number) => string;
}

const divisions: Readonly<Record<string, Division>> = {
  'dhl-express': {
    carrier: dhlExpress({ username: 'shop', password: 'hush', quotas: [] }),
    sandbox: dhlExpressSandbox,
    number: (serial) => `41234${String(serial).padStart(5, '0')}`,
  },
  'dhl-express, several at once': {
    carrier: dhlExpress({ username: 'shop', password: 'hush', quotas: [], numbersPerRequest: 7 }),
    sandbox: dhlExpressSandbox,
    number: (serial) => `51234${String(serial).padStart(5, '0')}`,
  },
  'dhl-parcel-de': {
    carrier: dhlParcelDe({ apiKey: 'k', apiSecret: 's', username: 'shop', password: 'h&<sh', quotas: [] }),
    sandbox: dhlParcelDeSandbox,
    number: (serial) => `0034043429213510${String(serial).padStart(4, '0')}`,
  },
};

const expected: Readonly<Record<ScenarioName, TrackingStatus | 'not_found'>> = {
  labelOnly: 'pre_transit',
  cancelled: 'cancelled',
  inTransit: 'in_transit',
  outForDelivery: 'out_for_delivery',
  delivered: 'delivered',
  leftWithNeighbour: 'delivered',
  attempted: 'delivery_attempted',
  deliveredAtSecondAttempt: 'delivered',
  waitingForPickup: 'available_for_pickup',
  collected: 'delivered',
  customsHold: 'exception',
  clearedCustoms: 'in_transit',
  weatherDelay: 'exception',
  wrongAddress: 'exception',
  damaged: 'exception',
  lost: 'exception',
  returning: 'returning',
  returned: 'returned',
  multiPiece: 'delivered',
  reusedNumber: 'in_transit',
  handedToPost: 'delivered',
  refundAfterDelivery: 'delivered',
  notFound: 'not_found',
};
const names = Object.keys(expected) as ScenarioName[];

describe.each(Object.entries(divisions))('%s, played', (_, { carrier, sandbox, number }) => {
  const { id } = carrier;
  const life = (kinds: readonly LifeEventKind[], fields: Partial<ParcelLife> = {}): ParcelLife => {
    const place = { city: 'Bonn', country: 'DE' };
    const events = kinds.map((kind, index) => ({ kind, at: `2026-11-${String(10 + index)}T14:30:00+01:00`, place }));
    return { carrier: id, trackingNumber: number(900), events, origin: place, destination: place, ...fields };
  };
  const track = (lives: readonly ParcelLife[]): Promise<Tracking> => {
    const played = createSandbox({ carriers: [sandbox], parcels: lives, quotas: { [id]: [] } });
    return createTracker({ carriers: [carrier], fetch: played.fetch, retries: 0 }).track(number(900), { carrier: id });
  };

  it('is read as the stories of its parcels have it', async () => {
    const parcels = names.flatMap((name, serial) =>
      scenarios[name].lives({ carrier: sandboxOf(id), trackingNumber: number(serial), start: '2026-01-12' }),
    );
    const played = createSandbox({ carriers: [sandbox], parcels, quotas: { [id]: [] } });
    const tracker = createTracker({ carriers: [carrier], fetch: played.fetch, retries: 1 });
    const said: Record<string, string> = {};
    const asked = names.map((name, serial) => ({ carrier: id, trackingNumber: number(serial), name }));
    for await (const outcome of tracker.trackMany(asked)) {
      const name = names.find((_name, serial) => number(serial) === outcome.trackingNumber) ?? '';
      said[name] = outcome.ok ? outcome.value.status : outcome.error.code;
      if (outcome.ok) expect(outcome.value.issues).toBeUndefined();
    }
    expect(said).toEqual(expected);
    expect(played.report().violations).toBe(0);
  });

  it('tells the facts of a parcel', async () => {
    const facts = { estimatedDelivery: '2026-11-13', weightKg: 1.4, references: ['ORDER-1'] };
    const tracking = await track([life(['label_created', 'picked_up'], facts)]);
    expect(tracking).toMatchObject({
      carrier: id,
      status: 'in_transit',
      weight: { value: 1.4, unit: 'kg' },
      references: [{ kind: 'customer_reference', value: 'ORDER-1' }],
      estimatedDelivery: { to: '2026-11-13' },
      events: [{ occurredAt: '2026-11-10T14:30:00+01:00' }, { occurredAt: '2026-11-11T14:30:00+01:00' }],
    });
  });

  it('tells who signed', async () => {
    const delivered = life(['delivered']);
    const events = delivered.events.map((event) => ({ ...event, signedBy: 'A. Muster' }));
    expect(await track([{ ...delivered, events }])).toMatchObject({
      delivery: { signedBy: 'A. Muster', at: '2026-11-10T14:30:00+01:00', place: { city: 'Bonn', country: 'DE' } },
    });
  });

  it.each<readonly [SandboxRefusal, string]>([
    ['bad_credentials', 'unauthorized'],
    ['unauthorized', 'unauthorized'],
    ['forbidden', 'forbidden'],
    ['missing_scope', 'forbidden'],
    ['too_many_requests', 'rate_limited'],
    ['throttled_quietly', 'rate_limited'],
    ['invalid_request', 'invalid_request'],
    // The gateway of Parcel DE answers with a page, which says nothing of a number.
    ['unknown_path', carrier.id === 'dhl-parcel-de' ? 'unexpected_response' : 'not_found'],
    ['server_error', 'carrier_unavailable'],
    ['unavailable', 'carrier_unavailable'],
  ])('%s reads as %s', (refusal, code) => {
    const inquiries = [{ trackingNumber: number(1) }];
    const reading = carrier.read(sandbox.refuse(refusal, { kind: 'track', inquiries }), inquiries);
    expect(reading).toMatchObject([{ ok: false, error: { code } }]);
  });

  it('finds fault with a request as DHL does', () => {
    const { method, url, headers } = carrier.request([{ trackingNumber: number(1) }], { requestId: 'r' });
    const path = url.slice(sandbox.origin.length);
    expect(sandbox.route({ method, path, headers, body: '' })).toMatchObject({
      kind: 'track',
      inquiries: [{ trackingNumber: number(1) }],
    });
    expect(sandbox.route({ method: 'POST', path, headers, body: '' })).toEqual({ kind: 'unknown' });
    expect(sandbox.route({ method, path: '/other', headers, body: '' })).toEqual({ kind: 'unknown' });
    expect(sandbox.route({ method, path, headers: {}, body: '' })).not.toHaveProperty('credential');
  });
});

type Told = readonly [kind: LifeEventKind, status: string, express: StatusDetail | undefined, parcelDe?: StatusDetail];

/** Where the two differ, DHL Paket has the finer code, or only a coarser one. */
const meanings: readonly Told[] = [
  ['label_created', 'pre_transit', 'label_created', 'label_created'],
  ['picked_up', 'in_transit', 'picked_up', 'picked_up'],
  ['dropped_off', 'in_transit', 'dropped_off', 'dropped_off'],
  ['arrived_at_facility', 'in_transit', 'arrived_at_facility', 'arrived_at_facility'],
  ['departed_facility', 'in_transit', 'departed_facility', 'departed_facility'],
  [
    'arrived_at_destination_facility',
    'in_transit',
    'arrived_at_destination_facility',
    'arrived_at_destination_facility',
  ],
  ['customs_held', 'exception', 'customs_held', 'customs_held'],
  ['customs_cleared', 'in_transit', 'customs_cleared', 'customs_cleared'],
  ['weather_delay', 'exception', 'weather_delay', 'force_majeure'],
  ['damaged', 'exception', 'damaged', 'damaged'],
  ['lost', 'exception', 'lost', 'lost'],
  ['address_issue', 'exception', 'address_issue', 'address_issue'],
  ['out_for_delivery', 'out_for_delivery', undefined],
  ['delivery_attempted', 'delivery_attempted', 'recipient_unavailable', 'recipient_unavailable'],
  ['available_for_pickup', 'available_for_pickup', 'at_pickup_point', 'at_post_office'],
  ['collected', 'delivered', 'collected', 'collected'],
  ['delivered', 'delivered', undefined],
  ['delivered_to_neighbour', 'delivered', 'delivered_to_neighbour', 'delivered_to_neighbour'],
  ['handed_to_post', 'in_transit', 'handed_to_partner', 'handed_to_partner'],
  ['delivered_by_post', 'delivered', 'delivered_by_partner', 'delivered_by_partner'],
  ['refused', 'exception', 'refused', 'refused'],
  ['returning', 'returning', 'return_to_sender', 'return_to_sender'],
  ['returned', 'returned', undefined],
  ['cancelled', 'cancelled', undefined, 'cancelled_by_sender'],
  ['refund_note', 'info', 'claim', 'payment_collected'],
];

describe.each(meanings.map(([kind, status, express, parcelDe]) => ({ kind, status, express, parcelDe })))(
  '$kind is $status',
  ({ kind, status, express, parcelDe }) => {
    it.each([
      ['dhl-express', express],
      ['dhl-parcel-de', parcelDe],
    ])('for %s', (id, detail) => {
      const { carrier, sandbox, number } = divisions[id] ?? divisions['dhl-express']!;
      const inquiry = { trackingNumber: number(1) };
      const place = { city: 'Bonn', country: 'DE' };
      const events = [{ kind, at: '2026-11-10T14:30:00+01:00', place }];
      const parcels = [{ carrier: id, ...inquiry, events, origin: place, destination: place }];
      const { method, url, headers } = carrier.request([inquiry], { requestId: 'r' });
      const request = { method, path: url.slice(sandbox.origin.length), headers, body: '' };
      const reading = carrier.read(sandbox.tracking([{ inquiry, parcels }], request), [inquiry]);
      expect(reading).toMatchObject([{ ok: true, value: { events: [{ status }] } }]);
      expect(Array.isArray(reading) && reading[0]?.ok === true && reading[0].value.events[0]?.detail).toBe(detail);
    });
  },
);

describe('a tracker with all three', () => {
  const carriers = [dhl({ apiKey: 'key', quotas: [] })];
  for (const { carrier } of [divisions['dhl-express']!, divisions['dhl-parcel-de']!]) carriers.push(carrier);

  it('asks the division that the number belongs to first, and DHL as a whole after it', async () => {
    const numbers = ['4123456783', '00340434292135100124'];
    const place = { city: 'Bonn', country: 'DE' };
    const events = [{ kind: 'picked_up' as const, at: '2026-11-10T14:30:00+01:00', place }];
    const lives = (carrier: string, trackingNumber: string): ParcelLife => ({
      carrier,
      trackingNumber,
      events,
      origin: place,
      destination: place,
    });
    const sandboxes = [dhlSandbox, dhlExpressSandbox, dhlParcelDeSandbox];
    const all = createSandbox({
      carriers: sandboxes,
      parcels: numbers.flatMap((number) => ['dhl', 'dhl-express', 'dhl-parcel-de'].map((id) => lives(id, number))),
      quotas: { dhl: [] },
    });
    const tracker = createTracker({ carriers, fetch: all.fetch, retries: 0 });
    const answered = await Promise.all(numbers.map((number) => tracker.track(number)));
    expect(answered.map(({ carrier, mapping }) => [carrier, mapping.split('@')[0]])).toEqual([
      ['dhl-express', 'dhl.express'],
      ['dhl-parcel-de', 'dhl.parcel-de'],
    ]);
    const whole = createSandbox({
      carriers: sandboxes,
      parcels: numbers.map((number) => lives('dhl', number)),
      quotas: { dhl: [] },
    });
    const other = createTracker({ carriers, fetch: whole.fetch, retries: 0 });
    expect((await other.track(numbers[0] ?? '')).carrier).toBe('dhl');
  });
});
