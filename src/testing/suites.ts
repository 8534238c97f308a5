import type * as z from 'zod/mini';
import { aFunction } from '../options/values.ts';

/** What a runner declares a test with: `test` of vitest, Jest, node:test or Bun. */
export type DeclareTest = (name: string, run: () => Promise<void>) => unknown;

/** {@link DeclareTest}. */
export const declareTest: z.ZodMiniType<DeclareTest> = aFunction<DeclareTest>("the runner's test function");

/** Fails the test with what is wrong, which a message of any runner then begins with. */
export function check(holds: boolean, wrong: string): asserts holds {
  if (!holds) throw new Error(wrong);
}

/** Fails the test where two values are not the same JSON, whatever the order of their fields. */
export function same(actual: unknown, expected: unknown, what: string): void {
  const [seen, wanted] = [written(actual), written(expected)];
  check(seen === wanted, `${what}: expected ${shortened(wanted)}, got ${shortened(seen)}`);
}

/** What runs into an error gives; fails the test where there is none. */
export async function errorOf(run: () => unknown, what: string): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error(`${what}: expected an error, got none`);
}

/** Fields in the order of their names, and absent ones absent. */
function written(value: unknown): string {
  const text = JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) as string | undefined;
  return text ?? String(value);
}

/** A text of hundreds of kilobytes says no more than its beginning. */
function shortened(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}… (${text.length} characters)` : text;
}
