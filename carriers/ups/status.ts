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
  text,
} from 'waybill/kit';
import { activityTypes, deliveryCodes } from './status-activities.ts';
import {
  type CodedStatus,
  type Family,
  isDescriptionCode,
  isFreightType,
  meaningOfCode,
  padded,
  whereLeft,
} from './status-codes.ts';
import { descriptionCodes } from './status-descriptions.ts';
import { meaningOfWords } from './status-words.ts';
import type { WirePackage, WireStatus } from './wire.ts';

/** The version of the tables that decide statuses; part of every {@link Tracking.mapping}. */
export const tablesVersion = '2026.11';

/** A scan, and the activity type that tells a delivery from a note of one. */
export interface Activity extends Scan {
  readonly type: string | undefined;
}

/** What a status means, and what decided it. */
export interface StatusReading {
  readonly meaning: Meaning;
  readonly basis: StatusBasis;
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
  // Among delivery codes these are notes beside a delivery; lent by exceptions they are what happened instead.
  const isNote =
    type === 'D' && typed !== undefined && notes.has(typed[0]) && meaningOf(deliveryCodes, code) !== undefined;
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
  if (typed !== undefined) return isDenied(typed, description) ? rescheduled : { meaning: typed, basis: 'code' };
  return worded(type, description) ?? categoryOf(type, digits);
}

/** What UPS does not carry it does not deliver another day: some codes were given a second meaning, told in words only. */
function isDenied([, detail]: Meaning, description: string | undefined): boolean {
  return detail !== undefined && notCarried.has(detail) && meaningOfWords(description)?.[1] === 'delivery_rescheduled';
}

const notCarried: ReadonlySet<string> = new Set(['rejected_by_carrier', 'size_or_weight_exceeded']);
const rescheduled: StatusReading = { meaning: ['exception', 'delivery_rescheduled'], basis: 'text' };

const notes: ReadonlySet<string> = new Set(['info', 'cancelled']);

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
  return described[0] === 'delivered' ? typed : described;
}

function clearedBy(cleared: Meaning, [status, detail]: Meaning): Meaning {
  if (detail !== undefined && asked.has(detail)) return ['in_transit', 'problem_resolved'];
  const moves = status === 'in_transit' && detail !== undefined && !customs.has(detail);
  return moves ? [status, detail] : cleared;
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
  const { type, code, statusCode, description, simplifiedTextDescription } = parcel.currentStatus ?? {};
  const told = compactOrAbsent({ type, code, statusCode, description, simplifiedTextDescription });
  const status: WireStatus = told ?? { statusCode: text(parcel.statusCode) };
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
 * Where no current status is told: a pickup or a failed attempt dated after the delivery has a wrong date or is another
 * parcel's, and takes nothing back. UPS's own test numbers have both.
 */
function withoutLateStart(scans: readonly Activity[], order: Order): CurrentStatus | undefined {
  const deliveredAt = scans.find(({ status }) => status === 'delivered')?.occurredAt;
  if (deliveredAt === undefined) return undefined;
  const others = scans.filter(({ status, detail, occurredAt = '' }) => {
    return (detail !== 'picked_up' && status !== 'delivery_attempted') || occurredAt <= deliveredAt;
  });
  if (others.length === scans.length) return undefined;
  return { ...parcelStatus(eventsOf(others, order), undefined, undefined), basis: 'code' };
}
