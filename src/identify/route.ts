import type { Carrier, Inquiry, InquiryWithTimes, NumberToTrack } from '../carrier/carrier.ts';
import { inquiry as inquirySchema } from '../carrier/carrier-options.ts';
import { compact } from '../model/compact.ts';
import { TrackingError } from '../model/error.ts';
import type { CarrierId } from '../model/tracking.ts';
import { faultsIn } from '../options/options.ts';
import { cleanNumber } from './clean.ts';
import { identifyAmong } from './identify.ts';

/** Whom to ask for a number, and what to ask. */
interface Route<Connection> {
  readonly connection: Connection;
  readonly inquiry: Inquiry;
}

/** What a number is routed to: anything that speaks for a carrier. */
export interface Connected {
  readonly carrier: Carrier;
}

/**
 * A carrier much less likely than the best one is not asked, even where the best one knows nothing of the number: every
 * question costs a place of somebody's quota.
 */
const worthAsking = 0.2;

/** Best first, and never empty. */
export type Routes<Connection> = readonly [Route<Connection>, ...Route<Connection>[]];

/** The number as it was given, for its outcome. */
export function numberAsGiven(asked: NumberToTrack): string {
  const given: unknown = isInquiry(asked) ? asked.trackingNumber : asked;
  // What is no text was given by a caller without types; objects may even have no text to show.
  return typeof given === 'object' ? '' : String(given);
}

/**
 * Whom to ask for a number, best first: the carrier that is named, with the number or by the caller, or else every one
 * that the number may belong to.
 *
 * @returns the error where nobody can be asked: `invalid_number` or `unknown_carrier`; `invalid_request` for hints that are none.
 */
export function routesOf<Connection extends Connected>(
  asked: NumberToTrack,
  connections: readonly Connection[],
  namedByCaller: CarrierId | undefined,
): Routes<Connection> | TrackingError {
  const given: unknown = isInquiry(asked) ? asked.trackingNumber : asked;
  const trackingNumber = typeof given === 'string' ? cleanNumber(given) : undefined;
  if (trackingNumber === undefined) return invalidNumber(asked);
  if (isInquiry(asked)) {
    const faults = faultsIn(inquirySchema, asked, 'number');
    if (faults.length > 0) {
      const details = { trackingNumber: numberAsGiven(asked) };
      return new TrackingError('invalid_request', `With this number: ${faults.join(' ')}`, details);
    }
  }
  const hints = isInquiry(asked) ? hintsOf(asked) : {};
  const named = (isInquiry(asked) ? asked.carrier : undefined) ?? namedByCaller;
  if (named === undefined) return identifiedRoutes(asked, trackingNumber, hints, connections);
  const connection = connections.find(({ carrier }) => carrier.id === named);
  if (connection === undefined) return notConfigured(asked, named, connections);
  const isPossible = connection.carrier.numberPattern.test(trackingNumber);
  return isPossible
    ? [{ connection, inquiry: { trackingNumber, ...hints } }]
    : invalidNumber(asked, connection.carrier);
}

function identifiedRoutes<Connection extends Connected>(
  asked: NumberToTrack,
  cleaned: string,
  hints: Omit<Inquiry, 'trackingNumber'>,
  connections: readonly Connection[],
): Routes<Connection> | TrackingError {
  const routes = new Map<CarrierId, Route<Connection>>();
  const carriers = connections.map(({ carrier }) => carrier);
  const matches = identifyAmong(carriers, cleaned);
  const best = Math.max(...matches.map(({ likelihood }) => likelihood));
  for (const { carrier: id, trackingNumber, likelihood } of matches) {
    const connection = connections.find(({ carrier }) => carrier.id === id);
    if (connection === undefined || routes.has(id) || likelihood < best * worthAsking) continue;
    routes.set(id, { connection, inquiry: { trackingNumber, ...hints } });
  }
  const [first, ...others] = routes.values();
  return first === undefined ? unknownCarrier(asked, connections) : [first, ...others];
}

function isInquiry(asked: NumberToTrack): asked is Exclude<NumberToTrack, string> {
  return typeof asked === 'object' && asked !== null;
}

/** Only what we know of, in an order of our own: inquiries that ask the same are written the same. */
export function hintsOf({
  uniqueId,
  shippedAfter,
  shippedBefore,
  postalCode,
}: Omit<InquiryWithTimes, 'trackingNumber'>): Omit<Inquiry, 'trackingNumber'> {
  const [after, before] = [dayOf(shippedAfter), dayOf(shippedBefore)];
  return compact({ uniqueId, shippedAfter: after, shippedBefore: before, postalCode });
}

/** As carriers are asked for it: a `Date` by its day in UTC. */
export function dayOf(day: string | Date | undefined): string | undefined {
  if (!(day instanceof Date)) return day;
  return Number.isNaN(day.getTime()) ? undefined : day.toISOString().slice(0, 10);
}

function invalidNumber(asked: NumberToTrack, carrier?: Carrier): TrackingError {
  const whose = carrier === undefined ? '' : ` of ${carrier.name}`;
  const message = `This is no tracking number${whose}: give text of 4 to 48 letters and digits; blanks and dashes do not matter.`;
  const details = { trackingNumber: numberAsGiven(asked), carrier: carrier?.id };
  return new TrackingError('invalid_number', message, details);
}

function unknownCarrier(asked: NumberToTrack, connections: readonly Connected[]): TrackingError {
  const tried = connections.map(({ carrier }) => carrier.name).join(', ');
  const message = `No carrier claims this number; tried: ${tried === '' ? 'none, as none is configured' : tried}. Name one with { carrier }, or configure the one it belongs to.`;
  return new TrackingError('unknown_carrier', message, { trackingNumber: numberAsGiven(asked) });
}

function notConfigured(asked: NumberToTrack, carrier: CarrierId, connections: readonly Connected[]): TrackingError {
  const known = connections.map((connection) => connection.carrier.id).join(', ');
  const message = `This tracker has no carrier ${String(carrier).slice(0, 40)}; it has: ${known === '' ? 'none' : known}. Add it to { carriers }.`;
  return new TrackingError('unknown_carrier', message, { trackingNumber: numberAsGiven(asked), carrier });
}
