import type { Payload, PayloadFormat } from 'waybill/kit';
import { readProblem } from './errors.ts';
import { formatName } from './normalize.ts';
import { readStored } from './read.ts';

/** MyDHL has `shipments` too, each with `shipmentTrackingNumber`; a push has a `scope` beside them. */
function matches(payload: Payload): boolean {
  if (payload.kind !== 'json' || typeof payload.value !== 'object' || payload.value === null) return false;
  const { value } = payload;
  if (!('shipments' in value)) return readProblem(value) !== undefined;
  if ('scope' in value || !Array.isArray(value.shipments)) return false;
  const shipments: readonly unknown[] = value.shipments;
  return shipments.length === 0 || shipments.some(isShipment);
}

function isShipment(item: unknown): boolean {
  if (typeof item !== 'object' || item === null || 'shipmentTrackingNumber' in item) return false;
  return 'id' in item || ('service' in item && ('status' in item || 'events' in item));
}

/** What Shipment Tracking – Unified answers, errors included. */
export const dhlUnifiedFormat: PayloadFormat = { name: formatName, matches, read: readStored };
