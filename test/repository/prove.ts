import { beforeAll, describe, expect, test } from 'vitest';
import { exceptionsTo, type RuleName, withoutLine } from './exceptions.ts';
import type { SourceFile } from './files.ts';
import type { Rule } from './rule.ts';

/** All files are parsed, which takes a loaded machine a while. */
const repositoryTimeoutMs = 120_000;

/** Files by path. */
type Files = Readonly<Record<string, string>>;

export interface Case {
  readonly name: string;
  readonly rule: Rule;
  /** Under what name its breaches of today are excepted. */
  readonly exceptions?: RuleName;
  /** Each of these breaks the rule. */
  readonly breaches: readonly Files[];
  /** Each of these keeps to the rule. */
  readonly keeps: readonly Files[];
}

/** Shows that a rule finds its breaches and nothing else, and that the files at hand keep to it. */
export function prove({ name, rule, exceptions, breaches, keeps }: Case, files: readonly SourceFile[]): void {
  const excepted = exceptions === undefined ? [] : exceptionsTo(exceptions);
  const listed = (each: Files) => Object.entries(each).map(([path, text]) => ({ path, text }));
  const titled = (sets: readonly Files[]) => sets.map((set) => [titleOf(set), listed(set)] as const);

  describe(name, () => {
    let found: readonly string[] = [];

    beforeAll(() => {
      found = [...new Set(rule(files).map(withoutLine))];
    }, repositoryTimeoutMs);

    test('holds in this repository', () => {
      expect(files).not.toEqual([]);
      expect(found.filter((breach) => !excepted.includes(breach))).toEqual([]);
    });

    test('has no exception that is no longer needed', () => {
      expect(excepted.filter((breach) => !found.includes(breach))).toEqual([]);
    });

    test.each(titled(breaches))('finds a breach in %s', (_, files) => {
      expect(rule(files)).not.toEqual([]);
    });

    test.each(titled(keeps))('finds none in %s', (_, files) => {
      expect(rule(files)).toEqual([]);
    });
  });
}

/** The files with what is in them, or their names alone where they are many. */
function titleOf(files: Files): string {
  const entries = Object.entries(files);
  const isShort = entries.length < 5;
  return entries
    .map(([path, text]) => (isShort && text !== '' ? `${path}: ${text.replaceAll('\n', ' ')}` : path))
    .join(', ');
}
