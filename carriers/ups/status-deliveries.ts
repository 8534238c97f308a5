import type { StatusTable } from 'waybill/kit';
import { codeTable } from './status-table.ts';

/**
 * Codes of activities of type `D` (Track API appendix, delivery codes, which drivers key in). Beside the places where a
 * parcel was left they hold reasons why it was not, and handovers.
 */
export const deliveryCodes: StatusTable = /* @__PURE__ */ codeTable({
  in_transit: {
    accepted: 'VS',
    arrived_at_facility: '2D F0',
    departed_facility: '2J F3',
    processed_at_facility: '85',
    delivery_scheduled: 'F1',
    to_pickup_point: '7A',
    handed_to_partner: 'F7 YH',
    relabelled: '4X', // left at a UPS building, to travel on under its alternate number
    customs_processing: '70 86',
    customs_cleared: '83 BN EZ',
  },
  out_for_delivery: {
    plain: '2K 7K',
    address_corrected: 'FB',
  },
  available_for_pickup: {
    plain: 'ZQ',
    at_locker: '1N',
    at_pickup_point: '2Q',
    at_post_office: 'EP',
  },
  delivery_attempted: {
    plain: 'CO',
    business_closed: 'BI FO',
    payment_due: 'DI',
    recipient_unavailable: 'CI',
  },
  delivered: {
    // M7, MG-MK: the recipient in person. 8N: the driver named no place. ZI: a shop, where many rent a mailbox.
    plain: '8N 9E FV M1 M2 M7 MC MG MH MJ MK OO PF UC ZE ZI',
    collected: '2W A0',
    delivered_by_partner: 'YC',
    delivered_to_agent: '3G',
    delivered_to_locker: 'P5',
    delivered_to_mailbox: 'MU',
    delivered_to_neighbour: '3H',
    delivered_to_reception: '8O AI M3 M4 M5 M6 M8 M9 MA MB MD ME OZ ZG ZH',
    delivered_to_safe_place: '3F ML MM MN MP MQ MR MS MW MX NL NT ZF',
  },
  returned: {
    return_to_sender: 'B0',
  },
  cancelled: {
    plain: 'EB',
  },
  exception: {
    plain: '7B DO LM SB SE', // SB, SE: papers to pull or replace
    address_issue: '50 BO CU DZ MV',
    contents_missing: 'GK',
    customs_documents_required: 'ET SG',
    customs_held: 'B2 RQ',
    customs_inspection: 'DK L4',
    customs_rejected: 'ST',
    damaged: '28',
    dangerous_or_prohibited: '61 62 BL RN',
    delayed: '00 09 12 41 42 44 57 CB EA EF EL EM FZ',
    delivered_in_part: 'KU',
    information_required: '74 F2',
    no_access: 'NS NX OE', // a code for the gate or door is wanted
    not_collected: '5F',
    operational_delay: '32 EK',
    recipient_unavailable: 'BS FC',
    refused: '53',
    size_or_weight_exceeded: 'BM',
    transport_delay: 'EI',
    weather_delay: 'CR EJ',
  },
  info: {
    plain: '1Z 2C 38 98 EC EE FD FI GW L6 MY TW UJ', // MY: a label for a return was handed over
    address_corrected: 'EG',
    delivery_change_confirmed: 'EQ HI',
    delivery_change_requested: '8Q AU',
  },
});
