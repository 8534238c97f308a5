import { runFleet, startServer } from '../fleet/fleet.ts';
import { hasPostgres, hasRedis } from '../fleet/servers.ts';

/** Figures of worker processes that share one account. */
export interface FleetRow {
  readonly kept: string;
  readonly workers: number;
  readonly disturbed: string;
  readonly requests: number;
  readonly violations: number;
  readonly 'quota used, %': number;
  readonly seconds: number;
  readonly 'longest pause, s': number;
}

const quota = { limit: 100, intervalMs: 2_000 };

/** Worker processes against one sandbox over HTTP that counts strictly, their quota kept by Redis and by Postgres. */
export async function measureFleet(): Promise<readonly FleetRow[]> {
  const rows: FleetRow[] = [];
  for (const kind of ['redis', 'postgres'] as const) {
    if (!(kind === 'redis' ? hasRedis : hasPostgres)) continue;
    const server = await startServer(kind);
    const trials = [
      ...[1, 2, 4].map((workers) => ({ workers, count: 1_000, kills: 0, outages: 0 })),
      { workers: 4, count: 1_500, kills: 0, outages: 5 },
      { workers: 4, count: 1_500, kills: 10, outages: 2 },
    ];
    for (const { workers, count, kills, outages } of trials) {
      const { requests, answered, violations, used, seconds, pauseSeconds } = await runFleet(server, {
        kind,
        workers,
        quota,
        count,
        kills,
        outages,
      });
      if (answered !== count) throw new Error(`${count - answered} numbers were not answered.`);
      const disturbed = kills + outages === 0 ? 'no' : `${kills} kills, ${outages} outages`;
      rows.push({
        kept: kind,
        workers,
        disturbed,
        requests,
        violations,
        'quota used, %': 100 * used,
        seconds,
        'longest pause, s': pauseSeconds,
      });
    }
    await server.remove();
  }
  return rows;
}
