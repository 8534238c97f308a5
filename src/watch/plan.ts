import type * as z from 'zod/mini';
import type { Carrier, NumberToTrack } from '../carrier/carrier.ts';
import { carriers as carriersValue } from '../carrier/carrier-options.ts';
import { routesOf } from '../identify/route.ts';
import { TrackingError } from '../model/error.ts';
import { type TrackingStatus, trackingStatuses } from '../model/status.ts';
import type { CarrierId } from '../model/tracking.ts';
import { allowedValue, checkArguments, optional, optionsOf } from '../options/options.ts';
import { type Cadence, cadenceOptions, defaultCadence, type Interval, nightShare, usualSituation } from './cadence.ts';
import { steadyRate } from './token-bucket.ts';

/** How many parcels are in which status, or how many there are where that is not known. */
export type ParcelCounts = number | Readonly<Partial<Record<TrackingStatus, number>>>;

/** How stale the statuses of one kind will be. */
export interface Staleness {
  readonly status: TrackingStatus;
  readonly parcels: number;
  /** Milliseconds from one look to the next, over day and night: a change is told after half of it on the average. */
  readonly everyMs: number;
}

/** What watching costs one account. */
export interface AccountPlan {
  readonly carrier: CarrierId;
  readonly account: string;
  readonly parcels: number;
  /** Calls that the watch wants, on the average of a day. */
  readonly callsPerHour: number;
  readonly callsPerDay: number;
  /** Calls that the quota leaves to a watch in the long run. */
  readonly callsPerDayAllowed: number;
  readonly isSufficient: boolean;
  /** The factor by which all intervals stretch; 1 where the quota suffices. */
  readonly stretch: number;
  readonly staleness: readonly Staleness[];
}

/** How a plan is made. */
export interface PlanOptions {
  /** Overrules {@link defaultCadence} key by key. */
  readonly cadence?: Partial<Cadence>;
}

/** {@link PlanOptions}. */
const planOptions: z.ZodMiniType<PlanOptions> = optionsOf<PlanOptions>({ cadence: optional(cadenceOptions) });

const parcelLoad = allowedValue<Iterable<NumberToTrack> | Readonly<Record<string, ParcelCounts>>>(
  'a list of numbers, or counts by carrier: { fedex: 1200, ups: { in_transit: 40 } }',
  (value) =>
    typeof value === 'object' && value !== null && (Symbol.iterator in value || Object.values(value).every(isCount)),
);

/** A number of parcels, or one for each status. */
function isCount(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'number' && value >= 0 && value < Infinity;
  return Object.entries(value).every(
    ([status, count]) =>
      trackingStatuses.some((known) => known === status) && typeof count === 'number' && isCount(count),
  );
}

/**
 * Where the parcels of a shop are that ships every day, as shares: what is assumed where only their number is known.
 * Delivered ones count as long as their proof is waited for.
 */
export const usualMix: Readonly<Partial<Record<TrackingStatus, number>>> = {
  pre_transit: 0.16,
  in_transit: 0.55,
  out_for_delivery: 0.06,
  delivery_attempted: 0.01,
  available_for_pickup: 0.03,
  exception: 0.03,
  returning: 0.02,
  delivered: 0.14,
};

const dayMs = 24 * 60 * 60_000;

/**
 * Prices a watch beforehand: calls per hour and day for each account, how stale each status will be, and whether the quota
 * suffices. Token requests and retries come on top and are few.
 *
 * @param load Numbers, of which the likeliest carrier is taken; or counts by carrier id.
 * @throws TrackingError `unknown_carrier` for counts of a carrier that is not among `carriers`; `invalid_request` for options
 * that are none.
 */
export function plan(
  load: Iterable<NumberToTrack> | Readonly<Record<string, ParcelCounts>>,
  carriers: readonly Carrier[],
  options: PlanOptions = {},
): readonly AccountPlan[] {
  checkArguments('plan()', {
    load: [parcelLoad, load],
    carriers: [carriersValue, carriers],
    options: [planOptions, options],
  });
  const cadence: Cadence = { ...defaultCadence, ...options.cadence };
  const counts = Symbol.iterator in load ? countNumbers(load, carriers) : load;
  const stranger = Object.keys(counts).find((id) => !carriers.some((carrier) => carrier.id === id));
  if (stranger !== undefined) {
    const message = `There is no carrier ${stranger.slice(0, 40)} to plan for; add it to the carriers.`;
    throw new TrackingError('unknown_carrier', message);
  }
  return carriers.map((carrier) => planAccount(carrier, counts[carrier.id] ?? 0, cadence));
}

function countNumbers(
  numbers: Iterable<NumberToTrack>,
  carriers: readonly Carrier[],
): Readonly<Record<string, number>> {
  const connections = carriers.map((carrier) => ({ carrier }));
  const counts: Record<string, number> = {};
  for (const number of numbers) {
    const routes = routesOf(number, connections, undefined);
    // A number of nobody is never asked for.
    if (routes instanceof TrackingError) continue;
    const { id } = routes[0].connection.carrier;
    counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts;
}

function planAccount(carrier: Carrier, counts: ParcelCounts, cadence: Cadence): AccountPlan {
  const { id, account, maxBatch, quotas } = carrier;
  const kinds = kindsOf(counts, cadence);
  const parcels = kinds.reduce((sum, kind) => sum + kind.parcels, 0);
  const looks = kinds.reduce((sum, kind) => sum + kind.parcels / kind.everyMs, 0);
  // Requests are filled with those that are due soon; but the hastiest parcel needs its own, however few there are.
  const hastiest = Math.max(0, ...kinds.map((kind) => Math.min(1, kind.parcels) / kind.everyMs));
  const calls = Math.min(looks, Math.max(looks / maxBatch, hastiest));
  const allowed = quotas.length === 0 ? Number.POSITIVE_INFINITY : steadyRate(quotas);
  const stretch = Math.max(1, calls / allowed);
  return {
    carrier: id,
    account,
    parcels,
    callsPerHour: (calls * dayMs) / 24,
    callsPerDay: calls * dayMs,
    callsPerDayAllowed: allowed * dayMs,
    isSufficient: calls <= allowed,
    stretch,
    staleness: kinds.map((kind) => ({ ...kind, everyMs: kind.everyMs * stretch })),
  };
}

function kindsOf(counts: ParcelCounts, { every }: Cadence): readonly Staleness[] {
  const byStatus = typeof counts === 'number' ? mixed(counts) : counts;
  return trackingStatuses.flatMap((status) => {
    const parcels = byStatus[status] ?? 0;
    return parcels === 0 ? [] : [{ status, parcels, everyMs: averageMs(every[usualSituation[status]]) }];
  });
}

function mixed(parcels: number): Readonly<Partial<Record<TrackingStatus, number>>> {
  return Object.fromEntries(Object.entries(usualMix).map(([status, share]) => [status, share * parcels]));
}

/** Between two looks, over day and night. */
function averageMs({ dayMs: byDay, nightMs: byNight }: Interval): number {
  return 1 / ((1 - nightShare) / byDay + nightShare / byNight);
}
