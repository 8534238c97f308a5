import { readFileSync } from 'node:fs';
import { expect, vi } from 'vitest';
import { propertyTimeoutMs, testTimeoutMs } from './time-outs.ts';

// Runs before each file, and decides how long those of its tests have that name no time of their own. Files share a
// worker: what is set for one stands until it is set for the next.
const { testPath } = expect.getState();
const hasProperties = testPath !== undefined && /from 'fast-check'/.test(readFileSync(testPath, 'utf8'));
vi.setConfig({ testTimeout: hasProperties ? propertyTimeoutMs : testTimeoutMs });
