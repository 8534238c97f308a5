import type { Quota } from '../carrier/account.ts';
import { checkArguments } from '../options/options.ts';
import { aFunction } from '../options/values.ts';
import { isTurn, type Turn, type Turnstile } from '../send/limiter/turnstile.ts';
import { check, type DeclareTest, declareTest, same } from './suites.ts';

/** A turnstile as its suite needs it. */
export interface TurnstileUnderTest {
  readonly turnstile: Turnstile;
  /** Another one over the same place, as another process has it. The same one by default. */
  readonly other?: Turnstile;
  /** Lets time pass, by whatever clock the turnstile goes. By default by waiting. */
  readonly pass?: (ms: number) => unknown;
  /** Milliseconds on that clock. The time of day by default. */
  readonly now?: () => number;
}

const lease = 60_000;
/** What a turnstile may keep back of a window beside the window itself: a slot, a spare for clocks, and one round trip. */
const most = (intervalMs: number): number => intervalMs * 1.02 + 100;

/**
 * Declares the tests that every turnstile is held to, wherever it keeps its turns: that no quota is ever exceeded rests on
 * them. Accounts are new in each test.
 *
 * @param test The runner's function that declares a test: `turnstileConformance(test, () => ({ turnstile: myTurnstile() }))`.
 * @param open Opens the turnstile for each test.
 * @throws TrackingError `invalid_request` for what is no function.
 */
