import { describe, expect, it } from 'vitest';
import { createTracker, type Outcome, readPayload, type TrackerOptions } from 'waybill';
import { trackingSchema } from 'waybill/schema';
import * as z from 'zod/mini';
import { heron, heronFormat } from '../../examples/custom-carrier.ts';

/** Numbers of Heron Parcel with their check digits. */
const numbers = Array.from({ length: 23 }, (_, index) => {
  const stem = String(10_000_000 + index);
  const sum = [...stem].reduceRight((total, digit, at) => total + Number(digit) * (at % 2 === 1 ? 3 : 1), 0);
  return `HP${stem}${(10 - (sum % 10)) % 10}`;
});
const [first = '', unknown = '', late = ''] = numbers;

const parcels = new Map<string, unknown>(
  numbers.map((number) => [
    number,
    {
      number,
      service: 'Next Day',
      scans: [
        { code: 'NEI', text: 'Left next door', time: '2026-11-20T14:30:00', town: 'Ghent', country: 'be' },
        { code: 'ZZZ', text: 'Pecked at', time: '2026-11-20T09:00:00', town: 'Ghent', country: 'Belgium' },
        { code: 'OUT', text: 'On the van', time: '2026-11-20T08:00:00' },
      ],
    },
  ]),
);
parcels.set(unknown, { number: unknown, problem: 'NO_SUCH_PARCEL' });
parcels.set(late, { number: late, scans: { code: 'HUB', text: 'At the hub', time: 'yesterday' } });

async function allOf(outcomes: AsyncIterable<Outcome>): Promise<readonly Outcome[]> {
  const all: Outcome[] = [];
  for await (const outcome of outcomes) all.push(outcome);
  return all;
}

/** Heron's server. */
function tracked(options: Partial<TrackerOptions> = {}, apiKey = 'heron-key') {
  const requests: { readonly url: string; readonly numbers: readonly string[] }[] = [];
  const tracker = createTracker({
    carriers: [heron({ apiKey, quotas: [{ limit: 100, intervalMs: 1000 }] })],
    async fetch(request) {
      const { numbers: asked } = z.parse(z.object({ numbers: z.array(z.string()) }), await request.json());
      requests.push({ url: request.url, numbers: asked });
      if (request.headers.get('x-heron-key') !== 'heron-key') return Response.json({}, { status: 401 });
      if (asked.includes('HP000000000')) return Response.json({ problem: 'BAD_NUMBER' }, { status: 400 });
      return Response.json({ parcels: asked.map((number) => parcels.get(number)) });
    },
    ...options,
  });
  return { tracker, requests };
}

describe('a carrier written with the kit alone', () => {
  it('is tracked like any other', async () => {
    const { tracker } = tracked();
    const tracking = await tracker.track(first.toLowerCase());
    expect(tracking).toMatchObject({
      carrier: 'heron',
      trackingNumber: first,
      status: 'delivered',
      detail: 'delivered_to_neighbour',
      service: { name: 'Next Day' },
      url: `https://heronparcel.example/where/${first}`,
    });
    expect(tracking.events.map(({ status }) => status)).toEqual(['out_for_delivery', 'unknown', 'delivered']);
    expect(tracking.events.map(({ place }) => place)).toEqual([
      undefined,
      { city: 'Ghent' },
      { city: 'Ghent', country: 'BE' },
    ]);
    expect(z.safeParse(trackingSchema, tracking).error).toBeUndefined();
  });

  it('answers a list in requests of ten, each number once', async () => {
    const { tracker, requests } = tracked();
    const outcomes = await allOf(tracker.trackMany(numbers));
    expect(outcomes.map(({ trackingNumber }) => trackingNumber).toSorted()).toEqual(numbers.toSorted());
    expect(outcomes.filter(({ ok }) => !ok).map(({ trackingNumber }) => trackingNumber)).toEqual([unknown]);
    expect(requests.map(({ numbers: asked }) => asked.length)).toEqual([10, 10, 3]);
  });

  it('says what is wrong with a number, and with that number alone', async () => {
    const { tracker, requests } = tracked();
    await expect(tracker.track(unknown)).rejects.toMatchObject({ code: 'not_found', carrier: 'heron' });
    const outcomes = await allOf(tracker.trackMany([first, 'HP000000000', late]));
    const codes = outcomes.map((outcome) => [
      outcome.trackingNumber,
      outcome.ok ? outcome.value.status : outcome.error.code,
    ]);
    expect(new Map(codes.map(([number = '', code]) => [number, code]))).toEqual(
      new Map([
        [first, 'delivered'],
        ['HP000000000', 'invalid_number'],
        [late, 'in_transit'],
      ]),
    );
    expect(requests.length).toBeGreaterThan(2);
  });

  it('refuses credentials in so many words, which hold no key', async () => {
    const { tracker } = tracked({}, 'wrong-key');
    const error = await tracker.track(first).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'unauthorized', carrier: 'heron' });
    expect(String(error)).not.toContain('wrong-key');
    expect(() => heron({ apiKey: ' ' })).toThrow('apiKey');
  });

  it('reads a stored answer without a network', () => {
    const body = JSON.stringify({ parcels: [parcels.get(late), parcels.get(unknown), { scans: [] }, 'torn'] });
    const outcomes = readPayload(body, [heronFormat]);
    expect(outcomes).toMatchObject([
      { ok: true, trackingNumber: late, value: { status: 'in_transit', detail: 'arrived_at_facility' } },
      { ok: false, trackingNumber: unknown, error: { code: 'not_found' } },
    ]);
  });
});
