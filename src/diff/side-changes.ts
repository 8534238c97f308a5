import { compact } from '../model/compact.ts';
import type { ProofReference, Tracking, TrackingEvent } from '../model/tracking.ts';
import { type ChangeDraft, dayOf, lineOf } from './change-key.ts';

/** What the lines and facts of a tracking tell beside the way: other hands, another address, documents. */
export function sideChanges(tracking: Tracking): readonly ChangeDraft[] {
  return [...handovers(tracking), ...redirections(tracking), ...proofs(tracking)];
}

/** By its lines; where no line tells of it, a number at the delivering carrier does. */
function handovers({ events, related = [] }: Tracking): readonly ChangeDraft[] {
  const partner = related.find(({ relation }) => relation === 'last_mile');
  const lines: readonly (TrackingEvent | undefined)[] = firstOfEachDay(events, 'handed_to_partner');
  const hands = lines.length === 0 && partner !== undefined ? [undefined] : lines;
  return hands.map((event, index) =>
    compact({
      type: 'handed_over' as const,
      of: [String(index + 1)],
      ...lineOf(event),
      partner: index === hands.length - 1 ? partner : undefined,
    }),
  );
}

function redirections({ events }: Tracking): readonly ChangeDraft[] {
  return firstOfEachDay(events, 'forwarded').map((event) => ({
    type: 'redirected' as const,
    of: [dayOf(event)],
    ...lineOf(event),
  }));
}

/** A kind of document counts once: its link may be another one with every answer. */
function proofs({ events, delivery }: Tracking): readonly ChangeDraft[] {
  const told = new Map<ProofReference['kind'], ChangeDraft>();
  const tell = (proof: ProofReference, event?: TrackingEvent): void => {
    if (told.has(proof.kind)) return;
    told.set(proof.kind, { type: 'proof.added', of: [proof.kind], ...lineOf(event), proof });
  };
  for (const proof of delivery?.proof ?? []) tell(proof);
  for (const event of events) {
    if (event.detail === 'photo_available') tell({ kind: 'photo' }, event);
    if (event.detail === 'proof_available') tell({ kind: 'document' }, event);
  }
  return [...told.values()];
}

function firstOfEachDay(events: readonly TrackingEvent[], detail: TrackingEvent['detail']): readonly TrackingEvent[] {
  const days = new Map<string, TrackingEvent>();
  for (const event of events) {
    if (event.detail === detail && !days.has(dayOf(event))) days.set(dayOf(event), event);
  }
  return [...days.values()];
}
