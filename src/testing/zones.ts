/** A time zone as scenarios need it. */
export interface Zone {
  /** Minutes east of UTC in winter. */
  readonly winterMinutes: number;
  /** Whose summer time it keeps, an hour ahead; absent: none. */
  readonly summer?: 'us' | 'eu';
}

type ZoneName = 'eastern' | 'central' | 'mountain' | 'arizona' | 'pacific' | 'centralEurope';

/** The zones of the scenarios' places. */
export const zones: Readonly<Record<ZoneName, Zone>> = {
  eastern: { winterMinutes: -300, summer: 'us' },
  central: { winterMinutes: -360, summer: 'us' },
  mountain: { winterMinutes: -420, summer: 'us' },
  arizona: { winterMinutes: -420 },
  pacific: { winterMinutes: -480, summer: 'us' },
  centralEurope: { winterMinutes: 60, summer: 'eu' },
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A wall clock with its offset, `2026-11-20T14:30:00-05:00`, from milliseconds that count the wall clock as if UTC. */
export function writtenIn(zone: Zone, wallMs: number): string {
  const minutes = offsetMinutes(zone, wallMs);
  const sign = minutes < 0 ? '-' : '+';
  const two = (value: number): string => String(value).padStart(2, '0');
  const offset = `${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  return `${new Date(wallMs).toISOString().slice(0, 19)}${offset}`;
}

/** The calendar day at an instant, `2026-11-20`. */
export function dayIn(zone: Zone, instantMs: number): string {
  const winter = instantMs + zone.winterMinutes * minute;
  return new Date(instantMs + offsetMinutes(zone, winter) * minute).toISOString().slice(0, 10);
}

function offsetMinutes({ winterMinutes, summer }: Zone, wallMs: number): number {
  if (summer === undefined) return winterMinutes;
  const year = new Date(wallMs).getUTCFullYear();
  const [from, to] =
    summer === 'us'
      ? [sundayFrom(year, 2, 8) + 2 * hour, sundayFrom(year, 10, 1) + 2 * hour]
      : [sundayFrom(year, 2, 25) + 2 * hour, sundayFrom(year, 9, 25) + 3 * hour];
  return wallMs >= from && wallMs < to ? winterMinutes + 60 : winterMinutes;
}

/** The first Sunday on or after a day; months count from 0. */
function sundayFrom(year: number, month: number, date: number): number {
  const at = Date.UTC(year, month, date);
  return at + ((7 - new Date(at).getUTCDay()) % 7) * day;
}
