import { type Issue, present, readTime, type Scan, some, text } from 'waybill/kit';
import { placeOf } from './place.ts';
import { readStatus, type StatusReading } from './status.ts';
import type { WireShipment, WireStatus } from './wire.ts';

/**
 * A shipment's history in DHL's order, newest first; the newest state alone where there is no history. Times keep what
 * they have: Parcel DE and Global Forwarding give a wall clock, the others an offset, some of them up to nanoseconds.
 */
export function scansOf(shipment: WireShipment, path: string, issues: Issue[]): readonly Scan[] {
  const service = text(shipment.service);
  const { events, status } = shipment;
  if (!events.some((line) => line !== null && line !== undefined)) {
    return status ? [scanOf(service, status, `${path}.status`, issues)] : [];
  }
  return events.flatMap((line, index) => (line ? [scanOf(service, line, `${path}.events.${index}`, issues)] : []));
}

function scanOf(service: string | undefined, line: WireStatus, path: string, issues: Issue[]): Scan {
  const occurredAt = readTime(line.timestamp);
  if (occurredAt === undefined && text(line.timestamp) !== undefined) {
    issues.push({ path: `${path}.timestamp`, expected: 'a time', seen: 'a time we cannot read' });
  }
  const reading = readStatus(service, line);
  return {
    status: reading.status,
    detail: reading.detail,
    basis: reading.basis,
    code: reading.code,
    identity: reading.code ?? identityOf(line),
    description: describe(line, reading),
    occurredAt,
    place: placeOf(line.location),
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
 * The words for people. A code is left out where there are words; a title with more behind it keeps both: `DELIVERED:
 * IN/AT MAILBOX`. Parcel NL repeats the number of the returning parcel in `description`: that is no word.
 */
function describe(line: WireStatus, { code }: StatusReading): string | undefined {
  const stated = text(line.status);
  const remark = text(line.remark);
  const described = text(line.description) ?? text(line.statusDetailed);
  if (described === undefined || (described === remark && returnNumber(line) !== undefined)) return stated;
  if (stated === undefined || code !== undefined || described.toLowerCase() === stated.toLowerCase()) return described;
  // Some divisions only repeat the category in `status`.
  return stated === text(line.statusCode) ? described : `${stated}: ${described}`;
}

/** The number under which a parcel goes back: Parcel NL puts it into the remark of `RETURNED_TO_SHIPPER`. */
export function returnNumber({ status, remark }: WireStatus): string | undefined {
  const number = status === 'RETURNED_TO_SHIPPER' ? text(remark) : undefined;
  return number !== undefined && /^[A-Z0-9]{8,40}$/.test(number) ? number : undefined;
}
