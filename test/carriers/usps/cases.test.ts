import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { formats } from 'waybill/carriers';
import { summarize } from 'waybill/insights';
import { usps, uspsFormats } from '../../../carriers/usps/index.ts';
import { stored as storedBy } from '../stated.ts';
import { envelope, errorIn, newParcel, newScan, numbers, oldParcel, oldScan, trackingIn } from './payloads.ts';

/* What was once read wrong, each as its kind. */

const stored = (body: string) => storedBy(body, uspsFormats);

function webTools(inner: string): string {
  return `<?xml version="1.0"?><TrackResponse><TrackInfo ID="${numbers[0]}">${inner}</TrackInfo></TrackResponse>`;
}

function line(element: string, time: string, event: string, code?: string): string {
  const coded = code === undefined ? '' : `<EventCode>${code}</EventCode>`;
  return (
    `<${element}><EventTime>${time}</EventTime><EventDate>March 12, 2026</EventDate><Event>${event}</Event>` +
    `<EventCity>FARGO</EventCity><EventState>ND</EventState><EventZIPCode>58102</EventZIPCode>${coded}</${element}>`
  );
}

function storedTracking(body: string) {
  const [outcome] = stored(body).outcomes;
  if (!outcome?.ok) throw outcome?.error ?? new Error('no outcome');
  return outcome.value;
}

function summaryOf(...eventSummaries: readonly string[]) {
  return storedTracking(JSON.stringify({ trackingNumber: numbers[0], eventSummaries }));
}

function meaning({ status, detail }: { readonly status: string; readonly detail?: string }): string {
  return detail === undefined ? status : `${status}/${detail}`;
}

describe('a wording without a code', () => {
  it.each([
    ['In-Transit', 'in_transit'],
    ['Package Accepted', 'in_transit/accepted'],
    ['Accepted at Facility', 'in_transit/accepted'],
    ['Arrived at Regional Facility', 'in_transit/arrived_at_facility'],
    ['Processed Through Regional Facility', 'in_transit/processed_at_facility'],
    ['Departed Regional Facility', 'in_transit/departed_facility'],
    ['Delivery Attempt', 'delivery_attempted'],
    ['Ready for Pickup', 'available_for_pickup/at_post_office'],
    ['Arrival at Pickup Point', 'available_for_pickup/at_post_office'],
    ['Receptacle Full / Item Oversized', 'delivery_attempted/no_access'],
    ['Delivery Exception', 'exception'],
    ['Delivery Exception, Local Weather Delay', 'exception/weather_delay'],
    ['Being Returned to Sender', 'returning/return_to_sender'],
    ['Damaged', 'exception/damaged'],
    ['Moving Through Network', 'in_transit'],
    ['Preparing for Delivery', 'in_transit/preparing_for_delivery'],
    ['Awaiting Delivery', 'in_transit'],
    ['Tendered to Final Delivery Agent', 'in_transit/handed_to_partner'],
    ['Alert', 'exception'],
    ['Arriving Late', 'in_transit/delayed'],
  ])('%s is %s', (wording, expected) => {
    const tracking = storedTracking(webTools(line('TrackSummary', '1:00 pm', wording)));
    expect(tracking.events.map(meaning)).toEqual([expected]);
    expect(tracking.events[0]?.statusBasis).toBe('text');
    expect(meaning(tracking)).toBe(expected);
    expect(trackingIn(oldParcel({}, [oldScan({ eventCode: null, eventType: wording })])).events.map(meaning)).toEqual([
      expected,
    ]);
  });

  it('is unknown where it is nobody’s', () => {
    expect(storedTracking(webTools(line('TrackSummary', '1:00 pm', 'Beamed up'))).status).toBe('unknown');
  });
});

