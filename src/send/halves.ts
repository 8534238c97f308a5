import { isTrackingError } from '../model/error.ts';

/*
 * A single number can make a carrier fail for the whole batch: an error of the server, half a body, a page. Nobody is told
 * which one it is. So a batch that fails twice in the same way is asked in halves, the failing ones in halves again, until
 * every good number is heard and the bad ones stand alone. A carrier that is down fails in the same way for every part:
 * after a few failures without a single answer, the rest is left alone.
 */

/** Fruitless requests after which a carrier is taken to be down rather than a number to be bad. */
const mostFruitless = 6;

/** What a request that failed as a whole met with, where a number may be to blame for it; undefined where none can be. */
export function failureOf(error: unknown): string | undefined {
  if (!isTrackingError(error)) return undefined;
  const { code, httpStatus = 0 } = error;
  // 503 says that the carrier is not there, which no number brings about.
  if (code === 'carrier_unavailable')
    return httpStatus === 503 || httpStatus === 0 ? undefined : `${code} ${httpStatus}`;
  // An answer that had begun, and broke off.
  if (code === 'network') return httpStatus === 0 ? undefined : code;
  // A page with 404 speaks of the address; an answer in good order that cannot be read may be that of one number.
  const isInGoodOrder = httpStatus >= 200 && httpStatus < 300;
  return code === 'unexpected_response' && error.retryable && isInGoodOrder ? code : undefined;
}

/** What became of a part: its outcomes, and the failure that all of them share where a number may be to blame. */
export interface PartResult<Result> {
  readonly results: readonly Result[];
  readonly failure?: string | undefined;
}

/**
 * Asks for a list whole, once more if that fails, and then in halves; results in the order of the list.
 *
 * @param ask Asks for some of the list in one request; never rejects.
 * @param pause Waits as long as one waits before a further attempt.
 */
export async function askInHalves<Item, Result>(
  items: readonly Item[],
  ask: (items: readonly Item[], isLast: boolean) => Promise<PartResult<Result>>,
  pause: () => Promise<void>,
): Promise<readonly Result[]> {
  const whole = await ask(items, false);
  if (whole.failure === undefined || items.length === 1) return whole.results;
  await pause();
  const again = await ask(items, false);
  if (again.failure !== whole.failure) return again.results;
  const results: Result[] = [...again.results];
  let fruitless = 0;
  // Side by side, the widest first: one good part shows that the carrier is there.
  const parts = halvesOf(0, items.length);
  for (let part = parts.shift(); part !== undefined && fruitless < mostFruitless; part = parts.shift()) {
    const [from, to] = part;
    const { results: own, failure } = await ask(items.slice(from, to), to - from === 1);
    results.splice(from, to - from, ...own);
    if (failure === undefined) fruitless = Number.NEGATIVE_INFINITY;
    else fruitless += 1;
    if (failure !== undefined && to - from > 1) parts.push(...halvesOf(from, to));
  }
  return results;
}

function halvesOf(from: number, to: number): (readonly [from: number, to: number])[] {
  const middle = from + Math.ceil((to - from) / 2);
  return [
    [from, middle],
    [middle, to],
  ];
}
