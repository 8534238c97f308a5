import type { EventStatus } from '../model/status.ts';
import { type Situation, situations } from './cadence.ts';

/**
 * What a scan counts for in ranking looks, by its status. They lie closer together than what matters to a reader (10 for a
 * delivery, 1 for a plain scan): with more between them plain scans would come later than from a poller of one interval.
 */
export const scanWeights: Readonly<Record<EventStatus, number>> = {
  info: 1,
  pre_transit: 1,
  in_transit: 1,
  unknown: 1,
  out_for_delivery: 1.9,
  exception: 1.9,
  available_for_pickup: 2.2,
  delivery_attempted: 2.4,
  delivered: 2.4,
  returning: 2.5,
  returned: 4,
  cancelled: 4,
};

/** A situation at a place's own hours, as one small number. */
export type PollKind = number;

/** A scan that a look has shown. */
export interface ShownScan {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly status: EventStatus;
}

/** What scans are worth that parcels are waiting for, by situation and hour of the place. */
export interface ScanRates {
  /** Expected weight of scans in an hour. */
  rateOf(kind: PollKind, at: number): number;
  /** What is lost by not looking: the weights of the scans expected since the last look, each times the hours it has waited. */
  expectedDelay(kind: PollKind, since: number, now: number): number;
  /** Learns from a look: what came in the time since the last one. */
  observe(kind: PollKind, since: number, now: number, scans: readonly ShownScan[]): void;
  /** Brings the rates up to what was learned, now and then; whether they are others now. */
  refresh(now: number): boolean;
  /** What was learned, to go on with after a restart. */
  save(): SavedScanRates;
  /** Goes on with what was learned before; what is not of our writing teaches nothing. */
  restore(saved: unknown): void;
}

/** What was learned of a situation, for each hour of the day: hours that parcels were watched in it, and weight of what came. */
export type SavedScanRates = Readonly<
  Partial<Record<Situation, { readonly hours: readonly number[]; readonly weights: readonly number[] }>>
>;

const hourMs = 60 * 60_000;
const hoursOfDay = 24;
/** Places of offsets: none for an unknown one, then from 12 hours behind to 14 ahead. */
const offsetPlaces = 32;
const mostBehind = 13;

/** The kind of a situation at an offset from UTC, to the hour; an unknown one has all hours alike. */
export function pollKind(situation: Situation, offsetMs?: number): PollKind {
  const offset = offsetMs === undefined ? 0 : Math.max(1, Math.min(27, Math.round(offsetMs / hourMs) + mostBehind));
  return situations.indexOf(situation) * offsetPlaces + offset;
}

/** A kind as text, by which a store knows it: `moving` or `moving@-6`, the hours its place is ahead of UTC. */
export function kindName(kind: PollKind): string {
  const situation = situations[Math.floor(kind / offsetPlaces)] ?? '';
  const offset = kind % offsetPlaces;
  return offset === 0 ? situation : `${situation}@${offset - mostBehind}`;
}

/** The kind of a text; undefined for what is none. */
export function kindNamed(name: string | undefined): PollKind | undefined {
  const [wanted, hours] = name?.split('@') ?? [];
  const situation = situations.find((each) => each === wanted);
  const offsetMs = hours === undefined ? undefined : Number(hours) * hourMs;
  return situation === undefined || Number.isNaN(offsetMs) ? undefined : pollKind(situation, offsetMs);
}

/** Kinds are numbers below this. */
export const pollKinds: number = situations.length * offsetPlaces;

/**
 * What to expect before anything was learned: weight of scans in an hour, in each three hours of the day from midnight on.
 * Estimates, rounded: collected in the evening, sorted at night, out by nine, delivered by eight. What is learned replaces
 * them.
 */
