import * as z from 'zod/mini';
import type { Issue } from '../model/tracking.ts';

/** What carriers may send for any field, declared or not. */
export type Maybe<T> = T | null | undefined;

/** A text, a number for text (ids and codes arrive as either), null or nothing. */
export const textField = z.nullish(z.union([z.string(), z.number()]));

/** The item of each list that {@link listField} made. */
const itemsOfLists = new WeakMap<object, z.core.$ZodType>();

/** A list whose items may be null or `""`, a bare item instead of a list of one, null or nothing. */
// @__NO_SIDE_EFFECTS__
export function listField<T>(item: z.ZodMiniType<T>): z.ZodMiniType<readonly Maybe<T>[]> {
  const list = z.pipe(
    z.transform((value: unknown) =>
      isNothing(value) ? [] : Array.isArray(value) ? value.map((each) => (each === '' ? null : each)) : [value],
    ),
    z.array(z.nullish(item)),
  );
  itemsOfLists.set(list, item);
  return list;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

/**
 * An object by the fields that are read; others are ignored. By {@link readShape} an object that may be absent may also be
 * `""`, which is how XML writes an empty element.
 */
// @__NO_SIDE_EFFECTS__
export function objectField<Fields extends z.core.$ZodLooseShape>(
  fields: Fields,
): z.ZodMiniObject<Fields, z.core.$strip> {
  return z.object(fields);
}

/** A shape read, and where the payload was not what we know. */
export interface ShapeReading<T> {
  readonly value: T;
  readonly issues: Issue[];
}

/** A payload may be wrong in ten thousand places; these many are reported. */
const mostIssues = 50;

/**
 * Reads a parsed body by its wire schema. What does not fit is left out, field by field and item by item, and reported;
 * what lacks a required field is left out with it; the rest is kept, and objects without lists are taken as they came,
 * with what else they hold. Undefined where the whole is of another shape. The body itself is never changed.
 */
export function readShape<T>(schema: z.ZodMiniType<T>, body: unknown): ShapeReading<T> | undefined {
  const reader = readerOf(schema);
  const issues: Issue[] = [];
  const fitting = reader.read(body);
  const value = fitting === misfit ? reader.mend(body, '', issues) : fitting;
  return value === misfit ? undefined : { value: value as T, issues };
}

/** In place of a value that does not fit its schema. */
const misfit = /* @__PURE__ */ Symbol('misfit');

/** A schema as functions, made once: what nearly all bodies are, objects, lists and texts, needs no more of zod. */
interface Reader {
  /** The value by its schema, or {@link misfit} where any of it does not fit. */
  readonly read: (value: unknown) => unknown;
  /** What is left of a value that does not fit, {@link misfit} for nothing; adds to `issues` what went. */
  readonly mend: (value: unknown, path: string, issues: Issue[]) => unknown;
  /** The kinds of value that fit, where no more than the kind decides. */
  readonly kinds?: number | undefined;
  readonly holdsLists: boolean;
}

const readers = new WeakMap<object, Reader>();

function readerOf(schema: z.core.$ZodType): Reader {
  const known = readers.get(schema);
  if (known !== undefined) return known;
  const reader = makeReader(schema);
  readers.set(schema, reader);
  return reader;
}

/** Kinds of value as bits. */
const kind = { string: 1, number: 2, boolean: 4, undefined: 8, null: 16, any: 63 } as const;
const otherKinds = 32;

function makeReader(schema: z.core.$ZodType): Reader {
  const item = itemsOfLists.get(schema);
  if (item !== undefined) return listReader(readerOf(item));
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.checks !== undefined && def.checks.length > 0) return readerByZod(schema);
  switch (def.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return kindReader(kind[def.type], def.type);
    case 'unknown':
      return kindReader(kind.any, def.type);
    case 'nullable':
      return orAbsent(readerOf(def.innerType), { null: true });
    case 'optional': {
      const { _zod } = def.innerType as z.core.$ZodTypes;
      // `nullish` in one step.
      const isNullable = _zod.def.type === 'nullable';
      const inner = _zod.def.type === 'nullable' ? _zod.def.innerType : def.innerType;
      return orAbsent(readerOf(inner), { null: isNullable, undefined: true, emptyText: isObject(inner) });
    }
    case 'union':
      return unionReader(def.options.map(readerOf));
    case 'array':
      return arrayReader(readerOf(def.element));
    case 'object':
      return def.catchall === undefined ? objectReader(def.shape) : readerByZod(schema);
    default:
      return readerByZod(schema);
  }
}

