import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTrackingError, type TrackingDraft } from 'waybill/kit';
import { trackingSchema } from 'waybill/schema';
import { usps, uspsFormats } from '../../../../carriers/usps/index.ts';
import { edits, mutated } from '../../mutate-xml.ts';
import { stated, stored } from '../../stated.ts';
import { numbers } from '../payloads.ts';

function recording(name: string): string {
  return readFileSync(new URL(`../../../recordings/usps/${name}`, import.meta.url), 'utf8');
}

const signed = recording('web-tools.delivered-signed.xml');

function response(inner: string, number: string = numbers[0]): string {
  return `<TrackResponse><TrackInfo ID="${number}">${inner}</TrackInfo></TrackResponse>`;
}

function scan(fields: Readonly<Record<string, string>>, element = 'TrackDetail'): string {
  const all = {
    EventTime: '1:05 pm',
    EventDate: 'September 2, 2015',
    Event: 'Arrived at USPS Facility',
    EventCity: 'AUSTIN',
    EventState: 'TX',
    EventZIPCode: '78701',
    EventCode: '10',
    ...fields,
  };
  const inner = Object.entries(all).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<${element}>${inner.join('')}</${element}>`;
}

function outcomesOf(body: string) {
  const { formats, outcomes } = stored(body, uspsFormats);
  expect(formats).toEqual(['usps.web-tools']);
  return outcomes;
}

function trackingOf(body: string): TrackingDraft {
  const [outcome] = outcomesOf(body);
  if (outcome?.ok !== true) throw new Error('no tracking');
  return outcome.value;
}

function timesOf(...scans: readonly string[]): readonly (string | undefined)[] {
  return trackingOf(response(scans.join(''))).events.map(({ occurredAt }) => occurredAt);
}

describe('a parcel recorded by the Web Tools and by v3', () => {
  it('is the same, event by event, id by id', () => {
    const [json] = stored(recording('v3.delivered-signed.json'), uspsFormats).outcomes;
    if (json?.ok !== true) throw new Error('no tracking');
    const xml = trackingOf(signed);
    // The Web Tools gave no offsets: places give them, but for the scan that has no place.
    const expected = json.value.events.map(({ occurredAt = '', timeBasis, ...event }) => {
      if (timeBasis === 'none') return { ...event, occurredAt, timeBasis };
      if (event.place === undefined) return { ...event, occurredAt: occurredAt.slice(0, 19), timeBasis: 'none' };
      return { ...event, occurredAt, timeBasis: 'place' };
    });
    expect(xml).toEqual({ ...json.value, events: expected, mapping: 'usps.web-tools@2026.11' });
    expect(xml.events).toHaveLength(9);
    expect(xml).toMatchObject({ status: 'delivered', delivery: { signedBy: 'A SAMPLE', to: 'recipient' } });
  });
});

describe('what the recipient collected', () => {
  it.each([
    ['10', 'post_office'],
    ['11', 'locker'],
  ])('has a place by attribute %s: %s', (DeliveryAttributeCode, to) => {
    const fields = { EventCode: '01', Event: 'Delivered, Individual Picked Up', DeliveryAttributeCode };
    const { detail, delivery } = trackingOf(response(scan(fields, 'TrackSummary')));
    expect([detail, delivery?.to, delivery?.leftAt]).toEqual(['collected', to, undefined]);
  });
});

describe('the format', () => {
  const error = '<Error><Number>80040B1A</Number><Description>no</Description></Error>';

  it.each([
    ['an answer', signed, ['usps.web-tools']],
    ['an answer without a declaration', response(''), ['usps.web-tools']],
    ['the error of a request', error, ['usps.web-tools']],
    ['another error', '<Error><Code>80040</Code></Error>', []],
    ['a UPS answer, of the same root', '<TrackResponse><Response/><Shipment/></TrackResponse>', []],
    ['JSON', '{"TrackResponse":{"TrackInfo":[]}}', []],
  ])('knows %s', (_, body, formats) => {
    expect(stored(body, uspsFormats).formats).toEqual(formats);
  });

  it('is not part of the live carrier, which reads JSON', () => {
    const { formats } = usps({ clientId: 'l7-invented', clientSecret: 'invented' });
    expect(formats.map(({ name }) => name)).toEqual(['usps.v3r2', 'usps.v3']);
  });
});

describe('an answer in fields', () => {
  it('has its times in words', () => {
    expect(
      timesOf(
        scan({ EventTime: '12:18 am', EventDate: 'May 08, 2015' }, 'TrackSummary'),
        scan({ EventTime: '12:01 pm', EventDate: 'May 7, 2015' }),
        scan({ EventTime: '', EventDate: 'April 30, 2015' }),
        scan({ EventTime: '', EventDate: '' }),
      ),
    ).toEqual([undefined, '2015-04-30', '2015-05-07T12:01:00-05:00', '2015-05-08T00:18:00-05:00']);
  });

  it('has the offsets that its last years told', () => {
    const body = response(
      scan({ EventCity: '', EventState: '', EventZIPCode: '', GMTOffset: '-06:00' }, 'TrackSummary'),
    );
    expect(trackingOf(body).events).toMatchObject([{ occurredAt: '2015-09-02T13:05:00-06:00', timeBasis: 'carrier' }]);
    const utc = response(scan({ EventCity: '', EventState: '', EventZIPCode: '', GMT: '2015-09-02 18:05:00.000000' }));
    expect(timesOf(scan({ EventTime: '', GMT: '2015-09-02 18:05:00.000000', GMTOffset: '-05:00' }))).toEqual([
      '2015-09-02',
    ]);
    expect(trackingOf(utc).events).toMatchObject([{ occurredAt: '2015-09-02T13:05:00-05:00', timeBasis: 'carrier' }]);
  });

  it('reports a day that cannot be where it stands', () => {
    const bad = ['Smarch 2, 2015', 'February 30, 2015', 'June 01', '2015'].map((EventDate) => scan({ EventDate }));
    const { events, issues } = trackingOf(response(scan({ EventDate: 'never' }, 'TrackSummary') + bad.join('')));
    // Five lines of which nothing is left that tells them apart are one.
    expect(events).toMatchObject([{ id: 'undated.10.78701-US', timeBasis: 'none' }]);
    expect(issues?.map(({ path }) => path)).toEqual([
      'TrackInfo.0.TrackSummary.EventDate',
      'TrackInfo.0.TrackDetail.0.EventDate',
      'TrackInfo.0.TrackDetail.1.EventDate',
      'TrackInfo.0.TrackDetail.2.EventDate',
      'TrackInfo.0.TrackDetail.3.EventDate',
    ]);
  });

  it.each([
    ['01', 'Delivered', '09', 'delivered/collected by code 01'],
    ['01', 'Delivered, To Original Sender', '', 'returned by code 01'],
    ['10', 'Arrived at USPS Origin Facility', '', 'in_transit/received_at_origin_facility by code 10'],
    ['10', 'Processed through USPS Sort Facility', '', 'in_transit/processed_at_facility by code 10'],
    ['??', 'Notice Left', '', 'delivery_attempted/notice_left by text ??'],
    ['??', 'Never heard of', '', 'unknown by none ??'],
  ])('means by %s %s %s: %s', (EventCode, Event, DeliveryAttributeCode, meaning) => {
    const body = response(scan({ EventCode, Event, DeliveryAttributeCode }, 'TrackSummary'));
    expect(outcomesOf(body).map(stated)).toMatchObject([
      { events: [`2015-09-02T13:05:00-05:00 place | ${meaning} | AUSTIN TX 78701 US`] },
    ]);
  });

  it('tells forecasts, which stay when it is delivered', () => {
    const forecast = '<PredictedDeliveryDate>September 5, 2015</PredictedDeliveryDate>';
    const body = response(`${forecast}<ExpectedDeliveryDate>September 7, 2015</ExpectedDeliveryDate>${scan({})}`);
    expect(trackingOf(body).estimatedDelivery).toEqual({ from: '2015-09-05', to: '2015-09-05' });
    const delivered = scan({ EventCode: '01', Event: 'Delivered' }, 'TrackSummary');
    expect(trackingOf(response(forecast + delivered)).estimatedDelivery).toEqual({
      from: '2015-09-05',
      to: '2015-09-05',
    });
  });

  it('names an agent, and takes no company for a signer or a building', () => {
    const taken = scan({ EventCode: '01', Event: 'Delivered', FirmName: 'EXAMPLE INC', AuthorizedAgent: 'true' });
    expect(trackingOf(response(taken)).delivery).toEqual({
      at: '2015-09-02T13:05:00-05:00',
      to: 'agent',
      place: { city: 'AUSTIN', region: 'TX', postalCode: '78701', country: 'US' },
    });
  });

  it('keeps a service’s name without the mark in it', () => {
    const marked = response(`<Class>Priority Mail<SUP>&#174;</SUP></Class>${scan({})}`);
    const escaped = response(`<Class>Priority Mail&lt;SUP&gt;&amp;reg;&lt;/SUP&gt;</Class>${scan({})}`);
    for (const body of [marked, escaped]) expect(trackingOf(body).service).toEqual({ name: 'Priority Mail' });
  });
});

