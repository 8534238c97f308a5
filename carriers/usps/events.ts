import { type Issue, present, type Scan, text } from 'waybill/kit';
import { placeOf } from './place.ts';
import { eventIn, toldIn } from './sentence.ts';
import { meaningOfScan, meaningOfSentence } from './status.ts';
import { occurredAtOf } from './time.ts';
import type { WireEvent, WireRecord } from './wire.ts';

/** The scans of a record, newest first, as USPS lists them; adds to `issues` what could not be read. */
export function scansOf(record: WireRecord, issues: Issue[]): readonly Scan[] {
  const events = record.trackingEvents ?? [];
  const scans: Scan[] = [];
  for (const [index, event] of events.entries()) {
    if (event === null || event === undefined) continue;
    scans.push(scanOf(event, index, issues));
  }
  return scans.length > 0 ? scans : present(record.eventSummaries).map(scanOfSentence);
}

function scanOf(event: WireEvent, index: number, issues: Issue[]): Scan {
  const code = text(event.eventCode);
  const { meaning, basis } = meaningOfScan(code, event.eventType, text(event.deliveryAttributeCode));
  const occurredAt = occurredAtOf(event);
  if (occurredAt === undefined && text(event.eventTimestamp) !== undefined) {
    issues.push({ path: `trackingEvents.${index}.eventTimestamp`, expected: 'a time', seen: 'a time we cannot read' });
  }
  const place = placeOf({
    city: event.eventCity,
    state: event.eventState,
    postalCode: event.eventZIPCode ?? event.eventZIP,
    country: event.eventCountry,
    facility: event.eventPartner,
  });
  if (place?.country === undefined && text(event.eventCountry) !== undefined) {
    issues.push({ path: `trackingEvents.${index}.eventCountry`, expected: 'a country', seen: 'a name we do not know' });
  }
  return {
    status: meaning[0],
    detail: meaning[1],
    basis,
    code,
    reasonCode: text(event.reasonCode),
    description: text(event.eventType),
    occurredAt,
    place,
  };
}

/** A summary has sentences only; when and where is part of the wording. */
function scanOfSentence(sentence: string): Scan {
  const meaning = meaningOfSentence(eventIn(sentence));
  return {
    status: meaning?.[0] ?? 'unknown',
    detail: meaning?.[1],
    basis: meaning === undefined ? 'none' : 'text',
    description: text(sentence),
    ...toldIn(sentence),
  };
}
