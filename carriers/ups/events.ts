import {
  atOffset,
  compactOrAbsent,
  countryCode,
  type Issue,
  type Maybe,
  offsetBetween,
  type Place,
  plainText,
  present,
  readCompactTime,
  readOffset,
  text,
} from 'waybill/kit';
import { type Activity, readStatus } from './status.ts';
import type { Family } from './status-codes.ts';
import type { WireActivity, WireAddress, WirePackage } from './wire.ts';

/** A format's words for an activity's date and time, of which the paths of issues are made. */
interface TimeNames {
  readonly date: string;
  readonly time: string;
}

/** What is known of activities beside them. */
export interface ScanContext {
  readonly family: Family;
  /** Where their list stands in the payload, for issues; empty where the payload is the one activity. */
  readonly path: string;
  readonly issues: Issue[];
  readonly names: TimeNames;
  /** Whether the answer names who received the parcel. */
  readonly isSigned: boolean;
}

/** One activity, the `index`th of its list. What is no possible time is left out and noted in the context's `issues`. */
export function scanOf(wire: WireActivity, context: ScanContext, index = 0): Activity {
  const type = text(wire.status?.type);
  const code = text(wire.status?.code);
  const statusCode = text(wire.status?.statusCode);
  const description = plainText(wire.status?.description) ?? plainText(wire.status?.simplifiedTextDescription);
  const { meaning, basis } = readStatus(
    { type, code, statusCode, description, leftAt: text(wire.leftAt), isSigned: context.isSigned },
    context.family,
  );
  const place = placeOf(wire.location?.address, wire.location?.slic);
  return {
    type,
    status: meaning[0],
    detail: meaning[1],
    basis,
    code: code ?? statusCode ?? type,
    reasonCode: code === undefined ? undefined : statusCode,
    description,
    nextStep: wire.nextStep,
    occurredAt: occurredAt(wire, place?.country, context, index),
    place,
    // One code means different things under different types.
    identity: type === undefined ? undefined : `${type}_${code ?? statusCode ?? ''}`,
  };
}

/** Countries that lie west of Greenwich: an offset ahead of it would show that one of two stamps is wrong. */
const western: ReadonlySet<string> = new Set(['CA', 'MX', 'PR', 'US']);

/**
 * The wall clock, with `gmtOffset`, or with the difference to the GMT stamp where that is a possible offset: GMT dates that
 * were not rolled over at midnight, and local times in GMT fields, are not. Without either, the wall clock alone.
 */
function occurredAt(
  { date, time, gmtDate, gmtTime, gmtOffset }: WireActivity,
  country: string | undefined,
  { path, issues, names }: ScanContext,
  index: number,
): string | undefined {
  const local = readCompactTime(date, time);
  const utc = text(gmtTime) === undefined ? undefined : readCompactTime(gmtDate, gmtTime);
  if (local === undefined) {
    if (text(date) !== undefined)
      issues.push({ path: pathOf(path, index, names.date), expected: 'a date', seen: 'no possible date' });
    return utc === undefined ? undefined : atOffset(utc, 'Z');
  }
  if (local.length === 10) {
    if (text(time) !== undefined)
      issues.push({ path: pathOf(path, index, names.time), expected: 'a time', seen: 'no possible time' });
    return local;
  }
  return atOffset(local, readOffset(gmtOffset) ?? (utc === undefined ? undefined : measured(local, utc, country)));
}

function measured(local: string, utc: string, country: string | undefined): string | undefined {
  const offset = offsetBetween(local, utc);
  const impossible = country !== undefined && western.has(country) && offset?.startsWith('+');
  return impossible ? undefined : offset;
}

function pathOf(path: string, index: number, name: string): string {
  return path === '' ? name : `${path}.${index}.${name}`;
}

/** A place without its street. `slic` is UPS's number of a building. */
export function placeOf(address: Maybe<WireAddress>, slic?: Maybe<string>): Place | undefined {
  return compactOrAbsent({
    city: text(address?.city),
    region: text(address?.stateProvince),
    postalCode: postalCodeOf(text(address?.postalCode)),
    // `country` holds the code as well, or a name.
    country: countryCode(address?.countryCode) ?? countryCode(address?.country),
    facility: text(slic),
  });
}

/** The address of a type, `ORIGIN` or `DESTINATION`, without the street. */
export function addressOf({ packageAddress }: WirePackage, wanted: string): Place | undefined {
  return placeOf(present(packageAddress).find(({ type }) => text(type) === wanted)?.address);
}

/** The two parts of an American code stand together or wide apart: `774332681`, `52404   9069`. */
function postalCodeOf(code: string | undefined): string | undefined {
  if (code === undefined || code.length < 6) return code;
  return code.replace(/^(\d{5}) *(\d{4})$/, '$1-$2').replaceAll(/\s+/g, ' ');
}
