import * as z from 'zod/mini';
import type { Quota } from '../carrier/account.ts';
import { quotas } from '../carrier/carrier-options.ts';
import type { CarrierSandbox, ParcelLife, SandboxRequest } from '../carrier/sandbox.ts';
import type { CarrierId } from '../model/tracking.ts';
import { allowedValue, checkArguments, listOf, optional, optionsOf } from '../options/options.ts';
import { milliseconds } from '../options/values.ts';
import { type Clock, clockOption, systemClock } from '../time/clock.ts';
import type { SandboxAccount } from './accounts.ts';
import { delivered, type Fault, faultsFrom, mangled } from './faults.ts';
import { type ParcelSource, type Parcels, parcelsFrom } from './parcels.ts';
import { seededRandom } from './random.ts';
import { createReportBuilder, type SandboxReport } from './report.ts';
import { account, carrierSandbox, fault as faultValue, parcelLife } from './sandbox-options.ts';
import { type SimulatedCarrier, simulateCarrier } from './simulated-carrier.ts';

/** What a sandbox is made of. */
export interface SandboxOptions {
  /** The carriers it plays: all of `waybill/carriers/sandbox`, or some. */
  readonly carriers: readonly CarrierSandbox[];
  /** The parcels it knows from the start, or a function that makes them up when asked. */
  readonly parcels?: readonly ParcelLife[] | ParcelSource;
  /** Decides what has happened yet, when tokens expire and what quotas count. The machine's own by default. */
  readonly clock?: Clock;
  /** The credentials it accepts, for the carriers named; any that are not blank for the others. */
  readonly accounts?: readonly SandboxAccount[];
  /** Overrules the published quotas, by carrier id; an empty list lifts them. */
  readonly quotas?: Readonly<Record<string, readonly Quota[]>>;
  /** In force from the start; more can be injected later. */
  readonly faults?: readonly Fault[];
  /** How long every answer takes, by the clock. 0 by default. */
  readonly latencyMs?: number;
  /** Decides the tokens and every chance; the same seed and the same requests give the same answers. 1 by default. */
  readonly seed?: number;
}

/** {@link SandboxOptions}. */
const sandboxOptions: z.ZodMiniType<SandboxOptions> = optionsOf<SandboxOptions>({
  carriers: listOf(carrierSandbox, 'a list of carriers, such as sandboxes of waybill/carriers/sandbox'),
  parcels: optional(
    allowedValue<readonly ParcelLife[] | ParcelSource>(
      'a list of lives, or a function that gives those of a number',
      (value) =>
        typeof value === 'function' ||
        (Array.isArray(value) && value.every((life) => z.safeParse(parcelLife, life).success)),
    ),
  ),
  clock: optional(clockOption),
  accounts: optional(listOf(account, 'a list of accounts')),
  quotas: optional(
    allowedValue<Readonly<Record<string, readonly { limit: number; intervalMs: number }[]>>>(
      'lists of { limit, intervalMs } by carrier: { fedex: [] }',
      (value) =>
        typeof value === 'object' &&
        value !== null &&
        Object.values(value).every((each) => z.safeParse(quotas, each).success),
    ),
  ),
  faults: optional(listOf(faultValue, 'a list of faults')),
  latencyMs: optional(milliseconds),
  seed: optional(allowedValue<number>('a number', Number.isFinite)),
});

/** Carriers that exist only here. */
export interface Sandbox {
  /** The ids of the carriers it plays. */
  readonly carriers: readonly CarrierId[];
  /**
   * Answers at the carriers' own production addresses, and at `<any host>/<carrier id>/…` for a server or a `baseUrl`.
   * Takes what the global `fetch` takes, and fails as it does.
   */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>;
  readonly parcels: Parcels;
  readonly clock: Clock;
  /** Puts a fault in force; returns how to lift it. */
  inject(fault: Fault): () => void;
  /** What was asked so far, by account, and which quotas were broken. */
  report(): SandboxReport;
}

/** Plays carriers for tests, demos and benchmarks: tokens, batch limits, quotas and errors as the real ones have them. */
export function createSandbox(options: SandboxOptions): Sandbox {
  checkArguments('createSandbox()', { options: [sandboxOptions, options] });
  const { carriers, clock = systemClock, accounts = [], latencyMs = 0, seed = 1 } = options;
  const random = seededRandom(seed);
  const faults = faultsFrom(options.faults ?? [], random);
  const parcels = parcelsFrom(options.parcels ?? [], carriers);
  const report = createReportBuilder();
  const simulated = carriers.map((carrier) =>
    simulateCarrier(
      carrier,
      accounts.filter((account) => account.carrier === carrier.carrier),
      options.quotas?.[carrier.carrier] ?? carrier.quotas,
      { parcels, faults, report: report, random },
    ),
  );

  return {
    carriers: carriers.map(({ carrier }) => carrier),
    parcels: {
      ...parcels,
      add(...lives) {
        for (const life of lives) checkArguments('parcels.add()', { life: [parcelLife, life] });
        parcels.add(...lives);
      },
    },
    clock,
    inject(fault) {
      checkArguments('inject()', { fault: [faultValue, fault] });
      return faults.inject(fault);
    },
    report: report.report,
    async fetch(input, init) {
      const request = input instanceof Request && init === undefined ? input : new Request(input, init);
      const { signal, method } = request;
      signal.throwIfAborted();
      const arrivedAt = clock.now();
      const headers = Object.fromEntries(request.headers);
      const body = request.body === null ? '' : await request.text();
      const addressed = addressees(simulated, new URL(request.url), { method, headers, body });
      // Of several carriers at one host the one that knows the path answers, or else the last.
      const addressee = addressed.find(
        (each, index) =>
          index === addressed.length - 1 || each.simulated.carrier.route(each.request).kind !== 'unknown',
      );
      if (addressee === undefined) return nobodyHere();
      const { response, struck } = addressee.simulated.answer(addressee.request, arrivedAt);
      if (latencyMs > 0) await clock.sleep(latencyMs, signal);
      return delivered({ ...response, body: mangled(response.body, struck, random) }, struck, clock, signal);
    },
  };
}

/** The carriers that live at an address, with the request as each would see it. Several may share one host. */
function addressees(
  simulated: readonly SimulatedCarrier[],
  { origin, pathname, search }: URL,
  request: Omit<SandboxRequest, 'path'>,
): readonly { readonly simulated: SimulatedCarrier; readonly request: SandboxRequest }[] {
  const [, first = ''] = pathname.split('/', 2);
  return simulated.flatMap((simulated) => {
    const { carrier, origin: home } = simulated.carrier;
    if (origin === new URL(home).origin) return [{ simulated, request: { ...request, path: pathname + search } }];
    if (carrier !== first) return [];
    return [{ simulated, request: { ...request, path: pathname.slice(first.length + 1) + search } }];
  });
}

function nobodyHere(): Response {
  return Response.json({ message: 'The sandbox plays no carrier at this address.' }, { status: 404 });
}
