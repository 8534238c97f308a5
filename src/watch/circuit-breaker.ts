import type { Carrier } from '../carrier/carrier.ts';
import type { TrackingError, TrackingErrorCode } from '../model/error.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import type { Outbox, Update } from '../store/outbox.ts';

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
  /** When it may be asked: 0 for at once, Infinity for not before {@link resume}. */
  readyAt(): number;
  /** Only one request at a time, to see whether it answers. */
  isProbing(): boolean;
  /** Learns from the outcomes of a request, undefined for those without error; returns what there is to tell. */
  judge(errors: readonly (TrackingError | undefined)[], askedAt: number, now: number): Promise<readonly WatchEvent[]>;
  /** Asks again after refused credentials. */
  resume(): void;
}

/** Requests that must fail one after another before a carrier is said to be down, or to refuse for good. */
const failuresToTell = 2;
const firstPauseMs = 60_000;
const longestPauseMs = 15 * 60_000;

const outages: ReadonlySet<TrackingErrorCode> = new Set(['carrier_unavailable', 'network', 'timeout']);
const refusals: ReadonlySet<TrackingErrorCode> = new Set(['unauthorized', 'forbidden']);

/** Whether an error is the whole account's, not that of a number. */
export function isAccountError({ code }: TrackingError): boolean {
  return outages.has(code) || refusals.has(code);
}

/** The standing of one account. */
export function createCircuitBreaker({ id, account }: Pick<Carrier, 'id' | 'account'>, outbox: Outbox): CircuitBreaker {
  const key = `waybill:account:${account}`;
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
      return { state: { status: to, since, nth }, events: [event] };
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
    isProbing: () => status !== 'up' || failures > 0,
    async judge(errors, askedAt, now) {
      const telling = errors.filter((error) => error?.code !== 'rate_limited');
      const [first] = telling;
      if (telling.length === 0) return [];
      if (first === undefined || !telling.every((error) => error !== undefined && isAccountError(error))) {
        return rise(now);
      }
      // Requests that were under way together fail together: that is one failure.
      if (askedAt < failedAt) return [];
      failedAt = now;
      failures += 1;
      readyAt = now + Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1));
      if (outages.has(first.code)) return failures < failuresToTell ? [] : fall('carrier.down', first, now);
      // A number may be forbidden; a password is wrong for all of them.
      if (first.code === 'forbidden' && failures < failuresToTell) return [];
      readyAt = Number.POSITIVE_INFINITY;
      return fall('credentials.refused', first, now);
    },
    resume() {
      if (readyAt === Number.POSITIVE_INFINITY) readyAt = 0;
    },
  };
}
