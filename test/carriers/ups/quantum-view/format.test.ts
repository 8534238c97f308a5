import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTrackingError } from 'waybill';
import { upsFormats } from 'waybill/carriers/ups';
import { edits, mutated } from '../../mutate-xml.ts';
import { stated, stored } from '../../stated.ts';
import { number } from '../answers.ts';

function recording(extension: string): string {
  return readFileSync(new URL(`../../../recordings/ups/quantum-view.${extension}`, import.meta.url), 'utf8');
}

const moment = { Date: '20260305', Time: '113000' };
const springfield = {
  ActivityLocation: {
    AddressArtifactFormat: { PoliticalDivision2: 'SPRINGFIELD', PoliticalDivision1: 'IL', CountryCode: 'US' },
  },
};

function response(files: object | readonly object[], more: object = {}): string {
  const SubscriptionEvents = [{ Name: 'N', SubscriptionFile: files }];
  return JSON.stringify({
    QuantumViewResponse: { Response: { ResponseStatusCode: '1' }, QuantumViewEvents: { SubscriptionEvents }, ...more },
  });
}

function record(kind: string, fields: object): object {
  return { [kind]: [{ TrackingNumber: number, ...moment, ...springfield, ...fields }] };
}

/** The first event of a single record, on a line. */
function lineOf(kind: string, fields: object): string | undefined {
  const [outcome] = stored(response(record(kind, fields)), upsFormats).outcomes;
  const [event] = outcome?.ok ? outcome.value.events : [];
  return event && [event.status, event.detail, event.statusBasis, event.code].filter(Boolean).join(' ');
}

describe('a recorded response', () => {
  it.each(['json', 'xml'])('in %s says in full', (extension) => {
    const { formats, outcomes } = stored(recording(extension), upsFormats);
    expect(formats).toEqual(['ups.quantum-view']);
    const shipment = {
      service: { code: '003', name: 'Ground' },
      promisedDelivery: { from: '2026-03-04', to: '2026-03-04' },
      shippedAt: '2026-03-02',
      origin: { city: 'DES MOINES', region: 'IA', postalCode: '50309', country: 'US' },
      destination: { city: 'MEMPHIS', region: 'TN', postalCode: '38118', country: 'US' },
      pieceCount: 2,
    };
    expect(outcomes.map(stated)).toEqual([
      {
        ...shipment,
        trackingNumber: '1Z58F2A70312346031',
        status: 'delivered',
        detail: 'delivered_to_reception',
        estimatedDelivery: { from: '2026-03-05', to: '2026-03-05' },
        delivery: {
          at: '2026-03-05T11:30:00-06:00',
          signedBy: 'ROE',
          leftAt: 'FRONT DESK',
          to: 'reception',
          place: { city: 'MEMPHIS', region: 'TN', country: 'US' },
        },
        weight: { value: 12.5, unit: 'lb' },
        references: [
          { kind: 'shipment', value: 'ORDER 7790' },
          { kind: 'package', value: 'BOX 1' },
        ],
        related: [{ relation: 'sibling', trackingNumber: '1Z58F2A70312346040', carrier: 'ups' }],
        events: [
          '2026-03-02T14:15:00-06:00 place | pre_transit/label_created by category | ',
          '2026-03-02T18:30:00-06:00 place | in_transit/picked_up by category | DES MOINES IA US',
          '2026-03-04T11:05:00-06:00 place | delivery_attempted/recipient_unavailable by code 48 ZZ | MEMPHIS TN US',
          '2026-03-05T08:20:00-06:00 place | out_for_delivery by code OD | ',
          '2026-03-05T11:30:00-06:00 place | delivered/delivered_to_reception by code M3 | MEMPHIS TN US',
        ],
      },
      {
        ...shipment,
        trackingNumber: '1Z58F2A70312346040',
        status: 'in_transit',
        detail: 'picked_up',
        estimatedDelivery: { from: '2026-03-06', to: '2026-03-06' },
        references: [{ kind: 'shipment', value: 'ORDER 7790' }],
        related: [{ relation: 'sibling', trackingNumber: '1Z58F2A70312346031', carrier: 'ups' }],
        events: [
          '2026-03-02T14:15:00-06:00 place | pre_transit/label_created by category | ',
          '2026-03-02T18:31:00-06:00 place | in_transit/picked_up by category | DES MOINES IA US',
          '2026-03-04T06:00:00-06:00 place | info/estimate_updated by code UD | ',
        ],
      },
      {
        trackingNumber: '1Z58F2A70312346059',
        status: 'cancelled',
        detail: 'cancelled_by_sender',
        events: ['2026-03-02T15:00:00 none | cancelled/cancelled_by_sender by code VM | '],
      },
      {
        trackingNumber: '1Z999AA10123456784',
        status: 'available_for_pickup',
        detail: 'at_pickup_point',
        pickupBy: '2026-03-12',
        events: ['2026-03-05T16:10:00-06:00 place | available_for_pickup/at_pickup_point by category | CHICAGO IL US'],
      },
    ]);
  });

  it('says the same in JSON and in XML, ids included', () => {
    const read = (extension: string) => stored(recording(extension), upsFormats).outcomes;
    expect(read('xml')).toEqual(read('json'));
  });
});

