import {
  type Carrier,
  createLimiterPool,
  createTracker,
  type Quota,
  type Tracker,
  TrackingError,
  type Turnstile,
} from 'waybill';
import { carriersFromEnv, credentialVariables, dhl, dhlExpress, dhlParcelDe, fedex, ups, usps } from 'waybill/carriers';
import { sandboxes } from 'waybill/carriers/sandbox';
import { createSandbox, scenarioParcels } from 'waybill/testing';
import type { Io } from './io.ts';

/** Whom a command asks. */
export interface SourceOptions {
  /** Asks a sandbox in this process in place of the carriers. */
  readonly sandbox?: boolean;
  /** Asks the carriers' test systems. */
  readonly test?: boolean;
}

/** Credentials that the sandbox takes: any that are not blank. */
const any = { clientId: 'sandbox', clientSecret: 'sandbox' };
const user = { username: 'sandbox', password: 'sandbox' };

/** All carriers, with credentials that a sandbox takes and, where none are given, the quotas that they publish. */
export function sandboxCarriers(quotas: { readonly quotas?: readonly Quota[] }): readonly Carrier[] {
  return [
    fedex({ ...any, ...quotas }),
    ups({ ...any, ...quotas }),
    usps({ ...any, ...quotas }),
    dhl({ apiKey: 'sandbox', ...quotas }),
    dhlExpress({ ...user, ...quotas }),
    dhlParcelDe({ apiKey: 'sandbox', apiSecret: 'sandbox', ...user, ...quotas }),
  ];
}

/**
 * The carriers that a command asks.
 *
 * @throws TrackingError `unauthorized` that says which variables to set, where none of them is.
 */
export function carriersOf({ sandbox, test }: SourceOptions, { env }: Io): readonly Carrier[] {
  // Nobody waits for a play.
  if (sandbox === true) return sandboxCarriers({ quotas: [] });
  const carriers = carriersFromEnv(env, test === true ? { environment: 'test' } : {});
  if (carriers.length > 0) return carriers;
  const fedexVariables = Object.values(credentialVariables.fedex).join(' and ');
  const message = `No carrier is configured: set ${fedexVariables}, say, or try it with --sandbox; "waybill carriers" lists all variables.`;
  throw new TrackingError('unauthorized', message);
}

/** A tracker of the carriers that a command asks, whose quotas a turnstile may count over all runs. */
export function trackerOf(options: SourceOptions, io: Io, turnstile?: Turnstile): Tracker {
  // A limiter keeps its turnstiles, and what one counts in is closed at the end of the command.
  const counted = turnstile === undefined ? {} : { turnstile, limiters: createLimiterPool() };
  const carriers = carriersOf(options, io);
  if (options.sandbox !== true) return createTracker({ carriers, ...counted });
  const lifted = Object.fromEntries(sandboxes.map(({ carrier }) => [carrier, []]));
  const sandbox = createSandbox({ carriers: sandboxes, parcels: scenarioParcels(), quotas: lifted });
  return createTracker({ carriers, fetch: (request) => sandbox.fetch(request), ...counted });
}
