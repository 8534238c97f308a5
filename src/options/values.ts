import type * as z from 'zod/mini';
import type { Change } from '../model/change.ts';
import { trackingStatuses } from '../model/status.ts';
import type { Store } from '../model/store.ts';
import type { CarrierId, Tracking } from '../model/tracking.ts';
import { allowedValue, listOf } from './options.ts';

const isNumber = (value: unknown): value is number => typeof value === 'number' && !Number.isNaN(value);

/** Whether something has these methods. */
export function hasMethods(value: unknown, ...names: readonly string[]): boolean {
  return (
    ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    names.every((name) => typeof Reflect.get(value, name) === 'function')
  );
}

/** Any text. */
export const text: z.ZodMiniType<string> = allowedValue('text', (value) => typeof value === 'string');

/** Text that holds something. */
export const filledText: z.ZodMiniType<string> = allowedValue(
  'text that is not blank',
  (value) => typeof value === 'string' && value.trim() !== '',
);

/** One of a few words, all of them named. */
export function oneOf<Words extends string>(words: Readonly<Record<Words, true>>): z.ZodMiniType<Words> {
  const names = Object.keys(words);
  const allowed = names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : names.join('');
  return allowedValue(allowed, (value) => typeof value === 'string' && Object.hasOwn(words, value));
}

/** A duration that may be none, or without end. */
export const milliseconds: z.ZodMiniType<number> = allowedValue(
  'milliseconds, 0 or more',
  (value) => isNumber(value) && value >= 0,
);

/** A duration that lasts. */
export const someMilliseconds: z.ZodMiniType<number> = allowedValue(
  'milliseconds, more than 0',
  (value) => isNumber(value) && value > 0,
);

/** A whole number within bounds. */
export function wholeNumber(least: number, greatest: number = Number.MAX_SAFE_INTEGER): z.ZodMiniType<number> {
  const bounds = greatest === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${greatest}`;
  const holds = (value: unknown): boolean =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= greatest;
  return allowedValue(`a whole number, ${bounds}`, holds);
}

/** True or false. */
export const flag: z.ZodMiniType<boolean> = allowedValue('true or false', (value) => typeof value === 'boolean');

/** A function. */
export function aFunction<T>(allowed = 'a function'): z.ZodMiniType<T> {
  return allowedValue(allowed, (value) => typeof value === 'function');
}

/** Something that has these methods. */
export function withMethods<T>(allowed: string, ...names: readonly string[]): z.ZodMiniType<T> {
  return allowedValue(allowed, (value) => hasMethods(value, ...names));
}

/** What calls off. */
export const abortSignal: z.ZodMiniType<AbortSignal> = allowedValue(
  'an AbortSignal, such as the signal of an AbortController',
  (value) => hasMethods(value, 'addEventListener', 'throwIfAborted'),
);

/** A moment. */
export const instant: z.ZodMiniType<number | string | Date> = allowedValue(
  'milliseconds since the epoch, ISO 8601 text with an offset such as 2026-11-20T14:30:00Z, or a Date',
  (value) =>
    Number.isFinite(value) || typeof value === 'string' || (value instanceof Date && Number.isFinite(value.getTime())),
);

/** A day. */
export const day: z.ZodMiniType<string | Date> = allowedValue(
  'a day as YYYY-MM-DD, or a Date',
  (value) =>
    (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) ||
    (value instanceof Date && Number.isFinite(value.getTime())),
);

/** A carrier by its id. */
export const carrierId: z.ZodMiniType<CarrierId> = allowedValue(
  'the id of a carrier, such as fedex',
  (value) => typeof value === 'string' && value.trim() !== '',
);

/** Where texts are kept. */
export const store: z.ZodMiniType<Store> = allowedValue(
  'a store with get, set and delete: a Map, a Keyv instance, sqliteStore()',
  (value) => hasMethods(value, 'get', 'set', 'delete'),
);

/** Looks at what tells it from anything else; the whole of it is `trackingSchema`'s matter. */
export const tracking: z.ZodMiniType<Tracking> = allowedValue(
  'a Tracking, such as track() resolves to',
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'trackingNumber' in value &&
    typeof value.trackingNumber === 'string' &&
    'carrier' in value &&
    typeof value.carrier === 'string' &&
    'status' in value &&
    trackingStatuses.some((status) => status === value.status) &&
    'events' in value &&
    Array.isArray(value.events),
);

/** Looks at what tells it from anything else. */
export const change: z.ZodMiniType<Change> = allowedValue(
  'a change, such as diff() and watch() tell',
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    'key' in value &&
    typeof value.key === 'string' &&
    'trackingNumber' in value,
);

/** Changes in their order. */
export const changes: z.ZodMiniType<readonly Change[]> = listOf(change, 'a list of changes');

/** Something that one can iterate over, but no text. */
export function iterable<T>(allowed: string): z.ZodMiniType<T> {
  return allowedValue(
    allowed,
    (value) =>
      typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value),
  );
}