describe('an answer in sentences', () => {
  /** What one sentence says. */
  const told = (sentence: string): unknown => {
    const [outcome] = outcomesOf(response(`<TrackSummary>${sentence}</TrackSummary>`));
    return Reflect.get(stated(outcome), 'events')[0];
  };

  it.each([
    [
      'Your item was delivered in or at the mailbox at 9:01 am on April 28, 2015 in SPRINGFIELD, MA 01103.',
      '2015-04-28T09:01:00-04:00 place | delivered/delivered_to_mailbox by text | SPRINGFIELD MA 01103 US',
    ],
    [
      'Your item was picked up at a postal facility at 11:27 am on April 8, 2021 in SPRINGFIELD, MA 01103.',
      '2021-04-08T11:27:00-04:00 place | delivered/collected by text | SPRINGFIELD MA 01103 US',
    ],
    [
      'Out for Delivery, April 28, 2015, 8:29 am, SPRINGFIELD, MA 01103',
      '2015-04-28T08:29:00-04:00 place | out_for_delivery by text | SPRINGFIELD MA 01103 US',
    ],
    ['Shipping Label Created, April 23, 2015', '2015-04-23 none | pre_transit/label_created by text | '],
    [
      'The U.S. Postal Service was electronically notified by the shipper on February 28, 2014 to expect your package.',
      '2014-02-28 none | pre_transit/label_created by text | ',
    ],
    // Without a year there is no date, and none is made up; the place is told all the same.
    [
      'Your item was delivered at 8:10 am on June 01 in SPRINGFIELD MA 01103.',
      'undated none | delivered by text | SPRINGFIELD MA 01103 US',
    ],
    [
      'May 30 11:07 am NOTICE LEFT SPRINGFIELD MA 01103.',
      'undated none | delivery_attempted/notice_left by text | MA 01103 US',
    ],
    ['May 29 9:55 am ACCEPT OR PICKUP AUSTIN TX 78701.', 'undated none | in_transit/accepted by text | TX 78701 US'],
    [
      'Your item is out for delivery in AUSTIN, TX 78701.',
      'undated none | out_for_delivery by text | AUSTIN TX 78701 US',
    ],
    // A day to come is not the day of the event.
    ['Your item will be delivered at 3:00 pm on June 5, 2014.', 'undated none | unknown by none | '],
    ['Nobody has read this in ZZ 00000 on Smarch 5, 2014.', 'undated none | unknown by none | '],
  ])('%s', (sentence, expected) => {
    expect(told(sentence)).toBe(expected);
  });

  it('is a history, newest first', () => {
    const body = response(
      '<TrackSummary>Your item was delivered at 8:10 am on June 1 in SPRINGFIELD MA 01103.</TrackSummary>' +
        '<TrackDetail>May 30 11:07 am NOTICE LEFT SPRINGFIELD MA 01103.</TrackDetail>' +
        '<TrackDetail>May 29 9:55 am ACCEPT OR PICKUP AUSTIN TX 78701.</TrackDetail>',
    );
    const { status, events, delivery } = trackingOf(body);
    expect(events.map((event) => event.status)).toEqual(['in_transit', 'delivery_attempted', 'delivered']);
    expect({ status, delivery }).toEqual({
      status: 'delivered',
      delivery: { place: { city: 'SPRINGFIELD', region: 'MA', postalCode: '01103', country: 'US' } },
    });
  });

  it('or the one that says that there is nothing', () => {
    const body = response('<TrackSummary>There is no record of that mail item. Please try again later.</TrackSummary>');
    expect(outcomesOf(body)).toMatchObject([{ ok: false, trackingNumber: numbers[0], error: { code: 'not_found' } }]);
  });
});

