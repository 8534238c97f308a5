import { defaultCadence } from './cadence.ts';
import { createScanRates, type PollKind, pollKind, pollKinds, type ScanRates, type ShownScan } from './scan-rates.ts';

/*
 * Every look has its worth: the scans expected since the last one, each with its weight and the time that it has waited.
 * Looks go to the greatest worth, which comes to intervals as 1/√(weight · rate): for scans that come by chance no
 * other way to spend a number of looks has less weighted delay. Parcels of one kind expect the same at the same hours, so
 * of each kind the one that was looked at longest ago is worth most: whoever asks compares kinds, not parcels.
 * A parcel that has waited for its longest interval goes before all others; where calls are too few for that, the longest
 * intervals stretch, so far that most looks go to the greatest worth, and no further, so that nobody waits for ever.
 */

/** Who is to be looked at next, of one account. Members are small numbers that the caller gives out. */
export interface PollQueue {
  /**
   * Puts a member in. Moves it if it is in already.
   *
   * @param dueAt With `look` the latest moment of its next look, which comes sooner where it is worth it; without, the
   * earliest.
   * @param everyMs Its longest interval. Without `look` nothing is known of it then; without both it stays as it was.
   * @param look What is known of it since its last look.
   */
  put(member: number, dueAt: number, everyMs?: number, look?: LastPoll): void;
  /** Takes a member out. */
  drop(member: number): void;
  /**
   * Takes out those whose turn it is, `most` at the most; none if nobody is due. A request that has room left takes those
   * along who would be due soon.
   */
  take(now: number, most: number): readonly number[];
  /** When somebody is due: a moment past if somebody is, Infinity if nobody will be. */
  dueAt(): number;
  /** By how much longest intervals are longer than they should be, as calls are too few for them; 1 where they are not. */
  readonly stretch: number;
  /** Members that are in. */
  readonly size: number;
}

/** What is known of a parcel since it was looked at. */
export interface LastPoll {
  /** When that was. */
  readonly since: number;
  readonly kind: PollKind;
  /** What the look has shown that was not known before: the rates learn from it. */
  readonly shown?: readonly ShownScan[];
  /** The kind that it becomes by itself, and when. */
  readonly becomes?: { readonly at: number; readonly kind: PollKind } | undefined;
}

/** What a queue goes by. */
export interface PollQueueParts {
  readonly rates?: ScanRates;
  /** Looks that the account's quotas allow in a millisecond, in the long run. */
  readonly looksPerMs?: number;
  /** Shortest interval between two looks at a parcel. */
  readonly shortestMs?: number;
}

const hourMs = 60 * 60_000;
/** A member that has waited this share of its interval may fill a request. */
const soonAfter = 0.25;
/** Longest intervals hold as long as they take no more than this share of the looks. */
const shareOfLongest = 0.5;
/** Beyond that they stretch by so much for each time that they need all looks, until they take a tenth of them. */
const stretchOfLongest = 10;
/** A worth beyond any other: of those who have waited for their longest interval. */
const overdue = 1e12;

const outside = 0;
/** Not to be looked at before a moment. */
const waiting = 1;
/** To be looked at when it is worth it. */
const ready = 2;

/** Members of one kind, by their last look. */
interface Line {
  readonly kind: PollKind;
  readonly heap: Heap;
  /** When its first is due; undefined where that has to be found out. */
  dueAt: number | undefined;
  /** The worth of its first, while members are being taken. */
  worth: number;
}

