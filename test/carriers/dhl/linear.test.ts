import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { dhlFormats } from '../../../carriers/dhl/index.ts';

/*
 * Work grows with the payload and no faster. It is counted: characters that patterns and searches look at, items that
 * lists are gone through. Patterns that may try a text over and over see none that is long.
 */

const number = '4123456783';
const parcel = '00340434161094000001';

/** Longer than any text that a pattern with an open middle (`.*`) may see. */
const mostForOpenPatterns = 2_000;

interface Work {
  readonly steps: number;
  /** Patterns with an open middle that saw a long text. */
  readonly open: readonly string[];
}

const searching = ['split', 'toLowerCase', 'toUpperCase', 'trim'] as const;
const listing = [
  'every',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
  'includes',
  'indexOf',
  'join',
  'map',
  'reduce',
  'some',
] as const;

/** Counts the work of a function by the methods that go through texts and lists. */
function workOf(run: () => void): Work {
  let steps = 0;
  const open: string[] = [];
  const restore: (() => void)[] = [];
  function count<Holder extends object>(holder: Holder, name: keyof Holder & string, cost: (self: unknown) => number) {
    const own = Reflect.get(holder, name) as (...given: readonly unknown[]) => unknown;
    Reflect.set(holder, name, function counted(this: unknown, ...given: readonly unknown[]) {
      steps += cost(this);
      return Reflect.apply(own, this, given);
    });
    restore.push(() => Reflect.set(holder, name, own));
  }
  const lengthOf = (self: unknown): number => (self as { readonly length: number }).length;
  for (const name of searching) count(String.prototype, name, lengthOf);
  for (const name of listing) count(Array.prototype, name, lengthOf);
  const { indexOf } = String.prototype;
  String.prototype.indexOf = function counted(this: string, sought: string, from = 0) {
    const found = Reflect.apply(indexOf, this, [sought, from]) as number;
    steps += (found < 0 ? this.length : found) - from;
    return found;
  };
  restore.push(() => {
    String.prototype.indexOf = indexOf;
  });
  const { exec } = RegExp.prototype;
  RegExp.prototype.exec = function counted(this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = Reflect.apply(exec, this, [text]) as RegExpExecArray | null;
    steps += (match === null ? text.length : match.index + match[0].length) - from;
    if (text.length > mostForOpenPatterns && /\.[*+]/.test(this.source.replaceAll('\\.', ''))) open.push(this.source);
    return match;
  };
  try {
    run();
  } finally {
    RegExp.prototype.exec = exec;
    for (const undo of restore) undo();
  }
  return { steps, open };
}

const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const minute = (index: number): string => new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString().slice(0, 19);
const plate = (index: number): string => `JD01460000${String(index).padStart(10, '0')}`;

const unified = (fields: object): string =>
  JSON.stringify({ shipments: [{ id: number, service: 'express', ...fields }] });
const line = (index: number, fields: object = {}): object => ({
  timestamp: minute(index),
  statusCode: 'transit',
  description: 'Processed at LEIPZIG',
  ...fields,
});
const myDhl = (fields: object): string =>
  JSON.stringify({ shipments: [{ shipmentTrackingNumber: number, status: 'Success', ...fields }] });
const checkpoint = (index: number, fields: object = {}): object => ({
  date: minute(index).slice(0, 10),
  time: minute(index).slice(11),
  typeCode: 'PL',
  description: 'Processed',
  ...fields,
});
const awb = (content: string, waybill = number): string =>
  `<AWBInfo><AWBNumber>${waybill}</AWBNumber><Status><ActionStatus>success</ActionStatus></Status>${content}</AWBInfo>`;
const xmlPi = (content: string): string => `<TrackingResponse>${content}</TrackingResponse>`;
const piece = (code: string, content = '', more = ''): string =>
  `<data name="piece-shipment" piece-code="${code}" piece-identifier="${code.slice(2)}" ice="SRTED" ric="NRQRD" ${more}>${content}</data>`;