describe('errors', () => {
  const error = (number: string, words = ''): string =>
    `<Error><Number>${number}</Number><Description>${words}</Description><HelpFile/></Error>`;

  it.each([
    ['-2147219302', 'could not locate the tracking information', 'not_found'],
    ['-2147219283', '', 'not_found'],
    ['-2147219301', '', 'not_available'],
    ['-2147219303', 'Duplicate', 'invalid_request'],
    ['-2147219999', 'A status update is not yet available on your package.', 'not_found'],
    ['-2147219999', 'Something new.', 'unexpected_response'],
    ['', '', 'unexpected_response'],
  ])('%s %s of a number: %s', (number, words, code) => {
    const [outcome] = outcomesOf(response(error(number, words)));
    expect(outcome).toMatchObject({ ok: false, trackingNumber: numbers[0], error: { code, carrier: 'usps' } });
  });

  it('of a request are nobody’s in particular', () => {
    expect(outcomesOf(error('80040B1A')).map(stated)).toEqual([
      { trackingNumber: '', error: 'unauthorized 80040B1A lasting' },
    ]);
    expect(outcomesOf(error('-2147219040'))).toMatchObject([{ ok: false, error: { code: 'invalid_request' } }]);
  });

  it('stand beside parcels, one outcome for each number', () => {
    const parcels = [response(scan({})), response(error('-2147219302'), numbers[1]), response('', numbers[2])];
    const body = `<TrackResponse>${parcels.join('').replaceAll(/<\/?TrackResponse>/g, '')}</TrackResponse>`;
    expect(outcomesOf(body).map((outcome) => (outcome.ok ? 'found' : outcome.error.code))).toEqual([
      'found',
      'not_found',
      'not_available',
    ]);
  });

  it.each([
    ['cut short', signed.slice(0, -30)],
    [
      'with an entity of its own',
      signed.replace('<TrackResponse>', '<!-- --><!DOCTYPE a [<!ENTITY b "c">]><TrackResponse>'),
    ],
  ])('a document %s is no answer', (_, body) => {
    for (const outcome of stored(body, uspsFormats).outcomes) {
      expect(stated(outcome)).toEqual({ trackingNumber: '', error: 'unexpected_response lasting' });
    }
  });
});

