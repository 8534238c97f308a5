import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLimiterPool, createTracker, type Outcome } from 'waybill';
import { sandboxes } from 'waybill/carriers/sandbox';
import { createSandbox, type ParcelLife, type ScenarioName, scenarios } from 'waybill/testing';
import { sandboxOf } from '../sandboxes.ts';
import { type Subject, subjects } from './subjects.ts';

const stories: readonly ScenarioName[] = [
  'labelOnly',
  'inTransit',
  'delivered',
  'returned',
  'customsHold',
  'refundAfterDelivery',
];

/** A tracker of one carrier before its sandbox; every seventh number is one that the carrier does not know. */
function open({ carrier, number }: Subject) {
  const numbers = Array.from({ length: 30 }, (_, serial) => number(serial + 1));
  const known = new Map<string, readonly ParcelLife[]>();
  for (const [index, trackingNumber] of numbers.entries()) {
    const story = stories[index % stories.length] ?? 'inTransit';
    const lives = scenarios[story].lives({ carrier: sandboxOf(carrier.id), trackingNumber, start: '2026-01-12' });
    if (index % 7 !== 6) known.set(trackingNumber, lives);
  }
  const lifted = Object.fromEntries(sandboxes.map((sandbox) => [sandbox.carrier, []]));
  const sandbox = createSandbox({
    carriers: sandboxes,
    parcels: (asked) => known.get(asked) ?? [],
    quotas: lifted,
  });
  const tracker = createTracker({
    carriers: [carrier],
    fetch: sandbox.fetch,
    retries: 0,
    limiters: createLimiterPool(),
  });
  return { numbers, known, tracker };
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
});