const pieceEvent = (index: number): string => {
  const [year = '', month = '', day = ''] = minute(index).slice(0, 10).split('-');
  return `<data name="piece-event" event-timestamp="${day}.${month}.${year} ${minute(index).slice(11, 16)}" event-status="Bearbeitet" ice="SRTED" ric="NRQRD" standard-event-code="AA"/>`;
};
const history = (content: string, code: string): string =>
  `<data name="piece-event-list" piece-identifier="${code.slice(2)}">${content}</data>`;
const parcelDe = (content: string): string => `<data name="piece-shipment-list" code="0">${content}</data>`;
const code = (index: number): string => `0034${String(index).padStart(16, '0')}`;

describe('lists', () => {
  it.each<readonly [string, (count: number) => string]>([
    ['lines of Unified', (count) => unified({ events: many(count, (index) => line(count - index)) })],
    [
      'lines of Unified that repeat the newest state',
      (count) => unified({ status: line(1, { remark: 'x'.repeat(count) }), events: many(count, () => line(1)) }),
    ],
    [
      'shipments of Unified under numbers of their own',
      (count) =>
        JSON.stringify({
          shipments: many(count, (index) => ({ id: plate(index), service: 'express', events: [line(1)] })),
        }),
    ],
    [
      'shipments of Unified under one number',
      (count) =>
        JSON.stringify({ shipments: many(count, (index) => ({ id: number, service: 'dsc', events: [line(index)] })) }),
    ],
    [
      'references and pieces of Unified',
      (count) =>
        unified({
          events: [line(1)],
          details: {
            pieceIds: many(count, plate),
            references: many(count, (index) => ({ number: plate(index), type: 'local-tracking-number' })),
          },
        }),
    ],
    ['checkpoints of MyDHL', (count) => myDhl({ events: many(count, (index) => checkpoint(index)) })],
    [
      'pieces of MyDHL with one history',
      (count) =>
        myDhl({
          events: [checkpoint(1)],
          pieces: many(count, (index) => ({ trackingNumber: plate(index), events: [checkpoint(1)] })),
        }),
    ],
    [
      'shipments of MyDHL',
      (count) =>
        JSON.stringify({
          shipments: many(count, (index) => ({ shipmentTrackingNumber: plate(index), status: 'Success', events: [] })),
        }),
    ],
    [
      'remarks of MyDHL',
      (count) => myDhl({ events: [checkpoint(1, { remarks: many(count, (index) => ({ value: plate(index) })) })] }),
    ],
    [
      'waybills of XML Services',
      (count) => xmlPi(many(count, (index) => awb('<ShipmentInfo/>', plate(index))).join('')),
    ],
    [
      'pieces of XML Services',
      (count) =>
        xmlPi(
          awb(
            `<Pieces>${many(count, (index) => `<PieceInfo><PieceDetails><LicensePlate>${plate(index)}</LicensePlate></PieceDetails></PieceInfo>`).join('')}</Pieces>`,
          ),
        ),
    ],
    ['pieces of Parcel DE', (count) => parcelDe(many(count, (index) => piece(code(index))).join(''))],
    [
      'histories of Parcel DE beside their pieces',
      (count) =>
        parcelDe(many(count, (index) => piece(code(index)) + history(pieceEvent(index), code(index))).join('')),
    ],
    ['lines of Parcel DE', (count) => parcelDe(piece(parcel, history(many(count, pieceEvent).join(''), parcel)))],
  ])('%s', (_, body) => {
    const [some, twice] = [200, 400].map((count) => {
      const text = body(count);
      return workOf(() => readPayload(text, dhlFormats)).steps;
    });
    expect((twice ?? 0) / (some ?? 1)).toBeLessThan(2.3);
  });

  it('of lines and pieces by the thousand name the pieces alone', () => {
    const pieceIds = many(1_000, plate);
    const events = many(1_000, (index) => line(index, index === 0 ? { pieceIds } : {}));
    const [outcome] = readPayload(unified({ events }), dhlFormats);
    const pieces = outcome?.ok === true ? outcome.value.pieces : undefined;
    expect(pieces).toHaveLength(1_000);
    expect(pieces?.every(({ events: own }) => own === undefined)).toBe(true);
  });
});

