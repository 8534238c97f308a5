import { describe, expect, it } from 'vitest';
import type {
  LifeEventKind,
  ParcelLife,
  SandboxRefusal,
  StatusDetail,
  TrackingDraft,
  TrackingStatus,
} from 'waybill/kit';
import { dhl } from '../../../../carriers/dhl/index.ts';
import { dhlSandbox } from '../../../../carriers/dhl/unified/sandbox.ts';

const numbers = {
  express: '4123456783',
  'parcel-de': '00340434292135100124',
  ecommerce: 'GM605117012345678901',
  'parcel-nl': 'JVGL06010000000000000017',
};

function lifeOf(trackingNumber: string, kinds: readonly LifeEventKind[], fields: Partial<ParcelLife> = {}): ParcelLife {
  const place = { city: 'Bonn', postalCode: '53113', country: 'DE' };
  const events = kinds.map((kind, index) => ({ kind, at: `2026-11-${String(10 + index)}T14:30:00+01:00`, place }));
  return { carrier: 'dhl', trackingNumber, events, origin: place, destination: place, ...fields };
}

/** Asks the sandbox as the adapter would, and reads its answer. */
function roundTrip(trackingNumber: string, lives: readonly ParcelLife[], limit?: number): TrackingDraft | string {
  const carrier = dhl({ apiKey: 'key', ...(limit !== undefined && { limit }) });
  const inquiry = { trackingNumber };
  const { method, url, headers } = carrier.request([inquiry], { requestId: 'r' });
  const request = { method, path: url.slice(dhlSandbox.origin.length), headers, body: '' };
  expect(dhlSandbox.route(request)).toEqual({ kind: 'track', credential: 'key', inquiries: [inquiry] });
  const reading = carrier.read(dhlSandbox.tracking([{ inquiry, parcels: lives }], request), [inquiry]);
  const outcome = reading === 'split' || 'next' in reading ? undefined : reading[0];
  if (outcome === undefined) return 'nothing';
  return outcome.ok ? outcome.value : outcome.error.code;
}

interface Told {
  readonly kind: LifeEventKind;
  readonly status: TrackingStatus | 'info';
  readonly detail?: StatusDetail;
}

const meanings: readonly Told[] = [
  { kind: 'label_created', status: 'pre_transit', detail: 'label_created' },
  { kind: 'picked_up', status: 'in_transit', detail: 'picked_up' },
  { kind: 'dropped_off', status: 'in_transit', detail: 'dropped_off' },
  { kind: 'arrived_at_facility', status: 'in_transit', detail: 'arrived_at_facility' },
  { kind: 'departed_facility', status: 'in_transit', detail: 'departed_facility' },
  { kind: 'arrived_at_destination_facility', status: 'in_transit', detail: 'arrived_at_destination_facility' },
  { kind: 'customs_held', status: 'exception', detail: 'customs_held' },
  { kind: 'customs_cleared', status: 'in_transit', detail: 'customs_cleared' },
  { kind: 'weather_delay', status: 'exception', detail: 'weather_delay' },
  { kind: 'damaged', status: 'exception', detail: 'damaged' },
  { kind: 'lost', status: 'exception', detail: 'lost' },
  { kind: 'address_issue', status: 'exception', detail: 'address_issue' },
  { kind: 'out_for_delivery', status: 'out_for_delivery' },
  { kind: 'delivery_attempted', status: 'delivery_attempted', detail: 'recipient_unavailable' },
  { kind: 'available_for_pickup', status: 'available_for_pickup', detail: 'at_pickup_point' },
  { kind: 'collected', status: 'delivered', detail: 'collected' },
  { kind: 'delivered', status: 'delivered' },
  { kind: 'delivered_to_neighbour', status: 'delivered', detail: 'delivered_to_neighbour' },
  { kind: 'handed_to_post', status: 'in_transit', detail: 'handed_to_partner' },
  { kind: 'delivered_by_post', status: 'delivered', detail: 'delivered_by_partner' },
  { kind: 'refused', status: 'exception', detail: 'refused' },
  { kind: 'returning', status: 'returning', detail: 'return_to_sender' },
  { kind: 'returned', status: 'returned' },
  { kind: 'cancelled', status: 'cancelled' },
  { kind: 'refund_note', status: 'info', detail: 'claim' },
];

