import { spawn } from 'node:child_process';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { demoParcels } from '../../examples/demo/parcels.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the demo as `npm run demo` does. */
function runDemo(): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const demo = spawn(execPath, ['--conditions=waybill-source', 'examples/demo.ts'], { cwd: root });
    let stdout = '';
    let stderr = '';
    demo.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
    });
    demo.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    demo.once('error', reject);
    demo.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

describe('npm run demo', () => {
  it('ends by itself, says nothing on stderr and prints a row for each number', { timeout: 60_000 }, async () => {
    const { code, stdout, stderr } = await runDemo();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { numbers } = demoParcels(Date.now());
    const table = stdout.slice(stdout.indexOf('CARRIER'), stdout.indexOf('\n\n', stdout.indexOf('CARRIER')));
    const cleaned = table.replaceAll(' ', '').toUpperCase();
    for (const number of numbers) {
      expect(cleaned).toContain(
        number
          .replaceAll(' ', '')
          .toUpperCase()
          .replace(/^420\d{5}(?=9)/, ''),
      );
    }
    expect(stdout).toContain(' 0 of them beyond a quota');
    expect(stdout).not.toContain('\u001b[');
    expect(JSON.parse(stdout.slice(stdout.indexOf('\n{\n')))).toMatchObject({ status: 'delivered' });
  });
});
