import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countryCode, type Issue, issuesUnder, numeric, present, some, text, timeOrIssue } from 'waybill/kit';

describe('what carriers send instead of nothing', () => {
  it.each(['', ' ', '\u00a0', '\t\n', null, undefined])('%j is no text and no number', (value) => {
    expect(text(value)).toBeUndefined();
    expect(numeric(value)).toBeUndefined();
  });

  it.each(['string', 'STRING', ' null ', 'NULL', '(null)', 'undefined', 'N/A', 'n/a'])(
    '%j is the placeholder of a sample',
    (value) => {
      expect(text(value)).toBeUndefined();
      expect(countryCode(value)).toBeUndefined();
    },
  );

  it.each(['Null', 'NA', 'None', 'stringent', 'a string'])('%j is a name, a code or a sentence', (value) => {
    expect(text(value)).toBe(value);
  });

  it.each([
    [' a ', 'a'],
    ['0', '0'],
    [0, '0'],
    ['02139', '02139'],
  ])('%j is the text %j', (value, expected) => {
    expect(text(value)).toBe(expected);
  });

  it.each([
    ['1.0', 1],
    [' 2 ', 2],
    [0, 0],
    ['0', 0],
  ])('%j is the number %d', (value, expected) => {
    expect(numeric(value)).toBe(expected);
  });

  it.each(['1 kg', '1,5', 'NaN', 'Infinity', Number.NaN, Number.POSITIVE_INFINITY])('%j is no number', (value) => {
    expect(numeric(value)).toBeUndefined();
  });

  it('NA is Namibia', () => {
    expect(countryCode('na')).toBe('NA');
  });

  it('lists lose their gaps and nothing else', () => {
    expect(some([])).toBeUndefined();
    expect(some([undefined])).toEqual([undefined]);
    expect(present(undefined)).toEqual([]);
    expect(present(null)).toEqual([]);
    expect(present([0, null, '', undefined, false])).toEqual([0, '', false]);
    fc.assert(
      fc.property(fc.array(fc.integer()), (items) => {
        expect(present(items)).toBe(items);
      }),
    );
  });
});

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
