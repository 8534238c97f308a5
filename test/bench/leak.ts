import { readPayload } from 'waybill';
import { formats } from 'waybill/carriers';
import { collect } from './collect.ts';
import type { Row } from './table.ts';

/** Small, so that a million readings take a minute; each with a scan, a place and a field of the wrong kind. */
const texts = {
  json: JSON.stringify({
    shipments: [
      {
        id: '4123456783',
        service: 'express',
        status: { timestamp: '2026-11-20T14:30:00', statusCode: 'transit', description: 'Arrived at the hub' },
        events: [
          {
            timestamp: '2026-11-20T14:30:00',
            location: { address: { countryCode: 'DE', addressLocality: 'Leipzig' } },
            statusCode: 'transit',
            description: ['Arrived'],
          },
        ],
      },
    ],
  }),
  xml:
    '<TrackResponse><TrackInfo ID="9400100000000000000013"><TrackSummary><EventTime>2:30 pm</EventTime>' +
    '<EventDate>November 20, 2026</EventDate><Event>Arrived at Post Office</Event><EventCity>ASHLAND</EventCity>' +
    '<EventState>OR</EventState><EventZIPCode>97520</EventZIPCode><EventCode>07</EventCode></TrackSummary>' +
    '</TrackInfo></TrackResponse>',
} as const;

const looks: readonly number[] = [100_000, 500_000, 1_000_000];

/** Heap in use, after a collection, while one text of each kind is read a million times: it stays where it is. */
export function measureLeak(): readonly Row[] {
  return Object.entries(texts).flatMap(([kind, text]) => {
    const rows: Row[] = [];
    const begin = performance.now();
    for (let readings = 1; readings <= 1_000_000; readings += 1) {
      const [outcome] = readPayload(text, formats);
      if (outcome?.ok !== true) throw new Error(`The ${kind} text could not be read`);
      if (!looks.includes(readings)) continue;
      collect();
      rows.push({
        text: kind,
        bytes: text.length,
        readings,
        'heap kB': Math.round(process.memoryUsage().heapUsed / 1e3),
        seconds: Math.round((performance.now() - begin) / 1000),
      });
    }
    return rows;
  });
}
