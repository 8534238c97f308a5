import { stringify } from 'csv-stringify/sync';
import type { Io } from './io.ts';
import { type Cell, isColoured, lineOf } from './table.ts';

/** How results are printed: for people, or for programs. */
export type Format = 'table' | 'json' | 'ndjson' | 'csv';

/** What a kind of result looks like in each format. */
export interface View<T> {
  /** Headings, and the width of each column: lines are printed as results come. */
  readonly columns: Readonly<Record<string, number>>;
  cells(item: T): readonly Cell[];
  /** For `json` and `ndjson`. */
  json(item: T): unknown;
  /** For `csv`: the same fields in the same order for every item. */
  record(item: T): Readonly<Record<string, string>>;
}

/** Prints results one by one, so that a list may be of any length. */
export interface ResultWriter<T> {
  write(item: T): Promise<void>;
  /** What stands at the end; an empty list is a list too. */
  end(): Promise<void>;
}

/** A writer to standard output. */
export function writerOf<T>(format: Format, view: View<T>, { out, env }: Io): ResultWriter<T> {
  const coloured = isColoured(env, out.isTTY);
  const widths = Object.values(view.columns);
  let count = 0;
  const separator = (first: string, other: string): string => {
    count += 1;
    return count === 1 ? first : other;
  };
  switch (format) {
    case 'table':
      return {
        async write(item) {
          const head = Object.keys(view.columns).map((text): Cell => ({ text, tone: 'bold' }));
          const heading = separator(`${lineOf(head, widths, coloured)}\n`, '');
          await out.write(`${heading}${lineOf(view.cells(item), widths, coloured)}\n`);
        },
        end: async () => undefined,
      };
    case 'json':
      return {
        write: (item) => out.write(separator('[\n', ',\n') + JSON.stringify(view.json(item), null, 2)),
        end: () => out.write(count === 0 ? '[]\n' : '\n]\n'),
      };
    case 'ndjson':
      return {
        write: (item) => out.write(`${JSON.stringify(view.json(item))}\n`),
        end: async () => undefined,
      };
    case 'csv':
      return {
        async write(item) {
          const record = view.record(item);
          await out.write(
            separator(stringify([Object.keys(record)]), '') + stringify([Object.values(record).map(inert)]),
          );
        },
        end: async () => undefined,
      };
  }
}

/** Spreadsheets take a text that begins like this for a formula. */
function inert(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