describe.each(Object.entries(numbers))('a life told by %s', (service, number) => {
  it.each(meanings)('$kind comes back as $status', ({ kind, status, detail }) => {
    const tracking = roundTrip(number, [lifeOf(number, [kind])]);
    if (typeof tracking === 'string') throw new Error(tracking);
    expect(tracking.events).toHaveLength(1);
    expect(tracking.events[0]).toMatchObject({ status, occurredAt: '2026-11-10T14:30:00+01:00', timeBasis: 'carrier' });
    expect(tracking.events[0]?.detail).toBe(detail);
    if (status !== 'info') expect(tracking.status).toBe(status);
    expect(tracking.candidates).toBeUndefined();
    expect(tracking.issues).toBeUndefined();
  });

  it('comes back with its facts', () => {
    const life = lifeOf(number, ['label_created', 'picked_up'], {
      estimatedDelivery: '2026-11-13',
      weightKg: 1.4,
      references: ['ORDER-1'],
      related: [{ relation: 'last_mile', trackingNumber: '9261290000000000000030', carrier: 'usps' }],
    });
    expect(roundTrip(number, [life])).toMatchObject({
      trackingNumber: number,
      estimatedDelivery: { from: '2026-11-13', to: '2026-11-13' },
      weight: { value: 1.4, unit: 'kg' },
      references: [{ kind: 'customer_reference', value: 'ORDER-1' }],
      related: [{ relation: 'last_mile', trackingNumber: '9261290000000000000030', carrier: 'usps' }],
      service: { code: service },
    });
  });
});

describe('the tracking endpoint', () => {
  const number = numbers.express;

  it('tells who signed', () => {
    const life = lifeOf(number, ['out_for_delivery', 'delivered']);
    const events = life.events.map((event) =>
      event.kind === 'delivered' ? { ...event, signedBy: 'A. Muster' } : event,
    );
    expect(roundTrip(number, [{ ...life, events }])).toMatchObject({
      delivery: { signedBy: 'A. Muster', at: '2026-11-11T14:30:00+01:00', proof: [{ kind: 'signature' }] },
    });
  });

  it('keeps pieces apart', () => {
    const pieces = [number, '4123456794'];
    const life = lifeOf(number, ['picked_up', 'delivered'], { pieces });
    const events = life.events.map((event) => (event.kind === 'delivered' ? { ...event, pieces: [number] } : event));
    expect(roundTrip(number, [{ ...life, events }])).toMatchObject({
      pieceCount: 2,
      pieces: [
        { trackingNumber: number, status: 'delivered' },
        { trackingNumber: '4123456794', status: 'in_transit' },
      ],
    });
  });

  it('gives the number of the return with its first line', () => {
    const related = [{ relation: 'return', trackingNumber: 'JVGL06010000000000000024', carrier: 'dhl' }] as const;
    const life = lifeOf(numbers['parcel-nl'], ['returning'], { related });
    expect(roundTrip(numbers['parcel-nl'], [life])).toMatchObject({ related });
  });

  it('answers with all shipments of a number, up to the limit', () => {
    const lives = [lifeOf(number, ['delivered']), lifeOf(number, ['label_created', 'picked_up'])];
    expect(roundTrip(number, lives)).toMatchObject({ status: 'in_transit', candidates: [{ chosen: true }, {}] });
    expect(roundTrip(number, lives, 1)).not.toHaveProperty('candidates');
  });

  it('does not know a number without a life', () => {
    expect(roundTrip(number, [])).toBe('not_found');
  });
});

describe('refusals', () => {
  it.each<readonly [SandboxRefusal, string]>([
    ['bad_credentials', 'unauthorized'],
    ['unauthorized', 'unauthorized'],
    ['forbidden', 'forbidden'],
    ['missing_scope', 'forbidden'],
    ['too_many_requests', 'rate_limited'],
    ['throttled_quietly', 'rate_limited'],
    ['batch_too_large', 'invalid_request'],
    ['invalid_request', 'invalid_request'],
    ['unknown_path', 'not_found'],
    ['server_error', 'carrier_unavailable'],
    ['unavailable', 'carrier_unavailable'],
  ])('%s reads as %s', (refusal, code) => {
    const inquiries = [{ trackingNumber: numbers.express }];
    const reading = dhl({ apiKey: 'k' }).read(dhlSandbox.refuse(refusal, { kind: 'track', inquiries }), inquiries);
    expect(reading).toMatchObject([{ ok: false, error: { code } }]);
  });

  it('finds fault with a request as DHL does', () => {
    const request = (path: string, method = 'GET') => dhlSandbox.route({ method, path, headers: {}, body: '' });
    expect(request('/track/shipments?language=en')).toMatchObject({ problem: 'invalid_request' });
    expect(request('/track/shipments?trackingNumber=1&language=en_de')).toMatchObject({ problem: 'invalid_request' });
    expect(request('/track/shipments?trackingNumber=1&recipientPostalCode=53113')).toEqual({
      kind: 'track',
      inquiries: [{ trackingNumber: '1', postalCode: '53113' }],
    });
    expect(request('/track/shipments?trackingNumber=1', 'POST')).toEqual({ kind: 'unknown' });
    expect(request('/other')).toEqual({ kind: 'unknown' });
  });
});
