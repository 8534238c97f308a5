import { describe, expect, it } from 'vitest';
import {
  type CarrierUnderTest,
  carrierConformance,
  type DeclareTest,
  type SettableClock,
  type StoreUnderTest,
  settableClock,
  storeConformance,
  type TurnstileUnderTest,
  turnstileConformance,
} from 'waybill/testing';
import { heron, heronFormats, heronSandbox } from '../../examples/heron/index.ts';

/*
 * The suites find what they are for: a made-up carrier, store and turnstile pass, and each with one fault planted in it does
 * not. The runner is none: a suite belongs to no runner.
 */

/** Messages of the tests that fail, by name. */
async function failuresOf(declareAll: (test: DeclareTest) => void): Promise<ReadonlyMap<string, string>> {
  const tests: (readonly [name: string, run: () => Promise<void>])[] = [];
  declareAll((name, run) => tests.push([name, run]));
  expect(tests.length).toBeGreaterThan(5);
  const failures = new Map<string, string>();
  for (const [name, run] of tests) {
    try {
      await run();
    } catch (error) {
      failures.set(name, error instanceof Error ? error.message : String(error));
    }
  }
  return failures;
}

/** Each failure says what was expected, in words. */
function expectRed(failures: ReadonlyMap<string, string>): void {
  expect([...failures.values()]).not.toEqual([]);
  for (const message of failures.values()) expect(message.length).toBeGreaterThan(10);
}

interface Kept {
  readonly text: string;
  readonly until: number;
}

type Store = StoreUnderTest['store'];
type MadeUpStore = Required<Store>;

function madeUpStore(clock: SettableClock, kept: Map<string, Kept>): MadeUpStore {
  const get = (key: string): string | undefined => {
    const found = kept.get(key);
    return found !== undefined && found.until > clock.now() ? found.text : undefined;
  };
  const set = (key: string, text: string, ttlMs = Number.POSITIVE_INFINITY): void => {
    kept.set(key, { text, until: clock.now() + ttlMs });
  };
  return {
    get,
    set,
    delete: (key) => kept.delete(key),
    compareAndSet(key, expected, value, ttlMs) {
      if (get(key) !== expected) return false;
      if (value === undefined) kept.delete(key);
      else set(key, value, ttlMs);
      return true;
    },
    getMany: (keys) => keys.map(get),
  };
}

/** What can be wrong with a store, made of one that is right. */
const storeFaults: Readonly<Record<string, (store: MadeUpStore, kept: Map<string, Kept>) => Partial<MadeUpStore>>> = {
  'an empty text is nothing': (store) => ({ get: (key) => store.get(key) || undefined }),
  'blanks at the ends are lost': (store) => ({ set: (key, text, ttlMs) => store.set(key, text.trim(), ttlMs) }),
  'a text is read as JSON': (store) => ({
    get(key) {
      const text = store.get(key);
      try {
        return JSON.parse(String(text)) as unknown;
      } catch {
        return text;
      }
    },
  }),
  'long texts are cut': (store) => ({ set: (key, text, ttlMs) => store.set(key, text.slice(0, 65_535), ttlMs) }),
  'keys in capitals are the same': (store) => ({
    get: (key) => store.get(key.toLowerCase()),
    set: (key, text, ttlMs) => store.set(key.toLowerCase(), text, ttlMs),
  }),
  'delete forgets all that begins so': (_, kept) => ({
    delete: (key) => [...kept.keys()].filter((each) => each.startsWith(key)).map((each) => kept.delete(each)),
  }),
  'delete does nothing': () => ({ delete: () => undefined }),
  'the first text stays': (store) => ({
    set: (key, text, ttlMs) => (store.get(key) === undefined ? store.set(key, text, ttlMs) : undefined),
  }),
  'nothing is ever forgotten': (store) => ({ set: (key, text) => store.set(key, text) }),
  'a time is taken for seconds': (store) => ({
    set: (key, text, ttlMs) => store.set(key, text, ttlMs === undefined ? undefined : ttlMs * 1000),
  }),
  'without a time a text is forgotten soon': (store) => ({
    set: (key, text, ttlMs = 50) => store.set(key, text, ttlMs),
  }),
  'many come without those that are absent': (store) => ({
    getMany: (keys) => keys.map((key) => store.get(key)).filter((text) => text !== undefined),
  }),
  'many come once each': (store) => ({ getMany: (keys) => [...new Set(keys)].map((key) => store.get(key)) }),
  'it sets without comparing': (store) => ({
    compareAndSet(key, _, value) {
      if (value === undefined) store.delete(key);
      else store.set(key, value);
      return true;
    },
  }),
  'it compares, thinks, and sets': (store) => ({
    async compareAndSet(key, expected, value, ttlMs) {
      const isSame = store.get(key) === expected;
      await Promise.resolve();
      if (isSame) await (value === undefined ? store.delete(key) : store.set(key, value, ttlMs));
      return isSame;
    },
  }),
  'nothing is as good as an empty text': (store) => ({
    compareAndSet: (key, expected, value, ttlMs) =>
      store.compareAndSet(key, store.get(key) === '' && expected === undefined ? '' : expected, value, ttlMs),
  }),
  'what is compared and set has no time': (store) => ({
    compareAndSet: (key, expected, value) => store.compareAndSet(key, expected, value),
  }),
  'it cannot compare': () => ({ compareAndSet: undefined as unknown as MadeUpStore['compareAndSet'] }),
};

