import { meaningOf } from '../read/status-table.ts';
import { each, inward, type Outward, outward, type StatusAndDetail, type Word } from './words.ts';

const statuses = {
  UN: ['unknown'],
  AC: ['in_transit', 'accepted'],
  IT: ['in_transit'],
  DE: ['delivered'],
  EX: ['exception'],
  AT: ['delivery_attempted'],
  NY: ['pre_transit'],
  SP: ['available_for_pickup'],
} as const;

/** A `status_code` of ShipEngine's tracking. */
export type ShipEngineStatusCode = keyof typeof statuses;

const details = {
  CARRIER_STATUS_NOT_MAPPED: ['unknown'],
  SHIPMENT_CREATED: ['pre_transit', 'label_created'],
  AWAITING_PICKUP_DROP_OFF: ['pre_transit', 'not_received'],
  DROPPED_OFF: ['in_transit', 'dropped_off'],
  ELEC_ADVICE_RECD_BY_CARRIER: ['pre_transit', 'label_created'],
  PICKED_UP: ['in_transit', 'picked_up'],
  CUSTOMS_CLEARED: ['in_transit', 'customs_cleared'],
  CUSTOMS_PROCESSING: ['in_transit', 'customs_processing'],
  DELIVERY_ARRANGED_WITH_RECIPIENT: ['in_transit', 'delivery_scheduled'],
  HUB_SCAN_OUT: ['in_transit', 'departed_facility'],
  HUB_SCAN_IN: ['in_transit', 'arrived_at_facility'],
  IN_TRANSIT: ['in_transit'],
  INFORMATION: ['info'],
  PARCEL_OVER_LABELLED: ['in_transit', 'relabelled'],
  PARCEL_UPDATE_NOTIFICATION: ['info'],
  RECEIVED_BY_CARRIER: ['in_transit', 'accepted'],
  RECEIVED_LOCAL_DELIVERY_DEPOT: ['in_transit', 'arrived_at_destination_facility'],
  SUB_CONTRACTOR_EVENT: ['in_transit'],
  SUB_CONTRACTOR_RECEIVED: ['in_transit', 'handed_to_partner'],
  PARCEL_REDIRECTED: ['in_transit', 'forwarded'],
  DELIVERY_SCHEDULED: ['in_transit', 'delivery_scheduled'],
  HUB_PROCESSING: ['in_transit', 'processed_at_facility'],
  DELIVERY_RESCHEDULED: ['in_transit', 'delivery_rescheduled'],
  ATTEMPTED_DELIVERY: ['delivery_attempted'],
  ATTEMPTED_DELIVERY_FINAL: ['delivery_attempted', 'final_attempt'],
  COD_AMOUNT_PAID: ['info', 'payment_collected'],
  CUSTOMER_CARDED: ['delivery_attempted', 'notice_left'],
  OUT_FOR_DELIVERY: ['out_for_delivery'],
  AWAITING_COLLECTION_FROM_PICKUP_POINT: ['available_for_pickup', 'at_pickup_point'],
  COLLECT_AT_LOCAL_PO: ['available_for_pickup', 'at_post_office'],
  CUSTOMER_TO_COLLECT_FROM_CARRIER: ['available_for_pickup', 'at_carrier_location'],
  DELIVERED_TO_RECEPTION: ['delivered', 'delivered_to_reception'],
  DELIVERED: ['delivered'],
  DELIVERED_DAMAGED: ['delivered', 'damaged'],
  DELIVERED_IN_PART: ['delivered', 'delivered_in_part'],
  DELIVERED_SPECIFIED_SAFE_PLACE: ['delivered', 'delivered_to_safe_place'],
  DELIVERED_TO_ALTERNATIVE_DELIVERY_LOCATION: ['delivered', 'delivered_to_other_address'],
  DELIVERED_TO_NEIGHBOUR: ['delivered', 'delivered_to_neighbour'],
  DELIVERED_TO_PO_BOX: ['delivered', 'delivered_to_po_box'],
  PARCEL_COLLECTED_FROM_PICKUP_POINT: ['delivered', 'collected'],
  POST_TRANSIT_STATUS: ['info'],
  PROOF_OF_DELIVERY: ['info', 'proof_available'],
  PICKUP_FAILED: ['pre_transit', 'pickup_failed'],
  NOT_YET_RECEIVED_BY_CARRIER: ['pre_transit', 'not_received'],
  PARCEL_DAMAGED: ['exception', 'damaged'],
  ADDRESS_QUERY: ['exception', 'address_issue'],
  CARRIER_DELAYS: ['exception', 'operational_delay'],
  DELAYED_NOT_CARRIER: ['exception', 'delayed'],
  HELD_BY_CARRIER: ['exception', 'held'],
  HELD_BY_CARRIER_FOR_CLEARANCE_PRE_PROCESSING: ['exception', 'customs_delayed'],
  HELD_BY_CUSTOMS: ['exception', 'customs_held'],
  INCORRECT_DECLARATION: ['exception', 'incorrect_declaration'],
  MISROUTED: ['exception', 'missorted'],
  PARCEL_REPACKED: ['in_transit', 'repackaged'],
  RECD_BY_CARRIER_NO_ELEC_ADVICE: ['exception', 'information_required'],
  COD_AMOUNT_NOT_PAID: ['exception', 'payment_due'],
  CUSTOMER_IDENTIFICATION_FAILED: ['delivery_attempted', 'identification_failed'],
  NO_ACCESS_TO_RECIPIENTS_ADDRESS: ['delivery_attempted', 'no_access'],
  CANCELLED: ['cancelled'],
  CUSTOMER_MOVED: ['exception', 'recipient_moved'],
  HAZARDOUS_PROHIBITED: ['exception', 'dangerous_or_prohibited'],
  NOT_COLLECTED_FROM_PICKUP_POINT: ['exception', 'not_collected'],
  NOT_DELIVERED: ['exception', 'undeliverable'],
  NOT_DELIVERED_ADDRESSEE_DECEASED: ['exception', 'recipient_deceased'],
  PARCEL_DISPOSED: ['exception', 'destroyed'],
  PARCEL_LOST: ['exception', 'lost'],
  PARCEL_OUTSIDE_OF_SERVICE_CAPABILITY: ['exception', 'out_of_service_area'],
  REFUSED_BY_CUSTOMER: ['exception', 'refused'],
  RETURN_TO_SENDER: ['returning', 'return_to_sender'],
  UNSPECIFIED_EXCEPTION: ['exception'],
  TRACKING_EXPIRED: ['unknown', 'tracking_expired'],
  DUTY_NOT_PAID: ['exception', 'customs_payment_due'],
  PARCEL_REDIRECTED_BY_CARRIER: ['in_transit', 'forwarded'],
  DELIVERED_TO_PICKUP_POINT: ['available_for_pickup', 'at_pickup_point'],
  UNDELIVERABLE_RETURNED_TO_SENDER: ['returned', 'undeliverable'],
} as const;

