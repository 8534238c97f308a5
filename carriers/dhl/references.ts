import { type CarrierId, compact, present, type Reference, type RelatedNumber, text } from 'waybill/kit';
import { returnNumber } from './events.ts';
import type { WireShipment } from './wire.ts';

/** Numbers beside the tracking number: the shipper's, and those of the parcel's other legs. */
export interface Numbers {
  readonly references: readonly Reference[];
  readonly related: readonly RelatedNumber[];
}

/** An Intelligent Mail package barcode: the United States Postal Service delivers. */
const imPackageBarcode = /^9[1-5]\d{18,20}$/;

/** Deliverers under DHL's own roof, as `destinationProvider` names them. */
const ours = /^(?:express|freight|parcel-(?:de|es|iberia|nl|pl|pt|uk|be|cz|lu)|ppl)/;

/** References by their kind; `local-tracking-number` is the parcel's number at its last carrier. */
export function readNumbers(shipment: WireShipment, trackingNumber: string): Numbers {
  const references: Reference[] = [];
  const related: RelatedNumber[] = [];
  for (const reference of present(shipment.details?.references)) {
    const value = text(reference.number);
    if (value === undefined) continue;
    const type = text(reference.type);
    if (type === 'local-tracking-number' && value !== trackingNumber) {
      related.push(
        compact({ relation: 'last_mile' as const, trackingNumber: value, carrier: lastCarrier(shipment, value) }),
      );
    } else {
      references.push(compact({ kind: type?.replaceAll('-', '_'), value }));
    }
  }
  for (const event of present(shipment.events)) {
    const number = returnNumber(event);
    if (number !== undefined) related.push({ relation: 'return', trackingNumber: number, carrier: 'dhl' });
  }
  const label = soleLabel(shipment, trackingNumber);
  if (label !== undefined) related.push({ relation: 'duplicate', trackingNumber: label, carrier: 'dhl' });
  return { references, related: related.filter(isFirst) };
}

function isFirst(number: RelatedNumber, index: number, all: readonly RelatedNumber[]): boolean {
  return all.findIndex((other) => other.trackingNumber === number.trackingNumber) === index;
}

function lastCarrier(shipment: WireShipment, number: string): CarrierId | undefined {
  if (imPackageBarcode.test(number)) return 'usps';
  return ours.test(text(shipment.details?.provider?.destinationProvider) ?? '') ? 'dhl' : undefined;
}

/**
 * The licence plate of a shipment of one piece. Parcel DE repeats its number there without leading zeros or check digit:
 * that is no other number.
 */
function soleLabel({ details }: WireShipment, trackingNumber: string): string | undefined {
  const [only, ...others] = present(details?.pieceIds);
  const label = others.length === 0 ? text(only) : undefined;
  return label === undefined || trackingNumber.includes(label) ? undefined : label;
}
