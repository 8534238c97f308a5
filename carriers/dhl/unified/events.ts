import { type Issue, isDateOnly, plainText, present, type Scan, sentences, some, text, timeOrIssue } from 'waybill/kit';
import { placeOf } from './place.ts';
import { isLater, isPaketEvent, readStatus, type StatusReading } from './status.ts';
import type { WireShipment, WireStatus } from './wire.ts';

/**
 * A shipment's history in DHL's order, newest first. The newest state is a line of its own where the history does not have
 * it: where there is none, and where it is newer. Times keep what they have: Parcel DE and Global Forwarding give a wall
 * clock, the others an offset, some of them up to nanoseconds.
 */
export function scansOf(shipment: WireShipment, path: string, issues: Issue[]): readonly Scan[] {
  const service = text(shipment.service);
  const { status } = shipment;
  const newestLine = status ? shipment.events.findIndex((line) => line && isRepeated(line, status)) : -1;
  const scans = shipment.events.flatMap((line, index) => {
    if (!line) return [];
    const whole = index === newestLine ? withAdvice(line, status) : line;
    return [scanOf(service, whole, `${path}.events.${index}`, issues)];
  });
  if (!status || newestLine >= 0) return scans;
  const unheard: Issue[] = [];
  const newest = scanOf(service, status, `${path}.status`, unheard);
  if (scans.length > 0 && !isNewer(newest, scans)) return scans;
  issues.push(...unheard);
  return [newest, ...scans];
}

/** Whether a line is the newest state. */
function isRepeated(line: WireStatus, status: WireStatus): boolean {
  const words = ({ status, description }: WireStatus): string => `${text(status)} ${text(description)}`;
  return text(line.timestamp) === text(status.timestamp) && words(line) === words(status);
}

/** Remark and advice stand with the newest state only, in some answers. */
function withAdvice(line: WireStatus, status: WireStatus | null | undefined): WireStatus {
  return { ...line, remark: line.remark ?? status?.remark, nextSteps: line.nextSteps ?? status?.nextSteps };
}

/** Later than all lines, or at the time of the newest and of another meaning. */
function isNewer(newest: Scan, scans: readonly Scan[]): boolean {
  const time = newest.occurredAt;
  if (time === undefined || isDateOnly(time)) return false;
  const times = scans.flatMap(({ occurredAt }) => occurredAt ?? []);
  if (times.length === 0 || times.some((other) => isLater(other, time))) return false;
  const same = scans.filter(({ occurredAt }) => occurredAt !== undefined && !isLater(time, occurredAt));
  if (newest.basis === 'category' || newest.basis === 'none') return same.length === 0;
  return !same.some(
    ({ status, detail }) => status === newest.status && (detail === newest.detail || newest.detail === undefined),
  );
}

export function scanOf(service: string | undefined, line: WireStatus, path: string, issues: Issue[]): Scan {
  const reading = readStatus(service, line);
  return {
    status: reading.status,
    detail: reading.detail,
    basis: reading.basis,
    code: reading.code,
    reasonCode: reading.reasonCode,
    identity: reading.reasonCode ?? reading.code ?? identityOf(line),
    description: describe(line, reading),
    nextStep: plainText(line.nextSteps),
    occurredAt: timeOrIssue(line.timestamp, issues, `${path}.timestamp`),
    place: placeOf(line.location, service),
    pieces: some(present(line.pieceIds).flatMap((piece) => text(piece) ?? [])),
  };
}

/** Sentences change with the language asked for, and a scan is the same in all of them; words and titles stay. */
function identityOf(line: WireStatus): string | undefined {
  const stated = text(line.status);
  const isTitle = stated !== undefined && (stated === stated.toUpperCase() || !stated.includes(' '));
  return isTitle ? stated : (text(line.statusCode) ?? stated);
}

/**
 * The words for people, each once. A code, and a category that is only repeated, is left out where there are words; a title
 * with more behind it keeps both: `DELIVERED: IN/AT MAILBOX`. Parcel NL repeats the number of the returning parcel in
 * `description` and `remark`: that is no word.
 */
function describe(line: WireStatus, reading: StatusReading): string | undefined {
  let known = descriptions.get(reading);
  if (known === undefined) {
    known = { text: describeAnew(line, reading) };
    descriptions.set(reading, known);
  }
  return known.text;
}

/** Readings are the same for the same words: so is the description. */
const descriptions = new WeakMap<StatusReading, { readonly text: string | undefined }>();

function describeAnew(line: WireStatus, { code }: StatusReading): string | undefined {
  const stated = plainText(line.status);
  if (returnNumber(line) !== undefined) return stated;
  const described = plainText(line.description);
  const detailed = isPaketEvent(text(line.statusDetailed)) ? undefined : plainText(line.statusDetailed);
  const words = sentences(described, detailed, plainText(line.remark));
  if (words === undefined || stated === undefined) return words ?? stated;
  if (code !== undefined || stated === text(line.statusCode)) return words;
  if (described === undefined) return sentences(stated, detailed, plainText(line.remark));
  return described.toLowerCase() === stated.toLowerCase() ? words : `${stated}: ${words}`;
}

/** The number under which a parcel goes back: Parcel NL puts it into the remark of `RETURNED_TO_SHIPPER`. */
export function returnNumber({ status, remark }: WireStatus): string | undefined {
  const number = status === 'RETURNED_TO_SHIPPER' ? text(remark) : undefined;
  return number !== undefined && /^[A-Z0-9]{8,40}$/.test(number) ? number : undefined;
}
