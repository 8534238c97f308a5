import { describe, expect, it } from 'vitest';
import type { Quota } from '../../../src/carrier/account.ts';
import { isTurn, type Turn, type Turnstile } from '../../../src/send/limiter/turnstile.ts';

/** A turnstile as the laws need it. */
export interface TurnstileUnderTest {
  readonly turnstile: Turnstile;
  /** Another one over the same place, as another process has it. */
  readonly other: Turnstile;
  /** Lets time pass, by whatever clock the turnstile goes. */
  pass(ms: number): Promise<void>;
  /** Milliseconds on that clock. */
  now(): number;
}

const lease = 60_000;
/** What a turnstile may keep back of a window beside the window itself: a slot, a spare for clocks, and one round trip. */
const most = (intervalMs: number): number => intervalMs * 1.02 + 100;

/** What every turnstile is held to, whoever keeps its turns. */
export function turnstileLaws(name: string, open: () => Promise<TurnstileUnderTest>): void {
  describe(`${name} is a turnstile that`, () => {
    let tests = 0;
    const begin = async () => {
      tests += 1;
      const account = `law ${tests}:${Math.random()}`;
      const under = await open();
      const take = async (
        turnstile: Turnstile,
        quotas: readonly Quota[],
        leaseMs = lease,
        of = account,
      ): Promise<Turn | number> => {
        const answer = await turnstile.take(of, quotas, leaseMs);
        return isTurn(answer) ? answer : answer.waitMs;
      };
      /** Takes turns that are answered at once, until there is none; how many there were. */
      const drain = async (turnstile: Turnstile, quotas: readonly Quota[], of = account): Promise<number> => {
        for (let count = 0; ; count += 1) {
          const turn = await take(turnstile, quotas, lease, of);
          if (typeof turn === 'number') return count;
          await turn.settle();
        }
      };
      return { ...under, account, take, drain };
    };

    it('gives as many turns as a quota allows, to all together, and again a window after the answers', async () => {
      const { turnstile, other, take, drain, pass, now } = await begin();
      const quotas = [{ limit: 3, intervalMs: 400 }];
      const begun = now();
      expect((await drain(turnstile, quotas)) + (await drain(other, quotas))).toBe(3);
      const answered = now();
      const waitMs = await take(other, quotas);
      expect(waitMs).toBeGreaterThan(400 - (now() - begun) - 1);
      expect(waitMs).toBeLessThanOrEqual(most(400));
      let taken = await take(other, quotas);
      while (typeof taken === 'number') {
        await pass(Math.max(1, Math.min(taken, 50)));
        taken = await take(other, quotas);
      }
      expect(now() - begun).toBeGreaterThanOrEqual(400);
      expect(now() - answered).toBeLessThanOrEqual(most(400));
      await taken.settle();
    });

    it('counts a turn from its answer, and while it is open', async () => {
      const { turnstile, other, take, pass, now } = await begin();
      const quotas = [{ limit: 1, intervalMs: 300 }];
      const turn = await take(turnstile, quotas);
      if (typeof turn === 'number') throw new Error('no turn');
      await pass(350);
      expect(await take(other, quotas)).toBeGreaterThanOrEqual(300);
      const answered = now();
      await turn.settle();
      expect(await take(other, quotas)).toBeGreaterThan(300 - (now() - answered) - 1);
    });

    it('takes back one that was not used, and settles one once', async () => {
      const { turnstile, other, take, drain } = await begin();
      const quotas = [{ limit: 2, intervalMs: 60_000 }];
      const [first, second] = [await take(turnstile, quotas), await take(turnstile, quotas)];
      if (typeof first === 'number' || typeof second === 'number') throw new Error('no turn');
      await first.settle(false);
      await first.settle();
      expect(await drain(other, quotas)).toBe(1);
      await second.settle();
      await second.settle(false);
      expect(await drain(other, quotas)).toBe(0);
    });

    it('frees the turns of a process that died, a window after their lease', async () => {
      const { turnstile, other, take, pass } = await begin();
      const quotas = [{ limit: 1, intervalMs: 200 }];
      const dead = await take(turnstile, quotas, 150);
      expect(typeof dead).toBe('object');
      await pass(160);
      expect(await take(other, quotas)).toBeGreaterThan(0);
      await pass(most(200));
      const turn = await take(other, quotas);
      expect(typeof turn).toBe('object');
      // Whoever was only slow changes nothing any more.
      if (typeof dead !== 'number') await dead.settle(false);
      expect(typeof (await take(other, quotas))).toBe('number');
    });

    it('keeps every window of several, and accounts apart', async () => {
      const { turnstile, other, account, drain, pass } = await begin();
      const quotas = [
        { limit: 2, intervalMs: 200 },
        { limit: 3, intervalMs: 60_000 },
      ];
      expect(await drain(turnstile, quotas)).toBe(2);
      await pass(most(200));
      expect(await drain(other, quotas)).toBe(1);
      for (const of of [`${account}/`, `${account}%`, `${account}'`, `${account}\ud83d\udce6`]) {
        expect(await drain(turnstile, quotas, of)).toBe(2);
        expect(await drain(other, quotas, of)).toBe(0);
      }
    });

    it('keeps what was counted when a quota is raised, lowered, or counted in another window', async () => {
      const { turnstile, other, drain } = await begin();
      const minute = 60_000;
      expect(await drain(turnstile, [{ limit: 3, intervalMs: minute }])).toBe(3);
      expect(await drain(other, [{ limit: 5, intervalMs: minute }])).toBe(2);
      expect(await drain(turnstile, [{ limit: 4, intervalMs: minute }])).toBe(0);
      expect(await drain(turnstile, [{ limit: 6, intervalMs: 2 * minute }])).toBe(1);
      expect(await drain(other, [{ limit: 2.9, intervalMs: minute / 2 }])).toBe(0);
    });

    it('is silent for all while a hold is in force, and a shorter one does not shorten it', async () => {
      const { turnstile, other, account, take, pass } = await begin();
      const quotas = [{ limit: 100, intervalMs: 1_000 }];
      const turn = await take(turnstile, quotas);
      if (typeof turn !== 'number') await turn.settle();
      await turnstile.hold(account, 300);
      await other.hold(account, 10);
      const waitMs = await take(other, quotas);
      expect(waitMs).toBeGreaterThan(100);
      expect(waitMs).toBeLessThanOrEqual(300);
      await pass(320);
      expect(typeof (await take(other, quotas))).toBe('object');
    });

    it('never gives more, however many ask at once', async () => {
      const { turnstile, other, take, pass } = await begin();
      const quotas = [{ limit: 7, intervalMs: 60_000 }];
      let left = true;
      const asked = Promise.all(
        Array.from({ length: 40 }, (_, index) => take(index % 2 === 0 ? turnstile : other, quotas)),
      );
      void asked.then(() => {
        left = false;
      });
      while (left) await pass(1);
      expect((await asked).filter((turn) => typeof turn !== 'number')).toHaveLength(7);
    });
  });
}