/** A `status_detail_code` of ShipEngine's tracking. */
export type ShipEngineStatusDetailCode = keyof typeof details;

/** A status and its detail in ShipEngine's words. */
export interface ShipEngineWords {
  readonly status_code: ShipEngineStatusCode;
  readonly status_detail_code: ShipEngineStatusDetailCode;
}

type CodePair = readonly [ShipEngineStatusCode, ShipEngineStatusDetailCode];

const out: Outward<CodePair> = {
  byStatus: {
    pre_transit: ['NY', 'SHIPMENT_CREATED'],
    in_transit: ['IT', 'IN_TRANSIT'],
    out_for_delivery: ['IT', 'OUT_FOR_DELIVERY'],
    available_for_pickup: ['SP', 'AWAITING_COLLECTION_FROM_PICKUP_POINT'],
    delivery_attempted: ['AT', 'ATTEMPTED_DELIVERY'],
    exception: ['EX', 'UNSPECIFIED_EXCEPTION'],
    returning: ['EX', 'RETURN_TO_SENDER'],
    delivered: ['DE', 'DELIVERED'],
    returned: ['EX', 'UNDELIVERABLE_RETURNED_TO_SENDER'],
    cancelled: ['EX', 'CANCELLED'],
    unknown: ['UN', 'CARRIER_STATUS_NOT_MAPPED'],
    info: ['UN', 'INFORMATION'],
  },
  byDetail: {
    pre_transit: {
      ...each(['NY', 'AWAITING_PICKUP_DROP_OFF'], ['not_received', 'pickup_scheduled']),
      pickup_failed: ['NY', 'PICKUP_FAILED'],
    },
    in_transit: {
      picked_up: ['AC', 'PICKED_UP'],
      dropped_off: ['AC', 'DROPPED_OFF'],
      ...each(['AC', 'RECEIVED_BY_CARRIER'], ['accepted', 'received_at_origin_facility', 'received_from_partner']),
      ...each(['IT', 'HUB_SCAN_IN'], ['arrived_at_facility', 'arrived_in_destination_country']),
      ...each(['IT', 'HUB_SCAN_OUT'], ['departed_facility', 'departed_origin_facility', 'departed_origin_country']),
      ...each(['IT', 'RECEIVED_LOCAL_DELIVERY_DEPOT'], ['arrived_at_destination_facility', 'preparing_for_delivery']),
      processed_at_facility: ['IT', 'HUB_PROCESSING'],
      handed_to_partner: ['IT', 'SUB_CONTRACTOR_RECEIVED'],
      ...each(['IT', 'PARCEL_REDIRECTED'], ['forwarded', 'to_pickup_point', 'delivery_change_confirmed']),
      relabelled: ['IT', 'PARCEL_OVER_LABELLED'],
      repackaged: ['EX', 'PARCEL_REPACKED'],
      customs_cleared: ['IT', 'CUSTOMS_CLEARED'],
      customs_processing: ['IT', 'CUSTOMS_PROCESSING'],
      delivery_scheduled: ['IT', 'DELIVERY_SCHEDULED'],
      delivery_rescheduled: ['IT', 'DELIVERY_RESCHEDULED'],
      payment_collected: ['IT', 'COD_AMOUNT_PAID'],
    },
    available_for_pickup: {
      at_post_office: ['SP', 'COLLECT_AT_LOCAL_PO'],
      at_carrier_location: ['SP', 'CUSTOMER_TO_COLLECT_FROM_CARRIER'],
    },
    delivery_attempted: {
      final_attempt: ['AT', 'ATTEMPTED_DELIVERY_FINAL'],
      notice_left: ['AT', 'CUSTOMER_CARDED'],
      ...each(['EX', 'CUSTOMER_IDENTIFICATION_FAILED'], ['identification_failed', 'signature_required']),
      ...each(['EX', 'NO_ACCESS_TO_RECIPIENTS_ADDRESS'], ['no_access', 'no_safe_place']),
      payment_due: ['EX', 'COD_AMOUNT_NOT_PAID'],
      address_issue: ['EX', 'ADDRESS_QUERY'],
      refused: ['EX', 'REFUSED_BY_CUSTOMER'],
    },
    exception: {
      ...each(['EX', 'PARCEL_DAMAGED'], ['damaged', 'contents_missing']),
      address_issue: ['EX', 'ADDRESS_QUERY'],
      ...each(['EX', 'CARRIER_DELAYS'], ['operational_delay', 'transport_delay']),
      ...each(
        ['EX', 'DELAYED_NOT_CARRIER'],
        ['delayed', 'weather_delay', 'natural_disaster', 'force_majeure', 'closed_day'],
      ),
      ...each(['EX', 'HELD_BY_CARRIER'], ['held', 'held_at_request', 'security_check', 'under_investigation']),
      customs_delayed: ['EX', 'HELD_BY_CARRIER_FOR_CLEARANCE_PRE_PROCESSING'],
      ...each(
        ['EX', 'HELD_BY_CUSTOMS'],
        ['customs_held', 'customs_inspection', 'customs_documents_required', 'customs_rejected', 'customs_processing'],
      ),
      incorrect_declaration: ['EX', 'INCORRECT_DECLARATION'],
      information_required: ['EX', 'RECD_BY_CARRIER_NO_ELEC_ADVICE'],
      missorted: ['EX', 'MISROUTED'],
      payment_due: ['EX', 'COD_AMOUNT_NOT_PAID'],
      customs_payment_due: ['EX', 'DUTY_NOT_PAID'],
      identification_failed: ['EX', 'CUSTOMER_IDENTIFICATION_FAILED'],
      no_access: ['EX', 'NO_ACCESS_TO_RECIPIENTS_ADDRESS'],
      recipient_moved: ['EX', 'CUSTOMER_MOVED'],
      recipient_deceased: ['EX', 'NOT_DELIVERED_ADDRESSEE_DECEASED'],
      dangerous_or_prohibited: ['EX', 'HAZARDOUS_PROHIBITED'],
      not_collected: ['EX', 'NOT_COLLECTED_FROM_PICKUP_POINT'],
      undeliverable: ['EX', 'NOT_DELIVERED'],
      ...each(['EX', 'PARCEL_DISPOSED'], ['destroyed', 'seized']),
      lost: ['EX', 'PARCEL_LOST'],
      ...each(
        ['EX', 'PARCEL_OUTSIDE_OF_SERVICE_CAPABILITY'],
        ['out_of_service_area', 'size_or_weight_exceeded', 'rejected_by_carrier'],
      ),
      refused: ['EX', 'REFUSED_BY_CUSTOMER'],
      return_to_sender: ['EX', 'RETURN_TO_SENDER'],
    },
    delivered: {
      delivered_to_reception: ['DE', 'DELIVERED_TO_RECEPTION'],
      damaged: ['DE', 'DELIVERED_DAMAGED'],
      delivered_in_part: ['DE', 'DELIVERED_IN_PART'],
      delivered_to_safe_place: ['DE', 'DELIVERED_SPECIFIED_SAFE_PLACE'],
      ...each(
        ['DE', 'DELIVERED_TO_ALTERNATIVE_DELIVERY_LOCATION'],
        ['delivered_to_other_address', 'delivered_to_agent'],
      ),
      delivered_to_neighbour: ['DE', 'DELIVERED_TO_NEIGHBOUR'],
      delivered_to_po_box: ['DE', 'DELIVERED_TO_PO_BOX'],
      collected: ['DE', 'PARCEL_COLLECTED_FROM_PICKUP_POINT'],
      proof_available: ['DE', 'PROOF_OF_DELIVERY'],
      payment_collected: ['DE', 'COD_AMOUNT_PAID'],
    },
    unknown: { tracking_expired: ['UN', 'TRACKING_EXPIRED'] },
    info: {
      tracking_expired: ['UN', 'TRACKING_EXPIRED'],
      recipient_notified: ['UN', 'PARCEL_UPDATE_NOTIFICATION'],
      ...each(['UN', 'PROOF_OF_DELIVERY'], ['proof_available', 'photo_available']),
      payment_collected: ['UN', 'COD_AMOUNT_PAID'],
      delivery_scheduled: ['UN', 'DELIVERY_SCHEDULED'],
      delivery_rescheduled: ['UN', 'DELIVERY_RESCHEDULED'],
    },
  },
};

/** A status and detail of ours in ShipEngine's words. */
export function toShipEngine(ours: StatusAndDetail): ShipEngineWords {
  const [status_code, status_detail_code] = outward('toShipEngine()', out, ours);
  return { status_code, status_detail_code };
}

/** ShipEngine's `status_code` and `status_detail_code` in our words; `unknown` for words that are not ShipEngine's. */
export function fromShipEngine(
  statusCode: Word<ShipEngineStatusCode>,
  statusDetailCode?: Word<ShipEngineStatusDetailCode> | null,
): StatusAndDetail {
  return inward(meaningOf(statuses, statusCode), meaningOf(details, statusDetailCode ?? undefined));
}
