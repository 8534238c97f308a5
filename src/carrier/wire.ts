import type { Issue } from '../model/tracking.ts';

/** A request as data. The core adds the token, waits, sends and retries. */
export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /**
   * False where sending it twice may do it twice, such as an order: it is tried again only where the carrier cannot have had
   * it, and what came of it is unknown where no answer came. Default: true.
   */
  readonly isIdempotent?: boolean;
}

/** An answer as data, its body read to the end. */
export interface WireResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Where the bytes were not the text that they were said to be. The core adds it to what the answer tells. */
  readonly issue?: Issue;
}

/** A request and what its answer means. */
export interface WireCall<T> {
  readonly request: WireRequest;
  /** What the answer means. */
  read(response: WireResponse): T;
}

/** An access token and its life from the moment of the answer. */
export interface AccessToken {
  readonly accessToken: string;
  readonly expiresInMs: number;
}

/** How to ask for a token. The core decides when, shares and keeps it, and sends it as `Authorization: Bearer`. */
export interface TokenGrant {
  /** The request for a token. */
  request(): WireRequest;
  /** @throws TrackingError `unauthorized` for refused credentials, `forbidden` for a missing scope. */
  read(response: WireResponse): AccessToken;
  /**
   * Milliseconds to stay silent if this answer is the carrier's way of throttling token requests, where it has one of its
   * own; without it the carrier's `throttledForMs` tells. `now` is the time in milliseconds since the epoch.
   */
  throttledForMs?(response: WireResponse, now: number): number | undefined;
}

/** What the core gives an adapter with every request. */
export interface RequestOptions {
  /** Unique for this request; for headers that want one. */
  readonly requestId: string;
}

/** Whether an HTTP status says that the request was fulfilled: 200 to 299. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}
