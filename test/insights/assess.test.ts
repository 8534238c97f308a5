import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssessOptions, assess } from '../../src/insights/assess.ts';
import type { Concern, ConcernKind } from '../../src/insights/concern.ts';
import { defaultPolicy, type ServiceClass, serviceClassOf } from '../../src/insights/policy.ts';
import type { ParcelReading, Scan, StatusDetail, Tracking } from '../../src/kit.ts';
import { anyTracking } from '../diff/lives.ts';
import { depot, parcel, scan, scans } from '../parcel.ts';

/*
 * The 9th of November 2026 is a Monday; the parcels of these tests live six hours behind UTC.
 */
const { label, pickedUp, arrived, storm, onVehicle, attempted, atShop, delivered, goingBack } = scans;

function at(now: string, history: readonly Scan[], facts: Partial<ParcelReading> = {}): readonly Concern[] {
  return assess(parcel(history, facts), { now });
}

function kinds(concerns: readonly Concern[]): readonly string[] {
  return concerns.map(({ kind, severity }) => `${kind} ${severity}`);
}

describe('assess', () => {
  it('has nothing to say of a parcel that is well', () => {
    expect(at('2026-11-12T12:00:00Z', [label, pickedUp, arrived])).toEqual([]);
  });

  it('has nothing to say of one that has arrived, went back or was cancelled', () => {
    const facts = { promisedDelivery: { to: '2026-11-01' } };
    const back = [pickedUp, goingBack, scan('DL', 'delivered', '16T10:00')];
    for (const history of [[pickedUp, delivered], back, [label, scan('CA', 'cancelled', '10T08:00')]]) {
      expect(at('2027-11-12T12:00:00Z', history, facts)).toEqual([]);
    }
  });

  it('takes the present as text or as milliseconds, and nothing vague', () => {
    const tracking = parcel([pickedUp]);
    const now = '2026-11-18T12:00:00Z';
    expect(assess(tracking, { now: Date.parse(now) })).toEqual(assess(tracking, { now }));
    expect(kinds(assess(tracking, { now }))).toEqual(['stalled warning']);
    for (const vague of ['2026-11-18', '2026-11-18T12:00:00', 'today', Number.NaN]) {
      expect(() => assess(tracking, { now: vague })).toThrow(expect.objectContaining({ code: 'invalid_request' }));
    }
  });

  it('names the gravest first', () => {
    const concerns = at('2026-12-31T00:00:00Z', [pickedUp], { estimatedDelivery: { to: '2026-11-12' } });
    expect(kinds(concerns)).toEqual(['probably_lost critical', 'late notice']);
  });

  it('is total, deterministic, JSON, and silent about persons and numbers', () => {
    fc.assert(
      fc.property(
        anyTracking,
        fc.integer({ min: Date.UTC(2026, 10, 1), max: Date.UTC(2027, 3, 1) }),
        (tracking, now) => {
          const concerns = assess(tracking, { now });
          expect(JSON.parse(JSON.stringify(concerns))).toEqual(assess(structuredClone(tracking), { now }));
          for (const { why, since } of concerns) {
            expect(why).toMatch(/^[A-Z].*\.$/);
            expect(why).not.toMatch(/123456789012|Austin|Memphis|Porch/);
            if (since !== undefined) expect(since).toMatch(/^\d{4}-\d\d-\d\d/);
          }
        },
      ),
    );
  });
});

