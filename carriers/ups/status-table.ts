import type { EventStatus, Meaning, StatusDetail, StatusTable } from 'waybill/kit';

/** Codes by what they mean: status, then detail, then the codes between blanks; `plain` where no detail is true of them. */
export type CodesByMeaning = {
  readonly [Status in EventStatus]?: { readonly [Detail in StatusDetail | 'plain']?: string };
};

/** The same turned round, from code to meaning. UPS has many codes for few meanings: this way round they read best. */
export function codeTable(byMeaning: CodesByMeaning): StatusTable {
  const table: Record<string, Meaning> = {};
  for (const [status, details] of Object.entries(byMeaning)) {
    for (const [detail, codes] of Object.entries(details)) {
      const meaning = (detail === 'plain' ? [status] : [status, detail]) as Meaning;
      for (const code of codes.trim().split(/\s+/)) table[code] = meaning;
    }
  }
  return table;
}
