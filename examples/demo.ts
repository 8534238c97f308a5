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

heading(`Tracking ${numbers.length} numbers, carriers found by the numbers`);
const progress = progressOver(numbers.length);
const outcomes = new Map<string, Outcome>();
for await (const outcome of tracker.trackMany(numbers)) {
  outcomes.set(outcome.trackingNumber, outcome);
  const said = outcome.ok ? outcome.value.status : outcome.error.code;
  progress.step(`${outcome.trackingNumber.trim()}: ${words(said)}`);
}
progress.done();

const failures: string[] = [];
const rows = numbers.map((number): readonly Cell[] => {
  const outcome = outcomes.get(number);
  if (outcome?.ok === true) {
    const { value } = outcome;
    return [nameOf(value.carrier), value.trackingNumber, statusCell(value), scanText(value), deliveryText(value)];
  }
  if (outcome !== undefined) failures.push(`${number}: ${outcome.error.message}`);
  return [nameOf(outcome?.error.carrier), number, { text: words(outcome?.error.code ?? ''), style: 'red' }, '', ''];
});
console.log(table(['CARRIER', 'NUMBER', 'STATUS', 'LAST SCAN', 'DELIVERY'], rows));

heading('Not tracked');
for (const failure of failures) console.log(failure);

heading('Requests, the token requests included');
const usage = tracker
  .usage()
  .flatMap(({ carrier, account, windows }) =>
    windows.map(({ limit, intervalMs, used, left }) => [
      nameOf(carrier),
      account,
      `${used} of ${limit} in ${spanText(intervalMs)}`,
      `${left} left`,
    ]),
  );
console.log(table(['CARRIER', 'ACCOUNT', 'USED', 'LEFT'], usage));
const { requests, violations } = sandbox.report();
console.log(`\nThe sandbox counted ${requests} requests and ${violations} beyond a quota.`);

heading('One result as JSON');
for (const outcome of outcomes.values()) {
  if (!outcome.ok || outcome.value.status !== 'delivered') continue;
  console.log(jsonText(outcome.value));
  break;
}

await server.close();
