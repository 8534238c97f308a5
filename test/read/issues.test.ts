import { describe, expect, it } from 'vitest';
import { type Issue, issuesUnder, timeOrIssue } from 'waybill/kit';

describe('a time that may not be one', () => {
  it('is read, or is an issue at its place; nothing is neither', () => {
    const issues: Issue[] = [];
    expect(timeOrIssue('2026-03-12 08:00', issues, 'a')).toBe('2026-03-12T08:00:00');
    for (const value of ['', ' ', null, undefined, 'N/A']) expect(timeOrIssue(value, issues, 'b')).toBeUndefined();
    expect(issues).toEqual([]);
    expect(timeOrIssue('2026-02-30', issues, 'events.3.date')).toBeUndefined();
    expect(issues).toEqual([{ path: 'events.3.date', expected: 'a time', seen: 'a time we cannot read' }]);
  });

  it('is read the way that a carrier writes it', () => {
    const issues: Issue[] = [];
    const german = (value: string) => (value === '12.03.2026' ? '2026-03-12' : undefined);
    expect(timeOrIssue('12.03.2026', issues, 'x', german)).toBe('2026-03-12');
    expect(timeOrIssue('2026-03-12', issues, 'x', german)).toBeUndefined();
    expect(issues).toHaveLength(1);
  });
});

describe('issues of a part', () => {
  const issue = { path: 'events.3.date', expected: 'a time', seen: 'a time we cannot read' };

  it('stand under the path of the part', () => {
    expect(issuesUnder('results.0', [issue, { ...issue, path: '' }])).toEqual([
      { ...issue, path: 'results.0.events.3.date' },
      { ...issue, path: 'results.0' },
    ]);
    expect(issuesUnder('', [issue])).toEqual([issue]);
  });
});
