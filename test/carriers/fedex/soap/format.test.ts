import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTrackingError, type TrackingDraft } from 'waybill/kit';
import { trackingSchema } from 'waybill/schema';
import { fedexFormats } from '../../../../carriers/fedex/index.ts';
import { edits, mutated } from '../../mutate-xml.ts';
import { stated, stored } from '../../stated.ts';
import { carrier, recording } from '../answers.ts';

const envelope = readFileSync(new URL('../../../recordings/fedex/soap.ground-delivered.xml', import.meta.url), 'utf8');

function note(code: string, severity = 'SUCCESS', name = 'Notification'): string {
  return `<${name}><Severity>${severity}</Severity><Source>trck</Source><Code>${code}</Code></${name}>`;
}

function event(time: string, type: string, rest = '<ArrivalLocation>FEDEX_FACILITY</ArrivalLocation>'): string {
  const address = '<Address><City>MEMPHIS</City><PostalCode>38118</PostalCode><CountryCode>US</CountryCode></Address>';
  return `<Events><Timestamp>${time}</Timestamp><EventType>${type}</EventType>${address}${rest}</Events>`;
}

function details(inner: string, number = '771234005615'): string {
  return `<TrackDetails>${note('0')}<TrackingNumber>${number}</TrackingNumber>${inner}</TrackDetails>`;
}

/** A reply of version 7. */
function reply(...completed: readonly string[]): string {
  const parts = completed.map((inner) => `<CompletedTrackDetails>${inner}</CompletedTrackDetails>`).join('');
  return `<TrackReply xmlns="http://fedex.com/ws/track/v7">${note('0', 'SUCCESS', 'Notifications')}${parts}</TrackReply>`;
}

function outcomesOf(body: string) {
  const { formats, outcomes } = stored(body, fedexFormats);
  expect(formats).toEqual(['fedex.soap']);
  return outcomes;
}

function trackingOf(body: string): TrackingDraft {
  const [outcome] = outcomesOf(body);
  if (outcome?.ok !== true) throw new Error('no tracking');
  return outcome.value;
}

describe('a parcel recorded in SOAP and in JSON', () => {
  it('is the same, event by event, id by id', () => {
    const soap = trackingOf(envelope);
    const [json] = stored(recording('ground-delivered'), fedexFormats).outcomes;
    if (json?.ok !== true) throw new Error('no tracking');
    // The service's replies have no transit time.
    const { promisedDelivery: _, ...known } = json.value;
    expect(soap).toEqual({ ...known, mapping: 'fedex.soap@2026.11' });
    expect(soap.events).toHaveLength(9);
  });
});

describe('the format', () => {
  it.each([
    ['with a damaged namespace', '<TrackReply xmlns="http:igc/fedex.com/ws/track/v7"/>', ['fedex.soap']],
    ['with any prefix', '<ns:TrackReply xmlns:ns="http://fedex.com/ws/track/v12"/>', ['fedex.soap']],
    ['in an envelope', envelope, ['fedex.soap']],
    ['another envelope', '<e:Envelope xmlns:e="e"><e:Body><RateReply/></e:Body></e:Envelope>', []],
    ['a UPS answer', '<TrackResponse><Response/></TrackResponse>', []],
    ['a page', '<!doctype html><html><body>TrackReply</body></html>', []],
    ['JSON', '{"TrackReply":{}}', []],
  ])('knows %s', (_, body, formats) => {
    expect(stored(body, fedexFormats).formats).toEqual(formats);
  });

  it('is not part of the live carrier, which reads JSON', () => {
    expect(carrier.formats.map(({ name }) => name)).toEqual(['fedex.track-v1']);
  });
});

