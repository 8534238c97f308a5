import type { Payload, PayloadFormat } from 'waybill/kit';
import { readFault } from './errors.ts';
import { formatName, readStored } from './read.ts';

/** The unified API has `shipments` too, with `id` and `service` in each. */
function matches(payload: Payload): boolean {
  if (payload.kind !== 'json' || typeof payload.value !== 'object' || payload.value === null) return false;
  const { value } = payload;
  if (!('shipments' in value)) return isOurFault(value);
  const shipments: unknown = value.shipments;
  return (Array.isArray(shipments) ? shipments : [shipments]).some(
    (item: unknown) => typeof item === 'object' && item !== null && 'shipmentTrackingNumber' in item,
  );
}

function isOurFault(value: object): boolean {
  return readFault(value)?.instance?.startsWith('/expressapi/') === true;
}

/** What the MyDHL API answers about shipments, errors included. */
export const dhlExpressFormat: PayloadFormat = { name: formatName, matches, read: readStored };
