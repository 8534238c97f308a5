/*
 * Tracks a mixed list of parcels at four carriers that exist only on this machine: a sandbox that speaks each carrier's
 * own format over real HTTP on the loopback interface. Run it with `npm run demo`.
 */
import { styleText } from 'node:util';
import { type Carrier, createTracker, type Outcome, type Quota } from 'waybill';
import { dhl, fedex, ups, usps } from 'waybill/carriers';
import { sandboxes } from 'waybill/carriers/sandbox';
import { createSandbox } from 'waybill/testing';
import { serveSandbox } from 'waybill/testing/server';
import { demoParcels } from './demo/parcels.ts';
import { progressOver } from './demo/progress.ts';
import { type Cell, table } from './demo/table.ts';
import { deliveryText, jsonText, scanText, spanText, statusCell, words } from './demo/wording.ts';

const { numbers, lives } = demoParcels(Date.now());

// DHL publishes one request per five seconds and takes one number in each: the five here would take half a minute.
const dhlQuotas: readonly Quota[] = [{ limit: 20, intervalMs: 1000 }];

const sandbox = createSandbox({ carriers: sandboxes, parcels: lives, quotas: { dhl: dhlQuotas }, latencyMs: 120 });
const server = await serveSandbox(sandbox);
const login = { clientId: 'demo-client', clientSecret: 'demo-secret' };

const carriers: readonly Carrier[] = [
  fedex({ ...login, baseUrl: server.baseUrl('fedex') }),
  ups({ ...login, baseUrl: server.baseUrl('ups') }),
  usps({ ...login, baseUrl: server.baseUrl('usps') }),
  dhl({ apiKey: 'demo-key', baseUrl: server.baseUrl('dhl'), quotas: dhlQuotas }),
];
const tracker = createTracker({ carriers });
const nameOf = (id: string | undefined): string => carriers.find((carrier) => carrier.id === id)?.name ?? '';
const heading = (text: string): void => console.log(`\n${styleText('bold', text)}\n`);

const count = (number: number): string => number.toLocaleString('en-US');

/** Asks for all numbers at once and shows each as it is answered. */
async function trackAll(): Promise<ReadonlyMap<string, Outcome>> {
  heading(`Tracking ${numbers.length} numbers; whose they are, the numbers tell`);
  const progress = progressOver(numbers.length);
  const outcomes = new Map<string, Outcome>();
  for await (const outcome of tracker.trackMany(numbers)) {
    outcomes.set(outcome.trackingNumber, outcome);
    const said = outcome.ok ? outcome.value.status : outcome.error.code;
    progress.step(`${outcome.trackingNumber.trim()}: ${words(said)}`);
  }
  progress.done();
  return outcomes;
}

function rowOf(number: string, outcome: Outcome | undefined): readonly Cell[] {
  if (outcome?.ok !== true) {
    const failure = words(outcome?.error.code ?? 'no answer');
    return [nameOf(outcome?.error.carrier), number.trim(), { text: failure, style: 'red' }, '', ''];
  }
  const { value } = outcome;
  return [nameOf(value.carrier), value.trackingNumber, statusCell(value), scanText(value), deliveryText(value)];
}

function printParcels(outcomes: ReadonlyMap<string, Outcome>): void {
  heading('Parcels');
  const rows = numbers.map((number) => rowOf(number, outcomes.get(number)));
  console.log(table(['CARRIER', 'NUMBER', 'STATUS', 'LAST SCAN', 'DELIVERY'], rows));
  console.log();
  for (const outcome of outcomes.values()) {
    if (!outcome.ok) console.log(`${outcome.trackingNumber.trim()}: ${outcome.error.message}`);
  }
}

function printUsage(): void {
  heading('Requests, the token requests included');
  const rows = tracker
    .usage()
    .flatMap(({ carrier, account, windows }) =>
      windows
        .toSorted((a, b) => a.intervalMs - b.intervalMs)
        .map(({ limit, intervalMs, used }) => [
          nameOf(carrier),
          account,
          count(used),
          `of ${count(limit)} in ${spanText(intervalMs)}`,
        ]),
    );
  console.log(table(['CARRIER', 'ACCOUNT', 'USED', 'QUOTA'], rows));
  const { requests, violations } = sandbox.report();
  console.log(`\nThe sandbox counted ${requests} requests, ${violations} of them beyond a quota.`);
}

function printOne(outcomes: ReadonlyMap<string, Outcome>): void {
  heading('One result as JSON');
  for (const outcome of outcomes.values()) {
    if (!outcome.ok || outcome.value.status !== 'delivered') continue;
    console.log(jsonText(outcome.value));
    return;
  }
}

try {
  const outcomes = await trackAll();
  printParcels(outcomes);
  printUsage();
  printOne(outcomes);
} finally {
  await server.close();
}
