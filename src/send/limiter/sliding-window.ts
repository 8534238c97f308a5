import type { Quota } from '../../carrier/account.ts';
import { clockRateSpare, retryPlaceMs } from './turnstile.ts';

/** A turn that has not been settled yet. */
interface OpenTurn {
  /** When it counts as settled at the latest. */
  readonly leaseEndsAt: number;
}

/**
 * The turns of one account within its windows, all of them counted over one list. Times are milliseconds of a monotonic
 * clock and never go back from call to call.
 */
export interface SlidingWindows {
  /** Takes these quotas in place of the ones before; what was counted stays counted. */
  obey(quotas: readonly Quota[]): void;
  /** A turn begins. */
  open(now: number, leaseMs: number): OpenTurn;
  isOpen(turn: OpenTurn): boolean;
  /** A turn ends, and counts for the length of each window from now; one that was not used counts no more. */
  settle(turn: OpenTurn, now: number, used: boolean): void;
  /**
   * When a turn may be taken that has `position` others before it, all taken as soon as they may, none before `from`: the
   * least there is, since a turn that is open may stay so.
   */
  freeAt(position: number, from: number, now: number): number;
  /** How each window stands. */
  usage(now: number): readonly WindowUsage[];
  /** Whether nothing counts any more. */
  isEmpty(now: number): boolean;
}

interface QuotaWindow {
  readonly quota: Quota;
  readonly limit: number;
  readonly intervalMs: number;
}

/** Times that no longer count are cut off when there are this many of them, and more than those that do. */
const mostForgotten = 1024;

/** The windows of an account that has had no turn yet. A window of no length limits the turns that are open at once. */
export function createSlidingWindows(quotas: readonly Quota[]): SlidingWindows {
  let windows: readonly QuotaWindow[] = [];
  let longestMs = 0;
  const open = new Set<OpenTurn>();
  // When turns were settled, in ascending order; those before `head` count in no window.
  let settled: number[] = [];
  let head = 0;

  function obey(more: readonly Quota[]): void {
    windows = more.map((quota) => ({
      quota,
      limit: Math.floor(quota.limit),
      intervalMs: Math.ceil(quota.intervalMs * (1 + clockRateSpare)),
    }));
    longestMs = Math.max(0, ...windows.map(({ intervalMs }) => intervalMs));
  }

  /** The first settled turn that still counts at a moment in a window of this length. */
  function firstAt(moment: number, intervalMs: number): number {
    let low = head;
    let high = settled.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((settled[middle] ?? moment) + intervalMs <= moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function expire(now: number): void {
    for (const turn of open) {
      if (turn.leaseEndsAt > now) break;
      open.delete(turn);
      settled.push(now);
    }
  }

  function forget(now: number): void {
    head = firstAt(now, longestMs);
    if (head <= mostForgotten || head * 2 <= settled.length) return;
    settled = settled.slice(head);
    head = 0;
  }

  function freeIn({ limit, intervalMs }: QuotaWindow, position: number, from: number, now: number): number {
    const first = firstAt(from, intervalMs);
    // What is open is settled now at the earliest.
    const openUntil = now + (intervalMs === 0 ? retryPlaceMs : intervalMs);
    const stillOpen = openUntil > from ? open.size : 0;
    const held = settled.length - first;
    const total = held + stillOpen;
    // Whoever has `limit` others before it comes one window after the one that many places before.
    let place = position + total - limit;
    const rounds = place < total ? 0 : Math.floor((place - total) / limit) + 1;
    place -= rounds * limit;
    const soonest = place < 0 ? from : place < held ? (settled[first + place] ?? from) + intervalMs : openUntil;
    return soonest + rounds * intervalMs;
  }

  obey(quotas);
  return {
    obey,
    open(now, leaseMs) {
      const turn = { leaseEndsAt: now + leaseMs };
      open.add(turn);
      return turn;
    },
    isOpen: (turn) => open.has(turn),
    settle(turn, now, used) {
      if (!open.delete(turn) || !used) return;
      forget(now);
      settled.push(now);
    },
    freeAt(position, from, now) {
      expire(now);
      return windows.reduce((latest, window) => Math.max(latest, freeIn(window, position, from, now)), from);
    },
    usage(now) {
      expire(now);
      return windows
        .filter(({ quota }) => quota.intervalMs > 0)
        .map(({ quota: { limit, intervalMs: publishedMs }, intervalMs }) => {
          const first = firstAt(now, intervalMs);
          const used = settled.length - first + open.size;
          const resetsInMs = used === 0 ? 0 : (settled[first] ?? now) + intervalMs - now;
          return { limit, intervalMs: publishedMs, used, left: Math.max(0, limit - used), resetsInMs };
        });
    },
    isEmpty(now) {
      expire(now);
      return open.size === 0 && firstAt(now, longestMs) === settled.length;
    },
  };
}

/** How one window of an account stands. */
export interface WindowUsage {
  readonly limit: number;
  readonly intervalMs: number;
  /** Requests of this process that count: under way, or answered within the last interval. */
  readonly used: number;
  readonly left: number;
  /** Milliseconds until the oldest of them no longer counts; 0 where none does. */
  readonly resetsInMs: number;
}

/** How an account stands. */
export interface LimiterUsage {
  readonly windows: readonly WindowUsage[];
  /** Milliseconds for which the carrier asked for silence; 0 for none. */
  readonly heldForMs: number;
  /** Requests since the limiter was made. */
  readonly requests: number;
}
