import { Pool } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { createTracker } from 'waybill';
import { postgresStore, postgresTurnstile } from 'waybill/postgres';
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
