import { fingerprint } from '../model/fingerprint.ts';

/** A published limit: at most `limit` requests in any `intervalMs` milliseconds. */
export interface Quota {
  readonly limit: number;
  readonly intervalMs: number;
}

/** What every carrier's factory takes beside the credentials. */
export interface ConnectionOptions {
  /** The carrier's production host (the default) or its test host. */
  readonly environment?: 'production' | 'test';
  /** Overrules `environment`: scheme and host, and a path prefix if there is one; for proxies and the sandbox. */
  readonly baseUrl?: string;
  /**
   * Language of descriptions as a BCP 47 tag: `en-US` (the default), `de-DE`. Carriers offer what they offer. A code means
   * the same in every language. Where a carrier sends words without one, they are read in English; those of DHL in German
   * and Polish as well, and in French, Dutch and Spanish by phrases that can mean nothing else. In any other language such
   * a line has no more than the carrier's coarse category (`statusBasis: 'category'`), or is `unknown` where there is none;
   * and DHL's category calls `delivered` what waits in a shop as well.
   */
  readonly locale?: string;
  /** Overrules the published limits with those that the carrier agreed with you. */
  readonly quotas?: readonly Quota[];
  /** Most requests under way at once. Each carrier has a default of its own. */
  readonly maxConcurrency?: number;
}

/** Scheme, host and prefix that the options lead to, without a slash at the end. */
export function resolveBaseUrl(
  { baseUrl, environment = 'production' }: Pick<ConnectionOptions, 'baseUrl' | 'environment'>,
  hosts: Readonly<Record<'production' | 'test', string>>,
): string {
  const url = baseUrl ?? hosts[environment];
  let end = url.length;
  while (url.charAt(end - 1) === '/') end -= 1;
  return url.slice(0, end);
}

/**
 * The name of an account: `fedex:0b5f2c91d3a47e`. Made of the carrier, the host and what identifies the account there:
 * the client id, user name or API key.
 */
export function accountKey(carrier: string, baseUrl: string, credential: string): string {
  return `${carrier}:${fingerprint(`${new URL(baseUrl).host} ${credential}`)}`;
}
