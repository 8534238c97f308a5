import { meaningOf } from '../read/status-table.ts';
import { each, inward, type Outward, outward, type StatusAndDetail, type Word, wordOf } from './words.ts';

const statuses = {
  NotFound: ['unknown'],
  InfoReceived: ['pre_transit', 'label_created'],
  InTransit: ['in_transit'],
  Expired: ['unknown', 'tracking_expired'],
  AvailableForPickup: ['available_for_pickup'],
  OutForDelivery: ['out_for_delivery'],
  DeliveryFailure: ['delivery_attempted'],
  Delivered: ['delivered'],
  Exception: ['exception'],
} as const;

/** A main status of 17TRACK's API v2.4. */
export type SeventeenTrackStatus = keyof typeof statuses;

const subStatuses = {
  NotFound_Other: ['unknown'],
  NotFound_InvalidCode: ['unknown'],
  InfoReceived: ['pre_transit', 'label_created'],
  InTransit_PickedUp: ['in_transit', 'picked_up'],
  InTransit_Other: ['in_transit'],
  InTransit_Departure: ['in_transit', 'departed_facility'],
  InTransit_Arrival: ['in_transit', 'arrived_at_facility'],
  InTransit_CustomsProcessing: ['in_transit', 'customs_processing'],
  InTransit_CustomsReleased: ['in_transit', 'customs_cleared'],
  // Somebody has to answer before it moves on.
  InTransit_CustomsRequiringInformation: ['exception', 'customs_documents_required'],
  Expired_Other: ['unknown', 'tracking_expired'],
  AvailableForPickup_Other: ['available_for_pickup'],
  OutForDelivery_Other: ['out_for_delivery'],
  DeliveryFailure_Other: ['delivery_attempted'],
  DeliveryFailure_NoBody: ['delivery_attempted', 'recipient_unavailable'],
  DeliveryFailure_Security: ['delivery_attempted', 'security_check'],
  DeliveryFailure_Rejected: ['delivery_attempted', 'refused'],
  DeliveryFailure_InvalidAddress: ['delivery_attempted', 'address_issue'],
  Delivered_Other: ['delivered'],
  Exception_Other: ['exception'],
  Exception_Returning: ['returning', 'return_to_sender'],
  Exception_Returned: ['returned'],
  Exception_NoBody: ['exception', 'recipient_unavailable'],
  Exception_Security: ['exception', 'security_check'],
  Exception_Damage: ['exception', 'damaged'],
  Exception_Rejected: ['exception', 'refused'],
  Exception_Delayed: ['exception', 'delayed'],
  Exception_Lost: ['exception', 'lost'],
  Exception_Destroyed: ['exception', 'destroyed'],
  Exception_Cancel: ['cancelled'],
} as const;

/** A sub-status of 17TRACK's API v2.4. */
export type SeventeenTrackSubStatus = keyof typeof subStatuses;

/** A status and its detail in 17TRACK's words. */
export interface SeventeenTrackWords {
  readonly status: SeventeenTrackStatus;
  readonly sub_status: SeventeenTrackSubStatus;
}

const out: Outward<SeventeenTrackSubStatus> = {
  byStatus: {
    pre_transit: 'InfoReceived',
    in_transit: 'InTransit_Other',
    out_for_delivery: 'OutForDelivery_Other',
    available_for_pickup: 'AvailableForPickup_Other',
    delivery_attempted: 'DeliveryFailure_Other',
    exception: 'Exception_Other',
    returning: 'Exception_Returning',
    delivered: 'Delivered_Other',
    returned: 'Exception_Returned',
    cancelled: 'Exception_Cancel',
    unknown: 'NotFound_Other',
    info: 'NotFound_Other',
  },
  byDetail: {
    in_transit: {
      ...each('InTransit_PickedUp', ['picked_up', 'dropped_off', 'accepted', 'received_at_origin_facility']),
      ...each('InTransit_Departure', ['departed_facility', 'departed_origin_facility', 'departed_origin_country']),
      ...each('InTransit_Arrival', [
        'arrived_at_facility',
        'arrived_in_destination_country',
        'arrived_at_destination_facility',
      ]),
      customs_processing: 'InTransit_CustomsProcessing',
      customs_cleared: 'InTransit_CustomsReleased',
    },
    delivery_attempted: {
      ...each('DeliveryFailure_NoBody', ['recipient_unavailable', 'business_closed', 'notice_left']),
      ...each('DeliveryFailure_Security', ['security_check', 'identification_failed']),
      refused: 'DeliveryFailure_Rejected',
      ...each('DeliveryFailure_InvalidAddress', ['address_issue', 'recipient_moved']),
    },
    exception: {
      ...each('InTransit_CustomsProcessing', ['customs_processing', 'customs_inspection']),
      ...each('InTransit_CustomsRequiringInformation', ['customs_documents_required', 'customs_payment_due']),
      recipient_unavailable: 'Exception_NoBody',
      ...each('Exception_Security', ['security_check', 'dangerous_or_prohibited', 'customs_held', 'customs_rejected']),
      ...each('Exception_Damage', ['damaged', 'contents_missing']),
      refused: 'Exception_Rejected',
      ...each('Exception_Delayed', [
        'delayed',
        'weather_delay',
        'natural_disaster',
        'force_majeure',
        'transport_delay',
        'operational_delay',
        'closed_day',
        'customs_delayed',
        'missorted',
      ]),
      lost: 'Exception_Lost',
      ...each('Exception_Destroyed', ['destroyed', 'seized']),
      return_to_sender: 'Exception_Returning',
    },
    unknown: { tracking_expired: 'Expired_Other' },
    info: { tracking_expired: 'Expired_Other' },
  },
};

/** The main status that a sub-status begins with. */
function statusOf(subStatus: string): string {
  return subStatus.split('_', 1)[0] ?? subStatus;
}

function isStatus(word: string): word is SeventeenTrackStatus {
  return Object.hasOwn(statuses, word);
}

/** A status and detail of ours in 17TRACK's words. */
export function to17Track(ours: StatusAndDetail): SeventeenTrackWords {
  const sub_status = outward('to17Track()', out, ours);
  const status = statusOf(sub_status);
  return { status: isStatus(status) ? status : 'NotFound', sub_status };
}

/**
 * 17TRACK's `status` and `sub_status` in our words; a sub-status that we do not know is read by its family, and words
 * that are not 17TRACK's are `unknown`.
 */
export function from17Track(
  status: Word<SeventeenTrackStatus>,
  subStatus?: Word<SeventeenTrackSubStatus> | null,
): StatusAndDetail {
  const coarse = meaningOf(statuses, status) ?? meaningOf(statuses, statusOf(wordOf(subStatus)));
  return inward(coarse, meaningOf(subStatuses, subStatus ?? undefined));
}