/** Whether a schema reads an object, or null in its place. */
function isObject(schema: z.core.$ZodType): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'nullable' ? isObject(def.innerType) : def.type === 'object';
}

/** No JSON is infinite, but what JavaScript makes of `1e999` is. */
function fits(kinds: number, value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return (kinds & kind.string) !== 0;
    case 'undefined':
      return (kinds & kind.undefined) !== 0;
    case 'number':
      return (kinds & kind.number) !== 0 && (Number.isFinite(value) || kinds === kind.any);
    case 'boolean':
      return (kinds & kind.boolean) !== 0;
    default:
      return (kinds & (value === null ? kind.null : otherKinds)) !== 0;
  }
}

function kindReader(kinds: number, expected: string): Reader {
  return {
    kinds,
    holdsLists: false,
    read: (value) => (fits(kinds, value) ? value : misfit),
    mend: (value, path, issues) => leaveOut(issues, path, expected, value),
  };
}

/** What else is read as it is, or, of an empty text, as nothing. */
interface Absent {
  readonly null?: boolean;
  readonly undefined?: boolean;
  readonly emptyText?: boolean;
}

function orAbsent(inner: Reader, absent: Absent): Reader {
  const { read, mend, holdsLists } = inner;
  const [mayBeNull, mayBeUndefined] = [absent.null === true, absent.undefined === true];
  if (inner.kinds !== undefined) {
    const kinds = inner.kinds | (mayBeNull ? kind.null : 0) | (mayBeUndefined ? kind.undefined : 0);
    return { ...kindReader(kinds, ''), mend };
  }
  const mayBeEmptyText = absent.emptyText === true;
  return {
    holdsLists,
    mend,
    read(value) {
      if (value === undefined && mayBeUndefined) return undefined;
      if (value === null && mayBeNull) return null;
      return value === '' && mayBeEmptyText ? undefined : read(value);
    },
  };
}

function unionReader(options: readonly Reader[]): Reader {
  const mend: Reader['mend'] = (value, path, issues) => leaveOut(issues, path, 'a known form', value);
  let kinds: number | undefined = 0;
  for (const option of options)
    kinds = kinds === undefined || option.kinds === undefined ? undefined : kinds | option.kinds;
  if (kinds !== undefined) return { ...kindReader(kinds, ''), mend };
  return {
    holdsLists: options.some(({ holdsLists }) => holdsLists),
    mend,
    read(value) {
      for (const { read } of options) {
        const fitting = read(value);
        if (fitting !== misfit) return fitting;
      }
      return misfit;
    },
  };
}

/** A list by {@link listField}. */
function listReader(item: Reader): Reader {
  const mayBeGap = orAbsent(item, { null: true, undefined: true });
  const list = arrayReader(mayBeGap, true);
  return {
    holdsLists: true,
    read(value) {
      if (Array.isArray(value)) return list.read(value);
      if (isNothing(value)) return [];
      const only = item.read(value);
      return only === misfit ? misfit : [only];
    },
    mend(value, path, issues) {
      if (Array.isArray(value)) return list.mend(value, path, issues);
      const only = item.mend(value, `${path}.0`, issues);
      return only === misfit ? [] : [only];
    },
  };
}

