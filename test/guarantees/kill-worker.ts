/**
 * A watcher as a process of its own, to be killed: `kill-worker.ts <database> <start> <faults>`. It watches until all
 * parcels are settled, prints one line for each event that it deals with, and `done` at the end. `faults` is a seed: one
 * call of the store in sixty fails then, before or after it was done, and the watch begins again.
 *
 * What its carriers answer follows from what the store has of a parcel alone: the next answer of its life, whoever asks
 * and how often. So a run that was killed a hundred times sees the same answers as one that was not.
 */
import { writeSync } from 'node:fs';
import { sqliteStore } from 'waybill/sqlite';
import type { Carrier, NumberToTrack } from '../../src/carrier/carrier.ts';

import { numberAsGiven } from '../../src/identify/route.ts';
import { failed, found, type Outcome, type Tracking, TrackingError } from '../../src/kit.ts';
import { storeKey } from '../../src/model/store.ts';
import { readSnapshot } from '../../src/store/snapshots.ts';
import { seededRandom } from '../../src/testing/random.ts';
import type { Clock } from '../../src/time/clock.ts';
import { watch } from '../../src/watch/watch.ts';
import { depot } from '../send/depot.ts';
import { broken, unreliable } from '../watch/unreliable-store.ts';
import { killedNumbers, lifeOfKilled } from './kill-lives.ts';

const [path = ':memory:', start = '0', faults] = process.argv.slice(2);
const store = sqliteStore(path, { clock: { now: () => 0 } });
const failing = faults === undefined ? store : unreliable(store, seededRandom(Number(faults)));
let time = Number(start);

/** Turns of the event loop in which whatever is under way comes to its next step, or wakes the sleeper. */
const turns = 40;

/** Sleeps by setting itself, once nothing else is going on. */
const clock: Clock = {
  now: () => time,
  async sleep(ms, signal) {
    for (let turn = 0; turn < turns; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    }
    time += Math.max(0, ms);
  },
};

const carriers: readonly Carrier[] = [depot({ maxBatch: 4 }), depot({ id: 'express', letter: 'E', maxBatch: 1 })];

async function answer(number: string): Promise<Outcome> {
  const carrier = number.startsWith('E') ? 'express' : 'depot';
  const account = carriers.find(({ id }) => id === carrier)?.account ?? '';
  const life = lifeOfKilled(number, carrier);
  const shown = await readSnapshot(store, { carrier, trackingNumber: number });
  const index = shown === undefined ? 0 : Number(shown.references?.[0]?.value) + 1;
  // The express carrier is down in the middle of its first parcel's life, until somebody has said so.
  const told = String(store.get(storeKey('account', account)));
  const leading = await readSnapshot(store, { carrier, trackingNumber: killedNumbers[0] ?? '' });
  const isUnderWay = Number(leading?.references?.[0]?.value ?? 0) > 0;
  if (carrier === 'express' && isUnderWay && !told.includes('"nth":')) {
    return failed(number, new TrackingError('carrier_unavailable', 'Away.', { trackingNumber: number }));
  }
  const next: Tracking | undefined = life[Math.min(index, life.length - 1)];
  const missed = String(store.get(`waybill:watch:${number}`)).includes('"missed"');
  if (next === undefined || (index === 0 && number.endsWith('3') && !missed)) {
    return failed(number, new TrackingError('not_found', 'Unknown.', { trackingNumber: number }));
  }
  return found(number, next);
}

async function* trackMany(
  numbers: Iterable<NumberToTrack> | AsyncIterable<NumberToTrack>,
): AsyncGenerator<Outcome, void, undefined> {
  for await (const number of numbers) yield await answer(numberAsGiven(number));
}

const usage = () => carriers.map(({ id }) => ({ carrier: id, account: id, windows: [], heldForMs: 0, requests: 0 }));

for (let isDone = false; !isDone; ) {
  try {
    const stream = watch({ carriers, trackMany, usage, clock }, killedNumbers, { store: failing, untilSettled: true });
    for await (const { key } of stream) writeSync(1, `${key}\n`);
    isDone = true;
  } catch (error) {
    if (!(error instanceof Error) || error.message !== broken) throw error;
  }
}
writeSync(1, 'done\n');
