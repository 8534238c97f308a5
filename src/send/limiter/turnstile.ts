import type { Quota } from '../../carrier/account.ts';

/** Leave for one request. */
export interface Turn {
  /**
   * The carrier has answered, or the request has failed: the turn counts for the length of each window from now. `used`
   * false gives back a turn that no request was sent for. Only the first call means anything.
   */
  settle(used?: boolean): void | PromiseLike<void>;
}

/** What {@link Turnstile.take} answers: a turn, or the least time after which it is worth asking again. */
export type TurnOrWait = Turn | { readonly waitMs: number };

/**
 * Counts the requests of carrier accounts against their quotas. It decides and keeps no line: whoever is told to wait asks
 * again. One that is reached over a network takes one step there for each method, on the time of the place it is kept in.
 *
 * A turn occupies each window from the moment it is taken until `intervalMs` after it was settled: the carrier has seen the
 * request by then, so that no network, however slow, can bring more than `limit` requests to the carrier within a window.
 */
export interface Turnstile {
  /**
   * Takes a turn of an account if every quota has room for it and no hold is in force.
   *
   * @param leaseMs After so many milliseconds an unsettled turn counts as settled: whoever took it is dead.
   */
  take(account: string, quotas: readonly Quota[], leaseMs: number): TurnOrWait | PromiseLike<TurnOrWait>;
  /** Gives no turn of an account for `ms` milliseconds from now, or until a longer hold that is in force has passed. */
  hold(account: string, ms: number): void | PromiseLike<void>;
}

/** Whether the answer of a turnstile is a turn. */
export function isTurn(answer: TurnOrWait): answer is Turn {
  return !('waitMs' in answer);
}

/** Windows are longer than published by this share: two machines' clocks do not run at quite the same rate. */
export const clockRateSpare = 0.001;

/** Milliseconds after which it is worth asking again for a place that is free as soon as somebody is answered. */
export const retryPlaceMs = 25;
