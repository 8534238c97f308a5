import {
  type CurrentStatus,
  type EventStatus,
  instantOf,
  type Meaning,
  meaningOf,
  plainText,
  readTime,
  type Scan,
  type StatusBasis,
  type StatusTable,
  text,
  wallClockOf,
} from 'waybill/kit';
import { refinedByRemark } from '../shared/remarks.ts';
import { dgf, express, freight, meaningOfCode, parcelDe, parcelPl, svb } from '../shared/status-divisions.ts';
import { meaningOfEvent, refinedByWords } from '../shared/status-parcel-de.ts';
import { meaningOfWords } from '../shared/status-words.ts';
import { ecommerce, ecommerceEurope, ecommercePpl } from './status-ecommerce.ts';
import { parcelNl } from './status-parcel-nl.ts';
import type { WireStatus } from './wire.ts';

/** Version of the tables, for `mapping`. */
export const tablesVersion = '2026.11';

/** The published codes, by `service`; each division has its own. */
export const tables: Readonly<Record<string, StatusTable>> = {
  dgf,
  ecommerce,
  'ecommerce-europe': ecommerceEurope,
  'ecommerce-ppl': ecommercePpl,
  express,
  freight,
  'parcel-de': parcelDe,
  'parcel-nl': parcelNl,
  'parcel-pl': parcelPl,
  svb,
};

/** Upper case without a blank, and short or with a digit or underscore: `OK`, `20-126`, `NOT_HOME`. */
const codeShape = /^(?:[A-Z]{2,3}|(?=[A-Z/-]*[\d_])[A-Z\d_/-]+)$/;

/** Divisions whose codes are English words. */
const worded: ReadonlySet<string | undefined> = new Set(['dgf', 'parcel-nl']);

/** What a published code of a division means, by its table, or where codes are words, by those. */
export function meaningOfStatus(service: string | undefined, stated: string | undefined): Meaning | undefined {
  const table = service !== undefined && Object.hasOwn(tables, service) ? tables[service] : undefined;
  const listed = table && meaningOfCode(table, stated);
  const isWord = worded.has(service) && stated !== undefined && /^[A-Z\d_/-]+$/.test(stated);
  return listed ?? (isWord ? meaningOfWords(stated.replaceAll('_', ' ')) : undefined);
}

/**
 * `statusCode`, which is coarse and sometimes wrong: `transit` is also said of a finished return, `delivered` of a
 * hand-over to a shop, and `failure` is not final. It speaks only where code and words do not.
 */
export const categories: StatusTable = {
  delivered: ['delivered'],
  failure: ['exception'],
  'pre-transit': ['pre_transit', 'label_created'],
  transit: ['in_transit'],
  unknown: ['unknown'],
  // What other systems make of them, in stored answers.
  exception: ['exception'],
  'in-transit': ['in_transit'],
  'out-for-delivery': ['out_for_delivery'],
  pretransit: ['pre_transit', 'label_created'],
};

/** The category of a line in the document's spelling: by `statusCode`, else where a division repeats it, by `status`. */
function categoryOf(line: WireStatus): string | undefined {
  const words = [line.statusCode, line.status].map((word) => text(word)?.toLowerCase().replaceAll(/[ _]/g, '-'));
  return words.find((word) => word !== 'unknown' && meaningOf(categories, word) !== undefined) ?? words[0];
}

/** What a line says, and by what it was decided. */
export interface StatusReading {
  readonly status: EventStatus;
  readonly detail?: Meaning[1];
  readonly basis: StatusBasis;
  /** `status`, where it is a code and no sentence. */
  readonly code: string | undefined;
  /** `statusDetailed`, where it is one. */
  readonly reasonCode?: string;
}

/** 101 to 104 are what DHL Express says of a whole shipment, no checkpoints: as coarse as `statusCode`. */
const coarse = /^10[1-4]$/;

/** `HLDCC_LDPCK_LA`: event, reason and standard event of DHL Paket, which its own API has in three fields. */
const paketEvent = /^([A-Z]{5})_([A-Z]{5})_([A-Z]{2})$/;

/** Whether `statusDetailed` is a code and no text for people. */
export function isPaketEvent(detailed: string | undefined): detailed is string {
  return detailed !== undefined && paketEvent.test(detailed);
}

/**
 * What `statusDetailed` of Parcel DE says. Its third part differs from `status` in some lines: event and reason decide,
 * and of the two standard events the one in `status`. Sorted, with no reason, is said in the parcel centre and at the
 * delivery vehicle alike: there the words are asked, and the third part alone sends nothing out.
 */
function paketMeaning(line: WireStatus, category: string | undefined): Meaning | undefined {
  const [, ice, ric, standard] = paketEvent.exec(text(line.statusDetailed) ?? '') ?? [];
  if (ice === undefined) return undefined;
  const stated = text(line.status);
  const words = wordsOf(line, category);
  const isSorted = ice === 'SRTED' && ric === 'NRQRD';
  if (isSorted && words !== undefined) return words;
  const isCode = meaningOf(parcelDe, stated) !== undefined;
  const meaning = meaningOfEvent(ice, ric, isCode ? stated : isSorted ? undefined : standard);
  return meaning && refinedByWords(meaning, words);
}

function wordsOf(line: WireStatus, category: string | undefined): Meaning | undefined {
  const detailed = text(line.statusDetailed);
  for (const words of [text(line.status), text(line.description), isPaketEvent(detailed) ? undefined : detailed]) {
    // Longer, tags and all, than any sentence of theirs.
    const isSentence = words !== undefined && words.length <= 2_000;
    const meaning = isSentence ? meaningOfWords(plainText(words) ?? '', category) : undefined;
    if (meaning !== undefined) return refined(meaning, line);
  }
  return undefined;
}