describe('a code that leaves open how far the parcel came', () => {
  it.each([
    ['L1', 'Departed USPS Regional Facility', 'in_transit/departed_facility'],
    ['10', 'Departed USPS Destination Facility', 'in_transit/departed_facility'],
    ['U1', 'Arrived at USPS Regional Facility', 'in_transit/arrived_at_facility'],
    ['EB', 'Departed', 'in_transit/departed_facility'],
    ['L1', 'Container Load', 'in_transit/processed_at_facility'],
    ['L1', 'Delivered', 'in_transit/processed_at_facility'],
    ['EX', 'In Transit', 'in_transit'],
    ['ND', 'Refused', 'exception/refused'],
  ])('%s %s is %s', (eventCode, eventType, expected) => {
    const { events } = trackingIn([newParcel({}, [newScan({ eventCode, eventType })])]);
    expect(events.map((event) => `${meaning(event)} ${event.statusBasis}`)).toEqual([`${expected} code`]);
  });
});

describe('an exception that words and category deny', () => {
  const missent = { eventCode: '08', eventType: 'Departed USPS Regional Facility' };

  it('stays the line’s; the parcel is in transit', () => {
    for (const body of [
      [newParcel({ statusCategory: 'In Transit' }, [newScan(missent)])],
      oldParcel({ statusCategory: 'Moving Through Network' }, [oldScan(missent)]),
    ]) {
      const tracking = trackingIn(body);
      expect(tracking.events.map(meaning)).toEqual(['exception/missorted']);
      expect(meaning(tracking)).toBe('in_transit/departed_facility');
    }
  });

  it('is the parcel’s where one of them bears it out', () => {
    expect(meaning(trackingIn([newParcel({ statusCategory: 'Alert' }, [newScan(missent)])]))).toBe(
      'exception/missorted',
    );
    const told = newScan({ eventCode: '08', eventType: 'Missent' });
    expect(meaning(trackingIn([newParcel({ statusCategory: 'In Transit' }, [told])]))).toBe('exception/missorted');
    expect(meaning(trackingIn([newParcel({}, [newScan(missent)])]))).toBe('exception/missorted');
  });
});

describe('the newest line', () => {
  const lines =
    line('TrackSummary', '9:57 am', 'Delivered, PO Box', '01') +
    line('TrackDetail', '11:13 am', 'Out for Delivery', 'OF');

  it('is the present state where no category is told, whatever clock a line below it has', () => {
    expect(meaning(storedTracking(webTools(lines)))).toBe('delivered/delivered_to_po_box');
    const scans = [
      oldScan({ eventCode: '01', eventType: 'Delivered, PO Box', eventTimestamp: '2026-11-18T09:57:00' }),
      oldScan({ eventCode: 'OF', eventType: 'Out for Delivery', eventTimestamp: '2026-11-18T11:13:00' }),
    ];
    expect(meaning(trackingIn(oldParcel({}, scans)))).toBe('delivered/delivered_to_po_box');
  });
});

