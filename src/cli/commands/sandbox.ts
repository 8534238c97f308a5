import { sandboxes } from 'waybill/carriers/sandbox';
import { createSandbox, type ScenarioName, scenarioNumber, scenarioParcels, scenarios } from 'waybill/testing';
import { serveSandbox } from 'waybill/testing/server';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { isColoured, tableOf } from '../table.ts';

/** How `sandbox` was called. */
export interface SandboxCommandOptions {
  readonly port?: number;
  readonly host?: string;
  /** Lists the numbers that mean a scenario, and serves nothing. */
  readonly list?: boolean;
  readonly json?: boolean;
}

/** Serves the carriers over HTTP on this machine, until Ctrl-C; or lists the numbers that mean a scenario. */
export async function sandbox(options: SandboxCommandOptions, io: Io): Promise<ExitCode> {
  if (options.list === true) {
    await list(options.json === true, io);
    return exitCodes.ok;
  }
  const { port, host } = options;
  const served = createSandbox({ carriers: sandboxes, parcels: scenarioParcels() });
  const server = await serveSandbox(served, {
    ...(port === undefined ? {} : { port }),
    ...(host === undefined ? {} : { host }),
  });
  try {
    for (const { carrier } of sandboxes) await io.out.write(`${server.baseUrl(carrier)}\n`);
    await io.err.write(
      'Give each carrier its address as baseUrl; "waybill sandbox --list" lists the numbers. Ctrl-C ends it.\n',
    );
    await new Promise<void>((resolve) => {
      if (io.signal.aborted) resolve();
      io.signal.addEventListener('abort', () => resolve(), { once: true });
    });
  } finally {
    await server.close();
  }
  const { requests, violations } = served.report();
  await io.err.write(`\n${requests} requests, ${violations} of them beyond a quota.\n`);
  return exitCodes.ok;
}

async function list(json: boolean, { out, env }: Io): Promise<void> {
  const names = Object.keys(scenarios) as ScenarioName[];
  const rows = names.map((name) => ({
    scenario: name,
    description: scenarios[name].description,
    numbers: Object.fromEntries(sandboxes.map((each) => [each.carrier, scenarioNumber(each, name)])),
  }));
  if (json) {
    await out.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  const head = ['SCENARIO', ...sandboxes.map(({ carrier }) => carrier.toUpperCase())];
  const cells = rows.map(({ scenario, numbers }) => [scenario, ...Object.values(numbers)]);
  await out.write(tableOf(head, cells, isColoured(env, out.isTTY)));
}
