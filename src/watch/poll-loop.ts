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
  /**
   * Whether a pass has asked what it may, and heard what it asked.
   *
   * @param isMoreComing Whether there are numbers that have not come in yet.
   */
  isPassOver(isMoreComing: boolean): boolean;
}

/** One round over what is due: nobody is asked for twice in it. */
export interface Pass {
  /** No request begins later. */
  readonly endsAt: number;
  readonly maxRequests: number;
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
  /** Ends of what is asked; absent: the watch goes on. */
  readonly pass?: Pass | undefined;
}

/** The bucket leaves little to wait for; whoever must wait longer is asked for another time. */
const longestWaitMs = 60_000;

/** The poll loop of one watch. */
export function createPollLoop(parts: PollLoopParts): PollLoop {
  const { tracker, pollers, watchList, recorder, store, time, signal, tell, pass } = parts;
  let [requests, underWay] = [0, 0];

  async function ask(poller: AccountPoller, members: readonly number[]): Promise<void> {
    const askedAt = time();
    const left = new Map(members.map((member) => [numberAsGiven(watchList.askedOf(member)), member]));
    const errors: (TrackingError | undefined)[] = [];
    const deferred: { readonly member: number; readonly error: TrackingError }[] = [];
    const recording: Promise<void>[] = [];
    const isSuspect = members.every((member) => watchList.failures.get(member) > 0);
    const maxWaitMs = Math.min(longestWaitMs, Math.max(0, (pass?.endsAt ?? Number.POSITIVE_INFINITY) - askedAt));
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
      for (const member of left.values()) putBack(member, { at: time() + longestWaitMs });
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
    // In one pass each has its turn once: what is next is in the store.
    if (isRemoved || next === undefined || pass !== undefined) watchList.remove(member);
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

  /** Whether another request may begin. */
  function mayAsk(now: number): boolean {
    return !parts.isFull() && (pass === undefined || (requests < pass.maxRequests && now < pass.endsAt));
  }

  return {
    dispatch() {
      const now = time();
      let wakeAt = pass?.endsAt ?? Number.POSITIVE_INFINITY;
      for (const poller of pollers) {
        const { queue, carrier } = poller;
        while (poller.nextAt(now) <= now && mayAsk(now)) {
          requests += 1;
          underWay += 1;
          const asked = ask(poller, setOut(queue.take(now, carrier.maxBatch), queue));
          parts.inBackground(
            asked.finally(() => {
              underWay -= 1;
            }),
          );
        }
        // A pass does not wait for what is not due.
        if (pass === undefined || queue.dueAt() <= now) wakeAt = Math.min(wakeAt, poller.nextAt(now));
      }
      // Whoever may ask nothing is woken by what changes that: an answer, or somebody who reads.
      return mayAsk(now) ? wakeAt : Number.POSITIVE_INFINITY;
    },
    isPassOver(isMoreComing) {
      const now = time();
      if (pass === undefined || underWay > 0) return false;
      if (now >= pass.endsAt || requests >= pass.maxRequests) return true;
      const isDue = pollers.some((poller) => poller.queue.dueAt() <= now && poller.nextAt(now) <= pass.endsAt);
      return !isDue && !isMoreComing;
    },
  };
}
