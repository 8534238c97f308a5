import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { sandboxes, upsSandbox } from 'waybill/carriers/sandbox';
import { createSandbox, scenarios } from 'waybill/testing';
import { serveSandbox } from 'waybill/testing/server';
import { startServer } from './fleet.ts';
import { hasPostgres, hasRedis, type TestServer } from './servers.ts';

const program = fileURLToPath(new URL('./standby-worker.ts', import.meta.url));
const there = { redis: hasRedis, postgres: hasPostgres };
const count = 60;
const leaseMs = 2_000;
const servers: TestServer[] = [];
afterAll(async () => {
  for (const server of servers) await server.remove();
});

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
      servers.push(server);
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
        const args = [kind, server.port, http.baseUrl('ups'), count, leaseMs].map(String);
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
      expect([...told].filter((key) => key.includes('settled'))).toHaveLength(count);
      // One key for each thing told, whoever told it.
      const deliveries = [...told].filter((key) => /\/delivered\/\d+$/.test(key) && !key.includes('status.changed'));
      expect(new Set(deliveries.map((key) => key.split('/')[1])).size).toBe(deliveries.length);
    }, 120_000);
  });
}