describe('a silent parcel', () => {
  it('is stalled after the working days of its status, not before', () => {
    // Picked up on Tuesday at 09:00; three working days later it is Friday at 09:00, 15:00 UTC.
    expect(at('2026-11-13T14:59:00Z', [pickedUp])).toEqual([]);
    expect(at('2026-11-13T15:00:00Z', [pickedUp])).toEqual([
      {
        key: 'fedex/123456789012/concern/stalled/2026-11-10T09:00:00-06:00/warning',
        kind: 'stalled',
        severity: 'warning',
        since: '2026-11-10T09:00:00-06:00',
        why: 'Nobody has scanned the parcel for 3 working days; its status is in transit.',
      },
    ]);
  });

  it('does not stall over a weekend or a holiday', () => {
    const friday = scan('AR', 'in_transit', '13T12:00');
    expect(at('2026-11-18T17:00:00Z', [friday])).toEqual([]);
    expect(kinds(at('2026-11-18T18:00:00Z', [friday]))).toEqual(['stalled warning']);
    // Still Friday there, Saturday in UTC already.
    const evening = scan('AR', 'in_transit', '13T20:00');
    expect(at('2026-11-19T01:59:00Z', [evening])).toEqual([]);
    expect(kinds(at('2026-11-19T02:00:00Z', [evening]))).toEqual(['stalled warning']);
    const policy = { holidays: ['2026-11-17'] };
    expect(assess(parcel([friday]), { now: '2026-11-19T17:00:00Z', policy })).toEqual([]);
    expect(assess(parcel([friday]), { now: '2026-11-16T18:00:00Z', policy: { weekend: [] } })).toHaveLength(1);
  });

  it.each<[string, Partial<ParcelReading>, string]>([
    ['express', { service: { name: 'Priority Overnight' } }, '2026-11-12T03:00:00Z'],
    ['economy', { service: { name: 'Ground Economy' } }, '2026-11-17T15:00:00Z'],
    ['international', { origin: { country: 'DE' }, destination: { country: 'US' } }, '2026-11-18T15:00:00Z'],
  ])('has the patience of its service: %s', (_, facts, since) => {
    const moment = Date.parse(since);
    expect(assess(parcel([pickedUp], facts), { now: moment - 60_000 })).toEqual([]);
    expect(kinds(assess(parcel([pickedUp], facts), { now: moment }))).toEqual(['stalled warning']);
  });

  it('is not scanned by a notice from afar, nor by a line that names no place', () => {
    const now = '2026-11-13T15:00:00Z';
    const computed = scan('IT', 'in_transit', '12T15:00', { place: undefined });
    const announced = scan('ES', 'in_transit', '12T15:00', { detail: 'arriving_soon' });
    const notice = scan('NI', 'info', '12T15:00');
    for (const line of [computed, announced, notice])
      expect(kinds(at(now, [pickedUp, line]))).toEqual(['stalled warning']);
    expect(at(now, [pickedUp, scan('AR', 'in_transit', '12T15:00')])).toEqual([]);
    const relabelled = parcel([pickedUp, { ...label, occurredAt: '2026-11-12T15:00:00-06:00' }], {
      current: { status: 'in_transit', basis: 'code' },
    });
    expect(kinds(assess(relabelled, { now }))).toEqual(['stalled warning']);
    // Where no line ever names a place, all count.
    expect(at(now, [{ ...pickedUp, place: undefined }, computed])).toEqual([]);
    expect(kinds(at(now, [pickedUp, storm]))).toEqual(['stalled warning']);
  });

  it('has the benefit of the doubt where its clock is unknown', () => {
    const unclear = scan('AR', 'in_transit', '10T09:00', { occurredAt: '2026-11-10T09:00:00', place: depot });
    expect(at('2026-11-13T20:59:00Z', [unclear])).toEqual([]);
    expect(kinds(at('2026-11-13T21:00:00Z', [unclear]))).toEqual(['stalled warning']);
  });

  it('is probably lost in the end, or once the carrier says so', () => {
    expect(kinds(at('2026-11-24T15:00:00Z', [pickedUp]))).toEqual(['probably_lost critical']);
    expect(kinds(at('2026-11-24T14:59:00Z', [pickedUp]))).toEqual(['stalled warning']);
    const lost = scan('LO', 'exception', '11T08:00', { detail: 'lost' });
    expect(at('2026-11-11T16:00:00Z', [pickedUp, lost])).toMatchObject([
      { kind: 'probably_lost', severity: 'critical', since: '2026-11-11T08:00:00-06:00' },
    ]);
  });
});

