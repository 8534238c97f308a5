import { type CodeTable, codesIn } from 'waybill/kit';
import { express, meaningOfCode, parcelDe } from './shared/status-divisions.ts';
import { meaningOfEvent, parcelDeEvents } from './shared/status-parcel-de.ts';
import { categories, tables } from './unified/status.ts';

const unified = 'DHL Shipment Tracking - Unified (developer.dhl.com)';
const parcelDeDocument = 'DHL Parcel DE Tracking (developer.dhl.com), list of events, July 2024';

/** All tables of codes that decide DHL's statuses, by the API that is asked. */
export const codeTables: Readonly<Record<'dhl' | 'dhl-express' | 'dhl-parcel-de', readonly CodeTable[]>> = {
  dhl: [
    ...Object.entries(tables).map(
      ([service, table]): CodeTable => ({
        name: `codes of ${service}`,
        field: `status of shipments whose service is ${service}`,
        document: `${unified}, status codes of its divisions`,
        meaning: (code) => meaningOfCode(table, code),
        codes: Object.keys(table),
      }),
    ),
    codesIn(categories, { name: 'coarse codes', field: 'statusCode', document: `${unified}, its OpenAPI document` }),
  ],
  'dhl-express': [
    {
      name: 'checkpoints',
      field: 'typeCode',
      document: 'MyDHL API (developer.dhl.com), event codes',
      meaning: (code) => meaningOfCode(express, code),
      codes: Object.keys(express),
    },
  ],
  'dhl-parcel-de': [
    {
      name: 'events, with reasons after a +',
      field: 'ice+ric',
      document: parcelDeDocument,
      meaning(code) {
        // NTDEL+DMGED+ZF: event, reason, standard event.
        const [ice, ric, standardEvent] = code.split('+');
        return meaningOfEvent(ice, ric, standardEvent);
      },
      codes: Object.keys(parcelDeEvents),
    },
    codesIn(parcelDe, { name: 'standard events', field: 'standard-event-code', document: parcelDeDocument }),
  ],
};
