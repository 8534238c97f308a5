import { describe, expect, it } from 'vitest';
import { createLimiterPool, createTracker, type Outcome, type TrackingStatus } from 'waybill';
import { dhl, fedex, ups, usps } from 'waybill/carriers';
import { sandboxes } from 'waybill/carriers/sandbox';
import { createSandbox, type Fault, type ParcelLife, type ScenarioName, scenarios } from 'waybill/testing';
import { partnerOf, sandboxOf } from '../sandboxes.ts';

const login = { clientId: 'shop', clientSecret: 'hush' };
const quotas = [{ limit: 10_000, intervalMs: 1000 }];
const carriers = [
  fedex({ ...login, quotas }),
  ups({ ...login, quotas }),
  usps({ ...login, quotas }),
  dhl({ apiKey: 'key', quotas }),
];

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

function livesOf(id: string, name: ScenarioName, trackingNumber: string): readonly ParcelLife[] {
  const carrier = sandboxOf(id);
  return scenarios[name].lives({ carrier, partner: partnerOf(carrier), trackingNumber, start: '2026-01-12' });
}

/** A tracker before a sandbox that knows every scenario for every carrier. */
function open(...faults: readonly Fault[]) {
  const asked = carriers.flatMap(({ id }, carrier) =>
    names.map((name, index) => ({ id, name, trackingNumber: sandboxOf(id).sampleNumber(1 + carrier * 100 + index) })),
  );
  const parcels = asked.flatMap(({ id, name, trackingNumber }) => livesOf(id, name, trackingNumber));
  const lifted = Object.fromEntries(carriers.map(({ id }) => [id, []]));
  const sandbox = createSandbox({ carriers: sandboxes, parcels, quotas: lifted, faults });
  const tracker = createTracker({
    carriers,
    fetch: sandbox.fetch,
    retries: 0,
    tokens: new Map(),
    limiters: createLimiterPool(),
  });
  return { asked, sandbox, tracker };
}

function said(outcome: Outcome): string {
  return outcome.ok ? outcome.value.status : outcome.error.code;
}

async function outcomesOf({ asked, tracker }: ReturnType<typeof open>): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const numbers = asked.map(({ id, trackingNumber }) => ({ carrier: id, trackingNumber }));
  for await (const outcome of tracker.trackMany(numbers)) {
    expect(outcomes.has(outcome.trackingNumber)).toBe(false);
    outcomes.set(outcome.trackingNumber, outcome);
  }
  return outcomes;
}

describe('the four carriers, played', () => {
  it('are read as their parcels’ stories have it', async () => {
    const opened = open();
    const outcomes = await outcomesOf(opened);
    const lines = (of: (name: ScenarioName, trackingNumber: string) => string | undefined): readonly string[] =>
      opened.asked.map(({ id, name, trackingNumber }) => `${id} ${name}: ${of(name, trackingNumber)}`);
    const read = lines((_, trackingNumber) => {
      const outcome = outcomes.get(trackingNumber);
      return outcome === undefined ? 'no outcome' : said(outcome);
    });
    expect(read).toEqual(lines((name) => expected[name]));
    expect(opened.sandbox.report().violations).toBe(0);
  });

  it('are read without an issue, and with the moments and offsets of the lives', async () => {
    const opened = open();
    const outcomes = await outcomesOf(opened);
    for (const { id, name, trackingNumber } of opened.asked) {
      const outcome = outcomes.get(trackingNumber);
      if (outcome?.ok !== true) continue;
      expect(outcome.value.issues, `${id} ${name}`).toBeUndefined();
      const moments = new Set(
        opened.sandbox.parcels.of(id, trackingNumber).flatMap(({ events }) => events.map(({ at }) => Date.parse(at))),
      );
      for (const { occurredAt = '', timeBasis } of outcome.value.events) {
        if (timeBasis === 'none') continue;
        expect(moments.has(Date.parse(occurredAt)), `${id} ${name} ${occurredAt}`).toBe(true);
      }
    }
  });

  it.each<readonly [string, Fault]>([
    ['server errors', { kind: 'refuse', refusal: 'server_error', calls: 'track' }],
    ['refusals', { kind: 'refuse', refusal: 'forbidden', calls: 'track' }],
    ['HTML pages', { kind: 'html', calls: 'track' }],
    ['cut connections', { kind: 'cut', calls: 'track' }],
    ['cut bodies', { kind: 'cut', when: 'mid-body', calls: 'track' }],
    ['truncated bodies', { kind: 'truncated', calls: 'track' }],
    ['wrong credentials', { kind: 'refuse', refusal: 'bad_credentials' }],
  ])('with %s give an error for each number, and no more', async (_, fault) => {
    const opened = open(fault);
    const outcomes = await outcomesOf(opened);
    expect(outcomes.size).toBe(opened.asked.length);
    for (const outcome of outcomes.values()) expect(outcome.ok).toBe(false);
  });

  it.each([1, 2, 3, 4, 5])('with drifted fields give an outcome for each number (%i fields)', async (fields) => {
    const opened = open({ kind: 'drift', fields, calls: 'track' });
    expect((await outcomesOf(opened)).size).toBe(opened.asked.length);
  });

  it('with unknown codes never claim to know one', async () => {
    const opened = open({ kind: 'unknown_codes' });
    const seen = new Set<string>();
    for (const outcome of (await outcomesOf(opened)).values()) {
      if (!outcome.ok) continue;
      for (const { code, statusBasis } of outcome.value.events) {
        if (code === undefined || !code.includes('ZZ99')) continue;
        seen.add(outcome.value.carrier);
        expect(statusBasis, `${outcome.value.carrier} ${code}`).not.toBe('code');
      }
    }
    expect([...seen].toSorted()).toEqual(carriers.map(({ id }) => id).toSorted());
  });

  it('with every scan twice are read as with every scan once', async () => {
    const [once, twice] = await Promise.all([outcomesOf(open()), outcomesOf(open({ kind: 'duplicate_scans' }))]);
    const eventsOf = (outcomes: ReadonlyMap<string, Outcome>) =>
      Object.fromEntries(
        [...outcomes].map(([number, outcome]) => [number, outcome.ok ? outcome.value.events : outcome.error.code]),
      );
    expect(eventsOf(twice)).toEqual(eventsOf(once));
  });
});