describe('a label', () => {
  it('is missed at the carrier after three working days', () => {
    expect(at('2026-11-12T13:59:00Z', [label])).toEqual([]);
    expect(at('2026-11-12T14:00:00Z', [label])).toMatchObject([
      { kind: 'not_handed_over', severity: 'warning', since: '2026-11-09T08:00:00-06:00' },
    ]);
    expect(kinds(at('2026-11-17T13:59:00Z', [label]))).toEqual(['not_handed_over warning']);
    expect(kinds(at('2026-11-17T14:00:00Z', [label]))).toEqual(['not_handed_over critical']);
  });
});

describe('a promise', () => {
  const promised = (to: string): Partial<ParcelReading> => ({ promisedDelivery: { to } });
  const fresh = [pickedUp, scan('AR', 'in_transit', '12T20:00')];

  it('of a day is broken once that day is over at the destination', () => {
    const due = { ...promised('2026-11-12'), destination: { city: 'Los Angeles', region: 'CA', country: 'US' } };
    expect(kinds(at('2026-11-13T08:00:00Z', fresh, due))).toEqual(['at_risk notice']);
    expect(at('2026-11-13T08:00:01Z', fresh, due)).toEqual([
      {
        key: 'fedex/123456789012/concern/late/2026-11-12/warning',
        kind: 'late',
        severity: 'warning',
        since: '2026-11-12',
        why: 'The parcel was promised by 2026-11-12 and is late by less than a day.',
      },
    ]);
  });

  it('of a day is judged by the last scan where the destination tells no clock, and by the last place on earth where none does', () => {
    expect(kinds(at('2026-11-13T06:00:00Z', fresh, promised('2026-11-12')))).toEqual(['at_risk notice']);
    expect(kinds(at('2026-11-13T06:00:01Z', fresh, promised('2026-11-12')))).toEqual(['late warning']);
    const unclear = [scan('AR', 'in_transit', '12T20:00', { occurredAt: '2026-11-12T20:00:00', place: depot })];
    expect(kinds(at('2026-11-13T12:00:00Z', unclear, promised('2026-11-12')))).toEqual(['at_risk notice']);
    expect(kinds(at('2026-11-13T12:00:01Z', unclear, promised('2026-11-12')))).toEqual(['late warning']);
  });

  it('is kept by an attempt on its day', () => {
    const now = '2026-11-13T13:00:00Z';
    expect(at(now, [pickedUp, attempted], promised('2026-11-12'))).toEqual([]);
    expect(kinds(at(now, [pickedUp, attempted], promised('2026-11-12T10:00:00')))).toEqual(['late warning']);
    expect(kinds(at(now, [pickedUp, attempted], promised('2026-11-11')))).toEqual(['late warning']);
  });

  it('of a moment is broken at that moment, and badly after three days', () => {
    const due = promised('2026-11-12T18:00:00-06:00');
    expect(kinds(at('2026-11-13T00:00:00Z', fresh, due))).toEqual(['at_risk notice']);
    expect(kinds(at('2026-11-13T00:00:01Z', fresh, due))).toEqual(['late warning']);
    expect(kinds(at('2026-11-16T00:00:01Z', fresh, due))).toEqual(['late critical']);
  });

  it('is at risk once the carrier expects more, or too little time is left', () => {
    const expected = { ...promised('2026-11-13'), estimatedDelivery: { to: '2026-11-14' } };
    expect(kinds(at('2026-11-11T12:00:00Z', [pickedUp, arrived], expected))).toEqual(['at_risk warning']);
    expect(at('2026-11-11T12:00:00Z', [pickedUp, arrived], promised('2026-11-13'))).toEqual([]);
    // The 13th ends at 06:00 UTC on the 14th where the parcel is.
    expect(at('2026-11-13T17:59:00Z', fresh, promised('2026-11-13'))).toEqual([]);
    expect(kinds(at('2026-11-13T18:00:00Z', fresh, promised('2026-11-13')))).toEqual(['at_risk notice']);
    expect(at('2026-11-12T20:00:00Z', [pickedUp, onVehicle], promised('2026-11-12'))).toEqual([]);
  });

  it('of an hour is not at risk by a forecast of its day', () => {
    const facts = { ...promised('2026-11-16T12:00:00'), estimatedDelivery: { to: '2026-11-16' } };
    expect(at('2026-11-11T12:00:00Z', [pickedUp, arrived], facts)).toEqual([]);
  });

  it('is not asked of what goes back or waits for its recipient', () => {
    const [now, due] = ['2026-11-17T12:00:00Z', promised('2026-11-12')];
    expect(at(now, [pickedUp, atShop], { ...due, pickupBy: '2026-11-30' })).toEqual([]);
    expect(at(now, [pickedUp, goingBack], due)).toEqual([]);
  });

  it('gives way to a forecast where nothing was promised', () => {
    const facts = { estimatedDelivery: { to: '2026-11-12' } };
    expect(at('2026-11-13T13:00:00Z', fresh, facts)).toMatchObject([
      { kind: 'late', severity: 'notice', why: expect.stringContaining('expected by 2026-11-12') },
    ]);
  });
});

