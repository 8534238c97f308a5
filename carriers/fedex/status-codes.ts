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

/** Where a parcel waits, by the kind of building in `holdAtLocation` (`locationType` of the Track API's document). */
export const holdPlaces: StatusTable = {
  FEDEX_AUTHORIZED_SHIP_CENTER: ['available_for_pickup', 'at_pickup_point'],
  FEDEX_EXPRESS_STATION: ['available_for_pickup', 'at_carrier_location'],
  FEDEX_FACILITY: ['available_for_pickup', 'at_carrier_location'],
  FEDEX_FREIGHT_SERVICE_CENTER: ['available_for_pickup', 'at_carrier_location'],
  FEDEX_GROUND_TERMINAL: ['available_for_pickup', 'at_carrier_location'],
  FEDEX_HOME_DELIVERY_STATION: ['available_for_pickup', 'at_carrier_location'],
  FEDEX_OFFICE: ['available_for_pickup', 'at_carrier_location'],
  FEDEX_ONSITE: ['available_for_pickup', 'at_pickup_point'], // at a partner's shop
  FEDEX_SHIPSITE: ['available_for_pickup', 'at_pickup_point'],
  FEDEX_SHIP_AND_GET: ['available_for_pickup', 'at_locker'],
  FEDEX_STAFFED: ['available_for_pickup', 'at_carrier_location'],
  RETAIL_ALLICANCE_LOCATION: ['available_for_pickup', 'at_pickup_point'], // spelt so by FedEx
};

/**
 * FedEx's reason codes (`exceptionCode`, `ancillaryDetails.reason`). Opaque text: `84` of Express is a delay, `084` of
 * Ground a tender at a counter. FedEx publishes no full list; these are those of its examples, of recorded answers and
 * of operational lists.
 */
export const exceptionCodes: StatusTable = {
  '005': ['delivered', 'collected'], // at a FedEx Office
  '007': ['delivery_attempted', 'recipient_unavailable'],
  '01': ['exception', 'delayed'], // not attempted
  '014': ['delivered', 'delivered_to_safe_place'],
  '015A': ['available_for_pickup', 'at_carrier_location'],
  '02': ['delivered', 'delivered_to_safe_place'], // released without a signature
  '03': ['exception', 'address_issue'],
  '05': ['exception', 'no_access'], // held up by the customer's own security
  '07': ['exception', 'refused'],
  '08': ['delivery_attempted', 'recipient_unavailable'],
  '083': ['exception', 'no_access'], // local restriction
  '084': ['in_transit', 'dropped_off'],
  '086C': ['exception', 'held'], // two mappings in the field; that FedEx holds it is common to both
  '08D': ['delivery_attempted'],
  '098B': ['info', 'dropped_off'], // put into a locker after its last collection
  '099': ['exception', 'undeliverable'],
  '10': ['exception', 'damaged'],
  '11': ['exception', 'delayed'],
  '12': ['exception', 'missorted'],
  '13': ['in_transit', 'accepted'],
  '14': ['exception', 'undeliverable'],
  '15': ['delivery_attempted', 'recipient_unavailable'],
  '16': ['info', 'payment_collected'],
  '17': ['exception', 'delivery_rescheduled'], // by the recipient: it is not on its way to the door
  '18': ['exception', 'missorted'],
  '19': ['in_transit', 'handed_to_partner'],
  '20': ['exception', 'dangerous_or_prohibited'],
  '21': ['exception', 'operational_delay'],
  '22': ['exception', 'operational_delay'],
  '23': ['exception', 'operational_delay'],
  '24': ['exception', 'delayed'], // by the customer
  '25': ['exception'], // came without a number
  '26': ['in_transit', 'received_from_partner'],
  '29': ['info', 'delivery_change_requested'],
  '30': ['delivery_attempted', 'business_closed'],
  '31': ['exception', 'operational_delay'],
  '32': ['exception', 'transport_delay'],
  '33': ['exception', 'transport_delay'],
  '35': ['pre_transit', 'pickup_failed'],
  '37': ['exception', 'damaged'],
  '38': ['exception'], // a number came without its parcel
  '39': ['pre_transit', 'pickup_failed'],
  '41': ['exception', 'delayed'],
  '42': ['exception', 'closed_day'],
  '43': ['pre_transit', 'pickup_failed'],
  '44': ['exception', 'delayed'],
  '48': ['exception', 'operational_delay'],
  '50': ['exception', 'customs_documents_required'],
  '52': ['exception', 'customs_delayed'],
  '55': ['exception', 'customs_delayed'],
  '59': ['available_for_pickup'],
  '62': ['info', 'customs_processing'],
  '64': ['in_transit', 'arrived_at_facility'],
  '67': ['in_transit', 'arrived_at_facility'],
  '71': ['delivery_attempted', 'recipient_unavailable'],
  '72': ['in_transit', 'customs_processing'],
  '73': ['exception', 'customs_delayed'],
  '78': ['exception', 'out_of_service_area'],
  '79': ['exception', 'transport_delay'],
  '79A': ['exception', 'delayed'],
  '81': ['exception'],
  '84': ['exception', 'delayed'], // restriction or delay beyond control: the sources differ
  '85': ['exception', 'transport_delay'],
  '86': ['info'],
  '89': ['exception', 'transport_delay'],
  '91': ['exception', 'rejected_by_carrier'],
  '93': ['delivery_attempted', 'payment_due'],
  '98': ['pre_transit', 'pickup_failed'],
  A12: ['info', 'delivery_change_requested'], // recorded with the words for a hold at a FedEx location
  A13: ['in_transit', 'to_pickup_point'], // recorded on the way to a FedEx Office
  A25: ['in_transit', 'customs_processing'],
  A3: ['in_transit', 'arrived_at_facility'], // tendered by the sender, or brought back by the courier
  A38: ['info'], // loaded into a trailer by the shipper
  A47: ['in_transit', 'to_pickup_point'],
  A52: ['exception', 'delayed'],
  DF: ['exception', 'delayed'],
  IN001: ['exception'], // printed in an example without its text: adds nothing to the scan
};

