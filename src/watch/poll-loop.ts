import type { NumberToTrack } from '../carrier/carrier.ts';
import { numberAsGiven } from '../identify/route.ts';
import type { TrackingError } from '../model/error.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Store } from '../model/store.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import type { TrackingSource } from '../send/tracking-source.ts';
import type { AccountPoller } from './account-poller.ts';
import { faultKind } from './fault-kind.ts';
import { watchKey } from './notices.ts';
import type { PollQueue } from './poll-queue.ts';
import type { OutcomeRecorder, Recorded } from './record-outcome.ts';
import { removed, type WatchList } from './watch-list.ts';

/** Asks for the numbers of a watch. */
export interface PollLoop {
  /** Asks whatever may be asked now, in the background; returns when there will be more. */
  dispatch(): number;
}

/** What a watch asks with. */
export interface PollLoopParts {
  readonly tracker: Pick<TrackingSource, 'trackMany'>;
  readonly pollers: readonly AccountPoller[];
  readonly watchList: WatchList;
  readonly recorder: OutcomeRecorder;
  readonly store: Store;
  /** The time that the watch goes by. */
  readonly time: () => number;
  /** Aborted when the watch is over. */
  readonly signal: AbortSignal;
  readonly tell: (events: readonly WatchEvent[]) => void;
  /** Whether as much is waiting to be told as may be: nothing more is asked then. */
  readonly isFull: () => boolean;
  /** Takes over work that nobody awaits. */
  readonly inBackground: (work: Promise<unknown>) => void;
}

/** The bucket leaves little to wait for; whoever must wait longer is asked for another time. */
const maxWaitMs = 60_000;

/** The poll loop of one watch. */
export function createPollLoop(parts: PollLoopParts): PollLoop {
  const { tracker, pollers, watchList, recorder, store, time, signal, tell } = parts;

  async function ask(poller: AccountPoller, members: readonly number[]): Promise<void> {
    const askedAt = time();
    const left = new Map(members.map((member) => [numberAsGiven(watchList.askedOf(member)), member]));
    const errors: (TrackingError | undefined)[] = [];
    const deferred: { readonly member: number; readonly error: TrackingError }[] = [];
    const recording: Promise<void>[] = [];
    const isSuspect = members.every((member) => watchList.failures.get(member) > 0);
    await poller.begin(askedAt);
    try {
      for await (const outcome of tracker.trackMany(members.map(inquiryOf), { signal, maxWaitMs })) {
        const member = left.get(outcome.trackingNumber);
        if (member === undefined) continue;
        left.delete(outcome.trackingNumber);
        errors.push(outcome.ok ? undefined : outcome.error);
        if (outcome.ok || faultKind(outcome.error) === 'number') recording.push(record(member, outcome));
        else deferred.push({ member, error: outcome.error });
      }
      await Promise.all(recording);
      tell(await poller.breaker.judge(errors, isSuspect, askedAt, time()));
    } finally {
      await Promise.allSettled(recording);
      poller.end();
      const isUp = poller.breaker.isUp();
      for (const { member, error } of deferred) {
        const { events, next } = recorder.defer(member, error, isUp);
        tell(events);
        putBack(member, next);
      }
      for (const member of left.values()) putBack(member, { at: time() + maxWaitMs });
    }
  }

  async function record(member: number, outcome: Outcome): Promise<void> {
    const { events, next } = await recorder.record(member, outcome);
    tell(events);
    if (watchList.underWay.get(member) === removed) await store.delete(watchKey(watchList.askedOf(member)));
    putBack(member, next);
  }

  /** A member that was asked for waits for its next time, or leaves. */
  function putBack(member: number, next: Recorded['next']): void {
    const isRemoved = watchList.underWay.get(member) === removed;
    watchList.underWay.set(member, 0);
    if (isRemoved || next === undefined) watchList.remove(member);
    else pollers[watchList.account.get(member)]?.queue.put(member, next.at, next.everyMs, next.look);
  }

  /** The number with its carrier, once that is known: nobody else is asked for it then. */
  function inquiryOf(member: number): NumberToTrack {
    const asked = watchList.askedOf(member);
    const carrier = pollers[watchList.account.get(member)]?.carrier.id;
    if (watchList.known.get(member) === 0 || carrier === undefined) return asked;
    return typeof asked === 'string' ? { trackingNumber: asked, carrier } : { ...asked, carrier };
  }

  /** Marks those that are asked for now. Carriers answer by number: of two with the same number one waits. */
  function setOut(members: readonly number[], queue: PollQueue): readonly number[] {
    const numbers = new Set<string>();
    return members.filter((member) => {
      const isFirst = numbers.size < numbers.add(numberAsGiven(watchList.askedOf(member))).size;
      if (isFirst) watchList.underWay.set(member, 1);
      else queue.put(member, time());
      return isFirst;
    });
  }

  return {
    dispatch() {
      const now = time();
      let wakeAt = Number.POSITIVE_INFINITY;
      for (const poller of pollers) {
        const { queue, carrier } = poller;
        while (poller.nextAt(now) <= now && !parts.isFull()) {
          parts.inBackground(ask(poller, setOut(queue.take(now, carrier.maxBatch), queue)));
        }
        wakeAt = Math.min(wakeAt, poller.nextAt(now));
      }
      return parts.isFull() ? Number.POSITIVE_INFINITY : wakeAt;
    },
  };
}
