import type { EventStatus } from '../model/status.ts';
import { meaningOf } from '../read/status-table.ts';
import { inward, type StatusAndDetail, type Word, withDetail } from './words.ts';

const statuses = {
  pending: ['pre_transit'],
  picked_up: ['in_transit', 'picked_up'],
  on_hold: ['exception', 'held'],
  cancelled: ['cancelled'],
  delivered: ['delivered'],
  in_transit: ['in_transit'],
  // An attempt that failed or a parcel that cannot be delivered: the incident reason tells, the status does not.
  delivery_failed: ['exception'],
  delivery_delayed: ['exception', 'delayed'],
  out_for_delivery: ['out_for_delivery'],
  ready_for_pickup: ['available_for_pickup'],
  return_to_sender: ['returning', 'return_to_sender'],
  unknown: ['unknown'],
} as const;

/** A tracker status of karrio. */
export type KarrioStatus = keyof typeof statuses;

const reasons = {
  carrier_damaged_parcel: ['exception', 'damaged'],
  carrier_sorting_error: ['exception', 'missorted'],
  carrier_address_not_found: ['exception', 'address_issue'],
  carrier_parcel_lost: ['exception', 'lost'],
  carrier_not_enough_time: ['exception', 'operational_delay'],
  carrier_vehicle_issue: ['exception', 'transport_delay'],
  carrier_capacity_exceeded: ['exception', 'operational_delay'],
  carrier_mechanical_delay: ['exception', 'transport_delay'],
  retailer_cancelled: ['cancelled', 'cancelled_by_sender'],
  retailer_incorrect_data: ['exception', 'incorrect_declaration'],
  retailer_not_ready: ['pre_transit', 'pickup_failed'],
  retailer_incorrect_parcel: ['exception', 'incorrect_declaration'],
  retailer_incorrect_dimensions: ['exception', 'incorrect_declaration'],
  retailer_packaging_issue: ['exception', 'packaging_issue'],
  consignee_refused: ['exception', 'refused'],
  consignee_business_closed: ['delivery_attempted', 'business_closed'],
  consignee_not_available: ['delivery_attempted', 'recipient_unavailable'],
  consignee_not_home: ['delivery_attempted', 'recipient_unavailable'],
  consignee_cancelled: ['cancelled', 'cancelled_by_recipient'],
  consignee_verification_failed: ['delivery_attempted', 'identification_failed'],
  consignee_incorrect_address: ['exception', 'address_issue'],
  consignee_access_restricted: ['delivery_attempted', 'no_access'],
  consignee_safe_place_unavailable: ['delivery_attempted', 'no_safe_place'],
  customs_delay: ['exception', 'customs_delayed'],
  customs_documentation: ['exception', 'customs_documents_required'],
  customs_duties_unpaid: ['exception', 'customs_payment_due'],
  customs_prohibited: ['exception', 'customs_rejected'],
  customs_inspection: ['exception', 'customs_inspection'],
  weather_delay: ['exception', 'weather_delay'],
  natural_disaster: ['exception', 'natural_disaster'],
  force_majeure: ['exception', 'force_majeure'],
  parcel_being_researched: ['exception', 'under_investigation'],
  security_issue: ['exception', 'security_check'],
  regulatory_hold: ['exception', 'held'],
  unknown: ['unknown'],
} as const;

/** A tracking incident reason of karrio. */
export type KarrioReason = keyof typeof reasons;

/** A reason stands beside any status of karrio's; these it explains and does not change. */
const settled: ReadonlySet<EventStatus> = new Set([
  'delivered',
  'returning',
  'cancelled',
  'out_for_delivery',
  'available_for_pickup',
]);

/** karrio's tracker status and incident reason in our words; `unknown` for words that are not karrio's. */
export function fromKarrio(status: Word<KarrioStatus>, reason?: Word<KarrioReason> | null): StatusAndDetail {
  const coarse = meaningOf(statuses, status);
  const fine = meaningOf(reasons, reason ?? undefined);
  if (coarse === undefined || fine === undefined || !settled.has(coarse[0])) return inward(coarse, fine);
  return withDetail(coarse[0], fine[1] ?? coarse[1]);
}
