import type { CarrierSandbox, ParcelLife } from '../carrier/sandbox.ts';
import type { CarrierId } from '../model/tracking.ts';

/** Where the sandbox looks a number up when no life was added for it: several lives are one number used again. */
export type ParcelSource = (trackingNumber: string, carrier: CarrierSandbox) => readonly ParcelLife[];

/** The parcels that the sandbox knows; may change while it runs. */
export interface Parcels {
  /** A life for a number that has one already is one more shipment under that number. */
  add(...lives: readonly ParcelLife[]): void;
  /** Forgets every life of the number, of one carrier or of all. */
  remove(trackingNumber: string, carrier?: CarrierId): void;
  /** All lives of a number, whatever the time. */
  of(carrier: CarrierId, trackingNumber: string): readonly ParcelLife[];
}

/** Keeps lives, or computes them: a source needs no memory for a million numbers. */
export function parcelsFrom(
  initial: readonly ParcelLife[] | ParcelSource,
  carriers: readonly CarrierSandbox[],
): Parcels {
  const lives = new Map<string, Map<CarrierId, ParcelLife[]>>();
  const source = typeof initial === 'function' ? initial : undefined;
  const add = (...added: readonly ParcelLife[]): void => {
    for (const life of added) {
      const byCarrier = lives.get(life.trackingNumber) ?? new Map<CarrierId, ParcelLife[]>();
      lives.set(life.trackingNumber, byCarrier);
      byCarrier.set(life.carrier, [...(byCarrier.get(life.carrier) ?? []), life]);
    }
  };
  if (typeof initial !== 'function') add(...initial);
  return {
    add,
    remove(trackingNumber, carrier) {
      if (carrier === undefined) lives.delete(trackingNumber);
      else lives.get(trackingNumber)?.delete(carrier);
    },
    of(id, trackingNumber) {
      const carrier = carriers.find((each) => each.carrier === id);
      const madeUp = (): readonly ParcelLife[] => (carrier && source?.(trackingNumber, carrier)) ?? [];
      return lives.get(trackingNumber)?.get(id) ?? madeUp();
    },
  };
}

/** The lives as they look at a moment, the newest last: what is still to come is cut off, and a life not begun is none. */
export function livesAt(lives: readonly ParcelLife[], now: number): readonly ParcelLife[] {
  const begun = lives.flatMap((life) => {
    const events = life.events.filter(({ at }) => Date.parse(at) <= now);
    return events.length === 0 ? [] : [{ ...life, events }];
  });
  return begun.length < 2 ? begun : begun.toSorted((a, b) => beginning(a) - beginning(b));
}

function beginning({ events }: ParcelLife): number {
  return Date.parse(events[0]?.at ?? '');
}
