/**
 * Prints the figures of all benchmarks, or of those named on the command line: `npm run bench -- pipeline`.
 * Each module measures one thing and exports one function that gives the rows of a table.
 */

import { existsSync } from 'node:fs';
import { type Row, tableOf } from './table.ts';

const benchmarks = [
  { file: 'read', measure: 'measureReading', title: 'Reading: text to Tracking[], as a multiple of bare parsing' },
  { file: 'read', measure: 'measureReadingMeans', title: 'Reading: geometric means' },
  { file: 'read', measure: 'measureReadingWithoutCode', title: 'Reading where code generation is forbidden' },
  { file: 'read', measure: 'measureFirstRead', title: 'Reading: the first read of a process' },
  { file: 'start', measure: 'measureStart', title: 'Start: a process that imports the built package' },
  { file: 'identify', measure: 'measureIdentifying', title: 'Identifying: numbers per second' },
  { file: 'pipeline', measure: 'measurePipeline', title: 'Pipeline: microseconds per number, above a bare fetch loop' },
  { file: 'memory', measure: 'measureMemory', title: 'Memory: peak of trackMany over a million numbers' },
  { file: 'leak', measure: 'measureLeak', title: 'Leaks: heap while the same text is read a million times' },
  { file: 'watch', measure: 'measureWatchDelays', title: 'Watching: mean weighted delay in minutes' },
  { file: 'watch', measure: 'measureWatchStatuses', title: 'Watching: minutes from a scan to its change' },
  { file: 'watch', measure: 'measureWatchCalls', title: 'Watching: calls for two weeks of lives, and quotas kept' },
  { file: 'watch-pipeline', measure: 'measureWatchPipeline', title: 'Watching: through tracker, carrier and sandbox' },
  { file: 'store', measure: 'measureStore', title: 'Watching: a hundred thousand parcels over a file of SQLite' },
  { file: 'fleet', measure: 'measureFleet', title: 'Fleet: processes that share a quota by way of a server' },
  { file: 'watch-scale', measure: 'measureWatchScale', title: 'Watching: a million parcels in one process' },
] as const;

const named = process.argv.slice(2);

for (const { file, measure, title } of benchmarks) {
  const url = new URL(`./${file}.ts`, import.meta.url);
  if ((named.length > 0 && !named.includes(file)) || !existsSync(url)) continue;
  const module: Readonly<Record<string, unknown>> = await import(url.href);
  const run = module[measure];
  if (typeof run !== 'function') throw new Error(`${file}.ts exports no ${measure}()`);
  const rows: readonly Row[] = await run();
  console.log(`\n${title}\n\n${tableOf(rows)}`);
}
