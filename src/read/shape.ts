import * as z from 'zod/mini';
import { $ZodObjectJIT } from 'zod/v4/core';
import type { Issue } from '../model/tracking.ts';

/** What carriers may send for any field, declared or not. */
export type Maybe<T> = T | null | undefined;

/** A text, a number for text (ids and codes arrive as either), null or nothing. */
export const textField = z.nullish(z.union([z.string(), z.number()]));

/** A list whose items may be null or `""`, a bare item instead of a list of one, null or nothing. */
// @__NO_SIDE_EFFECTS__
export function listField<T>(item: z.ZodMiniType<T>): z.ZodMiniType<readonly Maybe<T>[]> {
  return z.pipe(
    z.transform((value: unknown) =>
      value === null || value === undefined || value === '' ? [] : Array.isArray(value) ? filled(value) : [value],
    ),
    z.array(z.nullish(item)),
  );
}

/**
 * An object by the fields that are read; others are ignored. Compiled on first use where the platform allows it
 * (`new Function`), which reads histories four times faster; `zod/mini` leaves that out of its own `object`. An object
 * that may be absent may also be `""`, which is how XML writes an empty element.
 */
// @__NO_SIDE_EFFECTS__
export function objectField<Fields extends z.core.$ZodLooseShape>(
  fields: Fields,
): z.ZodMiniObject<Fields, z.core.$strip> {
  for (const field of Object.values(fields)) if (mayBeNoObject(field)) readEmptyTextAsNothing(field);
  const schema = z.object(fields);
  $ZodObjectJIT.init(schema, schema._zod.def);
  schema._zod.run = schema._zod.parse;
  return schema;
}

function filled(items: readonly unknown[]): readonly unknown[] {
  return items.includes('') ? items.map((item) => (item === '' ? null : item)) : items;
}

/** Whether a schema reads an object, or nothing in its place. */
function mayBeNoObject(schema: z.core.$ZodType): boolean {
  let { def } = (schema as z.core.$ZodTypes)._zod;
  const isOptional = def.type === 'optional';
  while (def.type === 'optional' || def.type === 'nullable') ({ def } = (def.innerType as z.core.$ZodTypes)._zod);
  return isOptional && def.type === 'object';
}

function readEmptyTextAsNothing({ _zod }: z.core.$ZodType): void {
  const { run } = _zod;
  _zod.run = (payload, context) => {
    if (payload.value !== '') return run(payload, context);
    payload.value = undefined;
    return payload;
  };
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
 * what lacks a required field is left out with it; the rest is kept. Undefined where the whole is of another shape.
 */
export function readShape<T>(schema: z.ZodMiniType<T>, body: unknown): ShapeReading<T> | undefined {
  const first = z.safeParse(schema, body);
  if (first.success) return { value: first.data, issues: [] };
  const issues: Issue[] = [];
  const kept: Kept = { root: { body }, copies: new WeakSet() };
  let failure = first.error;
  for (let round = 0; round < mostRounds; round += 1) {
    const dealtWith = new Set<string>();
    for (const { path, ...problem } of failure.issues) {
      const name = path.join('.');
      if (dealtWith.has(name)) continue;
      dealtWith.add(name);
      const place = placeOf(kept.root.body, path);
      if (place === undefined) continue;
      if (place.keys.length === 0) return undefined;
      remove(kept, place.keys);
      if (issues.length < mostIssues) {
        const expected = 'expected' in problem ? String(problem.expected) : 'a known form';
        issues.push({ path: name, expected, seen: kindOf(place.value) });
      }
    }
    const next = z.safeParse(schema, kept.root.body);
    if (next.success) return { value: next.data, issues };
    failure = next.error;
  }
  return undefined;
}

/** The body as far as it is kept. What is changed is copied first, once: the body itself is the caller's. */
interface Kept {
  readonly root: { body: unknown };
  readonly copies: WeakSet<object>;
}

/**
 * The value that a complaint is about, and the keys of what has to go for it: the value, or what holds it where it is
 * missing. Undefined where that has gone already.
 */
function placeOf(
  body: unknown,
  path: readonly PropertyKey[],
): { readonly value: unknown; readonly keys: readonly string[] } | undefined {
  const keys: string[] = [];
  let holder: unknown;
  let value = body;
  for (const step of path) {
    // A bare item that stands for a list of one has no index of its own.
    if (step === 0 && !Array.isArray(value)) continue;
    if (typeof value !== 'object' || value === null) return undefined;
    holder = value;
    value = Reflect.get(value, step);
    keys.push(String(step));
  }
  const isMissing = value === undefined || (value === null && Array.isArray(holder));
  return { value, keys: isMissing ? keys.slice(0, -1) : keys };
}

/** Takes a value out; lists keep their length. */
function remove({ root, copies }: Kept, keys: readonly string[]): void {
  let holder: object = root;
  let key = 'body';
  for (const next of keys) {
    const held: unknown = Reflect.get(holder, key);
    if (typeof held !== 'object' || held === null) return;
    const own = copies.has(held) ? held : Array.isArray(held) ? [...held] : { ...held };
    copies.add(own);
    Reflect.set(holder, key, own);
    holder = own;
    key = next;
  }
  if (Array.isArray(holder)) Reflect.set(holder, key, null);
  else Reflect.deleteProperty(holder, key);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
