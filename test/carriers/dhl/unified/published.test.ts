import { describe, expect, it } from 'vitest';
import { parsePayload } from 'waybill/kit';
import { dhl, identifyDhl } from '../../../../carriers/dhl/index.ts';
import { meaningOfEvent, parcelDeEvents } from '../../../../carriers/dhl/shared/status-parcel-de.ts';
import { meaningOfWords } from '../../../../carriers/dhl/shared/status-words.ts';
import { dhlUnifiedFormat } from '../../../../carriers/dhl/unified/read.ts';
import { meaningOfStatus, tables } from '../../../../carriers/dhl/unified/status.ts';
import { hasReference, referenceJson, referenceNote, referenceText } from '../../../reference.ts';
import { published } from '../published.ts';

interface Row {
  readonly service: string;
  readonly status: string;
  readonly description: string | null;
  readonly remark: string | null;
  readonly proposedStatus: string;
}

const ours: Readonly<Record<string, string>> = {
  label_created: 'pre_transit',
  picked_up: 'in_transit',
  failed: 'exception',
};

/** Met in answers, and the twin of a code that is listed. */
const unlisted: ReadonlySet<string> = new Set(['parcel-nl NOTIFICATION_FOR_PARCELSTATION_COLLECTION_HAS_BEEN_SENT']);

/** Read otherwise than proposed, because the text says so: refusals, holds by request, and the parcel's true place. */
const readOtherwise = [
  'ecommerce 359', // released from hold: it moves again
  'ecommerce 609', // another day by request
  'ecommerce 864', // handed out to the sender
  'ecommerce-europe 142',
  'ecommerce-europe 172',
  'ecommerce-europe 194',
  'ecommerce-europe 218',
  'ecommerce-europe 219',
  'ecommerce-europe 222',
  'ecommerce-europe 223',
  'ecommerce-europe 368', // shown to export customs
  'ecommerce-europe 76', // refused
  'freight 56-241',
  'freight 56-284',
  'freight 56-292',
  'freight 56-611',
  'parcel-nl DELIVERED_AT_PARCELSHOP', // the courier has handed it in
  'parcel-nl FORWARD_TO_DIFFERENT_PARCELSHOP',
  'parcel-nl LEG_REFERENCE_ADDED',
  'parcel-nl NEW_COLLECTION_ATTEMPT',
  'parcel-nl PARCEL_NOT_BROUGHT_IN',
  'parcel-nl PARCEL_OUT_OF_TIME_FOR_DROP_OFF',
  'parcel-nl REFUSED_RETURN_TO_DD',
  'parcel-nl SCHEDULED_FOR_MOVEMENT',
  'parcel-nl VAT_AND_DUTY_PAYMENT_RECEIVED_BY_RECEIVER',
  'parcel-pl ZWN', // the Polish text says that it is done
];

