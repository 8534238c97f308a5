/**
 * Reads mutated payloads of every format, or of those named, and says what became of them:
 * `npm run fuzz -- 100000 usps.web-tools --seed=7`. The seed of a failure, given to a run of one, makes its body again.
 * Exits with 1 if anything failed.
 */

import { parseArgs } from 'node:util';
import { bodiesByFormat } from './bodies.ts';
import { fuzz, mutationOf } from './fuzz.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: process.env.SEED ?? '' } },
});
const [count, ...rest] = positionals;
const hasCount = /^\d+$/.test(count ?? '');
const mutations = hasCount ? Number(count) : 100_000;
const named = hasCount ? rest : positionals;
const seed = values.seed === '' ? Date.now() % 0x7fff_ffff : Number(values.seed);
if (!Number.isSafeInteger(seed)) throw new Error(`${values.seed} is no seed; give a whole number`);

const all = bodiesByFormat();
const unknown = named.filter((name) => !all.has(name));
if (unknown.length > 0) throw new Error(`No format ${unknown.join(', ')}; there are ${[...all.keys()].join(', ')}`);

const line = (cells: readonly (string | number)[]): string =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(18) : cell.toLocaleString('en-US').padStart(11))).join('');

console.log(`${mutations.toLocaleString('en-US')} mutations per format, seed ${seed}\n`);
console.log(line(['format', 'bodies', 'mutations', 'ok', 'failed', 'silent', 'µs a read', 'bad']));
for (const [format, bodies] of all) {
  if (named.length > 0 && !named.includes(format)) continue;
  const { ok, failed, silent, microsPerRead, failures } = fuzz(bodies, { mutations, seed });
  console.log(line([format, bodies.length, mutations, ok, failed, silent, Math.round(microsPerRead), failures.length]));
  const [first] = failures;
  if (first === undefined) continue;
  process.exitCode = 1;
  console.log(`  seed ${first.seed}: ${first.problem}`);
  if (mutations === 1) console.log(mutationOf(bodies, first.seed));
}
