import type { EventStatus } from '../model/status.ts';
import { type Meaning, meaningOf } from '../read/status-table.ts';
import {
  each,
  inward,
  type Outward,
  outward,
  type StatusAndDetail,
  statusAndDetail,
  type Word,
  wordOf,
} from './words.ts';

const statuses = {
  unknown: ['unknown'],
  pre_transit: ['pre_transit'],
  in_transit: ['in_transit'],
  out_for_delivery: ['out_for_delivery'],
  delivered: ['delivered'],
  available_for_pickup: ['available_for_pickup'],
  // On its way back, or back already: EasyPost has one word for both, and the one that goes on looking is safer.
  return_to_sender: ['returning', 'return_to_sender'],
  failure: ['exception'],
  cancelled: ['cancelled'],
  error: ['unknown'],
} as const;

/** A `status` of EasyPost's Tracker. */
export type EasyPostStatus = keyof typeof statuses;

const details = {
  address_correction: ['info', 'address_corrected'],
  arrived_at_destination: ['in_transit', 'arrived_at_destination_facility'],
  arrived_at_facility: ['in_transit', 'arrived_at_facility'],
  arrived_at_pickup_location: ['available_for_pickup', 'at_pickup_point'],
  awaiting_information: ['exception', 'information_required'],
  cancelled: ['cancelled'],
  damaged: ['exception', 'damaged'],
  delayed: ['exception', 'delayed'],
  delivery_exception: ['exception'],
  departed_facility: ['in_transit', 'departed_facility'],
  departed_origin_facility: ['in_transit', 'departed_origin_facility'],
  expired: ['unknown', 'tracking_expired'],
  failure: ['exception'],
  held: ['exception', 'held'],
  in_transit: ['in_transit'],
  label_created: ['pre_transit', 'label_created'],
  lost: ['exception', 'lost'],
  missorted: ['exception', 'missorted'],
  out_for_delivery: ['out_for_delivery'],
  received_at_destination_facility: ['in_transit', 'arrived_at_destination_facility'],
  received_at_origin_facility: ['in_transit', 'received_at_origin_facility'],
  refused: ['exception', 'refused'],
  return: ['returning', 'return_to_sender'],
  status_update: ['info'],
  transferred_to_destination_carrier: ['in_transit', 'handed_to_partner'],
  transit_exception: ['exception'],
  unknown: ['unknown'],
  weather_delay: ['exception', 'weather_delay'],
} as const;

/** A `status_detail` of EasyPost's Tracker. */
export type EasyPostStatusDetail = keyof typeof details;

/** A status and its detail in EasyPost's words. */
export interface EasyPostWords {
  readonly status: EasyPostStatus;
  readonly status_detail: EasyPostStatusDetail;
}

type Pair = readonly [EasyPostStatus, EasyPostStatusDetail];

