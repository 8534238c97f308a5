import { remembered } from '../model/remember.ts';
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
  return /^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*$/.test(value) ? value : joinedUp(value);
}

const joinedUp = remembered((value) =>
  value
    .trim()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/g, ''),
);

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
 * Whether one of these lines is the same scan as another line, by {@link isSameScan}; each is looked at once, so that long
 * histories are merged without comparing every line with every other.
 */
export function scansAmong(lines: readonly TrackingEvent[]): (line: TrackingEvent) => boolean {
  const known = new Set<string>();
  for (const line of lines) {
    known.add(line.id);
    const town = townOf(line);
    for (const moment of momentsOf(line)) known.add(`${moment} ${anyTown}`).add(`${moment} ${town ?? noTown}`);
  }
  return (line) => {
    if (known.has(line.id)) return true;
    const town = townOf(line);
    const towns = town === undefined ? [anyTown] : [town, noTown];
    return momentsOf(line).some((moment) => towns.some((each) => known.has(`${moment} ${each}`)));
  };
}

/** In the place of a town, as no town is called. */
const anyTown = '*';
const noTown = '-';

function townOf({ place }: TrackingEvent): string | undefined {
  const city = place?.city;
  return city === undefined ? undefined : `=${city.toUpperCase()}`;
}

/** Code, status and time spelled out, by wall clock and by instant; none for a line without a time of day. */
function momentsOf({ code, status, occurredAt }: TrackingEvent): readonly string[] {
  if (occurredAt === undefined || isDateOnly(occurredAt)) return [];
  const what = JSON.stringify([status, code]);
  const instant = instantOf(occurredAt);
  const byClock = `${what} ${wallClockOf(occurredAt)}`;
  return instant === undefined ? [byClock] : [byClock, `${what} ${instant}`];
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

/** Whether one of these lines of a carrier is the same scan as a line of another, by {@link isSharedScan}. */
export function sharedScansAmong(lines: readonly TrackingEvent[]): (line: TrackingEvent) => boolean {
  const moments = new Map<TrackingEvent['status'], number[]>();
  for (const { status, occurredAt } of lines) {
    const instant = occurredAt === undefined ? undefined : instantOf(occurredAt);
    if (instant === undefined) continue;
    const known = moments.get(status);
    if (known === undefined) moments.set(status, [instant]);
    else known.push(instant);
  }
  for (const instants of moments.values()) instants.sort((a, b) => a - b);
  return ({ status, occurredAt }) => {
    const instant = occurredAt === undefined ? undefined : instantOf(occurredAt);
    const known = moments.get(status);
    if (instant === undefined || known === undefined) return false;
    const next = known[firstFrom(known, instant - sharedScanMs)];
    return next !== undefined && next <= instant + sharedScanMs;
  };
}

/** Where the first number stands that is not below another, in a list that rises. */
function firstFrom(rising: readonly number[], least: number): number {
  let [from, to] = [0, rising.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((rising[middle] ?? 0) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}
