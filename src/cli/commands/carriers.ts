import { createTracker, type TrackingErrorCode } from 'waybill';
import { carriersFromEnv, credentialVariables } from 'waybill/carriers';
import { sandboxes } from 'waybill/carriers/sandbox';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { type Cell, isColoured, tableOf } from '../table.ts';
import { words } from '../wording.ts';

/** How `carriers` was called. */
export interface CarriersCommandOptions {
  /** Asks each carrier for a made-up number, which costs one request of its quota. */
  readonly check?: boolean;
  readonly json?: boolean;
}

interface Row {
  readonly carrier: string;
  readonly configured: boolean;
  readonly missing: readonly string[];
  /** What the carrier made of the credentials; absent where it was not asked. */
  readonly credentials?: 'accepted' | TrackingErrorCode;
}

/** Lists the carriers, which variables each wants, and with `check` what it says to them. No value is ever shown. */
export async function carriers(options: CarriersCommandOptions, io: Io): Promise<ExitCode> {
  const rows: Row[] = [];
  for (const [carrier, variables] of Object.entries(credentialVariables)) {
    const names = Object.values<string>(variables);
    const missing = names.filter((name) => (io.env[name] ?? '').trim() === '');
    const configured = missing.length === 0;
    const answer = configured && options.check === true ? { credentials: await checked(carrier, io) } : {};
    rows.push({ carrier, configured, missing, ...answer });
  }
  const coloured = isColoured(io.env, io.out.isTTY);
  await io.out.write(
    options.json === true
      ? `${JSON.stringify(rows, null, 2)}\n`
      : tableOf(['CARRIER', 'STATE', 'SET'], rows.map(cellsOf), coloured),
  );
  if (!rows.some(({ configured }) => configured)) return exitCodes.credentials;
  return rows.some(({ credentials = 'accepted' }) => credentials !== 'accepted') ? exitCodes.failed : exitCodes.ok;
}

function cellsOf({ carrier, configured, missing, credentials }: Row): readonly Cell[] {
  const state: Cell =
    credentials === undefined
      ? { text: configured ? 'configured' : 'not configured', tone: configured ? 'green' : 'dim' }
      : {
          text: credentials === 'accepted' ? 'accepted' : words(credentials),
          tone: credentials === 'accepted' ? 'green' : 'red',
        };
  return [carrier, state, missing.join(' ')];
}

/** Whoever looks a number up has accepted the credentials, found or not. */
async function checked(carrier: string, { env, signal }: Io): Promise<'accepted' | TrackingErrorCode> {
  const own = Object.values<string>(credentialVariables[carrier as keyof typeof credentialVariables]);
  const made = carriersFromEnv(Object.fromEntries(own.map((name) => [name, env[name]])));
  const sandbox = sandboxes.find((each) => each.carrier === carrier);
  if (sandbox === undefined) return 'invalid_request';
  const tracker = createTracker({ carriers: made, retries: 0 });
  for await (const outcome of tracker.trackMany([sandbox.sampleNumber(8_000_000)], { carrier, signal, maxWaitMs: 0 })) {
    if (outcome.ok || ['not_found', 'invalid_number'].includes(outcome.error.code)) return 'accepted';
    return outcome.error.code;
  }
  return 'unexpected_response';
}