describe('a parcel to collect', () => {
  const facts = { pickupBy: '2026-11-19' };

  it('is near its last day, and past it, by the date where it waits', () => {
    expect(at('2026-11-17T05:59:00Z', [pickedUp, atShop], facts)).toEqual([]);
    expect(at('2026-11-17T06:00:00Z', [pickedUp, atShop], facts)).toEqual([
      {
        key: 'fedex/123456789012/concern/pickup_expiring/2026-11-12T15:00:00-06:00/warning',
        kind: 'pickup_expiring',
        severity: 'warning',
        since: '2026-11-12T15:00:00-06:00',
        why: 'The last day to collect the parcel is 2026-11-19.',
      },
    ]);
    expect(kinds(at('2026-11-20T05:59:00Z', [pickedUp, atShop], facts))).toEqual(['pickup_expiring warning']);
    expect(kinds(at('2026-11-20T06:00:00Z', [pickedUp, atShop], facts))).toEqual(['pickup_expiring critical']);
  });

  it('is past it only when no place on earth has that day, where the clock is unknown', () => {
    const unclear = { ...atShop, occurredAt: '2026-11-12T15:00:00', place: depot };
    expect(kinds(at('2026-11-20T11:59:00Z', [pickedUp, unclear], facts))).toEqual(['pickup_expiring warning']);
    expect(kinds(at('2026-11-20T12:00:00Z', [pickedUp, unclear], facts))).toEqual(['pickup_expiring critical']);
  });

  it('has waited long where no last day is known', () => {
    expect(at('2026-11-17T20:59:00Z', [pickedUp, atShop])).toEqual([]);
    expect(at('2026-11-17T21:00:00Z', [pickedUp, atShop])).toMatchObject([
      { kind: 'pickup_expiring', why: 'The parcel has waited 5 days to be collected.' },
    ]);
  });
});