describe.skipIf(!hasReference)(`what DHL publishes${referenceNote}`, () => {
  const rows = hasReference ? referenceJson<readonly Row[]>('dhl/codes/unified-status-codes.json') : [];

  it.each(published.map((table) => [table.name, table] as const))('maps all %s', (_, table) => {
    const codes = table.codes(referenceJson(table.file));
    expect(codes.length).toBeGreaterThanOrEqual(5);
    expect(codes.filter((code) => table.meaning(code) === undefined)).toEqual([]);
  });

  it('has the 1,090 codes of the list, and none that is not in it but Express checkpoints', () => {
    const listed = new Set(rows.map(({ service, status }) => `${service} ${status}`));
    expect(listed.size).toBe(1090);
    const mapped = Object.entries(tables).flatMap(([service, table]) =>
      Object.keys(table)
        .filter((code) => !code.endsWith('*'))
        .map((code) => `${service} ${code}`),
    );
    expect(mapped.filter((key) => !listed.has(key) && !key.startsWith('express ') && !unlisted.has(key))).toEqual([]);
  });

  it('reads otherwise than proposed only where the text asks for it', () => {
    const differing = rows
      .filter(
        ({ service, status, proposedStatus }) =>
          meaningOfStatus(service, status)?.[0] !== (ours[proposedStatus] ?? proposedStatus),
      )
      .map(({ service, status }) => `${service} ${status}`);
    expect(differing.sort()).toEqual(readOtherwise.toSorted());
  });

  it('gives a published text the meaning of its code, in capitals and small letters', () => {
    const worded = rows.filter(
      ({ service, description, remark }) =>
        description !== null && !['parcel-nl', 'parcel-de', 'svb'].includes(service) && remark !== 'on shipment level',
    );
    const differing = worded
      .filter(({ service, status, description }) => {
        const meaning = meaningOfStatus(service, status)?.join();
        return [description ?? '', (description ?? '').toUpperCase()].some(
          (words) => meaningOfWords(words)?.join() !== meaning,
        );
      })
      .map(({ service, status }) => `${service} ${status}`);
    expect(worded.length).toBeGreaterThan(650);
    // The English text is that of returns on their way as well; that of dgf leaves out that the facility is the origin's.
    expect(differing).toEqual(['parcel-pl ZWN', 'dgf DEPARTED_FROM_ORIGIN_FACILITY']);
  });

  it('reads observed texts with the status proposed', () => {
    const { texts } = referenceJson<{ texts: readonly (Row & { readonly text: string })[] }>(
      'dhl/codes/unified-observed-texts.json',
    );
    expect(texts).toHaveLength(31);
    for (const { text, proposedStatus } of texts) {
      expect([text, meaningOfWords(text)?.[0]]).toEqual([text, ours[proposedStatus] ?? proposedStatus]);
    }
  });

  it('knows the events of DHL Paket by more than the standard event, and none of its own making', () => {
    interface EventRow {
      readonly ice: string;
      readonly ric: string;
      readonly standardEvent: string;
      readonly proposedStatus: string;
    }
    const events = referenceJson<readonly EventRow[]>('dhl/codes/parcel-de-ice-ric.json');
    expect(events.filter(({ ice, ric }) => meaningOfEvent(ice, ric, undefined) === undefined)).toEqual([]);
    const keys = new Set(
      events.flatMap(({ ice, ric, standardEvent }) => [ice, `${ice}+${ric}`, `${ice}+${ric}+${standardEvent}`]),
    );
    expect(Object.keys(parcelDeEvents).filter((key) => !keys.has(key))).toEqual([]);
    const differing = events.filter(({ ice, ric, standardEvent, proposedStatus }) => {
      return meaningOfEvent(ice, ric, standardEvent)?.[0] !== (ours[proposedStatus] ?? proposedStatus);
    });
    // Refusals are exceptions, and a hold by the recipient's wish is none.
    expect([...new Set(differing.map(({ ice, ric }) => (ice === 'DLVRF' ? ice : `${ice}+${ric}`)))].sort()).toEqual([
      'DLVRF',
      'INFCL+CSREQ',
      'NTDEL+RFUSD',
    ]);
  });
});

const { formats } = dhl({ apiKey: 'key' });

