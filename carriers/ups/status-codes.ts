import { type Meaning, meaningOf, type StatusTable } from 'waybill/kit';
import { deliveryCodes, manifestCodes, movementScans, packageExceptions, updateCodes } from './status-activities.ts';
import { freightActivities, freightExceptions, mailInnovations } from './status-mail-and-freight.ts';

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

const mailNumber = /^(?:MI\d{6}[0-9A-Z]+|9\d{21}|9\d{25}|9\d{33}|\d{18})$/;
const freightNumber = /^\d{7,11}$/;

/** Which tables come first for a number's activities. A number keeps its family whoever tells of it. */
export function familyOf(trackingNumber: string): Family {
  if (mailNumber.test(trackingNumber)) return 'mail';
  return freightNumber.test(trackingNumber) ? 'freight' : 'package';
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

/** Types of freight activities. */
export function isFreightType(type: string | undefined): boolean {
  return type === 'DO' || type === 'DD' || type === 'W';
}

/** Whether a code is a status description code, which has three digits. */
export function isDescriptionCode(code: string | undefined): boolean {
  return code?.length === 3 && /^\d{3}$/.test(code);
}

/** A code of digits with the leading zeros that spreadsheets eat: UPS prints `3` for `003` in its own tables. */
export function padded(code: string | undefined, length: number): string | undefined {
  return code === undefined || code.length >= length || !/^\d+$/.test(code) ? code : code.padStart(length, '0');
}

/** The place where it was left, where the line says delivered and no more: it makes a delivery finer, and none of its own. */
export function whereLeft(
  coded: Meaning | undefined,
  { code, leftAt, isSigned = false }: CodedStatus,
): Meaning | undefined {
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