describe('a sentence of a summary', () => {
  it.each([
    [
      'Out for Delivery, 02/03/2026, 6:10 am, UTICA, NY 13501',
      'out_for_delivery',
      '2026-02-03T06:10:00-05:00',
      { city: 'UTICA', region: 'NY', postalCode: '13501', country: 'US' },
    ],
    [
      'Departed USPS Regional Facility, 11/23/2020, 11:59 am, CITY OF INDUSTRY CA DISTRIBUTION CENTER',
      'in_transit/departed_facility',
      '2020-11-23T11:59:00-08:00',
      {
        city: 'CITY OF INDUSTRY',
        region: 'CA',
        country: 'US',
        facility: 'CITY OF INDUSTRY CA DISTRIBUTION CENTER',
      },
    ],
    [
      'Processed Through Facility, March 3, 2014, 9:01 am, TOKYO, JAPAN',
      'in_transit/processed_at_facility',
      '2014-03-03T09:01:00+09:00',
      { city: 'TOKYO', country: 'JP' },
    ],
    ['Shipping Label Created, 6/7/2026', 'pre_transit/label_created', '2026-06-07', undefined],
    ['Out for Delivery, 13/02/2026, 6:10 am', 'out_for_delivery', undefined, undefined],
    [
      'Your item was delivered to the front desk or reception area at 11:46 am on March 9, 2026 in UTICA, NY 13501.',
      'delivered/delivered_to_reception',
      '2026-03-09T11:46:00-04:00',
      { city: 'UTICA', region: 'NY', postalCode: '13501', country: 'US' },
    ],
    [
      'Your item arrived at our USPS facility in MOBILE AL DISTRIBUTION CENTER ANNEX on June 28, 2026 at 12:57 pm. The item is currently in transit to the destination.',
      'in_transit/arrived_at_facility',
      '2026-06-28T12:57:00-05:00',
      { city: 'MOBILE', region: 'AL', country: 'US', facility: 'MOBILE AL DISTRIBUTION CENTER ANNEX' },
    ],
    [
      'The item is currently in transit to the next facility as of June 28, 2026.',
      'in_transit',
      '2026-06-28',
      undefined,
    ],
  ])('%s', (sentence, expected, occurredAt, place) => {
    const [event] = summaryOf(sentence).events;
    expect(event && meaning(event)).toBe(expected);
    expect(event?.occurredAt).toBe(occurredAt);
    expect(event?.place).toEqual(place);
  });

  const when = 'at 9:01 am on April 28, 2026 in UTICA, NY 13501';
  it.each([
    [`Your item was delivered at or near the garage ${when}.`, 'delivered/delivered_to_safe_place'],
    [`Your item was delivered to a parcel locker ${when}.`, 'delivered/delivered_to_locker'],
    [
      `Your item was delivered to the front desk, reception area, or mail room ${when}.`,
      'delivered/delivered_to_reception',
    ],
    [`Your item has been delivered and is available at a PO Box ${when}.`, 'delivered/delivered_to_po_box'],
    [`Your item has been delivered to the original sender ${when}.`, 'returned'],
    [`Your item was forwarded to a different address ${when}.`, 'in_transit/forwarded'],
    ['Your item is currently in transit to the next facility.', 'in_transit'],
    ['Your package will arrive later than expected, but is still on its way.', 'in_transit/delayed'],
    [
      `We attempted to deliver your item ${when} and a notice was left because no secure delivery location was available.`,
      'delivery_attempted/no_safe_place',
    ],
    [
      `We attempted to deliver your item ${when} and a notice was left because the receptacle was full or the item was oversized.`,
      'delivery_attempted/no_access',
    ],
    [
      `We attempted to deliver your item ${when} and a notice was left because an authorized recipient was not available.`,
      'delivery_attempted/recipient_unavailable',
    ],
    [
      `USPS was unable to deliver your item as of 8:02 am on June 28, 2026 in ELBURN, IL 60119. The address may be incorrect, incomplete, or illegible.`,
      'exception/address_issue',
    ],
    [
      'Your item arrived at the UTICA, NY 13501 post office at 8:10 am on June 28, 2026 and is ready for pickup.',
      'available_for_pickup/at_post_office',
    ],
    [`Your item was refused by the addressee ${when} and is being returned to the sender.`, 'returning/refused'],
  ])('%s', (sentence, expected) => {
    const tracking = summaryOf(sentence);
    expect(tracking.events.map(meaning)).toEqual([expected]);
    expect(meaning(tracking)).toBe(expected);
  });
});

describe('days in words', () => {
  it('are read as forecasts and promises of a v3 summary', () => {
    const tracking = trackingIn({
      trackingNumber: numbers[0],
      expectedDeliveryDate: '2026-11-25',
      expectedDeliveryTime: 'by 9:00pm',
      guaranteedDeliveryDate: 'November 27, 2026',
      eventSummaries: ['Out for Delivery, November 25, 2026, 6:10 am, UTICA, NY 13501'],
    });
    expect(tracking.estimatedDelivery).toEqual({ from: '2026-11-25', to: '2026-11-25T21:00:00' });
    expect(tracking.promisedDelivery).toEqual({ to: '2026-11-27' });
    expect(tracking.issues).toBeUndefined();
  });

  it.each(['T00:00:00', 'T00:00:00Z', 'T00:00:00-05:00', 'T00:00:00+02:00'])('have no midnight: %s', (clock) => {
    expect(trackingIn(oldParcel({ expectedDeliveryTimeStamp: `2026-11-25${clock}` })).estimatedDelivery).toEqual({
      from: '2026-11-25',
      to: '2026-11-25',
    });
  });
});

