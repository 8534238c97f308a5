import {
  chooseShipment,
  failed,
  found,
  type Inquiry,
  type Outcome,
  type ShipmentMatch,
  type TrackingDraft,
  type TrackingError,
} from 'waybill/kit';
import { byNumber } from './answers.ts';

/** What an answer says of one shipment, and the numbers that it goes by. */
export interface ShipmentEntry {
  readonly numbers: readonly string[];
  readonly outcome: Outcome<ShipmentMatch>;
}

/**
 * What the entries of an answer come to for each number asked: the shipment that is meant, else why there is none, else
 * what `otherwise` says; a number that nothing is said of is left out, and the core asks for it apart.
 *
 * @param spelled Numbers as they are compared; default as they are.
 */
export function outcomesFor(
  inquiries: readonly Inquiry[],
  entries: readonly ShipmentEntry[],
  otherwise: (trackingNumber: string) => TrackingError | undefined = () => undefined,
  spelled: (number: string) => string = String,
): readonly Outcome<TrackingDraft>[] {
  const names = entries.flatMap((entry) =>
    [...new Set(entry.numbers.map(spelled))].map((number) => ({ number, entry })),
  );
  const named = byNumber(names, ({ number }) => number);
  return inquiries.flatMap((inquiry) => {
    const { trackingNumber } = inquiry;
    const ours = named.get(spelled(trackingNumber))?.map(({ entry }) => entry) ?? [];
    const outcome = outcomeOf(ours, trackingNumber, inquiry);
    const error = outcome === undefined ? otherwise(trackingNumber) : undefined;
    return outcome ?? (error === undefined ? [] : failed(trackingNumber, error));
  });
}

/** The entries of a stored answer by their numbers, each number once. */
export function storedOutcomes(entries: readonly ShipmentEntry[]): readonly Outcome<TrackingDraft>[] {
  return [...byNumber(entries, ({ outcome }) => outcome.trackingNumber)].flatMap(
    ([number, group]) => outcomeOf(group, number, {}) ?? [],
  );
}

function outcomeOf(
  entries: readonly ShipmentEntry[],
  number: string,
  hints: Partial<Inquiry>,
): Outcome<TrackingDraft> | undefined {
  const outcomes = entries.map(({ outcome }) => outcome);
  const draft = chooseShipment(
    outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])),
    hints,
  );
  if (draft !== undefined) return found(number, draft);
  const refused = outcomes.find((outcome) => !outcome.ok);
  return refused?.ok === false ? failed(number, refused.error) : undefined;
}
