import type { CarrierId } from '../model/tracking.ts';
import { fingerprint } from '../read/fingerprint.ts';
import { dateOf, wallClockMs } from '../read/time.ts';
import type { LifeEvent, LifeEventKind, ParcelLife } from './life.ts';
import { type Choice, chosen } from './random.ts';
import type { Route } from './routes.ts';
import { dayIn, writtenIn } from './zones.ts';

/** One line of a script: days after the first, wall clock there, what happens, and where. */
export type Step = readonly [day: number, time: string, kind: LifeEventKind, stop: keyof Route];

/** What tells one parcel of a scenario from another. */
export interface ScenarioOptions {
  readonly carrier: CarrierId;
  readonly trackingNumber: string;
  /** The day the label is made: `2026-11-16`, a time on that day, or milliseconds since the epoch. */
  readonly start: string | number;
}

/** What a parcel's life has beside its events. */
export type LifeFacts = Partial<
  Omit<ParcelLife, 'carrier' | 'trackingNumber' | 'events' | 'origin' | 'destination'>
> & {
  /** The day it is due, counted like the days of the steps. */
  readonly due?: number;
};

/** A number from the tracking number, the same every time: makes no two parcels of a scenario quite the same. */
export function seedOf(trackingNumber: string): number {
  return Number.parseInt(fingerprint(trackingNumber), 16);
}

const names: Choice<string> = [
  'A. OKONKWO',
  'B. LINDQVIST',
  'C. MARLOWE',
  'D. ITURBE',
  'E. VANTERPOOL',
  'F. HALVORSEN',
];
const signed: ReadonlySet<LifeEventKind> = new Set(['delivered', 'delivered_to_neighbour', 'collected', 'returned']);
const minute = 60_000;

/** A life that follows a script along a route. Each parcel runs some minutes later than the script, but in its order. */
export function lifeOf(
  { carrier, trackingNumber, start }: ScenarioOptions,
  route: Route,
  steps: readonly Step[],
  { due, ...facts }: LifeFacts = {},
): ParcelLife {
  const seed = seedOf(trackingNumber);
  const firstDay = wallClockMs(typeof start === 'number' ? dayIn(route.sender.zone, start) : dateOf(start));
  const at = (day: number, time: string, stop: keyof Route, late: number): string => {
    const [hours = '0', minutes = '0'] = time.split(':');
    const wallMs = firstDay + (day * 1440 + Number(hours) * 60 + Number(minutes) + late) * minute;
    return writtenIn(route[stop].zone, wallMs);
  };
  return {
    carrier,
    trackingNumber,
    events: steps.map(
      ([day, time, kind, stop]): LifeEvent => ({
        kind,
        at: at(day, time, stop, seed % 23),
        place: route[stop].place,
        ...(signed.has(kind) && { signedBy: chosen(names, seed) }),
      }),
    ),
    origin: route.sender.place,
    destination: route.door.place,
    ...(due !== undefined && { estimatedDelivery: at(due, '20:00', 'door', 0) }),
    weightKg: (4 + (seed % 60)) / 10,
    references: [`ORDER-${10_000 + (seed % 90_000)}`],
    ...facts,
  };
}
