import { parse } from 'csv-parse';
import { TrackingError } from 'waybill';
import type { Io } from './io.ts';

/** Where numbers come from. */
export interface InputOptions {
  /** A path; `-` for standard input. */
  readonly file?: string;
  /** A column of CSV, by its heading or by its place from 1. */
  readonly column?: string;
}

/** Headings under which shops and sheets export tracking numbers, without case, blanks and punctuation. */
const usualHeadings = ['trackingnumber', 'tracking', 'trackingno', 'trackingid', 'trackingcode', 'waybill', 'number'];

/**
 * The numbers of a command line: arguments, or a file, or standard input where it is no terminal; one a line, or a column of
 * CSV. Blank lines and lines that begin with `#` are skipped. Nothing is kept, so that a list may be of any length.
 *
 * @throws TrackingError `invalid_request` where there are none to be had, and for a column that is not there.
 */
export async function* numbersOf(given: readonly string[], options: InputOptions, io: Io): AsyncGenerator<string> {
  yield* given;
  const path = options.file ?? (given.length === 0 && io.stdin.isTTY !== true ? '-' : undefined);
  if (path === undefined) {
    if (given.length > 0) return;
    const message = 'Give tracking numbers as arguments, in a file with --file, or on standard input.';
    throw new TrackingError('invalid_request', message);
  }
  const isCsv = options.column !== undefined || /\.csv$/i.test(path);
  const text = path === '-' ? io.stdin : readable(path, io);
  yield* isCsv ? columnOf(text, options.column) : linesOf(text);
}

/** The bytes of a file, or what is wrong with its path. */
export async function* readable(path: string, io: Io): AsyncGenerator<Uint8Array | string> {
  try {
    yield* io.open(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new TrackingError('invalid_request', `${path} cannot be read${code}; check the path.`);
  }
}

async function* linesOf(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) if (isNumber(line)) yield line.trim();
  }
  if (isNumber(rest)) yield rest.trim();
}

const isNumber = (line: string): boolean => line.trim() !== '' && !line.trimStart().startsWith('#');

async function* columnOf(
  chunks: AsyncIterable<Uint8Array | string>,
  wanted: string | undefined,
): AsyncGenerator<string> {
  const parser = parse({ bom: true, relaxColumnCount: true, relaxQuotes: true, skipEmptyLines: true, trim: true });
  const fed = (async () => {
    for await (const chunk of chunks) {
      if (!parser.write(chunk)) await new Promise((resolve) => parser.once('drain', resolve));
    }
    parser.end();
  })();
  fed.catch((reason: unknown) => parser.destroy(reason instanceof Error ? reason : new Error(String(reason))));
  let column: number | undefined;
  for await (const row of parser) {
    const cells: readonly string[] = row;
    if (column === undefined) {
      column = columnAmong(cells, wanted);
      // A place is counted in files with and without headings.
      if (!/^\d+$/.test(wanted ?? '') || plain(cells[column] ?? '') !== (cells[column] ?? '').toLowerCase()) continue;
      if (usualHeadings.includes(plain(cells[column] ?? ''))) continue;
    }
    const number = cells[column] ?? '';
    if (number !== '') yield number;
  }
  await fed;
}

function columnAmong(headings: readonly string[], wanted: string | undefined): number {
  if (wanted !== undefined && /^[1-9]\d*$/.test(wanted) && Number(wanted) <= headings.length) return Number(wanted) - 1;
  const names = wanted === undefined ? usualHeadings : [plain(wanted)];
  const found = names.map((name) => headings.findIndex((heading) => plain(heading) === name)).find((at) => at >= 0);
  if (found !== undefined) return found;
  const what = wanted === undefined ? 'a column of tracking numbers' : `a column ${JSON.stringify(wanted)}`;
  const list = headings.map((heading) => JSON.stringify(heading.slice(0, 40))).join(', ');
  throw new TrackingError('invalid_request', `The file has no ${what.slice(2)}; name one with --column: ${list}.`);
}

const plain = (heading: string): string => heading.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
