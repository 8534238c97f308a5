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
