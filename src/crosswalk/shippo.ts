import { meaningOf } from '../read/status-table.ts';
import { each, inward, type Outward, outward, type StatusAndDetail, type Word } from './words.ts';

const statuses = {
  UNKNOWN: ['unknown'],
  PRE_TRANSIT: ['pre_transit'],
  TRANSIT: ['in_transit'],
  DELIVERED: ['delivered'],
  // On its way back, or back already: Shippo has one word for both, and the one that goes on looking is safer.
  RETURNED: ['returning', 'return_to_sender'],
  FAILURE: ['exception'],
} as const;

/** A `status` of Shippo's tracking. */
export type ShippoStatus = keyof typeof statuses;

const substatuses = {
  information_received: ['pre_transit', 'label_created'],
  address_issue: ['exception', 'address_issue'],
  contact_carrier: ['exception', 'information_required'],
  delayed: ['exception', 'delayed'],
  delivery_attempted: ['delivery_attempted'],
  delivery_rescheduled: ['info', 'delivery_rescheduled'],
  delivery_scheduled: ['info', 'delivery_scheduled'],
  location_inaccessible: ['delivery_attempted', 'no_access'],
  notice_left: ['delivery_attempted', 'notice_left'],
  out_for_delivery: ['out_for_delivery'],
  package_accepted: ['in_transit', 'accepted'],
  package_arrived: ['in_transit', 'arrived_at_facility'],
  package_damaged: ['exception', 'damaged'],
  package_departed: ['in_transit', 'departed_facility'],
  package_forwarded: ['in_transit', 'forwarded'],
  package_held: ['exception', 'held'],
  package_processed: ['in_transit', 'processed_at_facility'],
  package_processing: ['in_transit', 'processed_at_facility'],
  pickup_available: ['available_for_pickup'],
  // Shippo asks the customer to act: nothing is fixed yet.
  reschedule_delivery: ['exception', 'information_required'],
  delivered: ['delivered'],
  return_to_sender: ['returning', 'return_to_sender'],
  package_unclaimed: ['returning', 'not_collected'],
  package_undeliverable: ['exception', 'undeliverable'],
  package_disposed: ['exception', 'destroyed'],
  package_lost: ['exception', 'lost'],
  other: ['unknown'],
} as const;

/** The `code` of a `substatus` of Shippo's tracking. */
export type ShippoSubstatus = keyof typeof substatuses;

/** A status and its detail in Shippo's words; `substatus` is the `code` of Shippo's sub-status. */
export interface ShippoWords {
  readonly status: ShippoStatus;
  readonly substatus: ShippoSubstatus;
}

type SubstatusPair = readonly [ShippoStatus, ShippoSubstatus];

// Shippo keeps a parcel `TRANSIT` through most trouble; `FAILURE` is for what may never arrive.
const out: Outward<SubstatusPair> = {
  byStatus: {
    pre_transit: ['PRE_TRANSIT', 'information_received'],
    in_transit: ['TRANSIT', 'other'],
    out_for_delivery: ['TRANSIT', 'out_for_delivery'],
    available_for_pickup: ['TRANSIT', 'pickup_available'],
    delivery_attempted: ['TRANSIT', 'delivery_attempted'],
    exception: ['FAILURE', 'other'],
    returning: ['RETURNED', 'return_to_sender'],
    delivered: ['DELIVERED', 'delivered'],
    returned: ['RETURNED', 'return_to_sender'],
    // Shippo has no word for a voided label.
    cancelled: ['UNKNOWN', 'other'],
    unknown: ['UNKNOWN', 'other'],
    info: ['UNKNOWN', 'other'],
  },
  byDetail: {
    in_transit: {
      ...each(
        ['TRANSIT', 'package_accepted'],
        ['picked_up', 'dropped_off', 'accepted', 'received_at_origin_facility', 'received_from_partner'],
      ),
      ...each(
        ['TRANSIT', 'package_arrived'],
        ['arrived_at_facility', 'arrived_in_destination_country', 'arrived_at_destination_facility'],
      ),
      ...each(
        ['TRANSIT', 'package_departed'],
        ['departed_facility', 'departed_origin_facility', 'departed_origin_country'],
      ),
      ...each(
        ['TRANSIT', 'package_processed'],
        ['processed_at_facility', 'relabelled', 'repackaged', 'customs_cleared'],
      ),
      ...each(['TRANSIT', 'package_processing'], ['customs_processing', 'preparing_for_delivery']),
      ...each(['TRANSIT', 'package_forwarded'], ['forwarded', 'handed_to_partner']),
      delivery_scheduled: ['TRANSIT', 'delivery_scheduled'],
      delivery_rescheduled: ['TRANSIT', 'delivery_rescheduled'],
    },
    delivery_attempted: {
      notice_left: ['TRANSIT', 'notice_left'],
      address_issue: ['TRANSIT', 'address_issue'],
      ...each(['TRANSIT', 'location_inaccessible'], ['no_access', 'business_closed', 'no_safe_place']),
    },
    exception: {
      ...each(
        ['TRANSIT', 'delayed'],
        [
          'delayed',
          'weather_delay',
          'natural_disaster',
          'force_majeure',
          'transport_delay',
          'operational_delay',
          'closed_day',
          'customs_delayed',
          'missorted',
        ],
      ),
      ...each(
        ['TRANSIT', 'package_held'],
        ['held', 'held_at_request', 'customs_held', 'customs_inspection', 'security_check', 'under_investigation'],
      ),
      ...each(
        ['TRANSIT', 'contact_carrier'],
        [
          'information_required',
          'incorrect_declaration',
          'customs_documents_required',
          'customs_payment_due',
          'payment_due',
        ],
      ),
      ...each(['TRANSIT', 'address_issue'], ['address_issue', 'recipient_moved']),
      ...each(['TRANSIT', 'package_damaged'], ['damaged', 'contents_missing']),
      no_access: ['TRANSIT', 'location_inaccessible'],
      ...each(
        ['FAILURE', 'package_undeliverable'],
        [
          'undeliverable',
          'refused',
          'recipient_deceased',
          'out_of_service_area',
          'dangerous_or_prohibited',
          'size_or_weight_exceeded',
          'rejected_by_carrier',
          'customs_rejected',
          'not_collected',
        ],
      ),
      ...each(['FAILURE', 'package_disposed'], ['destroyed', 'seized']),
      lost: ['FAILURE', 'package_lost'],
    },
    returning: { not_collected: ['RETURNED', 'package_unclaimed'] },
    returned: { not_collected: ['RETURNED', 'package_unclaimed'] },
    info: {
      delivery_scheduled: ['UNKNOWN', 'delivery_scheduled'],
      delivery_rescheduled: ['UNKNOWN', 'delivery_rescheduled'],
    },
  },
};

/** A status and detail of ours in Shippo's words. */
export function toShippo(ours: StatusAndDetail): ShippoWords {
  const [status, substatus] = outward('toShippo()', out, ours);
  return { status, substatus };
}

/** Shippo's `status` and the `code` of its `substatus` in our words; `unknown` for words that are not Shippo's. */
export function fromShippo(status: Word<ShippoStatus>, substatus?: Word<ShippoSubstatus> | null): StatusAndDetail {
  return inward(meaningOf(statuses, status), meaningOf(substatuses, substatus ?? undefined));
}