export function turnstileConformance(
  test: DeclareTest,
  open: () => TurnstileUnderTest | PromiseLike<TurnstileUnderTest>,
): void {
  checkArguments('turnstileConformance()', {
    test: [declareTest, test],
    open: [aFunction('a function that opens the turnstile'), open],
  });

  function declare(name: string, run: (under: OpenedTurnstile) => Promise<void>): void {
    test(`a turnstile ${name}`, async () => {
      const { turnstile, other = turnstile, pass = wait, now = () => Date.now() } = await open();
      const account = `conformance:${crypto.randomUUID()}`;
      const take: OpenedTurnstile['take'] = async (from, quotas, leaseMs = lease, of = account) => {
        const answer = await from.take(of, quotas, leaseMs);
        if (isTurn(answer)) return answer;
        check(
          Number.isFinite(answer.waitMs) && answer.waitMs > 0,
          `waitMs is ${answer.waitMs}; it is to be more than 0`,
        );
        return answer.waitMs;
      };
      const drain: OpenedTurnstile['drain'] = async (from, quotas, of = account) => {
        for (let count = 0; ; count += 1) {
          check(count < 1_000, 'a turnstile gave 1,000 turns of a quota of a few');
          const turn = await take(from, quotas, lease, of);
          if (typeof turn === 'number') return count;
          await turn.settle();
        }
      };
      await run({ turnstile, other, pass, now, account, take, drain });
    });
  }

  declare(
    'gives as many turns as a quota allows, to all together, and again a window after the answers',
    async ({ turnstile, other, take, drain, pass, now }) => {
      const quotas = [{ limit: 3, intervalMs: 400 }];
      const begun = now();
      same((await drain(turnstile, quotas)) + (await drain(other, quotas)), 3, 'turns of a quota of 3, taken from two');
      const answered = now();
      const waitMs = await take(other, quotas);
      within(waitMs, 400 - (now() - begun) - 1, most(400), 'waitMs of a window of 400 ms that is full');
      let taken = await take(other, quotas);
      while (typeof taken === 'number') {
        await pass(Math.max(1, Math.min(taken, 50)));
        taken = await take(other, quotas);
      }
      within(now() - begun, 400, Number.POSITIVE_INFINITY, 'milliseconds from the first turn to the fourth');
      within(now() - answered, 0, most(400), 'milliseconds from the last answer to the next turn');
      await taken.settle();
    },
  );

  declare('counts a turn from its answer, and while it is open', async ({ turnstile, other, take, pass, now }) => {
    const quotas = [{ limit: 1, intervalMs: 300 }];
    const turn = await take(turnstile, quotas);
    if (typeof turn === 'number') throw new Error('the first turns were refused');
    await pass(350);
    within(await take(other, quotas), 300, lease * 2, 'waitMs while the only turn is open');
    const answered = now();
    await turn.settle();
    within(await take(other, quotas), 300 - (now() - answered) - 1, most(300), 'waitMs after the answer');
  });

  declare('takes back one that was not used, and settles one once', async ({ turnstile, other, take, drain }) => {
    const quotas = [{ limit: 2, intervalMs: 60_000 }];
    const [first, second] = [await take(turnstile, quotas), await take(turnstile, quotas)];
    if (typeof first === 'number' || typeof second === 'number') throw new Error('the first turns were refused');
    await first.settle(false);
    await first.settle();
    same(await drain(other, quotas), 1, 'turns that are left');
    await second.settle();
    await second.settle(false);
    same(await drain(other, quotas), 0, 'turns that are left');
  });

  declare(
    'frees the turns of a process that died, a window after their lease',
    async ({ turnstile, other, take, pass }) => {
      const quotas = [{ limit: 1, intervalMs: 200 }];
      const dead = await take(turnstile, quotas, 150);
      check(typeof dead !== 'number', 'the first turn of a quota of 1 was refused');
      await pass(160);
      within(await take(other, quotas), 1, most(200), 'waitMs within the window after a lease');
      await pass(most(200));
      const turn = await take(other, quotas);
      check(typeof turn !== 'number', 'no turn a window after the lease of one that was never settled');
      // Whoever was only slow changes nothing any more.
      if (typeof dead !== 'number') await dead.settle(false);
      check(typeof (await take(other, quotas)) === 'number', 'a late settle(false) gave back a turn that was over');
    },
  );

  declare('keeps every window of several, and accounts apart', async ({ turnstile, other, account, drain, pass }) => {
    const quotas = [
      { limit: 2, intervalMs: 200 },
      { limit: 3, intervalMs: 60_000 },
    ];
    same(await drain(turnstile, quotas), 2, 'turns that are left');
    await pass(most(200));
    same(await drain(other, quotas), 1, 'turns that are left');
    for (const another of [`${account}/`, `${account}%`, `${account}'`, `${account}\ud83d\udce6`]) {
      same(await drain(turnstile, quotas, another), 2, 'turns that are left');
      same(await drain(other, quotas, another), 0, 'turns that are left');
    }
  });

  declare(
    'keeps what was counted when a quota is raised, lowered, or counted in another window',
    async ({ turnstile, other, drain }) => {
      const minute = 60_000;
      same(await drain(turnstile, [{ limit: 3, intervalMs: minute }]), 3, 'turns that are left');
      same(await drain(other, [{ limit: 5, intervalMs: minute }]), 2, 'turns that are left');
      same(await drain(turnstile, [{ limit: 4, intervalMs: minute }]), 0, 'turns that are left');
      same(await drain(turnstile, [{ limit: 6, intervalMs: 2 * minute }]), 1, 'turns that are left');
      same(await drain(other, [{ limit: 2.9, intervalMs: minute / 2 }]), 0, 'turns that are left');
    },
  );

  declare(
    'is silent for all while a hold is in force, and a shorter one does not shorten it',
    async ({ turnstile, other, account, take, pass }) => {
      const quotas = [{ limit: 100, intervalMs: 1_000 }];
      const turn = await take(turnstile, quotas);
      if (typeof turn !== 'number') await turn.settle();
      await turnstile.hold(account, 300);
      await other.hold(account, 10);
      const waitMs = await take(other, quotas);
      within(waitMs, 100, 300, 'waitMs of a hold of 300 ms, of which another one asked for 10');
      await pass(320);
      check(typeof (await take(other, quotas)) !== 'number', 'no turn after the hold has passed');
    },
  );

  declare('never gives more, however many ask at once', async ({ turnstile, other, take, pass }) => {
    const quotas = [{ limit: 7, intervalMs: 60_000 }];
    let left = true;
    const asked = Promise.all(
      Array.from({ length: 40 }, (_, index) => take(index % 2 === 0 ? turnstile : other, quotas)),
    );
    const done = (): void => {
      left = false;
    };
    asked.then(done, done);
    while (left) await pass(1);
    same(
      (await asked).filter((turn) => typeof turn !== 'number').length,
      7,
      'turns of a quota of 7 that 40 ask for at once',
    );
  });
}

interface OpenedTurnstile extends Required<TurnstileUnderTest> {
  readonly account: string;
  /** A turn, or the milliseconds to wait. */
  take(from: Turnstile, quotas: readonly Quota[], leaseMs?: number, of?: string): Promise<Turn | number>;
  /** Takes turns that are answered at once, until there is none; how many there were. */
  drain(from: Turnstile, quotas: readonly Quota[], of?: string): Promise<number>;
}

function within(value: number | Turn, least: number, greatest: number, what: string): void {
  const seen = typeof value === 'number' ? String(value) : 'a turn';
  const holds = typeof value === 'number' && value >= least && value <= greatest;
  check(holds, `${what}: expected ${least} to ${greatest}, got ${seen}`);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