describe('version 5', () => {
  const body = `<TrackReply xmlns="http://fedex.com/ws/track/v5">${note('0', 'SUCCESS', 'Notifications')}
    <DuplicateWaybill>false</DuplicateWaybill>
    <TrackDetails>${note('0')}
      <TrackingNumber>771234005615</TrackingNumber>
      <TrackingNumberUniqueIdentifier>2461000000~771234005615~FX</TrackingNumberUniqueIdentifier>
      <StatusCode>DL</StatusCode><StatusDescription>Delivered</StatusDescription>
      <ServiceInfo>FedEx Priority Overnight</ServiceInfo><ServiceType>PRIORITY_OVERNIGHT</ServiceType>
      <OtherIdentifiers><Value>PO-88</Value><Type>PURCHASE_ORDER</Type></OtherIdentifiers>
      <ShipmentWeight><Units>KG</Units><Value>1.5</Value></ShipmentWeight>
      <ShipTimestamp>2012-03-01T00:00:00</ShipTimestamp>
      <ActualDeliveryTimestamp>2012-03-02T09:05:00-06:00</ActualDeliveryTimestamp>
      <DeliverySignatureName>Signature not required</DeliverySignatureName>
      <SignatureProofOfDeliveryAvailable>true</SignatureProofOfDeliveryAvailable>
      ${event('2012-03-02T09:05:00-06:00', 'DL')}
    </TrackDetails></TrackReply>`;

  it('has its shipment in the reply itself, and the status and the service under other names', () => {
    expect(outcomesOf(body).map(stated)).toEqual([
      {
        trackingNumber: '771234005615',
        uniqueId: '2461000000~771234005615~FX',
        service: { code: 'PRIORITY_OVERNIGHT', name: 'FedEx Priority Overnight' },
        shippedAt: '2012-03-01',
        delivery: {
          at: '2012-03-02T09:05:00-06:00',
          place: { city: 'MEMPHIS', postalCode: '38118', country: 'US' },
          proof: [{ kind: 'signature' }],
        },
        weight: { value: 1.5, unit: 'kg' },
        references: [{ kind: 'purchase_order', value: 'PO-88' }],
        status: 'delivered',
        events: ['2012-03-02T09:05:00-06:00 carrier | delivered by code DL | MEMPHIS 38118 US'],
      },
    ]);
  });
});

describe('times', () => {
  it('at +00:00 are the place’s own, of an unknown offset', () => {
    const tracking = trackingOf(reply(details(event('2014-05-08T19:02:00+00:00', 'AR'))));
    expect(tracking.events[0]).toMatchObject({ occurredAt: '2014-05-08T19:02:00-05:00', timeBasis: 'place' });
  });

  it('at midnight without an offset are days', () => {
    const body = reply(
      details(`<ShipTimestamp>2014-05-30T00:00:00</ShipTimestamp>${event('2014-05-30T00:00:00', 'PU')}`),
    );
    expect(trackingOf(body)).toMatchObject({ shippedAt: '2014-05-30', events: [{ occurredAt: '2014-05-30' }] });
  });

  it('that cannot be are reported where they stand', () => {
    const { events, issues } = trackingOf(reply(details(event('2014-02-30T10:00:00-06:00', 'AR') + event('', 'PU'))));
    expect(events.map(({ code }) => code)).toEqual(['PU', 'AR']);
    expect(issues).toEqual([
      { path: 'TrackDetails.0.Events.0.Timestamp', expected: 'a time', seen: 'a time we cannot read' },
    ]);
  });

  it('tell the forecast, also once it is delivered', () => {
    const forecast = '<EstimatedDeliveryTimestamp>2014-06-02T10:30:00-05:00</EstimatedDeliveryTimestamp>';
    expect(trackingOf(reply(details(forecast + event('2014-06-01T10:00:00-05:00', 'AR'))))).toMatchObject({
      estimatedDelivery: { to: '2014-06-02T10:30:00-05:00' },
    });
    const delivered = trackingOf(reply(details(forecast + event('2014-06-02T09:00:00-05:00', 'DL'))));
    expect(delivered.estimatedDelivery).toEqual({ to: '2014-06-02T10:30:00-05:00' });
  });
});

describe('several numbers and shipments', () => {
  const shipment = (unique: string, time: string): string =>
    details(
      `<TrackingNumberUniqueIdentifier>${unique}</TrackingNumberUniqueIdentifier><CarrierCode>FDXE</CarrierCode>${event(time, 'AR')}`,
    );

  it('of one number are candidates, the newest of them chosen', () => {
    const older = shipment('old', '2014-06-01T10:00:00-05:00');
    const newer = shipment('new', '2014-11-01T10:00:00-05:00');
    const outcomes = outcomesOf(reply(`<DuplicateWaybill>true</DuplicateWaybill>${older}${newer}`));
    expect(outcomes).toMatchObject([
      {
        ok: true,
        trackingNumber: '771234005615',
        value: {
          uniqueId: 'new',
          candidates: [
            { uniqueId: 'old', service: 'FDXE', chosen: false },
            { uniqueId: 'new', service: 'FDXE', chosen: true, because: 'newest' },
          ],
        },
      },
    ]);
    expect(outcomes).toHaveLength(1);
  });

  it('give one outcome each, in the order of the reply', () => {
    const error = `<TrackDetails>${note('9040', 'ERROR')}<TrackingNumber>771234005626</TrackingNumber></TrackDetails>`;
    const body = reply(details(event('2014-06-01T10:00:00-05:00', 'AR')), error, details('', '771234005637'));
    expect(outcomesOf(body).map(({ ok, trackingNumber }) => [trackingNumber, ok])).toEqual([
      ['771234005615', true],
      ['771234005626', false],
      ['771234005637', true],
    ]);
  });
});