describe('words that are not what their field says', () => {
  it('name no place where it was left', () => {
    const left = (Event: string) => {
      const attribute = '</EventCode><DeliveryAttributeCode>08</DeliveryAttributeCode>';
      return storedTracking(webTools(line('TrackSummary', '1:00 pm', Event, '01').replace('</EventCode>', attribute)))
        .delivery;
    };
    expect(left('Delivered')?.to).toBe('po_box');
    expect(left('Delivered')?.leftAt).toBeUndefined();
    expect(left('DELIVERED PO BOX')?.leftAt).toBe('PO BOX');
    expect(left('Delivered, To PO Box')?.leftAt).toBe('PO Box');
  });

  it.each(['string', 'null', '(null)', 'N/A'])('are nothing: %s', (name) => {
    const scan = newScan({ eventCode: '01', eventType: 'Delivered', recipientName: name });
    expect(trackingIn([newParcel({ associatedTrackingNumber: name }, [scan])])).not.toHaveProperty('related');
    expect(trackingIn([newParcel({}, [scan])]).delivery).not.toHaveProperty('signedBy');
  });

  it('are HTML at whatever depth', () => {
    for (const mark of [
      '<SUP>&#174;</SUP>',
      '&lt;SUP&gt;&#174;&lt;/SUP&gt;',
      '&amp;lt;SUP&amp;gt;&amp;amp;reg;&lt;/SUP&gt;',
    ]) {
      expect(trackingIn(oldParcel({ mailClass: `Priority Mail${mark}` })).service?.name).toBe('Priority Mail');
    }
  });
});

describe('errors', () => {
  const unlisted = (number: string, words: string) => {
    const body = `<Error><Number>${number}</Number><Description>${words}</Description></Error>`;
    const [outcome] = stored(body).outcomes;
    if (outcome === undefined || outcome.ok) throw new Error('no error');
    return outcome.error;
  };

  it('have codes in whatever letters', () => {
    expect(unlisted('80040b1a', '')).toMatchObject({ code: 'unauthorized', carrierCode: '80040b1a' });
    expect(unlisted('80040B1A', '')).toMatchObject({ code: 'unauthorized' });
  });

  it('are no answers that cannot be read, and nothing to try again', () => {
    expect(unlisted('-2147219099', 'Missing value for SourceID.').code).toBe('invalid_request');
    expect(unlisted('-2147219099', 'The system is unavailable.')).toMatchObject({
      code: 'carrier_unavailable',
      retryable: true,
    });
    const error = unlisted('-2147219099', 'Something new.');
    expect(error).toMatchObject({ code: 'unexpected_response', carrierCode: '-2147219099', retryable: false });
    expect(error.message).not.toMatch(/cannot be read|try again/);
  });

  it('are USPS’s whatever their number, where their elements are', () => {
    const body = (inner: string) =>
      `<Error><Number>99999</Number><Description>Missing value.</Description>${inner}</Error>`;
    expect(stored(body('<Source/>')).outcomes).toMatchObject([
      { error: { code: 'invalid_request', carrierCode: '99999' } },
    ]);
    expect(stored(body('')).outcomes).toEqual([]);
  });

  it('come in the gateway’s envelope too, live and stored', () => {
    const fault = (faultstring: string, errorcode: string) => ({ fault: { faultstring, detail: { errorcode } } });
    const refused = fault('Raising fault. Fault name : Raise-Fault-Access-Control', 'steps.raisefault.RaiseFault');
    const error = errorIn(refused, 403);
    expect(error).toMatchObject({ code: 'forbidden', carrierCode: 'steps.raisefault.RaiseFault' });
    expect(error.message).toMatch(/Business Portal.*IP agreement/);
    expect(stored(JSON.stringify(refused))).toMatchObject({
      formats: ['usps.v3r2'],
      outcomes: [{ ok: false, error: { code: 'forbidden' } }],
    });
    const spent = fault('Rate limit quota violation. Quota limit exceeded.', 'policies.ratelimit.QuotaViolation');
    expect(errorIn(spent, 429).code).toBe('rate_limited');
    const expired = fault('Invalid Access Token', 'keymanagement.service.invalid_access_token');
    expect(errorIn(expired, 401).code).toBe('unauthorized');
    const noProduct = fault('Invalid API call as no apiproduct match found', 'keymanagement.service.NoMatch');
    expect(errorIn(noProduct, 401)).toMatchObject({ code: 'forbidden' });
    expect(errorIn({ fault: 'none' }, 503).code).toBe('carrier_unavailable');
  });

  it('of the specification’s own check name the deprecated API', () => {
    const words =
      'OASValidation Spec with resource "oas://tracking.yaml": failed with reason: "[ERROR - No API path found"';
    const error = errorIn(envelope({ title: 'Bad Request', detail: words }, words));
    expect(error.code).toBe('invalid_request');
    expect(error.message).toMatch(/v3 is deprecated/);
  });

  it('say in a sentence that nothing is known', () => {
    const words = 'The Postal Service could not locate the tracking information for your request.';
    expect(stored(webTools(`<TrackSummary>${words}</TrackSummary>`)).outcomes).toMatchObject([
      { ok: false, error: { code: 'not_found' } },
    ]);
  });
});

