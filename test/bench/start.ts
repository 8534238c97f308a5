import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Row } from './table.ts';

const root = new URL('../../', import.meta.url);
const rounds = 40;

/** What a process does before it ends, by the entries that it loads. */
const arms: Readonly<Record<string, readonly string[]>> = {
  'bare process': [],
  waybill: ['index'],
  'with fedex': ['index', 'carriers/fedex'],
  'with ups': ['index', 'carriers/ups'],
  'with usps': ['index', 'carriers/usps'],
  'with dhl': ['index', 'carriers/dhl'],
  'waybill/carriers': ['index', 'carriers/index'],
};

/** Milliseconds from the start to the end of a process that imports the built package, a low percentile of interleaved rounds. */
export function measureStart(): readonly Row[] {
  if (!existsSync(new URL('dist/index.js', root))) throw new Error('Nothing is built: run npm run build first.');
  const taken = new Map(Object.keys(arms).map((arm) => [arm, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [arm, times] of taken) times.push(timeOf(arms[arm] ?? []));
  }
  const bare = low(taken.get('bare process') ?? []);
  return [...taken].map(([arm, times]) => ({
    process: arm,
    files: filesOf(arms[arm] ?? []),
    ms: low(times),
    'times a bare process': low(times) / bare,
  }));
}

function timeOf(names: readonly string[]): number {
  const source = names.map((name) => `import '${new URL(`dist/${name}.js`, root).href}';`).join('');
  const begin = performance.now();
  execFileSync(process.execPath, ['--input-type=module', '--eval', source], { stdio: 'inherit' });
  return performance.now() - begin;
}

function filesOf(names: readonly string[]): number {
  return Number(execFileSync(process.execPath, [fileURLToPath(new URL('test/loaded.ts', root)), ...names]));
}

function low(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 5)] ?? Number.NaN;
}
