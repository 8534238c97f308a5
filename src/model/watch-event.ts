import type { Change } from './change.ts';
import type { TrackingErrorCode } from './error.ts';
import type { TrackingStatus } from './status.ts';
import type { CarrierId } from './tracking.ts';

/** What every notice of a watch says. */
export interface WatchNoticeBase {
  /** Names the notice, to tell a repeated one; the same after a crash. */
  readonly key: string;
  /** When the watch found it out, UTC. */
  readonly seenAt: string;
}

/** A notice about one number. */
export interface NumberNotice extends WatchNoticeBase {
  /** As it was given to the watch. */
  readonly trackingNumber: string;
  /** Absent where it is not known whose the number is. */
  readonly carrier?: CarrierId;
}

/** A notice about one carrier account; nothing is said of its parcels one by one. */
export interface AccountNotice extends WatchNoticeBase {
  readonly carrier: CarrierId;
  readonly account: string;
}

/** The kinds of notice: what happens to the watching itself rather than to a parcel. */
export interface WatchNoticeKinds {
  /** The carrier does not know the number, or not yet; told once, and asked for again at growing intervals. */
  readonly 'parcel.not_found': NumberNotice & { readonly nextLookAt: string };
  /** No carrier of the tracker can be asked for the number; it is tried again by the next watch, or when it is added. */
  readonly 'parcel.no_carrier': NumberNotice & {
    /** What to do. */
    readonly message: string;
  };
  /** Asking for the number fails while its account answers for others; it is asked for again at growing intervals. */
  readonly 'parcel.unanswered': NumberNotice & {
    readonly because: TrackingErrorCode;
    readonly message: string;
    readonly nextLookAt: string;
  };
  /** The number is not asked for any more, and its end was not seen; adding it again goes on with it. */
  readonly 'parcel.given_up': NumberNotice & {
    /** It is no number, the carrier does not know it for too long, or nothing was heard of its parcel for too long. */
    readonly because: 'invalid_number' | 'not_found' | 'silence';
    /** What to do. */
    readonly message: string;
  };
  /** The parcel has reached its end and is not asked for any more. */
  readonly 'parcel.settled': NumberNotice & { readonly carrier: CarrierId; readonly status: TrackingStatus };
  /** The carrier does not answer, or no request is answered as it should; it is asked for a sign of life now and then. */
  readonly 'carrier.down': AccountNotice & { readonly because: TrackingErrorCode; readonly message: string };
  /** The carrier refuses the credentials; it is asked for a sign of life once an hour, at once after `resume()`. */
  readonly 'credentials.refused': AccountNotice & {
    readonly because: 'unauthorized' | 'forbidden';
    readonly message: string;
  };
  /** The carrier answers again. */
  readonly 'carrier.back': AccountNotice & {
    readonly after: 'carrier.down' | 'credentials.refused';
    /** Since when it was away, UTC. */
    readonly since: string;
  };
}

/** The name of a notice. */
export type WatchNoticeType = keyof WatchNoticeKinds;

/** A notice of one kind: `WatchNoticeOf<'carrier.down'>`. */
export type WatchNoticeOf<Type extends WatchNoticeType> = Type extends WatchNoticeType
  ? { readonly type: Type } & WatchNoticeKinds[Type]
  : never;

/** Something that happened to the watching itself. Plain JSON. */
export type WatchNotice = WatchNoticeOf<WatchNoticeType>;

/** What a watch tells: changes of parcels, and notices of its own. */
export type WatchEvent = Change | WatchNotice;

const noticeTypes: Readonly<Record<WatchNoticeType, true>> = {
  'parcel.not_found': true,
  'parcel.no_carrier': true,
  'parcel.unanswered': true,
  'parcel.given_up': true,
  'parcel.settled': true,
  'carrier.down': true,
  'credentials.refused': true,
  'carrier.back': true,
};

/** Whether it is a change of a parcel, rather than a notice of the watch. */
export function isChange(event: WatchEvent): event is Change {
  const given: Partial<WatchEvent> | null | undefined = event;
  return (
    typeof given === 'object' &&
    given !== null &&
    typeof given.type === 'string' &&
    !Object.hasOwn(noticeTypes, given.type)
  );
}
