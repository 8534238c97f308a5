import { describe, expect, it } from 'vitest';
import { createLimiterPool, createTracker, isTrackingError, type Outcome, readPayload } from 'waybill';
import { formats } from 'waybill/carriers';
import { sandboxes } from 'waybill/carriers/sandbox';
import { createSandbox, pushesOf, scenarios } from 'waybill/testing';
import { receive, subscribe, unsubscribe } from 'waybill/webhooks';
import { bodiesByFormat } from '../fuzz/bodies.ts';
import { sitesOf } from '../payload-sites.ts';
import { sandboxOf } from '../sandboxes.ts';
import { testTimeoutMs } from '../time-outs.ts';
import { carriers, clockAt, secret, url } from '../webhooks/office.ts';
import { subjects } from './subjects.ts';

/*
 * Half of a surrogate pair is no character, and many functions of the platform throw over it: `encodeURIComponent` a raw
 * `URIError`. A text that was cut in the middle of an emoji holds one.
 */
const halves = ['\ud83d', '\ude9a', 'Kestrel\ud83d', '\ude9aKestrel\ud83d'];

function expectTyped(outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) {
    if (!outcome.ok) expect(isTrackingError(outcome.error)).toBe(true);
    else expect(outcome.value.url ?? 'https://').toMatch(/^https:/);
  }
}

const bodies = [...bodiesByFormat()].map(([name, all]) => ({ name, all }));

describe.each(bodies)('half a surrogate pair in $name', ({ all }) => {
  it('in any text costs nothing else of the payload', { timeout: testTimeoutMs }, () => {
    const known = new Set<string>();
    let places = 0;
    for (const body of all) {
      const count = readPayload(body, formats).length;
      for (const { path, text, with: put } of sitesOf(body).texts) {
        if (known.has(path)) continue;
        known.add(path);
        places += 1;
        for (const half of [...halves, text + (halves[0] ?? '')]) {
          const outcomes = readPayload(put(half), formats);
          expectTyped(outcomes);
          expect([path, half, Math.min(outcomes.length, 1)]).toEqual([path, half, Math.min(count, 1)]);
        }
      }
    }
    expect(places).toBeGreaterThan(5);
  });
});

describe.each(subjects)('half a surrogate pair given to $name', (subject) => {
  const { carrier } = subject;
  const quotas = Object.fromEntries(sandboxes.map((sandbox) => [sandbox.carrier, []]));
  const number = subject.number(1);
  const parcels = scenarios.inTransit.lives({
    carrier: sandboxOf(carrier.id),
    trackingNumber: number,
    start: '2026-01-12',
  });
  const tracker = createTracker({
    carriers: [carrier],
    fetch: createSandbox({ carriers: sandboxes, parcels, quotas }).fetch,
    retries: 0,
    limiters: createLimiterPool(),
  });

  it('in a number or a hint costs the others nothing', async () => {
    const asked = halves.flatMap((half) => [
      { trackingNumber: half },
      { trackingNumber: number.slice(0, -1) + half },
      { trackingNumber: number, postalCode: half, uniqueId: half, shippedAfter: half, shippedBefore: half },
    ]);
    let ok = 0;
    for await (const outcome of tracker.trackMany([...asked, number], { carrier: carrier.id })) {
      if (!outcome.ok) expect(isTrackingError(outcome.error)).toBe(true);
      else if (outcome.trackingNumber === number) ok += 1;
    }
    expect(ok).toBeGreaterThan(0);
  });

  it('is read from an answer as from a stored text', () => {
    const request = { method: 'POST', path: '/', headers: {}, body: '' };
    const sandbox = sandboxOf(carrier.id);
    const { body } = sandbox.tracking([{ inquiry: { trackingNumber: number }, parcels }], request);
    for (const { with: put } of sitesOf(body).texts) {
      const reading = carrier.read({ status: 200, headers: {}, body: put(halves[2] ?? '') }, [
        { trackingNumber: number },
      ]);
      // A number that the answer does not speak of is left out.
      expect(Array.isArray(reading) ? reading.length : -1).toBeOneOf([0, 1]);
    }
  });

  it('in a reference is looked for, or refused in words', async () => {
    for (const half of halves) {
      const inquiry = {
        reference: half,
        kind: half,
        accountNumber: half,
        shippedAfter: '2026-01-01',
        shippedBefore: '2026-01-20',
        destination: { country: half, postalCode: half },
      };
      for (const asked of [half, inquiry, { ...inquiry, kind: 'shipment' }]) {
        const error: unknown = await tracker.trackReference(asked, { carrier: carrier.id }).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        if (error !== undefined) expect(isTrackingError(error)).toBe(true);
      }
      const error: unknown = await tracker.proofOfDelivery(half, { carrier: carrier.id }).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(isTrackingError(error)).toBe(true);
    }
  });
});

describe.each(carriers.map((carrier) => ({ id: carrier.id, carrier })))('webhooks of $id', ({ id, carrier }) => {
  const clock = clockAt('2026-11-20T12:00:00Z');
  const tracker = createTracker({
    carriers: [carrier],
    clock,
    retries: 0,
    limiters: createLimiterPool(clock),
    fetch: () => Promise.resolve(new Response('{}', { status: 404 })),
  });

  it('take half a surrogate pair in any text of a push', async () => {
    const trackingNumber = sandboxOf(id).sampleNumber(5);
    const [life] = scenarios.attempted.lives({ carrier: sandboxOf(id), trackingNumber, start: '2026-11-09' });
    const sandbox = sandboxOf(id);
    const push = life && sandbox.push?.(life, clock.now());
    if (life === undefined || push === undefined) return;
    for (const { with: put } of sitesOf(push.body).texts) {
      const mangled = { ...sandbox, push: () => resigned(sandbox, put(halves[2] ?? ''), life) };
      const [request] = await pushesOf(mangled, life, { url, secret });
      if (request === undefined) throw new Error('There is no push.');
      const { response } = await receive(tracker, id, request);
      expect([200, 400, 401]).toContain(response.status);
    }

    function resigned(of: typeof sandbox, body: string, parcel: NonNullable<typeof life>) {
      const original = of.push?.(parcel, clock.now());
      if (original === undefined) throw new Error('There is no push.');
      const { authentication } = original;
      if (authentication.kind === 'secret') return { ...original, body };
      const message = authentication.message.replace(original.body, () => body);
      return { ...original, body, authentication: { ...authentication, message } };
    }
  });

  it('are ordered and called off, or refused in words, whatever the key holds', async () => {
    for (const half of halves) {
      const calls = [
        subscribe(tracker, id, { trackingNumbers: [half, sandboxOf(id).sampleNumber(5)] }, { url }),
        subscribe(tracker, id, { account: half }, { url }),
        unsubscribe(tracker, { carrier: id, target: { account: half }, id: half, state: 'active' }),
        unsubscribe(tracker, { carrier: id, target: { trackingNumbers: [half] }, id: half, state: 'active' }),
      ];
      for (const { status, reason } of (await Promise.allSettled(calls)) as readonly PromiseRejectedResult[]) {
        if (status === 'rejected') expect(isTrackingError(reason)).toBe(true);
      }
    }
  });
});
