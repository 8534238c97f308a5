import type { Carrier } from '../carrier/carrier.ts';
import { compact } from '../model/compact.ts';
import type { TrackingError } from '../model/error.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Store } from '../model/store.ts';
import type { Tracking } from '../model/tracking.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import type { Outbox } from '../store/outbox.ts';
import { absorb, snapshotKey } from '../store/snapshots.ts';
import type { Clock } from '../time/clock.ts';
import { instantOf } from '../time/time.ts';
import { dayMs } from '../time/window.ts';
import type { AccountPoller } from './account-poller.ts';
import type { Cadence } from './cadence.ts';
import { faultKind } from './fault-kind.ts';
import { schedulePoll } from './next-poll.ts';
import {
  givenUpNotice,
  notFoundNotice,
  type Subject,
  settledNotice,
  unansweredNotice,
  type WatchRecord,
  watchKey,
} from './notices.ts';
import type { LastPoll } from './poll-queue.ts';
import { kindName } from './scan-rates.ts';
import type { WatchList } from './watch-list.ts';

/** What an answer for one number leads to. */
export interface Recorded {
  /** To be told, in this order. */
  readonly events: readonly WatchEvent[];
  /** When to ask again; absent where the number is not asked for any more, `everyMs` where the interval is another. */
  readonly next?: { readonly at: number; readonly everyMs?: number; readonly look?: LastPoll };
}

/** What answers are taken in with. */
export interface OutcomeRecorderParts {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly watchList: WatchList;
  readonly cadence: Cadence;
  readonly carriers: readonly Carrier[];
  readonly pollers: readonly Pick<AccountPoller, 'queue'>[];
  readonly clock: Clock;
  /** The time that the watch goes by. */
  readonly time: () => number;
  readonly history: boolean | undefined;
}

/** Takes in answers: snapshot, what to tell, and when to ask again, written down before anybody hears of it. */
export interface OutcomeRecorder {
  /** What a carrier says of a number: a tracking, or that it knows none. */
  record(member: number, outcome: Outcome): Promise<Recorded>;
  /**
   * A number was not answered, and no parcel hears of it: nothing is written down.
   *
   * @param isAccountUp Whether its account is not known to be away: the number is asked for less and less then.
   */
  defer(member: number, error: TrackingError, isAccountUp: boolean): Recorded;
}

/** What is known of a settled or given up number is kept this long after its end. */
const keptMs = 90 * dayMs;
/** An account that cannot be asked now is asked for the number again after this, at the earliest. */
const pauseMs = 60_000;
/** Times in a row that a number is not answered before that is told. */
const failuresToTell = 2;

type Next = NonNullable<Recorded['next']>;

/** How long the store keeps what is not at its end: as long after the last news as anything may still be asked for, and on. */
export function liveTtlMs({ giveUpMs: { labelled, silent }, every, longestMs }: Cadence): number {
  const intervals = Object.values(every).flatMap(({ dayMs: byDay, nightMs }) => [byDay, nightMs]);
  return keptMs + Math.max(labelled, silent, longestMs, ...intervals);
}

