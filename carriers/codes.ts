/**
 * What carriers' codes mean: the tables that statuses are read by. Nothing that tracks imports them as a whole.
 *
 * @module
 */
import { allowedValue, type CodeTable, checkArguments, filledText, type Meaning, TrackingError } from 'waybill/kit';
import { codeTables as dhl } from './dhl/codes.ts';
import { codeTables as fedex } from './fedex/codes.ts';
import { codeTables as ups } from './ups/codes.ts';
import { codeTables as usps } from './usps/codes.ts';

/** The tables of each carrier, by its id. */
export const codeTables: Readonly<Record<string, readonly CodeTable[]>> = {
  ...fedex,
  ...ups,
  ...usps,
  ...dhl,
};

/** What a code means in one of a carrier's tables. */
export interface CodeMeaning extends Pick<CodeTable, 'name' | 'field' | 'document'> {
  /** As the table has it, where letters or leading zeros of what was asked for differ. */
  readonly code: string;
  readonly status: Meaning[0];
  readonly detail?: NonNullable<Meaning[1]>;
}

const carrierId = allowedValue<string>(
  'a carrier: fedex, ups, usps, dhl, dhl-express or dhl-parcel-de',
  (value) => typeof value === 'string' && Object.hasOwn(codeTables, value),
);

/**
 * What a carrier's code means: one reading for each table that knows it, since carriers use one code for several things and
 * the field, the kind of activity or the division tells them apart. Where none knows it as it is written, those that know
 * it in capitals. Empty for a code that is in no table; such a one is read as `unknown`.
 *
 * @throws TrackingError `invalid_request` for a carrier without tables, and for a code that is no text.
 */
export function explainCode(carrier: string, code: string): readonly CodeMeaning[] {
  checkArguments('explainCode()', { carrier: [carrierId, carrier], code: [filledText, code] });
  const tables = codeTables[carrier];
  if (tables === undefined) throw new TrackingError('invalid_request', 'explainCode(): there are no tables.');
  const asked = code.trim();
  const exact = meaningsIn(tables, asked);
  return exact.length > 0 ? exact : meaningsIn(tables, asked.toUpperCase());
}

/**
 * Codes of a carrier that differ from a code only in capitals and leading zeros, which spreadsheets eat: `084` for `84`. They
 * are other codes, and may mean something else.
 *
 * @throws TrackingError `invalid_request` as {@link explainCode}.
 */
export function similarCodes(carrier: string, code: string): readonly string[] {
  checkArguments('similarCodes()', { carrier: [carrierId, carrier], code: [filledText, code] });
  const key = bare(code.trim());
  const codes = (codeTables[carrier] ?? []).flatMap((table) => table.codes.filter((each) => bare(each) === key));
  return [...new Set(codes)].filter((each) => each !== code.trim());
}

const bare = (code: string): string => code.toUpperCase().replace(/^0+(?=.)/, '');

function meaningsIn(tables: readonly CodeTable[], code: string): readonly CodeMeaning[] {
  return tables.flatMap(({ name, field, document, meaning }) => {
    const found = meaning(code);
    if (found === undefined) return [];
    const [status, detail] = found;
    return { code, name, field, document, status, ...(detail !== undefined && { detail }) };
  });
}
