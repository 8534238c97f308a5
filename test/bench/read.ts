import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { readPayload } from 'waybill';
import { formats } from 'waybill/carriers';
import { sandboxes } from 'waybill/carriers/sandbox';
import { type CarrierSandbox, type ParcelLife, scenarios } from 'waybill/testing';
import { sandboxOf } from '../sandboxes.ts';
import type { Row } from './table.ts';

/** One row of figures: what was measured, and the ratio to the floor measured beside it. */
export interface ReadingRow extends Row {
  readonly name: string;
  readonly parcels: number;
  readonly bytes: number;
  readonly floor: string;
  readonly parseMicros: number;
  readonly readMicros: number;
  readonly ratio: number;
}

const start = '2026-11-10T09:00:00-06:00';

function livesFor(carrier: string, count: number): readonly ParcelLife[] {
  const names = ['delivered', 'clearedCustoms', 'deliveredAtSecondAttempt', 'inTransit', 'outForDelivery'] as const;
  return Array.from({ length: count }, (_, index) => {
    const scenario = scenarios[names[index % names.length] ?? 'inTransit'];
    return scenario.lives({
      carrier: sandboxOf(carrier),
      trackingNumber: sandboxOf(carrier).sampleNumber(index),
      start,
    });
  }).flat();
}

function answerOf(sandbox: CarrierSandbox, lives: readonly ParcelLife[]): string {
  const request = { method: 'POST', path: '/', headers: {}, body: '' };
  const answers = lives.map((life) => ({ inquiry: { trackingNumber: life.trackingNumber }, parcels: [life] }));
  return sandbox.tracking(answers, request).body;
}

/** Microseconds of one call, the best of several rounds: noise only ever adds. */
function micros(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let warm = 0; warm < 200; warm += 1) work();
  for (let round = 0; round < 15; round += 1) {
    const begin = performance.now();
    for (let turn = 0; turn < 100; turn += 1) work();
    best = Math.min(best, (performance.now() - begin) * 10);
  }
  return best;
}

/** The floor: what any reader of such a text must do first. */
function bareParse(body: string): unknown {
  return body.startsWith('<') ? new XMLParser({ ignoreAttributes: false }).parse(body) : JSON.parse(body);
}

function rowFor(name: string, parcels: number, body: string): ReadingRow {
  const parseMicros = micros(() => bareParse(body));
  const readMicros = micros(() => readPayload(body, formats));
  const floor = body.startsWith('<') ? 'bare XML parser' : 'JSON.parse';
  return { name, parcels, bytes: body.length, floor, parseMicros, readMicros, ratio: readMicros / parseMicros };
}

const xmlRecordings = [
  'fedex/soap.ground-delivered.xml',
  'ups/xml.two-packages.xml',
  'usps/web-tools.delivered-signed.xml',
  'dhl/xml-pi.partly-found.xml',
];

/** Text to `Tracking[]` as a multiple of bare parsing: per carrier for one parcel and a full batch, and per XML format. */
export function measureReading(): readonly ReadingRow[] {
  const answers = sandboxes.flatMap((sandbox) =>
    [...new Set([1, sandbox.maxBatch])].map((parcels) =>
      rowFor(sandbox.carrier, parcels, answerOf(sandbox, livesFor(sandbox.carrier, parcels))),
    ),
  );
  const recordings = xmlRecordings.map((path) =>
    rowFor(path, 1, readFileSync(new URL(`../recordings/${path}`, import.meta.url), 'utf8').trimStart()),
  );
  return [...answers, ...recordings];
}
