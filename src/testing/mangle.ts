import type { Fault } from './faults.ts';
import { pick, type Random } from './random.ts';

/** The body after the faults that change what is in it; others leave it alone. */
export function mangled(body: string, faults: readonly Fault[], random: Random): string {
  return faults.reduce((text, fault) => {
    switch (fault.kind) {
      case 'truncated':
        return text.slice(0, Math.floor(text.length / 2));
      case 'mangle':
        return fault.mangle(text);
      case 'unknown_codes':
        return rewritten(text, withUnknownCodes);
      case 'duplicate_scans':
        return rewritten(text, withScansTwice);
      case 'drift':
        return rewritten(text, (value) => drifted(value, fault.fields ?? 3, random));
      default:
        return text;
    }
  }, body);
}

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Rewrites a JSON body; another stays as it is. */
function rewritten(body: string, rewrite: (value: unknown) => unknown): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Not JSON, so there is no field to touch.
    return body;
  }
  return JSON.stringify(rewrite(value));
}

/**
 * A scan, in any carrier's format, is an object in a list, with a date or time of its own, something beside it, and no
 * list of further objects, which is what a shipment has.
 */
function isScan(item: unknown): item is Json {
  if (!isObject(item)) return false;
  const keys = Object.keys(item);
  if (keys.length < 3 || !keys.some((key) => /date|time/i.test(key) && typeof item[key] === 'string')) return false;
  return !Object.values(item).some((held) => Array.isArray(held) && held.some(isObject));
}

function withScansTwice(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((item) =>
      isScan(item) ? [withScansTwice(item), withScansTwice(item)] : [withScansTwice(item)],
    );
  }
  return isObject(value) ? mapped(value, withScansTwice) : value;
}

function withUnknownCodes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (isScan(item) ? unknownCoded(item) : withUnknownCodes(item)));
  return isObject(value) ? mapped(value, withUnknownCodes) : value;
}

/** Keys end in `code`, `type` or `status`; codes are short and have no blanks. */
function unknownCoded(scan: Json): unknown {
  return Object.fromEntries(
    Object.entries(scan).map(([key, value]) => {
      const isCode = /(code|type|status)$/i.test(key) && typeof value === 'string' && /^[\w-]{1,40}$/.test(value);
      // Places have codes too, but a drifted place is not what was asked for.
      if (isObject(value)) return [key, /location|address|place/i.test(key) ? value : unknownCoded(value)];
      return [key, isCode && !/country|postal|zip|state/i.test(key) ? 'ZZ99' : value];
    }),
  );
}

function mapped(value: Json, map: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, map(held)]));
}

const changes: readonly ((holder: Json, key: string) => void)[] = [
  (holder, key) => {
    holder[`${key}V2`] = holder[key];
    delete holder[key];
  },
  (holder, key) => {
    delete holder[key];
  },
  (holder, key) => {
    holder[key] = null;
  },
  (holder, key) => {
    holder[key] = [holder[key]];
  },
  (holder, key) => {
    holder[key] = typeof holder[key] === 'string' ? 20_261_120 : 'drifted';
  },
  (holder, key) => {
    holder[key] = { value: holder[key] };
  },
];

function drifted(value: unknown, fields: number, random: Random): unknown {
  for (let left = fields; left > 0; left -= 1) {
    const holders: Json[] = [];
    collect(value, holders);
    const holder = pick(random, holders);
    const key = holder === undefined ? undefined : pick(random, Object.keys(holder));
    if (holder !== undefined && key !== undefined) pick(random, changes)?.(holder, key);
  }
  return value;
}

/** Every object of a tree that has a field to change. */
function collect(value: unknown, into: Json[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, into);
  else if (isObject(value)) {
    if (Object.keys(value).length > 0) into.push(value);
    for (const held of Object.values(value)) collect(held, into);
  }
}