// EasyPost keeps a parcel that is late or held `in_transit`; `failure` is for what may never arrive.
const out: Outward<Pair> = {
  byStatus: {
    pre_transit: ['pre_transit', 'label_created'],
    in_transit: ['in_transit', 'in_transit'],
    out_for_delivery: ['out_for_delivery', 'out_for_delivery'],
    available_for_pickup: ['available_for_pickup', 'arrived_at_pickup_location'],
    delivery_attempted: ['failure', 'delivery_exception'],
    exception: ['failure', 'transit_exception'],
    returning: ['return_to_sender', 'return'],
    delivered: ['delivered', 'arrived_at_destination'],
    returned: ['return_to_sender', 'return'],
    cancelled: ['cancelled', 'cancelled'],
    unknown: ['unknown', 'unknown'],
    info: ['unknown', 'status_update'],
  },
  byDetail: {
    pre_transit: each(['pre_transit', 'status_update'], ['label_expired', 'pickup_scheduled', 'pickup_failed']),
    in_transit: {
      ...each(
        ['in_transit', 'received_at_origin_facility'],
        ['picked_up', 'dropped_off', 'accepted', 'received_at_origin_facility'],
      ),
      ...each(['in_transit', 'departed_facility'], ['departed_facility', 'departed_origin_country']),
      ...each(['in_transit', 'address_correction'], ['forwarded', 'address_corrected']),
      departed_origin_facility: ['in_transit', 'departed_origin_facility'],
      arrived_at_facility: ['in_transit', 'arrived_at_facility'],
      arrived_in_destination_country: ['in_transit', 'arrived_at_destination'],
      arrived_at_destination_facility: ['in_transit', 'received_at_destination_facility'],
      handed_to_partner: ['in_transit', 'transferred_to_destination_carrier'],
    },
    delivery_attempted: {
      address_issue: ['failure', 'address_correction'],
      refused: ['failure', 'refused'],
    },
    exception: {
      ...each(
        ['in_transit', 'delayed'],
        ['delayed', 'transport_delay', 'operational_delay', 'closed_day', 'force_majeure', 'customs_delayed'],
      ),
      ...each(['in_transit', 'weather_delay'], ['weather_delay', 'natural_disaster']),
      ...each(
        ['in_transit', 'held'],
        ['held', 'held_at_request', 'customs_held', 'customs_inspection', 'security_check', 'under_investigation'],
      ),
      ...each(
        ['in_transit', 'awaiting_information'],
        [
          'information_required',
          'incorrect_declaration',
          'customs_documents_required',
          'customs_payment_due',
          'payment_due',
        ],
      ),
      missorted: ['in_transit', 'missorted'],
      ...each(['failure', 'address_correction'], ['address_issue', 'recipient_moved']),
      ...each(['failure', 'damaged'], ['damaged', 'contents_missing']),
      ...each(['failure', 'failure'], ['undeliverable', 'seized', 'destroyed', 'recipient_deceased']),
      ...each(['failure', 'delivery_exception'], ['not_collected', 'no_access', 'recipient_unavailable']),
      lost: ['failure', 'lost'],
      refused: ['failure', 'refused'],
    },
    delivered: { damaged: ['delivered', 'damaged'] },
    unknown: { tracking_expired: ['unknown', 'expired'] },
    info: { address_corrected: ['unknown', 'address_correction'], tracking_expired: ['unknown', 'expired'] },
  },
};

/** Pairs that mean something else than their two words do. */
const pairs: Readonly<Record<string, Meaning>> = {
  'delivered damaged': ['delivered', 'damaged'],
  'failure address_correction': ['exception', 'address_issue'],
};

/** EasyPost repeats a detail across statuses; beside these statuses it may say that something is wrong, or nothing new. */
const open: Readonly<Record<string, readonly EventStatus[]>> = {
  in_transit: ['in_transit', 'exception', 'info', 'unknown'],
  failure: ['exception', 'unknown'],
};

/** A status and detail of ours in EasyPost's words. */
export function toEasyPost(ours: StatusAndDetail): EasyPostWords {
  const [status, status_detail] = outward('toEasyPost()', out, ours);
  return { status, status_detail };
}

/** EasyPost's `status` and `status_detail` in our words; `unknown` for words that are not EasyPost's. */
export function fromEasyPost(
  status: Word<EasyPostStatus>,
  statusDetail?: Word<EasyPostStatusDetail> | null,
): StatusAndDetail {
  const pair = meaningOf(pairs, `${wordOf(status)} ${wordOf(statusDetail)}`);
  if (pair !== undefined) return statusAndDetail(pair);
  const coarse = meaningOf(statuses, status);
  const fine = meaningOf(details, statusDetail ?? undefined);
  if (coarse === undefined || coarse[0] === 'unknown' || fine === undefined) return inward(coarse, fine);
  const says = open[status] ?? [coarse[0]];
  return says.includes(fine[0]) ? inward(coarse, fine) : statusAndDetail(coarse);
}
