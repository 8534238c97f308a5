import type { Change, ChangeOf } from '../model/change.ts';
import type { Delivery, Issue, Tracking } from '../model/tracking.ts';
import { isSame } from './equal.ts';
import { isPermuted } from './event-changes.ts';

/**
 * Whether anything happened. What may differ with every answer is told along with news and is none by itself: the format
 * and tables by which it was read, links to documents, and the order of lines that their times do not order, with what follows from it (twins trade their ids, and
 * an issue is found at another place of the payload).
 */
export function isSignificant(previous: Tracking, next: Tracking, changes: readonly Change[]): boolean {
  return changes.some((change) => {
    switch (change.type) {
      case 'events.reordered':
        return false;
      case 'event.revised':
        return change.previousId !== change.event.id || !isPermuted(previous.events, next.events);
      case 'facts.changed':
        return isSignificantFieldChange(change, previous);
      default:
        return true;
    }
  });
}

function isSignificantFieldChange({ set, unset }: ChangeOf<'facts.changed'>, previous: Tracking): boolean {
  const { delivery = previous.delivery, issues = previous.issues, mapping: _, ...others } = set;
  return (
    unset.length > 0 ||
    Object.keys(others).length > 0 ||
    !isSame(withoutLinks(previous.delivery), withoutLinks(delivery)) ||
    !isSame(withoutIndices(previous.issues), withoutIndices(issues))
  );
}

function withoutLinks(delivery: Delivery | undefined): unknown {
  return delivery?.proof === undefined ? delivery : { ...delivery, proof: delivery.proof.map(({ kind }) => kind) };
}

function withoutIndices(issues: readonly Issue[] = []): readonly string[] {
  return issues.map(({ path, expected, seen }) => [path.replaceAll(/\d+/g, '#'), expected, seen].join(' ')).sort();
}
