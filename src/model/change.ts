import type { StatusDetail } from './detail.ts';
import type { TrackingStatus } from './status.ts';
import type {
  CarrierId,
  Delivery,
  Place,
  ProofReference,
  RelatedNumber,
  TimeWindow,
  Tracking,
  TrackingEvent,
} from './tracking.ts';

/** What every change says. */
export interface ChangeBase {
  /**
   * Names the change, to tell a repeated one: `fedex/123456789012/status.changed/delivered/1`. Made of the parcel and of
   * what happened, so that poll, push and replay find the same key on every machine. What was told, taken back and is told
   * again has another key, with `~2` at its end, wherever {@link Tracking.told} was kept.
   */
  readonly key: string;
  readonly carrier: CarrierId;
  readonly trackingNumber: string;
  /** The line of the history behind it, where there is one. */
  readonly eventId?: string;
  /** When that happened, as the carrier told it: the same forms as {@link TrackingEvent.occurredAt}. */
  readonly occurredAt?: string;
  /** When the answer that showed it arrived, UTC: `fetchedAt` of the newer tracking. */
  readonly seenAt?: string;
  /** True for what was history already when the parcel was first seen. */
  readonly initial?: true;
}

/** Said of what may be over by the time it is told. */
export interface TransientChange {
  /**
   * True if the parcel has moved on since: this is how it was between two looks. An end, such as `exception.cleared`, has
   * passed if what had ended has begun again, or if it had begun and ended between two looks.
   */
  readonly passed: boolean;
}

/** What a carrier tells of a parcel, but for the time of the answer, which every change has. */
export type TrackingFacts = Omit<Tracking, 'fetchedAt' | 'told'>;

