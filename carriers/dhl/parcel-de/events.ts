import {
  compactOrAbsent,
  type Issue,
  meaningOf,
  type Place,
  present,
  readTime,
  type Scan,
  type StatusBasis,
  text,
} from 'waybill/kit';
import { countryOf } from '../shared/countries-german.ts';
import { meaningOfEvent, parcelDeEvents } from '../shared/status-parcel-de.ts';

import type { WireEvent, WirePiece } from './wire.ts';

/** What the three codes say of an event or of a piece. */
export type CodeReading = Pick<Scan, 'status' | 'detail'> & { readonly basis: StatusBasis };

type Codes = Pick<WireEvent, '@ice' | '@ric' | '@standard-event-code' | '@ruecksendung'>;

/**
 * By event (ICE) and reason (RIC); by the standard event alone, which is coarse, where DHL leaves those out. Words decide
 * nothing: they come in German or English. A delivery on the way back is one to the sender.
 */
export function readCodes(wire: Codes): CodeReading {
  const ice = text(wire['@ice']);
  const [status, detail] = meaningOfEvent(ice, text(wire['@ric']), text(wire['@standard-event-code'])) ?? [];
  if (status === undefined) return { status: 'unknown', basis: 'none' };
  const basis = meaningOf(parcelDeEvents, ice) === undefined ? 'category' : 'code';
  return { status: status === 'delivered' && wire['@ruecksendung'] === 'true' ? 'returned' : status, detail, basis };
}

/** The history, oldest first; the newest state alone where the answer has no history. */
export function scansOf(piece: WirePiece, path: string, issues: Issue[]): readonly Scan[] {
  const scans = piece.data.flatMap((list, outer) =>
    (list?.data ?? []).flatMap((event, inner) =>
      event ? [readScan(event, `${path}.data.${outer}.data.${inner}.@event-timestamp`, issues)] : [],
    ),
  );
  if (scans.length > 0 || present([text(piece['@status']), text(piece['@ice'])]).length === 0) return scans;
  const newest = {
    ...piece,
    '@event-timestamp': piece['@status-timestamp'],
    '@event-status': piece['@status'],
  };
  return [readScan(newest, `${path}.@status-timestamp`, issues)];
}

function readScan(event: WireEvent, path: string, issues: Issue[]): Scan {
  const occurredAt = readGermanTime(event['@event-timestamp']);
  if (occurredAt === undefined && text(event['@event-timestamp']) !== undefined) {
    issues.push({ path, expected: 'a time', seen: 'a time we cannot read' });
  }
  const [ice, ric] = [text(event['@ice']), text(event['@ric'])];
  const code = ice ?? text(event['@standard-event-code']);
  return {
    ...readCodes(event),
    code,
    reasonCode: ric,
    // Times are to the minute: two events of one may differ in the reason alone.
    identity: ric === undefined ? code : `${code ?? ''}+${ric}`,
    description: text(event['@event-status']) ?? text(event['@event-text']),
    occurredAt,
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
