import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createTracker } from 'waybill';
import { sandboxes, upsSandbox } from 'waybill/carriers/sandbox';
import { postgresStore, postgresTurnstile } from 'waybill/postgres';
import { createSandbox, scenarios } from 'waybill/testing';
import { serveSandbox } from 'waybill/testing/server';
import { absorb, acknowledge } from '../../src/store/snapshots.ts';
import { parcel, scans } from '../parcel.ts';
import { depot, depotNumber } from '../send/depot.ts';
import { createWire } from '../send/wire.ts';
import { keys } from '../watch/world.ts';
import { type FleetTrial, runFleet, startServer } from './fleet.ts';
import { hasPostgres, hasRedis, type TestServer } from './servers.ts';

const there = { redis: hasRedis, postgres: hasPostgres };
const removals: TestServer[] = [];
afterAll(async () => {
  for (const server of removals) await server.remove();
});

for (const kind of ['redis', 'postgres'] as const) {
  describe.skipIf(!there[kind])(`worker processes whose quota is kept by ${kind}`, () => {
    const quota = { limit: 60, intervalMs: 1_000 };
    const trials: Readonly<Record<string, Pick<FleetTrial, 'workers' | 'kills' | 'outages'>>> = {
      'one by itself': { workers: 1 },
      'four together': { workers: 4 },
      'three, of which some are killed, while their server is killed and started': { workers: 3, kills: 2, outages: 1 },
    };
    for (const [what, trial] of Object.entries(trials)) {
      it(`break no quota and leave nobody out: ${what}`, async () => {
        const server = await startServer(kind);
        removals.push(server);
        const { answered, violations, used } = await runFleet(server, { kind, quota, count: 300, ...trial });
        console.log(`${kind}, ${what}: ${violations} violations, ${(100 * used).toFixed(1)} % of the quota`);
        expect({ answered, violations }).toEqual({ answered: 300, violations: 0 });
      }, 120_000);
    }
  });
}

describe.skipIf(!hasPostgres)('while its server is away', () => {
  it('a tracker sends nothing and says why, and what is learned of a parcel is told once it is back', async () => {
    const server = await startServer('postgres');
    removals.push(server);
    const pool = new Pool({ host: '127.0.0.1', port: server.port, user: 'postgres', database: 'postgres' });
    pool.on('error', () => undefined);
    const [store, turnstile] = [postgresStore(pool), postgresTurnstile(pool)];
    const wire = createWire();
    const carriers = [depot({ key: 'away', quotas: [{ limit: 5, intervalMs: 60_000 }] })];
    const tracker = createTracker({ carriers, fetch: wire.fetch, turnstile, tokens: store });
    const next = { ...parcel([scans.label, scans.pickedUp]), fetchedAt: '2026-11-11T10:00:00.000Z' };
    await tracker.track(depotNumber(1));
    const sent = wire.calls.length;
    await server.kill();
    await expect(tracker.track(depotNumber(2))).rejects.toMatchObject({
      code: 'rate_limited',
      retryable: true,
      message: expect.stringMatching(/quota.*turnstile/),
    });
    expect(wire.calls).toHaveLength(sent);
    await expect(absorb(store, next)).rejects.toMatchObject({ code: 'network' });
    await server.start();
    const changes = await absorb(store, next);
    expect(keys(changes).length).toBeGreaterThan(1);
    await acknowledge(store, changes);
    expect(await absorb(store, next)).toEqual([]);
    await tracker.track(depotNumber(2));
    await pool.end();
  }, 60_000);
});

const program = fileURLToPath(new URL('./standby-worker.ts', import.meta.url));
const watched = 60;
const leaseMs = 2_000;

/** A process that stands by or watches, and what it said. */
interface Watcher {
  readonly child: ChildProcess;
  readonly lines: string[];
  /** When it became the one that watches. */
  since?: number;
}

for (const kind of ['redis', 'postgres'] as const) {
  describe.skipIf(!there[kind])(`three processes with a lease over ${kind}`, () => {
    it('watch one at a time; where it is killed the next goes on within the lease, and nothing is lost', async () => {
      const server = await startServer(kind);
      removals.push(server);
      const sandbox = createSandbox({
        carriers: sandboxes,
        parcels: (trackingNumber) =>
          scenarios.delivered.lives({ carrier: upsSandbox, trackingNumber, start: '2026-01-12' }),
      });
      const http = await serveSandbox(sandbox);
      const told = new Set<string>();
      const running = new Set<Watcher>();
      let finished: () => void = () => undefined;
      const isFinished = new Promise<void>((resolve) => {
        finished = resolve;
      });

      function start(): void {
        const args = [kind, server.port, http.baseUrl('ups'), watched, leaseMs].map(String);
        const child = spawn(process.execPath, ['--conditions=waybill-source', '--no-warnings', program, ...args], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const watcher: Watcher = { child, lines: [] };
        running.add(watcher);
        let text = '';
        child.stdout.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          const lines = text.split('\n');
          text = lines.pop() ?? '';
          for (const line of lines) {
            if (line === 'watching') watcher.since = performance.now();
            else told.add(line);
          }
        });
        child.once('close', (code) => {
          running.delete(watcher);
          if (code === 0) finished();
        });
      }

      const theOne = (): Watcher | undefined => [...running].find(({ since }) => since !== undefined);
      const pauses: number[] = [];
      try {
        for (let index = 0; index < 3; index += 1) start();
        await vi.waitFor(() => expect(theOne()).toBeDefined(), { timeout: 20_000, interval: 20 });
        // Until all stand by: starting one takes longer than a lease on a loaded machine.
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        for (let kills = 0; kills < 2; kills += 1) {
          const killed = theOne();
          const killedAt = performance.now();
          killed?.child.kill('SIGKILL');
          if (killed !== undefined) running.delete(killed);
          await vi.waitFor(() => expect(theOne()).toBeDefined(), { timeout: 20_000, interval: 20 });
          pauses.push((theOne()?.since ?? 0) - killedAt);
          expect([...running].filter(({ since }) => since !== undefined)).toHaveLength(1);
          start();
          await new Promise((resolve) => setTimeout(resolve, 1_000));
        }
        await isFinished;
      } finally {
        for (const { child } of running) child.kill('SIGKILL');
        await http.close();
      }
      console.log(
        `${kind}: taken over after ${pauses.map((ms) => Math.round(ms)).join(' and ')} ms, of a lease of ${leaseMs}`,
      );
      expect([...told].filter((key) => key.includes('settled'))).toHaveLength(watched);
      // One key for each thing told, whoever told it.
      const deliveries = [...told].filter((key) => /\/delivered\/\d+$/.test(key) && !key.includes('status.changed'));
      expect(new Set(deliveries.map((key) => key.split('/')[1])).size).toBe(deliveries.length);
    }, 120_000);
  });
}
