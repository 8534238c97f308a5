import { type Issue, present, type Scan, text } from 'waybill/kit';
import { placeOf } from './place.ts';
import { type ScanCodes, statusOf } from './status.ts';
import { momentOf, readFedexTime } from './time.ts';
import type { TrackResult, WireScan } from './wire.ts';

/** A shipment's scans, and the times among them that cannot be. */
export interface ScansReading {
  readonly scans: readonly Scan[];
  readonly order: 'newest-first' | 'oldest-first';
  readonly issues: readonly Issue[];
}

/** All scans of one shipment. FedEx sends the newest first, so far, and promises nothing. */
export function readScans({ scanEvents }: TrackResult): ScansReading {
  const issues: Issue[] = [];
  const scans: Scan[] = [];
  for (const [index, wire] of scanEvents.entries()) {
    if (wire === null || wire === undefined) continue;
    const scan = readScan(wire);
    scans.push(scan);
    if (scan.occurredAt === undefined && text(wire.date) !== undefined) {
      issues.push({ path: `scanEvents.${index}.date`, expected: 'a time', seen: 'a time we cannot read' });
    }
  }
  const ascending = momentOf(scans[0]?.occurredAt) < momentOf(scans.at(-1)?.occurredAt);
  return { scans, order: ascending ? 'oldest-first' : 'newest-first', issues };
}

/** What decides a scan's meaning. */
export function codesOf(scan: WireScan): ScanCodes {
  return {
    eventType: text(scan.eventType),
    exceptionCode: text(scan.exceptionCode),
    exceptionText: text(scan.exceptionDescription),
    derivedCode: text(scan.derivedStatusCode),
    locationType: text(scan.locationType),
    delayType: text(scan.delayDetail?.type),
    delayStatus: text(scan.delayDetail?.status),
  };
}

/** The newest scan with this code. */
export function newestScan({ scanEvents }: TrackResult, eventType: string | undefined): WireScan | undefined {
  let newest: WireScan | undefined;
  for (const scan of present(scanEvents)) {
    if (text(scan.eventType) !== eventType) continue;
    if (newest === undefined || momentOf(readFedexTime(scan.date)) > momentOf(readFedexTime(newest.date)))
      newest = scan;
  }
  return newest;
}

function readScan(wire: WireScan): Scan {
  const codes = codesOf(wire);
  const { eventType, exceptionCode, derivedCode, exceptionText } = codes;
  const { status, detail, basis } = statusOf(codes);
  const code = eventType ?? derivedCode;
  return {
    status,
    detail,
    basis,
    code,
    reasonCode: exceptionCode,
    description: wordsOf(text(wire.eventDescription) ?? text(wire.derivedStatus), exceptionText),
    occurredAt: readFedexTime(wire.date),
    place: placeOf(wire.scanLocation, wire.locationId),
    // Two reasons may come within the same minute at the same place.
    identity: exceptionCode === undefined ? undefined : `${code ?? ''}-${exceptionCode}`,
  };
}

/** FedEx tells what happened and why in two fields, and a person wants both. */
function wordsOf(event: string | undefined, reason: string | undefined): string | undefined {
  if (event === undefined || reason === undefined || event === reason) return event ?? reason;
  return `${event}: ${reason}`;
}
