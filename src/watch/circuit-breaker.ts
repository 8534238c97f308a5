import type { Carrier } from '../carrier/carrier.ts';
import type { TrackingError } from '../model/error.ts';
import { storeKey } from '../model/store.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import type { Outbox, Update } from '../store/outbox.ts';
import { faultKind } from './fault-kind.ts';

/** Whether an account can be asked, and what was told of it; kept in the store. */
interface AccountState {
  readonly status: 'up' | 'carrier.down' | 'credentials.refused';
  /** Since when, UTC. */
  readonly since: string;
  /** The how-manieth time that it is not up. */
  readonly nth: number;
}

/** How one carrier account stands with a watch. */
export interface CircuitBreaker {
  /** Reads what an earlier watch knew; returns notices that it did not get to tell. */
  load(): Promise<readonly WatchEvent[]>;
  /** When it may be asked: 0 for at once. */
  readyAt(): number;
  /** Whether it answers, as far as anybody was told. */
  isUp(): boolean;
  /** Only one request at a time, to see whether it answers. */
  isProbing(): boolean;
  /**
   * Learns from the outcomes of a request, undefined for those without error; returns what there is to tell.
   *
   * @param isSuspect Whether it asked for nothing but numbers that had failed before: it says nothing of an account that has
   * answered for others since.
   */
  judge(
    errors: readonly (TrackingError | undefined)[],
    isSuspect: boolean,
    askedAt: number,
    now: number,
  ): Promise<readonly WatchEvent[]>;
  /** Asks again at once after refused credentials. */
  resume(): void;
}

/** Requests that must fail one after another before a carrier is said to be down, or to refuse for good. */
const failuresToTell = 2;
/** The same for answers that may be about the numbers asked for rather than the account. */
const troublesToTell = 3;
const firstPauseMs = 60_000;
const longestPauseMs = 15 * 60_000;
/** Carriers lock accounts that keep trying with a wrong password: one sign of life an hour. */
const refusedPauseMs = 60 * 60_000;
/** The notices of an account are numbered for longer than anybody remembers their keys. */
const keptMs = 400 * 24 * 60 * 60_000;

/** The circuit breaker of one account. */
export function createCircuitBreaker({ id, account }: Pick<Carrier, 'id' | 'account'>, outbox: Outbox): CircuitBreaker {
  const key = storeKey('account', account);
  let status: AccountState['status'] = 'up';
  let failures = 0;
  let failedAt = Number.NEGATIVE_INFINITY;
  let readyAt = 0;

  function record(next: (state: AccountState) => Update<AccountState> | undefined): Promise<readonly WatchEvent[]> {
    return outbox.update<AccountState>(key, (state = { status: 'up', since: '', nth: 0 }) => next(state));
  }

  async function fall(to: 'carrier.down' | 'credentials.refused', error: TrackingError, now: number) {
    status = to;
    return record((state) => {
      if (state.status === to) return undefined;
      const since = new Date(now).toISOString();
      const nth = state.nth + 1;
      const { code: because, message } = error;
      const about = { key: `${account}/${to}/${nth}`, seenAt: since, carrier: id, account, message };
      const event: WatchEvent =
        to === 'carrier.down'
          ? { type: to, ...about, because }
          : { type: to, ...about, because: because === 'forbidden' ? because : 'unauthorized' };
      return { state: { status: to, since, nth }, events: [event], ttlMs: keptMs };
    });
  }

  async function rise(now: number): Promise<readonly WatchEvent[]> {
    failures = 0;
    readyAt = 0;
    if (status === 'up') return [];
    status = 'up';
    return record(({ status: after, since, nth }) => {
      if (after === 'up') return undefined;
      const seenAt = new Date(now).toISOString();
      const about = { key: `${account}/carrier.back/${nth}`, seenAt, carrier: id, account };
      return {
        state: { status: 'up', since: seenAt, nth },
        events: [{ type: 'carrier.back', ...about, after, since }],
        ttlMs: keptMs,
      };
    });
  }

  return {
    async load() {
      const known = await outbox.read<AccountState>(key);
      status = known?.state.status ?? 'up';
      return known === undefined ? [] : record(() => undefined);
    },
    readyAt: () => readyAt,
    isUp: () => status === 'up',
    isProbing: () => status !== 'up' || readyAt > 0,
    async judge(errors, isSuspect, askedAt, now) {
      const telling = errors.filter((error) => error === undefined || faultKind(error) !== 'wait');
      if (telling.length === 0) return [];
      const [first] = telling;
      if (first === undefined || telling.some((error) => error === undefined || faultKind(error) === 'number')) {
        return rise(now);
      }
      // A password is wrong for all of them.
      if (isSuspect && status === 'up' && failures === 0 && first.code !== 'unauthorized') return [];
      // Requests that were under way together fail together: that is one failure.
      if (askedAt < failedAt) return [];
      failedAt = now;
      failures += 1;
      const kind = faultKind(first);
      // What is wrong with a number is asked of others before it is held against the account.
      const toTell = kind === 'trouble' ? troublesToTell : failuresToTell;
      if (kind === 'trouble' && failures < toTell) return [];
      readyAt = now + Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1));
      if (kind !== 'refusal') return failures < toTell ? [] : fall('carrier.down', first, now);
      // A number may be forbidden; a password is wrong for all of them.
      if (first.code === 'forbidden' && failures < toTell && status !== 'credentials.refused') return [];
      readyAt = now + refusedPauseMs;
      return fall('credentials.refused', first, now);
    },
    resume() {
      if (status === 'credentials.refused') readyAt = 0;
    },
  };
}