function arrayReader(item: Reader, mayHoldEmptyText = false): Reader {
  const valueAt = (list: readonly unknown[], index: number): unknown =>
    mayHoldEmptyText && list[index] === '' ? null : list[index];
  return {
    holdsLists: true,
    read(value) {
      if (!Array.isArray(value)) return misfit;
      // The list as it came, until an item is read as something else.
      let own: unknown[] | undefined;
      for (let index = 0; index < value.length; index += 1) {
        const fitting = item.read(valueAt(value, index));
        if (fitting === misfit) return misfit;
        if (own === undefined && fitting !== value[index]) own = value.slice(0, index);
        own?.push(fitting);
      }
      return own ?? value;
    },
    mend(value, path, issues) {
      if (!Array.isArray(value)) return leaveOut(issues, path, 'array', value);
      const kept: unknown[] = [];
      for (let index = 0; index < value.length; index += 1) {
        const each = valueAt(value, index);
        const fitting = item.read(each);
        const mended = fitting === misfit ? item.mend(each, under(path, index), issues) : fitting;
        // Lists keep their length; one that allows no gap goes whole.
        const left = mended === misfit ? item.read(null) : mended;
        if (left === misfit) return item.mend(null, under(path, index), issues);
        kept.push(left);
      }
      return kept;
    },
  };
}

function objectReader(shape: Readonly<Record<string, z.core.$ZodType>>): Reader {
  const fields = Object.entries(shape).map(([key, schema]) => fieldOf(key, readerOf(schema)));
  const holdsLists = fields.some((field) => field.holdsLists);
  return {
    holdsLists,
    read(value) {
      if (!isRecord(value)) return misfit;
      // The object as it came, until a field is read as something else; one with lists is made anew.
      let own: Record<string, unknown> | undefined = holdsLists ? {} : undefined;
      for (const field of fields) {
        const { key, kinds } = field;
        const held = value[key];
        if (held === undefined && field.mayBeAbsent) continue;
        if (kinds !== undefined) {
          if (!fits(kinds, held)) return misfit;
          if (own !== undefined) own[key] = held;
          continue;
        }
        const fitting = field.read(held);
        if (fitting === misfit) return misfit;
        if (own === undefined && fitting !== held) own = { ...value };
        if (own !== undefined) own[key] = fitting;
      }
      return own ?? value;
    },
    mend(value, path, issues) {
      if (!isRecord(value)) return leaveOut(issues, path, 'object', value);
      const kept: Record<string, unknown> = {};
      for (const { key, read, mend, mayBeAbsent } of fields) {
        const fitting = read(value[key]);
        const mended = fitting === misfit ? mend(value[key], under(path, key), issues) : fitting;
        // A list that is left out is an empty one.
        const left = mended === misfit ? read(undefined) : mended;
        if (left === misfit) {
          if (value[key] !== undefined) mend(undefined, under(path, key), issues);
          return misfit;
        }
        if (left !== undefined || !mayBeAbsent) kept[key] = left;
      }
      return kept;
    },
  };
}

/** A field of an object. */
interface Field extends Reader {
  readonly key: string;
  /** Whether it is read as nothing where it is not there; lists are empty then. */
  readonly mayBeAbsent: boolean;
}

function fieldOf(key: string, reader: Reader): Field {
  const { read, mend, kinds, holdsLists } = reader;
  return { key, read, mend, kinds, holdsLists, mayBeAbsent: read(undefined) === undefined };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Schemas that are more than their kind are read by zod, and fit whole or not at all. */
function readerByZod(schema: z.core.$ZodType): Reader {
  return {
    holdsLists: true,
    read(value) {
      const { success, data } = z.safeParse(schema, value);
      return success ? data : misfit;
    },
    mend(value, path, issues) {
      const [problem] = z.safeParse(schema, value).error?.issues ?? [];
      const expected = problem !== undefined && 'expected' in problem ? String(problem.expected) : 'a known form';
      return leaveOut(issues, path, expected, value);
    },
  };
}

function under(path: string, key: string | number): string {
  return path === '' ? `${key}` : `${path}.${key}`;
}

/** Reports a value by its kind alone, for it may be personal. */
function leaveOut(issues: Issue[], path: string, expected: string, value: unknown): typeof misfit {
  if (issues.length < mostIssues) issues.push({ path, expected, seen: kindOf(value) });
  return misfit;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
