import { meaningOf } from '../read/status-table.ts';
import { inward, type StatusAndDetail, type Word } from './words.ts';

const milestones = {
  pending: ['unknown'],
  info_received: ['pre_transit', 'label_created'],
  in_transit: ['in_transit'],
  out_for_delivery: ['out_for_delivery'],
  failed_attempt: ['delivery_attempted'],
  available_for_pickup: ['available_for_pickup'],
  delivered: ['delivered'],
  exception: ['exception'],
} as const;

/** A status milestone of Ship24. */
export type Ship24Milestone = keyof typeof milestones;

const codes = {
  data_order_created: ['pre_transit', 'label_created'],
  data_order_cancelled: ['cancelled'],
  data_delivery_proposed: ['info', 'recipient_notified'],
  data_delivery_decided: ['info', 'delivery_scheduled'],
  transit_handover: ['in_transit', 'handed_to_partner'],
  transit_origin_country_departure: ['in_transit', 'departed_origin_country'],
  destination_arrival: ['in_transit', 'arrived_in_destination_country'],
  customs_received: ['in_transit', 'customs_processing'],
  customs_exception: ['exception', 'customs_held'],
  customs_rejected: ['exception', 'customs_rejected'],
  customs_cleared: ['in_transit', 'customs_cleared'],
  delivery_available_for_pickup: ['available_for_pickup'],
  delivery_out_for_delivery: ['out_for_delivery'],
  delivery_attempted: ['delivery_attempted'],
  delivery_exception: ['exception'],
  delivery_refused: ['exception', 'refused'],
  delivery_delivered: ['delivered'],
  exception_return: ['returning', 'return_to_sender'],
  exception_lost: ['exception', 'lost'],
  exception_discarded: ['exception', 'destroyed'],
} as const;

/** A status code of Ship24. */
export type Ship24Code = keyof typeof codes;

/** Ship24's `statusMilestone` and `statusCode` in our words; `unknown` for words that are not Ship24's. */
export function fromShip24(milestone: Word<Ship24Milestone>, code?: Word<Ship24Code> | null): StatusAndDetail {
  return inward(meaningOf(milestones, milestone), meaningOf(codes, code ?? undefined));
}
