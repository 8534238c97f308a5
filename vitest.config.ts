import { defineConfig } from 'vitest/config';
import { testTimeoutMs } from './test/time-outs.ts';

/** What no zone can touch, and what takes long. */
const oneZone = ['test/repository/**', 'test/guarantees/**', 'test/conformance/growth.test.ts'];

/** What takes servers and runtimes of others, on this machine, and goes by their clocks: `npm run test:servers`. */
const servers = ['test/servers/**', 'test/fleet/**'];

/** The whole suite runs once in UTC, and what reads or compares times runs again west and east of it. */
const zones = [
  { name: 'utc', zone: 'UTC', skip: [] },
  { name: 'los-angeles', zone: 'America/Los_Angeles', skip: oneZone },
  { name: 'kathmandu', zone: 'Asia/Kathmandu', skip: oneZone },
];

export default defineConfig({
  resolve: { conditions: ['waybill-source'] },
  ssr: { resolve: { conditions: ['waybill-source'] } },
  test: {
    // Small machines too use all they have; by default one core would stand by.
    maxWorkers: '100%',
    testTimeout: testTimeoutMs,
    projects: [
      ...zones.map(({ name, zone, skip }) => ({
        extends: true,
        test: {
          name,
          pool: 'forks',
          // Files share a worker: no test leaves anything behind, and starting one per file takes longer than the tests.
          isolate: false,
          setupFiles: ['test/setup.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...servers, ...skip],
          env: { TZ: zone },
        },
      })),
      {
        extends: true,
        test: {
          name: 'servers',
          pool: 'forks',
          include: servers.map((folder) => `${folder}/*.test.ts`),
          env: { TZ: 'UTC' },
        },
      },
    ],
  },
});
