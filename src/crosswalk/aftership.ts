import { meaningOf } from '../read/status-table.ts';
import { each, inward, type Outward, outward, type StatusAndDetail, type Word, wordOf } from './words.ts';

const tags = {
  Pending: ['unknown'],
  InfoReceived: ['pre_transit', 'label_created'],
  InTransit: ['in_transit'],
  OutForDelivery: ['out_for_delivery'],
  AttemptFail: ['delivery_attempted'],
  Delivered: ['delivered'],
  AvailableForPickup: ['available_for_pickup'],
  Exception: ['exception'],
  Expired: ['unknown', 'tracking_expired'],
} as const;

/** A tag of AfterShip's tracking. */
export type AfterShipTag = keyof typeof tags;

// Where the meaning of a code is not public (Exception_014 and 015, InTransit_010 to 013) only its family is read.
const subtags = {
  Delivered_001: ['delivered'],
  Delivered_002: ['delivered', 'collected'],
  Delivered_003: ['delivered', 'signed_for'],
  Delivered_004: ['delivered', 'payment_collected'],
  Delivered_005: ['delivered', 'delivered_to_neighbour'],
  AvailableForPickup_001: ['available_for_pickup'],
  Exception_001: ['exception'],
  Exception_002: ['exception', 'recipient_moved'],
  Exception_003: ['exception', 'refused'],
  Exception_004: ['exception', 'customs_delayed'],
  Exception_005: ['exception', 'delayed'],
  Exception_006: ['exception', 'payment_due'],
  Exception_007: ['exception', 'address_issue'],
  Exception_008: ['exception', 'not_collected'],
  Exception_009: ['exception', 'rejected_by_carrier'],
  Exception_010: ['returning', 'return_to_sender'],
  Exception_011: ['returned'],
  Exception_012: ['exception', 'damaged'],
  Exception_013: ['exception', 'lost'],
  Exception_014: ['exception'],
  Exception_015: ['exception'],
  Exception_016: ['exception', 'operational_delay'],
  Exception_017: ['exception', 'weather_delay'],
  Exception_018: ['exception', 'information_required'],
  Exception_019: ['exception', 'transport_delay'],
  Exception_020: ['cancelled'],
  Exception_021: ['exception', 'destroyed'],
  AttemptFail_001: ['delivery_attempted'],
  AttemptFail_002: ['delivery_attempted', 'recipient_unavailable'],
  AttemptFail_003: ['delivery_attempted', 'business_closed'],
  InTransit_001: ['in_transit'],
  InTransit_002: ['in_transit', 'accepted'],
  InTransit_003: ['in_transit', 'arrived_at_facility'],
  InTransit_004: ['in_transit', 'arrived_in_destination_country'],
  InTransit_005: ['in_transit', 'customs_cleared'],
  InTransit_006: ['in_transit', 'customs_processing'],
  InTransit_007: ['in_transit', 'departed_facility'],
  InTransit_008: ['in_transit', 'problem_resolved'],
  InTransit_009: ['in_transit', 'forwarded'],
  InTransit_010: ['in_transit'],
  InTransit_011: ['in_transit'],
  InTransit_012: ['in_transit'],
  InTransit_013: ['in_transit'],
  InfoReceived_001: ['pre_transit', 'label_created'],
  OutForDelivery_001: ['out_for_delivery'],
  OutForDelivery_002: ['available_for_pickup'],
  OutForDelivery_003: ['out_for_delivery', 'recipient_notified'],
  OutForDelivery_004: ['out_for_delivery', 'delivery_scheduled'],
  // Pending tells why nothing was found; of the parcel it tells nothing.
  Pending_001: ['unknown'],
  Pending_002: ['unknown'],
  Pending_003: ['unknown'],
  Pending_004: ['unknown'],
  Pending_005: ['unknown'],
  Pending_006: ['unknown'],
  Expired_001: ['unknown', 'tracking_expired'],
} as const;

/** A sub-tag of AfterShip's tracking. */
export type AfterShipSubtag = keyof typeof subtags;

/** A status and its detail in AfterShip's words. */
export interface AfterShipWords {
  readonly tag: AfterShipTag;
  readonly subtag: AfterShipSubtag;
}

