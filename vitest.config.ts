import { defineConfig } from 'vitest/config';
import { testTimeoutMs } from './test/time-outs.ts';

/** What no zone can touch, and what takes long. */
const oneZone = ['test/repository/**', 'test/proof/**'];

/** What is kept by real servers: it starts its own, and goes by their clocks. */
const servers = 'test/fleet/**';

/** The whole suite runs once in UTC, and what reads or compares times runs again west and east of it. */
const zones = [
  { name: 'utc', zone: 'UTC', only: 'test/**', skip: [servers] },
  { name: 'los-angeles', zone: 'America/Los_Angeles', only: 'test/**', skip: [servers, ...oneZone] },
  { name: 'kathmandu', zone: 'Asia/Kathmandu', only: 'test/**', skip: [servers, ...oneZone] },
  { name: 'servers', zone: 'UTC', only: servers, skip: [] },
];

export default defineConfig({
  resolve: { conditions: ['waybill-source'] },
  ssr: { resolve: { conditions: ['waybill-source'] } },
  test: {
    // Small machines too use all they have; by default one core would stand by.
    maxWorkers: '100%',
    testTimeout: testTimeoutMs,
    projects: zones.map(({ name, zone, only, skip }) => ({
      extends: true,
      test: {
        name,
        pool: 'forks',
        // Files share a worker: no test leaves anything behind, and starting one per file takes longer than the tests.
        isolate: false,
        setupFiles: ['test/setup.ts'],
        include: [`${only}/*.test.ts`],
        exclude: ['**/node_modules/**', ...skip],
        env: { TZ: zone },
      },
    })),
  },
});
