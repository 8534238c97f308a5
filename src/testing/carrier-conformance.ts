import * as z from 'zod/mini';
import type { Carrier, Inquiry } from '../carrier/carrier.ts';
import type { PayloadFormat } from '../carrier/payload.ts';
import type { CarrierSandbox, ParcelLife, SandboxRefusal } from '../carrier/sandbox.ts';
import { isTrackingError, type TrackingErrorCode } from '../model/error.ts';
import type { Outcome } from '../model/outcome.ts';
import { trackingSchema } from '../model/schema.ts';
import type { Tracking, TrackingDraft } from '../model/tracking.ts';
import { checkArguments } from '../options/options.ts';
import { aFunction } from '../options/values.ts';
import { readPayload } from '../read/read-payload.ts';
import { createLimiterPool } from '../send/limiter/pool.ts';
import { hasOffset } from '../time/time.ts';
import { createTracker } from '../tracker.ts';
import { receive } from '../webhooks/receive.ts';
import type { Fault } from './faults.ts';
import { pushesOf } from './pushes.ts';
import { createSandbox } from './sandbox.ts';
import { type ScenarioName, scenarios } from './scenarios.ts';
import { settableClock } from './settable-clock.ts';
import { check, type DeclareTest, declareTest, errorOf, same } from './suites.ts';

/** A carrier as its suite needs it. */
export interface CarrierUnderTest {
  /** With made-up credentials, none of which occurs in an answer. */
  readonly carrier: Carrier;
  /** The carrier's API from the other side. */
  readonly sandbox: CarrierSandbox;
  /** What stored answers and pushes are read by. The carrier's own formats by default. */
  readonly formats?: readonly PayloadFormat[];
  /** The credentials that the carrier was given: none of them may come out. */
  readonly secrets?: readonly string[];
  /** The secret that pushes are signed with, where the carrier was given one. */
  readonly webhookSecret?: string;
}

/** What a parcel must come to, whichever carrier brings it. */
const endings: readonly (readonly [scenario: ScenarioName, status: Tracking['status']])[] = [
  ['labelOnly', 'pre_transit'],
  ['inTransit', 'in_transit'],
  ['outForDelivery', 'out_for_delivery'],
  ['delivered', 'delivered'],
  ['refundAfterDelivery', 'delivered'],
  ['returned', 'returned'],
];

const faults: readonly Fault[] = [
  { kind: 'html', calls: 'track' },
  { kind: 'html', status: 200, calls: 'track' },
  { kind: 'html', status: 404, calls: 'track' },
  { kind: 'truncated', calls: 'track' },
  { kind: 'cut', calls: 'track' },
  { kind: 'cut', calls: 'track', when: 'mid-body' },
  { kind: 'drift', calls: 'track', fields: 12 },
  { kind: 'drift', calls: 'track', fields: 60 },
  { kind: 'unknown_codes' },
  { kind: 'duplicate_scans' },
  { kind: 'mangle', calls: 'track', mangle: () => '' },
  { kind: 'mangle', calls: 'track', mangle: () => '{}' },
  { kind: 'mangle', calls: 'track', mangle: () => 'null' },
  { kind: 'mangle', calls: 'track', mangle: () => '[[],7,"x"]' },
  { kind: 'mangle', calls: 'track', mangle: (body) => body.replaceAll('"', '') },
];

/** What the carrier's own errors must come to; a server error is as good as one that says to come back. */
const refusals: readonly (readonly [refusal: SandboxRefusal, codes: readonly TrackingErrorCode[]])[] = [
  ['bad_credentials', ['unauthorized', 'forbidden']],
  ['forbidden', ['forbidden', 'unauthorized']],
  ['server_error', ['carrier_unavailable']],
  ['unavailable', ['carrier_unavailable', 'rate_limited']],
];

const start = '2026-01-12';
const now = Date.parse('2026-02-12T12:00:00Z');

/**
 * Declares the tests that every carrier is held to, through a tracker and the carrier's own wire: one outcome for each number,
 * statuses that are facts, typed errors whatever comes, quotas that are kept, secrets that stay in. No network and no
 * waiting: the sandbox plays the carrier, and a clock of its own goes on by itself.
 *
 * @param test The runner's function that declares a test: `carrierConformance(test, () => ({ carrier, sandbox }))`.
 * @param open Makes the carrier for each test.
 * @throws TrackingError `invalid_request` for what is no function.
 */
