import type { Quota } from '../../carrier/account.ts';
import { clockRateSpare } from './turnstile.ts';

/*
 * The turns of one account as a text that any number of processes write in turn.
 *
 * Its time is its own: milliseconds that have passed since the first turn. It goes on by what the writer's clocks say has
 * passed since the last write, and of several answers by the least: by the monotonic clock, where it is the same one; by the
 * time of day otherwise; and never back. So a clock that is set ahead lets no window out twice, and one that is set back stops
 * nothing. What a monotonic clock cannot tell, a restart of the machine, the time of day must.
 *
 * A window counts settled turns by slots, a hundred and twenty-eight to its length; a turn counts as settled at the end of its
 * slot. That makes a text of a daily quota no longer than one of an hourly one, and costs less than one per cent of it.
 */

/** What is kept. Times but for `wall` and `mono` are those of the text itself. */
interface KeptTurns {
  readonly at: number;
  readonly wall: number;
  readonly mono: number;
  readonly heldUntil: number;
  /** When each open turn counts as settled at the latest. */
  readonly leases: readonly number[];
  /** By the length of the window: pairs of slot and number of turns, the oldest first. */
  readonly windows: Readonly<Record<string, readonly (readonly [slot: number, turns: number])[]>>;
}

/** The writer's clocks. */
export interface WriterClocks {
  readonly wall: number;
  readonly mono: number;
  /** When this process wrote last, by its monotonic clock. */
  readonly lastLook: number | undefined;
}

/** The turns of one account at one moment. */
export interface StoredTurns {
  /** The end of the lease of a turn that was taken, or how long to wait. */
  take(quotas: readonly Quota[], leaseMs: number): number | { readonly waitMs: number };
  /** `agoMs`: how long ago the answer came. */
  settle(quotas: readonly Quota[], lease: number, used: boolean, agoMs: number): void;
  hold(ms: number): void;
  /** What is to be kept; undefined where nothing was done that others must know of. */
  save(): KeptText | undefined;
}

/** A text, and how long it means anything. */
export interface KeptText {
  readonly text: string;
  readonly ttlMs: number;
}

const slots = 128;

/** What a text says now; one that is missing or damaged says that no turn was taken. */
export function createStoredTurns(text: string | undefined, moment: WriterClocks): StoredTurns {
  const kept = readKept(text);
  const now = kept === undefined ? 0 : kept.at + elapsed(kept, moment);
  let heldUntil = kept?.heldUntil ?? 0;
  let leases = [...(kept?.leases ?? [])];
  // Clocks that have parted since are written down, before they part further.
  let isChanged = kept !== undefined && !isSameTime(kept, moment);
  const windows = new Map(Object.entries(kept?.windows ?? {}).map(([length, pairs]) => [Number(length), pairs]));

  const slotMs = (intervalMs: number): number => Math.max(1, Math.ceil(intervalMs / slots));
  const lengthOf = (intervalMs: number): number => Math.ceil(intervalMs * (1 + clockRateSpare));

  function count(intervalMs: number, at: number, turns = 1): void {
    const slot = Math.ceil(at / slotMs(intervalMs));
    const pairs = windows.get(intervalMs) ?? [];
    const before = pairs.find(([known]) => known === slot)?.[1] ?? 0;
    const others = pairs.filter(([known]) => known !== slot);
    windows.set(
      intervalMs,
      [...others, [slot, before + turns] as const].toSorted(([one], [other]) => one - other),
    );
  }

  /** When a turn stops counting that was settled in this slot. */
  const endOf = (slot: number, intervalMs: number): number => slot * slotMs(intervalMs) + lengthOf(intervalMs);

  // What counts no more goes, and a turn whose process is dead is settled.
  for (const [intervalMs, pairs] of windows) {
    windows.set(
      intervalMs,
      pairs.filter(([slot]) => endOf(slot, intervalMs) > now),
    );
  }
  function expire(quotas: readonly Quota[]): void {
    const dead = leases.filter((lease) => lease <= now);
    if (dead.length === 0) return;
    leases = leases.filter((lease) => lease > now);
    isChanged = true;
    const lengths = new Set([...quotas.map(({ intervalMs }) => intervalMs), ...windows.keys()]);
    for (const intervalMs of lengths) count(intervalMs, now, dead.length);
  }

  /** A window that is new here knows what the longest one does. */
  function learn({ intervalMs }: Quota): void {
    if (windows.has(intervalMs) || windows.size === 0) return;
    const longest = Math.max(...windows.keys());
    windows.set(intervalMs, []);
    isChanged = true;
    for (const [slot, turns] of windows.get(longest) ?? []) count(intervalMs, slot * slotMs(longest), turns);
  }

  function freeAt({ limit, intervalMs }: Quota): number {
    const pairs = windows.get(intervalMs) ?? [];
    let tooMany = pairs.reduce((sum, [, turns]) => sum + turns, 0) + leases.length - Math.floor(limit) + 1;
    if (tooMany <= 0) return now;
    for (const [slot, turns] of pairs) {
      tooMany -= turns;
      if (tooMany <= 0) return endOf(slot, intervalMs);
    }
    // Open turns are settled now at the earliest.
    return now + lengthOf(intervalMs);
  }

  return {
    take(quotas, leaseMs) {
      quotas.forEach(learn);
      expire(quotas);
      const free = quotas.reduce((latest, quota) => Math.max(latest, freeAt(quota)), Math.max(now, heldUntil));
      if (free > now) return { waitMs: free - now };
      const lease = Math.ceil(now + leaseMs);
      leases.push(lease);
      isChanged = true;
      return lease;
    },
    settle(quotas, lease, used, agoMs) {
      const index = leases.indexOf(lease);
      // A lease that has ended counted as settled then, and does once.
      if (index < 0) return;
      leases.splice(index, 1);
      isChanged = true;
      const lengths = new Set([...quotas.map(({ intervalMs }) => intervalMs), ...windows.keys()]);
      if (used) for (const intervalMs of lengths) count(intervalMs, Math.max(0, now - agoMs));
    },
    hold(ms) {
      heldUntil = Math.max(heldUntil, now + ms);
      isChanged = true;
    },
    save() {
      if (!isChanged) return undefined;
      const { wall, mono } = moment;
      const next: KeptTurns = { at: now, wall, mono, heldUntil, leases, windows: Object.fromEntries(windows) };
      const longest = Math.max(0, ...windows.keys());
      const lastsUntil = Math.max(now, heldUntil, ...leases) + 2 * lengthOf(longest) + 3_600_000;
      return { text: JSON.stringify(next), ttlMs: Math.ceil(lastsUntil - now) };
    },
  };
}

