/** How a number is spread over parcels: of a hundred, 50, 90 and 95 have this much or less (nearest rank). */
export interface Percentiles {
  readonly n: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
}

/** Numbers by group; it keeps the numbers alone, eight bytes each. */
export interface Groups {
  add(group: string | undefined, value: number): void;
  /** Groups in alphabetical order, values rounded to hundredths. */
  percentiles(): Readonly<Record<string, Percentiles>>;
}

/** No groups yet. */
export function createGroups(): Groups {
  const groups = new Map<string, number[]>();
  return {
    add(group, value) {
      if (group === undefined) return;
      const values = groups.get(group);
      if (values === undefined) groups.set(group, [value]);
      else values.push(value);
    },
    percentiles() {
      const names = [...groups.keys()].sort();
      return Object.fromEntries(names.map((name) => [name, percentilesOf(groups.get(name) ?? [])]));
    },
  };
}

function percentilesOf(values: readonly number[]): Percentiles {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => {
    const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
    return Math.round(value * 100) / 100;
  };
  return { n: sorted.length, p50: at(0.5), p90: at(0.9), p95: at(0.95) };
}

/** How often, of how many that could be judged. */
export interface Rate {
  /** Parcels that could be judged. */
  readonly n: number;
  /** Those of them for which it is true. */
  readonly hits: number;
  /** `hits / n`, from 0 to 1; absent where there was none to judge. */
  readonly rate?: number;
}

/** Counts yeses and noes; what cannot be judged is undefined and does not count. */
export interface Tally {
  count(judged: boolean | undefined): void;
  rate(): Rate;
}

/** A tally of nothing yet. */
export function createTally(): Tally {
  let n = 0;
  let hits = 0;
  return {
    count(judged) {
      if (judged === undefined) return;
      n += 1;
      if (judged) hits += 1;
    },
    rate: () => (n === 0 ? { n, hits } : { n, hits, rate: hits / n }),
  };
}

/** Counts what came in time, and what did not come at all, by carrier. */
export interface OnTimeTally {
  arrived(carrier: string, inTime: boolean): void;
  overdue(carrier: string): void;
  /** Overdue parcels count only beside some of their carrier that came: alone they would say that nothing ever does. */
  rate(): Rate;
}

/** A tally of nothing yet. */
export function createOnTimeTally(): OnTimeTally {
  const carriers = new Map<string, { n: number; hits: number; overdue: number }>();
  const of = (carrier: string) => {
    const counts = carriers.get(carrier) ?? { n: 0, hits: 0, overdue: 0 };
    carriers.set(carrier, counts);
    return counts;
  };
  return {
    arrived(carrier, inTime) {
      const counts = of(carrier);
      counts.n += 1;
      if (inTime) counts.hits += 1;
    },
    overdue(carrier) {
      of(carrier).overdue += 1;
    },
    rate() {
      let [n, hits] = [0, 0];
      for (const counts of carriers.values()) {
        if (counts.n === 0) continue;
        n += counts.n + counts.overdue;
        hits += counts.hits;
      }
      return n === 0 ? { n, hits } : { n, hits, rate: hits / n };
    },
  };
}