describe.skipIf(!hasReference)(`DHL’s examples${referenceNote}`, () => {
  const folder = 'dhl/examples/unified';
  const stored = (body: string) => {
    const payload = parsePayload(body);
    expect(formats.filter((format) => format.matches(payload))).toHaveLength(1);
    return formats.flatMap((format) => format.read(payload));
  };

  it.each([
    ['dgf.sea-freight', ['delivered']],
    ['dsc.several-matches.trimmed', ['pre_transit', 'delivered', 'delivered']],
    ['ecommerce.several-matches.trimmed', ['delivered']],
    ['express.documentation-sample', ['delivered']],
    ['parcel-de.delivered', ['delivered']],
    ['parcel-de.delivered.with-postal-code', ['delivered']],
    ['parcel-de.pre-transit', ['pre_transit']],
    ['parcel-nl.not-home', ['delivery_attempted']],
    ['parcel-nl.returned-to-shipper', ['returned']],
    ['parcel-pl.delivered-polish', ['delivered']],
  ])('%s', (name, statuses) => {
    const outcomes = stored(referenceText(`${folder}/${name}.json`));
    expect(outcomes.map((outcome) => (outcome.ok ? outcome.value.status : outcome.error.code))).toEqual(statuses);
    for (const outcome of outcomes) {
      if (!outcome.ok) continue;
      expect(outcome.value.issues).toBeUndefined();
      expect(outcome.value.events.filter(({ statusBasis }) => statusBasis === 'none')).toEqual([]);
    }
  });

  it.each([
    ['error.400', 'invalid_request'],
    ['error.401', 'unauthorized'],
    ['error.404', 'not_found'],
    ['error.429', 'rate_limited'],
  ])('%s', (name, code) => {
    expect(stored(referenceText(`${folder}/${name}.json`))).toMatchObject([{ ok: false, error: { code } }]);
  });

  it('recorded exchange', () => {
    const exchange = referenceJson<readonly { readonly body: unknown }[]>(
      `${folder}/http-recording.parcel-de-and-404.json`,
    );
    const [known, unknown] = exchange.map(({ body }) => stored(JSON.stringify(body))[0]);
    expect(known).toMatchObject({
      ok: true,
      value: { url: 'https://www.dhl.de/de/privatkunden.html?piececode=00340434292135100148' },
    });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('leaves MyDHL alone', () => {
    for (const name of ['tracking.single', 'error.400', 'error.404']) {
      const payload = parsePayload(referenceText(`dhl/examples/mydhl/${name}.json`));
      expect(formats.some((format) => format.matches(payload))).toBe(false);
    }
  });

  it('knows the test numbers by their check digits', () => {
    const numbers = referenceText('dhl/codes/test-tracking-numbers.json').match(
      /(?<=")\d{10}(?=")|(?<=")0034\d{16}(?=")/g,
    );
    expect(numbers?.length).toBeGreaterThan(20);
    for (const number of numbers ?? [])
      expect([number, identifyDhl(number)[0]?.basis]).toEqual([number, 'check-digit']);
  });
});

interface Wording {
  readonly language: string;
  readonly service: string;
  readonly text: string;
  readonly status: string;
}

/** Sentences whose reading is another than the one proposed, and why. */
const wordedOtherwise: Readonly<Record<string, string>> = {
  'konnte nicht in die PACKSTATION eingestellt werden und wurde in eine Filiale': 'it goes on to the shop',
  'Adressfehlers konnte die Sendung nicht zugestellt': 'the whole sentence is proposed as an attempt',
  'klient został powiadomiony o terminie i miejscu odbioru przesyłki': 'a message, and no arrival',
  'klient został powiadomiony o terminie i miejscu odbioru przesyłki z DHL Parcelshop': 'a message, and no arrival',
  'Returned to shipper': 'DHL has one word for start and end of a return',
};

describe.skipIf(!hasReference)(`sentences in German, Polish and English${referenceNote}`, () => {
  const wordings = hasReference ? referenceJson<readonly Wording[]>('dhl/codes/unified-wordings-by-language.json') : [];
  const categories: Readonly<Record<string, string>> = {
    label_created: 'pre-transit',
    delivered: 'delivered',
    returned: 'delivered',
    exception: 'failure',
    delivery_attempted: 'failure',
    cancelled: 'failure',
  };
  const statusOf = ({ service, text, status }: Wording, hasCategory: boolean): string | undefined => {
    const category = hasCategory ? { statusCode: categories[status] ?? 'transit' } : {};
    const event = { timestamp: '2026-03-12T08:00:00', description: text.replaceAll('{place}', 'Bonn'), ...category };
    const body = JSON.stringify({ shipments: [{ id: '1', service, events: [event] }] });
    const [outcome] = dhlUnifiedFormat.read(parsePayload(body));
    return outcome?.ok === true ? outcome.value.events[0]?.status : undefined;
  };

  it.each([true, false])('mean what they say, with a category: %s', (hasCategory) => {
    expect(wordings).toHaveLength(159);
    const differing = wordings
      .filter((wording) => statusOf(wording, hasCategory) !== (ours[wording.status] ?? wording.status))
      .map(({ text }) => text);
    expect([...new Set(differing)].sort()).toEqual(Object.keys(wordedOtherwise).sort());
  });
});
