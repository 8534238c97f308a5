import { describe, expect, test } from 'vitest';
import {
  type DhlExpressOptions,
  dhl,
  dhlExpress,
  dhlParcelDe,
  fedex,
  formats,
  type UspsOptions,
  ups,
  usps,
} from 'waybill/carriers';
import type { Carrier, Quota } from 'waybill/kit';
import { defaultPolicy } from '../../src/insights/policy.ts';
import { defaultCadence, type PolledTracking } from '../../src/watch/cadence.ts';
import { schedulePoll } from '../../src/watch/next-poll.ts';
import { repositoryFiles } from './files.ts';
import { tableUnder } from './tables.ts';

const unitsMs = { min: 60_000, h: 3_600_000, hour: 3_600_000, day: 86_400_000 } as const;
const { day: dayMs, hour: hourMs, min: minuteMs } = unitsMs;
const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** `15 min, up to 12 h` and `2 days` in milliseconds. */
function durationsIn(text: string): number[] {
  return [...text.matchAll(/(\d+(?:\.\d+)?) (min|hour|h|day)/g)].map(
    ([, number, unit]) => Number(number) * unitsMs[unit as keyof typeof unitsMs],
  );
}

function page(path: string): string {
  const file = repositoryFiles().find((file) => file.path === path);
  if (file === undefined) throw new Error(`There is no ${path}.`);
  return file.text;
}

const unquoted = (cell: string | undefined) => cell?.replaceAll('`', '') ?? '';

describe.each([
  ['docs/watching.md', 'When it asks'],
  ['src/watch/cadence.ts', 'When a parcel is looked at'],
])('the cadence in %s', (path, heading) => {
  const rows = tableUnder(page(path), heading);
  const meaning = Object.fromEntries(rows.map(([situation, what]) => [unquoted(situation), what ?? '']));
  const thresholdOf = (situation: string) => durationsIn(meaning[situation] ?? '')[0] ?? Number.NaN;
  const now = Date.parse('2026-11-20T12:00:00Z');
  const situationOf = (sight: Partial<PolledTracking>, quietMs: number, at = now) => {
    const poll = schedulePoll({ status: 'in_transit', events: [], ...sight }, at, at - quietMs, defaultCadence);
    return 'situation' in poll ? poll.situation : poll.ended;
  };

  test('is the default', () => {
    const table = rows.map(([situation, , byDay = '', byNight = '']) => [
      unquoted(situation),
      { dayMs: durationsIn(byDay)[0], nightMs: durationsIn(byNight)[0] },
    ]);
    expect(Object.fromEntries(table)).toEqual(defaultCadence.every);
  });

  test('says until when a label is new', () => {
    const label = { status: 'pre_transit' } as const;
    expect(situationOf(label, thresholdOf('labelled'))).toBe('labelled');
    expect(situationOf(label, thresholdOf('labelled') + 1)).toBe('labelled_long');
  });

  test('says from when a parcel is quiet, and silent', () => {
    expect(thresholdOf('quiet')).toBe(thresholdOf('moving'));
    expect(situationOf({}, thresholdOf('moving'))).toBe('moving');
    expect(situationOf({}, thresholdOf('moving') + 1)).toBe('quiet');
    expect(situationOf({}, thresholdOf('silent'))).toBe('quiet');
    expect(situationOf({}, thresholdOf('silent') + 1)).toBe('silent');
  });

  test('says how long overdue is due', () => {
    const sight = { estimatedDelivery: { to: '2026-11-20' } };
    const end = Date.parse('2026-11-21T00:00:00Z') + thresholdOf('due_today');
    expect(situationOf(sight, 0, end - 1)).toBe('due_today');
    expect(situationOf(sight, 0, end)).toBe('moving');
  });
});