/** An empty queue. */
export function createPollQueue({
  rates = createScanRates(),
  looksPerMs = Number.POSITIVE_INFINITY,
  shortestMs = defaultCadence.shortestMs,
}: PollQueueParts = {}): PollQueue {
  /** What a look must be worth: a parcel that expects a scan of weight 1 in so many hours is looked at as often as any. */
  const leastWorth = (shortestMs / hourMs) ** 2 / 2 / 10;
  const isSpent = Number.isFinite(leastWorth);
  const newKind = pollKind('new');
  /** Members that wait, or that become another kind. */
  const later = createHeap();
  const lines: Line[] = [];
  const lineOf: (Line | undefined)[] = new Array<undefined>(pollKinds);
  let state = new Uint8Array(16);
  /** Keys that count: members leave heaps by leaving their entry behind. */
  let laterAt = new Float64Array(16);
  let since = new Float64Array(16);
  let every = new Float32Array(16);
  let kinds = new Uint16Array(16);
  let nextKinds = new Uint16Array(16);
  let size = 0;
  /** Looks in a millisecond that longest intervals ask for, of those who were looked at. */
  let wanted = 0;
  /** The same when due times were found out. */
  let wantedThen = 0;

  function makeRoom(member: number): void {
    if (member < state.length) return;
    const length = Math.max(member + 1, Math.ceil(state.length * 1.5));
    const grown = <T extends Uint8Array | Uint16Array | Float32Array | Float64Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    state = grown(state, new Uint8Array(length));
    laterAt = grown(laterAt, new Float64Array(length));
    since = grown(since, new Float64Array(length));
    every = grown(every, new Float32Array(length));
    kinds = grown(kinds, new Uint16Array(length));
    nextKinds = grown(nextKinds, new Uint16Array(length));
  }

  const everyOf = (member: number): number => every[member] || 1;
  const sinceOf = (member: number): number => since[member] ?? 0;

  function lineFor(kind: PollKind): Line {
    const known = lineOf[kind];
    if (known !== undefined) return known;
    const line: Line = { kind, heap: createHeap(), dueAt: undefined, worth: 0 };
    lineOf[kind] = line;
    lines.push(line);
    return line;
  }

  function lineUp(member: number): void {
    state[member] = ready;
    const line = lineFor(kinds[member] ?? 0);
    line.heap.push(member, sinceOf(member));
    line.dueAt = undefined;
  }

  function leave(member: number): void {
    if ((state[member] ?? outside) === outside) return;
    state[member] = outside;
    laterAt[member] = Number.POSITIVE_INFINITY;
    const line = lineOf[kinds[member] ?? 0];
    if (line !== undefined) line.dueAt = undefined;
    size -= 1;
    if (kinds[member] !== newKind) wanted = Math.max(0, wanted - 1 / everyOf(member));
  }

  /** Clears entries that were left behind, and tells whether there is one that counts. */
  function hasFirst({ heap, kind }: Line): boolean {
    for (; heap.size > 0; heap.pop()) {
      const member = heap.first;
      if (state[member] === ready && kinds[member] === kind && since[member] === heap.least) return true;
    }
    return false;
  }

  function hasLater(): boolean {
    while (later.size > 0 && laterAt[later.first] !== later.least) later.pop();
    return later.size > 0;
  }

  /** Whoever has waited goes on to its line, and whoever becomes another kind to another one. */
  function goOn(now: number): void {
    while (hasLater() && later.least <= now) {
      const member = later.first;
      later.pop();
      laterAt[member] = Number.POSITIVE_INFINITY;
      if (state[member] === ready) {
        lineFor(kinds[member] ?? 0).dueAt = undefined;
        kinds[member] = nextKinds[member] ?? 0;
      }
      lineUp(member);
    }
  }

  function forgetDueTimes(): void {
    wantedThen = wanted;
    for (const line of lines) line.dueAt = undefined;
  }

  const stretch = (): number => Math.max(1, wanted / looksPerMs);
  /** After so long a member goes before all others. */
  const longestOf = (member: number): number =>
    everyOf(member) * Math.max(1, 1 + (wanted / looksPerMs - shareOfLongest) * stretchOfLongest);

  function worthOf(kind: PollKind, member: number, now: number): number {
    const waited = (now - sinceOf(member)) / longestOf(member);
    if (waited >= 1) return overdue * waited;
    return rates.expectedDelay(kind, sinceOf(member), now);
  }

  /** When the first of a line is worth a look, or has waited for its longest interval. */
  function dueAtOf(line: Line): number {
    if (line.dueAt !== undefined) return line.dueAt;
    if (!hasFirst(line)) return Number.POSITIVE_INFINITY;
    const member = line.heap.first;
    const from = sinceOf(member);
    if (line.kind === newKind) return from;
    let [least, most] = [from + Math.min(shortestMs, everyOf(member)), from + everyOf(member)];
    if (isSpent && worth(least) >= leastWorth) most = least;
    else if (!isSpent || worth(most) < leastWorth) least = most;
    while (most - least > 1_000) {
      const middle = (least + most) / 2;
      if (worth(middle) < leastWorth) least = middle;
      else most = middle;
    }
    line.dueAt = Math.ceil(most);
    return line.dueAt;

    function worth(at: number): number {
      return rates.expectedDelay(line.kind, from, at);
    }
  }

  /** Whether the first of a line is due, or soon will be. */
  function isSoon(line: Line, now: number): boolean {
    const from = sinceOf(line.heap.first);
    return now - from >= (dueAtOf(line) - from) * soonAfter;
  }

  function best(of: readonly Line[]): Line | undefined {
    let found: Line | undefined;
    for (const line of of) if (found === undefined || line.worth > found.worth) found = line;
    return found;
  }

  return {
    get size() {
      return size;
    },
    get stretch() {
      return stretch();
    },
    put(member, dueAt, everyMs, look) {
      makeRoom(member);
      leave(member);
      size += 1;
      if (look === undefined) {
        if (everyMs !== undefined) {
          every[member] = everyMs;
          kinds[member] = newKind;
        }
        if (kinds[member] === newKind) since[member] = dueAt;
        state[member] = waiting;
        laterAt[member] = dueAt;
        later.push(member, dueAt);
      } else {
        const kind = kinds[member] ?? newKind;
        if (look.shown !== undefined && kind !== newKind) rates.observe(kind, sinceOf(member), look.since, look.shown);
        every[member] = Math.max(1, dueAt - look.since);
        since[member] = look.since;
        kinds[member] = look.kind;
        const { becomes } = look;
        laterAt[member] = becomes?.at ?? Number.POSITIVE_INFINITY;
        if (becomes !== undefined) {
          nextKinds[member] = becomes.kind;
          later.push(member, becomes.at);
        }
        lineUp(member);
      }
      if (kinds[member] !== newKind) wanted += 1 / everyOf(member);
      if (Math.abs(wanted - wantedThen) > wantedThen / 10) forgetDueTimes();
    },
    drop: leave,
    take(now, most) {
      if (rates.refresh(now)) forgetDueTimes();
      goOn(now);
      const open = lines.filter(hasFirst);
      if (!open.some((line) => dueAtOf(line) <= now)) return [];
      for (const line of open) line.worth = worthOf(line.kind, line.heap.first, now);
      const taken: number[] = [];
      for (let line = best(open); line !== undefined && taken.length < most; line = best(open)) {
        if (!isSoon(line, now)) line.worth = Number.NEGATIVE_INFINITY;
        else {
          const member = line.heap.first;
          line.heap.pop();
          leave(member);
          taken.push(member);
          line.worth = hasFirst(line) ? worthOf(line.kind, line.heap.first, now) : Number.NEGATIVE_INFINITY;
        }
        if (line.worth === Number.NEGATIVE_INFINITY) open.splice(open.indexOf(line), 1);
      }
      return taken;
    },
    dueAt() {
      let least = hasLater() ? later.least : Number.POSITIVE_INFINITY;
      for (const line of lines) least = Math.min(least, dueAtOf(line));
      return least;
    },
  };
}

