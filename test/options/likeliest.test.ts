import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, likeliestOf } from '../../src/options/likeliest.ts';

const names = ['maxWaitMs', 'timeoutMs', 'retries', 'carriers', 'clientId', 'clientSecret'];

describe('likeliestOf', () => {
  it.each([
    ['maxWaitMS', 'maxWaitMs'],
    ['max_wait_ms', 'maxWaitMs'],
    ['maxWait', 'maxWaitMs'],
    ['timeout', 'timeoutMs'],
    ['retry', 'retries'],
    ['carrier', 'carriers'],
    ['clientID', 'clientId'],
    ['cleintSecret', 'clientSecret'],
  ])('takes %s for %s', (misspelt, meant) => {
    expect(likeliestOf(misspelt, names)).toBe(meant);
  });

  it.each(['apiKey', 'x', '', 'url', 'n'.repeat(10_000)])('takes %s for nothing', (key) => {
    expect(likeliestOf(key, names)).toBeUndefined();
  });
});

describe('editDistance', () => {
  const word = fc.string({ maxLength: 12 });

  it('is 0 for the same text only, and the same both ways', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });

  it('counts two neighbours that changed places once', () => {
    expect([editDistance('url', 'ulr'), editDistance('abcd', 'badc')]).toEqual([1, 2]);
  });
});