/** What the kind of delay (`delayDetail.type`) adds to a delay without a reason code. */
export const delayTypes: StatusTable = {
  CLEARANCE: ['exception', 'customs_delayed'],
  GENERAL: ['exception', 'delayed'],
  LOCAL: ['exception', 'delayed'],
  OPERATIONAL: ['exception', 'operational_delay'],
  WEATHER: ['exception', 'weather_delay'],
};

/**
 * FedEx's rolled-up codes (`derivedStatusCode`, `derivedCode`), too coarse for out for delivery and ready for pick-up:
 * asked only where the scan code is unknown. There is no published list; these were seen.
 */
export const derivedCodes: StatusTable = {
  AF: ['in_transit', 'arrived_at_facility'],
  AR: ['in_transit', 'arrived_at_facility'],
  CA: ['cancelled'],
  CC: ['in_transit', 'customs_cleared'],
  CD: ['exception', 'customs_delayed'],
  CP: ['in_transit', 'customs_processing'],
  DE: ['exception'],
  DL: ['delivered'],
  DP: ['in_transit', 'departed_facility'],
  DU: ['unknown'], // seen in the field, never explained; so are TA and TD
  DY: ['exception', 'delayed'],
  FD: ['in_transit', 'arrived_at_destination_facility'],
  HL: ['available_for_pickup'],
  IN: ['pre_transit', 'label_created'],
  IT: ['in_transit'],
  OC: ['pre_transit', 'label_created'],
  OD: ['out_for_delivery'],
  OW: ['in_transit'],
  PU: ['in_transit', 'picked_up'],
  RF: ['exception', 'refused'],
  RL: ['exception', 'delayed'], // running late
  RS: ['returning', 'return_to_sender'],
  SE: ['exception'],
  TA: ['unknown'],
  TD: ['unknown'],
};

/** What `serviceCommitMessage.type` says of the parcel; asked only where the codes leave something open. */
export const commitMessages: StatusTable = {
  BROKER_DELIVERED_DESCRIPTION: ['info'],
  CANCELLED_DESCRIPTION: ['cancelled'],
  DELIVERY_IN_MULTIPLE_PIECE_SHIPMENT: ['info'],
  ESTIMATED_DELIVERY_DATE_UNAVAILABLE: ['info'],
  EXCEPTION_IN_MULTIPLE_PIECE_SHIPMENT: ['info'],
  FINAL_DELIVERY_ATTEMPTED: ['delivery_attempted', 'final_attempt'],
  FIRST_DELIVERY_ATTEMPTED: ['delivery_attempted'],
  HELD_PACKAGE_AVAILABLE_FOR_RECIPIENT_PICKUP: ['available_for_pickup'],
  HELD_PACKAGE_AVAILABLE_FOR_RECIPIENT_PICKUP_WITH_ADDRESS: ['available_for_pickup'],
  HELD_PACKAGE_NOT_AVAILABLE_FOR_RECIPIENT_PICKUP: ['in_transit', 'to_pickup_point'],
  SHIPMENT_LABEL_CREATED: ['pre_transit', 'label_created'],
  SUBSEQUENT_DELIVERY_ATTEMPTED: ['delivery_attempted'],
  USPS_DELIVERED: ['delivered', 'delivered_by_partner'],
  USPS_DELIVERING: ['in_transit', 'handed_to_partner'],
};
