import { describe, expect, it } from 'vitest';
import type { Tracking } from '../../src/kit.ts';
import { mergeAnswer, mergeLines, mergeWhole } from '../../src/store/merge.ts';
import { pairs, workOf } from '../histories.ts';

const fetchedAt = '2026-11-20T12:00:00.000Z';

describe.each(pairs)('the work of a merge grows with it: %s', (_, of) => {
  it.each<[string, (previous: Tracking | undefined, next: Tracking) => unknown]>([
    ['lines', mergeLines],
    ['a whole parcel', mergeWhole],
    [
      'an answer that may lag',
      (previous, next) => mergeAnswer(previous && { ...previous, fetchedAt }, { ...next, fetchedAt }),
    ],
  ])('%s', (__, merge) => {
    const [small = 0, medium = 0, large = 0] = [400, 800, 1600].map((size) =>
      workOf(of(size), (previous, next) => next && merge(previous, next)),
    );
    expect(small).toBeGreaterThan(0);
    expect(medium / small).toBeLessThan(2.6);
    expect(large / medium).toBeLessThan(2.6);
  });
});
