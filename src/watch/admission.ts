import type { NumberToTrack } from '../carrier/carrier.ts';
import { routesOf } from '../identify/route.ts';
import { TrackingError } from '../model/error.ts';
import type { CarrierId } from '../model/tracking.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import type { Outbox } from '../store/outbox.ts';
import type { Clock } from '../time/clock.ts';
import type { AccountPoller } from './account-poller.ts';
import type { Cadence } from './cadence.ts';
import { givenUpNotice, noCarrierNotice, type WatchRecord, watchKey } from './notices.ts';
import { liveTtlMs } from './record-outcome.ts';
import { kindNamed } from './scan-rates.ts';
import { removed, type WatchList } from './watch-list.ts';

/** How numbers enter a watch. */
export interface Admission {
  /**
   * Takes in what a source gives, when it gives it, until it ends or the watch does.
   *
   * @param revives Whether numbers that have ended are asked for again.
   * @throws what the source and the store throw.
   */
  enter(source: Iterable<NumberToTrack> | AsyncIterable<NumberToTrack>, revives: boolean): Promise<void>;
}

/** What numbers enter with. */
export interface AdmissionParts {
  readonly outbox: Outbox;
  readonly watchList: WatchList;
  readonly pollers: readonly AccountPoller[];
  readonly cadence: Cadence;
  readonly clock: Clock;
  /** The time that the watch goes by. */
  readonly time: () => number;
  /** Aborted when the watch is over. */
  readonly signal: AbortSignal;
  /** Asks this carrier without identifying the numbers. */
  readonly carrier: CarrierId | undefined;
  readonly tell: (events: readonly WatchEvent[]) => void;
  /** Told when there may be something to ask. */
  readonly onAdmitted: () => void;
}

/** Numbers taken in between two rests, so that a million of them do not keep a process from everything else. */
const stride = 500;

/** The admission of one watch. */
export function createAdmission(parts: AdmissionParts): Admission {
  const { outbox, watchList, pollers, cadence, clock, time, signal, tell } = parts;
  const ttlMs = liveTtlMs(cadence);
  /** Members whose records are being read, and whether they are to be asked for though they have ended. */
  const entering = new Map<number, boolean>();
  let admitted = 0;

  async function admit(together: readonly NumberToTrack[], revives: boolean): Promise<void> {
    const entered = together.filter((asked) => {
      const member = watchList.add(asked);
      if (member === undefined) meet(asked, revives);
      else entering.set(member, revives);
      return member !== undefined;
    });
    const keys = entered.map(watchKey);
    const records = await outbox.readMany<WatchRecord>(keys);
    const known = records.flatMap((record, index) => (record?.outbox.length ? (keys[index] ?? []) : []));
    tell(await outbox.untold([...known, ...new Set(records.flatMap((record) => record?.state.parcel ?? []))]));
    for (const [index, asked] of entered.entries()) await place(asked, records[index]?.state);
  }

  /** One that is there already: removed and added again while it is being asked for, it was never gone. */
  function meet(asked: NumberToTrack, revives: boolean): void {
    const member = watchList.find(asked);
    if (member === undefined) return;
    if (watchList.underWay.get(member) === removed) watchList.underWay.set(member, 1);
    if (revives && entering.has(member)) entering.set(member, true);
  }

  async function place(asked: NumberToTrack, known: WatchRecord | undefined): Promise<void> {
    const member = watchList.find(asked);
    if (member === undefined) return;
    const revives = entering.get(member) === true;
    entering.delete(member);
    if (known?.ended && !revives) return watchList.remove(member);
    const routes = routesOf(asked, pollers, known?.carrier ?? parts.carrier);
    if (routes instanceof TrackingError) {
      watchList.remove(member);
      return turnAway(asked, known, routes);
    }
    const state = known?.ended ? await revive(asked, known) : known;
    if (watchList.find(asked) !== member) return;
    const now = time();
    const poller = routes[0].connection;
    const everyMs = state?.everyMs || cadence.every.new.dayMs;
    watchList.account.set(member, pollers.indexOf(poller));
    watchList.known.set(member, state?.carrier === undefined && parts.carrier === undefined ? 0 : 1);
    watchList.since.set(member, state?.since ?? clock.now());
    watchList.misses.set(member, state?.misses ?? 0);
    watchList.quiet.set(member, state?.quiet ?? 0);
    watchList.round.set(member, state?.round ?? 0);
    // Nobody is due later than an interval from now, but by a clock that has been put back since.
    const dueAt = Math.min(state?.dueAt ?? now, now + everyMs);
    const kind = kindNamed(state?.kind);
    const look = kind === undefined || state?.lookedAt === undefined ? undefined : { since: state.lookedAt, kind };
    poller.queue.put(member, dueAt, everyMs, look && { ...look, since: Math.min(look.since, now) });
  }

  /** What is wrong here is found out again by the next watch: it is nothing that the store should know of the number. */
  function turnAway(asked: NumberToTrack, known: WatchRecord | undefined, { code, message }: TrackingError): void {
    const subject = { asked, round: known?.round ?? 0, carrier: known?.carrier };
    const now = clock.now();
    const isNumber = code !== 'invalid_number';
    tell([isNumber ? noCarrierNotice(subject, now, message) : givenUpNotice(subject, now, code, message)]);
  }

  /** Begins anew with a number that had ended, and writes that down: the next watch goes on with it. */
  async function revive(asked: NumberToTrack, known: WatchRecord): Promise<WatchRecord> {
    const { missed: _missed, quiet: _quiet, ended: _ended, kind: _kind, lookedAt: _lookedAt, ...kept } = known;
    const round = (known.round ?? 0) + 1;
    const everyMs = cadence.every.new.dayMs;
    const state: WatchRecord = { ...kept, round, everyMs, dueAt: time(), since: clock.now(), misses: 0 };
    tell(await outbox.update<WatchRecord>(watchKey(asked), () => ({ state, events: [], ttlMs })));
    return state;
  }

  return {
    async enter(source, revives) {
      for await (const together of pullTogether(source, signal)) {
        await admit(together, revives);
        const isRest = Math.floor(admitted / stride) < Math.floor((admitted + together.length) / stride);
        admitted += together.length;
        parts.onAdmitted();
        if (isRest) await clock.sleep(1, signal).catch(() => undefined);
      }
    },
  };
}

