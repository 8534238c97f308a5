/*
 * Whoever is due waits in a line of virtual time. A parcel that wants to be looked at every ten minutes joins it ten
 * minutes behind its head, one of every six hours joins it six hours behind. With calls enough for all nobody waits; with
 * too few, the line moves slower than the clock, so that all intervals stretch by much the same factor: what matters most goes
 * first, and everybody gets its turn.
 */

/** Who is to be looked at next, of one account. Members are small numbers that the caller gives out. */
export interface PollQueue {
  /**
   * Puts a member in: due at a moment, and as a rule every `everyMs`; by default the interval that it had. Moves it if it
   * is in already.
   */
  put(member: number, dueAt: number, everyMs?: number): void;
  /** Takes a member out. */
  drop(member: number): void;
  /**
   * Takes out those whose turn it is, `most` at the most; none if nobody is due. A request that has room left takes those
   * along who would be due soon.
   */
  take(now: number, most: number): readonly number[];
  /** When somebody is due: a moment past if somebody is, Infinity if nobody will be. */
  dueAt(): number;
  /** Members that are in. */
  readonly size: number;
}

/** A member that has waited this share of its interval may fill a request. */
const soonAfter = 0.25;

const outside = 0;
const waiting = 1;
const ready = 2;

/** An empty timetable. */
export function createPollQueue(): PollQueue {
  const due = createHeap();
  const line = createHeap();
  let state = new Uint8Array(16);
  /** The key that counts: members leave heaps by leaving their entry behind. */
  let key = new Float64Array(16);
  let every = new Float32Array(16);
  let head = 0;
  let size = 0;

  function makeRoom(member: number): void {
    if (member < state.length) return;
    const length = Math.max(member + 1, Math.ceil(state.length * 1.5));
    const [states, keys, everies] = [new Uint8Array(length), new Float64Array(length), new Float32Array(length)];
    states.set(state);
    keys.set(key);
    everies.set(every);
    [state, key, every] = [states, keys, everies];
  }

  function enter(member: number, where: typeof waiting | typeof ready, at: number): void {
    state[member] = where;
    key[member] = at;
    (where === waiting ? due : line).push(member, at);
  }

  function leave(member: number): void {
    if ((state[member] ?? outside) === outside) return;
    state[member] = outside;
    size -= 1;
  }

  /** Clears entries that were left behind, and tells whether there is one that counts. */
  function hasFirst(heap: typeof due, where: number): boolean {
    while (heap.size > 0 && (state[heap.first] !== where || key[heap.first] !== heap.least)) heap.pop();
    return heap.size > 0;
  }

  function lineUp(now: number): void {
    while (hasFirst(due, waiting) && due.least <= now) {
      const member = due.first;
      due.pop();
      enter(member, ready, head + (every[member] ?? 0));
    }
  }

  function fill(taken: number[], now: number, most: number): void {
    while (taken.length < most && hasFirst(due, waiting)) {
      const member = due.first;
      if (due.least - now > (every[member] ?? 0) * (1 - soonAfter)) break;
      due.pop();
      leave(member);
      taken.push(member);
    }
  }

  return {
    get size() {
      return size;
    },
    put(member, dueAt, everyMs) {
      makeRoom(member);
      leave(member);
      size += 1;
      if (everyMs !== undefined) every[member] = everyMs;
      enter(member, waiting, dueAt);
    },
    drop: leave,
    take(now, most) {
      lineUp(now);
      const taken: number[] = [];
      while (taken.length < most && hasFirst(line, ready)) {
        const member = line.first;
        head = Math.max(head, line.least);
        line.pop();
        leave(member);
        taken.push(member);
      }
      if (taken.length > 0) fill(taken, now, most);
      return taken;
    },
    dueAt: () => (hasFirst(line, ready) ? 0 : hasFirst(due, waiting) ? due.least : Number.POSITIVE_INFINITY),
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
