import type { StatusTable } from 'waybill/kit';
import { codeTable } from './status-table.ts';

/**
 * Codes of Mail Innovations parcels (Track API appendix), which UPS collects and the post or a partner delivers. A code
 * means the same from each of its four sources; all collide with codes of other tables.
 */
export const mailInnovations: StatusTable = /* @__PURE__ */ codeTable({
  pre_transit: {
    label_created: '2N ML MP MQ PF Q0',
  },
  in_transit: {
    plain: 'MR MU MX MY P3 P8',
    accepted: '2O MV Q1 VS ZS',
    arrived_at_facility: 'DZ PA Q2 YH YI ZV ZZ',
    arrived_at_destination_facility: 'DQ',
    arrived_in_destination_country: 'MZ P2',
    customs_cleared: 'P5 Q7',
    customs_processing: 'MS P4 Q6',
    departed_facility: 'DR DY OF Q4 ZN ZR ZU',
    departed_origin_country: 'P7',
    departed_origin_facility: 'MW',
    forwarded: 'S4 S5 S6 S7 S8 YG',
    handed_to_partner: 'EN XA ZX ZY',
    processed_at_facility: '1B DS PB Q3 ZT ZW',
  },
  out_for_delivery: {
    plain: '1A EL P9 RB RE',
    force_majeure: 'RD',
    payment_due: 'RC',
  },
  available_for_pickup: {
    plain: '1C R1',
    at_carrier_location: 'AU',
    at_pickup_point: 'P0 PC SO',
    at_post_office: '1D DN ED RP YD',
    pickup_reminder: 'PE',
  },
  delivery_attempted: {
    plain: 'P6 QS RF',
    address_issue: 'RH',
    damaged: 'QV',
    delivery_rescheduled: 'QW',
    force_majeure: 'RG',
    no_access: 'DO DU DV ZM', // DU, DV: the mailbox was blocked, full or too small
    no_safe_place: 'DW',
    notice_left: 'EM QT',
    recipient_unavailable: 'DX QU RI SR',
  },
  delivered: {
    plain: 'F4 P1 RQ YC',
    collected: '1E 1G PP',
    signed_for: 'DL',
  },
  returning: {
    return_to_sender: '1F EJ EK PQ PV PW S9 SL SM SP',
    address_issue: 'PS SE SF SK',
    customs_payment_due: 'SC',
    damaged: 'SG',
    dangerous_or_prohibited: 'PR SI',
    force_majeure: 'SD',
    not_collected: 'EI KP PJ SJ',
    recipient_moved: 'SA',
    recipient_unavailable: 'SB',
    refused: 'SH',
    undeliverable: 'PT',
  },
  returned: {
    return_to_sender: 'SQ XO',
    damaged: 'XD',
  },
  exception: {
    address_issue: 'EE EG EH PI PN R0 R5 RJ RK RM RR YF YJ',
    customs_delayed: 'PD',
    customs_documents_required: 'PO Q9 QA QB QC QD QE QF QG QH QI QJ QK QP',
    customs_held: 'QL QM QN QQ',
    customs_inspection: 'PK',
    damaged: 'PH PX QR R3',
    dangerous_or_prohibited: 'Q8 R8 RL',
    delayed: '00 PM',
    delivery_rescheduled: 'EB MT',
    destroyed: 'RS RT RU RV RW RX RY RZ S0 S2 S3 YL',
    force_majeure: 'R4',
    held: 'QY',
    lost: 'R9',
    missorted: 'RN SN',
    no_access: 'EC',
    not_collected: 'RA',
    payment_due: 'R7',
    recipient_moved: 'EF QZ YK',
    recipient_unavailable: 'R2',
    refused: 'PG PL PU QX YE',
    rejected_by_carrier: 'Q5',
    seized: 'S1',
    undeliverable: 'YM',
    weather_delay: 'EA PY',
  },
  info: {
    delivery_rescheduled: 'DM',
    held_at_request: 'R6',
    recipient_notified: 'DP',
  },
});
