import type { StatusDetail } from '../model/detail.ts';
import type { TrackingStatus } from '../model/status.ts';

/** What keeping a parcel from its recipient means to them. */
export type MilestoneCause = 'delayed' | 'action_needed' | 'failed';

/** Nothing goes on until sender or recipient does something. */
const needsAction: ReadonlySet<StatusDetail> = new Set([
  'address_issue',
  'recipient_moved',
  'information_required',
  'incorrect_declaration',
  'customs_documents_required',
  'customs_payment_due',
  'payment_due',
  'identification_failed',
  'signature_required',
  'no_access',
  'no_safe_place',
  'notice_left',
  'final_attempt',
  'pickup_reminder',
  'packaging_issue',
]);

/** It will not arrive, or not as it should. */
const fails: ReadonlySet<StatusDetail> = new Set([
  'lost',
  'destroyed',
  'seized',
  'damaged',
  'contents_missing',
  'refused',
  'undeliverable',
  'not_collected',
  'recipient_deceased',
  'rejected_by_carrier',
  'customs_rejected',
  'dangerous_or_prohibited',
  'size_or_weight_exceeded',
  'out_of_service_area',
  'return_requested',
  'return_to_sender',
]);

/** What an attempt in vain mostly is: told as `attempted`. */
const attempted: ReadonlySet<StatusDetail> = new Set([
  'identification_failed',
  'signature_required',
  'no_access',
  'no_safe_place',
  'notice_left',
]);

/** Statuses in which a detail may say that something is wrong. */
const open: ReadonlySet<TrackingStatus> = new Set([
  'in_transit',
  'out_for_delivery',
  'delivery_attempted',
  'available_for_pickup',
  'exception',
]);

/** What a status with this detail means; undefined where it means nothing but itself. */
export function causeOf(status: TrackingStatus, detail: StatusDetail | undefined): MilestoneCause | undefined {
  if (!open.has(status)) return undefined;
  const isAttempt = status === 'delivery_attempted' && detail !== undefined && attempted.has(detail);
  if (detail !== undefined && needsAction.has(detail) && !isAttempt) return 'action_needed';
  if (detail !== undefined && fails.has(detail)) return 'failed';
  return status === 'exception' && detail !== 'held_at_request' ? 'delayed' : undefined;
}
