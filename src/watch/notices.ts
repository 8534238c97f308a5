import type { NumberToTrack } from '../carrier/carrier.ts';
import { numberAsGiven } from '../identify/route.ts';
import { compact } from '../model/compact.ts';
import type { TrackingError } from '../model/error.ts';
import type { TrackingStatus } from '../model/status.ts';
import type { CarrierId } from '../model/tracking.ts';
import type { NumberNotice, WatchEvent, WatchNoticeOf } from '../model/watch-event.ts';
import { nameOf } from './watch-list.ts';

/** What the store knows of one watched number: when it is to be asked for, and where its parcel is kept. */
export interface WatchRecord {
  readonly carrier?: CarrierId;
  /** Key of the parcel's snapshot. */
  readonly parcel?: string;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  readonly everyMs: number;
  /** When it was answered last, milliseconds since the epoch; absent as long as its carrier does not know it. */
  readonly lookedAt?: number;
  /** What it expects since, by the name of its kind. */
  readonly kind?: string;
  /** When it was asked for first, milliseconds since the epoch. */
  readonly since: number;
  /** Times in a row that it was not found. */
  readonly misses: number;
  /** Looks in a row without news. */
  readonly quiet?: number;
  /** How often it was added again after its end. */
  readonly round?: number;
  /** It was told that the carrier does not know the number. */
  readonly missed?: true;
  /** It is not asked for any more. */
  readonly ended?: true;
}

/** Where the record of a watched number is kept. */
export function watchKey(asked: NumberToTrack): string {
  return `waybill:watch:${nameOf(asked)}`;
}

/** Whose notice it is: a number, and how often it was added again after its end. */
export interface Subject {
  readonly asked: NumberToTrack;
  readonly round: number;
  readonly carrier?: CarrierId | undefined;
}

/** A number that the carrier does not know. */
export function notFoundNotice(subject: Subject, now: number, nextLookAt: number): WatchEvent {
  return { type: 'parcel.not_found', ...about(subject, 'parcel.not_found', now), nextLookAt: iso(nextLookAt) };
}

/** A number for which there is nobody to ask. */
export function noCarrierNotice(subject: Subject, now: number, message: string): WatchEvent {
  return { type: 'parcel.no_carrier', ...about(subject, 'parcel.no_carrier', now), message };
}

/** A number that is not answered while others are. */
export function unansweredNotice(
  subject: Subject,
  now: number,
  { code: because, message }: Pick<TrackingError, 'code' | 'message'>,
  nextLookAt: number,
): WatchEvent {
  const shared = about(subject, `parcel.unanswered/${because}`, now);
  return { type: 'parcel.unanswered', ...shared, because, message, nextLookAt: iso(nextLookAt) };
}

/** A number that is not asked for any more. */
export function givenUpNotice(
  subject: Subject,
  now: number,
  because: WatchNoticeOf<'parcel.given_up'>['because'],
  message: string,
): WatchEvent {
  return { type: 'parcel.given_up', ...about(subject, 'parcel.given_up', now), because, message };
}

/** A parcel that has reached its end. */
export function settledNotice(
  subject: Subject & { readonly carrier: CarrierId },
  now: number,
  status: TrackingStatus,
): WatchEvent {
  const { carrier } = subject;
  return { type: 'parcel.settled', ...about(subject, 'parcel.settled', now), carrier, status };
}

function about({ asked, round, carrier }: Subject, what: string, now: number): NumberNotice {
  const key = `watch/${nameOf(asked)}/${what}${round === 0 ? '' : `/${round + 1}`}`;
  return compact({ key, trackingNumber: numberAsGiven(asked), carrier, seenAt: iso(now) });
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
