import { compact } from '../model/compact.ts';
import type { TrackingStatus } from '../model/status.ts';
import type { Tracking, TrackingEvent } from '../model/tracking.ts';
import { type ParcelStatus, parcelStatus } from '../read/parcel-status.ts';
import { inOrder } from '../time/order.ts';

/** One step of a parcel's way: a line of the history that says where it is, or the carrier's own word at the end. */
interface Step {
  readonly before: ParcelStatus;
  readonly after: ParcelStatus;
  /** Absent for a status that the carrier states and no line shows. */
  readonly event?: TrackingEvent;
}

/** A period in one status, from the line that began it to the last that said the same. */
export interface StatusPeriod {
  readonly from: ParcelStatus;
  readonly status: TrackingStatus;
  /** The how-manieth period in this status it is, from 1. */
  readonly nth: number;
  /** The same of the status that it left. */
  readonly nthBefore: number;
  readonly backwards: boolean;
  readonly steps: readonly Step[];
}

/**
 * How the parcel came to its status, period by period, by the rules that gave it the status in the first place. Whoever
 * looks once at the end sees the same way as who looked after every scan.
 */
export function statusHistory(tracking: Pick<Tracking, 'status' | 'detail' | 'events'>): readonly StatusPeriod[] {
  const periods: (StatusPeriod & { readonly steps: Step[] })[] = [];
  const times = new Map<TrackingStatus, number>();
  let progress = 0;
  for (const step of stepsOf(tracking)) {
    const { status } = step.after;
    if (status === step.before.status) {
      periods.at(-1)?.steps.push(step);
      continue;
    }
    const nth = (times.get(status) ?? 0) + 1;
    const reached = progressOf[status] ?? progress;
    const nthBefore = times.get(step.before.status) ?? 0;
    periods.push({ from: step.before, status, nth, nthBefore, backwards: reached < progress, steps: [step] });
    times.set(status, nth);
    progress = reached;
  }
  return periods;
}

/** How far along a status is; those that are neither ahead nor behind stand nowhere. */
const progressOf: Partial<Record<TrackingStatus, number>> = {
  pre_transit: 0,
  in_transit: 1,
  out_for_delivery: 2,
  delivery_attempted: 2,
  available_for_pickup: 3,
  returning: 3,
  delivered: 4,
  returned: 4,
};

function stepsOf({ status, detail, events }: Pick<Tracking, 'status' | 'detail' | 'events'>): readonly Step[] {
  const lines = inOrder(events, 'oldest-first');
  const steps = walk(lines, status);
  const reached = steps.at(-1)?.after ?? { status: 'unknown' };
  return reached.status === status ? steps : [...steps, { before: reached, after: { status, detail } }];
}

/**
 * Whether a delivery was one to the sender is known to the carrier and not to the history: it is read back from the
 * status that came of it.
 */
function walk(lines: readonly TrackingEvent[], status: TrackingStatus): readonly Step[] {
  const plain = walkWith(lines, undefined);
  if (plain.at(-1)?.after.status === status || (status !== 'delivered' && status !== 'returned')) return plain;
  const known = walkWith(lines, status === 'returned');
  return known.at(-1)?.after.status === status ? known : plain;
}

function walkWith(lines: readonly TrackingEvent[], toSender: boolean | undefined): readonly Step[] {
  const steps: Step[] = [];
  let before: ParcelStatus = { status: 'unknown' };
  for (const event of lines) {
    if (event.status === 'info' || event.status === 'unknown') continue;
    // A status reads like a line that says the same, so that a step needs no more of the history than that.
    const after = parcelStatus([compact(before), event], undefined, toSender);
    // A label behind a scan says nothing any more.
    if (event.status === 'pre_transit' && after.status !== 'pre_transit') continue;
    steps.push({ before, after, event });
    before = after;
  }
  return steps;
}
