import type { PayloadFormat } from 'waybill/kit';
import { formatName, readStored } from './read.ts';

const roots = /^(?:TrackingResponse|ShipmentTrackingErrorResponse)$/;

/**
 * Tracking answers of DHL XML Services (XML-PI), which DHL keeps for those who have it and gives to nobody new; no day of
 * its end is published. Its successor is the MyDHL API.
 */
export const dhlXmlPiFormat: PayloadFormat = {
  name: formatName,
  matches: (payload) => payload.kind === 'xml' && roots.test(payload.root),
  read: readStored,
};
