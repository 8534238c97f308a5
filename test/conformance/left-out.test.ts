import { describe, expect, it } from 'vitest';
import { createLimiterPool, createTracker, isTrackingError, type Outcome } from 'waybill';
import { sandboxes } from 'waybill/carriers/sandbox';
import { createSandbox, type Fault, scenarios, settableClock } from 'waybill/testing';
import { defaultCadence, watch } from 'waybill/watch';
import { sandboxOf } from '../sandboxes.ts';
import { type Subject, subjects } from './subjects.ts';

/*
 * Only a carrier's own word on a number ends a parcel. An answer of status 200 that does not speak of a number which was
 * asked for is a fault of the answer: it may be asked for again, and no parcel hears of it.
 */
const start = Date.parse('2026-01-13T09:00:00Z');
const hour = 3_600_000;
/** A number that is not found is given up after this. */
const giveUpMs = { ...defaultCadence.giveUpMs, notFound: 3 * hour };

/** A tracker of one carrier before its sandbox, which knows all the numbers. */
function open({ carrier }: Subject, numbers: readonly string[], fault: Fault) {
  const clock = settableClock(start);
  const parcels = numbers.flatMap((trackingNumber) =>
    scenarios.inTransit.lives({ carrier: sandboxOf(carrier.id), trackingNumber, start: '2026-01-12' }),
  );
  const quotas = Object.fromEntries(sandboxes.map((sandbox) => [sandbox.carrier, []]));
  const sandbox = createSandbox({ carriers: sandboxes, parcels, quotas, faults: [fault], clock });
  const limiters = createLimiterPool(clock);
  return { clock, tracker: createTracker({ carriers: [carrier], fetch: sandbox.fetch, retries: 0, clock, limiters }) };
}

/** The body without what it says of a number: the item of the outermost list, or the XML elements, that name it. */
function without(number: string): Fault {
  return {
    kind: 'mangle',
    calls: 'track',
    mangle(body) {
      if (body.startsWith('<')) return body.replaceAll(/<data [^>]*piece-code[\s\S]*(?=<\/data>)/g, '');
      const value: unknown = JSON.parse(body);
      return JSON.stringify(pruned(value, number) ?? {});
    },
  };
}

function pruned(value: unknown, number: string): unknown {
  const names = (part: unknown): boolean => JSON.stringify(part).includes(`"${number}"`);
  if (Array.isArray(value)) return value.filter((item) => !names(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  // Nothing but this number is spoken of.
  if (entries.some(([, field]) => field === number)) return undefined;
  return Object.fromEntries(entries.map(([key, field]) => [key, pruned(field, number)]));
}

async function all(outcomes: AsyncIterable<Outcome>): Promise<readonly Outcome[]> {
  const list: Outcome[] = [];
  for await (const outcome of outcomes) list.push(outcome);
  return list;
}

/** Pieces of Parcel DE stand in elements that {@link without} takes out together. */
const held = subjects.filter(({ name }) => name !== 'DHL Parcel DE');

describe.each(held)('a number that an answer of $name leaves out', (subject) => {
  const { carrier } = subject;
  const [first, missing, last] = [subject.number(1), subject.number(2), subject.number(3)];

  it('may be asked for again, and nothing is said of its parcel', async () => {
    const { clock, tracker } = open(subject, [first, missing, last], without(missing));
    const asking = all(tracker.trackMany([first, missing, last], { carrier: carrier.id }));
    await clock.advance(hour);
    const outcomes = await asking;
    for (const outcome of outcomes) {
      if (outcome.ok) expect(outcome.trackingNumber).not.toBe(missing);
      else {
        expect(isTrackingError(outcome.error)).toBe(true);
        expect(outcome).toMatchObject({
          trackingNumber: missing,
          error: { code: 'unexpected_response', retryable: true, trackingNumber: missing },
        });
      }
    }
    expect(outcomes.map(({ trackingNumber }) => trackingNumber).sort()).toEqual([first, missing, last].sort());
  });

  it('goes on being watched, however long', async () => {
    const { clock, tracker } = open(subject, [first, missing], without(missing));
    const ending = new AbortController();
    const watching = watch(tracker, [first, missing], {
      carrier: carrier.id,
      signal: ending.signal,
      cadence: { giveUpMs },
    });
    const told: (readonly [type: string, number: string])[] = [];
    const reading = (async () => {
      for await (const event of watching)
        told.push([event.type, 'trackingNumber' in event ? event.trackingNumber : '']);
    })().catch(() => undefined);
    await clock.advance(2 * giveUpMs.notFound);
    ending.abort();
    await reading;
    expect(told.filter(([, number]) => number === missing)).toEqual([['parcel.unanswered', missing]]);
    expect(told.some(([type, number]) => type === 'status.changed' && number === first)).toBe(true);
  });
});