describe('records', () => {
  it.each([
    ['Manifest', { Package: { TrackingNumber: number } }, 'pre_transit label_created category'],
    ['Origin', {}, 'in_transit picked_up category'],
    ['Exception', { StatusCode: '48' }, 'delivery_attempted recipient_unavailable code 48'],
    ['Exception', { StatusCode: '??', ReasonCode: 'DJ' }, 'exception weather_delay code ??'],
    ['Exception', { ReasonCode: 'DJ' }, 'exception weather_delay code DJ'],
    ['Exception', { StatusCode: 'KM' }, 'exception category KM'], // a delivery among Track's exceptions
    ['Exception', {}, 'exception category'],
    ['Delivery', {}, 'delivered category'],
    ['Delivery', { DeliveryLocation: { Code: 'ML' } }, 'delivered delivered_to_safe_place code ML'],
    ['Delivery', { DeliveryLocation: { Code: '??' } }, 'delivered category ??'],
    ['Delivery', { LastPickupDate: '20260312' }, 'available_for_pickup at_pickup_point category'],
    [
      'Delivery',
      { DeliveryLocation: { Code: '1N' }, LastPickupDate: '20260312' },
      'available_for_pickup at_locker code 1N',
    ],
  ])('%s %j', (kind, fields, expected) => {
    expect(lineOf(kind, fields)).toBe(expected);
  });

  it.each([
    ['AD', 'in_transit arrived_at_destination_facility'],
    ['AG', 'in_transit'],
    ['DS', 'in_transit arrived_at_destination_facility'],
    ['FM', 'in_transit handed_to_partner'],
    ['FN', 'info'],
    ['IR', 'info'],
    ['OD', 'out_for_delivery'],
    ['OT', 'out_for_delivery'],
    ['PC', 'in_transit handed_to_partner'],
    ['PS', 'in_transit handed_to_partner'],
    ['PT', 'in_transit handed_to_partner'],
    ['RE', 'info'],
    ['RO', 'out_for_delivery'],
    ['RP', 'in_transit picked_up'],
    ['SD', 'in_transit delivery_scheduled'],
    ['TC', 'in_transit handed_to_partner'],
    ['UD', 'info estimate_updated'],
    ['UR', 'returning undeliverable'],
    ['VM', 'cancelled cancelled_by_sender'],
  ])('Generic %s is %s', (ActivityType, expected) => {
    expect(lineOf('Generic', { ActivityType })).toBe(`${expected} code ${ActivityType}`);
  });

  it('of an unknown kind are unknown, and keep their code', () => {
    expect(lineOf('Generic', { ActivityType: 'QQ' })).toBe('unknown none QQ');
    expect(lineOf('Generic', { ActivityType: 'constructor' })).toBe('unknown none CONSTRUCTOR');
  });

  it('of one number in several files are one parcel, whose newest forecast and address count', () => {
    const files = [
      record('Exception', {
        Date: '20260304',
        StatusCode: 'A5',
        RescheduledDeliveryDate: '20260306',
        UpdatedAddress: { PoliticalDivision2: 'JOLIET', PoliticalDivision1: 'IL', CountryCode: 'US' },
      }),
      { ...record('Origin', { Date: '20260302', ScheduledDeliveryDate: '20260304', ScheduledDeliveryTime: '120000' }) },
      {
        Generic: [
          { TrackingNumber: number, ActivityType: 'UD', Activity: moment, RescheduledDeliveryDate: '20260307' },
        ],
      },
    ];
    const { outcomes } = stored(response(files), upsFormats);
    expect(outcomes).toHaveLength(1);
    expect(outcomes[0]).toMatchObject({
      value: {
        status: 'exception',
        detail: 'address_issue',
        destination: { city: 'JOLIET', region: 'IL', country: 'US' },
        estimatedDelivery: { from: '2026-03-07', to: '2026-03-07' },
        promisedDelivery: { from: '2026-03-04', to: '2026-03-04' },
        events: [{ detail: 'picked_up' }, { status: 'exception' }, { detail: 'estimate_updated' }],
      },
    });
  });

  it('have the committed time of day while nothing was moved', () => {
    const [outcome] = stored(
      response(record('Origin', { ScheduledDeliveryDate: '20260306', ScheduledDeliveryTime: '120000' })),
      upsFormats,
    ).outcomes;
    const window = { to: '2026-03-06T12:00:00' };
    expect(outcome).toMatchObject({ value: { estimatedDelivery: window, promisedDelivery: window } });
  });

  it('with impossible times keep the line and say so by path', () => {
    const [outcome] = stored(response(record('Origin', { Date: '20261399' })), upsFormats).outcomes;
    expect(outcome).toMatchObject({
      value: {
        events: [{ status: 'in_transit', timeBasis: 'none' }],
        issues: [{ path: 'QuantumViewEvents.SubscriptionEvents.0.SubscriptionFile.0.Origin.0.Date' }],
      },
    });
  });

  it('without a number are nobody’s', () => {
    expect(stored(response(record('Origin', { TrackingNumber: '' })), upsFormats).outcomes).toEqual([]);
  });
});

