import {
  compactOrAbsent,
  type Issue,
  meaningOf,
  type Place,
  plainText,
  present,
  readTime,
  type Scan,
  type StatusBasis,
  sentences,
  text,
  timeOrIssue,
} from 'waybill/kit';
import { countryOf } from '../shared/countries.ts';
import { meaningOfEvent, parcelDeEvents, refinedByWords } from '../shared/status-parcel-de.ts';
import { meaningOfWords } from '../shared/status-words.ts';

import { kindOf, type WireEvent, type WirePiece } from './wire.ts';

/** What the three codes say of an event or of a piece. */
export type CodeReading = Pick<Scan, 'status' | 'detail'> & { readonly basis: StatusBasis };

type Codes = Pick<WireEvent, '@ice' | '@ric' | '@standard-event-code' | '@ruecksendung'>;

/**
 * By event (ICE) and reason (RIC); by the standard event alone, which is coarse, where DHL leaves those out; by the words
 * where it leaves out all three, and where the codes say only that it moves. A delivery on the way back is one to the
 * sender.
 */
export function readCodes(wire: Codes, words: string | undefined): CodeReading {
  const ice = text(wire['@ice']);
  const byCode = meaningOfEvent(ice, text(wire['@ric']), text(wire['@standard-event-code']));
  const told = words === undefined ? undefined : meaningOfWords(words);
  const [status, detail] = (byCode && refinedByWords(byCode, told)) ?? told ?? [];
  if (status === undefined) return { status: 'unknown', basis: 'none' };
  const basis = byCode === undefined ? 'text' : meaningOf(parcelDeEvents, ice) === undefined ? 'category' : 'code';
  return { status: status === 'delivered' && wire['@ruecksendung'] === 'true' ? 'returned' : status, detail, basis };
}

/** Lines of a piece, in a list or without one. */
interface Line {
  readonly event: WireEvent;
  readonly path: string;
}

function linesOf(elements: WirePiece['data'], path: string): readonly Line[] {
  return elements.flatMap((element, index): readonly Line[] => {
    if (!element) return [];
    const here = `${path}.data.${index}`;
    const inner = element.data.flatMap((event, at) => (event ? [{ event, path: `${here}.data.${at}` }] : []));
    return kindOf(element) === 'pieceevent' ? [{ event: element, path: here }] : inner;
  });
}

/** The history, oldest first; the newest state alone where the answer has no history. */
export function scansOf(piece: WirePiece, path: string, issues: Issue[]): readonly Scan[] {
  const lines = linesOf(piece.data, path);
  const nextStep = plainText(piece['@status-next']);
  const scans = lines.map(({ event, path: at }) => scanOf(event, at, issues));
  if (lines.length > 0) return withNextStep(scans, nextStep, plainText(piece['@status']));
  if (present([text(piece['@status']), text(piece['@ice'])]).length === 0) return [];
  const field = text(piece['@status-timestamp']) === undefined ? '@last-event-timestamp' : '@status-timestamp';
  const newest = { ...piece, '@event-timestamp': piece[field], '@event-status': piece['@status'] };
  return [{ ...scanOf(newest, path, issues, field), nextStep }];
}

/** What comes next is said of the newest line, as long as that is what the piece is said to be at. */
function withNextStep(
  scans: readonly Scan[],
  nextStep: string | undefined,
  words: string | undefined,
): readonly Scan[] {
  const newest = scans.at(-1);
  if (newest === undefined || nextStep === undefined) return scans;
  if (words !== undefined && newest.description?.startsWith(words) !== true) return scans;
  return [...scans.slice(0, -1), { ...newest, nextStep }];
}

export function scanOf(event: WireEvent, path: string, issues: Issue[], field = '@event-timestamp'): Scan {
  const [ice, ric] = [text(event['@ice']), text(event['@ric'])];
  const code = ice ?? text(event['@standard-event-code']);
  const words = plainText(event['@event-status']) ?? plainText(event['@event-text']);
  return {
    ...readCodes(event, words),
    code,
    reasonCode: ric,
    // Times are to the minute: two events of one may differ in the reason alone.
    identity: ric === undefined ? code : `${code ?? ''}+${ric}`,
    description: sentences(words, plainText(event['@event-text'])),
    occurredAt: timeOrIssue(event['@event-timestamp'], issues, `${path}.${field}`, readGermanTime),
    place: placeOf(event),
  };
}

function placeOf(event: Pick<WireEvent, '@event-location' | '@event-country'>): Place | undefined {
  const country = text(event['@event-country']);
  return compactOrAbsent({
    city: text(event['@event-location']),
    country: country === undefined ? undefined : countryOf(country),
  });
}

/**
 * The scans that stand: `STORN` says that the driver took back the event before it. Both stay in the history, and where
 * the parcel is follows from the others.
 */
export function withoutWithdrawn(scans: readonly Scan[]): readonly Scan[] {
  const standing: Scan[] = [];
  for (const scan of scans) {
    if (scan.code === 'STORN') standing.pop();
    else standing.push(scan);
  }
  return standing;
}

/** `20.11.2026 14:30` in canonical form, a wall clock in Germany or wherever the event was: DHL does not say which. */
export function readGermanTime(value: string | null | undefined): string | undefined {
  const stated = text(value);
  const [, day, month, year, clock] = /^(\d\d)\.(\d\d)\.(\d{4})(?:\s+(\d\d:\d\d(?::\d\d)?))?$/.exec(stated ?? '') ?? [];
  return readTime(day === undefined ? stated : `${year}-${month}-${day}${clock === undefined ? '' : `T${clock}`}`);
}
