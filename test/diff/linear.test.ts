import { describe, expect, it } from 'vitest';
import { diff, remember } from '../../src/diff/diff.ts';
import { patch } from '../../src/diff/patch.ts';
import type { Tracking } from '../../src/kit.ts';
import { pairs, workOf } from '../histories.ts';

describe.each(pairs)('the work of a comparison grows with it: %s', (_, of) => {
  const measure = (use: (...trackings: readonly Tracking[]) => unknown) =>
    [400, 800, 1600].map((size) => workOf(of(size), use as never));

  it.each<[string, (previous?: Tracking, next?: Tracking) => unknown]>([
    ['diff', (previous, next) => next && diff(previous, next)],
    ['diff at first sight', (_previous, next) => next && diff(undefined, next)],
    ['remember', (previous, next) => next && remember(previous, next)],
    ['patch', (previous, next) => next && patch(previous, diff(previous, next))],
  ])('%s', (__, use) => {
    const [small = 0, medium = 0, large = 0] = measure(use as never);
    expect(small).toBeGreaterThan(0);
    // Twice the lines is twice the work and a little for sorting; a quadratic part would make it four times as much.
    expect(medium / small).toBeLessThan(2.6);
    expect(large / medium).toBeLessThan(2.6);
  });
});