/** Numbered things by a key, the least first, in twelve bytes each. */
interface Heap {
  readonly size: number;
  /** The least key; Infinity where there is none. */
  readonly least: number;
  /** The thing with the least key; -1 where there is none. */
  readonly first: number;
  push(item: number, key: number): void;
  /** Takes the first one out. */
  pop(): void;
}

/** A binary heap over typed arrays, which grow by half. */
export function createHeap(): Heap {
  let items = new Int32Array(16);
  let keys = new Float64Array(16);
  let size = 0;

  function grow(): void {
    const length = Math.ceil(items.length * 1.5);
    const [moreItems, moreKeys] = [new Int32Array(length), new Float64Array(length)];
    moreItems.set(items);
    moreKeys.set(keys);
    [items, keys] = [moreItems, moreKeys];
  }

  const keyAt = (index: number): number => keys[index] ?? Number.POSITIVE_INFINITY;

  function place(index: number, item: number, key: number): void {
    items[index] = item;
    keys[index] = key;
  }

  function move(from: number, to: number): void {
    place(to, items[from] ?? -1, keyAt(from));
  }

  return {
    get size() {
      return size;
    },
    get least() {
      return size === 0 ? Number.POSITIVE_INFINITY : keyAt(0);
    },
    get first() {
      return size === 0 ? -1 : (items[0] ?? -1);
    },
    push(item, key) {
      if (size === items.length) grow();
      let index = size;
      size += 1;
      while (index > 0) {
        const parent = (index - 1) >> 1;
        if (keyAt(parent) <= key) break;
        move(parent, index);
        index = parent;
      }
      place(index, item, key);
    },
    pop() {
      if (size === 0) return;
      size -= 1;
      const [item, key] = [items[size] ?? -1, keyAt(size)];
      let index = 0;
      for (let child = 1; child < size; child = index * 2 + 1) {
        if (child + 1 < size && keyAt(child + 1) < keyAt(child)) child += 1;
        if (key <= keyAt(child)) break;
        move(child, index);
        index = child;
      }
      if (size > 0) place(index, item, key);
    },
  };
}
