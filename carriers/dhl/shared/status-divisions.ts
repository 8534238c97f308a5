import { type EventStatus, type Meaning, meaningOf, type StatusDetail, type StatusTable } from 'waybill/kit';

/**
 * Codes by status and detail (`''` for none), sorted and parted by white space: no code of DHL's holds a blank. `REFUSED*`
 * stands for `REFUSED` and all that go on behind a dash or an underscore and are not listed themselves.
 */
type CodesByMeaning = { readonly [Status in EventStatus]?: { readonly [Detail in StatusDetail | '']?: string } };

/**
 * A status table from codes grouped by meaning. DHL lists some 1,100 codes with about 120 meanings, many of them long
 * words: written so, each code stands once and the bundle stays small.
 */
export function grouped(groups: CodesByMeaning): StatusTable {
  const table: Record<string, Meaning> = {};
  eachOf(groups, (status, details) => {
    eachOf(details, (detail, codes) => {
      for (const code of codes.trim().split(/\s+/)) table[code] = detail === '' ? [status] : [status, detail];
    });
  });
  return table;
}

function eachOf<T extends object>(
  record: T,
  see: (key: Extract<keyof T, string>, value: NonNullable<T[keyof T]>) => void,
) {
  for (const key in record) {
    const value = record[key];
    if (value !== undefined && value !== null) see(key, value);
  }
}

/** Longer than any code; what is, is none. */
const longestCode = 120;

/** What a code means: listed itself, else by the longest of its beginnings that stands for all. */
export function meaningOfCode(table: StatusTable, code: string | undefined): Meaning | undefined {
  if (code === undefined || code.length > longestCode) return undefined;
  const listed = meaningOf(table, code);
  if (listed !== undefined) return listed;
  for (let beginning = code; beginning !== ''; ) {
    const meaning = meaningOf(table, `${beginning}*`);
    if (meaning !== undefined) return meaning;
    beginning = beginning.slice(0, Math.max(beginning.lastIndexOf('_'), beginning.lastIndexOf('-'), 0));
  }
  return undefined;
}

/**
 * DHL Express checkpoints, the same in all of its APIs. `RT` stands for start and end of a return; there is no code for
 * its end. `CR` is a release from customs and `RD` a refusal. `OF` and the other codes at the end occur in third-party
 * code only, without a meaning that could be relied on. 101 to 104 are the coarse states of a whole shipment.
 */
export const express: StatusTable = /* @__PURE__ */ grouped({
  pre_transit: {
    label_created: '104 DUMMY_PU',
  },
  in_transit: {
    '': '102 SM TR',
    picked_up: 'PU',
    accepted: 'SA',
    departed_origin_facility: 'PO',
    arrived_at_facility: 'AF CI',
    processed_at_facility: 'LV PL UV',
    departed_facility: 'CU DF',
    arrived_at_destination_facility: 'AR',
    handed_to_partner: 'HN TP',
    forwarded: 'FD',
    problem_resolved: 'HO',
    customs_processing: 'BL BN ES IC',
    customs_inspection: 'SI',
    customs_cleared: 'BR CR',
  },
  out_for_delivery: {
    '': 'WC',
  },
  available_for_pickup: {
    '': 'CC',
  },
  delivery_attempted: {
    '': 'ND',
    business_closed: 'CA',
    recipient_unavailable: 'NH',
  },
  exception: {
    '': '103',
    address_issue: 'BA',
    customs_delayed: 'CD UD',
    customs_held: 'DP',
    damaged: 'DM',
    destroyed: 'DS',
    held: 'HI OH SS ST',
    missorted: 'IR MC MS',
    operational_delay: 'MD NA',
    payment_due: 'HP',
    recipient_moved: 'CM',
    refused: 'RD',
    transport_delay: 'TD',
    weather_delay: 'WX',
  },
  returning: {
    return_to_sender: 'RT',
  },
  delivered: {
    '': '101 OK',
    damaged: 'DD',
  },
  unknown: {
    '': 'DY HW HX IT LX OF OO OR PA PF',
  },
  info: {
    '': 'CS DI PY RR RW TT',
    delivered_in_part: 'PD',
    delivery_change_confirmed: 'SC',
    delivery_scheduled: 'AD',
    photo_available: 'IA',
    under_investigation: 'TI',
  },
});

