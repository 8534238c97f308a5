import type { StatusTable } from 'waybill/kit';
import { codeTable } from './status-activities.ts';

/**
 * Status description codes (Track API appendix): `statusCode` of an activity, `code` of the current status. Three digits
 * with one meaning whatever the activity's type. Requests and confirmations of services are notes of them.
 */
export const descriptionCodes: StatusTable = /* @__PURE__ */ codeTable({
  unknown: {
    plain: '000 148 163', // not available
  },
  pre_transit: {
    label_created: '003 079 080 157 166',
    not_received: '044 045', // on the way to UPS, which still waits for it
    pickup_scheduled: '077',
  },
  in_transit: {
    plain: '005 010 025 039 047 087 158 159 164 165',
    accepted: '160',
    customs_cleared: '014 084 134',
    customs_processing: '012 092',
    delivery_scheduled: '075',
    dropped_off: '167 168 169',
    handed_to_partner: '073 074 137 143', // 143: an agent delivers it
    picked_up: '038',
    preparing_for_delivery: '071',
    processed_at_facility: '016 138',
    to_pickup_point: '057 070',
  },
  out_for_delivery: {
    plain: '006 021 037 089 091 146 162',
    arriving_soon: '078',
    loaded_on_vehicle: '072',
  },
  available_for_pickup: {
    plain: '017 040',
    at_pickup_point: '161',
    at_post_office: '144',
  },
  delivery_attempted: {
    plain: '022 023 060 066 145',
    final_attempt: '024',
    payment_due: '062',
    signature_required: '061',
  },
  delivered: {
    plain: '011 156',
    delivered_by_partner: '026',
  },
  returning: {
    return_to_sender: '035 036 118',
  },
  returned: {
    return_to_sender: '034 067',
    damaged: '081',
  },
  cancelled: {
    plain: '043',
    cancelled_by_sender: '007',
  },
  exception: {
    plain: '013 029 030 076',
    address_issue: '050',
    customs_documents_required: '058 124 125 141',
    customs_held: '123 126', // waits for a broker that is not UPS, or for an agency
    damaged: '059',
    delayed: '046 048 049 086 090',
    delivery_rescheduled: '055 136',
    destroyed: '149',
    held: '019 083',
    lost: '068',
    no_access: '139',
    operational_delay: '093', // UPS is making good a delay of a Premier parcel
    payment_due: '085',
    refused: '064',
    security_check: '132',
    seized: '147',
    undeliverable: '069',
    weather_delay: '032 051 052 053',
  },
  info: {
    plain: '088 094 110 111 112 113 133', // tests, cooling; 133: a label for a return was left
    claim: '127 128 129 130 140 142',
    delivery_change_cancelled: '114',
    delivery_change_confirmed: '028 042 063 096 099 100 103 104 106 108 115 117 120 122',
    delivery_change_requested: '018 020 027 041 054 056 082 095 097 098 101 102 105 107 109 116 121',
    estimate_updated: '153 154',
    photo_available: '155',
    pickup_failed: '065 131 135',
    return_requested: '033 119',
  },
});
