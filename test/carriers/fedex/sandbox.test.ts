import { describe, expect, it } from 'vitest';
import { createLimiterPool, createTracker } from 'waybill';
import { fedex } from 'waybill/carriers';
import type { Inquiry, LifeEvent, LifeEventKind, ParcelLife, SandboxRequest, WireRequest } from 'waybill/kit';
import { createSandbox, scenarioNumber, scenarioParcels } from 'waybill/testing';
import { fedexSandbox } from '../../../carriers/fedex/sandbox.ts';
import { carrier, number, outcomes } from './answers.ts';

const sender = { city: 'ALBANY', region: 'NY', postalCode: '12207', country: 'US' };
const door = { city: 'UTICA', region: 'NY', postalCode: '13501', country: 'US', facility: 'UCAA' };

function moment(kind: LifeEventKind, day: number, more: Partial<LifeEvent> = {}): LifeEvent {
  return { kind, at: `2026-11-${String(day).padStart(2, '0')}T12:00:00-05:00`, place: door, ...more };
}

function life(events: readonly LifeEvent[], more: Partial<ParcelLife> = {}): ParcelLife {
  return { carrier: 'fedex', trackingNumber: number, events, origin: sender, destination: door, ...more };
}

function arrived(request: WireRequest): SandboxRequest {
  const headers = { ...request.headers, authorization: 'Bearer t-1' };
  return { method: request.method, path: new URL(request.url).pathname, headers, body: request.body ?? '' };
}

/** Asks the sandbox as the adapter would, and reads its answer as the adapter would. */
function ask(parcels: readonly ParcelLife[], inquiry: Inquiry = { trackingNumber: number }) {
  const request = arrived(carrier.request([inquiry], { requestId: 'r-1' }));
  const call = fedexSandbox.route(request);
  if (call.kind !== 'track') throw new Error('no tracking call');
  const answers = call.inquiries.map((asked) => ({ inquiry: asked, parcels }));
  const response = fedexSandbox.tracking(answers, request);
  const [outcome] = outcomes(response, inquiry);
  return { outcome, response };
}

function tracking(parcel: ParcelLife) {
  const { outcome } = ask([parcel]);
  if (outcome?.ok !== true) throw new Error('not found');
  return outcome.value;
}

const before: readonly LifeEvent[] = [moment('label_created', 1), moment('picked_up', 2, { place: sender })];

const meant: Readonly<Record<LifeEventKind, string>> = {
  // A label line behind a scan takes nothing back.
  label_created: 'in_transit picked_up',
  picked_up: 'in_transit picked_up',
  dropped_off: 'in_transit dropped_off',
  arrived_at_facility: 'in_transit arrived_at_facility',
  departed_facility: 'in_transit departed_facility',
  arrived_at_destination_facility: 'in_transit arrived_at_destination_facility',
  customs_held: 'exception customs_delayed',
  customs_cleared: 'in_transit customs_cleared',
  weather_delay: 'exception weather_delay',
  damaged: 'exception damaged',
  lost: 'exception lost',
  address_issue: 'exception address_issue',
  out_for_delivery: 'out_for_delivery',
  delivery_attempted: 'delivery_attempted recipient_unavailable',
  available_for_pickup: 'available_for_pickup at_carrier_location',
  collected: 'delivered collected',
  delivered: 'delivered',
  delivered_to_neighbour: 'delivered delivered_to_neighbour',
  handed_to_post: 'in_transit handed_to_partner',
  delivered_by_post: 'delivered delivered_by_partner',
  refused: 'exception refused',
  returning: 'returning return_to_sender',
  returned: 'returned',
  cancelled: 'cancelled',
  refund_note: 'in_transit picked_up',
};