/** DHL Paket, Germany: the standard events, of which the unified API shows the sentences. */
export const parcelDe: StatusTable = /* @__PURE__ */ grouped({
  pre_transit: {
    label_created: 'VA',
  },
  in_transit: {
    picked_up: 'AE',
    accepted: 'ES',
    arrived_at_facility: 'EE',
    processed_at_facility: 'NB',
    departed_facility: 'AA',
    customs_processing: 'ZO',
  },
  out_for_delivery: {
    '': 'PO',
  },
  available_for_pickup: {
    '': 'LA ZF',
  },
  delivery_attempted: {
    '': 'ZN',
  },
  exception: {
    // Very broad: relabelled and screened parcels are in it as well.
    '': 'BV',
    pickup_failed: 'AN',
  },
  delivered: {
    '': 'ZU',
  },
  info: {
    '': 'DD',
    payment_collected: 'GT',
  },
});

/** DHL Parcel Poland. It sends its sentences in `description` and no `status`; the codes are for those that have one. */
export const parcelPl: StatusTable = /* @__PURE__ */ grouped({
  pre_transit: {
    label_created: 'EDWP',
  },
  in_transit: {
    '': 'LW LW_PL',
    picked_up: 'SP_PU',
    dropped_off: 'SP_DWP',
    accepted: 'DWP',
    processed_at_facility: 'SORT',
    // Left Poland, arrived in Poland: which of the two is the origin depends on the parcel.
    departed_facility: 'WYJPL',
    arrived_at_facility: 'WEJPL',
    arrived_at_destination_facility: 'LP TRM2',
    preparing_for_delivery: 'BCZ KWC LIK SP_ATDSP TRM TRM_X WER ZID ZMA ZOS ZWW_KRYZ',
    to_pickup_point: 'AWI_SPCAP SP_DW ZWW_NSP',
    customs_processing: 'EDB EXA SEC',
    customs_cleared: 'EDC EXC',
  },
  out_for_delivery: {
    '': 'LK',
  },
  available_for_pickup: {
    '': 'OWL_KP OWL_ONO OWL_PS_KP',
    at_pickup_point: 'DOR_SP OWL_SP_KP OWL_SP_ONO SP_DSP SP_KP SP_PA',
    at_locker: 'OWL_PS_ONO',
    at_post_office: 'DOR_POC',
    at_carrier_location: 'OWL',
  },
  delivery_attempted: {
    '': 'AWI_NSP AWI_ROD ZWW',
    no_access: 'AWI_OZ',
    recipient_unavailable: 'AWI AWI_DP2 AWI_ONU AWI_SAS',
  },
  exception: {
    '': 'SP_CAP SP_ZAM',
    address_issue: 'AN AN_RA AN_SAS',
    contents_missing: 'PNK',
    information_required: 'CC',
    payment_due: 'BRG BRG_SAS',
    refused: 'AN_BO OP*',
  },
  returning: {
    return_to_sender: 'AWI_CZAS ZWR*',
    identification_failed: 'OP_DO OP_DOK',
    not_collected: 'SP_KZW SP_TO ZWR_ZB ZWR_ZT',
    refused: 'SP_OP SP_ZWR',
    return_requested: 'REZ',
  },
  delivered: {
    '': 'DOR DOR_LOK',
    collected: 'DOR_OWL PPDOR SP_DOR',
    delivered_to_agent: 'DOR_OTH DOR_RDZ',
    delivered_to_neighbour: 'DOR_SAS',
  },
  returned: {
    // The Polish text says that it was returned, not that it will be.
    '': 'ZWN',
  },
  cancelled: {
    '': 'SP_CN',
  },
  info: {
    delivery_change_requested: 'PNPT PO18 PSHOP SAS SOB ZA ZAIT',
    recipient_notified: 'POW',
  },
});

