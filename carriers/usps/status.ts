import { type CurrentStatus, type Meaning, meaningOf, type StatusBasis, type StatusTable, text } from 'waybill/kit';
import { plainText } from './plain-text.ts';
import { deliveryAttributes, eventCodes, wordedCodes } from './status-codes.ts';
import { statusCategories, statusTexts, summaryTexts } from './status-texts.ts';

/** The version of the tables that decide statuses; part of every {@link Tracking.mapping}. */
export const tablesVersion = '2026.11';

/** What a wording means: the longest known wording that it begins with decides. */
export function meaningOfText(
  wording: string | null | undefined,
  table: StatusTable = statusTexts,
): Meaning | undefined {
  const known = meaningOf(table, wording?.toLowerCase()); // most wordings have no punctuation to take out
  if (known !== undefined) return known;
  let phrase = phraseOf(wording);
  while (phrase !== '') {
    const meaning = meaningOf(table, phrase);
    if (meaning !== undefined) return meaning;
    phrase = phrase.slice(0, Math.max(0, phrase.lastIndexOf(' ')));
  }
  return undefined;
}

/** What a `statusCategory` means. */
export function meaningOfCategory(category: string | null | undefined): Meaning | undefined {
  return meaningOf(statusCategories, phraseOf(category));
}

/** What a sentence of a v3 summary means. */
export function meaningOfSentence(sentence: string): Meaning | undefined {
  return meaningOfText(sentence, summaryTexts) ?? meaningOfText(sentence);
}

function phraseOf(wording: string | null | undefined): string {
  const plain = plainText(wording);
  return plain === undefined
    ? ''
    : plain
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, ' ')
        .trim();
}

/** The meaning of a scan, and what decided it. */
export interface ScanMeaning {
  readonly meaning: Meaning;
  readonly basis: StatusBasis;
}

/**
 * What a scan means: by its code; by its delivery attribute or its wording where they are known and the code covers
 * more than one thing, or is not known.
 */
export function meaningOfScan(
  code: string | undefined,
  wording: string | null | undefined,
  attribute?: string | undefined,
): ScanMeaning {
  const coded = meaningOf(eventCodes, code);
  if (coded !== undefined && code !== undefined && !wordedCodes.has(code)) return { meaning: coded, basis: 'code' };
  const worded = meaningOf(deliveryAttributes, attribute) ?? meaningOfText(wording);
  if (coded !== undefined) return { meaning: worded ?? coded, basis: 'code' };
  return worded === undefined ? { meaning: ['unknown'], basis: 'none' } : { meaning: worded, basis: 'text' };
}

/** What USPS says of the parcel as a whole: `status`, the newest wording, before the coarse `statusCategory`. */
export function currentStatusOf(
  status: string | null | undefined,
  category: string | null | undefined,
): CurrentStatus | undefined {
  const stated = meaningOfText(text(status));
  if (stated !== undefined && stated[0] !== 'info') return { status: stated[0], detail: stated[1], basis: 'text' };
  const coarse = meaningOfCategory(category);
  return coarse === undefined ? undefined : { status: coarse[0], detail: coarse[1], basis: 'category' };
}