/**
 * A line's status: by the division's code, else by the words of `status`, then of `description`, else by `statusCode`.
 * `status` holds a code, a sentence or nothing, as the division likes. A remark makes vague ones finer.
 */
export function readStatus(service: string | undefined, line: WireStatus): StatusReading {
  const { status, statusCode, statusDetailed, description, remark } = line;
  const key =
    keyPart(service) +
    keyPart(status) +
    keyPart(statusCode) +
    keyPart(statusDetailed) +
    keyPart(description) +
    keyPart(remark);
  const known = readings.get(key);
  if (known !== undefined) return known;
  const reading = readAnew(service, line);
  if (key.length > longestRemembered) return reading;
  if (readings.size >= mostRemembered) readings.clear();
  readings.set(key, reading);
  return reading;
}

/** Its length tells where one text ends, whatever is in it. */
function keyPart(word: string | number | null | undefined): string {
  return word === null || word === undefined ? ';' : `${String(word).length}:${word}`;
}

/** Lines say the same few hundred things: what was made of them is remembered. */
const readings = new Map<string, StatusReading>();
const mostRemembered = 2_000;
const longestRemembered = 500;

function readAnew(service: string | undefined, line: WireStatus): StatusReading {
  const reading = readPlain(service, line);
  const [status, detail] = refinedByRemark(
    withDetail(reading.status, reading.detail),
    text(line.description),
    text(line.remark),
  );
  return { ...reading, status, detail };
}

function readPlain(service: string | undefined, line: WireStatus): StatusReading {
  const stated = text(line.status);
  const detailed = text(line.statusDetailed);
  const category = categoryOf(line);
  const listed = meaningOfStatus(service, stated);
  const code = listed !== undefined || (stated !== undefined && codeShape.test(stated)) ? stated : undefined;
  const codes = isPaketEvent(detailed) ? { code, reasonCode: detailed } : { code };
  const reading = ([status, detail]: Meaning, basis: StatusBasis): StatusReading => ({
    status,
    detail,
    basis,
    ...codes,
  });

  const paket = paketMeaning(line, category);
  if (paket !== undefined) return reading(paket, 'code');
  if (listed !== undefined && listed[0] !== 'unknown') {
    return reading(listed, service === 'express' && coarse.test(code ?? '') ? 'category' : 'code');
  }
  const words = wordsOf(line, category);
  if (words !== undefined) return reading(words, 'text');
  const meaning = meaningOf(categories, category);
  return meaning === undefined || meaning[0] === 'unknown'
    ? reading(['unknown'], 'none')
    : reading(meaning, 'category');
}

/** The newest state, unless lines are newer than it: a summary that is behind tells nothing but an end. */
export function currentStatusOf(
  service: string | undefined,
  status: WireStatus | null | undefined,
  scans: readonly Pick<Scan, 'occurredAt' | 'status'>[],
): CurrentStatus | undefined {
  if (!status) return undefined;
  const reading = readStatus(service, status);
  // A note says nothing of where the parcel is; where there are only notes the category does.
  if (reading.status === 'info' && scans.every((scan) => scan.status === 'info')) {
    const [coarse, detail] = meaningOf(categories, categoryOf(status)) ?? ['unknown'];
    return { status: coarse, detail, basis: 'category' };
  }
  const time = readTime(status.timestamp);
  const isBehind =
    time !== undefined && scans.some(({ occurredAt }) => occurredAt !== undefined && isLater(occurredAt, time));
  const isOver = reading.status === 'delivered' || reading.status === 'returned' || reading.status === 'cancelled';
  return isBehind && !isOver ? { ...reading, basis: 'category' } : reading;
}

function withDetail(status: EventStatus, detail: Meaning[1]): Meaning {
  return detail === undefined ? [status] : [status, detail];
}

/** Title and words in one field, as DHL eCommerce's own page and stored answers have them: `DELIVERED: FRONT DOOR`. */
export const joined: RegExp = /^delivered: *(\S.*)$/i;

/** DHL eCommerce says `DELIVERED` in `status` and where in `description`, or both in `status`. */
function refined([status, detail]: Meaning, line: WireStatus): Meaning {
  if (status !== 'delivered' || detail !== undefined) return withDetail(status, detail);
  const where = (text(line.description) ?? joined.exec(text(line.status) ?? '')?.[1])?.toLowerCase();
  return withDetail(status, where === undefined ? undefined : places.find(([words]) => words.test(where))?.[1]);
}

/** Of two times the first is later: by the clock of the world where both tell their offset, else by their walls'. */
export function isLater(time: string, other: string): boolean {
  // Of one clock, as nearly all are: the text tells.
  if (time.slice(19) === other.slice(19)) return time > other;
  const [a, b] = [instantOf(time), instantOf(other)];
  return a !== undefined && b !== undefined ? a > b : wallClockOf(time) > wallClockOf(other);
}

const places: readonly (readonly [RegExp, NonNullable<Meaning[1]>])[] = [
  [/po box/, 'delivered_to_po_box'],
  [/mail ?box/, 'delivered_to_mailbox'],
  [/parcel locker/, 'delivered_to_locker'],
  [/neighbou?r/, 'delivered_to_neighbour'],
  [/front desk|reception|mail ?room/, 'delivered_to_reception'],
  [/door|porch|garage|patio|safe place/, 'delivered_to_safe_place'],
  [/agent/, 'delivered_to_agent'],
];