describe('what somebody must act on', () => {
  const now = '2026-11-12T20:00:00Z';
  const trouble = (detail: StatusDetail) => scan('XX', 'exception', '12T11:00', { detail });
  const early = [scan('PU', 'in_transit', '12T09:00')];

  it.each<[ConcernKind, Concern['severity'], readonly StatusDetail[]]>([
    ['address_issue', 'warning', ['address_issue', 'recipient_moved']],
    ['documents_required', 'warning', ['customs_documents_required', 'information_required']],
    ['payment_due', 'warning', ['payment_due', 'customs_payment_due']],
    ['refused', 'critical', ['refused']],
    ['final_attempt', 'critical', ['final_attempt']],
    ['damaged', 'critical', ['damaged', 'contents_missing']],
    ['destroyed', 'critical', ['destroyed', 'seized']],
    ['undeliverable', 'critical', ['undeliverable', 'not_collected', 'customs_rejected']],
  ])('is told at once: %s', (kind, severity, details) => {
    for (const detail of details) {
      const [concern, ...others] = at(now, [...early, trouble(detail)]);
      expect(others).toEqual([]);
      expect(concern).toMatchObject({ kind, severity, since: '2026-11-12T11:00:00-06:00' });
    }
  });

  it('is told of an attempt, of a note on the side, and of what is on its way back', () => {
    expect(kinds(at(now, [pickedUp, { ...attempted, detail: 'address_issue' }]))).toEqual(['address_issue warning']);
    const note = scan('NT', 'info', '12T12:00', { detail: 'customs_payment_due' });
    expect(kinds(at(now, [pickedUp, note]))).toEqual(['payment_due warning']);
    expect(kinds(at(now, [pickedUp, { ...goingBack, detail: 'refused' }]))).toEqual(['refused critical']);
  });

  it('is over when the parcel moves on', () => {
    expect(at(now, [pickedUp, trouble('address_issue'), scan('AR', 'in_transit', '12T13:00')])).toEqual([]);
  });

  it('keeps its key when it is told again, and has another one when it comes anew', () => {
    const keys = (...history: readonly Scan[]) => at('2026-11-13T20:00:00Z', history).map(({ key }) => key);
    const again = { ...trouble('payment_due'), occurredAt: '2026-11-12T12:00:00-06:00' };
    const first = keys(pickedUp, trouble('payment_due'));
    expect(keys(pickedUp, trouble('payment_due'), again)).toEqual(first);
    const moved = scan('AR', 'in_transit', '12T11:30');
    expect(keys(pickedUp, trouble('payment_due'), moved, again)).not.toEqual(first);
  });

  it('is what is left of a parcel that has come: damage, and pieces that did not come', () => {
    expect(kinds(at(now, [pickedUp, { ...delivered, detail: 'delivered_in_part' }]))).toEqual([
      'delivered_in_part warning',
    ]);
    expect(kinds(at(now, [pickedUp, { ...delivered, detail: 'damaged' }]))).toEqual(['damaged critical']);
    expect(at(now, [pickedUp, { ...delivered, detail: 'signed_for' }])).toEqual([]);
  });
});

describe('the class of a service', () => {
  it.each<[string, ServiceClass]>([
    ['USPS Priority Mail', 'standard'],
    ['PRIORITY_MAIL', 'standard'],
    ['Priority Mail Express', 'express'],
    ['FedEx 2Day', 'standard'],
    ['FedEx 2Day A.M.', 'standard'],
    ['FEDEX_2_DAY', 'standard'],
    ['UPS 2nd Day Air', 'standard'],
    ['UPS 3 Day Select', 'standard'],
    ['FedEx Express Saver', 'standard'],
    ['FedEx Priority Overnight', 'express'],
    ['UPS Next Day Air Saver', 'express'],
    ['UPS Express', 'express'],
    ['FedEx Ground Economy', 'economy'],
    ['UPS Ground Saver', 'economy'],
    ['USPS Ground Advantage', 'economy'],
    ['FedEx International Priority', 'international'],
    ['UPS Ground', 'standard'],
  ])('of %s is %s', (name, serviceClass) => {
    expect(serviceClassOf(parcel([pickedUp], { service: { name } }))).toBe(serviceClass);
  });
});

describe('the policy', () => {
  it('is overruled key by key', () => {
    const tracking: Tracking = parcel([pickedUp]);
    const options: AssessOptions = { now: '2026-11-11T15:00:00Z', policy: { serviceClass: () => 'express' } };
    expect(assess(tracking, options)).toEqual([]);
    const strict = { in_transit: { express: 1, standard: 1, economy: 1, international: 1 } };
    const stalledAfterDays = { ...defaultPolicy.stalledAfterDays, ...strict };
    expect(kinds(assess(tracking, { ...options, policy: { stalledAfterDays } }))).toEqual(['stalled warning']);
  });
});
