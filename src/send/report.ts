import type { TrackingDraft } from '../model/tracking.ts';
import type { Signal } from './signal.ts';

/** Emits what an answer tells of our tables and shapes: codes they lack, and places that were not as we know them. */
export function reportDraft(
  { carrier, mapping, events, issues = [] }: TrackingDraft,
  emit: (signal: Signal) => void,
): void {
  for (const { code, reasonCode, statusBasis: basis } of events) {
    if (code === undefined || basis === 'code') continue;
    const reason = reasonCode === undefined ? {} : { reasonCode };
    emit({ type: 'code.unmapped', carrier, code, ...reason, basis, mapping });
  }
  for (const { path, expected, seen } of issues) {
    emit({ type: 'payload.drifted', carrier, path, expected, seen, mapping });
  }
}