/** Takes in answers of one watch. */
export function createOutcomeRecorder({
  store,
  outbox,
  watchList,
  cadence,
  carriers,
  pollers,
  clock,
  time,
  history,
}: OutcomeRecorderParts): OutcomeRecorder {
  const ttlMs = liveTtlMs(cadence);

  function subjectOf(member: number): Subject {
    const carrier = watchList.known.get(member) === 1 ? carriers[watchList.account.get(member)]?.id : undefined;
    return { asked: watchList.askedOf(member), round: watchList.round.get(member), carrier };
  }

  function write(
    member: number,
    next: Next | undefined,
    events: (state: WatchRecord | undefined) => readonly WatchEvent[],
    facts: Pick<Partial<WatchRecord>, 'parcel' | 'missed'> = {},
  ): Promise<readonly WatchEvent[]> {
    const { asked, round, carrier } = subjectOf(member);
    const quiet = watchList.quiet.get(member);
    return outbox.update<WatchRecord>(watchKey(asked), (known) => ({
      state: compact({
        carrier: carrier ?? known?.carrier,
        parcel: facts.parcel ?? known?.parcel,
        dueAt: next?.at ?? 0,
        everyMs: next?.everyMs ?? known?.everyMs ?? 0,
        lookedAt: next?.look?.since,
        kind: next?.look && kindName(next.look.kind),
        since: watchList.since.get(member),
        misses: watchList.misses.get(member),
        quiet: quiet === 0 ? undefined : quiet,
        round: round === 0 ? undefined : round,
        missed: facts.missed ?? known?.missed,
        ended: next === undefined ? (true as const) : undefined,
      }),
      events: events(known),
      ttlMs: next === undefined ? keptMs : ttlMs,
    }));
  }

  async function seen(member: number, tracking: Tracking): Promise<Recorded> {
    const index = carriers.findIndex(({ id }) => id === tracking.carrier);
    if (index >= 0) {
      watchList.account.set(member, index);
      watchList.known.set(member, 1);
    }
    watchList.misses.set(member, 0);
    watchList.failures.set(member, 0);
    const changes = await absorb(store, tracking, compact({ history, ttlMs }));
    const quiet = changes.length > 0 ? 0 : watchList.quiet.get(member) + 1;
    watchList.quiet.set(member, quiet);
    const [wall, now] = [clock.now(), time()];
    const parcel = snapshotKey(tracking.carrier, tracking.trackingNumber);
    const look = schedulePoll(tracking, wall, watchList.since.get(member), cadence, quiet);
    // Where calls are short none is spent on a proof.
    const isShort = (pollers[watchList.account.get(member)]?.queue.stretch ?? 1) > 1;
    if (!('ended' in look) && !(isShort && look.situation === 'awaiting_proof')) {
      const aheadMs = now - wall;
      const { kind, everyMs, becomes } = look;
      const next = {
        at: look.at + aheadMs,
        everyMs,
        look: {
          since: now,
          kind,
          becomes: becomes && { at: becomes.at + aheadMs, kind: becomes.kind },
          shown: changes.flatMap((change) => {
            if (change.type !== 'event.added') return [];
            const { occurredAt, status } = change.event;
            return [{ at: ((occurredAt === undefined ? undefined : instantOf(occurredAt)) ?? wall) + aheadMs, status }];
          }),
        },
      };
      return {
        events: await withNotices(
          changes,
          write(member, next, () => [], { parcel }),
        ),
        next,
      };
    }
    const subject = { ...subjectOf(member), carrier: tracking.carrier };
    const notice =
      !('ended' in look) || look.ended === 'settled'
        ? settledNotice(subject, wall, tracking.status)
        : givenUpNotice(subject, wall, 'silence', silence);
    return {
      events: await withNotices(
        changes,
        write(member, undefined, () => [notice], { parcel }),
      ),
    };
  }

  /** What is in hand when the store fails goes back: the next watch in this process tells it. */
  async function withNotices(
    changes: readonly WatchEvent[],
    written: Promise<readonly WatchEvent[]>,
  ): Promise<readonly WatchEvent[]> {
    try {
      return [...changes, ...(await written)];
    } catch (error) {
      outbox.release(changes);
      throw error;
    }
  }

  /** The carrier says that it does not know the number: the one word of it, and only if said for long enough, that ends it. */
  async function missed(member: number, { message }: TrackingError): Promise<Recorded> {
    const misses = watchList.misses.get(member) + 1;
    watchList.misses.set(member, misses);
    watchList.failures.set(member, 0);
    if (waitedMs(misses - 1, cadence) >= cadence.giveUpMs.notFound) return giveUp(member, 'not_found', message);
    const everyMs = waitMs(misses, cadence);
    const next = { at: time() + everyMs, everyMs };
    const now = clock.now();
    const carrier = carriers[watchList.account.get(member)]?.id;
    const notice = notFoundNotice({ ...subjectOf(member), carrier }, now, now + everyMs);
    const events = await write(member, next, (known) => (known?.missed ? [] : [notice]), { missed: true });
    return { events, next };
  }

  async function giveUp(member: number, because: 'not_found' | 'invalid_number', message: string): Promise<Recorded> {
    const notice = givenUpNotice(subjectOf(member), clock.now(), because, message);
    return { events: await write(member, undefined, () => [notice]) };
  }

  function defer(member: number, error: TrackingError, isAccountUp: boolean): Recorded {
    const now = time();
    const soonMs = Math.min(dayMs, Math.max(pauseMs, error.retryAfterMs ?? 0));
    if (!isAccountUp || faultKind(error) === 'wait') return { events: [], next: { at: now + soonMs } };
    const failures = watchList.failures.get(member) + 1;
    watchList.failures.set(member, failures);
    const laterMs = failures === 1 ? soonMs : Math.max(soonMs, waitMs(failures - 1, cadence));
    const wall = clock.now();
    const notice = unansweredNotice(subjectOf(member), wall, error, wall + laterMs);
    return { events: failures === failuresToTell ? [notice] : [], next: { at: now + laterMs } };
  }

  return {
    async record(member, outcome) {
      if (outcome.ok) return seen(member, outcome.value);
      const { error } = outcome;
      if (error.code === 'not_found') return missed(member, error);
      return giveUp(member, 'invalid_number', error.message);
    },
    defer,
  };
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
