import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyTimeoutMs } from './time-outs.ts';

test('a property test has a time-out of its own', ({ task }) => {
  expect(task.timeout).toBe(propertyTimeoutMs);
  expect(fc.check(fc.property(fc.integer(), Number.isInteger)).failed).toBe(false);
});

test('a time that a test gives itself stands', { timeout: 1234 }, ({ task }) => {
  expect(task.timeout).toBe(1234);
});
