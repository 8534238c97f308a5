/** How one window of an account stands. */
export interface WindowUsage {
  readonly limit: number;
  readonly intervalMs: number;
  /** Requests that left within the last interval. */
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