describe('a scan event extract', () => {
  it('has names of its own for wording, earlier label and postal code abroad', () => {
    const scan = newScan({
      eventType: undefined,
      eventCode: '01',
      scanEventExtractEventName: 'DELIVERED FRONT DOOR/PORCH',
    });
    const parcel = newParcel(
      {
        destinationZIPCode: undefined,
        destinationCountry: 'CA',
        postalCode: 'A0A9A0',
        originalTrackingNumber: numbers[1],
      },
      [scan],
    );
    expect(trackingIn([parcel])).toMatchObject({
      status: 'delivered',
      detail: 'delivered_to_safe_place',
      events: [{ description: 'DELIVERED FRONT DOOR/PORCH' }],
      delivery: { leftAt: 'FRONT DOOR/PORCH', to: 'safe_place' },
      destination: { postalCode: 'A0A9A0', country: 'CA' },
      related: [{ relation: 'other', trackingNumber: numbers[1], carrier: 'usps' }],
    });
  });
});

describe('a long field', () => {
  it.each(['-', ' ', '\t', '<', '&', ', ', 'A ', 'at 1:00 am on '])('of %j is read in no time', (filling) => {
    const long = filling.repeat(160_000 / filling.length);
    const scan = oldScan({
      eventType: `Delivered${long}x`,
      eventCity: `X${long}X`,
      eventTimestamp: `2026${long}`,
      eventCode: null,
    });
    const parcel = oldParcel(
      { status: `x${long}x`, statusCategory: `x${long}`, mailClass: `x${long}`, expectedDeliveryTimeStamp: `x${long}` },
      [scan],
    );
    expect(trackingIn(parcel).events).toHaveLength(1);
    expect(summaryOf(`x${long}`, `${long}x`).events.length).toBeGreaterThan(0);
    expect(errorIn(envelope({ title: long, detail: `OASValidation${long}` }, long)).code).toBe('invalid_request');
  });
});

describe('a forecast', () => {
  const forecast = '<ExpectedDeliveryDate>March 12, 2026</ExpectedDeliveryDate>';

  it('stays on a parcel that was delivered, so that it can be told who was on time', () => {
    const delivered = webTools(forecast + line('TrackSummary', '1:00 pm', 'Delivered, PO Box', '01'));
    const late = webTools(
      '<ExpectedDeliveryDate>March 10, 2026</ExpectedDeliveryDate>' +
        line('TrackSummary', '1:00 pm', 'Arrived at USPS Facility', '10'),
    );
    expect(storedTracking(delivered).estimatedDelivery).toEqual({ from: '2026-03-12', to: '2026-03-12' });
    const parcels = [delivered, delivered, late].map((body) => ({
      ...storedTracking(body),
      fetchedAt: '2026-03-22T12:00:00Z',
    }));
    expect(summarize(parcels, { now: Date.parse('2026-03-22T12:00:00Z') }).onTime).toMatchObject({
      lastEstimate: { n: 3, hits: 2 },
    });
  });
});

