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
import { meaningOfWords } from './status-words.ts';
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
  /** Whether somebody signed for it. */
  readonly isSigned?: boolean | undefined;
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
 * The status code decides, for it alone is unambiguous, unless it contradicts all the rest; the code beneath the type makes
 * it finer, and stands in for it where it is missing or says nothing. Words are read where no code decides; the type alone
 * is a coarse category.
 */
export function readStatus(status: CodedStatus, family: Family): StatusReading {
  const { type, code, statusCode, description } = status;
  const freight = family === 'freight' || isFreightType(type);
  const digits = padded(statusCode, 3) ?? (isDescriptionCode(code) && !freight ? code : undefined);
  const coded = meaningOfCode(type, padded(code, 2), freight ? 'freight' : family);
  const typed = type === 'D' ? whereLeft(coded, status) : coded;
  const isNote = type === 'D' && typed?.[0] === 'info' && meaningOf(deliveryCodes, code) !== undefined;
  const described = believable(meaningOf(descriptionCodes, digits), type);
  if (described !== undefined) {
    const denied =
      isFinal(described) && !isHomeOf(type, described) ? (typed ?? meaningOfWords(description)) : undefined;
    if (denied !== undefined && denied[0] !== described[0] && denied[0] !== 'unknown') {
      return { meaning: denied, basis: typed === undefined ? 'text' : 'code' };
    }
    return { meaning: typed === undefined || isNote ? described : finer(described, typed, digits), basis: 'code' };
  }
  if (digits === undefined && goesOut(status)) return { meaning: ['out_for_delivery'], basis: 'text' };
  if (typed !== undefined) return { meaning: typed, basis: 'code' };
  return worded(type, description) ?? categoryOf(type, digits);
}

/** A description code that says something, and that can be true of a line of this type: what was scanned is no label. */
function believable(described: Meaning | undefined, type: string | undefined): Meaning | undefined {
  if (described === undefined || described[0] === 'unknown') return undefined;
  return described[0] === 'pre_transit' && type !== undefined && scanned.has(type) ? undefined : described;
}

const scanned: ReadonlySet<string> = new Set(['D', 'I', 'P', 'X']);

function isFinal([status]: Meaning): boolean {
  return status === 'delivered' || status === 'returned' || status === 'cancelled';
}

/** Whether lines of a type are where UPS files such an end of a parcel; a line without a type may be any. */
function isHomeOf(type: string | undefined, [status]: Meaning): boolean {
  if (type === undefined) return true;
  if (status === 'delivered') return type === 'D';
  return status === 'returned' ? type === 'D' || type === 'X' : type === 'M' || type === 'MV';
}

/** What the words say of a line that no code decides. Manifests and updates are told by their type; a scan delivers nothing. */
function worded(type: string | undefined, description: string | undefined): StatusReading | undefined {
  if (type !== undefined && told.has(type)) return undefined;
  const meaning = meaningOfWords(description);
  if (meaning === undefined || (isFinal(meaning) && !isHomeOf(type, meaning))) return undefined;
  // "DELIVERED" says no more than the type of the line.
  if (type === 'D' && meaning[0] === 'delivered' && meaning[1] === undefined) return undefined;
  return { meaning, basis: 'text' };
}

const told: ReadonlySet<string> = new Set(['DD', 'DO', 'M', 'MV', 'NA', 'U', 'W']);

function categoryOf(type: string | undefined, digits: string | undefined): StatusReading {
  const category = meaningOf(activityTypes, type);
  if (category !== undefined && category[0] !== 'unknown') return { meaning: category, basis: 'category' };
  const isKnown = category !== undefined || meaningOf(descriptionCodes, digits) !== undefined;
  return { meaning: ['unknown'], basis: isKnown ? 'code' : 'none' };
}

/** What a code means under its type, or under the types that UPS files it under else. */
export function meaningOfCode(type: string | undefined, code: string | undefined, family: Family): Meaning | undefined {
  const own = type !== undefined && Object.hasOwn(packageTables, type) ? packageTables[type] : undefined;
  const meaning = own === undefined ? undefined : (meaningOf(own, code) ?? borrowed(type, code));
  if (family === 'package') return meaning;
  if (family === 'mail') return meaningOf(mailInnovations, code) ?? meaning;
  const exception = type === 'X' || own === undefined ? meaningOf(freightExceptions, code) : undefined;
  return meaningOf(freightActivities, code) ?? exception ?? meaning;
}

/**
 * A code under a type that does not know it. UPS files handovers, notes and failures under delivery, and labels under
 * movement; what is no delivery there is none here either. Codes that UPS does not publish are nobody's to lend.
 */
function borrowed(type: string | undefined, code: string | undefined): Meaning | undefined {
  if (code === undefined || unpublished.has(code)) return undefined;
  if (type === 'D') {
    const meaning = meaningOf(packageExceptions, code) ?? meaningOf(movementScans, code);
    // A plain delivery is no more than the type says.
    return meaning?.[0] === 'delivered' && meaning[1] === undefined ? undefined : meaning;
  }
  if (type !== 'I') return undefined;
  return meaningOf(manifestCodes, code) ?? meaningOf(packageExceptions, code);
}

/** In recorded answers only; under `D` both have been seen beside a delivery. */
const unpublished: ReadonlySet<string> = new Set(['DM', 'KB']);

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
/** A question that customs asked of somebody. */
const asked: ReadonlySet<string> = new Set(['customs_documents_required', 'information_required']);
const customs: ReadonlySet<string> = new Set(['customs_processing', 'customs_held', 'customs_delayed']);

function finer(described: Meaning, typed: Meaning, digits: string | undefined): Meaning {
  // "Clearance Completed" ends a question of customs as well, and stands with scans on the way.
  if (digits === '014') return clearedBy(described, typed);
  if (typed[0] === described[0]) {
    return typed[1] !== undefined && (described[1] === undefined || coarse.has(described[1])) ? typed : described;
  }
  // "Exception" says no more than type X, under which UPS also files notes, claims and returns.
  if (digits === '013') return typed;
  // A delivery code for what is none, and codes lent by exceptions: waiting, handed over, refused, sent back, a claim.
  return described[0] === 'delivered' && typed[0] !== 'cancelled' ? typed : described;
}

function clearedBy(cleared: Meaning, [status, detail]: Meaning): Meaning {
  if (detail !== undefined && asked.has(detail)) return ['in_transit', 'problem_resolved'];
  const moves = status === 'in_transit' && detail !== undefined && !customs.has(detail);
  return moves ? [status, detail] : cleared;
}

/** The place where it was left, where the line says delivered and no more: it makes a delivery finer, and none of its own. */
function whereLeft(coded: Meaning | undefined, { code, leftAt, isSigned = false }: CodedStatus): Meaning | undefined {
  // "Other - released": nobody was there; but whoever signed took it.
  const isDelivery = coded === undefined || coded[0] === 'delivered';
  if (isSigned && isDelivery && (code === released || leftAt === released)) return ['delivered'];
  if (!isDelivery || coded?.[1] !== undefined) return coded;
  const left = meaningOf(deliveryCodes, padded(leftAt, 2));
  return left !== undefined && placed.has(left[0]) ? left : coded;
}

const released = 'MX';
/** What the place tells of a delivery: where it was left, that it waits there, was handed over or sent back. */
const placed: ReadonlySet<string> = new Set(['available_for_pickup', 'delivered', 'in_transit', 'returned']);

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
    {
      type: text(status.type),
      code: text(status.code),
      statusCode: text(status.statusCode),
      description: text(status.description),
    },
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
