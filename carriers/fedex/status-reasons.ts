import type { StatusTable } from 'waybill/kit';

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
