import type { EventStatus, Meaning, StatusDetail, StatusTable } from 'waybill/kit';

/** Codes by what they mean: status, then detail, then the codes between blanks; `plain` where no detail is true of them. */
type CodesByMeaning = {
  readonly [Status in EventStatus]?: { readonly [Detail in StatusDetail | 'plain']?: string };
};

/** The same turned round, from code to meaning. UPS has many codes for few meanings: this way round they read best. */
export function codeTable(byMeaning: CodesByMeaning): StatusTable {
  const table: Record<string, Meaning> = {};
  for (const [status, details] of Object.entries(byMeaning)) {
    for (const [detail, codes] of Object.entries(details)) {
      const meaning = (detail === 'plain' ? [status] : [status, detail]) as Meaning;
      for (const code of codes.trim().split(/\s+/)) table[code] = meaning;
    }
  }
  return table;
}

/** Codes of activities of type `I` (Track API appendix, movement scans), and of type `P`, a pickup in older payloads. */
export const movementScans: StatusTable = /* @__PURE__ */ codeTable({
  pre_transit: {
    label_created: 'OC PL',
    pickup_scheduled: 'SP',
  },
  in_transit: {
    plain: 'AG AT',
    arrived_at_destination_facility: 'DS',
    arrived_at_facility: 'AR',
    arrived_in_destination_country: 'IP',
    departed_facility: 'DP',
    departed_origin_country: 'EP',
    dropped_off: 'XD',
    handed_to_partner: 'XA XR YH YM YN',
    picked_up: 'PC PT PU',
    preparing_for_delivery: 'YP',
    processed_at_facility: 'HU LC LM UL WH',
    received_at_origin_facility: 'OR',
  },
  out_for_delivery: {
    plain: 'OF OT YF',
    loaded_on_vehicle: 'DL OD', // at times on Saturday for Monday
    to_pickup_point: 'YI',
  },
  cancelled: {
    plain: 'VP',
  },
  info: {
    plain: 'CA CD CL UA UD', // corrections of earlier scans
  },
});

/** Codes of activities of types `M` and `MV` (Track API appendix, manifest). */
export const manifestCodes: StatusTable = {
  DP: ['pre_transit', 'label_created'],
  MP: ['pre_transit', 'label_created'],
  RD: ['pre_transit', 'label_created'], // for Roadie
  VP: ['cancelled', 'cancelled_by_sender'],
};

/** Codes of activities of type `U` (Track API appendix, updates). */
export const updateCodes: StatusTable = {
  PX: ['info', 'photo_available'],
  UP: ['info', 'estimate_updated'],
  UT: ['info', 'estimate_updated'],
};

/** Activity types (Track API appendix), for an activity of which nothing finer is known; `P` is in older payloads only. */
export const activityTypes: StatusTable = {
  D: ['delivered'],
  DD: ['in_transit'], // freight, at a container station
  DO: ['in_transit'],
  I: ['in_transit'],
  M: ['pre_transit', 'label_created'],
  MV: ['cancelled'],
  NA: ['unknown'],
  P: ['in_transit', 'picked_up'],
  U: ['info'],
  W: ['in_transit', 'processed_at_facility'], // freight, in a warehouse
  X: ['exception'],
};

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

/**
 * Codes of activities of type `X` (Track API appendix, package exceptions). Many are no exceptions: a note of a call, a
 * change of delivery asked for, a claim.
 */