describe('texts', () => {
  const marks = ['-', '\t', ' ', '- ', ', ', ' :', '<', '&amp;', 'A1', '0', '\u0315\u0301', 'return '];
  const bodies: Readonly<Record<string, (text: string) => string>> = {
    Unified: (text) => {
      const place = {
        address: { addressLocality: text, addressRegion: text, postalCode: text },
        servicePoint: { label: text },
      };
      const fields = { status: text, statusDetailed: text, description: text, remark: text, nextSteps: text };
      const status = line(1, { ...fields, location: place });
      return unified({
        status,
        origin: place,
        serviceUrl: `https://dhl.example/?${text}`,
        estimatedTimeOfDelivery: text,
        events: [line(2, { ...fields, timestamp: text, location: place }), line(3, { ...fields, statusCode: text })],
        details: {
          product: { productName: text },
          proofOfDelivery: { timestamp: text, documentUrl: `https://${text}`, signed: { name: text } },
          references: [{ number: text, type: text }],
        },
      });
    },
    'the places of Supply Chain': (text) =>
      unified({ service: 'dsc', events: [line(1, { location: { address: { addressLocality: `Town,${text}` } } })] }),
    MyDHL: (text) => {
      const serviceArea = [{ code: 'X', description: text }];
      const party = { postalAddress: { cityName: text, countryCode: text }, serviceArea };
      const told = { description: text, signedBy: text, serviceArea, remarks: [{ value: text, details: text }] };
      return myDhl({
        shipmentTimestamp: text,
        productCode: text,
        shipperDetails: party,
        receiverDetails: { serviceArea },
        estimatedDeliveryDate: text,
        events: [
          checkpoint(1, { ...told, typeCode: 'OK' }),
          checkpoint(2, { ...told, typeCode: 'UD', time: text, GMTOffset: text }),
          checkpoint(3, { ...told, typeCode: text, date: text }),
        ],
      });
    },
    'XML Services': (text) => {
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      const area = `<ServiceArea><ServiceAreaCode>X</ServiceAreaCode><Description>${escaped}</Description></ServiceArea>`;
      return xmlPi(
        `${awb(
          `<ShipmentInfo><EstDlvyDate>2026-11-24${escaped}GMT-05:00</EstDlvyDate><ShipmentDate>${escaped}</ShipmentDate><Consignee><City>${escaped}</City><CountryCode>${escaped}</CountryCode></Consignee><ShipmentEvent><Date>2026-11-24</Date><Time>${escaped}</Time><ServiceEvent><EventCode>UD</EventCode><Description>${escaped}</Description></ServiceEvent><EventRemarks><FurtherDetails>${escaped}</FurtherDetails><NextSteps>${escaped}</NextSteps></EventRemarks><Signatory>${escaped}</Signatory>${area}</ShipmentEvent></ShipmentInfo>`,
        )}<AWBInfo><Status><ActionStatus>No ${escaped}</ActionStatus><Condition><ConditionData>${escaped}</ConditionData></Condition></Status></AWBInfo>`,
      );
    },
    'Parcel DE': (text) => {
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      const event = `<data name="piece-event" event-timestamp="${escaped}" event-status="${escaped}" event-text="x${escaped}" event-location="${escaped}" event-country="${escaped}"/>`;
      const more = `status="${escaped}" status-next="${escaped}" shipper-city="12345${escaped}" origin-country="${escaped}" recipient-name="${escaped}" delivery-timeframe-to="${escaped}"`;
      return parcelDe(piece(parcel, history(event, parcel), more));
    },
  };

  it.each(Object.keys(bodies).flatMap((format) => marks.map((mark) => [format, mark] as const)))(
    '%s: %j',
    (format, mark) => {
      const body = bodies[format] ?? String;
      const [some, twice] = [8_000, 16_000].map((length) => {
        const text = body(`delivered${mark.repeat(length / mark.length)}x`);
        return workOf(() => readPayload(text, dhlFormats));
      });
      expect(some?.open).toEqual([]);
      expect((twice?.steps ?? 0) / (some?.steps ?? 1)).toBeLessThan(2.3);
    },
  );
});
