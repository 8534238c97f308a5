import type { StatusDetail } from '../model/detail.ts';
import type { EventStatus } from '../model/status.ts';

/** What a carrier's code means: a status, and a detail where the code says more. */
export type Meaning = readonly [status: EventStatus, detail?: StatusDetail];

/** A carrier's codes, sorted. Codes are opaque text: `84` and `084` are two codes. */
export type StatusTable = Readonly<Record<string, Meaning>>;

/** One of a carrier's tables, with where its codes stand and where the carrier explains them. */
export interface CodeTable {
  /** What the codes are: `scan codes`. */
  readonly name: string;
  /** Where payloads have them: `eventType`. */
  readonly field: string;
  /** The carrier's document, by its title; says so where the carrier publishes none. */
  readonly document: string;
  /** What a code means, as the carrier's adapter reads it; undefined for a code that the table does not know. */
  readonly meaning: (code: string) => Meaning | undefined;
  /** The codes that are listed; a meaning may cover more. */
  readonly codes: readonly string[];
}

/** A {@link CodeTable} of a plain table. */
export function codesIn(table: StatusTable, about: Pick<CodeTable, 'name' | 'field' | 'document'>): CodeTable {
  return { ...about, meaning: (code) => meaningOf(table, code), codes: Object.keys(table) };
}

const maps = new WeakMap<StatusTable, ReadonlyMap<string, Meaning>>();

/** A code's meaning; undefined for a code that the table does not know, `constructor` and its kind included. */
export function meaningOf(table: StatusTable, code: string | undefined): Meaning | undefined {
  if (code === undefined) return undefined;
  // A text that is no key of any object yet costs an object's look-up much more than a map's.
  let map = maps.get(table);
  if (map === undefined) {
    map = new Map(Object.entries(table));
    maps.set(table, map);
  }
  return map.get(code);
}