describe('the suite of stores', () => {
  const open = (fault?: (typeof storeFaults)[string]) => (): StoreUnderTest => {
    const clock = settableClock(0);
    const kept = new Map<string, Kept>();
    const right = madeUpStore(clock, kept);
    return { store: { ...right, ...fault?.(right, kept) }, pass: (ms) => clock.advance(ms) };
  };

  it('is green for a store that is right', async () => {
    expect(await failuresOf((test) => storeConformance(test, open()))).toEqual(new Map());
  });

  it.each(Object.entries(storeFaults))('is red where %s', async (_, fault) => {
    expectRed(await failuresOf((test) => storeConformance(test, open(fault))));
  });

  it('is red where two over the same place do not share it', async () => {
    const apart = (): StoreUnderTest => ({ ...open()(), other: open()().store });
    expectRed(await failuresOf((test) => storeConformance(test, apart)));
  });

  it('asks a store for one process for no comparing', async () => {
    const lone = (): StoreUnderTest => {
      const { compareAndSet: _, ...store } = madeUpStore(settableClock(0), new Map());
      return { store, pass: () => undefined };
    };
    const failures = await failuresOf((test) => storeConformance(test, lone, { compareAndSet: false }));
    // Its time stands still, so that nothing is forgotten.
    expect([...failures.keys()]).toEqual(['a store forgets what has outlived its time, and nothing before']);
  });
});

interface Taken {
  readonly at: number;
  over: number;
  settled: boolean;
}

type TurnstileFault =
  | 'it gives one more'
  | 'a turn counts from its taking'
  | 'turns are never free again'
  | 'an unused turn counts'
  | 'a turn is given back after it was used'
  | 'the dead keep their turns'
  | 'only the first window counts'
  | 'all accounts are one'
  | 'a hold is nothing'
  | 'a shorter hold shortens a longer one'
  | 'it says to wait for no time'
  | 'it looks, thinks, and takes'
  | 'a change of a quota forgets what was counted';

/** A turnstile in memory, right but for one fault. */
function madeUpTurnstile(now: () => number, fault?: TurnstileFault): TurnstileUnderTest['turnstile'] {
  const accounts = new Map<string, { taken: Taken[]; heldUntil: number; quota: string }>();
  const accountOf = (name: string) => {
    const key = fault === 'all accounts are one' ? '' : name;
    const account = accounts.get(key) ?? { taken: [], heldUntil: 0, quota: '' };
    accounts.set(key, account);
    return account;
  };
  return {
    async take(name, quotas, leaseMs) {
      const account = accountOf(name);
      const quota = JSON.stringify(quotas);
      if (fault === 'a change of a quota forgets what was counted' && quota !== account.quota) account.taken = [];
      account.quota = quota;
      const counted = fault === 'only the first window counts' ? quotas.slice(0, 1) : quotas;
      const waits = counted.map(({ limit, intervalMs }) => {
        const most = Math.floor(limit) + (fault === 'it gives one more' ? 1 : 0);
        const ends = account.taken
          .map(({ over }) => (over === Number.POSITIVE_INFINITY ? now() + intervalMs : over + intervalMs + 1))
          .filter((end) => end > now())
          .toSorted((a, b) => a - b);
        return ends.length < most ? 0 : (ends[ends.length - most] ?? 0) - now();
      });
      const held = fault === 'a hold is nothing' ? 0 : account.heldUntil - now();
      const waitMs = Math.max(0, held, ...waits);
      if (waitMs > 0) return { waitMs: fault === 'it says to wait for no time' ? 0 : waitMs };
      if (fault === 'it looks, thinks, and takes') await Promise.resolve();
      const leased = fault === 'the dead keep their turns' ? Number.POSITIVE_INFINITY : now() + leaseMs;
      const fromTaking = fault === 'a turn counts from its taking';
      const turn: Taken = { at: now(), over: fromTaking ? now() : leased, settled: false };
      account.taken.push(turn);
      return {
        settle(used = true) {
          const again = fault === 'a turn is given back after it was used' && !used;
          if (!again && (turn.settled || turn.over < now())) return;
          turn.settled = true;
          if (!used && fault !== 'an unused turn counts') account.taken.splice(account.taken.indexOf(turn), 1);
          else if (fault === 'turns are never free again') turn.over = Number.POSITIVE_INFINITY;
          else if (!fromTaking) turn.over = now();
        },
      };
    },
    hold(name, ms) {
      const account = accountOf(name);
      const until = now() + ms;
      const shortens = fault === 'a shorter hold shortens a longer one';
      account.heldUntil = shortens ? until : Math.max(account.heldUntil, until);
    },
  };
}

