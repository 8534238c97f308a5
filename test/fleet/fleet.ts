import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import type { Quota } from 'waybill';
import { sandboxes, upsSandbox } from 'waybill/carriers/sandbox';
import { createPostgresTables } from 'waybill/postgres';
import { createSandbox, scenarios } from 'waybill/testing';
import { serveSandbox } from 'waybill/testing/server';
import { seededRandom } from '../../src/testing/random.ts';
import { startPostgres, startRedis, type TestServer } from './servers.ts';

/** A fleet, and what happens to it. */
export interface FleetTrial {
  readonly kind: 'redis' | 'postgres';
  readonly workers: number;
  readonly quota: Quota;
  /** Numbers asked for, each by a request of its own. */
  readonly count: number;
  /** So often a worker is killed, after a share of the answers, and another one takes over what it had left. */
  readonly kills?: number;
  /** So often the server is killed, and started half a second later. */
  readonly outages?: number;
}

/** What became of it. */
export interface FleetFigures {
  readonly requests: number;
  readonly answered: number;
  readonly violations: number;
  readonly seconds: number;
  /** How much of the quota was used while there was work: from each request to the one that its place went to. */
  readonly used: number;
  /** The longest time without a request. */
  readonly pauseSeconds: number;
}

const worker = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** Starts a server of a kind, ready for stores and turnstiles. */
export async function startServer(kind: FleetTrial['kind']): Promise<TestServer> {
  if (kind === 'redis') return startRedis();
  const server = await startPostgres();
  const pool = new Pool({ host: '127.0.0.1', port: server.port, user: 'postgres', database: 'postgres' });
  await createPostgresTables(pool);
  await pool.end();
  return server;
}

/** Lets workers ask one sandbox that counts strictly, within a quota that a server keeps, until all numbers are answered. */
export async function runFleet(server: TestServer, trial: FleetTrial): Promise<FleetFigures> {
  const { kind, workers, quota, count, kills = 0, outages = 0 } = trial;
  const sandbox = createSandbox({
    carriers: sandboxes,
    quotas: { ups: [quota] },
    parcels: (trackingNumber) =>
      scenarios.delivered.lives({ carrier: upsSandbox, trackingNumber, start: '2026-01-12' }),
  });
  const times: number[] = [];
  const counted: Pick<typeof sandbox, 'fetch'> = {
    fetch(input, init) {
      times.push(performance.now());
      return sandbox.fetch(input, init);
    },
  };
  const http = await serveSandbox(counted);
  const random = seededRandom(7);
  const answered = new Set<string>();
  // What one trial leaves open is not the next one's.
  const account = `shop ${performance.now()}`;
  const running = new Set<ChildProcess>();
  const share = Math.ceil(count / workers);
  const moments = (times: number): readonly number[] =>
    Array.from({ length: times }, (_, index) => Math.floor((count * (index + 0.4 + random() / 5)) / times));
  const killAt = [...moments(kills)];
  const outageAt = [...moments(outages)];
  let outage: Promise<void> | undefined;

  /** Asks for the numbers from `first` on that are not answered yet, again where it is killed. */
  async function life(first: number, last: number): Promise<void> {
    let from = first;
    while (from < last && answered.has(upsSandbox.sampleNumber(from))) from += 1;
    if (from === last) return;
    const args = [kind, server.port, http.baseUrl('ups'), quota.limit, quota.intervalMs, from, last - from, account];
    const child = spawn(
      process.execPath,
      ['--conditions=waybill-source', '--no-warnings', worker, ...args.map(String)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    running.add(child);
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) answered.add(line);
      disturb();
    });
    const [code, signal] = await new Promise<readonly [number | null, string | null]>((resolve) =>
      child.once('close', (...how) => resolve(how)),
    );
    running.delete(child);
    if (signal === 'SIGKILL') return life(from, last);
    if (code !== 0) throw new Error(`A worker ended with ${code ?? signal}.`);
  }

  function disturb(): void {
    if (answered.size >= (killAt[0] ?? Number.POSITIVE_INFINITY)) {
      killAt.shift();
      [...running][Math.floor(random() * running.size)]?.kill('SIGKILL');
    }
    if (answered.size >= (outageAt[0] ?? Number.POSITIVE_INFINITY) && outage === undefined) {
      outageAt.shift();
      outage = (async () => {
        await server.kill();
        await new Promise((resolve) => setTimeout(resolve, 500));
        await server.start();
        outage = undefined;
      })();
    }
  }

  try {
    await Promise.all(
      Array.from({ length: workers }, (_, index) => life(index * share, Math.min(count, (index + 1) * share))),
    );
    await outage;
  } finally {
    for (const child of running) child.kill('SIGKILL');
    await http.close();
  }
  const waits = times.slice(quota.limit).map((time, index) => time - (times[index] ?? 0));
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const { requests, violations } = sandbox.report();
  return {
    requests,
    answered: answered.size,
    violations,
    seconds: ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000,
    pauseSeconds: Math.max(0, ...gaps) / 1_000,
    used: (quota.intervalMs * waits.length) / waits.reduce((sum, ms) => sum + ms, 0),
  };
}