const out: Outward<AfterShipSubtag> = {
  byStatus: {
    pre_transit: 'InfoReceived_001',
    in_transit: 'InTransit_001',
    out_for_delivery: 'OutForDelivery_001',
    available_for_pickup: 'AvailableForPickup_001',
    delivery_attempted: 'AttemptFail_001',
    exception: 'Exception_001',
    returning: 'Exception_010',
    delivered: 'Delivered_001',
    returned: 'Exception_011',
    cancelled: 'Exception_020',
    unknown: 'Pending_001',
    info: 'Pending_001',
  },
  byDetail: {
    in_transit: {
      ...each('InTransit_002', ['picked_up', 'dropped_off', 'accepted', 'received_at_origin_facility']),
      ...each('InTransit_003', ['arrived_at_facility', 'arrived_at_destination_facility']),
      arrived_in_destination_country: 'InTransit_004',
      customs_cleared: 'InTransit_005',
      customs_processing: 'InTransit_006',
      ...each('InTransit_007', ['departed_facility', 'departed_origin_facility', 'departed_origin_country']),
      problem_resolved: 'InTransit_008',
      forwarded: 'InTransit_009',
    },
    out_for_delivery: {
      ...each('OutForDelivery_003', ['recipient_notified', 'arriving_soon']),
      ...each('OutForDelivery_004', ['delivery_scheduled', 'delivery_rescheduled']),
    },
    delivery_attempted: {
      recipient_unavailable: 'AttemptFail_002',
      business_closed: 'AttemptFail_003',
    },
    exception: {
      recipient_moved: 'Exception_002',
      refused: 'Exception_003',
      ...each('Exception_004', [
        'customs_delayed',
        'customs_held',
        'customs_inspection',
        'customs_processing',
        'customs_rejected',
      ]),
      ...each('Exception_005', ['delayed', 'force_majeure', 'closed_day', 'security_check']),
      ...each('Exception_006', ['payment_due', 'customs_payment_due']),
      address_issue: 'Exception_007',
      not_collected: 'Exception_008',
      ...each('Exception_009', [
        'rejected_by_carrier',
        'size_or_weight_exceeded',
        'packaging_issue',
        'dangerous_or_prohibited',
        'out_of_service_area',
      ]),
      return_to_sender: 'Exception_010',
      ...each('Exception_012', ['damaged', 'contents_missing']),
      lost: 'Exception_013',
      ...each('Exception_016', ['operational_delay', 'missorted']),
      ...each('Exception_017', ['weather_delay', 'natural_disaster']),
      ...each('Exception_018', ['information_required', 'customs_documents_required', 'incorrect_declaration']),
      transport_delay: 'Exception_019',
      ...each('Exception_021', ['destroyed', 'seized']),
    },
    delivered: {
      collected: 'Delivered_002',
      signed_for: 'Delivered_003',
      payment_collected: 'Delivered_004',
      delivered_to_neighbour: 'Delivered_005',
    },
    unknown: { tracking_expired: 'Expired_001' },
    info: { tracking_expired: 'Expired_001' },
  },
};

/** The tag that a sub-tag's name begins with. */
function tagOf(subtag: string): string {
  return subtag.slice(0, Math.max(0, subtag.indexOf('_')));
}

function isTag(word: string): word is AfterShipTag {
  return Object.hasOwn(tags, word);
}

/** A status and detail of ours in AfterShip's words. */
export function toAfterShip(ours: StatusAndDetail): AfterShipWords {
  const subtag = outward('toAfterShip()', out, ours);
  const tag = tagOf(subtag);
  return { tag: isTag(tag) ? tag : 'Pending', subtag };
}

/**
 * AfterShip's `tag` and `subtag` in our words; a sub-tag that we do not know is read by its family, and words that are
 * not AfterShip's are `unknown`.
 */
export function fromAfterShip(tag: Word<AfterShipTag>, subtag?: Word<AfterShipSubtag> | null): StatusAndDetail {
  const coarse = meaningOf(tags, tag) ?? meaningOf(tags, tagOf(wordOf(subtag)));
  return inward(coarse, meaningOf(subtags, subtag ?? undefined));
}
