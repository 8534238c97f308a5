import { published as dhl } from './carriers/dhl/published.ts';
import { published as fedex } from './carriers/fedex/published.ts';
import { published as ups } from './carriers/ups/published.ts';
import { published as usps } from './carriers/usps/published.ts';
import type { PublishedTable } from './published.ts';
import { referenceJson } from './reference.ts';

/** The code tables that each carrier publishes, and how ours answer them. */
export const publishedTables: Readonly<Record<string, readonly PublishedTable[]>> = { fedex, ups, usps, dhl };

/** How far our tables answer one of a carrier's. */
export interface Coverage {
  readonly carrier: string;
  readonly table: string;
  readonly file: string;
  readonly codes: readonly string[];
  readonly missing: readonly string[];
  /** Codes by the status that they are mapped to, most first. */
  readonly byStatus: ReadonlyMap<string, number>;
}

/** Looks every published code up. Needs the reference material. */
export function coverage(): readonly Coverage[] {
  return Object.entries(publishedTables).flatMap(([carrier, tables]) =>
    tables.map((table) => {
      const codes = [...new Set(table.codes(referenceJson(table.file)))];
      const counts = new Map<string, number>();
      for (const code of codes) {
        const status = table.meaning(code)?.[0];
        if (status !== undefined) counts.set(status, (counts.get(status) ?? 0) + 1);
      }
      const missing = codes.filter((code) => table.meaning(code) === undefined);
      const byStatus = new Map([...counts].toSorted(([, a], [, b]) => b - a));
      return { carrier, table: table.name, file: table.file, codes, missing, byStatus };
    }),
  );
}
