import type { PayloadFormat } from 'waybill/kit';
import { formatName } from './normalize.ts';
import { readStored } from './read.ts';

const lists = /<data\b[^>]*\bname=["']piece-(?:shipment|status-public)(?:-list)?["']/;

/** What Parcel DE Shipment Tracking answers about shipments, errors included, by both of its hosts. */
export const dhlParcelDeFormat: PayloadFormat = {
  name: formatName,
  matches: (payload) => payload.kind === 'xml' && payload.root === 'data' && lists.test(payload.body.slice(0, 4_096)),
  read: readStored,
};