describe('a life, written and read back', () => {
  it.each(Object.entries(meant))('with %s at its end is %s', (kind, expected) => {
    const last = moment(kind as LifeEventKind, 5, kind === 'returned' ? { place: sender } : {});
    const way = kind === 'returned' ? [...before, moment('returning', 4)] : before;
    const { status, detail, events, issues } = tracking(life([...way, last]));
    expect([status, detail].filter((part) => part !== undefined).join(' ')).toBe(expected);
    expect(events).toHaveLength(way.length + 1);
    expect(events.at(-1)).toMatchObject({ statusBasis: 'code', occurredAt: last.at });
    expect(issues).toBeUndefined();
  });

  it('stays delivered through a note that comes later', () => {
    const events = [...before, moment('delivered', 5), moment('refund_note', 9)];
    expect(tracking(life(events))).toMatchObject({
      status: 'delivered',
      delivery: { at: '2026-11-05T12:00:00-05:00' },
    });
  });

  it('keeps its facts', () => {
    const facts = {
      references: ['ORDER-1'],
      pieces: ['771234005729', number],
      related: [{ relation: 'last_mile', trackingNumber: '9400120369900000000001', carrier: 'usps' }] as const,
    };
    const parcel = life([...before, moment('delivered', 5, { signedBy: 'P. EXAMPLE' })], { weightKg: 2, ...facts });
    expect(tracking(parcel)).toMatchObject({
      uniqueId: `24261101000~${number}~FX`,
      shippedAt: '2026-11-02T12:00:00-05:00',
      delivery: { signedBy: 'P. EXAMPLE', place: { city: 'UTICA' }, proof: [{ kind: 'signature' }] },
      weight: { value: 4.4, unit: 'lb' },
      references: [{ kind: 'customer_reference', value: 'ORDER-1' }],
      pieceCount: 2,
      related: [
        { relation: 'last_mile', trackingNumber: '9400120369900000000001', carrier: 'usps' },
        { relation: 'master', trackingNumber: '771234005729' },
      ],
    });
  });

  it('forecasts a day by FedEx’s placeholder, and a time as it is', () => {
    expect(tracking(life(before, { estimatedDelivery: '2026-11-08' })).estimatedDelivery).toEqual({
      from: '2026-11-08',
      to: '2026-11-08',
    });
    expect(tracking(life(before, { estimatedDelivery: '2026-11-08T17:00:00-05:00' })).estimatedDelivery).toEqual({
      to: '2026-11-08T17:00:00-05:00',
    });
  });

  it('shows a piece its own events and those of all', () => {
    const other = moment('damaged', 4, { pieces: ['771234005729'] });
    expect(tracking(life([...before, other], { pieces: [number, '771234005729'] })).events).toHaveLength(2);
  });

  it('counts the attempts before a delivery', () => {
    const events = [...before, moment('delivery_attempted', 4), moment('delivered', 5)];
    expect(tracking(life(events)).delivery?.attempts).toBe(2);
  });
});

describe('numbers with several lives, or none', () => {
  const old = life([moment('picked_up', 1), moment('delivered', 3)]);
  const recent = life([moment('picked_up', 20)]);

  it('shows all of them, or the one that is asked for', () => {
    const chosen = (inquiry: Omit<Inquiry, 'trackingNumber'>) => {
      const { outcome } = ask([old, recent], { trackingNumber: number, ...inquiry });
      return outcome?.ok === true ? [outcome.value.status, outcome.value.candidates?.length] : undefined;
    };
    expect(chosen({})).toEqual(['in_transit', 2]);
    expect(chosen({ uniqueId: `24261101000~${number}~FX` })).toEqual(['delivered', undefined]);
    expect(chosen({ shippedAfter: '2026-11-01', shippedBefore: '2026-11-10' })).toEqual(['delivered', undefined]);
  });

  it('does not find what is not there, with status 200', () => {
    const { outcome, response } = ask([]);
    expect(response.status).toBe(200);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(ask([recent], { trackingNumber: number, uniqueId: 'gone' }).outcome).toMatchObject({
      error: { code: 'not_found' },
    });
  });

  it('repeats the id of the transaction', () => {
    expect(JSON.parse(ask([]).response.body).customerTransactionId).toBe('r-1');
  });
});

