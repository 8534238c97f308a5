import type { Meaning, StatusTable } from 'waybill/kit';

/** Codes of one meaning, sorted and parted by white space: no code of DHL's holds a blank. */
export type CodeGroup = readonly [meaning: Meaning, codes: string];

/**
 * A status table from codes grouped by meaning. DHL lists some 1,100 codes with about 120 meanings, many of them long
 * words: written so, each code stands once and the bundle stays small.
 */
export function grouped(groups: readonly CodeGroup[]): StatusTable {
  const table: Record<string, Meaning> = {};
  for (const [meaning, codes] of groups) for (const code of codes.trim().split(/\s+/)) table[code] = meaning;
  return table;
}
