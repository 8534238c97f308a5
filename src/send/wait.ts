/** What a request says when it asks to leave. */
export interface Admission {
  /** A longer wait than this, in milliseconds, is refused as soon as it is foreseen. */
  readonly maxWaitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** How a number's request travels: its {@link Admission}, and who follows it on its way. */
export interface Errand extends Admission {
  /** Told when the request gets in line for the quota, at each attempt. */
  readonly onLine?: () => void;
}

/** Refused: the wait would be longer than the caller allows. */
export class WaitTooLong extends Error {
  override readonly name = 'WaitTooLong';
  /** Milliseconds after which it is worth coming back. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super('The wait for the next request would be longer than allowed.');
    this.retryAfterMs = retryAfterMs;
  }
}
