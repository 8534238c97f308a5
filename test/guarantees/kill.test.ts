import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/testing/random.ts';
import { morning } from '../watch/world.ts';
import { killedNumbers } from './kill-lives.ts';

const source = fileURLToPath(new URL('./kill-worker.ts', import.meta.url));
const kills = 100;

let folder = '';
let worker = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-kill-'));
  worker = join(folder, 'worker.mjs');
  // One file starts several times as fast as a hundred.
  await build({
    entryPoints: [source],
    outfile: worker,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['waybill-source'],
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a watcher over a database; it is killed `delayMs` after it has told so many lines, or after its start. `faults` seeds those of its store. */
function run(
  database: string,
  killAfter = Number.POSITIVE_INFINITY,
  delayMs = 0,
  faults: readonly string[] = [],
): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [worker, join(folder, database), String(morning), ...faults], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const kill = (): unknown => setTimeout(() => child.kill('SIGKILL'), delayMs);
    if (killAfter < 0) kill();
    let [text, complaint] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (killAfter >= 0 && text.split('\n').length > killAfter) kill();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(`The worker failed: ${complaint}`));
      // A line that was cut in the middle was not dealt with.
      else resolve(text.split('\n').slice(0, -1));
    });
  });
}

/** Without the end, and without what is told of failing requests: that is nobody's to keep, and differs with every restart. */
const withoutEnd = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => line !== 'done' && !line.includes('/parcel.unanswered/'));

describe('a watcher that is killed', () => {
  it(`${kills} times at random points tells what an undisturbed one tells, nothing less and under no other key`, async () => {
    const undisturbed = await run('undisturbed.db');
    expect(undisturbed.at(-1)).toBe('done');
    const expected = new Set(withoutEnd(undisturbed));
    expect(expected.size).toBeGreaterThan(killedNumbers.length * 10);
    for (const type of ['carrier.down', 'carrier.back', 'parcel.not_found', 'parcel.settled', 'event.withdrawn']) {
      expect([...expected].join()).toContain(type);
    }

    const random = seededRandom(7);
    let killed = 0;
    let repeated = 0;
    // In every second life the store fails too.
    const faultsOf = (life: number): readonly string[] => (life % 2 === 0 ? [] : [String(Math.floor(random() * 1e6))]);
    async function oneAfterAnother(database: string): Promise<void> {
      for (let life = 0; killed < kills; life += 1) {
        const told = new Set<string>();
        for (let isDone = false; !isDone; ) {
          const [after, delay] = [Math.floor(random() * 48) - 8, random()];
          const lines = await run(
            `${database}-${life}.db`,
            after,
            Math.floor(delay * (after < 0 ? 150 : 4)),
            faultsOf(life),
          );
          isDone = lines.includes('done');
          if (!isDone) killed += 1;
          for (const key of withoutEnd(lines)) {
            if (told.has(key)) repeated += 1;
            told.add(key);
          }
        }
        expect([...told].sort()).toEqual([...expected].sort());
      }
    }
    await Promise.all(['left', 'right'].map(oneAfterAnother));
    expect(killed).toBeGreaterThanOrEqual(kills);
    // Each death costs what was in hand, and no more.
    expect(repeated).toBeLessThan(killed * 60);
  }, 300_000);
});
