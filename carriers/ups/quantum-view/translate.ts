import type { Issue, TrackingDraft } from 'waybill/kit';
import { placeOf } from '../events.ts';
import { siblingsOf } from '../shipment.ts';
import { trackingOf } from '../tracking.ts';
import type { WirePackage } from '../wire.ts';
import {
  deliveryRecord,
  exceptionRecord,
  genericRecord,
  manifestRecords,
  originRecord,
  type PackageFacts,
  type QuantumRecord,
} from './records.ts';
import type { WireFile } from './wire.ts';

/** Name of the format, in JSON and in XML. */
export const formatName = 'ups.quantum-view';

/** A record with the issues that reading it met with. */
export interface NotedRecord extends QuantumRecord {
  readonly issues: readonly Issue[];
}

/** The records of a file, each kind's in the order sent, kinds in the order in which a parcel meets them. */
export function recordsOf(file: WireFile, path: string, found: readonly Issue[]): readonly NotedRecord[] {
  const noted = <Wire>(
    kind: keyof WireFile,
    wires: readonly (Wire | null | undefined)[],
    read: (wire: Wire, path: string, issues: Issue[]) => readonly QuantumRecord[],
  ): readonly NotedRecord[] =>
    wires.flatMap((wire, index) => {
      if (wire === null || wire === undefined) return [];
      const own = `${path}.${kind}.${index}`;
      const issues = found.filter((issue) => issue.path.startsWith(`${own}.`));
      return read(wire, own, issues).map((record) => ({ ...record, issues }));
    });
  return [
    ...noted('Manifest', file.Manifest, manifestRecords),
    ...noted('Origin', file.Origin, (wire, own, issues) => [originRecord(wire, own, issues)]),
    ...noted('Generic', file.Generic, (wire, own, issues) => [genericRecord(wire, own, issues)]),
    ...noted('Exception', file.Exception, (wire, own, issues) => [exceptionRecord(wire, own, issues)]),
    ...noted('Delivery', file.Delivery, (wire, own, issues) => [deliveryRecord(wire, own, issues)]),
  ];
}

/** One tracking for each number, in the order of their first records; a record without a number is nobody's. */
export function trackingsOf(records: readonly NotedRecord[]): readonly TrackingDraft[] {
  const groups = new Map<string, NotedRecord[]>();
  for (const record of records) {
    const group = groups.get(record.trackingNumber);
    if (group !== undefined) group.push(record);
    else if (record.trackingNumber !== '') groups.set(record.trackingNumber, [record]);
  }
  return [...groups].map(([trackingNumber, group]) => gathered(trackingNumber, group));
}

/** The package that several records speak of; of a fact that changed, the newest record's word counts. */
function gathered(trackingNumber: string, records: readonly NotedRecord[]): TrackingDraft {
  const newest = inTime(records).map(({ facts }) => facts);
  const facts = newest.reduce<PackageFacts>(merged, {});
  const references = newest.flatMap((each) => each.references ?? []);
  return trackingOf({
    format: formatName,
    trackingNumber,
    shipment: { pickupDate: facts.pickupDate },
    parcel: packageOf(trackingNumber, facts, references),
    scans: records.map(({ scan }) => scan),
    order: 'oldest-first',
    related: siblingsOf(trackingNumber, facts.pieces ?? []),
    issues: records.flatMap(({ issues }) => issues),
  });
}

/** Oldest first; a record without a time stays behind the one before it. */
function inTime(records: readonly NotedRecord[]): readonly NotedRecord[] {
  let last = '';
  const dated = records.map((record) => {
    last = record.scan.occurredAt ?? last;
    return { record, at: last };
  });
  return dated.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1)).map(({ record }) => record);
}

function merged(before: PackageFacts, next: PackageFacts): PackageFacts {
  return {
    pickupDate: next.pickupDate ?? before.pickupDate,
    scheduled: next.scheduled ?? before.scheduled,
    rescheduled: next.rescheduled ?? before.rescheduled,
    origin: next.origin ?? before.origin,
    // A corrected address may lack what the first one had; it is not mixed with it.
    destination: placeOf(next.destination) === undefined ? before.destination : next.destination,
    service: next.service?.code === undefined ? before.service : { ...before.service, ...next.service },
    weight: next.weight ?? before.weight,
    deliveryInformation: next.deliveryInformation ?? before.deliveryInformation,
    pickupBy: next.pickupBy ?? before.pickupBy,
    pieces: next.pieces ?? before.pieces,
  };
}

/** The facts in the words of Track v1. */
function packageOf(
  trackingNumber: string,
  facts: PackageFacts,
  references: WirePackage['referenceNumber'],
): WirePackage {
  const { scheduled, rescheduled, pieces = [] } = facts;
  const time = (rescheduled ?? scheduled)?.time;
  return {
    trackingNumber,
    activity: [],
    deliveryDate: [
      { type: 'SDD', date: scheduled?.date },
      { type: 'RDD', date: rescheduled?.date },
    ],
    deliveryTime: time === undefined ? undefined : { type: 'CMT', endTime: time },
    deliveryInformation: facts.deliveryInformation,
    packageAddress: [
      { type: 'ORIGIN', address: facts.origin },
      { type: 'DESTINATION', address: facts.destination },
    ],
    service: facts.service,
    weight: facts.weight,
    referenceNumber: references,
    alternateTrackingNumber: [],
    packageCount: pieces.length > 1 ? pieces.length : undefined,
    accessPointInformation: { pickupByDate: facts.pickupBy },
  };
}