export const defaultScanRates: Readonly<Record<Situation, readonly number[]>> = {
  // Without an answer nothing is known of the place, and all hours are alike.
  new: [0.07, 0.07, 0.07, 0.07, 0.07, 0.07, 0.07, 0.07],
  labelled: [0.01, 0.01, 0.02, 0.03, 0.05, 0.2, 0.2, 0.05],
  labelled_long: [0.005, 0.005, 0.005, 0.01, 0.02, 0.03, 0.02, 0.01],
  moving: [0.1, 0.1, 0.1, 0.08, 0.08, 0.08, 0.08, 0.08],
  quiet: [0.02, 0.03, 0.05, 0.04, 0.03, 0.03, 0.03, 0.03],
  silent: [0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01],
  due_today: [0.05, 0.15, 0.6, 0.45, 0.15, 0.1, 0.1, 0.05],
  out_for_delivery: [0.01, 0.01, 0.03, 0.25, 0.3, 0.3, 0.25, 0.05],
  in_window: [0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6],
  attempted: [0.02, 0.03, 0.35, 0.2, 0.1, 0.1, 0.07, 0.02],
  exception: [0.05, 0.2, 0.5, 0.5, 0.2, 0.15, 0.1, 0.05],
  pickup: [0.005, 0.005, 0.03, 0.1, 0.12, 0.12, 0.1, 0.02],
  returning: [0.01, 0.01, 0.03, 0.1, 0.1, 0.1, 0.03, 0.01],
  // Nothing but a proof is to come, and one last look.
  awaiting_proof: [0, 0, 0, 0, 0, 0, 0, 0],
  closing: [0, 0, 0, 0, 0, 0, 0, 0],
};

/** The first look at a number shows what it has come to, beside what came since: as if so much weight had waited all the time. */
const newWeight = 2.3;
/** Hours of watching in one hour of the day that the defaults count for. */
const trustHours = 40;
/** As many hours of watching are remembered; what came before counts half from then on. */
const rememberedHours = 20_000;
/** No more is learned from one look than from so many hours, and so much weight. */
const mostHours = 48;
const mostWeight = 60;
/** Whatever was learned, rates stay between these. */
const leastRate = 0.002;
const mostRate = 20;
/** What was learned takes effect this often. */
const refreshMs = 15 * 60_000;

/** Rates of one situation, and their sums from midnight to each hour: of the rates, and of those sums. */
interface Profile {
  readonly rates: Float64Array;
  readonly sums: Float64Array;
  readonly sumsOfSums: Float64Array;
}

/** The rates of one account. */
export function createScanRates(): ScanRates {
  const seen = situations.map(() => ({ hours: new Float64Array(hoursOfDay), weights: new Float64Array(hoursOfDay) }));
  const profiles: Profile[] = [];
  const newKind = situations.indexOf('new');
  let isDirty = true;
  let refreshedAt = Number.NEGATIVE_INFINITY;

  function rebuild(): void {
    for (const [index, situation] of situations.entries()) {
      const { hours, weights } = seen[index] ?? { hours: [], weights: [] };
      const rates = new Float64Array(hoursOfDay);
      for (let hour = 0; hour < hoursOfDay; hour += 1) {
        const expected = defaultScanRates[situation][Math.floor(hour / 3)] ?? 0;
        const learned = (expected * trustHours + (weights[hour] ?? 0)) / (trustHours + (hours[hour] ?? 0));
        rates[hour] = Math.min(mostRate, Math.max(leastRate, learned));
      }
      profiles[index] = profileOf(rates);
    }
    isDirty = false;
  }

  function spread(kind: PollKind, since: number, now: number, add: (hour: number, hours: number) => void): void {
    const hours = Math.min(mostHours, (now - since) / hourMs);
    const offset = kind % offsetPlaces;
    if (offset === 0) {
      for (let hour = 0; hour < hoursOfDay; hour += 1) add(hour, hours / hoursOfDay);
      return;
    }
    let at = now / hourMs - hours + offset - mostBehind;
    for (let left = hours; left > 1e-9; ) {
      const step = Math.min(left, Math.floor(at) + 1 - at);
      add(mod(Math.floor(at), hoursOfDay), step);
      at = step === left ? at + step : Math.floor(at) + 1;
      left -= step;
    }
  }

  rebuild();
  return {
    rateOf(kind, at) {
      const profile = profiles[Math.floor(kind / offsetPlaces)];
      const offset = kind % offsetPlaces;
      if (profile === undefined) return 0;
      if (offset === 0) return meanRate(profile);
      return profile.rates[mod(Math.floor(at / hourMs) + offset - mostBehind, hoursOfDay)] ?? 0;
    },
    expectedDelay(kind, since, now) {
      const index = Math.floor(kind / offsetPlaces);
      const hours = (now - since) / hourMs;
      const profile = profiles[index];
      if (hours <= 0 || profile === undefined) return 0;
      const offset = kind % offsetPlaces;
      const known = index === newKind ? newWeight * hours : 0;
      if (offset === 0) return known + (meanRate(profile) * hours * hours) / 2;
      const from = mod(since / hourMs + offset - mostBehind, hoursOfDay);
      const to = from + hours;
      return known + twiceSummed(profile, to) - twiceSummed(profile, from) - hours * summed(profile, from);
    },
    observe(kind, since, now, scans) {
      const cells = seen[Math.floor(kind / offsetPlaces)];
      if (cells === undefined || !(now > since)) return;
      isDirty = true;
      spread(kind, since, now, (hour, hours) => {
        const sum = (cells.hours[hour] ?? 0) + hours;
        const isFull = sum > rememberedHours;
        cells.hours[hour] = isFull ? sum / 2 : sum;
        if (isFull) cells.weights[hour] = (cells.weights[hour] ?? 0) / 2;
      });
      let left = mostWeight;
      const offset = kind % offsetPlaces;
      for (const { at, status } of scans) {
        const weight = Math.min(left, scanWeights[status]);
        left -= weight;
        if (offset === 0) {
          for (let hour = 0; hour < hoursOfDay; hour += 1)
            cells.weights[hour] = (cells.weights[hour] ?? 0) + weight / 24;
          continue;
        }
        const when = Math.min(now, Math.max(since, at));
        const hour = mod(Math.floor(when / hourMs) + offset - mostBehind, hoursOfDay);
        cells.weights[hour] = (cells.weights[hour] ?? 0) + weight;
      }
    },
    refresh(now) {
      if (!isDirty || Math.abs(now - refreshedAt) < refreshMs) return false;
      refreshedAt = now;
      rebuild();
      return true;
    },
    restore(saved) {
      for (const [index, situation] of situations.entries()) {
        const kept: unknown = isRecord(saved) ? saved[situation] : undefined;
        const cells = seen[index];
        if (!isRecord(kept) || cells === undefined) continue;
        cells.hours.set(figuresOf(kept.hours, rememberedHours));
        cells.weights.set(figuresOf(kept.weights, rememberedHours * mostRate));
      }
      rebuild();
    },
    save: () =>
      Object.fromEntries(
        situations.flatMap((situation, index) => {
          const cells = seen[index];
          if (cells?.hours.some((hours) => hours > 0) !== true) return [];
          return [[situation, { hours: [...cells.hours].map(rounded), weights: [...cells.weights].map(rounded) }]];
        }),
      ),
  };
}

