import type { StatusTable } from 'waybill/kit';

/**
 * USPS scan event codes (`eventCode`; Publication 199 appendices G-4 and G-5). Codes of a consolidator (80 to 83) mean
 * that the parcel moves but is not with USPS yet. NT and TL are messages that USPS computes between scans.
 */
export const eventCodes: StatusTable = {
  '01': ['delivered'], // where and to whom is in the wording, the original sender included
  '02': ['delivery_attempted', 'recipient_unavailable'],
  '03': ['in_transit', 'accepted'],
  '04': ['exception', 'refused'],
  '05': ['exception', 'address_issue'],
  '06': ['in_transit', 'forwarded'],
  '07': ['in_transit', 'arrived_at_destination_facility'],
  '08': ['exception', 'missorted'],
  '09': ['returning', 'return_to_sender'],
  '10': ['in_transit', 'processed_at_facility'], // the wording tells arrival from processing
  '11': ['exception'], // a dead letter or a seizure: the wording says which
  '12': ['exception', 'damaged'],
  '14': ['available_for_pickup', 'at_post_office'],
  '15': ['exception', 'missorted'],
  '16': ['available_for_pickup', 'at_post_office'],
  '17': ['delivered', 'delivered_to_agent'],
  '19': ['in_transit', 'arrived_at_facility'],
  '21': ['exception', 'address_issue'],
  '22': ['exception', 'address_issue'],
  '23': ['exception', 'recipient_moved'],
  '24': ['exception', 'recipient_moved'], // the forwarding order has run out
  '25': ['exception', 'address_issue'],
  '26': ['exception', 'address_issue'], // nobody lives there
  '27': ['exception', 'not_collected'],
  '28': ['returning', 'recipient_deceased'],
  '29': ['returning', 'return_to_sender'],
  '30': ['delivery_attempted', 'no_access'],
  '31': ['returning', 'not_collected'],
  '32': ['exception', 'destroyed'],
  '33': ['exception', 'undeliverable'], // sent to the Mail Recovery Center
  '35': ['info'], // Registered Mail changes hands inside a building: 35, 36, 38, 40, RB
  '36': ['info'],
  '38': ['info'],
  '40': ['info'],
  '41': ['in_transit', 'arrived_at_facility'],
  '42': ['in_transit', 'handed_to_partner'],
  '43': ['in_transit', 'picked_up'],
  '44': ['exception', 'held_at_request'], // the sender called it back
  '45': ['in_transit', 'handed_to_partner'], // the military post
  '46': ['exception'], // another parcel carries the same label
  '51': ['delivery_attempted', 'business_closed'],
  '52': ['delivery_attempted', 'notice_left'],
  '53': ['delivery_attempted', 'no_access'], // the mailbox is blocked
  '54': ['delivery_attempted', 'no_access'], // the mailbox is full, or too small
  '55': ['delivery_attempted', 'no_safe_place'],
  '56': ['delivery_attempted', 'recipient_unavailable'],
  '57': ['delivery_attempted', 'no_access'], // unsafe to approach
  '59': ['out_for_delivery'],
  '60': ['delivered', 'delivered_to_agent'], // the last scan that USPS makes
  '71': ['exception', 'delivery_rescheduled'],
  '80': ['in_transit', 'picked_up'],
  '81': ['in_transit', 'arrived_at_facility'],
  '82': ['in_transit', 'departed_facility'],
  '83': ['in_transit', 'handed_to_partner'],
  '89': ['pre_transit', 'label_created'],
  A0: ['in_transit', 'accepted'],
  A1: ['in_transit', 'arrived_at_facility'],
  AD: ['in_transit', 'accepted'],
  AE: ['in_transit', 'arrived_at_facility'],
  AF: ['in_transit', 'handed_to_partner'],
  AG: ['in_transit', 'received_from_partner'],
  AH: ['delivered', 'delivered_to_agent'],
  AJ: ['in_transit'],
  AP: ['in_transit', 'accepted'],
  AR: ['in_transit', 'arrived_in_destination_country'],
  AS: ['in_transit', 'arrived_in_destination_country'],
  AT: ['in_transit', 'departed_facility'],
  B0: ['in_transit', 'arrived_at_facility'],
  B1: ['in_transit', 'customs_processing'],
  BA: ['exception', 'address_issue'],
  BE: ['in_transit', 'processed_at_facility'],
  BR: ['delivered', 'delivered_by_partner'],
  BX: ['exception', 'delayed'],
  C0: ['in_transit', 'departed_facility'],
  CA: ['delivery_attempted', 'business_closed'],
  CC: ['available_for_pickup'],
  CD: ['exception', 'customs_delayed'],
  CI: ['in_transit', 'customs_processing'],
  CM: ['exception', 'recipient_moved'],
  CO: ['in_transit', 'customs_cleared'],
  CR: ['in_transit', 'customs_cleared'],
  D0: ['in_transit', 'arrived_in_destination_country'],
  DC: ['in_transit', 'processed_at_facility'],
  DD: ['in_transit', 'processed_at_facility'],
  DE: ['in_transit', 'departed_facility'],
  DG: ['out_for_delivery'],
  DL: ['delivered', 'signed_for'],
  DN: ['delivered', 'damaged'],
  DP: ['exception', 'destroyed'],
  DT: ['in_transit', 'departed_facility'],
  DX: ['info'], // no delivery scan came: it is as much out for delivery as before
  E0: ['in_transit', 'customs_processing'],
  E1: ['in_transit', 'departed_facility'],
  EA: ['in_transit', 'arrived_in_destination_country'],
  EB: ['in_transit'], // arrival or departure: the sources disagree
  EF: ['in_transit', 'departed_facility'],
  EX: ['in_transit'],
  F0: ['in_transit', 'customs_cleared'],
  FD: ['out_for_delivery'],
  G0: ['in_transit', 'arrived_at_destination_facility'],
  GC: ['info'], // a return receipt was linked to the parcel
  GX: ['pre_transit', 'label_created'],
  H0: ['delivery_attempted'],
  H8: ['returning', 'return_to_sender'],
  HP: ['exception', 'payment_due'],
  HX: ['exception', 'closed_day'],
  I0: ['delivered'],
  IC: ['in_transit', 'customs_processing'],
  J0: ['in_transit', 'arrived_at_facility'],
  K0: ['in_transit', 'departed_facility'],
  K1: ['in_transit', 'customs_processing'],
  K2: ['exception', 'customs_held'],
  K3: ['in_transit', 'forwarded'],
  K4: ['returning', 'customs_documents_required'],
  K5: ['returning', 'not_collected'],
  K6: ['returning', 'customs_payment_due'],
  K7: ['info'], // collected at the customs unit, nobody says by whom
  L1: ['in_transit', 'processed_at_facility'],
  LT: ['exception', 'operational_delay'],
  LX: ['exception', 'missorted'],
  MA: ['pre_transit', 'label_created'],
  MC: ['exception', 'missorted'],
  MR: ['in_transit', 'picked_up'],
  MS: ['exception', 'missorted'],
  MT: ['exception', 'missorted'],
  MU: ['info'], // MU and MX: the Mailer ID on the label is in question, not the parcel
  MX: ['info'],
  MZ: ['exception', 'missorted'],
  ND: ['exception'],
  NH: ['delivery_attempted', 'recipient_unavailable'],
  NP: ['pre_transit', 'label_created'],
  NT: ['in_transit'],
  OA: ['in_transit', 'accepted'],
  OD: ['in_transit', 'processed_at_facility'],
  OF: ['out_for_delivery'],
  OH: ['exception', 'held'],
  OK: ['delivered', 'signed_for'],
  PA: ['in_transit', 'accepted'],
  PC: ['in_transit', 'preparing_for_delivery'],
  PD: ['exception', 'delivered_in_part'],
  PE: ['pre_transit', 'label_created'],
  PO: ['in_transit', 'processed_at_facility'],
  PU: ['in_transit', 'picked_up'],
  R1: ['in_transit', 'processed_at_facility'],
  RB: ['info'],
  RD: ['exception', 'refused'],
  RE: ['returning', 'customs_rejected'],
  RT: ['returning', 'return_to_sender'], // a scan on the way; delivery to the sender is 01
  SC: ['info'],
  SF: ['in_transit', 'departed_facility'],
  SS: ['exception', 'held'],
  T1: ['in_transit', 'departed_facility'],
  TA: ['in_transit', 'arrived_at_facility'],
  TL: ['in_transit'],
  TM: ['in_transit'], // USPS has the truckload; the parcel itself is not accepted yet
  TP: ['in_transit', 'handed_to_partner'],
  TR: ['in_transit', 'processed_at_facility'],
  U1: ['in_transit', 'processed_at_facility'],
  UA: ['in_transit', 'accepted'],
  VC: ['info', 'under_investigation'],
  VF: ['available_for_pickup', 'pickup_reminder'],
  VR: ['info', 'delivery_rescheduled'],
  VS: ['available_for_pickup', 'pickup_reminder'],
  VX: ['info'],
  WC: ['out_for_delivery'],
  WX: ['exception', 'weather_delay'],
};

