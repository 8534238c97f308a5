import type { StatusTable } from 'waybill/kit';

/**
 * FedEx's scan codes (`eventType`, `latestStatusDetail.code`): the tables "Tracking Status Codes" of the Track API and
 * "Statuses for Webhook Tracking Events" in one, so that polls and pushes read alike. Where a code has a meaning as a
 * movement and another one, the movement counts.
 */
export const eventTypes: StatusTable = {
  AA: ['in_transit', 'arrived_at_facility'],
  AC: ['in_transit', 'handed_to_partner'], // at Canada Post
  AD: ['out_for_delivery', 'arriving_soon'], // the vehicle is at the door
  AE: ['info', 'estimate_updated'], // early
  AF: ['in_transit', 'arrived_at_facility'],
  AO: ['info', 'estimate_updated'], // on time
  AP: ['pre_transit', 'pickup_scheduled'], // the vehicle is at the sender's; nothing is loaded yet
  AR: ['in_transit', 'arrived_at_facility'], // any building when polled, the port of entry when pushed
  AS: ['info', 'address_corrected'],
  AX: ['in_transit', 'handed_to_partner'], // at the US post
  BR: ['in_transit'], // who holds it: a broker
  CA: ['cancelled'],
  CC: ['in_transit', 'customs_cleared'],
  CD: ['exception', 'customs_delayed'],
  CH: ['info'], // another pick-up location
  CP: ['in_transit', 'customs_processing'],
  CU: ['in_transit', 'customs_processing'], // who holds it: customs
  DD: ['exception', 'delayed'],
  DE: ['exception'], // the reason says what
  DL: ['delivered'],
  DO: ['in_transit', 'dropped_off'],
  DP: ['in_transit', 'departed_facility'],
  DR: ['info', 'pickup_failed'], // a vehicle came and was not needed
  DS: ['pre_transit', 'pickup_scheduled'],
  DY: ['exception', 'delayed'], // a new forecast only, where the delay's status is on time or early
  EA: ['in_transit'], // on the way to the airport, or approved for export
  ED: ['out_for_delivery'],
  EO: ['in_transit'],
  EP: ['pre_transit', 'pickup_scheduled'],
  FD: ['in_transit', 'arrived_at_destination_facility'],
  HA: ['info', 'delivery_change_confirmed'],
  HL: ['available_for_pickup'],
  HP: ['available_for_pickup'],
  IN: ['info'], // On Demand Care done; as a derived code it means something else
  IP: ['in_transit', 'accepted'],
  IT: ['in_transit'],
  IX: ['in_transit'],
  LC: ['cancelled', 'cancelled_by_sender'],
  LO: ['in_transit', 'departed_origin_facility'],
  LP: ['cancelled', 'cancelled_by_sender'],
  MD: ['pre_transit', 'label_created'],
  OC: ['pre_transit', 'label_created'],
  OD: ['out_for_delivery'],
  OF: ['in_transit', 'received_at_origin_facility'],
  OW: ['in_transit'],
  OX: ['info'], // data sent to the US post while the parcel travels; says nothing of where it is
  PD: ['pre_transit', 'delayed'],
  PF: ['in_transit'],
  PL: ['in_transit'],
  PM: ['in_transit'],
  PR: ['info', 'delivery_change_confirmed'],
  PU: ['in_transit', 'picked_up'],
  PX: ['in_transit', 'picked_up'],
  RA: ['info', 'delivery_change_requested'],
  RC: ['info', 'delivery_change_cancelled'],
  RD: ['cancelled', 'label_expired'],
  RG: ['info'], // a return label is about to expire
  RM: ['info', 'delivery_change_confirmed'],
  RP: ['pre_transit', 'label_created'],
  RR: ['info', 'delivery_change_requested'],
  RS: ['returning', 'return_to_sender'],
  RT: ['info', 'return_requested'], // asked for; RS says when it happens
  SE: ['exception'], // the reason says what
  SF: ['in_transit', 'arrived_at_facility'],
  SH: ['info'], // who holds it: the shipper
  SP: ['in_transit', 'split'],
  TP: ['in_transit', 'handed_to_partner'], // who holds it: a partner
  TR: ['in_transit'],
  US: ['info', 'estimate_updated'],
};

/** What the kind of place adds to a scan code: `eventType.locationType`. The status stays that of the scan code. */
export const eventsByLocation: StatusTable = {
  'AF.DESTINATION_FEDEX_FACILITY': ['in_transit', 'arrived_at_destination_facility'],
  'AR.DESTINATION_FEDEX_FACILITY': ['in_transit', 'arrived_at_destination_facility'],
  'AR.ORIGIN_FEDEX_FACILITY': ['in_transit', 'received_at_origin_facility'],
  'AR.PORT_OF_ENTRY': ['in_transit', 'arrived_in_destination_country'],
  'DP.ORIGIN_FEDEX_FACILITY': ['in_transit', 'departed_origin_facility'],
  'HL.FEDEX_OFFICE_LOCATION': ['available_for_pickup', 'at_carrier_location'],
  'HL.SHIP_AND_GET_LOCATION': ['available_for_pickup', 'at_locker'],
  'HP.FEDEX_OFFICE_LOCATION': ['available_for_pickup', 'at_carrier_location'],
  'HP.SHIP_AND_GET_LOCATION': ['available_for_pickup', 'at_locker'],
};
