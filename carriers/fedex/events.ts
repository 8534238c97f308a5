import { type Issue, type Scan, text } from 'waybill/kit';
import { placeOf } from './place.ts';
import { codesOf, statusOf } from './status.ts';
import { momentOf, readFedexTime } from './time.ts';
import type { TrackResult, WireScan } from './wire.ts';

/** A shipment's scans, and the times among them that cannot be. */
export interface ScansReading {
  readonly scans: readonly Scan[];
  readonly order: 'newest-first' | 'oldest-first';
  readonly issues: readonly Issue[];
}

/** All scans of one shipment. FedEx sends the newest first, so far, and promises nothing. */
export function scansOf({ scanEvents }: TrackResult): ScansReading {
  const issues: Issue[] = [];
  const scans: Scan[] = [];
  for (const [index, wire] of scanEvents.entries()) {
    if (wire === null || wire === undefined) continue;
    const scan = scanOf(wire);
    scans.push(scan);
    if (scan.occurredAt === undefined && text(wire.date) !== undefined) {
      issues.push({ path: `scanEvents.${index}.date`, expected: 'a time', seen: 'a time we cannot read' });
    }
  }
  const ascending = momentOf(scans[0]?.occurredAt) < momentOf(scans.at(-1)?.occurredAt);
  return { scans, order: ascending ? 'oldest-first' : 'newest-first', issues };
}

/** One line of the history. */
export function scanOf(wire: WireScan): Scan {
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