/** DHL Freight: event and reason number. Geofences only say that a lorry came near. */
export const freight: StatusTable = /* @__PURE__ */ grouped({
  pre_transit: {
    label_created: 'ACT-2',
    pickup_scheduled: '15-501 31-139 48-0 64-0',
  },
  in_transit: {
    '': '24-628 31-140',
    picked_up: '13-0',
    arrived_at_facility: '1-0',
    departed_facility: '24-0',
    arrived_at_destination_facility: '1-21',
    delivery_scheduled: '20-209',
    preparing_for_delivery: '20-208',
    customs_cleared: '12-0',
  },
  out_for_delivery: {
    '': '24-501',
    arriving_soon: '361-139',
  },
  available_for_pickup: {
    at_carrier_location: '20-13',
  },
  delivery_attempted: {
    address_issue: '20-234',
    business_closed: '20-211',
    recipient_unavailable: '56-211',
  },
  exception: {
    closed_day: '20-354',
    customs_held: '20-126',
    force_majeure: '20-270',
    payment_due: '20-296',
    pickup_failed: '55*',
    refused: '56-241 56-284 56-292 56-611',
    weather_delay: '20-266',
  },
  returning: {
    return_to_sender: '56-222',
  },
  delivered: {
    '': '21-0 21-600 24-600',
    delivered_in_part: '21-23',
    delivered_to_other_address: '21-234',
  },
  cancelled: {
    cancelled_by_sender: '7-0',
  },
  info: {
    '': '361-140',
  },
});

/** DHL Global Forwarding, whose other codes are read as the words that they are; most of its events come without one. */
export const dgf: StatusTable = /* @__PURE__ */ grouped({
  in_transit: {
    departed_origin_facility: 'DEPARTED_FROM_ORIGIN_FACILITY',
    arrived_at_facility: 'ARRIVED_PROCESSED_AT_FACILITY',
  },
});

/** Registered letters of Deutsche Post. `NOTIFIED` and its kind: a card is left, and the letter waits. */
export const svb: StatusTable = /* @__PURE__ */ grouped({
  pre_transit: {
    label_created: 'ANNOUNCED',
  },
  in_transit: {
    '': 'ARRIVED_TRANSIT BZ BZA BZE TO_BE_SENT_ABROAD',
    accepted: 'POSTED_ARRIVED',
    dropped_off: 'POSTED*',
    processed_at_facility: 'PASSED_LETTER_CENTER',
    departed_facility: 'DEPARTURE_FROM_INWARD_OE',
    departed_origin_country: 'FORWARDED_ABROAD',
    arrived_in_destination_country: 'ARRIVED_IN_DESTINATION_COUNTRY',
    arrived_at_destination_facility: 'ARRIVAL_AT_OFFICE_OF_DELIVERY',
    forwarded: 'REDIRECTED',
    customs_processing: 'HANDOVER_CUSTOMS IP_CUSTOMS',
  },
  out_for_delivery: {
    '': 'IN_DELIVERY',
  },
  available_for_pickup: {
    '': 'NOTIFIED*',
    at_locker: 'NOTIFIED_PACKSTATION',
    notice_left: 'NOTIFIED',
  },
  delivery_attempted: {
    '': 'DELIVERY_ATTEMPTED',
  },
  exception: {
    customs_held: 'HELD_BY_CUSTOMS',
    // The office for undeliverable letters stands in Marburg.
    undeliverable: 'MARBURG',
  },
  returning: {
    return_to_sender: 'SENT_BACK*',
  },
  delivered: {
    '': 'CONFIRMATION_PENDING CONFIRMED* DELIVERED DELIVERED_ZU*',
    collected: 'FETCHED*',
  },
  returned: {
    '': 'RETURNED_TO_SENDER',
  },
  unknown: {
    '': 'AMBIGUOUS NO_INFO',
  },
  info: {
    '': 'ISSUE_OF_A_REPLACEMENT_CERTIFICATE_PZA',
    payment_collected: 'AMOUNT_TRANSFERRED PAID*',
  },
});