/** The times of day of machines that work together do not differ by more. */
const mostApartMs = 60_000;

/** Whether both clocks say that as much time has passed since a text was written; that of the day counts whole milliseconds. */
function isSameTime(kept: KeptTurns, { wall, mono }: Pick<WriterClocks, 'wall' | 'mono'>): boolean {
  return Math.abs(wall - kept.wall - (mono - kept.mono)) <= 1;
}

/** Milliseconds that have passed since a text was written. */
function elapsed(kept: KeptTurns, { wall, mono, lastLook }: WriterClocks): number {
  const byWall = Math.max(0, wall - kept.wall);
  const byMono = mono - kept.mono;
  // Of this process's own writing.
  if (lastLook === kept.mono) return byMono;
  // The least of both would lose a part of a millisecond at every write.
  if (byMono >= 0 && isSameTime(kept, { wall, mono })) return byMono;
  // More time by the time of day than the machine has been up, or less than none: another start of the machine.
  const isOtherStart = byMono < 0 || byWall >= mono;
  // A clock that was set back leaves the monotonic one; two that differ by less may be two machines', whose monotonic clocks
  // have nothing to do with each other.
  const sameStart = kept.wall - wall > mostApartMs ? byMono : Math.min(byWall, byMono);
  const passed = isOtherStart ? byWall : sameStart;
  // Whatever was written has been written since this process looked last.
  return lastLook === undefined ? passed : Math.min(passed, mono - lastLook);
}

function readKept(text: string | undefined): KeptTurns | undefined {
  try {
    const kept: Partial<KeptTurns> | null = JSON.parse(text ?? 'null');
    if (kept === null || typeof kept !== 'object') return undefined;
    const { at, wall, mono, heldUntil, leases, windows } = kept;
    const isSound =
      [at, wall, mono, heldUntil].every(Number.isFinite) &&
      Array.isArray(leases) &&
      leases.every(Number.isFinite) &&
      typeof windows === 'object' &&
      windows !== null &&
      Object.values(windows).every(
        (pairs) => Array.isArray(pairs) && pairs.every((pair) => Array.isArray(pair) && pair.every(Number.isFinite)),
      );
    return isSound && at !== undefined && wall !== undefined && mono !== undefined && heldUntil !== undefined
      ? { at, wall, mono, heldUntil, leases, windows }
      : undefined;
  } catch {
    // What nobody can read counts nothing; the process's own count still holds.
    return undefined;
  }
}
