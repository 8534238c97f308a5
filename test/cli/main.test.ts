import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fedexSandbox, sandboxes } from 'waybill/carriers/sandbox';
import { scenarioNumber } from 'waybill/testing';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const delivered = scenarioNumber(fedexSandbox, 'delivered');

/** The command line as a process of its own. */
function started(...args: readonly string[]) {
  const { NO_COLOR: _, ...env } = process.env;
  const child = spawn(process.execPath, ['--conditions=waybill-source', main, ...args], { cwd: root, env });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data) => {
    out += String(data);
  });
  child.stderr.on('data', (data) => {
    err += String(data);
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { child, ended };
}

describe('the command line as a process', () => {
  it('tracks what comes on standard input', async () => {
    const { child, ended } = started('track', '--sandbox', '--ndjson');
    child.stdin.end(`${delivered}\n`.repeat(3));
    const { code, out } = await ended;
    expect([code, out.trimEnd().split('\n').length]).toEqual([0, 3]);
  });

  it('takes a closed pipe for enough', async () => {
    const { child, ended } = started('track', '--sandbox', '--ndjson');
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${delivered}\n`.repeat(20_000));
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });

  it('frees its port at Ctrl-C, and tells what was asked', async () => {
    const { child, ended } = started('sandbox');
    child.stderr.once('data', () => child.kill('SIGINT'));
    const { code, out, err } = await ended;
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(sandboxes.length);
    expect(err).toContain('0 requests, 0 of them beyond a quota.');
  });
});
