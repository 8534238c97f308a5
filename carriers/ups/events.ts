import { atOffset, type Issue, offsetBetween, readCompactTime, readOffset, type Scan, text } from 'waybill/kit';
import type { Dialect } from './normalize.ts';
import { placeOf } from './place.ts';
import { type Family, readStatus, type StatusReading } from './status.ts';
import type { WireActivity, WireStatus } from './wire.ts';

/** A scan, and the activity type that tells a delivery from a note of one. */
export interface Activity extends Scan {
  readonly type: string | undefined;
}

/** One activity. What is no possible time is left out and noted in `issues`. */
export function activityOf(
  wire: WireActivity,
  family: Family,
  path: string,
  issues: Issue[],
  names: Pick<Dialect, 'date' | 'time'>,
): Activity {
  const type = text(wire.status?.type);
  const code = text(wire.status?.code);
  const statusCode = text(wire.status?.statusCode);
  const description = text(wire.status?.description);
  const { meaning, basis } = readStatus({ type, code, statusCode, description, leftAt: text(wire.leftAt) }, family);
  const place = placeOf(wire.location?.address, wire.location?.slic);
  return {
    type,
    status: meaning[0],
    detail: meaning[1],
    basis,
    code: code ?? statusCode ?? type,
    reasonCode: code === undefined ? undefined : statusCode,
    description,
    occurredAt: occurredAt(wire, place?.country, path, issues, names),
    place,
    // One code means different things under different types.
    identity: type === undefined ? undefined : `${type}_${code ?? statusCode ?? ''}`,
  };
}

/** The meaning of a package's current status; `code` of it may have two characters or three. */
export function currentOf(status: WireStatus, family: Family): StatusReading {
  return readStatus({ type: text(status.type), code: text(status.code), statusCode: text(status.statusCode) }, family);
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
  path: string,
  issues: Issue[],
  names: Pick<Dialect, 'date' | 'time'>,
): string | undefined {
  const local = readCompactTime(date, time);
  const utc = text(gmtTime) === undefined ? undefined : readCompactTime(gmtDate, gmtTime);
  if (local === undefined) {
    if (text(date) !== undefined)
      issues.push({ path: `${path}.${names.date}`, expected: 'a date', seen: 'no possible date' });
    return utc === undefined ? undefined : atOffset(utc, 'Z');
  }
  if (local.length === 10) {
    if (text(time) !== undefined)
      issues.push({ path: `${path}.${names.time}`, expected: 'a time', seen: 'no possible time' });
    return local;
  }
  return atOffset(local, readOffset(gmtOffset) ?? (utc === undefined ? undefined : measured(local, utc, country)));
}

function measured(local: string, utc: string, country: string | undefined): string | undefined {
  const offset = offsetBetween(local, utc);
  const impossible = country !== undefined && western.has(country) && offset?.startsWith('+');
  return impossible ? undefined : offset;
}