/** The kinds of change, and what each says beside {@link ChangeBase}. A kind without a noun speaks of the parcel. */
export interface ChangeKinds {
  /** A line that was not there before. */
  readonly 'event.added': {
    readonly event: TrackingEvent;
    /** Ids of older lines whose `nextStep` no longer stands since this one came. */
    readonly endsNextStepOf?: readonly string[];
  };
  /** The same line, told otherwise: reworded, or its time, offset or place filled in or put right. */
  readonly 'event.revised': {
    readonly event: TrackingEvent;
    /** The line's id before; another one than the new id if its time or place changed. */
    readonly previousId: string;
    readonly fields: readonly (keyof TrackingEvent)[];
  };
  /** A line that the carrier took back. */
  readonly 'event.withdrawn': { readonly event: TrackingEvent };
  /** The lines stand in an order that their times do not tell. Never alone. */
  readonly 'events.reordered': { readonly eventIds: readonly string[] };
  /** The parcel came into another status. */
  readonly 'status.changed': TransientChange & {
    /** `unknown` where it had none. */
    readonly from: TrackingStatus;
    readonly to: TrackingStatus;
    readonly detail?: StatusDetail;
    /** The parcel was never in this status before. */
    readonly first: boolean;
    /** It went back: from out for delivery to in transit, from delivered to anything but a delivery. */
    readonly backwards: boolean;
    /** The line that gave the status was withdrawn, or the carrier's word that did; nothing new happened. */
    readonly retracted: boolean;
  };
  /**
   * The same status for another reason, or told more closely: a reminder to collect it, the attempt that was the last one.
   * Not told of scans on the way, whose lines say it, nor of exceptions, which are raised.
   */
  readonly 'detail.changed': TransientChange & {
    readonly status: TrackingStatus;
    readonly from?: StatusDetail;
    readonly to?: StatusDetail;
  };
  /** On the vehicle that delivers it; at most once a day. */
  readonly 'delivery.started': TransientChange & { readonly place?: Place };
  /** A delivery was tried and failed; at most once a day. */
  readonly 'attempt.failed': TransientChange & {
    /** Which failed attempt it is, by the days of the history. */
    readonly attempt: number;
    readonly detail?: StatusDetail;
    readonly place?: Place;
  };
  /** Waits for the recipient. */
  readonly 'pickup.opened': TransientChange & {
    readonly place?: Place;
    readonly detail?: StatusDetail;
    /** Last day to collect it, a date. */
    readonly lastDay?: string;
  };
  /** There is more time to collect it. */
  readonly 'pickup.extended': { readonly previous: string; readonly lastDay: string };
  /** A last day to collect it was told, or an earlier one. */
  readonly 'pickup.limited': { readonly previous?: string; readonly lastDay: string };
  readonly delivered: TransientChange & { readonly detail?: StatusDetail; readonly delivery?: Delivery };
  /** Something else is known of the delivery: who signed, where it was left. */
  readonly 'delivery.updated': { readonly previous?: Delivery; readonly delivery: Delivery };
  /** Delivered it was said to be, and yet it moved again, or the carrier took the delivery back. */
  readonly 'delivery.reopened': TransientChange & {
    /** `returned` for a delivery back to the sender. */
    readonly from: 'delivered' | 'returned';
    readonly to: TrackingStatus;
    readonly detail?: StatusDetail;
  };
  /** Something keeps it from moving as planned, or a new reason does. */
  readonly 'exception.raised': TransientChange & { readonly detail?: StatusDetail; readonly place?: Place };
  /** Nothing keeps it any more. */
  readonly 'exception.cleared': TransientChange & { readonly detail?: StatusDetail; readonly to: TrackingStatus };
  /** It turned back to the sender. */
  readonly 'return.started': TransientChange & { readonly detail?: StatusDetail };
  /** Back with the sender. */
  readonly returned: TransientChange & { readonly detail?: StatusDetail };
  /** Sent on to another address. */
  readonly redirected: { readonly from?: Place; readonly to?: Place };
  /** Another carrier, or the post, has it now. */
  readonly handed_over: { readonly partner?: RelatedNumber };
  /** Forecasts stay as they were last when the parcel has come. */
  readonly 'estimate.set': {
    readonly estimate: TimeWindow;
    /** On a later day than was promised, for a parcel that has not come. */
    readonly late?: true;
  };
  readonly 'estimate.moved': {
    readonly previous: TimeWindow;
    readonly estimate: TimeWindow;
    /** Where the end of the window went; `same` too where a day only got its hour. */
    readonly direction: 'earlier' | 'later' | 'same';
    /** By how many milliseconds; 0 for `same`, never negative. */
    readonly byMs: number;
    readonly window: 'narrowed' | 'widened' | 'same';
    /** To a later day, for a parcel that has not come. */
    readonly late?: true;
  };
  /** The carrier forecasts no longer: because nothing more is to come, or because it took the forecast back. */
  readonly 'estimate.lost': { readonly previous: TimeWindow; readonly because: 'finished' | 'withdrawn' };
  /** What was promised was told, altered or taken back. */
  readonly 'promise.changed': { readonly previous?: TimeWindow; readonly promise?: TimeWindow };
  /** A document of the delivery can be had. */
  readonly 'proof.added': { readonly proof: ProofReference };
  readonly 'piece.added': { readonly piece: string; readonly status?: TrackingStatus; readonly detail?: StatusDetail };
  /** A piece came into another status. */
  readonly 'piece.changed': {
    readonly piece: string;
    readonly from?: TrackingStatus;
    readonly to?: TrackingStatus;
    readonly detail?: StatusDetail;
  };
  readonly 'piece.removed': { readonly piece: string };
  /** Any other field: what it is now, and which there are no longer. */
  readonly 'facts.changed': { readonly set: Partial<TrackingFacts>; readonly unset: readonly (keyof TrackingFacts)[] };
}

/** The name of a change: what it is about, a dot, and what happened to it, in the past tense. */
export type ChangeType = keyof ChangeKinds;

/** A change of one kind: `ChangeOf<'delivered'>`. */
export type ChangeOf<Type extends ChangeType> = Type extends ChangeType
  ? ChangeBase & { readonly type: Type } & ChangeKinds[Type]
  : never;

/** Something that happened to a parcel, or to what is known of it. Plain JSON. */
export type Change = ChangeOf<ChangeType>;
