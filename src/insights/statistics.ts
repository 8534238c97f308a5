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
