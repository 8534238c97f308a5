import type { Place, TrackingEvent } from '../model/tracking.ts';
import { dateOf, instantOf, isDateOnly, wallClockMs, wallClockOf } from '../time/time.ts';

/*
 * When two lines are one scan, from the strictest question to the most lenient: within one answer, between an answer and a
 * push, between an answer and a later one that puts it right, between two carriers.
 */

/**
 * A scan's identity spelled out: wall clock to the second, the carrier's code, and the place as precisely as it is
 * known, in capitals. The offset and the wording are left out: both may come later or in another language, and the scan is
 * the same.
 */
export function eventId(occurredAt: string | undefined, code: string, place: Place | undefined): string {
  // The first nineteen characters of a canonical time are its wall clock to the second.
  const id = `${occurredAt === undefined ? 'undated' : occurredAt.slice(0, 19)}.${slug(code)}`;
  const where = place === undefined ? undefined : (place.postalCode ?? place.city ?? place.facility ?? place.region);
  const country = place?.country;
  if (where === undefined) return country === undefined ? id : `${id}.${slug(country)}`;
  // Carriers spell one place now `Charlotte` and now `CHARLOTTE`, in pushes above all.
  const folded = slug(where).toUpperCase();
  return country === undefined ? `${id}.${folded}` : `${id}.${folded}-${slug(country)}`;
}

function slug(value: string): string {
  if (/^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*$/.test(value)) return value;
  return value
    .trim()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/g, '');
}

/** What a line says beside its identity: within one answer, lines with one id and one content are one line told twice. */
export function contentOf({ status, detail, reasonCode, description, pieces }: TrackingEvent): string {
  return JSON.stringify([status, detail, reasonCode, description, pieces]);
}

/**
 * Whether two lines of one carrier, told on different ways, are one scan. A push may know the place less precisely, spell
 * it otherwise, or tell the time in UTC.
 */
export function isSameScan(a: TrackingEvent, b: TrackingEvent): boolean {
  if (a.id === b.id) return true;
  if (a.code !== b.code || a.status !== b.status || !isSameMoment(a, b)) return false;
  const [here, there] = [a.place?.city, b.place?.city];
  return here === undefined || there === undefined || here.toUpperCase() === there.toUpperCase();
}

/**
 * What to look a line up by: two lines that are one scan by {@link isSameScan} have a key in common, so that long histories
 * are merged without comparing every line with every other.
 */
export function scanKeys({ id, code, status, occurredAt }: TrackingEvent): readonly string[] {
  if (occurredAt === undefined || isDateOnly(occurredAt)) return [id];
  const instant = instantOf(occurredAt);
  const wall = `${wallClockOf(occurredAt)} ${status} ${code ?? ''}`;
  return instant === undefined ? [id, wall] : [id, wall, `${instant} ${status} ${code ?? ''}`];
}

function isSameMoment({ occurredAt: a }: TrackingEvent, { occurredAt: b }: TrackingEvent): boolean {
  if (a === undefined || b === undefined || isDateOnly(a) || isDateOnly(b)) return false;
  if (wallClockOf(a) === wallClockOf(b)) return true;
  const instant = instantOf(a);
  return instant !== undefined && instant === instantOf(b);
}

/** More than this apart, two scans of a code at a place are two scans. */
const mostCorrectionMs = 24 * 60 * 60_000;

/**
 * Whether a line that is gone may be one that has come, its time or its place filled in or put right: `time` where code
 * and wall clock are the same, `place` where code and place are, and as far as both know it about the time.
 */
export function isCorrectedScan(gone: TrackingEvent, come: TrackingEvent, kept: 'time' | 'place'): boolean {
  if (gone.code !== come.code || (gone.code === undefined && gone.status !== come.status)) return false;
  const [old, now] = [gone.occurredAt, come.occurredAt];
  if (kept === 'time') return old !== undefined && now !== undefined && wallClockOf(old) === wallClockOf(now);
  if (!isSamePlace(gone.place, come.place)) return false;
  if (old === undefined || now === undefined) return true;
  if (isDateOnly(old) || isDateOnly(now)) return dateOf(old) === dateOf(now);
  return Math.abs(wallClockMs(old) - wallClockMs(now)) < mostCorrectionMs;
}

function isSamePlace(a: Place = {}, b: Place = {}): boolean {
  const fields = ['city', 'region', 'postalCode', 'country', 'facility'] as const;
  return fields.every((field) => a[field] === b[field]);
}

/** A scan that two carriers tell of lies within this span in both accounts. */
const sharedScanMs = 60_000;

/** Whether lines of two carriers are one scan: the post repeats what the carrier before it sends, and the other way round. */
export function isSharedScan(a: TrackingEvent, b: TrackingEvent): boolean {
  const [at, bt] = [a.occurredAt, b.occurredAt].map((time) => (time === undefined ? undefined : instantOf(time)));
  return at !== undefined && bt !== undefined && Math.abs(at - bt) <= sharedScanMs && a.status === b.status;
}