describe('a label', () => {
  it('listed above the acceptance of its day takes nothing back', () => {
    const body = webTools(
      line('TrackSummary', '', 'Electronic Shipping Info Received', 'MA') +
        line('TrackDetail', '11:31 am', 'Acceptance', '03'),
    );
    expect(meaning(storedTracking(body))).toBe('in_transit/accepted');
  });
});

describe('what the recipient has to do', () => {
  const told =
    'We attempted to deliver your item at 11:22 am on March 12, 2026 in ST. LOUIS, MO 63101 and a notice was left because an authorized recipient was not available.';
  const todo = 'You may arrange redelivery by visiting usps.com/redelivery. Bring an ID to the Post Office.';
  const attempt = { eventCode: '02', eventType: 'Notice Left (No Authorized Recipient Available)' };

  it('is a text of its own on the newest line, in every format', () => {
    const fields = { status: attempt.eventType, statusSummary: `${told} ${todo}` };
    const [before, newest] = trackingIn([
      newParcel(fields, [newScan(attempt), newScan({ eventTimestamp: '2026-11-01' })]),
    ]).events;
    expect(newest).toMatchObject({ status: 'delivery_attempted', description: attempt.eventType, nextStep: todo });
    expect(before).not.toHaveProperty('nextStep');
    expect(trackingIn(oldParcel(fields, [oldScan(attempt)])).events).toMatchObject([{ nextStep: todo }]);
    const body = `<StatusSummary>${told} ${todo}</StatusSummary>${line('TrackSummary', '11:22 am', attempt.eventType, '02')}`;
    expect(storedTracking(webTools(body)).events).toMatchObject([{ nextStep: todo }]);
  });

  it('is nothing where the summary only tells the line, or that the parcel moves', () => {
    expect(trackingIn(oldParcel({ statusSummary: told }, [oldScan(attempt)])).events[0]).not.toHaveProperty('nextStep');
    const moving = 'Your item arrived at our USPS facility. The item is currently in transit to the destination.';
    expect(trackingIn(oldParcel({ statusSummary: moving })).events[0]).not.toHaveProperty('nextStep');
  });
});

describe('an answer without a number', () => {
  it('links to no page', () => {
    const [outcome] = usps({ clientId: 'id', clientSecret: 'secret' }).formats.flatMap((format) =>
      format.name === 'usps.v3' ? format.read({ kind: 'json', value: oldParcel({ trackingNumber: null }) }) : [],
    );
    expect(outcome).toMatchObject({ ok: true, trackingNumber: '' });
    expect(outcome?.ok && outcome.value).not.toHaveProperty('url');
  });
});

describe('an answer that names no number', () => {
  const only = (name: string) => formats.filter((format) => format.name === name);
  const scan = { eventType: 'Departed USPS Regional Facility', eventCode: 'L1', eventTimestamp: '2026-03-12T10:15:00' };
  const parcel = JSON.stringify({ statusCategory: 'In Transit', trackingEvents: [scan] });
  const unknown = JSON.stringify({ error: { code: '404', message: 'Tracking number not found' } });

  it.each(['usps.v3', 'usps.v3r2'])('is read by whoever says that it is %s', (name) => {
    expect(readPayload(parcel, only(name))).toMatchObject([
      { ok: true, trackingNumber: '', value: { status: 'in_transit', events: [{ code: 'L1' }] } },
    ]);
    expect(readPayload(unknown, only(name))).toMatchObject([{ ok: false, error: { code: 'not_found' } }]);
  });

  it('is of no format among several, and of none that it says nothing in', () => {
    expect(readPayload(parcel, formats)).toMatchObject([{ ok: false, error: { code: 'unexpected_response' } }]);
    for (const body of ['{}', '[]', '{"message":"hello"}', '<a/>', 'null']) {
      expect(readPayload(body, only('usps.v3r2'))).toMatchObject([
        { ok: false, trackingNumber: '', error: { code: 'unexpected_response' } },
      ]);
    }
  });
});
