import * as z from 'zod/mini';
import { TrackingError, type TrackingErrorDetails } from '../model/error.ts';
import { likeliestOf, slipOf } from './likeliest.ts';

/** A schema that reads exactly `T`, key by key: an option that is missing here, or is none, does not compile. */
export type OptionsShape<T> = {
  readonly [Key in keyof T]-?: object extends Pick<T, Key>
    ? z.ZodMiniExactOptional<z.ZodMiniType<Exclude<T[Key], undefined>>>
    : z.ZodMiniType<T[Key]>;
};

/** A value that passes a test. `allowed` is what an error says of it: `milliseconds, 0 or more`. */
export function allowedValue<T>(allowed: string, holds: (value: unknown) => boolean): z.ZodMiniType<T> {
  return z.custom<T>(holds, { error: allowed, abort: true });
}

/** One that need not be given; `undefined` is as good as absent, as callers without types write it. */
export function optional<Schema extends z.ZodMiniType>(schema: Schema): z.ZodMiniExactOptional<Schema> {
  const given: z.ZodMiniType = z.optional(schema);
  return given as z.ZodMiniExactOptional<Schema>;
}

/** A list of such values. */
export function listOf<T>(item: z.ZodMiniType<T>, allowed: string): z.ZodMiniType<readonly T[]> {
  return z.array(item, { error: allowed });
}

/**
 * An object with these options and no others. A shape that takes in another one's is given by a function: a bundler keeps a
 * spread that it meets outside of one.
 */
export function optionsOf<T>(given: OptionsShape<T> | (() => OptionsShape<T>)): z.ZodMiniType<T> {
  const shape = typeof given === 'function' ? given() : given;
  const names = Object.keys(shape);
  const error = (issue: z.core.$ZodRawIssue): string =>
    issue.code === 'unrecognized_keys' ? strangers(issue.keys, names) : `an object with ${listed(names)}`;
  const schema: z.ZodMiniType = z.strictObject(shape as z.core.$ZodLooseShape, { error });
  return schema as z.ZodMiniType<T>;
}

/** An object of the caller's own that has these fields beside others; only those that look like one of them are refused. */
export function fieldsOf<T>(given: () => OptionsShape<T>, allowed: string): z.ZodMiniType<T> {
  const shape = given();
  const names = Object.keys(shape);
  const schema: z.ZodMiniType = z.looseObject(shape as z.core.$ZodLooseShape, { error: allowed }).check((payload) => {
    const misspelt = Object.keys(payload.value).filter(
      (key) => !names.includes(key) && slipOf(key, names) !== undefined,
    );
    if (misspelt.length > 0) {
      payload.issues.push({
        code: 'unrecognized_keys',
        keys: misspelt,
        input: payload.value,
        message: strangers(misspelt, names),
      });
    }
  });
  return schema as z.ZodMiniType<T>;
}

/** The arguments of a call by their names, each with what it must be. */
export type Arguments = Readonly<Record<string, readonly [schema: z.ZodMiniType, value: unknown]>>;

/**
 * Checks what a public function was given, before it does anything.
 *
 * @param call The function as its caller writes it, `receive()`.
 * @param details What the error has beside its words, such as the carrier.
 * @throws TrackingError `invalid_request` that names the options that are wrong, the kind of thing that each was given, never
 * a text, and what is allowed.
 */
export function checkArguments(call: string, given: Arguments, details: TrackingErrorDetails = {}): void {
  const faults = Object.entries(given).flatMap(([name, [schema, value]]) => faultsIn(schema, value, name));
  if (faults.length === 0) return;
  const more = faults.length > most ? ` ${faults.length - most} more are wrong.` : '';
  throw new TrackingError('invalid_request', `${call}: ${faults.slice(0, most).join(' ')}${more}`, details);
}

/** Whether a value is of a schema, for those who answer otherwise than by throwing; else what is wrong with it. */
export function faultsIn(schema: z.ZodMiniType, value: unknown, name: string): readonly string[] {
  const result = z.safeParse(schema, value);
  return result.success ? [] : result.error.issues.map((issue) => wordsOf(issue, value, name));
}

/** Most faults that one error tells. */
const most = 3;

function wordsOf({ code, path, message }: z.core.$ZodIssue, value: unknown, name: string): string {
  if (code === 'unrecognized_keys') return message;
  // Options are named by themselves, what they hold by the way to it.
  const seen = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)[key], value);
  return `${nameOf(path, name)} is ${kindOf(seen)}; give ${message}.`;
}

function nameOf(path: readonly PropertyKey[], name: string): string {
  if (path.length === 0) return name;
  const start = typeof path[0] === 'number' ? name : '';
  return path.reduce<string>((written, key) => {
    if (typeof key === 'number') return `${written}[${key}]`;
    return written === '' ? String(key) : `${written}.${String(key)}`;
  }, start);
}

function strangers(keys: readonly string[], names: readonly string[]): string {
  const words = keys.slice(0, most).map((key) => {
    const likeliest = likeliestOf(key, names);
    return `there is no option ${shown(key)}${likeliest === undefined ? '' : `, did you mean ${likeliest}`}`;
  });
  const all = keys.every((key) => likeliestOf(key, names) !== undefined) ? '' : `; there are ${listed(names)}`;
  return `${words.join('; ')}${all === '' ? '?' : `${all}.`}`;
}

/** A name that somebody wrote for an option is no secret; anything else that stands where a name should may be one. */
function shown(key: string): string {
  return /^[A-Za-z_$][\w$]{0,40}$/.test(key) ? key : '(not shown: it is no name)';
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'no options' : names.join(', ');
}

/** What kind of thing a value is, for people: a number as it is, a text by nothing that it says. */
function kindOf(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'missing';
    case 'string':
      return value.trim() === '' ? 'a blank text' : 'a text';
    case 'number':
    case 'boolean':
      return String(value);
    case 'function':
      return 'a function';
    case 'object':
      return value === null ? 'null' : kindOfObject(value);
    default:
      return `a ${typeof value}`;
  }
}

function kindOfObject(value: object): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : 'a Date';
  if (value instanceof Promise) return 'a promise, to be awaited';
  const name: unknown = Reflect.get(value, 'constructor')?.name;
  const isNamed = typeof name === 'string' && name !== 'Object' && /^[A-Za-z_$][\w$]{0,40}$/.test(name);
  return isNamed ? `an instance of ${name}` : 'an object';
}
