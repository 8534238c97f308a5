/** Chance that is the same every time: numbers from 0 to below 1, the next at each call. */
export type Random = () => number;

/** A sequence of its own for each seed (mulberry32): good for faults and made-up tokens, not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits by chance. */
export function randomText(random: Random, length: number): string {
  let made = '';
  while (made.length < length) made += letters.charAt(Math.floor(random() * letters.length));
  return made;
}

/** One of several by chance; undefined for none. */
export function pick<T>(random: Random, items: readonly T[]): T | undefined {
  return items[Math.floor(random() * items.length)];
}

/** At least one thing to choose from. */
export type Choice<T> = readonly [T, ...T[]];

/** One of several by a number: always the same for the same. */
export function chosen<T>(choice: Choice<T>, seed: number): T {
  return choice[seed % choice.length] ?? choice[0];
}