describe('reading is total', () => {
  const sentences = response(
    '<TrackSummary>Your item was delivered at 8:10 am on June 1, 2012 in SPRINGFIELD MA 01103.</TrackSummary>' +
      '<TrackDetail>NOTICE LEFT, May 30, 2012, 11:07 am, SPRINGFIELD, MA 01103</TrackDetail>',
  );

  it('over answers with dropped, repeated, emptied, retyped, nested and cut elements', () => {
    fc.assert(
      fc.property(fc.constantFrom(signed, sentences), edits, (body, changes) => {
        for (const outcome of stored(mutated(body, changes), uspsFormats).outcomes) {
          if (outcome.ok)
            expect(trackingSchema.parse(JSON.parse(JSON.stringify(outcome.value)))).toEqual(outcome.value);
          else expect(isTrackingError(outcome.error)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('over any sentence, in little time', () => {
    const words = fc.constantFrom(
      'at',
      'on',
      'in',
      'May',
      'June 1, 2012',
      '8:10 am',
      'was',
      'A',
      "O'",
      'MA',
      '01103',
      ',',
      '.',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 400 }), (parts) => {
        const [outcome] = outcomesOf(response(`<TrackSummary>x ${parts.join(' ')}</TrackSummary>`));
        expect(outcome?.ok).toBe(true);
      }),
    );
  });
});
