import {
  compactOrAbsent,
  countryCode,
  type Issue,
  type Maybe,
  type Place,
  plainText,
  present,
  type Scan,
  sentences,
  text,
  timeOrIssue,
} from 'waybill/kit';
import { codesOf, latestCodes, newestScan, type ScanCodes, statusOf } from './status.ts';
import { momentOf, readFedexTime, timeOf } from './time.ts';
import type { TrackResult, WireAddress, WireScan, WireScanLocation } from './wire.ts';

/** A shipment's scans, and the times among them that cannot be. */
export interface ScansReading {
  readonly scans: readonly Scan[];
  readonly order: 'newest-first' | 'oldest-first';
  readonly issues: readonly Issue[];
}

/** All scans of one shipment. FedEx sends the newest first, so far, and promises nothing. */
export function scansOf(result: TrackResult, codes = latestCodes(result)): ScansReading {
  const wires = result.scanEvents;
  const issues: Issue[] = [];
  const scans: Scan[] = [];
  const subject = newestScan(result, codes.eventType);
  let current: number | undefined;
  for (const [index, wire] of wires.entries()) {
    if (wire === null || wire === undefined) continue;
    if (wire === subject) current = scans.length;
    scans.push(scanOf(wire, timeOrIssue(wire.date, issues, `scanEvents.${index}.date`, readFedexTime)));
  }
  const ascending = momentOf(scans[0]?.occurredAt) < momentOf(scans.at(-1)?.occurredAt);
  const order = ascending ? 'oldest-first' : 'newest-first';
  const nextStep = nextStepOf(result, codes);
  if (scans.length === 0) {
    const latest = latestScan(result, codes);
    return { scans: latest === undefined ? [] : [{ ...latest, nextStep }], order, issues };
  }
  const newest = current ?? (ascending ? scans.length - 1 : 0);
  const told = scans[newest];
  if (told !== undefined) {
    const description = current === undefined ? told.description : withReason(told, codes);
    scans[newest] = { ...told, description, ...(nextStep !== undefined && { nextStep }) };
  }
  return { scans, order, issues };
}

/** What FedEx says of the parcel as it stands: what to do, what it will do, and its notes; not what its line says already. */
function nextStepOf(result: TrackResult, { exceptionText, eventText, actions = [] }: ScanCodes): string | undefined {
  const said = new Set([exceptionText, eventText].map((words) => words?.toLowerCase()));
  const notes = present(result.informationNotes).map(({ description }) => plainText(description));
  const all = [...actions, plainText(result.serviceCommitMessage?.message), ...notes];
  return sentences(...all.filter((words) => words !== undefined && !said.has(words.toLowerCase())));
}

/** One line of the history, with its time. */
export function scanOf(wire: WireScan, occurredAt: string | undefined): Scan {
  return lineOf(codesOf(wire), occurredAt, placeOfScan(wire.scanLocation, wire.locationId));
}

/** A status without a history is a line of its own: what, where and why, and when where a type of date tells. */
function latestScan(result: TrackResult, codes: ScanCodes): Scan | undefined {
  const { eventType, eventText } = codes;
  if (eventType === undefined && eventText === undefined) return undefined;
  const type = Object.hasOwn(datedBy, eventType ?? '') ? datedBy[eventType ?? ''] : undefined;
  const time = type === undefined ? undefined : timeOf(result, type);
  return lineOf(codes, time, placeOfScan(result.latestStatusDetail?.scanLocation));
}

/** Statuses that have a date of their own (`dateAndTimes`). */
const datedBy: Readonly<Record<string, string>> = { DL: 'ACTUAL_DELIVERY', PU: 'ACTUAL_PICKUP' };

function lineOf(codes: ScanCodes, occurredAt: string | undefined, place: Place | undefined): Scan {
  const { eventType, exceptionCode, derivedCode, exceptionText, eventText } = codes;
  const { status, detail, basis } = statusOf(codes);
  const code = eventType ?? derivedCode;
  return {
    status,
    detail,
    basis,
    code,
    reasonCode: exceptionCode,
    description: wordsOf(eventText, exceptionText),
    occurredAt,
    place,
    // Two reasons may come within the same minute at the same place.
    identity: exceptionCode === undefined ? undefined : `${code ?? ''}-${exceptionCode}`,
  };
}

/** FedEx tells what happened and why in two fields, and a person wants both. */
function wordsOf(event: string | undefined, reason: string | undefined): string | undefined {
  if (event === undefined || reason === undefined || event === reason) return event ?? reason;
  return `${event.endsWith('.') ? event.slice(0, -1) : event}: ${reason}`;
}

/** A scan's words, with the reason that FedEx gives beside the latest status alone. */
function withReason({ description, reasonCode }: Scan, { exceptionText }: ScanCodes): string | undefined {
  if (reasonCode !== undefined || exceptionText === undefined) return description;
  const isSaid = description?.toLowerCase().includes(exceptionText.toLowerCase()) === true;
  return isSaid ? description : wordsOf(description, exceptionText);
}

/** An address without its street, which FedEx shows to secured callers only and which is personal. */
export function placeOf(address: Maybe<WireAddress>, facility?: Maybe<string>): Place | undefined {
  return compactOrAbsent({
    city: text(address?.city),
    region: text(address?.stateOrProvinceCode),
    postalCode: text(address?.postalCode),
    country: countryCode(address?.countryCode),
    facility: text(facility),
  });
}

/** Where a scan was made; its address is bare, or in the form that the documentation shows. */
export function placeOfScan(location: Maybe<WireScanLocation>, facility?: Maybe<string>): Place | undefined {
  const nested = location?.locationContactAndAddress?.address;
  return placeOf(nested ?? location, text(location?.locationId) ?? facility);
}

/** Whether two places are the same city; undefined where one of the cities is not known. */
export function isSameCity(a: Place | undefined, b: Place | undefined): boolean | undefined {
  if (a?.city === undefined || b?.city === undefined) return undefined;
  return isSameWord(a.city, b.city) && isSameWord(a.region, b.region) && isSameWord(a.country, b.country);
}

function isSameWord(a = '', b = ''): boolean {
  return a === b || a.toUpperCase() === b.toUpperCase();
}
