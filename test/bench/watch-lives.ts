import type { TrackingStatus } from '../../src/index.ts';
import { type Random, seededRandom } from '../../src/testing/random.ts';

/** How much it matters to a reader that a scan of a status is told soon. */
export const readerWeights: Readonly<Record<TrackingStatus, number>> = {
  pre_transit: 1,
  in_transit: 1,
  unknown: 1,
  returning: 3,
  returned: 3,
  cancelled: 3,
  out_for_delivery: 6,
  exception: 6,
  available_for_pickup: 8,
  delivery_attempted: 10,
  delivered: 10,
};

/** A scan of a simulated life: when, and the status that it gives. */
export interface SimulatedScan {
  readonly at: number;
  readonly status: TrackingStatus;
  /** The same time as a carrier writes it. */
  readonly occurredAt: string;
}

/** One parcel of the simulation: its label is made, and it is watched from then on. */
export interface SimulatedLife {
  readonly scans: readonly SimulatedScan[];
  /** The day on which it is expected, once it is under way. */
  readonly estimate: string;
  /** When its proof can be had; Infinity for never. */
  readonly proofAt: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const monday = Date.UTC(2026, 10, 9);

/**
 * Lives of two weeks: labels made in business hours of the first week, collected the same or the next day, one to four
 * days between buildings, out for delivery in the morning, delivered by the evening; 8 % at the second attempt, 5 % kept
 * by an exception, 4 % brought to a shop, 2 % sent back, 2 % never handed over.
 */
export function simulatedLives(count: number, seed = 4): readonly SimulatedLife[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => lifeFrom(random));
}

function lifeFrom(random: Random): SimulatedLife {
  const between = (least: number, most: number): number => least + random() * (most - least);
  const chance = (share: number): boolean => random() < share;
  const offsetHours = -5 - Math.floor(random() * 4);
  const scans: SimulatedScan[] = [];
  /** Adds a scan by day and hour of the place's own clock. */
  const scan = (date: number, clock: number, status: TrackingStatus): void => {
    const wall = monday + date * day + Math.floor(clock * 60) * minute + Math.floor(random() * 60) * 1000;
    const occurredAt = `${new Date(wall).toISOString().slice(0, 19)}-0${-offsetHours}:00`;
    scans.push({ at: wall - offsetHours * hour, status, occurredAt });
  };

  let date = Math.floor(random() * 7);
  scan(date, between(8, 17), 'pre_transit');
  const isNeverHandedOver = chance(0.02);
  if (chance(0.4)) date += 1;
  const pickUp = between(17.2, 19);
  const transitDays = 1 + Math.floor(random() * 4);
  let due = date + transitDays + 1;
  const estimate = new Date(monday + due * day).toISOString().slice(0, 10);
  if (isNeverHandedOver) return { scans, estimate, proofAt: Number.POSITIVE_INFINITY };

  scan(date, pickUp, 'in_transit');
  scan(date, between(20, 23.5), 'in_transit');
  for (let transit = 1; transit <= transitDays; transit += 1) {
    scan(date + transit, between(1, 9), 'in_transit');
    scan(date + transit, between(10, 22), 'in_transit');
  }
  if (chance(0.05)) {
    scan(due, between(5, 9), 'exception');
    due += 1;
  }
  scan(due, between(3, 6), 'in_transit');
  scan(due, between(7, 9.5), 'out_for_delivery');
  const fate = random();
  if (fate < 0.08) {
    scan(due, between(10, 19), 'delivery_attempted');
    due += 1;
    scan(due, between(7, 9.5), 'out_for_delivery');
    scan(due, between(10, 19), 'delivered');
  } else if (fate < 0.12) {
    scan(due, between(10, 17), 'available_for_pickup');
    scan(due + 1 + Math.floor(random() * 3), between(9, 19), 'delivered');
  } else if (fate < 0.14) {
    scan(due, between(10, 17), 'exception');
    scan(due + 1, between(9, 12), 'returning');
    scan(due + 4, between(9, 17), 'returned');
  } else scan(due, between(9.6, 20), 'delivered');
  const end = scans.at(-1)?.at ?? 0;
  return { scans, estimate, proofAt: chance(0.7) ? end + between(0, 2) * hour : Number.POSITIVE_INFINITY };
}
