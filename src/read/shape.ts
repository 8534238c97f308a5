import * as z from 'zod/mini';
import type { Issue } from '../model/tracking.ts';

/** What carriers may send for any field, declared or not. */
export type Maybe<T> = T | null | undefined;

/** A text, a number for text (ids and codes arrive as either), null or nothing. */
export const textField: z.ZodMiniType<Maybe<string | number>> = z.nullish(z.union([z.string(), z.number()]));

/** A list whose items may be null, a bare item instead of a list of one, null or nothing. */
export function listField<T>(item: z.ZodMiniType<T>): z.ZodMiniType<readonly Maybe<T>[]> {
  return z.pipe(
    z.transform((value: unknown) =>
      value === null || value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value],
    ),
    z.array(z.nullish(item)),
  );
}

/** A shape read, and where the payload was not what we know. */
export interface ShapeReading<T> {
  readonly value: T;
  readonly issues: Issue[];
}

/** A payload may be wrong in ten thousand places; these many are reported. */
const mostIssues = 50;
/** Each round removes what the one before could not read; a schema of optional fields needs one or two. */
const mostRounds = 6;

/**
 * Reads a parsed body by its wire schema. What does not fit is left out, field by field and item by item, and reported;
 * the rest is kept. Undefined where the whole is of another shape.
 */
export function readShape<T>(schema: z.ZodMiniType<T>, body: unknown): ShapeReading<T> | undefined {
  const first = z.safeParse(schema, body);
  if (first.success) return { value: first.data, issues: [] };
  const issues: Issue[] = [];
  const pruned = structuredClone(body);
  let failure = first.error;
  for (let round = 0; round < mostRounds; round += 1) {
    for (const { path, ...problem } of failure.issues) {
      if (path.length === 0) return undefined;
      const removed = remove(pruned, path);
      if (issues.length < mostIssues) {
        const expected = 'expected' in problem ? String(problem.expected) : 'a known form';
        issues.push({ path: path.join('.'), expected, seen: kindOf(removed) });
      }
    }
    const next = z.safeParse(schema, pruned);
    if (next.success) return { value: next.data, issues };
    failure = next.error;
  }
  return undefined;
}

/** Takes a value out of a tree of objects and lists and tells what it was; lists keep their length. */
function remove(tree: unknown, path: readonly PropertyKey[]): unknown {
  let container = tree;
  for (const [depth, step] of path.entries()) {
    if (typeof container !== 'object' || container === null) return undefined;
    // A bare item that stands for a list of one has no index of its own.
    if (step === 0 && !Array.isArray(container)) continue;
    const key = String(step);
    const held: unknown = Reflect.get(container, key);
    if (depth === path.length - 1) {
      if (Array.isArray(container)) Reflect.set(container, key, null);
      else Reflect.deleteProperty(container, key);
      return held;
    }
    container = held;
  }
  return undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
