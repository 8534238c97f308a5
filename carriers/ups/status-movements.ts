import type { StatusTable } from 'waybill/kit';
import { codeTable } from './status-table.ts';

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
