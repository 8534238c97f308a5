import type { Carrier } from '../carrier/carrier.ts';
import { numberAsGiven } from '../identify/route.ts';
import { compact } from '../model/compact.ts';
import type { TrackingError } from '../model/error.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Store } from '../model/store.ts';
import type { Tracking } from '../model/tracking.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import type { Outbox } from '../store/outbox.ts';
import { absorbInto } from '../store/snapshots.ts';
import type { Clock } from '../time/clock.ts';
import { dayMs } from '../time/window.ts';
import type { Cadence } from './cadence.ts';
import { isAccountError } from './circuit-breaker.ts';
import { nextPoll } from './next-poll.ts';
import { givenUpNotice, notFoundNotice, settledNotice, type WatchRecord, watchKey } from './notices.ts';
import type { WatchList } from './watch-list.ts';

/** What an answer for one number leads to. */
interface Answered {
  /** To be told, in this order. */
  readonly events: readonly WatchEvent[];
  readonly error: TrackingError | undefined;
  /** When to ask again; absent where the number is not asked for any more, `everyMs` where the interval is another. */
  readonly next?: { readonly at: number; readonly everyMs?: number };
}

/** What answers are taken in with. */
export interface OutcomeRecorderParts {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly watchList: WatchList;
  readonly cadence: Cadence;
  readonly carriers: readonly Carrier[];
  readonly clock: Clock;
  readonly history: boolean | undefined;
}

/** Takes in an answer: snapshot, what to tell, and when to ask again, written down before anybody hears of it. */
export type RecordOutcome = (member: number, outcome: Outcome) => Promise<Answered>;

/** What is known of a settled or given up number is kept this long. */
const keptMs = 90 * dayMs;
/** An account that cannot be asked now is asked for the number again after this, at the earliest. */
const pauseMs = 60_000;

type Next = NonNullable<Answered['next']>;

/** Takes in answers of one watch. */
export function createOutcomeRecorder({
  store,
  outbox,
  watchList,
  cadence,
  carriers,
  clock,
  history,
}: OutcomeRecorderParts): RecordOutcome {
  function write(
    member: number,
    next: Next | undefined,
    events: (state: WatchRecord | undefined) => readonly WatchEvent[],
    facts: Pick<Partial<WatchRecord>, 'parcel' | 'missed'> = {},
  ): Promise<readonly WatchEvent[]> {
    const carrier = watchList.known.get(member) === 1 ? carriers[watchList.account.get(member)]?.id : undefined;
    return outbox.update<WatchRecord>(watchKey(watchList.askedOf(member)), (known) => ({
      state: compact({
        ...known,
        ...facts,
        carrier: carrier ?? known?.carrier,
        dueAt: next?.at ?? 0,
        everyMs: next?.everyMs ?? known?.everyMs ?? 0,
        since: watchList.since.get(member),
        misses: watchList.misses.get(member),
        ended: next === undefined ? (true as const) : undefined,
      }),
      events: events(known),
      ...(next === undefined && { ttlMs: keptMs }),
    }));
  }

  async function giveUp(
    member: number,
    because: TrackingError['code'] | 'silence',
    message: string,
  ): Promise<readonly WatchEvent[]> {
    const carrier = watchList.known.get(member) === 1 ? carriers[watchList.account.get(member)]?.id : undefined;
    const notice = givenUpNotice(watchList.askedOf(member), clock.now(), because, message, carrier);
    return write(member, undefined, () => [notice]);
  }

  async function seen(member: number, tracking: Tracking): Promise<Answered> {
    const now = clock.now();
    const index = carriers.findIndex(({ id }) => id === tracking.carrier);
    if (index >= 0) {
      watchList.account.set(member, index);
      watchList.known.set(member, 1);
    }
    watchList.misses.set(member, 0);
    const { key: parcel, changes } = await absorbInto(store, tracking, compact({ history }));
    const look = nextPoll(tracking, now, watchList.since.get(member), cadence);
    if (!('ended' in look)) {
      const notices = await write(member, look, () => [], { parcel });
      return { events: [...changes, ...notices], error: undefined, next: look };
    }
    await outbox.update<Tracking>(parcel, (state) => state && { state, events: [], ttlMs: keptMs });
    const notice =
      look.ended === 'settled'
        ? settledNotice(watchList.askedOf(member), now, tracking.carrier, tracking.status)
        : givenUpNotice(watchList.askedOf(member), now, 'silence', silence, tracking.carrier);
    const notices = await write(member, undefined, () => [notice], { parcel });
    return { events: [...changes, ...notices], error: undefined };
  }

  async function missed(member: number, error: TrackingError): Promise<Answered> {
    const now = clock.now();
    if (error.code === 'rate_limited' || isAccountError(error)) {
      return { events: [], error, next: { at: now + Math.max(pauseMs, error.retryAfterMs ?? 0) } };
    }
    const asked = watchList.askedOf(member);
    const misses = Math.min(255, watchList.misses.get(member) + 1);
    watchList.misses.set(member, misses);
    const isUnknown = error.code === 'not_found';
    const limit = cadence.giveUpMs[isUnknown ? 'notFound' : 'unreadable'];
    const isHopeless = error.code.startsWith('invalid_') || error.code === 'unknown_carrier';
    if (isHopeless || waitedMs(misses - 1, cadence) >= limit) {
      return { events: await giveUp(member, error.code, error.message), error };
    }
    const everyMs = waitMs(misses, cadence);
    const next = { at: now + everyMs, everyMs };
    const carrier = carriers[watchList.account.get(member)]?.id ?? '';
    const events = await write(
      member,
      next,
      (known) => (isUnknown && !known?.missed ? [notFoundNotice(asked, carrier, now, next.at)] : []),
      isUnknown ? { missed: true } : {},
    );
    return { events, error, next };
  }

  return (member, outcome) => (outcome.ok ? seen(member, outcome.value) : missed(member, outcome.error));
}

const silence =
  'Nothing was heard of the parcel for too long; ask the carrier where it is, or add the number again to go on.';

/** The wait after so many misses in a row. */
function waitMs(misses: number, { notFoundMs, longestMs }: Cadence): number {
  return Math.min(longestMs, notFoundMs * 2 ** (misses - 1));
}

/** All waits until then. */
function waitedMs(misses: number, cadence: Cadence): number {
  let sum = 0;
  for (let miss = 1; miss <= misses; miss += 1) sum += waitMs(miss, cadence);
  return sum;
}

/** Finds whose outcome it is among those that were asked for together, of which no two have the same number. */
export function memberOf(
  { trackingNumber }: Outcome,
  asked: Iterable<number>,
  watchList: WatchList,
): number | undefined {
  for (const member of asked) if (numberAsGiven(watchList.askedOf(member)) === trackingNumber) return member;
  return undefined;
}