/**
 * Codes that cover more than one thing, so that a known wording decides: 01 may be a delivery to the sender, 02 any
 * reason for a notice, 10 and A1 may be of the facility of origin, NT may say that it is late.
 */
export const wordedCodes: ReadonlySet<string> = new Set([
  '01',
  '02',
  '03',
  '10',
  '11',
  '14',
  '16',
  '17',
  '60',
  'A1',
  'AD',
  'EF',
  'NT',
  'T1',
  'TL',
]);

/**
 * `DeliveryAttributeCode` of the retired Web Tools API: what a scan's wording says in today's APIs, as a code. Not to be
 * taken for `reasonCode`, which counts otherwise.
 */
export const deliveryAttributes: StatusTable = {
  '01': ['delivered', 'delivered_to_mailbox'],
  '02': ['delivered', 'delivered_to_safe_place'], // front door or porch
  '03': ['delivered', 'delivered_to_locker'],
  '04': ['delivered'], // left with an individual
  '05': ['delivered', 'delivered_to_reception'],
  '06': ['delivered', 'delivered_to_safe_place'], // garage or another place at the address
  '08': ['delivered', 'delivered_to_po_box'],
  '09': ['delivered', 'collected'],
  '10': ['delivered', 'collected'],
  '11': ['delivered', 'collected'], // out of a parcel locker
  '17': ['delivered', 'delivered_to_reception'], // mail room
  '19': ['available_for_pickup', 'at_post_office'], // taken back from a full parcel locker
  '23': ['delivered', 'delivered_to_agent'],
  '33': ['pre_transit', 'label_created'],
  '37': ['returning', 'return_to_sender'],
  '38': ['cancelled', 'cancelled_by_sender'],
  '41': ['returned'],
};
