import type { Issue } from '../model/tracking.ts';
import { readTime } from '../time/time.ts';

/** What documentation samples and careless systems write instead of nothing, in these spellings; `Null` is a surname. */
const placeholders: ReadonlySet<string> = new Set([
  'string',
  'STRING',
  'null',
  'NULL',
  '(null)',
  'undefined',
  'UNDEFINED',
  'N/A',
  'n/a',
]);
const shortestPlaceholder = 3;
const longestPlaceholder = 9;

/**
 * Text without surrounding white space; undefined for what carriers send instead of nothing: `""`, blanks, null, and the
 * placeholders `string`, `null`, `undefined` and `N/A`.
 */
export function text(value: string | number | null | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  const trimmed = (typeof value === 'string' ? value : String(value)).trim();
  const { length } = trimmed;
  if (length === 0) return undefined;
  if (length > longestPlaceholder || length < shortestPlaceholder) return trimmed;
  return placeholders.has(trimmed) ? undefined : trimmed;
}

/** A number from a number or its text (`"1.0"`); undefined for anything else. */
export function numeric(value: string | number | null | undefined): number | undefined {
  const trimmed = text(value);
  const parsed = trimmed === undefined ? Number.NaN : Number(trimmed);
  return Number.isFinite(parsed) ? parsed : undefined;
}

/** A country code (ISO 3166-1 alpha-2) in upper case; undefined for anything else, such as a name. */
export function countryCode(value: string | null | undefined): string | undefined {
  const code = text(value)?.toUpperCase();
  return code !== undefined && /^[A-Z]{2}$/.test(code) ? code : undefined;
}

/** A list without its null and undefined items; empty for an absent list. */
export function present<T>(items: readonly (T | null | undefined)[] | null | undefined): readonly T[] {
  if (items === null || items === undefined) return [];
  return items.every((item) => item !== null && item !== undefined)
    ? (items as readonly T[])
    : items.filter((item): item is T => item !== null && item !== undefined);
}

/** The list, or undefined for an empty one: an unknown field is absent. */
export function some<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}

/**
 * A time by {@link readTime}, or by `read`; what is there and cannot be read becomes an issue at `path`, so that the line
 * without a time says why.
 */
export function timeOrIssue(
  value: string | null | undefined,
  issues: Issue[],
  path: string,
  read: (value: string) => string | undefined = readTime,
): string | undefined {
  const words = text(value);
  const time = words === undefined ? undefined : read(words);
  if (words !== undefined && time === undefined) {
    issues.push({ path, expected: 'a time', seen: 'a time we cannot read' });
  }
  return time;
}

/** The issues of a part as those of the whole that it stands in at `path`: `results.0` before `events.3.date`. */
export function issuesUnder(path: string, issues: readonly Issue[]): readonly Issue[] {
  if (path === '') return issues;
  return issues.map((issue) => ({ ...issue, path: issue.path === '' ? path : `${path}.${issue.path}` }));
}
