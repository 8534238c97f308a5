import {
  type CurrentStatus,
  compactOrAbsent,
  eventsOf,
  type Meaning,
  meaningOf,
  parcelStatus,
  present,
  type Scan,
  type StatusBasis,
  type StatusTable,
  text,
} from 'waybill/kit';
import { deliveryCodes } from './status-deliveries.ts';
import { descriptionCodes } from './status-descriptions.ts';
import { packageExceptions } from './status-exceptions.ts';
import { freightActivities, freightExceptions } from './status-freight.ts';
import { mailInnovations } from './status-mail.ts';
import { activityTypes, manifestCodes, movementScans, updateCodes } from './status-movements.ts';
import type { WirePackage, WireStatus } from './wire.ts';

/** The version of the tables that decide statuses; part of every {@link Tracking.mapping}. */
export const tablesVersion = '2026.11';

/** The three worlds of UPS numbers, which give one two-letter code different meanings. */
export type Family = 'package' | 'mail' | 'freight';

/** A status as UPS codes it; each part may be missing. */
export interface CodedStatus {
  readonly type?: string | undefined;
  /** Two characters that mean something under their type only. `currentStatus` has the three digits here. */
  readonly code?: string | undefined;
  /** Three digits. */
  readonly statusCode?: string | undefined;
  readonly description?: string | undefined;
  /** The delivery code of the place where it was left, where an answer has it beside that of the status. */
  readonly leftAt?: string | undefined;
}

/** A scan, and the activity type that tells a delivery from a note of one. */
export interface Activity extends Scan {
  readonly type: string | undefined;
}

/** What a status means, and what decided it. */
export interface StatusReading {
  readonly meaning: Meaning;
  readonly basis: StatusBasis;
}

const mailNumber = /^(?:MI\d{6}[0-9A-Z]+|9\d{21}|9\d{25}|9\d{33}|\d{18})$/;
const freightNumber = /^\d{7,11}$/;

/** Which tables come first for a number's activities. A number keeps its family whoever tells of it. */
export function familyOf(trackingNumber: string): Family {
  if (mailNumber.test(trackingNumber)) return 'mail';
  return freightNumber.test(trackingNumber) ? 'freight' : 'package';
}

/**
 * The status code decides, for it alone is unambiguous; the code beneath the type makes it finer, and stands in for it
 * where it is missing or says nothing. The type alone is a coarse category.
 */
export function readStatus(status: CodedStatus, family: Family): StatusReading {
  const { type, code, statusCode } = status;
  const freight = family === 'freight' || isFreightType(type);
  const digits = padded(statusCode, 3) ?? (isDescriptionCode(code) && !freight ? code : undefined);
  const described = meaningOf(descriptionCodes, digits);
  const coded = meaningOfCode(type, padded(code, 2), freight ? 'freight' : family);
  const typed = type === 'D' ? whereLeft(coded, status.leftAt) : coded;
  if (described !== undefined && described[0] !== 'unknown') {
    return { meaning: typed === undefined ? described : finer(described, typed, digits), basis: 'code' };
  }
  if (digits === undefined && goesOut(status)) return { meaning: ['out_for_delivery'], basis: 'text' };
  if (typed !== undefined) return { meaning: typed, basis: 'code' };
  const category = meaningOf(activityTypes, type);
  if (category !== undefined && category[0] !== 'unknown') return { meaning: category, basis: 'category' };
  return described === undefined && category === undefined
    ? { meaning: ['unknown'], basis: 'none' }
    : { meaning: ['unknown'], basis: 'code' };
}

/** What a code means under its type. */
export function meaningOfCode(type: string | undefined, code: string | undefined, family: Family): Meaning | undefined {
  const own = type !== undefined && Object.hasOwn(packageTables, type) ? packageTables[type] : undefined;
  const meaning = own === undefined ? undefined : meaningOf(own, code);
  if (family === 'package') return meaning;
  if (family === 'mail') return meaningOf(mailInnovations, code) ?? meaning;
  const exception = type === 'X' || own === undefined ? meaningOf(freightExceptions, code) : undefined;
  return meaningOf(freightActivities, code) ?? exception ?? meaning;
}

const packageTables: Readonly<Record<string, StatusTable>> = {
  D: deliveryCodes,
  I: movementScans,
  M: manifestCodes,
  MV: manifestCodes,
  P: movementScans,
  U: updateCodes,
  X: packageExceptions,
};

function isFreightType(type: string | undefined): boolean {
  return type === 'DO' || type === 'DD' || type === 'W';
}

function isDescriptionCode(code: string | undefined): boolean {
  return code?.length === 3 && /^\d{3}$/.test(code);
}

