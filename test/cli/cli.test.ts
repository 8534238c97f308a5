import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fedexSandbox, upsSandbox } from 'waybill/carriers/sandbox';
import { createSandbox, scenarioNumber, scenarios } from 'waybill/testing';
import { run } from '../../src/cli/cli.ts';
import { exitCodes } from '../../src/cli/exit-code.ts';
import { type FakeIo, fakeIo } from './fake-io.ts';

const delivered = scenarioNumber(fedexSandbox, 'delivered');
const delayed = scenarioNumber(upsSandbox, 'weatherDelay');
const unknown = scenarioNumber(fedexSandbox, 'notFound');

async function ended(args: readonly string[], io: FakeIo = fakeIo()) {
  const code = await run(args, io, '1.2.3');
  return { code, ...io.printed };
}

describe('waybill track', () => {
  it('prints a line for each number, and what to do about the others on standard error', async () => {
    const { code, out, err } = await ended(['track', '--sandbox', delivered, delayed, unknown]);
    expect(code).toBe(3);
    const lines = out.split('\n');
    expect(lines[0]).toMatch(/^NUMBER +CARRIER +STATUS +LAST SCAN +DELIVERY$/);
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${delivered} +fedex +delivered +\\d{4}-`)));
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${delayed} +ups +exception: weather delay `)));
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${unknown} +fedex +not found$`)));
    expect(err).toContain(`${unknown}: FedEx does not know this number`);
    expect(err).toContain('3 numbers, 1 failed.');
  });

  it.each([
    [[delivered], 0],
    [[unknown], 3],
    [['nonsense'], 3],
    [['--fail-on', 'exception', delayed], 6],
    [['--fail-on', 'weather_delay,late', delayed], 6],
    [['--fail-on', 'exception', delivered], 0],
  ])('ends for %j with %i', async (args, code) => {
    expect(await ended(['track', '--sandbox', ...args])).toMatchObject({ code });
  });

  it('prints JSON, lines of JSON and CSV for programs', async () => {
    const args = ['track', '--sandbox', delivered, unknown];
    const json: unknown = JSON.parse((await ended([...args, '--json'])).out);
    expect(json).toMatchObject([
      { ok: true, trackingNumber: delivered, value: { status: 'delivered', carrier: 'fedex' } },
      { ok: false, trackingNumber: unknown, error: { code: 'not_found' } },
    ]);
    const lines = (await ended([...args, '--ndjson'])).out.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toHaveLength(2);
    const [head, first, second] = (await ended([...args, '--csv'])).out.split('\n');
    expect(head).toMatch(/^number,carrier,tracking_number,status,detail,/);
    expect(first).toMatch(new RegExp(`^${delivered},fedex,${delivered},delivered,`));
    expect(second).toMatch(new RegExp(`^${unknown},fedex,,,,.*,not_found,`));
    expect((await ended(['track', '--sandbox', '--json'], fakeIo({ stdin: '\n' }))).out).toBe('[]\n');
  });

  it('takes numbers from a file, a column and standard input', async () => {
    const files = {
      'list.txt': `# mine\n${delivered}\r\n\n  ${delayed}  `,
      'orders.csv': `Order,"Tracking Number",City\n1,${delivered},"Memphis, TN"\n2,,Boulder\n3,${delayed},Tempe\n`,
      'plain.csv': `${delivered},a\n${delayed},b\n`,
    };
    const numbersOf = async (...args: readonly string[]): Promise<readonly string[]> => {
      const { out } = await ended(
        ['track', '--sandbox', '--ndjson', ...args],
        fakeIo({ files, stdin: files['list.txt'] }),
      );
      return out
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { trackingNumber: string }).trackingNumber)
        .sort();
    };
    const both = [delivered, delayed].sort();
    expect(await numbersOf('--file', 'list.txt')).toEqual(both);
    expect(await numbersOf('--file', 'orders.csv')).toEqual(both);
    expect(await numbersOf('--file', 'orders.csv', '--column', 'tracking number')).toEqual(both);
    expect(await numbersOf('--file', 'plain.csv', '--column', '1')).toEqual(both);
    expect(await numbersOf()).toEqual(both);
    expect(await numbersOf('--file', '-')).toEqual(both);
  });

  it('says what is wrong with its input, and ends with 2', async () => {
    const files = { 'orders.csv': 'Order,City\n1,Tempe\n' };
    expect(await ended(['track', '--sandbox'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Give tracking numbers'),
    });
    expect(await ended(['track', '--sandbox', '--file', 'none.txt'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('none.txt cannot be read (ENOENT)'),
    });
    expect(
      await ended(['track', '--sandbox', '--file', 'orders.csv', '--column', 'No'], fakeIo({ files })),
    ).toMatchObject({
      code: 2,
      err: expect.stringContaining('"Order", "City"'),
    });
    expect(await ended(['track', '--max-wait', 'long', delivered])).toMatchObject({
      code: 2,
      err: expect.stringContaining('90s, 15m or 2h'),
    });
    expect(await ended(['track', '--json', '--csv', delivered])).toMatchObject({ code: 2 });
  });

  it('says which variables to set where no carrier is configured', async () => {
    expect(await ended(['track', delivered])).toMatchObject({
      code: 4,
      out: '',
      err: expect.stringContaining('set FEDEX_CLIENT_ID and FEDEX_CLIENT_SECRET'),
    });
    const half = fakeIo({ env: { UPS_CLIENT_ID: 'hush-hush' } });
    const { code, err } = await ended(['track', delivered], half);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('UPS_CLIENT_SECRET') });
    expect(err).not.toContain('hush-hush');
  });

  it('keeps what is done when it is interrupted', async () => {
    const controller = new AbortController();
    const io = fakeIo({ signal: controller.signal, onWrite: () => controller.abort(new Error('Interrupted.')) });
    const { code, out, err } = await ended(['track', '--sandbox', '--json', delivered, delayed], io);
    expect(code).toBe(130);
    expect(JSON.parse(out)).toHaveLength(1);
    expect(err).toContain('Interrupted');
  });

  it('shows how far it is on a terminal only, and colours by NO_COLOR', async () => {
    const coloured = await ended(['track', '--sandbox', delivered], fakeIo({ isTTY: true }));
    expect(coloured.out).toContain('\u001B[32mdelivered');
    const plain = await ended(['track', '--sandbox', delivered], fakeIo({ isTTY: true, env: { NO_COLOR: '1' } }));
    expect(plain.out).not.toContain('\u001B');
    const piped = await ended(['track', '--sandbox', delivered, delayed]);
    expect(piped.out + piped.err).not.toContain('\u001B');
  });

  it('puts nothing in a table or a sheet that steers a terminal or is a formula', async () => {
    const { out } = await ended(['track', '--sandbox', '--csv', '=1+1', '\u001B[31mred']);
    expect(out).toContain("'=1+1");
    const table = await ended(['track', '--sandbox', '\u001B[31mred']);
    expect(table.out).not.toContain('\u001B');
  });
});

