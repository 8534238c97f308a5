import { compact } from '../model/compact.ts';
import { fingerprint } from '../model/fingerprint.ts';
import type { Tracking } from '../model/tracking.ts';

/*
 * Two trackings alone cannot tell a first delivery from one that was told before and taken back. So whoever follows a
 * parcel keeps, with the older tracking, how often something was told that the tracking itself no longer shows.
 */

/** How often a change of this name was told and is over. */
export function timesTold(previous: Tracking | undefined, name: string): number {
  return previous?.told?.[fingerprint(name)] ?? 0;
}

/** Names of changes, by what tells and shows them. */
export interface ToldChanges {
  /** What the older tracking shows. */
  readonly shownBefore: Iterable<string>;
  /** What the newer one shows. */
  readonly shownNow: ReadonlySet<string>;
  /** What was told between the two. */
  readonly told: Iterable<string>;
}

/** The newer tracking with what has been told by then and does not show in it. */
export function withTold(previous: Tracking | undefined, next: Tracking, tellings: ToldChanges): Tracking {
  const told = new Map(Object.entries(previous?.told ?? {}));
  const over = (name: string): void => {
    if (tellings.shownNow.has(name)) return;
    const key = fingerprint(name);
    told.set(key, (told.get(key) ?? 0) + 1);
  };
  for (const name of tellings.shownBefore) over(name);
  for (const name of tellings.told) over(name);
  return compact({ ...next, told: told.size === 0 ? undefined : Object.fromEntries(told) });
}
