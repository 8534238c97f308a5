import { TrackingError } from 'waybill';
import { carrierNames } from 'waybill/carriers';
import { type CodeMeaning, codeTables, explainCode, similarCodes } from 'waybill/carriers/codes';
import { type Language, loadLanguage } from 'waybill/present';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { statusCell } from '../wording.ts';
import { type Format, type View, writerOf } from '../writers.ts';

/** Ids of the carriers whose codes are explained, for help and completion. */
export const explainedCarriers: readonly string[] = Object.keys(codeTables);

/** In plain words, the sentence for people that the status and its detail have. */
function inWords({ status, detail }: CodeMeaning, { texts }: Language): string {
  const said = texts.statuses[status];
  return detail === undefined ? said : `${said}: ${texts.details[detail]}`;
}

/** Tells what a carrier's code means, in each of the carrier's tables that knows it. */
export async function explain(
  carrier: string,
  code: string,
  options: { readonly format: Format },
  io: Io,
): Promise<ExitCode> {
  if (!explainedCarriers.includes(carrier)) {
    throw new TrackingError(
      'invalid_request',
      `There are no codes of ${JSON.stringify(carrier)}; there are those of ${explainedCarriers.join(', ')}.`,
    );
  }
  if (code.trim() === '') throw new TrackingError('invalid_request', 'The code is blank; give one, as OD.');
  const meanings = explainCode(carrier, code);
  const language = await loadLanguage('en');
  const view: View<CodeMeaning> = {
    columns: { CODE: 12, STATUS: 34, 'IN WORDS': 44, FIELD: 40, DOCUMENT: 0 },
    cells: (meaning) => {
      const { status } = meaning;
      const cell = status === 'info' ? 'info' : statusCell({ ...meaning, status });
      return [meaning.code, cell, inWords(meaning, language), meaning.field, meaning.document];
    },
    record: (meaning) => ({
      carrier,
      code: meaning.code,
      status: meaning.status,
      detail: meaning.detail ?? '',
      words: inWords(meaning, language),
      table: meaning.name,
      field: meaning.field,
      document: meaning.document,
    }),
    json: (meaning) => ({ carrier, ...meaning, words: inWords(meaning, language) }),
  };
  const writer = writerOf(options.format, view, io);
  for (const meaning of meanings) await writer.write(meaning);
  await writer.end();
  await io.err.write(hint(carrier, code.trim(), meanings));
  return meanings.length > 0 ? exitCodes.ok : exitCodes.notFound;
}

/** What is to be known beside the table: that there are several meanings, or none. */
function hint(carrier: string, code: string, meanings: readonly CodeMeaning[]): string {
  const differ = new Set(meanings.map(({ status, detail }) => `${status} ${detail}`)).size > 1;
  if (differ) return 'This code means different things; the field that it stands in tells which.\n';
  if (meanings.length > 0) return '';
  const similar = similarCodes(carrier, code);
  const others = similar.length === 0 ? '' : ` There are ${similar.join(', ')}, which may mean something else.`;
  const name = carrierNames[carrier] ?? carrier;
  return `No table of ${name} has the code ${JSON.stringify(code)}; parcels with it are read as unknown.${others}\n`;
}
