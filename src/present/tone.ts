import type { StatusDetail } from '../model/detail.ts';
import type { EventStatus } from '../model/status.ts';
import type { Tracking, TrackingEvent } from '../model/tracking.ts';
import { allowedValue, checkArguments } from '../options/options.ts';

/** `good`: it came, or comes now. `waiting`: nothing is wrong, and nothing has come yet. `problem`: something is wrong. */
export type StatusTone = 'good' | 'waiting' | 'problem';

const tones: Readonly<Record<EventStatus, StatusTone>> = {
  pre_transit: 'waiting',
  in_transit: 'waiting',
  out_for_delivery: 'good',
  available_for_pickup: 'good',
  delivery_attempted: 'problem',
  exception: 'problem',
  returning: 'problem',
  delivered: 'good',
  returned: 'problem',
  cancelled: 'waiting',
  unknown: 'waiting',
  info: 'waiting',
};

/** Details that weigh more than their status. */
const tonesOfDetails: Partial<Readonly<Record<StatusDetail, StatusTone>>> = {
  customs_delayed: 'problem',
  customs_held: 'problem',
  customs_documents_required: 'problem',
  customs_payment_due: 'problem',
  customs_rejected: 'problem',
  damaged: 'problem',
  contents_missing: 'problem',
  delivered_in_part: 'problem',
  held_at_request: 'waiting',
  closed_day: 'waiting',
  missorted: 'problem',
  label_expired: 'problem',
};

const eventStatus = allowedValue<EventStatus>(
  'the status of a tracking, or of a line of its history',
  (value) => typeof value === 'string' && Object.hasOwn(icons, value),
);
const statusAndDetail = allowedValue<Pick<Tracking | TrackingEvent, 'status' | 'detail'>>(
  'a tracking, or a line of its history',
  (value) =>
    typeof value === 'object' && value !== null && 'status' in value && Object.hasOwn(tones, String(value.status)),
);

/** How a parcel, or one line of its history, is to be shown: by a colour, and by more than a colour. */
export function toneOf(parcel: Pick<Tracking | TrackingEvent, 'status' | 'detail'>): StatusTone {
  checkArguments('toneOf()', { parcel: [statusAndDetail, parcel] });
  const { status, detail } = parcel;
  return (detail === undefined ? undefined : tonesOfDetails[detail]) ?? tones[status];
}

/** A word for the picture that stands for a status, of those that icon sets have. */
export type IconName =
  | 'tag'
  | 'truck'
  | 'route'
  | 'store'
  | 'bell'
  | 'alert'
  | 'undo'
  | 'check'
  | 'ban'
  | 'question'
  | 'info';

const icons: Readonly<Record<EventStatus, IconName>> = {
  pre_transit: 'tag',
  in_transit: 'route',
  out_for_delivery: 'truck',
  available_for_pickup: 'store',
  delivery_attempted: 'bell',
  exception: 'alert',
  returning: 'undo',
  delivered: 'check',
  returned: 'undo',
  cancelled: 'ban',
  unknown: 'question',
  info: 'info',
};

/** The picture of a status. */
export function iconOf(status: EventStatus): IconName {
  checkArguments('iconOf()', { status: [eventStatus, status] });
  return icons[status];
}
