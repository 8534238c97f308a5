import { describe, expect, it } from 'vitest';
import { createLimiterPool, createTracker, type Outcome, readPayload } from 'waybill';
import { trackingSchema } from 'waybill/schema';
import { createSandbox, pushesOf, scenarios } from 'waybill/testing';
import { receive } from 'waybill/webhooks';
import * as z from 'zod/mini';
import { heron, heronFormats, heronSandbox } from '../../examples/heron/index.ts';

const credentials = { clientId: 'shop', clientSecret: 'hush' };
const webhookSecret = 'Kestrel-7f3a91d04c2e8b56';

const numbers = Array.from({ length: 23 }, (_, serial) => heronSandbox.sampleNumber(serial));
const [first = '', unknown = ''] = numbers;
const badForm = 'HP000000001';

const lives = numbers
  .filter((number) => number !== unknown)
  .flatMap((trackingNumber) =>
    scenarios.leftWithNeighbour.lives({ carrier: heronSandbox, trackingNumber, start: '2026-11-17' }),
  );

function sandboxed(options = credentials) {
  const sandbox = createSandbox({
    carriers: [heronSandbox],
    parcels: lives,
    accounts: [{ carrier: 'heron', ...credentials }],
    quotas: { heron: [{ limit: 100, intervalMs: 1000 }] },
  });
  const carrier = heron({ ...options, webhookSecret, quotas: [{ limit: 90, intervalMs: 1000 }] });
  return {
    sandbox,
    tracker: createTracker({ carriers: [carrier], fetch: sandbox.fetch, limiters: createLimiterPool() }),
  };
}

async function allOf(outcomes: AsyncIterable<Outcome>): Promise<readonly Outcome[]> {
  const all: Outcome[] = [];
  for await (const outcome of outcomes) all.push(outcome);
  return all;
}

describe('a carrier written with the kit alone', () => {
  it('is tracked like any other, with a token of its own', async () => {
    const { tracker, sandbox } = sandboxed();
    const tracking = await tracker.track(first.toLowerCase());
    expect(tracking).toMatchObject({
      carrier: 'heron',
      trackingNumber: first,
      status: 'delivered',
      detail: 'delivered_to_neighbour',
      service: { name: 'Next Day' },
      delivery: { to: 'neighbour' },
      url: `https://heronparcel.example/where/${first}`,
    });
    expect(tracking.events.at(0)).toMatchObject({ status: 'pre_transit', detail: 'label_created' });
    expect(tracking.events.at(-1)).toMatchObject({ code: 'NEI', statusBasis: 'code', timeBasis: 'none' });
    expect(z.safeParse(trackingSchema, tracking).error).toBeUndefined();
    expect(sandbox.report()).toMatchObject({ violations: 0 });
  });

  it('answers a list in requests of ten, each number once', async () => {
    const { tracker } = sandboxed();
    const before = tracker.usage()[0]?.requests ?? 0;
    const outcomes = await allOf(tracker.trackMany(numbers));
    expect(outcomes.map(({ trackingNumber }) => trackingNumber).toSorted()).toEqual(numbers.toSorted());
    expect(outcomes.filter(({ ok }) => !ok).map(({ trackingNumber }) => trackingNumber)).toEqual([unknown]);
    // One for the token, three for the numbers.
    expect((tracker.usage()[0]?.requests ?? 0) - before).toBe(4);
  });

  it('says what is wrong with a number, and with that number alone', async () => {
    const { tracker } = sandboxed();
    await expect(tracker.track(unknown)).rejects.toMatchObject({ code: 'not_found', carrier: 'heron' });
    const outcomes = await allOf(tracker.trackMany([first, { trackingNumber: badForm, carrier: 'heron' }]));
    expect(new Map(outcomes.map((outcome) => [outcome.trackingNumber, outcome.ok || outcome.error.code]))).toEqual(
      new Map<string, unknown>([
        [first, true],
        [badForm, 'invalid_number'],
      ]),
    );
  });

  it('refuses credentials in so many words, which hold no secret', async () => {
    const { tracker } = sandboxed({ clientId: 'shop', clientSecret: 'wrong-secret' });
    const error = await tracker.track(first).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'unauthorized', carrier: 'heron' });
    expect(String(error)).not.toContain('wrong-secret');
    expect(() => heron({ clientId: ' ', clientSecret: 'x' })).toThrow('clientId');
  });

  it('takes pushes that it signed, and no others', async () => {
    const { tracker } = sandboxed();
    const [life] = lives;
    if (life === undefined) throw new Error('No life.');
    const pushes = await pushesOf(heronSandbox, life, { url: 'https://shop.example/hooks', secret: webhookSecret });
    const store = new Map<string, string>();
    const statuses: string[] = [];
    for (const push of pushes) {
      const { outcomes, response } = await receive(tracker, 'heron', push, { store });
      expect(response.status).toBe(200);
      for (const outcome of outcomes) if (outcome.ok) statuses.push(outcome.value.status);
    }
    expect([statuses.at(0), statuses.at(-1)]).toEqual(['pre_transit', 'delivered']);
    const [forged] = await pushesOf(heronSandbox, life, { url: 'https://shop.example/hooks', secret: 'guessed' });
    const { error } = await receive(tracker, 'heron', forged ?? new Request('https://shop.example'), { store });
    expect(error).toMatchObject({ code: 'invalid_signature' });
  });

  it('shows the proof of a delivery', async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).toString('base64');
    const { sandbox } = sandboxed();
    const tracker = createTracker({
      carriers: [heron(credentials)],
      fetch: async (request) =>
        request.url.endsWith(`/${first}/proof`)
          ? Response.json({ signature: png })
          : request.url.endsWith('/proof')
            ? Response.json({}, { status: 404 })
            : sandbox.fetch(request),
    });
    expect(await tracker.proofOfDelivery(first)).toMatchObject([{ kind: 'signature', mediaType: 'image/png' }]);
    await expect(tracker.proofOfDelivery(unknown)).rejects.toMatchObject({ code: 'not_available' });
  });

  it('reads a stored answer and a stored push without a network', () => {
    const scans = { code: 'HUB', text: 'At the hub', time: 'yesterday', town: 'Ghent', country: 'be' };
    const body = JSON.stringify({ parcels: [{ number: first, scans }, { number: unknown, problem: 'X' }, 'torn'] });
    expect(readPayload(body, heronFormats)).toMatchObject([
      { ok: true, trackingNumber: first, value: { status: 'in_transit', detail: 'arrived_at_facility' } },
      { ok: false, trackingNumber: unknown, error: { code: 'not_found' } },
    ]);
    expect(readPayload(JSON.stringify({ parcel: { number: first, scans } }), heronFormats)).toMatchObject([
      { ok: true, value: { mapping: 'heron.push@2026.11', events: [{ place: { city: 'Ghent', country: 'BE' } }] } },
    ]);
  });
});