export function carrierConformance(
  test: DeclareTest,
  open: () => CarrierUnderTest | PromiseLike<CarrierUnderTest>,
): void {
  checkArguments('carrierConformance()', {
    test: [declareTest, test],
    open: [aFunction('a function that makes the carrier'), open],
  });
  const declare = (name: string, run: (under: CarrierUnderTest) => Promise<void>): void => {
    test(`a carrier ${name}`, async () => run(await open()));
  };

  declare('knows its own numbers, and takes no others', async ({ carrier, sandbox }) => {
    same(sandbox.carrier, carrier.id, 'the id of the sandbox and of the carrier');
    const numbers = Array.from({ length: 50 }, (_, serial) => sandbox.sampleNumber(serial));
    same(new Set(numbers).size, numbers.length, 'how many of 50 sample numbers are different');
    for (const number of numbers) {
      check(carrier.numberPattern.test(number), 'numberPattern refuses a sample number');
      const matches = carrier.identify(number);
      check(matches.length > 0, 'identify() does not know a sample number');
      check(
        matches.every((match) => match.carrier === carrier.id),
        'identify() names another carrier',
      );
      const url = carrier.trackingUrl(number);
      check(/^https:\/\//.test(url) && url.includes(number), 'trackingUrl() is no https address with the number');
    }
    const { tracker } = played({ carrier, sandbox });
    const absurd = ['', ' ', '!!', 'x'.repeat(10_000), 'ñ', '../..', '1&x=2'];
    for (const each of absurd)
      check(!carrier.numberPattern.test(each), `numberPattern takes ${JSON.stringify(each.slice(0, 20))}`);
    const asked = absurd.map((trackingNumber) => ({ trackingNumber, carrier: carrier.id }));
    for (const outcome of await all(tracker.trackMany(asked))) {
      same(codeOf(outcome), 'invalid_number', `what ${JSON.stringify(outcome.trackingNumber.slice(0, 20))} comes to`);
    }
  });

  declare('asks for the same in the same way, and changes nothing that it is given', async ({ carrier, sandbox }) => {
    const inquiries: readonly Inquiry[] = Array.from({ length: carrier.maxBatch }, (_, serial) =>
      Object.freeze({ trackingNumber: sandbox.sampleNumber(serial) }),
    );
    check(Number.isInteger(carrier.maxBatch) && carrier.maxBatch >= 1, 'maxBatch is no whole number from 1');
    Object.freeze(inquiries);
    const options = { requestId: '00000000-0000-4000-8000-000000000000' };
    const request = carrier.request(inquiries, options);
    same(carrier.request(inquiries, options), request, 'a second request() for the same');
    check(request.url.startsWith('https://'), 'request() gives no https address');
    const response = { status: 200, headers: {}, body: '' };
    same(carrier.read(response, inquiries), carrier.read(response, inquiries), 'a second read() of the same');
  });

  declare('gives one outcome for each number, whatever the list', async ({ carrier, sandbox, secrets = [] }) => {
    const { tracker, numbers, unknown, signals } = played({ carrier, sandbox });
    const lists = [[], numbers.slice(0, 1), numbers, [...numbers, ...numbers.slice(0, 5)], numbers.toReversed()];
    for (const list of lists) {
      const outcomes = await all(tracker.trackMany(list, { carrier: carrier.id }));
      same(sorted(outcomes), list.toSorted(), 'the numbers of the outcomes, and those that were asked');
      discreet(outcomes, signals, secrets);
      for (const outcome of outcomes) {
        if (unknown.has(outcome.trackingNumber)) {
          same(codeOf(outcome), 'not_found', 'what a number that the carrier does not know comes to');
        } else {
          same(codeOf(outcome), 'ok', 'what a number that the carrier knows comes to');
          if (outcome.ok) same(outcome.value.trackingNumber, outcome.trackingNumber, 'whose tracking a number got');
        }
      }
    }
  });

  declare('gives trackings of the published schema, in plain JSON', async ({ carrier, sandbox }) => {
    const { tracker, numbers } = played({ carrier, sandbox });
    for (const outcome of await all(tracker.trackMany(numbers, { carrier: carrier.id }))) {
      if (outcome.ok) sound(outcome.value, carrier);
    }
  });

  for (const [scenario, status] of endings) {
    declare(`reads ${scenario} as ${status}`, async ({ carrier, sandbox }) => {
      const trackingNumber = sandbox.sampleNumber(1);
      const lives = scenarios[scenario].lives({ carrier: sandbox, trackingNumber, start });
      const { tracker } = played({ carrier, sandbox }, { known: new Map([[trackingNumber, lives]]) });
      const tracking = await tracker.track({ trackingNumber, carrier: carrier.id });
      same(tracking.status, status, `the status of ${scenario}`);
      check(tracking.events.length > 0, `${scenario} has no events`);
    });
  }

  declare('gives an event the same id as the parcel goes on', async ({ carrier, sandbox }) => {
    const trackingNumber = sandbox.sampleNumber(1);
    const [life] = scenarios.delivered.lives({ carrier: sandbox, trackingNumber, start });
    check(life !== undefined, 'there is no life');
    let before: readonly string[] = [];
    for (let count = 1; count <= life.events.length; count += 1) {
      const known = new Map([[trackingNumber, [{ ...life, events: life.events.slice(0, count) }]]]);
      const { tracker } = played({ carrier, sandbox }, { known });
      const ids = (await tracker.track({ trackingNumber, carrier: carrier.id })).events.map(({ id }) => id);
      const lost = before.filter((id) => !ids.includes(id));
      same(lost, [], 'ids of events that are gone when the next scan has come');
      before = ids;
    }
  });

  declare('reads a stored answer as it reads a live one', async (under) => {
    const { carrier, sandbox, formats = carrier.formats } = under;
    const { tracker, numbers, bodies } = played({ carrier, sandbox });
    const live = await all(tracker.trackMany(numbers, { carrier: carrier.id }));
    const stored = bodies.flatMap((body) => readPayload(body, formats));
    for (const outcome of live) {
      if (!outcome.ok) continue;
      const again = stored.find((other) => other.ok && other.value.trackingNumber === outcome.value.trackingNumber);
      check(again?.ok === true, 'no format reads a number out of a stored answer that was read live');
      same(again.value.events, outcome.value.events, 'the events of a stored answer and of the live one');
      same(again.value.status, outcome.value.status, 'the status of a stored answer and of the live one');
    }
  });

  for (const fault of faults) {
    const status = fault.kind === 'html' && fault.status !== undefined ? ` with ${fault.status}` : '';
    const index = faults.indexOf(fault) + 1;
    declare(
      `gives a typed outcome for each number in spite of fault ${index}, ${fault.kind}${status}`,
      async (under) => {
        const { carrier, sandbox } = under;
        const { tracker, numbers } = played({ carrier, sandbox }, { faults: [fault] });
        const outcomes = await all(tracker.trackMany(numbers, { carrier: carrier.id }));
        same(sorted(outcomes), numbers.toSorted(), 'the numbers of the outcomes, and those that were asked');
        for (const outcome of outcomes) {
          if (outcome.ok) sound(outcome.value, carrier);
          else check(isTrackingError(outcome.error), 'an error is no TrackingError');
          if (fault.kind === 'html' && !outcome.ok) {
            check(outcome.error.code !== 'not_found', 'a page of somebody else is no word of the carrier on a number');
          }
        }
      },
    );
  }

  for (const [refusal, codes] of refusals) {
    declare(`says ${codes.join(' or ')} where it is refused with ${refusal}, and no secret`, async (under) => {
      const { carrier, sandbox, secrets = [] } = under;
      const { tracker, numbers, signals } = played(
        { carrier, sandbox },
        { faults: [{ kind: 'refuse', refusal, ...(refusal !== 'bad_credentials' && { calls: 'track' }) }] },
      );
      const outcomes = await all(tracker.trackMany(numbers.slice(0, 2), { carrier: carrier.id }));
      for (const outcome of outcomes) {
        check(!outcome.ok, `${refusal} gave a tracking`);
        const { code } = outcome.error;
        check(codes.includes(code), `${refusal} came to ${code}; expected ${codes.join(' or ')}`);
      }
      discreet(outcomes, signals, secrets);
    });
  }

  declare('gets a new token when the old one has ended', async ({ carrier, sandbox }) => {
    if (carrier.grant === undefined) return;
    const { tracker, numbers, clock } = played({ carrier, sandbox });
    const [first = '', second = ''] = numbers;
    await tracker.track({ trackingNumber: first, carrier: carrier.id });
    await clock.advance((sandbox.tokenLifetimeMs ?? 3_600_000) * 2);
    await tracker.track({ trackingNumber: second, carrier: carrier.id });
  });

  declare('never exceeds the quotas that the carrier publishes', async ({ carrier, sandbox }) => {
    const { tracker, report } = played({ carrier, sandbox }, { quotas: sandbox.quotas });
    const tightest = Math.min(...sandbox.quotas.map(({ limit }) => limit));
    const most = Math.min(numbersForQuotas, (tightest + 2) * sandbox.maxBatch);
    const numbers = Array.from({ length: most }, (_, serial) => sandbox.sampleNumber(serial));
    same((await all(tracker.trackMany(numbers, { carrier: carrier.id }))).length, most, 'how many outcomes came');
    same(report().violations, 0, 'how many requests broke a quota');
    const refused = report().accounts.map((account) => account.refused.batch_too_large ?? 0);
    check(
      refused.every((count) => count === 0),
      'a request had more numbers than the carrier takes',
    );
  });

  declare('believes pushes that are signed, and no others', async ({ carrier, sandbox, webhookSecret }) => {
    if (carrier.push === undefined || webhookSecret === undefined || sandbox.push === undefined) return;
    const trackingNumber = sandbox.sampleNumber(1);
    const [life] = scenarios.delivered.lives({ carrier: sandbox, trackingNumber, start });
    check(life !== undefined, 'there is no life');
    const url = 'https://shop.example/hooks';
    const pushes = await pushesOf(sandbox, life, { url, secret: webhookSecret });
    const { tracker } = played({ carrier, sandbox }, { autoAdvance: false });
    const store = new Map<string, string>();
    let last: Tracking | undefined;
    for (const push of pushes) {
      const { outcomes, error } = await receive(tracker, carrier.id, push, { store, toleranceMs: yearMs });
      check(error === undefined, `a signed push was refused: ${error?.code}`);
      for (const outcome of outcomes) if (outcome.ok) last = outcome.value;
    }
    same(last?.status, 'delivered', 'the status after the last push of a delivery');
    const [forged] = await pushesOf(sandbox, life, { url, secret: `${webhookSecret}-but-not-quite` });
    check(forged !== undefined, 'there is no push');
    const { error } = await receive(tracker, carrier.id, forged, { store, toleranceMs: yearMs });
    same(error?.code, 'invalid_signature', 'what a push that is signed with another secret comes to');
  });

  declare('has no proof of delivery for a number that nobody knows', async ({ carrier, sandbox }) => {
    const { proof } = carrier;
    if (proof === undefined) return;
    const inquiry = { trackingNumber: sandbox.sampleNumber(1) };
    const outcome = proof.read({ status: 404, headers: {}, body: '' }, inquiry);
    same(outcome.ok, false, 'whether an empty answer with 404 proves a delivery');
    const read = (body: string) => proof.read({ status: 200, headers: {}, body }, inquiry);
    for (const body of ['', '{}', 'null', '<html></html>'])
      same(read(body).ok, false, 'whether nothing proves a delivery');
  });

  declare('refuses to be asked for nothing in particular', async ({ carrier, sandbox }) => {
    const { tracker } = played({ carrier, sandbox });
    const error = await errorOf(() => tracker.track({ trackingNumber: '', carrier: carrier.id }), 'track() of ""');
    check(isTrackingError(error), 'an error is no TrackingError');
  });
}

const yearMs = 400 * 86_400_000;

interface PlayedOptions {
  readonly faults?: readonly Fault[];
  readonly known?: ReadonlyMap<string, readonly ParcelLife[]>;
  /** None by default. */
  readonly quotas?: CarrierSandbox['quotas'];
  /** Not where signatures are checked, which takes time outside of this thread. True by default. */
  readonly autoAdvance?: boolean;
}

/** A tracker of the carrier before its sandbox. Every seventh number is one that the carrier does not know. */
function played(
  { carrier, sandbox }: Pick<CarrierUnderTest, 'carrier' | 'sandbox'>,
  { faults = [], known = parcelsOf(sandbox), quotas = [], autoAdvance = true }: PlayedOptions = {},
) {
  const clock = settableClock(now, { autoAdvance });
  const engine = createSandbox({
    carriers: [sandbox],
    parcels: (asked) => known.get(asked) ?? [],
    quotas: { [sandbox.carrier]: quotas },
    faults,
    clock,
  });
  const bodies: string[] = [];
  const signals: unknown[] = [];
  const numbers = Array.from({ length: numbersPlayed }, (_, serial) => sandbox.sampleNumber(serial + 1));
  const tracker = createTracker({
    carriers: [carrier],
    clock,
    maxWaitMs: Number.POSITIVE_INFINITY,
    // Retries wait by the machine's own timers.
    retries: 0,
    limiters: createLimiterPool(clock),
    tokens: new Map(),
    onSignal: (signal) => signals.push(signal),
    async fetch(request) {
      const response = await engine.fetch(request);
      const body = await response
        .clone()
        .text()
        .catch(() => '');
      bodies.push(body);
      return response;
    },
  });
  const unknown = new Set(numbers.filter((number) => !known.has(number)));
  return { clock, tracker, bodies, signals, numbers, unknown, report: engine.report };
}

const numbersPlayed = 24;
/** A quota of more requests than these take is not reached, and not tested. */
const numbersForQuotas = 2_000;

function parcelsOf(sandbox: CarrierSandbox): ReadonlyMap<string, readonly ParcelLife[]> {
  const known = new Map<string, readonly ParcelLife[]>();
  for (let index = 0; index < numbersPlayed; index += 1) {
    const [scenario] = endings[index % endings.length] ?? (['inTransit'] as const);
    const trackingNumber = sandbox.sampleNumber(index + 1);
    if (index % 7 !== 6)
      known.set(trackingNumber, scenarios[scenario].lives({ carrier: sandbox, trackingNumber, start }));
  }
  return known;
}

async function all(outcomes: AsyncIterable<Outcome>): Promise<readonly Outcome[]> {
  const list: Outcome[] = [];
  for await (const outcome of outcomes) list.push(outcome);
  return list;
}

function sorted(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.map(({ trackingNumber }) => trackingNumber).toSorted();
}

function codeOf(outcome: Outcome<TrackingDraft>): string {
  return outcome.ok ? 'ok' : outcome.error.code;
}

/** No error and no signal tells a secret, an address or a token. */
function discreet(outcomes: readonly Outcome[], signals: readonly unknown[], secrets: readonly string[]): void {
  const errors = outcomes.flatMap((outcome) =>
    outcome.ok ? [] : [outcome.error, outcome.error.message, String(outcome.error.cause)],
  );
  const said = JSON.stringify([errors, signals]);
  for (const secret of secrets) check(!said.includes(secret), 'a secret is in an error or in a signal');
  check(!/https?:|bearer/i.test(said), 'an address or a token is in an error or in a signal');
}

/** What holds of every tracking. */
function sound(tracking: Tracking, carrier: Carrier): void {
  const misfit = z.safeParse(trackingSchema, tracking).error?.issues[0];
  check(misfit === undefined, `a tracking does not fit the schema at ${misfit?.path.join('.')}: ${misfit?.message}`);
  same(JSON.parse(JSON.stringify(tracking)), tracking, 'a tracking after JSON.parse(JSON.stringify(…))');
  same(tracking.carrier, carrier.id, 'the carrier of a tracking');
  check(
    /^[^\s@]+@[^\s@]+$/.test(tracking.mapping),
    'mapping is not the format and the version of the tables: format@2026.11',
  );
  const ids = tracking.events.map(({ id }) => id);
  same(new Set(ids).size, ids.length, 'how many events have ids of their own');
  let last = Number.NEGATIVE_INFINITY;
  for (const { status, statusBasis, occurredAt, timeBasis } of tracking.events) {
    check(statusBasis !== 'none' || status === 'unknown', `nothing decided a status, and it is ${status}, not unknown`);
    if (occurredAt === undefined || !hasOffset(occurredAt)) continue;
    check(timeBasis !== 'none', 'a time has an offset that nobody told');
    const at = Date.parse(occurredAt);
    check(at >= last, 'events are not in the order in which they happened, oldest first');
    last = at;
  }
}
