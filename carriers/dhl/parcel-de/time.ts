import { readTime, text } from 'waybill/kit';

/** `20.11.2026 14:30` in canonical form, a wall clock in Germany or wherever the event was: DHL does not say which. */
export function readGermanTime(value: string | null | undefined): string | undefined {
  const stated = text(value);
  const [, day, month, year, clock] = /^(\d\d)\.(\d\d)\.(\d{4})(?:\s+(\d\d:\d\d(?::\d\d)?))?$/.exec(stated ?? '') ?? [];
  return readTime(day === undefined ? stated : `${year}-${month}-${day}${clock === undefined ? '' : `T${clock}`}`);
}
