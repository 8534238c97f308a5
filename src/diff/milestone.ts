import type { Change, ChangeOf } from '../model/change.ts';
import type { StatusDetail } from '../model/detail.ts';
import type { TrackingStatus } from '../model/status.ts';
import { checkArguments } from '../options/options.ts';
import { change as changeValue } from '../options/values.ts';
import { dateOf } from '../time/time.ts';
import { endOf } from '../time/window.ts';
import { parcelOf, particularsOf } from './change-key.ts';

/** What a customer is told of a parcel, in thirteen words. */
export const milestones = [
  'shipped',
  'in_transit',
  'out_for_delivery',
  'delayed',
  'action_needed',
  'attempted',
  'ready_for_pickup',
  'delivered',
  'failed',
  'returning',
  'returned',
  'cancelled',
  'corrected',
] as const;

/** One of {@link milestones}. */
export type MilestoneName = (typeof milestones)[number];

/** Something to tell a customer. */
export interface Milestone {
  readonly milestone: MilestoneName;
  /** The same for whatever would be told a second time: a delay and its next line, an attempt and its rewording. */
  readonly key: string;
  /** True if it was over when it was found: the parcel has moved on since. */
  readonly passed: boolean;
  /** True for what was history already when the parcel was first seen: to show, not to send. */
  readonly initial?: true;
}

/**
 * What a change means to a customer, if anything. Told once per `key`:
 *
 * - `shipped` once; `in_transit` each time it moves on after a halt; `out_for_delivery` and `attempted` once a day;
 * - `delayed` by an exception once a day, by the forecast once for each later day; a first forecast past the promise is one;
 * - `action_needed`: nothing goes on until sender or recipient does something: address, documents, payment;
 * - `failed`: it will not arrive, or not as it should: lost, destroyed, damaged, refused; the detail of the change says which;
 * - `ready_for_pickup`, `delivered`, `returning`, `returned`, `cancelled` again only if the parcel came there anew;
 * - `corrected`: what was told last does not hold: the carrier took it back, or a delivered parcel moves again.
 *
 * An exception that somebody asked for, such as a hold, is no milestone.
 *
 * @throws TrackingError `invalid_request` for what is no change.
 */
export function milestone(change: Change): Milestone | undefined {
  checkArguments('milestone()', { change: [changeValue, change] });
  const found = meaningOf(change);
  if (found === undefined) return undefined;
  const [name, ...of] = found;
  return {
    milestone: name,
    key: [parcelOf(change), 'milestone', name, ...of].join('/'),
    passed: 'passed' in change && change.passed,
    ...(change.initial && { initial: true }),
  };
}

type MilestoneReading = readonly [name: MilestoneName, ...of: readonly string[]];

function meaningOf(change: Change): MilestoneReading | undefined {
  const particulars = particularsOf(change);
  switch (change.type) {
    case 'status.changed':
      return ofStatus(change, particulars);
    case 'delivery.started':
      return ['out_for_delivery', particulars];
    case 'exception.raised':
      return ofCause(causeOf('exception', change.detail), change, particulars);
    case 'attempt.failed':
      return ofCause(causeOf('delivery_attempted', change.detail), change, particulars) ?? ['attempted', particulars];
    case 'detail.changed':
      return ofCause(causeOf(change.status, change.to), change, particulars);
    case 'estimate.set':
    case 'estimate.moved':
      return change.late
        ? ['delayed', 'until', dateOf(endOf(change.estimate) ?? '') + retellingOf(particulars)]
        : undefined;
    case 'pickup.opened':
      return ['ready_for_pickup', particulars];
    case 'return.started':
      return ['returning', particulars];
    case 'delivered':
    case 'returned':
      return [change.type, particulars];
    case 'delivery.reopened':
      return ['corrected', particulars];
    default:
      return undefined;
  }
}

function ofStatus(
  { from, to, first, retracted }: ChangeOf<'status.changed'>,
  particulars: string,
): MilestoneReading | undefined {
  if (to === 'cancelled') return ['cancelled', particulars];
  // A delivery that is taken back, one to the sender too, is told as such, and of a label nothing was told.
  if (retracted) return untold.has(from) ? undefined : ['corrected', particulars];
  if (to !== 'in_transit') return undefined;
  return first ? ['shipped', ...again(particulars)] : ['in_transit', particulars];
}

const untold: ReadonlySet<string> = new Set(['unknown', 'pre_transit', 'delivered', 'returned']);

function ofCause(
  cause: MilestoneCause | undefined,
  { occurredAt }: { readonly occurredAt?: string; readonly detail?: StatusDetail },
  particulars: string,
): MilestoneReading | undefined {
  if (cause === undefined) return undefined;
  if (cause !== 'delayed') return [cause, particulars];
  return [cause, occurredAt === undefined ? particulars : dateOf(occurredAt) + retellingOf(particulars)];
}

/** What the end of a key says of a telling that is not the first. */
function retellingOf(particulars: string): string {
  const after = particulars.indexOf('/after/');
  return after < 0 ? (/~\d+$/.exec(particulars)?.[0] ?? '') : particulars.slice(after);
}

function again(particulars: string): readonly string[] {
  const retelling = retellingOf(particulars);
  return retelling === '' ? [] : [retelling];
}

/** What keeping a parcel from its recipient means to them. */
type MilestoneCause = 'delayed' | 'action_needed' | 'failed';

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
function causeOf(status: TrackingStatus, detail: StatusDetail | undefined): MilestoneCause | undefined {
  if (!open.has(status)) return undefined;
  const isAttempt = status === 'delivery_attempted' && detail !== undefined && attempted.has(detail);
  if (detail !== undefined && needsAction.has(detail) && !isAttempt) return 'action_needed';
  if (detail !== undefined && fails.has(detail)) return 'failed';
  return status === 'exception' && detail !== 'held_at_request' ? 'delayed' : undefined;
}
