import type { Quota } from '../carrier/account.ts';
import type { Turn, Turnstile } from '../send/limiter/turnstile.ts';
import { type Clock, monotonicOf } from '../time/clock.ts';

/** To how many slots the turns of a window are counted; a turn counts as settled at the end of its slot. */
export const slotsPerWindow = 256;
/** By how much the clock of the server may be ahead of what a process measured before it counts as set. */
export const mostAheadMs = 100;

/** What a server answered to a step: its time of the account, in milliseconds, and what else it had to say. */
export interface StepAnswer {
  readonly at: number;
}

/**
 * The steps on the turns of accounts, each of them one step at a server. The server has a time for each account: it goes on
 * as the server's clock does, never back, and never beyond `latest`, which is what the asking process measured, by more than
 * a tenth of a second. So a clock that is set, or another server in its place, lets no window out twice.
 */
export interface TurnSteps {
  take(
    account: string,
    quotas: readonly Quota[],
    leaseMs: number,
    latest: number | undefined,
  ): Promise<StepAnswer & ({ readonly id: string } | { readonly waitMs: number })>;
  /** `agoMs`: how long ago the answer came. */
  settle(account: string, id: string, used: boolean, agoMs: number, latest: number | undefined): Promise<StepAnswer>;
  hold(account: string, ms: number, latest: number | undefined): Promise<StepAnswer>;
}

/** A turn whose end could not be told to the server. */
interface Unsettled {
  readonly id: string;
  readonly used: boolean;
  readonly answeredAt: number;
  /** After this the server settled it by itself. */
  readonly until: number;
}

/** What this process knows of an account's time: what the server said last, and when it was asked. */
interface ServerTime {
  readonly at: number;
  readonly askedAt: number;
}

/** A turnstile whose turns are kept by a server. */
export function serverTurnstile(steps: TurnSteps, clock: Clock): Turnstile {
  const looks = new Map<string, ServerTime>();
  const unsettled = new Map<string, Unsettled[]>();
  const now = (): number => monotonicOf(clock);

  async function step<T extends StepAnswer>(
    account: string,
    ask: (latest: number | undefined) => Promise<T>,
  ): Promise<T> {
    const askedAt = now();
    const look = looks.get(account);
    const answer = await ask(look && look.at + askedAt - look.askedAt);
    const known = looks.get(account);
    if (known === undefined || known.askedAt < askedAt) looks.set(account, { at: answer.at, askedAt });
    return answer;
  }

  async function settle(account: string, { id, used, answeredAt }: Unsettled): Promise<void> {
    await step(account, (latest) => steps.settle(account, id, used, now() - answeredAt, latest));
  }

  /** What could not be told before is told first: until then it counts as under way. */
  async function settleRest(account: string): Promise<void> {
    const rest = unsettled.get(account);
    if (rest === undefined) return;
    unsettled.delete(account);
    const left = rest.filter(({ until }) => until > now());
    const told = await Promise.allSettled(left.map((each) => settle(account, each)));
    const again = left.filter((_, index) => told[index]?.status === 'rejected');
    if (again.length > 0) unsettled.set(account, [...(unsettled.get(account) ?? []), ...again]);
  }

  function turnOf(account: string, id: string, until: number): Turn {
    let isSettled = false;
    return {
      async settle(used = true) {
        if (isSettled) return;
        isSettled = true;
        const mine: Unsettled = { id, used, answeredAt: now(), until };
        try {
          await settle(account, mine);
        } catch {
          unsettled.set(account, [...(unsettled.get(account) ?? []), mine]);
        }
      },
    };
  }

  return {
    async take(account, quotas, leaseMs) {
      await settleRest(account);
      const answer = await step(account, (latest) => steps.take(account, quotas, leaseMs, latest));
      return 'id' in answer ? turnOf(account, answer.id, now() + leaseMs) : { waitMs: answer.waitMs };
    },
    async hold(account, ms) {
      await step(account, (latest) => steps.hold(account, ms, latest));
    },
  };
}