const turnstileFaults: Readonly<Record<TurnstileFault, true>> = {
  'it gives one more': true,
  'a turn counts from its taking': true,
  'turns are never free again': true,
  'an unused turn counts': true,
  'a turn is given back after it was used': true,
  'the dead keep their turns': true,
  'only the first window counts': true,
  'all accounts are one': true,
  'a hold is nothing': true,
  'a shorter hold shortens a longer one': true,
  'it says to wait for no time': true,
  'it looks, thinks, and takes': true,
  'a change of a quota forgets what was counted': true,
};

describe('the suite of turnstiles', () => {
  const open = (fault?: TurnstileFault) => (): TurnstileUnderTest => {
    const clock = settableClock(1_000_000);
    // A wait without an end is a fault, too.
    let passes = 0;
    return {
      turnstile: madeUpTurnstile(() => clock.now(), fault),
      async pass(ms) {
        passes += 1;
        if (passes > 1_000) throw new Error('a turn did not come after 1,000 waits');
        await clock.advance(ms);
      },
      now: () => clock.now(),
    };
  };

  it('is green for one that is right', async () => {
    expect(await failuresOf((test) => turnstileConformance(test, open()))).toEqual(new Map());
  });

  it.each(Object.keys(turnstileFaults) as TurnstileFault[])('is red where %s', async (fault) => {
    expectRed(await failuresOf((test) => turnstileConformance(test, open(fault))));
  });
});

const secret = 'Kestrel-7f3a91d04c2e8b56-Harbour';
const right = heron({ clientId: 'shop', clientSecret: secret, webhookSecret: secret });
type Carrier = CarrierUnderTest['carrier'];
type Outcomes = Extract<ReturnType<Carrier['read']>, readonly unknown[]>;
type Found = Extract<Outcomes[number], { ok: true }>;

/** The carrier with its outcomes changed. */
const reading = (change: (outcomes: Outcomes, numbers: readonly string[]) => Outcomes): Partial<Carrier> => ({
  read(response, inquiries, options) {
    const outcomes = right.read(response, inquiries, options);
    const numbers = inquiries.map(({ trackingNumber }) => trackingNumber);
    return Array.isArray(outcomes) ? change(outcomes as Outcomes, numbers) : outcomes;
  },
});

/** The carrier with each of its trackings changed. */
const tracking = (change: (value: Found['value']) => object): Partial<Carrier> =>
  reading((outcomes) =>
    outcomes.map((outcome) => (outcome.ok ? ({ ...outcome, value: change(outcome.value) } as Found) : outcome)),
  );