describe('the other commands', () => {
  it('identify tells candidates, and ends with 3 for what is none', async () => {
    const { code, out } = await ended(['identify', '1Z999AA10123456784', 'nonsense']);
    expect(code).toBe(3);
    expect(out).toMatch(/1Z999AA10123456784 +ups 1z \(check-digit\)/);
    expect(out).toMatch(/nonsense +no tracking number/);
  });

  it('read reads stored answers of any format', async () => {
    const name = 'dhl/parcel-nl.returned.json';
    const body = readFileSync(new URL(`../recordings/${name}`, import.meta.url), 'utf8');
    expect(await ended(['read', 'a.json', '--json'], fakeIo({ files: { 'a.json': body } }))).toMatchObject({
      code: 0,
      out: expect.stringContaining('"status": "returned"'),
    });
    expect(await ended(['read'], fakeIo({ stdin: body }))).toMatchObject({ code: 0 });
    expect(await ended(['read', 'b.txt'], fakeIo({ files: { 'b.txt': 'hello' } }))).toMatchObject({ code: 1 });
  });

  it('carriers lists what is set and what is missing, never a value', async () => {
    const env = { DHL_API_KEY: 'hush-hush', UPS_CLIENT_ID: 'hush-hush' };
    const { code, out } = await ended(['carriers'], fakeIo({ env }));
    expect(code).toBe(0);
    expect(out).toMatch(/^dhl +configured$/m);
    expect(out).toMatch(/^ups +not configured +UPS_CLIENT_SECRET$/m);
    expect(out).not.toContain('hush');
    expect(await ended(['carriers'])).toMatchObject({ code: 4 });
  });

  it('plan prices counts and numbers', async () => {
    const { out } = await ended(['plan', '--count', 'fedex=5000,dhl=300']);
    expect(out).toMatch(/^fedex +5,000 +[\d,]+ +[\d,]+ +yes$/m);
    expect(out).toMatch(/^dhl +300 .* no: intervals \d+ times as long$/m);
    expect((await ended(['plan', delivered, '--ndjson'])).out).toContain('"carrier":"fedex"');
    expect(await ended(['plan', '--count', 'fedex'])).toMatchObject({ code: 2 });
  });

  it('crosswalk goes both ways', async () => {
    expect(JSON.parse((await ended(['crosswalk', 'easypost', 'delivered'])).out)).toMatchObject({
      status: 'delivered',
    });
    expect(JSON.parse((await ended(['crosswalk', '--from', 'aftership', 'Delivered'])).out)).toMatchObject({
      status: 'delivered',
    });
    expect(await ended(['crosswalk', 'nobody', 'delivered'])).toMatchObject({ code: 2 });
    expect(await ended(['crosswalk', 'easypost', 'arrived'])).toMatchObject({ code: 2 });
    expect(await ended(['crosswalk', 'karrio', 'delivered'])).toMatchObject({ code: 2 });
  });

  it('sandbox lists a number for each scenario and carrier', async () => {
    const { out } = await ended(['sandbox', '--list', '--json']);
    const rows = JSON.parse(out) as readonly { readonly scenario: string; readonly numbers: Record<string, string> }[];
    expect(rows.map(({ scenario }) => scenario)).toEqual(Object.keys(scenarios));
    expect(rows.find(({ scenario }) => scenario === 'delivered')?.numbers.fedex).toBe(delivered);
  });

  it('watch tells changes until all have ended, and each once over a store', async () => {
    const store = `${tmpdir()}/waybill-cli-${process.pid}-${Date.now()}.db`;
    const args = [
      'watch',
      '--sandbox',
      '--until-settled',
      '--store',
      store,
      '--ndjson',
      scenarioNumber(fedexSandbox, 'cancelled'),
    ];
    const controller = new AbortController();
    const io = fakeIo({
      signal: controller.signal,
      onWrite: (text) =>
        text.includes('event.added') && setImmediate(() => controller.abort(new Error('Interrupted.'))),
    });
    const first = await ended(args, io);
    expect(first.code).toBe(130);
    const keys = first.out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { key: string }).key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('schema and completion print what programs take', async () => {
    expect(JSON.parse((await ended(['schema'])).out)).toMatchObject({ title: 'Tracking' });
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { code, out } = await ended(['completion', shell]);
      expect(code).toBe(0);
      expect(out).toContain('identify');
    }
    expect(await ended(['completion', 'tcsh'])).toMatchObject({ code: 2 });
  });

  it('help has examples for every command, and its exit codes', async () => {
    const { code, out } = await ended(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('Exit codes: 0');
    const commands = [...out.matchAll(/^ {2}([a-z]+)\b.* {2}/gm)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'help');
    expect(commands.length).toBeGreaterThan(8);
    for (const name of commands) expect((await ended([name, '--help'])).out).toMatch(/Examples:\n {2}waybill /);
    expect(await ended(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n' });
    expect(await ended(['trak', '1'])).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean track') });
  });
});

describe('the page on the command line', () => {
  const page = readFileSync(new URL('../../docs/command-line.md', import.meta.url), 'utf8');

  it('lists the commands and the exit codes that there are', async () => {
    const { out } = await ended(['--help']);
    const commands = [...out.matchAll(/^ {2}([a-z]+)\b.* {2}/gm)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'help');
    expect([...page.matchAll(/^\| `([a-z]+)\b/gm)].map(([, name]) => name)).toEqual(commands);
    const codes = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
    expect(codes).toEqual(Object.values(exitCodes));
  });
});

describe('waybill explain', () => {
  it('tells status, detail, words, field and document', async () => {
    const { code, out, err } = await ended(['explain', 'fedex', 'OD']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^CODE +STATUS +IN WORDS +FIELD +DOCUMENT\nOD +out for delivery +Out for delivery +eventType/);
    expect(out).toContain('"Tracking Status Codes"');
    const [, first] = (await ended(['explain', 'usps', '02', '--csv'])).out.split('\n');
    expect(first).toMatch(/^usps,02,delivery_attempted,recipient_unavailable,/);
  });

  it('tells all meanings of a code, and that there are several', async () => {
    const { code, out, err } = await ended(['explain', 'ups', 'DM', '--ndjson']);
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n').length).toBeGreaterThan(1);
    expect(err).toContain('means different things');
  });

  it('explains wordings, and events with their reasons', async () => {
    const worded = await ended(['explain', 'usps', 'Delivered, Front Door/Porch', '--json']);
    expect(JSON.parse(worded.out)).toMatchObject([{ status: 'delivered', detail: 'delivered_to_safe_place' }]);
    const event = await ended(['explain', 'dhl-parcel-de', 'NTDEL+NHOME', '--json']);
    expect(JSON.parse(event.out)).toMatchObject([{ status: 'delivery_attempted', detail: 'recipient_unavailable' }]);
  });

  it('says of a code that nobody knows what it is read as, and which are alike', async () => {
    const { code, err } = await ended(['explain', 'usps', '1']);
    expect(code).toBe(3);
    expect(err).toContain('No table of USPS has the code "1"; parcels with it are read as unknown. There are 01');
    expect(await ended(['explain', 'kestrel', 'OD'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('dhl-express'),
    });
    expect(await ended(['explain', 'fedex', ' '])).toMatchObject({ code: 2 });
  });
});

describe('waybill track --changes', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('tells each change once over runs of a cron job, asks for what is due, and keeps the quota', async () => {
    const now = Date.parse('2026-11-18T18:00:00Z');
    vi.useFakeTimers({ toFake: ['Date', 'hrtime', 'performance'], shouldAdvanceTime: true, now });
    const numbers = [1, 2, 3].map(fedexSandbox.sampleNumber);
    const sandbox = createSandbox({
      carriers: [fedexSandbox],
      parcels: numbers.flatMap((trackingNumber) =>
        scenarios.delivered.lives({ carrier: fedexSandbox, trackingNumber, start: '2026-11-17' }),
      ),
    });
    vi.stubGlobal('fetch', (request: Request) => sandbox.fetch(request));
    const file = `${mkdtempSync(join(tmpdir(), 'waybill-changes-'))}/parcels.db`;
    const told: string[] = [];
    const runs: { lines: number; requests: number; code: number }[] = [];
    for (const hours of [0, 0.01, 48, 0.01]) {
      vi.advanceTimersByTime(hours * 3_600_000);
      const before = sandbox.report().requests;
      const io = fakeIo({ env: { FEDEX_CLIENT_ID: 'any', FEDEX_CLIENT_SECRET: 'any' } });
      const { code, out } = await ended(
        ['track', ...numbers, '--changes', file, '--ndjson', '--fail-on', 'delivered'],
        io,
      );
      const keys = out
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => (JSON.parse(line) as { readonly key: string }).key);
      told.push(...keys);
      runs.push({ lines: keys.length, requests: sandbox.report().requests - before, code });
    }
    expect(new Set(told).size).toBe(told.length);
    for (const number of numbers) {
      expect(told.filter((key) => key.includes(`${number}~FX/status.changed/delivered`))).toHaveLength(1);
    }
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 6, 0]);
    expect(runs.map(({ lines }) => lines > 0)).toEqual([true, false, true, false]);
    // A token and the numbers together; nothing is asked within a minute.
    expect(runs.map(({ requests }) => requests)).toEqual([2, 0, 2, 0]);
    expect(sandbox.report().violations).toBe(0);
  });

  it('ends with 3 for a number that nobody knows', async () => {
    const file = `${mkdtempSync(join(tmpdir(), 'waybill-changes-'))}/parcels.db`;
    expect(await ended(['track', '--sandbox', unknown, '--changes', file, '--csv'])).toMatchObject({ code: 3 });
  });
});
