import { type StatusDetail, statusDetails, TrackingError, type TrackingStatus, trackingStatuses } from 'waybill';
import * as crosswalks from 'waybill/crosswalk';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { Io } from '../io.ts';

/** Systems whose words there are, and how to put them in ours and back. */
const systems: Readonly<
  Record<
    string,
    {
      readonly from: (status: string, detail: string | undefined) => unknown;
      readonly to?: (ours: { readonly status: TrackingStatus; readonly detail?: StatusDetail }) => unknown;
    }
  >
> = {
  easypost: { from: (status, detail) => crosswalks.fromEasyPost(status, detail), to: crosswalks.toEasyPost },
  shippo: { from: (status, detail) => crosswalks.fromShippo(status, detail), to: crosswalks.toShippo },
  aftership: { from: (tag, subtag) => crosswalks.fromAfterShip(tag, subtag), to: crosswalks.toAfterShip },
  shipengine: { from: (code, detail) => crosswalks.fromShipEngine(code, detail), to: crosswalks.toShipEngine },
  '17track': { from: (status, sub) => crosswalks.from17Track(status, sub), to: crosswalks.to17Track },
  shopify: { from: (status) => crosswalks.fromShopify(status), to: crosswalks.toShopify },
  woocommerce: { from: (status) => crosswalks.fromWooCommerce(status), to: crosswalks.toWooCommerce },
  ship24: { from: (milestone, code) => crosswalks.fromShip24(milestone, code) },
  karrio: { from: (status, reason) => crosswalks.fromKarrio(status, reason) },
};

/** Names of the systems, for help and completion. */
export const systemNames: readonly string[] = Object.keys(systems);

/** Puts a status of ours in another system's words, or with `from` theirs in ours. */
export async function crosswalk(
  name: string,
  status: string,
  detail: string | undefined,
  options: { readonly from?: boolean },
  { out }: Io,
): Promise<ExitCode> {
  const system = systems[name];
  if (system === undefined) {
    throw new TrackingError(
      'invalid_request',
      `There is no crosswalk to ${JSON.stringify(name)}; there are: ${systemNames.join(', ')}.`,
    );
  }
  if (options.from === true) {
    await out.write(`${JSON.stringify(system.from(status, detail), null, 2)}\n`);
    return exitCodes.ok;
  }
  if (system.to === undefined) {
    throw new TrackingError('invalid_request', `There is only the way from ${name}; use --from.`);
  }
  const ours = trackingStatuses.find((word) => word === status);
  const more = detail === undefined ? undefined : statusDetails.find((word) => word === detail);
  if (ours === undefined) {
    throw new TrackingError(
      'invalid_request',
      `${JSON.stringify(status)} is no status; there are: ${trackingStatuses.join(', ')}.`,
    );
  }
  if (detail !== undefined && more === undefined) {
    throw new TrackingError('invalid_request', `${JSON.stringify(detail)} is no detail; docs/statuses.md lists them.`);
  }
  await out.write(
    `${JSON.stringify(system.to({ status: ours, ...(more === undefined ? {} : { detail: more }) }), null, 2)}\n`,
  );
  return exitCodes.ok;
}
