import { readFileSync } from 'node:fs';
import { expect, vi } from 'vitest';

/** A property runs hundreds of cases, for which a loaded machine may need longer than other tests have. */
export const propertyTimeoutMs = 60_000;
const otherTimeoutMs = 5000;

// Runs before each file, and decides how long those of its tests have that name no time of their own. Files share a
// worker: what is set for one stands until it is set for the next.
const { testPath } = expect.getState();
const hasProperties = testPath !== undefined && /from 'fast-check'/.test(readFileSync(testPath, 'utf8'));
vi.setConfig({ testTimeout: hasProperties ? propertyTimeoutMs : otherTimeoutMs });
