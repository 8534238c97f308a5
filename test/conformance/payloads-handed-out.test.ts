import { describe, expect, it } from 'vitest';
import { type CarrierPayload, createLimiterPool, createTracker, type Outcome, readPayload } from 'waybill';
import { fedex, formats, ups } from 'waybill/carriers';
import { sandboxes } from 'waybill/carriers/sandbox';
import { createSandbox, pushesOf, type ScenarioName, scenarios } from 'waybill/testing';
import { receive } from 'waybill/webhooks';
import { sandboxOf } from '../sandboxes.ts';
import { carriers, clockAt, secret as pushSecret, url } from '../webhooks/office.ts';
import { type Subject, secret, subjects } from './subjects.ts';

const stories: readonly ScenarioName[] = ['labelOnly', 'inTransit', 'delivered', 'returned', 'customsHold', 'notFound'];
const start = '2026-01-12';

function open({ carrier, number }: Subject, onPayload: (payload: CarrierPayload) => unknown) {
  const asked = stories.map((story, index) => ({ story, trackingNumber: number(index + 1), carrier: carrier.id }));
  const parcels = asked.flatMap(({ story, trackingNumber }) =>
    scenarios[story].lives({ carrier: sandboxOf(carrier.id), trackingNumber, start }),
  );
  const quotas = Object.fromEntries(sandboxes.map((sandbox) => [sandbox.carrier, []]));
  const sandbox = createSandbox({ carriers: sandboxes, parcels, quotas });
  const limiters = createLimiterPool();
  const tracker = createTracker({ carriers: [carrier], fetch: sandbox.fetch, retries: 0, limiters, onPayload });
  return { asked, tracker };
}

async function all(outcomes: AsyncIterable<Outcome>): Promise<readonly Outcome[]> {
  const list: Outcome[] = [];
  for await (const outcome of outcomes) list.push(outcome);
  return list;
}

/** What `readPayload` makes of all of them, as if they had come just now. */
function readAgain(payloads: readonly CarrierPayload[], trackingNumber: string): Outcome | undefined {
  return payloads
    .filter(({ trackingNumbers }) => trackingNumbers.includes(trackingNumber))
    .flatMap(({ body, receivedAt }) =>
      readPayload(body, formats).map((outcome): Outcome => {
        return outcome.ok ? { ...outcome, value: { ...outcome.value, fetchedAt: receivedAt } } : outcome;
      }),
    )
    .find((outcome) => outcome.trackingNumber === trackingNumber || outcome.trackingNumber === '');
}

/** But for when it was asked. */
const withoutTime = (outcome: Outcome | undefined): unknown =>
  outcome?.ok === true ? { ...outcome.value, fetchedAt: undefined } : outcome?.error.code;

describe.each(subjects)('what $name answers', (subject) => {
  it('is handed out as it came, and reads to the same again', async () => {
    const payloads: CarrierPayload[] = [];
    const { asked, tracker } = open(subject, (payload) => payloads.push(payload));
    const outcomes = await all(tracker.trackMany(asked));
    expect(outcomes).toHaveLength(stories.length);
    for (const outcome of outcomes) {
      expect(withoutTime(readAgain(payloads, outcome.trackingNumber))).toEqual(withoutTime(outcome));
    }
    expect(payloads.flatMap(({ trackingNumbers }) => trackingNumbers).toSorted()).toEqual(
      asked.map(({ trackingNumber }) => trackingNumber).toSorted(),
    );
    for (const { carrier, kind, body, format, receivedAt } of payloads) {
      expect([carrier, kind]).toEqual([subject.carrier.id, 'track']);
      expect(formats.map(({ name }) => name)).toContain(format);
      expect(new Date(receivedAt).toISOString()).toBe(receivedAt);
      expect(body).not.toContain('access_token');
    }
    // Tokens were got on the way, by credentials that nobody is handed.
    expect(JSON.stringify(payloads)).not.toContain(secret);
    expect(JSON.stringify(payloads)).not.toMatch(/bearer|authorization/i);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('full disk');
      },
    ],
    ['rejects', () => Promise.reject(new Error('full disk'))],
    ['never ends', () => new Promise(() => undefined)],
  ])('comes to those who asked, though the listener %s', async (_, onPayload) => {
    const { asked, tracker } = open(subject, onPayload);
    const outcomes = await all(tracker.trackMany(asked));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(stories.length - 1);
  });
});