/** A code of digits with the leading zeros that spreadsheets eat: UPS prints `3` for `003` in its own tables. */
function padded(code: string | undefined, length: number): string | undefined {
  return code === undefined || code.length >= length || !/^\d+$/.test(code) ? code : code.padStart(length, '0');
}

/** Details that a code beneath the type may replace: each leaves open what happened. */
const coarse: ReadonlySet<string> = new Set(['accepted', 'customs_held', 'delayed', 'held', 'return_to_sender']);
/** What a code may make of a plain "Delivered": at a pick-up point, with another carrier, back at the sender. */
const notYetReceived: ReadonlySet<string> = new Set(['available_for_pickup', 'in_transit', 'returned']);

function finer(described: Meaning, typed: Meaning, digits: string | undefined): Meaning {
  if (typed[0] === described[0]) {
    return typed[1] !== undefined && (described[1] === undefined || coarse.has(described[1])) ? typed : described;
  }
  // "Exception" says no more than type X, under which UPS also files notes, claims and returns.
  if (digits === '013') return typed;
  return digits === '011' && notYetReceived.has(typed[0]) ? typed : described;
}

/** The place where it was left, where the code of the status says delivered and no more. */
function whereLeft(coded: Meaning | undefined, leftAt: string | undefined): Meaning | undefined {
  const left = meaningOf(deliveryCodes, padded(leftAt, 2));
  if (left === undefined || (left[0] !== 'delivered' && !notYetReceived.has(left[0]))) return coded;
  return coded === undefined || (coded[0] === 'delivered' && coded[1] === undefined) ? left : coded;
}

/** Answers without status codes have the scan at the last building and the departure from it under one code. */
function goesOut({ type, code, description }: CodedStatus): boolean {
  return type === 'I' && code === 'DS' && description !== undefined && /^out for delivery\b/i.test(description);
}

type Order = Parameters<typeof eventsOf>[1];

/** Where UPS says that a package is, or what its history says of it when read with care. */
export function currentStatusOf(
  parcel: WirePackage,
  scans: readonly Activity[],
  order: Order,
  family: Family,
): CurrentStatus | undefined {
  return stated(parcel, family) ?? archived(parcel, scans) ?? withoutLateStart(scans, order);
}

/** `currentStatus`, or the package's own `statusCode`, which is seldom there. */
function stated(parcel: WirePackage, family: Family): CurrentStatus | undefined {
  const status: WireStatus = compactOrAbsent(parcel.currentStatus ?? {}) ?? { statusCode: text(parcel.statusCode) };
  const { meaning, basis } = readStatus(
    { type: text(status.type), code: text(status.code), statusCode: text(status.statusCode) },
    family,
  );
  return basis === 'none' ? undefined : { status: meaning[0], detail: meaning[1], basis };
}

/** Of a parcel whose history was put away, the day of its delivery may be all that is left. */
function archived(parcel: WirePackage, scans: readonly Activity[]): CurrentStatus | undefined {
  return scans.length === 0 && wasDelivered(parcel) ? { status: 'delivered', basis: 'category' } : undefined;
}

function wasDelivered({ deliveryDate }: WirePackage): boolean {
  return present(deliveryDate).some(({ type, date }) => text(type) === 'DEL' && text(date) !== undefined);
}

/**
 * Where no current status is told: labels and pickups are how a parcel's way begins, so a label dated after other scans,
 * or a pickup after the delivery, has a wrong date or is another parcel's, and takes nothing back. UPS stamps labels at
 * the shipper's computer, and its own test numbers have pickups after deliveries.
 */
function withoutLateStart(scans: readonly Activity[], order: Order): CurrentStatus | undefined {
  const firstMovedAt = scans.reduce((first, { status, occurredAt = first }) => {
    return saysWhere.has(status) && occurredAt < first ? occurredAt : first;
  }, '9');
  const deliveredAt = scans.find(({ status }) => status === 'delivered')?.occurredAt ?? '9';
  const others = scans.filter(({ status, detail, occurredAt = '' }) => {
    return status === 'pre_transit' ? occurredAt <= firstMovedAt : detail !== 'picked_up' || occurredAt <= deliveredAt;
  });
  if (others.length === scans.length) return undefined;
  return { ...parcelStatus(eventsOf(others, order), undefined, undefined), basis: 'code' };
}

const saysWhere: ReadonlySet<string> = new Set([
  'in_transit',
  'out_for_delivery',
  'delivery_attempted',
  'available_for_pickup',
  'delivered',
  'returning',
  'returned',
]);