let counter = 0;
/** What can be wrong with a carrier, made of one that is right. */
const carrierFaults: Readonly<Record<string, Partial<Carrier>>> = {
  'an unknown number is an error of the server': reading((outcomes) =>
    outcomes.map((outcome) =>
      outcome.ok ? outcome : { ...outcome, error: Object.assign(outcome.error, { code: 'network' }) },
    ),
  ),
  'the last number is left out': reading((outcomes) => outcomes.slice(0, -1)),
  'numbers get the trackings of others': reading((outcomes, numbers) =>
    outcomes.map(
      (_, index) => ({ ...outcomes[(index + 1) % outcomes.length], trackingNumber: numbers[index] }) as Found,
    ),
  ),
  'delivered is in transit': tracking((value) => ({
    ...value,
    status: value.status === 'delivered' ? 'in_transit' : value.status,
  })),
  'back with the sender is delivered': tracking((value) => ({
    ...value,
    status: value.status === 'returned' ? 'delivered' : value.status,
  })),
  'an unknown code is in transit': tracking((value) => ({
    ...value,
    events: value.events.map((event) => (event.status === 'unknown' ? { ...event, status: 'in_transit' } : event)),
  })),
  'events have ids by chance': tracking((value) => {
    counter += 1;
    return { ...value, events: value.events.map((event, index) => ({ ...event, id: `${counter}.${index}` })) };
  }),
  'events share an id': tracking((value) => ({
    ...value,
    events: value.events.map((event) => ({ ...event, id: '1' })),
  })),
  'events are numbered from the newest': tracking((value) => ({
    ...value,
    events: value.events.map((event, index) => ({ ...event, id: String(value.events.length - index) })),
  })),
  'times are Dates': tracking((value) => ({
    ...value,
    events: value.events.map((event) => ({ ...event, occurredAt: new Date(0) })),
  })),
  'zones are made up': tracking((value) => ({
    ...value,
    events: value.events.map((event) => ({ ...event, occurredAt: `${event.occurredAt}Z` })),
  })),
  'the version of the tables is missing': tracking((value) => ({ ...value, mapping: 'heron' })),
  'a page with 404 is no such number': {
    read(response, inquiries, options) {
      if (response.status !== 404) return right.read(response, inquiries, options);
      const body = JSON.stringify({
        parcels: inquiries.map(({ trackingNumber }) => ({ number: trackingNumber, problem: 'NO' })),
      });
      return right.read({ ...response, status: 200, body }, inquiries, options);
    },
  },
  'it identifies as another carrier': {
    identify: (number) => right.identify(number).map((match) => ({ ...match, carrier: 'kestrel' })),
  },
  'it takes all that is written': { numberPattern: /^/ },
  'it asks for too many at once': { maxBatch: 500 },
  'it asks in the open': {
    request(inquiries, options) {
      const request = right.request(inquiries, options);
      return { ...request, url: request.url.replace('https:', 'http:') };
    },
  },
  'it asks by chance': {
    request(inquiries, options) {
      counter += 1;
      const request = right.request(inquiries, options);
      return { ...request, url: `${request.url}?${counter}` };
    },
  },
  'its quota is a dream': { quotas: [{ limit: 1_000_000, intervalMs: 1 }], maxConcurrency: 50 },
  'its link leads nowhere': { trackingUrl: () => 'https://heronparcel.example' },
  'it reads nothing that is stored': { formats: [] },
  'it tells its secret': {
    read(response, inquiries, options) {
      const outcomes = right.read(response, inquiries, options);
      if (!Array.isArray(outcomes)) return outcomes;
      return (outcomes as Outcomes).map((outcome) =>
        outcome.ok ? outcome : { ...outcome, error: Object.assign(outcome.error, { message: `Refused: ${secret}` }) },
      );
    },
  },
  'anything proves a delivery': {
    proof: {
      request: (inquiry, options) => right.proof?.request(inquiry, options) ?? { method: 'GET', url: '', headers: {} },
      read: (_, { trackingNumber }) => ({ ok: true, trackingNumber, value: [] }),
    },
  },
  'every push is believed': {
    push: right.push && { ...right.push, authentication: () => ({ kind: 'check', check: () => true }) },
  } as Partial<Carrier>,
  'no push is believed': {
    push: right.push && { ...right.push, authentication: () => undefined },
  } as Partial<Carrier>,
};

describe('the suite of carriers', () => {
  const open = (fault?: Partial<Carrier>) => (): CarrierUnderTest => ({
    carrier: { ...right, ...fault },
    sandbox: heronSandbox,
    formats: fault?.formats ?? heronFormats,
    secrets: [secret],
    webhookSecret: secret,
  });

  it('is green for one that is right', async () => {
    expect(await failuresOf((test) => carrierConformance(test, open()))).toEqual(new Map());
  });

  it('is green for one that signs in hexadecimal', async () => {
    const sandbox: CarrierUnderTest['sandbox'] = {
      ...heronSandbox,
      push(life, sentAt) {
        const push = heronSandbox.push?.(life, sentAt);
        if (push?.authentication.kind !== 'hmac-sha256') throw new Error('Heron signs its pushes.');
        return { ...push, authentication: { ...push.authentication, encoding: 'hex' } };
      },
    };
    expect(await failuresOf((test) => carrierConformance(test, () => ({ ...open()(), sandbox })))).toEqual(new Map());
  });

  it.each(Object.entries(carrierFaults))('is red where %s', async (_, fault) => {
    expectRed(await failuresOf((test) => carrierConformance(test, open(fault))));
  });
});
