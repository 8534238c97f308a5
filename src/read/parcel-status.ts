import type { StatusDetail } from '../model/detail.ts';
import type { EventStatus, StatusBasis, TrackingStatus } from '../model/status.ts';
import type { TrackingEvent } from '../model/tracking.ts';

/** The carrier's own word on where the parcel is now. */
export interface CurrentStatus {
  readonly status: EventStatus;
  readonly detail?: StatusDetail | undefined;
  /** `code` and `text` overrule the events; `category` only speaks where they are silent. */
  readonly basis: StatusBasis;
}

/** Where a parcel is. */
export interface ParcelStatus {
  readonly status: TrackingStatus;
  readonly detail?: StatusDetail | undefined;
}

/**
 * Where the parcel is, from its history and the carrier's own word.
 *
 * - The carrier's current status decides where it is exact (a code or a text of its own); a coarse category speaks only
 *   where the history says nothing.
 * - Announced is the weakest word: a parcel that was scanned stays scanned, whatever a label line or a stated label says.
 * - Delivered is a fact: exceptions, labels and notes after it do not undo it; a scan that moves the parcel again does,
 *   unless the carrier itself still says delivered.
 * - A return stays a return until it ends: movement on the way back is `returning`, delivery at its end is `returned`.
 * - A stated status that lasts (delivered, waiting for its recipient, on its way back) takes the detail of the newest line
 *   that says the same, whatever stands behind that line.
 *
 * `toSender` is what the carrier says in a field of its own about who received the parcel; undefined where it does not.
 */
export function parcelStatus(
  events: readonly Pick<TrackingEvent, 'status' | 'detail'>[],
  current: CurrentStatus | undefined,
  toSender: boolean | undefined,
): ParcelStatus {
  const history = events.reduce<ParcelStatus>((before, line) => advance(before, line, toSender), { status: 'unknown' });
  if (current === undefined || isSilent(current.status)) return history;
  const stated = advance({ status: 'unknown' }, current, toSender);
  const isVague = stated.detail === undefined && stated.status !== history.status && lasting.has(stated.status);
  const detail = isVague ? events.findLast(({ status }) => status === current.status)?.detail : stated.detail;
  return reconcile(history, { status: stated.status, detail }, current.basis === 'category', toSender);
}

/** What stays true until something else is told; a delay or a sorting of days ago says nothing of today. */
const lasting: ReadonlySet<TrackingStatus> = new Set([
  'available_for_pickup',
  'returning',
  'delivered',
  'returned',
  'cancelled',
]);

/** Details of the time before the carrier has the parcel; they may stand with `exception` too. */
const announced: ReadonlySet<StatusDetail | undefined> = new Set<StatusDetail>([
  'label_created',
  'label_expired',
  'pickup_scheduled',
  'pickup_failed',
  'not_received',
]);

/** Whether the carrier has, or had, the parcel. */
function isScanned({ status, detail }: ParcelStatus): boolean {
  if (status === 'unknown' || status === 'pre_transit' || status === 'cancelled') return false;
  return !announced.has(detail);
}

/** After a delivery these are a reopening: only a parcel that moves again is scanned so. */
const moving: ReadonlySet<TrackingStatus> = new Set([
  'in_transit',
  'out_for_delivery',
  'delivery_attempted',
  'available_for_pickup',
  'returning',
  'returned',
]);

function isSilent(status: EventStatus): status is 'info' | 'unknown' {
  return status === 'info' || status === 'unknown';
}

function advance(
  before: ParcelStatus,
  { status, detail }: Pick<CurrentStatus, 'status' | 'detail'>,
  toSender: boolean | undefined,
): ParcelStatus {
  if (isSilent(status)) return before;
  const returns = toSender ?? (before.status === 'returning' || before.status === 'returned');
  if (status === 'delivered') return { status: returns ? 'returned' : status, detail };
  const next: ParcelStatus = { status, detail };
  switch (before.status) {
    case 'delivered':
      return moving.has(status) ? next : before;
    case 'returned':
      return status === 'returned' || status === 'out_for_delivery' ? next : before;
    case 'returning':
      if (status === 'returned') return next;
      return { status: 'returning', detail: status === 'returning' ? (detail ?? before.detail) : before.detail };
    default:
      return status === 'pre_transit' && isScanned(before) ? before : next;
  }
}

function reconcile(
  history: ParcelStatus,
  stated: ParcelStatus,
  coarse: boolean,
  toSender: boolean | undefined,
): ParcelStatus {
  if (history.status === 'unknown') return stated;
  if (stated.status === history.status) return { status: stated.status, detail: history.detail ?? stated.detail };
  const wentBack = toSender !== false && (history.status === 'returning' || history.status === 'returned');
  if (stated.status === 'delivered') return wentBack ? { status: 'returned', detail: history.detail } : stated;
  if (stated.status === 'returned') return stated;
  if (coarse || wentBack) return history;
  if (stated.status === 'pre_transit' && isScanned(history)) return history;
  if (history.status === 'delivered') return stated.status === 'returning' ? stated : history;
  return stated;
}