describe('requests', () => {
  const track = (body: unknown) =>
    fedexSandbox.route({ method: 'POST', path: '/track/v1/trackingnumbers', headers: {}, body: JSON.stringify(body) });
  const info = (trackingNumber: string) => ({ trackingNumberInfo: { trackingNumber } });

  it('are known by method and path', () => {
    const at = (method: string, path: string) => fedexSandbox.route({ method, path, headers: {}, body: '' }).kind;
    expect(at('POST', '/oauth/token')).toBe('token');
    expect(at('POST', '/track/v1/trackingnumbers?x=1')).toBe('track');
    expect(at('GET', '/track/v1/trackingnumbers')).toBe('unknown');
    expect(at('POST', '/track/v1/tcn')).toBe('unknown');
  });

  it('show the credentials that came with them', () => {
    const grant = carrier.grant?.request();
    expect(grant && fedexSandbox.route(arrived(grant))).toEqual({
      kind: 'token',
      clientId: 'l7-invented',
      clientSecret: 'invented',
    });
    const request = arrived(carrier.request([{ trackingNumber: number }], { requestId: 'r' }));
    expect(fedexSandbox.route(request)).toMatchObject({ credential: 't-1', inquiries: [{ trackingNumber: number }] });
  });

  it('are refused where FedEx refuses them', () => {
    expect(track({ includeDetailedScans: true, trackingInfo: [] })).toMatchObject({ problem: 'invalid_request' });
    expect(track({ trackingInfo: [info('1')] })).toMatchObject({ problem: 'invalid_request' });
    expect(track({ includeDetailedScans: true, trackingInfo: [info('')] })).toMatchObject({
      problem: 'invalid_request',
    });
    const many = Array.from({ length: 31 }, (_, index) => info(String(index)));
    expect(track({ includeDetailedScans: true, trackingInfo: many })).toMatchObject({ problem: 'batch_too_large' });
    expect(track({ includeDetailedScans: true, trackingInfo: many.slice(1) })).not.toHaveProperty('problem');
  });
});

describe('tokens and refusals', () => {
  const call = { kind: 'unknown' } as const;

  it('gives a token that the adapter reads', () => {
    const response = fedexSandbox.token?.('t-1', 3_600_000, 0);
    expect(response && carrier.grant?.read(response)).toEqual({ accessToken: 't-1', expiresInMs: 3_600_000 });
  });

  it('blocks those who ask for tokens too fast', () => {
    const response = fedexSandbox.refuse('throttled_quietly', { kind: 'token' });
    expect(response.status).toBe(403);
    expect(carrier.grant?.throttledForMs?.(response, 0)).toBe(600_000);
    expect(() => carrier.grant?.read(response)).toThrow(expect.objectContaining({ code: 'rate_limited' }));
  });

  it.each([
    ['forbidden', 403, 'forbidden'],
    ['missing_scope', 403, 'forbidden'],
    ['throttled_quietly', 429, 'rate_limited'],
    ['invalid_request', 400, 'invalid_number'],
    ['batch_too_large', 400, 'invalid_request'],
    ['unknown_path', 404, 'invalid_request'],
    ['bad_credentials', 401, 'unauthorized'],
    ['unauthorized', 401, 'unauthorized'],
    ['server_error', 500, 'carrier_unavailable'],
    ['unavailable', 503, 'carrier_unavailable'],
  ] as const)('refuses %s with status %i, which the adapter reads as %s', (refusal, status, code) => {
    const response = fedexSandbox.refuse(refusal, call);
    expect(response.status).toBe(status);
    expect(outcomes(response, number)).toMatchObject([{ ok: false, error: { code } }]);
  });

  it('tells how long to wait in words alone', () => {
    const wait = (retryAfterMs?: number) => {
      const response = fedexSandbox.refuse('too_many_requests', call, retryAfterMs);
      expect(response.status).toBe(429);
      expect(response.headers).not.toHaveProperty('retry-after');
      return carrier.throttledForMs?.(response, Date.parse('2026-11-20T18:00:00Z'));
    };
    expect(wait()).toBe(10_000);
    expect(wait(4200)).toBe(5000);
    expect(wait(5 * 3_600_000)).toBe(6 * 3_600_000);
  });
});

describe('proofs of delivery', () => {
  async function proofOf(scenario: 'delivered' | 'inTransit', proofFormat?: 'PDF' | 'PNG') {
    const sandbox = createSandbox({ carriers: [fedexSandbox], parcels: scenarioParcels() });
    const made = fedex({ clientId: 'any', clientSecret: 'any', ...(proofFormat && { proofFormat }) });
    const tracker = createTracker({ carriers: [made], fetch: sandbox.fetch, limiters: createLimiterPool() });
    return tracker.proofOfDelivery(scenarioNumber(fedexSandbox, scenario));
  }

  it('are given of what was delivered, as a page or a picture', async () => {
    expect(await proofOf('delivered')).toMatchObject([{ kind: 'signature', mediaType: 'application/pdf' }]);
    expect(await proofOf('delivered', 'PNG')).toMatchObject([{ kind: 'signature', mediaType: 'image/png' }]);
  });

  it('are not there yet of what was not', async () => {
    await expect(proofOf('inTransit')).rejects.toMatchObject({ code: 'not_available', retryable: true });
  });
});
