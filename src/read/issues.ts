import type { Issue } from '../model/tracking.ts';
import { readTime } from '../time/time.ts';
import { text } from './values.ts';

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
