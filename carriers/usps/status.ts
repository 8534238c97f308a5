import {
  type CurrentStatus,
  type Meaning,
  meaningOf,
  plainText,
  type Scan,
  type StatusBasis,
  type StatusTable,
} from 'waybill/kit';
import { deliveryAttributes, eventCodes, wordedCodes } from './status-codes.ts';
import { summaryPhrases, summaryTexts } from './status-sentences.ts';
import { statusCategories, statusHeads, statusTexts } from './status-texts.ts';
import { type WireRecord, wordingOf } from './wire.ts';

/** The version of the tables that decide statuses; part of every {@link Tracking.mapping}. */
export const tablesVersion = '2026.11';

/** What a wording means: the longest known wording that it begins with decides. */
export function meaningOfText(
  wording: string | null | undefined,
  table: StatusTable = statusTexts,
): Meaning | undefined {
  const known = meaningOf(table, wording?.toLowerCase()); // most wordings have no punctuation to take out
  return known ?? meaningOfBeginning(phraseOf(wording), table);
}

/** What a wording means that no code stands beside: by its beginning, if no wording that is known covers it. */
function meaningWithoutCode(wording: string | null | undefined): Meaning | undefined {
  return meaningOfText(wording) ?? meaningOfBeginning(phraseOf(wording), statusHeads) ?? meaningOfCategory(wording);
}

function meaningOfBeginning(phrase: string, table: StatusTable): Meaning | undefined {
  let beginning = phrase;
  while (beginning !== '') {
    const meaning = meaningOf(table, beginning);
    if (meaning !== undefined) return meaning;
    beginning = beginning.slice(0, Math.max(0, beginning.lastIndexOf(' ')));
  }
  return undefined;
}

/** What a `statusCategory` means. */
export function meaningOfCategory(category: string | null | undefined): Meaning | undefined {
  return meaningOf(statusCategories, phraseOf(category));
}

/** What a sentence of a summary means. */
export function meaningOfSentence(sentence: string): Meaning | undefined {
  const phrase = phraseOf(sentence);
  const told = summaryPhrases.find(([phrases]) => phrases.every((each) => phrase.includes(each)));
  return told?.[1] ?? meaningOfBeginning(phrase, summaryTexts) ?? meaningWithoutCode(sentence);
}

/** No wording of USPS comes near; longer text is no wording, and would only cost time. */
const longest = 500;

function phraseOf(wording: string | null | undefined): string {
  const start = wording?.slice(0, longest) ?? '';
  return (/[<&]/.test(start) ? (plainText(start) ?? '') : start)
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
 * more than one thing, or is not known. A code that leaves open how far the parcel came has the detail of its wording.
 */
export function meaningOfScan(
  code: string | undefined,
  wording: string | null | undefined,
  attribute?: string | undefined,
): ScanMeaning {
  const coded = meaningOf(eventCodes, code);
  const told = meaningOf(deliveryAttributes, attribute);
  if (coded === undefined || code === undefined) {
    const worded = told ?? meaningWithoutCode(wording);
    return worded === undefined ? { meaning: ['unknown'], basis: 'none' } : { meaning: worded, basis: 'text' };
  }
  const known = wordedCodes.has(code) ? (told ?? meaningOfText(wording)) : undefined;
  return { meaning: known ?? (isCoarse(coded) ? finer(coded, wording) : coded), basis: 'code' };
}

function isCoarse([, detail]: Meaning): boolean {
  return detail === undefined || detail === 'processed_at_facility';
}

function finer(coded: Meaning, wording: string | null | undefined): Meaning {
  const worded = meaningWithoutCode(wording);
  return worded?.[1] !== undefined && worded[0] === coded[0] ? worded : coded;
}

/**
 * What USPS says of the parcel as a whole: `status`, the newest wording, before the coarse `statusCategory`. Where
 * `status` is left out, the newest line stands for it: in its own words if they agree with the category, which an exception
 * by code was seen to contradict, and as it was read where there is no category either.
 */
export function currentStatusOf(
  { status, statusCategory, trackingEvents }: WireRecord,
  newest: Scan | undefined,
): CurrentStatus | undefined {
  const stated = meaningOfText(status);
  if (stated !== undefined && stated[0] !== 'info') return current(stated, isBareTransit(stated) ? 'category' : 'text');
  const coarse = meaningOfCategory(statusCategory) ?? meaningOfCategory(status);
  if (coarse === undefined) return newest && { status: newest.status, detail: newest.detail, basis: newest.basis };
  const [first] = trackingEvents ?? [];
  const worded = first ? meaningOfText(wordingOf(first)) : undefined;
  return worded?.[0] === coarse[0] ? current(worded, 'text') : current(coarse, 'category');
}

/** `In Transit` and its like: what moves may well be out for delivery. */
function isBareTransit([status, detail]: Meaning): boolean {
  return status === 'in_transit' && detail === undefined;
}

function current([status, detail]: Meaning, basis: StatusBasis): CurrentStatus {
  return { status, detail, basis };
}
