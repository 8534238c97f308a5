import { compact } from '../model/compact.ts';
import type { StatusDetail } from '../model/detail.ts';
import type { Tracking } from '../model/tracking.ts';
import type { ConcernKind, Finding } from './concern.ts';

interface Action extends Pick<Finding, 'kind' | 'severity' | 'why'> {
  readonly kind: ConcernKind;
  readonly details: readonly StatusDetail[];
}

/** What somebody must do something about, by what the carrier says. */
const actions: readonly Action[] = [
  {
    kind: 'damaged',
    severity: 'critical',
    details: ['damaged', 'contents_missing'],
    why: 'The carrier says that the parcel is damaged or that something is missing from it.',
  },
  {
    kind: 'destroyed',
    severity: 'critical',
    details: ['destroyed', 'seized'],
    why: 'The parcel was destroyed, disposed of or seized.',
  },
  {
    kind: 'refused',
    severity: 'critical',
    details: ['refused'],
    why: 'The recipient refused the parcel.',
  },
  {
    kind: 'undeliverable',
    severity: 'critical',
    details: [
      'undeliverable',
      'not_collected',
      'recipient_deceased',
      'rejected_by_carrier',
      'customs_rejected',
      'dangerous_or_prohibited',
      'size_or_weight_exceeded',
      'out_of_service_area',
    ],
    why: 'The carrier cannot, or may not, deliver the parcel.',
  },
  {
    kind: 'final_attempt',
    severity: 'critical',
    details: ['final_attempt'],
    why: 'The last attempt to deliver the parcel failed.',
  },
  {
    kind: 'address_issue',
    severity: 'warning',
    details: ['address_issue', 'recipient_moved'],
    why: 'The carrier cannot deliver to the address that it has.',
  },
  {
    kind: 'documents_required',
    severity: 'warning',
    details: ['information_required', 'customs_documents_required', 'incorrect_declaration'],
    why: 'The carrier or customs wait for papers, data or an answer.',
  },
  {
    kind: 'payment_due',
    severity: 'warning',
    details: ['payment_due', 'customs_payment_due'],
    why: 'Duties, charges or cash on delivery are not paid.',
  },
  {
    kind: 'delivered_in_part',
    severity: 'warning',
    details: ['delivered_in_part'],
    why: 'Some pieces were delivered, others were not.',
  },
];

/** Of a parcel that has come only these are left to act on. */
const afterDelivery: ReadonlySet<ConcernKind> = new Set(['damaged', 'delivered_in_part']);

/** What somebody must act on now, whatever silence may say later. */
export function required(tracking: Tracking): readonly Finding[] {
  const told = presentDetails(tracking);
  if (tracking.status === 'returned' || tracking.status === 'cancelled') return [];
  return actions.flatMap(({ details, ...action }) => {
    if (tracking.status === 'delivered' && !afterDelivery.has(action.kind)) return [];
    const detail = details.find((word) => told.has(word));
    return detail === undefined ? [] : [compact({ ...action, since: told.get(detail) })];
  });
}

/** The parcel's detail and what was noted on the side since, each with the time of its line. */
function presentDetails({ detail, events }: Tracking): ReadonlyMap<StatusDetail, string | undefined> {
  const told = new Map<StatusDetail, string | undefined>();
  const moving = events.findLastIndex(({ status }) => status !== 'info' && status !== 'unknown');
  for (const event of events.slice(moving + 1))
    if (event.detail !== undefined) told.set(event.detail, event.occurredAt);
  if (detail !== undefined) told.set(detail, firstOfLast(events, detail));
  return told;
}

/** When the detail was told first since the parcel last had another one, so that telling it again changes nothing. */
function firstOfLast(events: Tracking['events'], detail: StatusDetail): string | undefined {
  const lines = events.filter(({ status }) => status !== 'info' && status !== 'unknown');
  const other = lines.findLastIndex((line) => line.detail !== detail);
  return lines[other + 1]?.occurredAt ?? lines.findLast((line) => line.detail === detail)?.occurredAt;
}