/** Numbers that come together at most: so many are read from the store at once. */
const mostTogether = 64;
/** Turns of the event loop's microtasks in which a source that has more at hand gives it. */
const soonTurns = 8;

/**
 * What a source has, in lists of what was there at the same time: a source that is slow is not waited for with what it gave
 * before. Ends when the signal is aborted, whatever the source is doing, and tells the source so.
 *
 * @throws what the source throws.
 */
export async function* pullTogether<T>(
  source: Iterable<T> | AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<readonly T[], void, undefined> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  const aborted = abortOf(signal);
  let isOver = false;
  let coming: Promise<IteratorResult<T>> | undefined;
  try {
    while (!signal.aborted && !isOver) {
      const together: T[] = [];
      while (together.length < mostTogether && !isOver) {
        const result = coming ?? iterator.next();
        coming = undefined;
        if (!isPromise(result)) {
          isOver = result.done === true;
          if (result.done !== true) together.push(result.value);
          continue;
        }
        coming = result;
        const come = await (together.length === 0 ? Promise.race([result, aborted]) : soon(result));
        if (come === undefined) break;
        coming = undefined;
        isOver = come.done === true;
        if (come.done !== true) together.push(come.value);
      }
      if (together.length > 0) yield together;
    }
  } catch (error) {
    // Whoever threw is over by itself.
    isOver = true;
    throw error;
  } finally {
    coming?.catch(() => undefined);
    // A source that hangs would keep whoever leaves it.
    if (!isOver) leave(iterator);
  }
}

function leave(iterator: Iterator<unknown> | AsyncIterator<unknown>): void {
  void Promise.resolve()
    .then(() => iterator.return?.())
    .catch(() => undefined);
}

function abortOf(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

/** What a promise that is all but there resolves to; undefined where it is not. */
async function soon<T>(promise: Promise<T>): Promise<T | undefined> {
  let result: T | undefined;
  let failure: { readonly reason: unknown } | undefined;
  promise.then(
    (value) => {
      result = value;
    },
    (reason: unknown) => {
      failure = { reason };
    },
  );
  for (let turn = 0; turn < soonTurns && result === undefined && failure === undefined; turn += 1) await undefined;
  if (failure !== undefined) throw failure.reason;
  return result;
}

function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && 'then' in value;
}
