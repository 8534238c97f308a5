import type { NumberMatch } from 'waybill';
import { identify as identifyNumber } from 'waybill/carriers';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type InputOptions, numbersOf } from '../input.ts';
import type { Io } from '../io.ts';
import { type Format, type View, writerOf } from '../writers.ts';

interface Identified {
  readonly number: string;
  readonly matches: readonly NumberMatch[];
}

/** `fedex express (check-digit)`. */
const inWords = ({ carrier, format, basis }: NumberMatch): string => `${carrier} ${format} (${basis})`;

const view: View<Identified> = {
  columns: { NUMBER: 24, CANDIDATES: 0 },
  cells: ({ number, matches }) => [
    number.trim(),
    matches.length === 0 ? { text: 'no tracking number', tone: 'red' } : matches.map(inWords).join(', '),
  ],
  record: ({ number, matches: [best] }) => ({
    number,
    carrier: best?.carrier ?? '',
    format: best?.format ?? '',
    basis: best?.basis ?? '',
  }),
  json: (identified) => identified,
};

/** Tells whose numbers may be, best first, without asking anybody. */
export async function identify(
  numbers: readonly string[],
  options: InputOptions & { readonly format: Format },
  io: Io,
): Promise<ExitCode> {
  const writer = writerOf(options.format, view, io);
  let unknown = 0;
  for await (const number of numbersOf(numbers, options, io)) {
    const matches = identifyNumber(number);
    if (matches.length === 0) unknown += 1;
    await writer.write({ number, matches });
  }
  await writer.end();
  return unknown === 0 ? exitCodes.ok : exitCodes.notFound;
}
