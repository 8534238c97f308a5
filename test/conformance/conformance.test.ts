import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLimiterPool, createTracker, isTrackingError, type Outcome, readPayload } from 'waybill';
import { formats } from 'waybill/carriers';
import { sandboxes } from 'waybill/carriers/sandbox';
import { trackingSchema } from 'waybill/schema';
import { createSandbox, type Fault, type ParcelLife, type ScenarioName, scenarios } from 'waybill/testing';
import * as z from 'zod/mini';
import { sandboxOf } from '../sandboxes.ts';
import { type Subject, secret, subjects } from './subjects.ts';

const stories: readonly ScenarioName[] = [
  'labelOnly',
  'inTransit',
  'delivered',
  'returned',
  'customsHold',
  'refundAfterDelivery',
];

/** A tracker of one carrier before its sandbox; every seventh number is one that the carrier does not know. */
function open({ carrier, number }: Subject, faults: readonly Fault[] = []) {
  const numbers = Array.from({ length: 30 }, (_, serial) => number(serial + 1));
  const known = new Map<string, readonly ParcelLife[]>();
  for (const [index, trackingNumber] of numbers.entries()) {
    const story = stories[index % stories.length] ?? 'inTransit';
    const lives = scenarios[story].lives({ carrier: sandboxOf(carrier.id), trackingNumber, start: '2026-01-12' });
    if (index % 7 !== 6) known.set(trackingNumber, lives);
  }
  const seen: string[] = [];
  const lifted = Object.fromEntries(sandboxes.map((sandbox) => [sandbox.carrier, []]));
  const sandbox = createSandbox({
    carriers: sandboxes,
    parcels: (asked) => known.get(asked) ?? [],
    quotas: lifted,
    faults,
  });
  const signals: unknown[] = [];
  const tracker = createTracker({
    carriers: [carrier],
    fetch: async (request) => {
      const response = await sandbox.fetch(request);
      seen.push(await response.clone().text());
      return response;
    },
    retries: 0,
    limiters: createLimiterPool(),
    onSignal: (signal) => signals.push(signal),
  });
  return { numbers, known, seen, signals, tracker };
}

async function all(outcomes: AsyncIterable<Outcome>): Promise<readonly Outcome[]> {
  const list: Outcome[] = [];
  for await (const outcome of outcomes) list.push(outcome);
  return list;
}

const sorted = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.map(({ trackingNumber }) => trackingNumber).sort();

describe.each(subjects)('$name', (subject) => {
  const { carrier } = subject;
  const ask = { carrier: carrier.id };

  it('gives one outcome for each number asked, whatever the list', async () => {
    const { numbers, known, tracker } = open(subject);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...numbers), { maxLength: 60 }), async (asked) => {
        const outcomes = await all(tracker.trackMany(asked, ask));
        expect(sorted(outcomes)).toEqual([...asked].sort());
        for (const outcome of outcomes) {
          if (known.has(outcome.trackingNumber))
            expect(outcome).toMatchObject({ ok: true, value: { carrier: carrier.id } });
          else expect(outcome).toMatchObject({ ok: false, error: { code: 'not_found', retryable: true } });
        }
      }),
      { numRuns: 8 },
    );
  });

  it('gives plain JSON of the published schema', async () => {
    const { numbers, tracker } = open(subject);
    for (const outcome of await all(tracker.trackMany(numbers, ask))) {
      if (!outcome.ok) continue;
      expect(JSON.parse(JSON.stringify(outcome.value))).toEqual(outcome.value);
      expect(z.safeParse(trackingSchema, outcome.value).error).toBeUndefined();
    }
  });

  it('reads a live answer and the same answer stored to the same events', async () => {
    const { numbers, seen, tracker } = open(subject);
    const live = await all(tracker.trackMany(numbers, ask));
    const stored = seen.flatMap((body) => readPayload(body, formats));
    for (const outcome of live) {
      if (!outcome.ok) continue;
      const again = stored.find((other) => other.ok && other.value.trackingNumber === outcome.value.trackingNumber);
      expect(again?.ok === true && again.value.events).toEqual(outcome.value.events);
      expect(again?.ok === true && again.value.status).toBe(outcome.value.status);
    }
  });

  it.each<Fault>([
    { kind: 'html' },
    { kind: 'truncated', calls: 'track' },
    { kind: 'drift', fields: 12, calls: 'track' },
    { kind: 'unknown_codes' },
    { kind: 'duplicate_scans' },
    { kind: 'cut', calls: 'track' },
    { kind: 'refuse', refusal: 'server_error', calls: 'track' },
    { kind: 'refuse', refusal: 'forbidden', calls: 'track' },
    { kind: 'refuse', refusal: 'bad_credentials' },
  ])('gives a typed outcome for each number in spite of $kind $refusal', async (fault) => {
    const { numbers, tracker } = open(subject, [fault]);
    const outcomes = await all(tracker.trackMany(numbers, ask));
    expect(sorted(outcomes)).toEqual([...numbers].sort());
    for (const outcome of outcomes) {
      if (outcome.ok) expect(z.safeParse(trackingSchema, outcome.value).success).toBe(true);
      else expect(isTrackingError(outcome.error)).toBe(true);
    }
  });

  it('says nothing of secrets in errors and signals', async () => {
    for (const refusal of ['bad_credentials', 'forbidden', 'server_error'] as const) {
      const { numbers, signals, tracker } = open(subject, [{ kind: 'refuse', refusal }]);
      const outcomes = await all(tracker.trackMany(numbers.slice(0, 2), ask));
      const errors = outcomes.flatMap((outcome) =>
        outcome.ok ? [] : [outcome.error, outcome.error.message, String(outcome.error.cause)],
      );
      const said = JSON.stringify([errors, signals]);
      expect(errors.length).toBeGreaterThan(0);
      expect(said).not.toContain(secret);
      expect(said).not.toMatch(/https?:|bearer/i);
    }
  });

  it('keeps a delivery through the notes after it, and calls a return returned', async () => {
    const { numbers, tracker } = open(subject);
    const outcomes = await all(tracker.trackMany(numbers, ask));
    const statusOf = (story: ScenarioName): readonly string[] =>
      outcomes.flatMap((outcome) =>
        outcome.ok && stories[numbers.indexOf(outcome.trackingNumber) % stories.length] === story
          ? [outcome.value.status]
          : [],
      );
    for (const [story, status] of [
      ['delivered', 'delivered'],
      ['refundAfterDelivery', 'delivered'],
      ['returned', 'returned'],
    ] as const) {
      expect(new Set(statusOf(story)), story).toEqual(new Set([status]));
    }
  });

  it('identifies its own numbers, and asks for none that it cannot take', async () => {
    expect(carrier.identify(subject.number(1)).map((match) => match.carrier)).toContain(carrier.id);
    const { tracker } = open(subject);
    const absurd = ['', ' ', '!!', 'x'.repeat(10_000), 'ñ'];
    for (const outcome of await all(tracker.trackMany(absurd, ask))) {
      expect(outcome).toMatchObject({ ok: false, error: { code: 'invalid_number' } });
    }
  });
});