function profileOf(rates: Float64Array): Profile {
  const [sums, sumsOfSums] = [new Float64Array(hoursOfDay + 1), new Float64Array(hoursOfDay + 1)];
  for (let hour = 0; hour < hoursOfDay; hour += 1) {
    const [rate, sum] = [rates[hour] ?? 0, sums[hour] ?? 0];
    sums[hour + 1] = sum + rate;
    sumsOfSums[hour + 1] = (sumsOfSums[hour] ?? 0) + sum + rate / 2;
  }
  return { rates, sums, sumsOfSums };
}

function meanRate({ sums }: Profile): number {
  return (sums[hoursOfDay] ?? 0) / hoursOfDay;
}

/** Weight expected from a midnight until so many hours later. */
function summed({ rates, sums }: Profile, hours: number): number {
  const days = Math.floor(hours / hoursOfDay);
  const rest = hours - days * hoursOfDay;
  const whole = Math.min(hoursOfDay - 1, Math.floor(rest));
  return days * (sums[hoursOfDay] ?? 0) + (sums[whole] ?? 0) + (rates[whole] ?? 0) * (rest - whole);
}

/** The same, summed up over those hours. */
function twiceSummed({ rates, sums, sumsOfSums }: Profile, hours: number): number {
  const days = Math.floor(hours / hoursOfDay);
  const rest = hours - days * hoursOfDay;
  const whole = Math.min(hoursOfDay - 1, Math.floor(rest));
  const part = rest - whole;
  const ofDay = sums[hoursOfDay] ?? 0;
  const before = days * (sumsOfSums[hoursOfDay] ?? 0) + (hoursOfDay * ofDay * days * (days - 1)) / 2;
  const since = (sumsOfSums[whole] ?? 0) + (sums[whole] ?? 0) * part + ((rates[whole] ?? 0) * part * part) / 2;
  return before + days * ofDay * rest + since;
}

function figuresOf(values: unknown, most: number): number[] {
  return Array.from({ length: hoursOfDay }, (_, hour) => {
    const value: unknown = Array.isArray(values) ? values[hour] : undefined;
    return typeof value === 'number' && value > 0 ? Math.min(value, most) : 0;
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