describe('a payload', () => {
  it.each([
    ['fedex', fedex({ clientId: 'shop', clientSecret: secret, accountNumber: '740561073' })],
    ['ups', ups({ clientId: 'shop', clientSecret: secret })],
  ])('of a look-up by reference at %s is handed out with the reference', async (id, carrier) => {
    const payloads: CarrierPayload[] = [];
    const number = (serial: number): string => sandboxOf(id).sampleNumber(serial);
    const { tracker } = open({ name: id, carrier, number }, (payload) => payloads.push(payload));
    await tracker.trackReference('ORDER-77', { carrier: id }).catch(() => undefined);
    expect(payloads).toMatchObject([{ carrier: id, kind: 'reference', reference: 'ORDER-77', trackingNumbers: [] }]);
  });

  it.each(carriers.map((carrier) => ({ carrier, id: carrier.id })))(
    'that $id pushes is handed out too',
    async ({ carrier, id }) => {
      const payloads: CarrierPayload[] = [];
      const clock = clockAt(0);
      const tracker = createTracker({ carriers: [carrier], clock, onPayload: (payload) => payloads.push(payload) });
      const [life] = scenarios.attempted.lives({
        carrier: sandboxOf(id),
        trackingNumber: sandboxOf(id).sampleNumber(5),
        start,
      });
      if (life === undefined) throw new Error('There is no such life.');
      const pushes = await pushesOf(sandboxOf(id), life, { url, secret: pushSecret });
      for (const [index, push] of pushes.entries()) {
        clock.time = Date.parse(life.events[index]?.at ?? '');
        const { outcomes } = await receive(tracker, id, push);
        const payload = payloads[index];
        if (payload === undefined) throw new Error('Nothing was handed out.');
        expect(payload).toMatchObject({ kind: 'push', trackingNumbers: [life.trackingNumber] });
        expect(formats.map(({ name }) => name)).toContain(payload.format);
        expect(outcomes.map(withoutTime)).toEqual(readPayload(payload.body, formats).map(withoutTime));
      }
      expect(payloads).toHaveLength(pushes.length);
      expect(JSON.stringify(payloads)).not.toContain(pushSecret);
    },
  );

  it('that is forged is handed to nobody', async () => {
    const payloads: CarrierPayload[] = [];
    const [carrier] = carriers;
    if (carrier === undefined) throw new Error('There is no carrier.');
    const tracker = createTracker({ carriers: [carrier], onPayload: (payload) => payloads.push(payload) });
    const [life] = scenarios.attempted.lives({
      carrier: sandboxOf(carrier.id),
      trackingNumber: sandboxOf('fedex').sampleNumber(5),
      start,
    });
    if (life === undefined) throw new Error('There is no such life.');
    const [forged] = await pushesOf(sandboxOf(carrier.id), life, { url, secret: 'guessed' });
    if (forged === undefined) throw new Error('There is no push.');
    expect(await receive(tracker, carrier.id, forged)).toMatchObject({ error: { code: 'invalid_signature' } });
    expect(payloads).toEqual([]);
  });

  it('is handed out though an adapter cannot tell its formats', async () => {
    const payloads: CarrierPayload[] = [];
    const [subject] = subjects;
    if (subject === undefined) throw new Error('There is no carrier.');
    const broken = {
      name: 'x',
      matches: () => {
        throw new TypeError('broken');
      },
      read: () => [],
    };
    const { asked, tracker } = open({ ...subject, carrier: { ...subject.carrier, formats: [broken] } }, (payload) =>
      payloads.push(payload),
    );
    expect(await all(tracker.trackMany(asked))).toHaveLength(asked.length);
    expect(payloads).toHaveLength(1);
    expect(payloads[0]).not.toHaveProperty('format');
  });
});
