import { spawnSync } from 'node:child_process';
import { XMLParser } from 'fast-xml-parser';
import { readPayload } from 'waybill';
import { formats } from 'waybill/carriers';
import { type Answer, answers } from './answers.ts';
import type { Row } from './table.ts';

/** The floor: what any reader of such a text must do first. */
function bareParse(body: string): unknown {
  return body.startsWith('<') ? new XMLParser({ ignoreAttributes: false }).parse(body) : JSON.parse(body);
}

/** Times of the floor and of reading, in microseconds. */
interface Figures {
  readonly parse: number;
  readonly read: number;
}

/** A share of a millisecond at the least, so that the clock does not decide. */
const roundMicros = 400;
const rounds = 40;

/**
 * The two in turn, round by round, so that whatever else the machine does meets both alike; of each the second of ten
 * parts, for noise only ever adds.
 */
function compare(floor: () => void, read: () => void): Figures {
  for (let warm = 0; warm < 100; warm += 1) {
    floor();
    read();
  }
  const turns = Math.max(1, Math.round(roundMicros / Math.max(1, timed(read, 5))));
  const [floors, reads]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    floors.push(timed(floor, turns));
    reads.push(timed(read, turns));
  }
  return { parse: lowPercentile(floors), read: lowPercentile(reads) };
}

function timed(work: () => void, turns: number): number {
  const begin = performance.now();
  for (let turn = 0; turn < turns; turn += 1) work();
  return ((performance.now() - begin) * 1000) / turns;
}

function lowPercentile(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 10)] ?? 0;
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** Bytes that one call leaves to the collector, by rounds in which it did not run. */
function allocatedBy(work: () => void, turns = 50): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round += 1) {
    const before = process.memoryUsage().heapUsed;
    for (let turn = 0; turn < turns; turn += 1) work();
    const bytes = (process.memoryUsage().heapUsed - before) / turns;
    if (bytes > 0) least = Math.min(least, bytes);
  }
  if (Number.isFinite(least)) return least;
  return turns > 1 ? allocatedBy(work, 1) : 0;
}

const isXml = ({ body }: Answer): boolean => body.startsWith('<');

/** Whether there is anything about a parcel in it; refusals are short, and an error with its stack costs more than they. */
function tells(body: string): boolean {
  return readPayload(body, formats).some(({ ok }) => ok);
}

/** Of each answer: text to `Tracking[]` as a multiple of bare parsing. */
function rowFor(answer: Answer): Row {
  const { name, body } = answer;
  const group = answer.group === 'recorded' && !tells(body) ? 'refusals' : answer.group;
  const read = (): void => void readPayload(body, formats);
  const figures = compare(() => void bareParse(body), read);
  return {
    group,
    name,
    floor: isXml(answer) ? 'XML parser' : 'JSON.parse',
    bytes: body.length,
    parseMicros: figures.parse,
    readMicros: figures.read,
    ratio: figures.read / figures.parse,
    allocated: allocatedBy(read),
  };
}

/** Text to `Tracking[]` as a multiple of bare parsing, per answer. */
export function measureReading(): readonly Row[] {
  return answers().map(rowFor);
}

/** The ratios of all JSON, or of all XML, answers of a group as one figure, as printed by {@link measureReadingMeans}. */
function meansOf(rows: readonly Row[]): readonly Row[] {
  const groups = [...new Set(rows.map(({ group, floor }) => `${group}, against ${floor}`))];
  return groups.map((title) => {
    const own = rows.filter(({ group, floor }) => `${group}, against ${floor}` === title);
    return { answers: title, count: own.length, ratio: geometricMean(own.map(({ ratio }) => Number(ratio))) };
  });
}

/** All JSON answers in turn, as a process does that has many carriers: no code is in the state that one format likes. */
function mixedRow(): Row {
  const bodies = answers()
    .filter((answer) => answer.group !== 'batch' && !isXml(answer) && tells(answer.body))
    .map(({ body }) => body);
  const figures = compare(
    () => bodies.forEach(bareParse),
    () => {
      for (const body of bodies) readPayload(body, formats);
    },
  );
  return { answers: 'mixed, all JSON formats in turn', count: bodies.length, ratio: figures.read / figures.parse };
}

/** Geometric means of the ratios, by group, and the ratio of a process that reads all formats in turn. */
export function measureReadingMeans(): readonly Row[] {
  return [...meansOf(measureReading()), mixedRow()];
}

/** The same where `eval` and `new Function` are forbidden, as on Cloudflare Workers: measured in a process of its own. */
export function measureReadingWithoutCode(): readonly Row[] {
  return inProcess<readonly Row[]>(['--disallow-code-generation-from-strings'], 'measureReadingMeans');
}

/** Milliseconds of the first read of a process, schemas and tables being made; the median of seven processes. */
export function measureFirstRead(): readonly Row[] {
  const one = answers().filter(({ group }) => group === 'sandbox');
  return one.map(({ name }) => {
    const millis = Array.from({ length: 7 }, () => inProcess<number>([], 'firstReadOf', name));
    return { format: name, millis: millis.toSorted((a, b) => a - b)[3] ?? 0 };
  });
}

/** Milliseconds that reading a sandbox's answer takes, if nothing was read before. */
export function firstReadOf(name: string): number {
  const body = answers().find((answer) => answer.group === 'sandbox' && answer.name === name)?.body ?? '';
  const begin = performance.now();
  readPayload(body, formats);
  return performance.now() - begin;
}

function inProcess<T>(flags: readonly string[], name: string, argument = ''): T {
  const script = `import('${import.meta.url}').then((bench) => console.log(JSON.stringify(bench.${name}('${argument}'))))`;
  const options = ['--conditions=waybill-source', ...flags, '--input-type=module', '--eval', script];
  const { stdout, stderr, status } = spawnSync(process.execPath, options, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`A process of its own failed: ${stderr}`);
  return JSON.parse(stdout) as T;
}
