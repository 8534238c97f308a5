import type { Change } from '../model/change.ts';
import type { Window } from '../model/tracking.ts';
import { dateOf } from '../time/time.ts';
import { endOf } from '../time/window.ts';
import { parcelOf } from './change-key.ts';

/** What a customer is told of a parcel, in eight words. */
export const milestones = [
  'shipped',
  'in_transit',
  'out_for_delivery',
  'delayed',
  'attempted',
  'ready_for_pickup',
  'delivered',
  'returned',
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
}

/**
 * What a change means to a customer, if anything. Told once per `key`, a parcel is `shipped` once; `in_transit` again
 * each time it moves on after a halt; `out_for_delivery`, `attempted` and `delayed` by an exception at most once a day,
 * `delayed` by the forecast once for each later day; the others again only if the parcel came there anew.
 */
export function milestone(change: Change): Milestone | undefined {
  const tell = (name: MilestoneName, ...of: readonly string[]): Milestone => ({
    milestone: name,
    key: [parcelOf(change), 'milestone', name, ...of].join('/'),
    passed: 'passed' in change && change.passed,
  });
  switch (change.type) {
    case 'status.changed':
      if (change.to !== 'in_transit' || change.retracted) return undefined;
      return change.first ? tell('shipped') : tell('in_transit', lastPart(change));
    case 'delivery.started':
      return tell('out_for_delivery', lastPart(change));
    case 'exception.raised':
      return tell('delayed', change.occurredAt === undefined ? lastPart(change) : dateOf(change.occurredAt));
    case 'estimate.moved': {
      const [before, now] = [dayOf(change.previous), dayOf(change.estimate)];
      return before !== undefined && now !== undefined && now > before ? tell('delayed', 'until', now) : undefined;
    }
    case 'attempt.failed':
      return tell('attempted', lastPart(change));
    case 'pickup.opened':
      return tell('ready_for_pickup', lastPart(change));
    case 'delivered':
    case 'returned':
      return tell(change.type, lastPart(change));
    default:
      return undefined;
  }
}

/** The day by which it is expected. */
function dayOf(window: Window): string | undefined {
  const end = endOf(window);
  return end === undefined ? undefined : dateOf(end);
}

function lastPart({ key }: Change): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