describe('errors', () => {
  it.each([
    ['9040', 'ERROR', 'not_found', true],
    ['6035', 'ERROR', 'invalid_number', false],
    ['9045', 'FAILURE', 'carrier_unavailable', true],
    ['9080', 'FAILURE', 'not_available', false],
    ['1000', 'ERROR', 'unauthorized', false],
    ['4711', 'FAILURE', 'carrier_unavailable', true],
    ['4711', 'ERROR', 'unexpected_response', false],
    ['constructor', 'ERROR', 'unexpected_response', false],
  ])('%s as %s is %s', (carrierCode, severity, code, retryable) => {
    const entry = `<TrackDetails>${note(carrierCode, severity)}<TrackingNumber>771234005615</TrackingNumber></TrackDetails>`;
    expect(outcomesOf(reply(entry))).toMatchObject([
      { ok: false, trackingNumber: '771234005615', error: { code, carrierCode, retryable, carrier: 'fedex' } },
    ]);
  });

  it('count from the innermost outwards', () => {
    const whole = `<TrackReply>${note('5508', 'ERROR', 'Notifications')}</TrackReply>`;
    expect(outcomesOf(whole).map(stated)).toEqual([{ trackingNumber: '', error: 'invalid_number 5508 lasting' }]);
    const inner = reply(note('6330', 'FAILURE', 'Notifications'));
    expect(outcomesOf(inner).map(stated)).toEqual([
      { trackingNumber: '', error: 'carrier_unavailable 6330 retryable' },
    ]);
    // The parcel's own success stands against the failure around it.
    const fine = reply(note('6330', 'FAILURE', 'Notifications') + details(event('2014-06-01T10:00:00-05:00', 'AR')));
    expect(outcomesOf(fine)[0]?.ok).toBe(true);
    const silent = `<TrackDetails><TrackingNumber>771234005615</TrackingNumber></TrackDetails>`;
    expect(outcomesOf(reply(note('9040', 'ERROR', 'Notifications') + silent)).map(stated)).toEqual([
      { trackingNumber: '771234005615', error: 'not_found 9040 retryable' },
    ]);
  });

  it('do not hide what stands beside them', () => {
    const warned = `<TrackDetails>${note('9045', 'ERROR')}<TrackingNumber>771234005615</TrackingNumber>${event('2014-06-01T10:00:00-05:00', 'AR')}</TrackDetails>`;
    expect(outcomesOf(reply(warned))[0]?.ok).toBe(true);
  });

  it.each([
    ['cut short', envelope.slice(0, -40)],
    ['without a reply', '<e:Envelope xmlns:e="e"><e:Body/><!-- <TrackReply > --></e:Envelope>'],
    ['that is empty', '<TrackReply/>'],
  ])('a document %s is no answer', (_, body) => {
    expect(outcomesOf(body).map(stated)).toEqual([{ trackingNumber: '', error: 'unexpected_response lasting' }]);
  });
});

describe('reading is total', () => {
  it('over replies with dropped, repeated, emptied, retyped, nested and cut elements', () => {
    fc.assert(
      fc.property(edits, (changes) => {
        for (const outcome of stored(mutated(envelope, changes), fedexFormats).outcomes) {
          if (outcome.ok)
            expect(trackingSchema.parse(JSON.parse(JSON.stringify(outcome.value)))).toEqual(outcome.value);
          else expect(isTrackingError(outcome.error)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('and measures that cannot be are left out', () => {
    const box = '<Length>-1</Length><Width>12</Width><Height>0</Height><Units>IN</Units>';
    const weight = '<PackageWeight><Units>LB</Units><Value>0.0</Value></PackageWeight>';
    const tracking = trackingOf(reply(details(`${weight}<PackageDimensions>${box}</PackageDimensions>`)));
    expect([tracking.dimensions, tracking.weight]).toEqual([undefined, undefined]);
  });

  it('and one bad event costs no other', () => {
    const broken = '<Events><EventType><Other>AR</Other></EventType><Timestamp><a/><b/></Timestamp></Events>';
    const { events } = trackingOf(reply(details(broken + event('2014-06-01T10:00:00-05:00', 'PU'))));
    expect(events.map(({ code }) => code)).toContain('PU');
  });
});
