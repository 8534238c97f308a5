import type { TrackingStatus } from '../model/status.ts';
import type { Tracking } from '../model/tracking.ts';
import { checkArguments } from '../options/options.ts';
import { tracking as trackingValue } from '../options/values.ts';
import { type PresentOptions, presentOptions } from './headline.ts';
import { defaultLanguage } from './language.ts';
import type { StepName } from './texts.ts';
import { toneOf } from './tone.ts';

/** One step of a parcel's way. */
export interface ProgressStep {
  readonly name: StepName;
  /** In the language asked for. */
  readonly label: string;
  /**
   * `done`; `current`, of which there is one at the most; `failed`, the current one where something is wrong; `upcoming`.
   */
  readonly state: 'done' | 'current' | 'failed' | 'upcoming';
}

/** How far a parcel has come. */
export interface TrackingProgress {
  /** In order; empty where there is nothing to show: a parcel of which nothing is known, or that was called off. */
  readonly steps: readonly ProgressStep[];
  /** From 0, announced, to 1, where it was to go or back with the sender. */
  readonly share: number;
}

/**
 * The steps of a parcel's way, and how far it has come. A problem or an attempt changes the state of the step it happened
 * in, and moves nothing back or forward. A parcel that turned round goes another way, whose end is the sender.
 *
 * @throws TrackingError `invalid_request` for a language that is none.
 */
export function progress(tracking: Tracking, options: Pick<PresentOptions, 'language'> = {}): TrackingProgress {
  checkArguments('progress()', { tracking: [trackingValue, tracking], options: [presentOptions, options] });
  const { texts } = options.language ?? defaultLanguage;
  const way = wayOf(tracking);
  const at = way.lastIndexOf(reachedOf(tracking));
  if (at < 0) return { steps: [], share: 0 };
  const isOver = at === way.length - 1;
  const steps = way.map((name, index): ProgressStep => {
    const state = index < at || (isOver && index === at) ? 'done' : index > at ? 'upcoming' : 'current';
    const isWrong = index === at && toneOf(tracking) === 'problem';
    return { name, label: texts.steps[name], state: isWrong ? 'failed' : state };
  });
  return { steps, share: at / (way.length - 1) };
}

function wayOf(tracking: Tracking): readonly StepName[] {
  const { status } = tracking;
  if (status === 'cancelled' || status === 'unknown') return [];
  if (status === 'returning' || status === 'returned') return ['announced', 'in_transit', 'returning', 'returned'];
  return isForPickup(tracking)
    ? ['announced', 'in_transit', 'ready_for_pickup', 'collected']
    : ['announced', 'in_transit', 'out_for_delivery', 'delivered'];
}

/** Whether the recipient comes for it, or came. */
function isForPickup({ status, detail, delivery, events }: Tracking): boolean {
  if (status === 'available_for_pickup' || detail === 'to_pickup_point') return true;
  if (status === 'delivered') {
    return detail === 'collected' || delivery?.to === 'pickup_point' || delivery?.to === 'post_office';
  }
  const last = events.findLast((event) => event.status !== 'info' && event.status !== 'exception');
  return last?.status === 'available_for_pickup' || last?.detail === 'to_pickup_point';
}

const stepOf: Readonly<Record<TrackingStatus, StepName | undefined>> = {
  pre_transit: 'announced',
  in_transit: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  delivery_attempted: 'out_for_delivery',
  available_for_pickup: 'ready_for_pickup',
  delivered: 'delivered',
  returning: 'returning',
  returned: 'returned',
  exception: undefined,
  cancelled: undefined,
  unknown: undefined,
};

/** The step that its status stands for; of an exception that of the last line that moved it. */
function reachedOf(tracking: Tracking): StepName {
  const { status, events } = tracking;
  if (status === 'delivered') return isForPickup(tracking) ? 'collected' : 'delivered';
  const plain = stepOf[status];
  if (plain !== undefined) return isForPickup(tracking) && plain === 'out_for_delivery' ? 'in_transit' : plain;
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index]?.status;
    const step = event === undefined || event === 'info' ? undefined : stepOf[event];
    // A delivery that a problem follows is none.
    if (step !== undefined && wayOf(tracking).slice(0, -1).includes(step)) return step;
  }
  return 'in_transit';
}
