import type { NumberToTrack } from '../carrier/carrier.ts';
import { numberAsGiven } from '../identify/route.ts';
import { compact } from '../model/compact.ts';
import type { TrackingErrorCode } from '../model/error.ts';
import type { TrackingStatus } from '../model/status.ts';
import type { CarrierId } from '../model/tracking.ts';
import type { WatchEvent } from '../model/watch-event.ts';
import { nameOf } from './watch-list.ts';

/** What the store knows of one watched number: when it is to be asked for, and where its parcel is kept. */
export interface WatchRecord {
  readonly carrier?: CarrierId;
  /** Key of the parcel's snapshot. */
  readonly parcel?: string;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  readonly everyMs: number;
  /** When it was asked for first, milliseconds since the epoch. */
  readonly since: number;
  readonly misses: number;
  /** It was told that the carrier does not know the number. */
  readonly missed?: true;
  /** It is not asked for any more. */
  readonly ended?: true;
}

/** Where the record of a watched number is kept. */
export function watchKey(asked: NumberToTrack): string {
  return `waybill:watch:${nameOf(asked)}`;
}

/** A number that the carrier does not know. */
export function notFoundNotice(asked: NumberToTrack, carrier: CarrierId, now: number, nextLookAt: number): WatchEvent {
  return {
    type: 'parcel.not_found',
    key: `watch/${nameOf(asked)}/parcel.not_found`,
    trackingNumber: numberAsGiven(asked),
    carrier,
    seenAt: iso(now),
    nextLookAt: iso(nextLookAt),
  };
}

/** A number that is not asked for any more. */
export function givenUpNotice(
  asked: NumberToTrack,
  now: number,
  because: TrackingErrorCode | 'silence',
  message: string,
  carrier?: CarrierId,
): WatchEvent {
  return compact({
    type: 'parcel.given_up' as const,
    key: `watch/${nameOf(asked)}/parcel.given_up`,
    trackingNumber: numberAsGiven(asked),
    carrier,
    seenAt: iso(now),
    because,
    message,
  });
}

/** A parcel that has reached its end. */
export function settledNotice(
  asked: NumberToTrack,
  now: number,
  carrier: CarrierId,
  status: TrackingStatus,
): WatchEvent {
  return {
    type: 'parcel.settled',
    key: `watch/${nameOf(asked)}/parcel.settled`,
    trackingNumber: numberAsGiven(asked),
    carrier,
    seenAt: iso(now),
    status,
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
