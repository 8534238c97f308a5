import type { StatusTable } from 'waybill/kit';
import { codeTable } from './status-activities.ts';

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

/** Codes of freight activities (Track API appendix): three digits, and none of them the status codes of packages. */
export const freightActivities: StatusTable = /* @__PURE__ */ codeTable({
  unknown: {
    plain: '000',
  },
  pre_transit: {
    label_created: '001 037',
    pickup_scheduled: '038 061 072 074', // 061, 074: the vehicle is at the sender's
  },
  in_transit: {
    // 055, 060: the trailer stands at the recipient's, who has yet to confirm.
    plain: '015 016 055 060 062 063 065 066',
    accepted: '002',
    arrived_at_destination_facility: '030',
    arrived_at_facility: '007 029 040 049 052',
    arrived_in_destination_country: '031',
    customs_cleared: '009 027 067 068 069 070',
    customs_processing: '032 041 042 043 056',
    delivery_scheduled: '020 054',
    departed_facility: '005 028 080',
    handed_to_partner: '010',
    picked_up: '017 051',
    preparing_for_delivery: '048',
    processed_at_facility: '022 044',
    received_at_origin_facility: '046',
  },
  out_for_delivery: {
    plain: '011',
    arriving_soon: '057',
  },
  delivered: {
    plain: '012 050',
  },
  cancelled: {
    plain: '014',
  },
  exception: {
    plain: '013',
    contents_missing: '053 058',
  },
  info: {
    plain: '003 039 045 047 059 073', // dates, papers and trailers, with the goods where they were
    customs_processing: '033 034 035', // filed with customs before the ship sails
    estimate_updated: '004 006 036',
  },
});

/** Codes of freight exceptions (Track API appendix). */
export const freightExceptions: StatusTable = /* @__PURE__ */ codeTable({
  in_transit: {
    customs_cleared: '68 E4 EX',
    delivery_scheduled: 'C3 DE E5',
    forwarded: '83 E6',
  },
  delivery_attempted: {
    plain: '02 IE',
    business_closed: 'UF',
  },
  delivered: {
    plain: '28 63', // 28: more than was sent
    contents_missing: '31',
    damaged: '12 E9',
    delivered_in_part: '10',
  },
  returned: {
    return_to_sender: '86',
  },
  cancelled: {
    plain: 'SC',
  },
  exception: {
    plain: '03 21 29 30 60 65 78 81 87 90 93 A5 F1 HG I4 IC IK TE TI U3 U6',
    address_issue: 'UG UN',
    closed_day: '55 94 DH HN IP',
    contents_missing: '16 17 27 36',
    customs_delayed: '46 IT',
    customs_documents_required: '56 G5 I2',
    customs_held: '11 24 26 61 99 A1 A2 A3 C7 EC G3 HC',
    customs_payment_due: '58',
    customs_rejected: '84',
    damaged: '06 14 15 80 97 E8 UJ',
    dangerous_or_prohibited: '32 54 DG',
    delayed: '18 20 22 38 39 53 59 66 72 76 I5 MS U4',
    delivered_in_part: 'D2',
    delivery_rescheduled: 'E2',
    force_majeure: '45 F3',
    held: '95 HU',
    information_required: '25 33 47 48 52 57 70 73 74 75 DP F2 HE I1 I3 IF IG IQ LD',
    lost: 'LC PS UX',
    missorted: '82 96 MR',
    no_access: '40',
    operational_delay: '04 19 41 44 49 62 67 71 89 92 98 A4 BL BM BP D3 GD HD I6 IJ IL IM SA UL UZ',
    out_of_service_area: 'IA',
    payment_due: 'IH II',
    refused: 'D1 D4 D5 E7 RF UY',
    security_check: '69',
    seized: '35 HF',
    size_or_weight_exceeded: '79',
    split: '51',
    transport_delay: '01 43 64 88 91 AR EF FX HA IN IO MB TM UM',
    under_investigation: '34',
    weather_delay: '05 BW',
  },
  info: {
    plain: '07 08 50 AS B3 B4 B6 B7 B8 B9 C0 DX G1 G2 G4 IS U2 UH UI UK UQ', // calls for an appointment, customs filings
    address_corrected: 'E1',
    delivery_change_confirmed: '09 85',
    estimate_updated: '42 77',
  },
});