describe('the ends of watching', () => {
  const { graceMs, notFoundMs, longestMs, giveUpMs, every } = defaultCadence;

  test('stand in the table of Cadence', () => {
    expect(tableUnder(page('src/watch/cadence.ts'), 'Ends:').map(([, ends = '']) => durationsIn(ends))).toEqual([
      [graceMs],
      [every.closing.dayMs],
      [notFoundMs, longestMs, giveUpMs.notFound],
      [],
      [giveUpMs.labelled],
      [giveUpMs.silent],
    ]);
  });

  test('stand in docs/watching.md', () => {
    const text = page('docs/watching.md').replaceAll(/\s+/g, ' ');
    expect(text).toContain(`until its proof is there, for ${words[graceMs / dayMs]} days at the most.`);
    expect(text).toContain(
      `A number that is not found is asked for after ${notFoundMs / minuteMs} minutes, ${(2 * notFoundMs) / minuteMs}, ` +
        `and so on up to ${longestMs / hourMs} hours, for ${giveUpMs.notFound / dayMs} days; a label that is never handed ` +
        `over for ${giveUpMs.labelled / dayMs} days, a parcel that fell silent for ${giveUpMs.silent / dayMs}.`,
    );
  });

  test('the night is that of docs/watching.md', () => {
    const [, morning = 0, evening = 0] =
      /By day \((\d+)–(\d+) at/.exec(page('docs/watching.md'))?.map((text) => Number(text)) ?? [];
    const midnight = Date.parse('2026-11-20T00:00:00Z');
    const events: PolledTracking['events'] = [
      {
        id: 'scan',
        status: 'in_transit',
        statusBasis: 'code',
        description: '',
        occurredAt: '2026-11-20T00:00:00Z',
        timeBasis: 'carrier',
      },
    ];
    const everyAt = (at: number) => {
      const poll = schedulePoll({ status: 'in_transit', events }, at, at, defaultCadence);
      return 'everyMs' in poll ? poll.everyMs : undefined;
    };
    const { dayMs: byDay, nightMs: byNight } = every.moving;
    expect(everyAt(midnight + morning * hourMs - 1)).toBe(byNight);
    expect(everyAt(midnight + morning * hourMs)).toBe(byDay);
    expect(everyAt(midnight + evening * hourMs - 1)).toBe(byDay);
    expect(everyAt(midnight + evening * hourMs)).toBe(byNight);
  });
});

test('the table of HealthPolicy is the default', () => {
  const source = page('src/insights/policy.ts');
  const classes = ['express', 'standard', 'economy', 'international'];
  expect(source).toContain(`| ${classes.join(' | ')} |`);
  const rows = tableUnder(source, 'A concern after').map(([what = '', ...days]) => [
    /no scan, `(\w+)`/.exec(what)?.[1] ?? what,
    Object.fromEntries(days.map((each, index) => [classes[index], Number(each)])),
  ]);
  expect(Object.fromEntries(rows)).toEqual({
    ...defaultPolicy.stalledAfterDays,
    'no scan at all: probably lost': defaultPolicy.lostAfterDays,
    'a label and no parcel': defaultPolicy.handoverDays,
  });
  const { riskHours, pickupNoticeDays, pickupWaitDays } = defaultPolicy;
  expect(tableUnder(source, 'In hours or calendar days').flatMap(([, when = '']) => durationsIn(when))).toEqual([
    riskHours * hourMs,
    pickupNoticeDays * dayMs,
    pickupWaitDays * dayMs,
  ]);
});

const oauth = { clientId: 'id', clientSecret: 'secret' };
const login = { username: 'name', password: 'secret' };
const express = (options: Partial<DhlExpressOptions>) => dhlExpress({ ...login, ...options });
const postal = (options: Partial<UspsOptions>) => usps({ ...oauth, webhookSecret: 'x'.repeat(32), ...options });

/** By the first cell of the table: the carrier, and as the row says what else it takes to a request. */
const carriers: Readonly<Record<string, readonly [Carrier, ...Carrier[]]>> = {
  'fedex()': [fedex(oauth)],
  'ups()': [ups(oauth)],
  'usps()': [postal({}), postal({ api: 'v3' })],
  'dhl()': [dhl({ apiKey: 'key' })],
  'dhlExpress()': [express({}), express({ numbersPerRequest: 100 })],
  'dhlParcelDe()': [dhlParcelDe({ apiKey: 'key', apiSecret: 'secret', ...login })],
};

function written({ limit, intervalMs }: Quota): string {
  const units: Readonly<Record<number, string>> = { 1000: 'second', [hourMs]: 'hour', [dayMs]: 'day' };
  return `${limit.toLocaleString('en-US')} per ${units[intervalMs] ?? `${intervalMs / 1000} s`}`;
}

describe('the table of carriers in README.md', () => {
  const rows = tableUnder(page('README.md'), '## Carriers');

  test('has every carrier', () => {
    expect(rows.map(([name]) => unquoted(name))).toEqual(Object.keys(carriers));
  });

  test.each(rows.map((row) => [unquoted(row[0]), row] as const))('tells the limits of %s', (name, row) => {
    const [, , , , batches = '', quotas = ''] = row;
    const made = carriers[name] ?? [];
    expect(quotas.replace(/ \(.*\)$/, '')).toBe(made[0]?.quotas.map(written).join(' and '));
    expect(batches.match(/\d+/g)?.map(Number)).toEqual(made.map(({ maxBatch }) => maxBatch));
  });
});

test('docs/webhooks.md tells how many numbers one order takes', () => {
  const orders: Readonly<Record<string, Carrier | undefined>> = {
    UPS: carriers['ups()']?.[0],
    USPS: carriers['usps()']?.[0],
    DHL: carriers['dhl()']?.[0],
  };
  const rows = tableUnder(page('docs/webhooks.md'), '## Ordering pushes').filter(([name = '']) => name in orders);
  expect(rows.map(([name]) => name)).toEqual(Object.keys(orders));
  for (const [name = '', order = ''] of rows) {
    const [, number = ''] = /^(\w+) numbers?/.exec(order) ?? [];
    const most = orders[name]?.subscriptions?.maxBatch;
    expect([name, words.indexOf(number) < 0 ? Number(number) : words.indexOf(number)]).toEqual([name, most]);
  }
});

test('docs/formats.md has every format that is read, and README.md says how many', () => {
  const rows = tableUnder(page('docs/formats.md'), '| Format ');
  expect(rows.map(([name]) => unquoted(name)).toSorted()).toEqual(formats.map(({ name }) => name).toSorted());
  const tens = ['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen'];
  expect(page('README.md')).toContain(`It reads [${tens[formats.length - 10]} formats](docs/formats.md)`);
});