export const packageExceptions: StatusTable = /* @__PURE__ */ codeTable({
  in_transit: {
    // EO: a special flight makes up for lost time. ZO: made ready at a shop, for UPS or for the way back, left open which.
    plain: '1P 2S 3P 4H 4J 77 8R EO HM I8 P7 SX UI VZ W8 Y9 ZO ZV',
    accepted: 'P4',
    picked_up: 'HF Z5',
    arrived_at_facility: 'F0 GD',
    processed_at_facility: 'HL PG RB YT',
    departed_facility: '2O F3 ZN',
    departed_origin_country: 'YX',
    arrived_in_destination_country: 'IP XD',
    delivery_scheduled: '4F 6P 76 LY VG YR', // 76: due today, yet not said to be on the vehicle
    to_pickup_point: '5S 5V 5W 6H 6J 6K 7C 7D RI ZD ZL',
    handed_to_partner: '2V 4B 4R F7 LX OA RC VX ZK ZW', // 4R: a freight forwarder takes it, to the sender or the recipient
    forwarded: 'YG',
    problem_resolved: '1M X0',
    customs_processing: '4C 7I 7M B3 B6 BV C3 D5 DB ER HW S4 S5 SI SY TE TT VQ VR X4 Y5 Z1',
    customs_cleared: 'DA Z3',
  },
  out_for_delivery: {
    plain: 'RK RL ZX ZY ZZ',
    to_pickup_point: 'ZS',
  },
  available_for_pickup: {
    at_pickup_point: '6B 8I I5 ZP',
    at_carrier_location: '54 E2 UE VB', // each names the days that are left to collect it
    pickup_reminder: '5G',
  },
  delivery_attempted: {
    plain: '3L 5Z GB', // 3L, 5Z: the access point would not take it
    recipient_unavailable: '48 49 7L C4 KX OH',
    business_closed: '3J 55 AY G3 L1 ZM',
    identification_failed: 'IQ IR',
    notice_left: 'HQ YD',
    payment_due: '51 52 KZ',
    signature_required: 'FM G7 G8',
  },
  delivered: {
    plain: '56 59 F4 KM', // 56, 59: delivered, though later than promised
    damaged: '64',
    collected: 'FT',
  },
  returning: {
    return_to_sender: '90 DL H8 I1 KP O0 O4 RV UF XU YJ YK',
    contents_missing: '24 27',
    customs_documents_required: '7H',
    customs_held: 'CF',
    damaged: '65 A1',
    not_collected: '3N 6C',
    refused: '8H',
  },
  returned: {
    return_to_sender: '4S PP UA',
    address_issue: 'TU',
  },
  cancelled: {
    cancelled_by_sender: '5D',
  },
  exception: {
    plain: '1A YU YV',
    address_issue: '4Z A5 A6 A8 A9 AA AB AC AD AE AF AG AK AL AV AW CW CY DS DW E1 FA H1 H2 H3 H4 H5 OJ PH YF',
    closed_day: 'AZ VL',
    contents_missing: '25 AJ',
    customs_delayed: 'OI',
    customs_documents_required: `
      1W 29 2B 40 43 4T 71 7T 7U AO B5 B9 BA BB BD BE BG BH BJ BK BP CX CZ D0 DN DY EU EV EW FE FF GF GZ L2 L5 OQ OT
      R6 R7 RA RR RS RX S1 S2 S3 SJ SL SN SP VP X5 X6 X8 XA XB XC XE XG XN XO XV XW`,
    // Waits for an agency, or for a broker that is not UPS.
    customs_held: `
      05 1U 2N 2T 7P B4 B8 BW BX CE CT DE E4 E8 E9 L3 LV MI OB R1 R4 R5 RD RE RJ RM RP RU RZ SF SS SV T9 VK X2 X3 X7
      X9 XJ XK XL XY Y1 Y4 YA`,
    customs_inspection: 'TG',
    customs_payment_due: '1C 7F EY',
    customs_rejected: 'ES',
    damaged: '13 45 66 67 A3 A4 HR TV',
    dangerous_or_prohibited: '1H 60 73 9F DP H9 OR TX U0 U3 UN UR US',
    delayed: '11 1B 1L 1X 3T 4Y 6E 7N 7Z 87 8A 8Y 8Z C6 DQ DU EH EN GV HA HH J8 K1 K2 Q1 S6 TN', // DQ: not served daily
    delivery_rescheduled: '02 14 8K 8L O6 RO TH',
    destroyed: '1F 8D A2 BZ NI YL',
    force_majeure: 'B1 DG GC Q0 RY',
    held: '4I 72 CN CP HO LI MF XS Y7', // HO: only the sender may collect it
    identification_failed: 'PI',
    information_required: '4Q 5T 5U 6T 7E 91 BF BT C7 DT OM TF',
    lost: '26 S9 TJ', // 26: nothing but the carton was left
    missorted: '06 07 34 8G D1 YI',
    natural_disaster: 'DF',
    no_access: '95 H7',
    operational_delay: `
      01 03 04 08 1G 1Q 1V 22 2H 2Y 2Z 31 3A 3B 3C 4K 7Y 9M 9N 9O 9P 9Q 9R 9S 9T 9U 9V 9X 9Y 9Z CC CD CL DC E3 ED MT
      NW OS TI UK XZ`,
    out_of_service_area: '46 47 D4',
    payment_due: 'D9',
    recipient_moved: 'A7',
    recipient_unavailable: 'AX C8 DD', // on holiday, out of business, not to be reached
    refused: 'AM AN AP AQ AS KI KQ KR KS KT YE',
    rejected_by_carrier: 'D2',
    security_check: '7R 7S G6 G9',
    seized: 'IY J0',
    size_or_weight_exceeded: '4P 84 C9 CA CV EX',
    to_pickup_point: '2X 5R 6R 89', // not delivered; an access point gets it instead
    transport_delay: '15 16 17 18 19 1K 1O 23 68 7G 9L CK CM CQ DR FG GH GI HG LE LF NP OD P6 S8',
    under_investigation: 'F8 UO UP',
    undeliverable: 'HK I2 YM',
    weather_delay: '1E 2A 3D 6D 7V 7W 7X C5 DJ PZ',
  },
  info: {
    plain: `
      2E 2R 2U 33 4L 63 8C 8E 8F 8M 92 93 99 9C 9D 9J 9K CH D7 F5 FN I3 J9 K7 KN LH LZ T7 T8 TA TC TK TL V9 VI VJ VU
      VV VW Y3 YS Z7 Z8 ZU KB`, // KB: internal; like DM in recorded answers only
    address_corrected: '6G 9I AH IJ',
    claim: '2G 3Z 5A 5B 6W 6X DM GN GO GQ GR HN I9 K5 K6 LN LO LQ UL UW UX',
    damaged: 'HD HE', // reported by the recipient, once it was delivered
    delivery_change_cancelled: '30 3W 4N 6L 6Z RH VA',
    delivery_change_confirmed: `
      37 3Q 3R 3S 3U 3V 4M 6I 79 E0 G1 HJ JA JB JC K8 LU O5 O7 O8 O9 RG VD VE VF VH VM VN ZC`,
    delivery_change_requested: `
      39 78 7Q AT FW H6 JH JI JJ L0 L8 O1 O2 O3 OL R3 R8 RF RW S0 S7 SO SU T3 T4 T5 T6 TB TO UD UT UZ ZA ZB`,
    held_at_request: 'UG',
    label_expired: 'TS',
    payment_collected: '1D E7',
    pickup_failed: 'G4 G5 KY YW', // YW: nobody had ordered the box for a return
    pickup_scheduled: 'TR',
    recipient_notified: 'BQ BR KO Y2',
    relabelled: 'CG CJ IB',
    return_requested: '1T CS',
  },
});