describe('responses without records', () => {
  it('are empty where a file is, be it sent as an object or a list', () => {
    expect(stored(response({ FileName: 'A', Manifest: '' }), upsFormats).outcomes).toEqual([]);
    expect(stored(response([]), upsFormats).outcomes).toEqual([]);
  });

  it.each([
    [{ ErrorSeverity: 'Hard', ErrorCode: '250002' }, 'unauthorized 250002 lasting', undefined],
    [
      { ErrorSeverity: 'Transient', ErrorCode: '1', MinimumRetrySeconds: '120' },
      'carrier_unavailable 1 retryable',
      120_000,
    ],
    [{ ErrorSeverity: 'Hard', ErrorCode: '2' }, 'unexpected_response 2 lasting', undefined],
  ])('fail typed for %j', (error, expected, retryAfterMs) => {
    const body = JSON.stringify({ QuantumViewResponse: { Response: { ResponseStatusCode: '0', Error: [error] } } });
    const { outcomes } = stored(body, upsFormats);
    expect(outcomes.map(stated)).toEqual([{ trackingNumber: '', error: expected }]);
    expect(outcomes[0]?.ok === false && outcomes[0].error.retryAfterMs).toBe(retryAfterMs);
  });

  it('keep data beside a warning', () => {
    const Response = { ResponseStatusCode: '1', Error: { ErrorSeverity: 'Warning', ErrorCode: '3' } };
    expect(stored(response(record('Origin', {}), { Response }), upsFormats).outcomes).toMatchObject([{ ok: true }]);
  });
});

describe('reading is total', () => {
  const isSound = (body: string): void => {
    for (const outcome of stored(body, upsFormats).outcomes) {
      if (outcome.ok) expect(JSON.parse(JSON.stringify(outcome.value))).toEqual(outcome.value);
      else expect(isTrackingError(outcome.error)).toBe(true);
    }
  };

  it('over XML with dropped, repeated, emptied, retyped, nested and cut elements', () => {
    fc.assert(
      fc.property(edits, (changes) => isSound(mutated(recording('xml'), changes))),
      { numRuns: 100 },
    );
  });

  it('over JSON with other values anywhere', () => {
    const json = recording('json');
    const places = [...json.matchAll(/"[^"]*"(?=,?\n)|[[{]\n/g)].map(({ index }) => index);
    const values = fc.constantFrom('null', '[]', '{}', '0', '"x"', '[null]', 'true', '[["x"]]');
    fc.assert(
      fc.property(fc.nat(places.length - 1), values, (place, value) => {
        const at = places[place] ?? 0;
        const text = /^"[^"]*"/.exec(json.slice(at))?.[0];
        const changed =
          text === undefined ? json.slice(0, at) : json.slice(0, at) + value + json.slice(at + text.length);
        isSound(changed);
      }),
      { numRuns: 300 },
    );
  });
});
