import { describe, expect, it } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import { milestone, milestones } from '../../src/diff/milestone.ts';
import type { ParcelReading, Scan, StatusDetail, Tracking } from '../../src/kit.ts';
import { parcel, scan, scans } from '../parcel.ts';

const { label, pickedUp, arrived, storm, onVehicle, attempted, atShop, delivered, goingBack, note } = scans;

/** What a customer is told as these scans come one by one, each message once. */
function told(...history: readonly Scan[]): readonly string[] {
  const messages = new Map<string, string>();
  for (const index of history.keys()) {
    const [before, now] = [history.slice(0, index), history.slice(0, index + 1)].map((lines) => parcel(lines));
    for (const change of now === undefined ? [] : diff(index === 0 ? undefined : before, now)) {
      const message = milestone(change);
      if (message !== undefined && !messages.has(message.key)) messages.set(message.key, message.milestone);
    }
  }
  return [...messages.values()];
}

/** What an exception of this kind tells. */
function toldOf(detail: StatusDetail): readonly string[] {
  return told(pickedUp, { ...storm, detail }).slice(1);
}

function toldOfEstimate(before: ParcelReading['estimatedDelivery'], now: ParcelReading['estimatedDelivery']) {
  const changes = diff(
    parcel([pickedUp], { estimatedDelivery: before }),
    parcel([pickedUp], { estimatedDelivery: now }),
  );
  return changes.flatMap((change) => milestone(change) ?? []);
}

describe('milestone', () => {
  it('tells a plain life in its words', () => {
    expect(told(label, pickedUp, arrived, onVehicle, delivered, note)).toEqual([
      'shipped',
      'out_for_delivery',
      'delivered',
    ]);
  });

  it('tells every word of its list', () => {
    const tomorrow = scan('DL', 'delivered', '13T18:00');
    const words = new Set([
      ...told(pickedUp, storm, scan('AR', 'in_transit', '11T12:00'), onVehicle, attempted, atShop, tomorrow),
      ...told(pickedUp, goingBack, scan('DL', 'delivered', '16T10:00')),
      ...told(label, scan('CA', 'cancelled', '10T08:00')),
      ...told(pickedUp, delivered, scan('OD', 'out_for_delivery', '13T07:00')),
      ...toldOf('address_issue'),
      ...toldOf('lost'),
    ]);
    expect([...words].sort()).toEqual([...milestones].sort());
  });

  it.each<[string, readonly StatusDetail[], string | undefined]>([
    ['is late', ['delayed', 'weather_delay', 'customs_held', 'missorted', 'held'], 'delayed'],
    [
      'waits for somebody',
      ['address_issue', 'payment_due', 'customs_documents_required', 'customs_payment_due', 'information_required'],
      'action_needed',
    ],
    ['will not come as it should', ['lost', 'refused', 'damaged', 'destroyed', 'seized', 'undeliverable'], 'failed'],
    ['waits because somebody asked for it', ['held_at_request'], undefined],
  ])('tells why a parcel does not move: it %s', (_, details, word) => {
    for (const detail of details) expect([detail, ...toldOf(detail)]).toEqual([detail, ...(word ? [word] : [])]);
  });

  it('tells of a refusal and of what keeps an attempt from being the next one', () => {
    const attempt = (detail: StatusDetail) => told(pickedUp, { ...attempted, detail }).slice(1);
    expect(attempt('refused')).toEqual(['failed']);
    expect(attempt('address_issue')).toEqual(['action_needed']);
    expect(attempt('no_access')).toEqual(['attempted']);
    const last = scan('DE', 'delivery_attempted', '12T17:00', { detail: 'final_attempt' });
    expect(told(pickedUp, attempted, last)).toEqual(['shipped', 'attempted', 'action_needed']);
  });

  it('reminds of a parcel to collect, and tells that nobody collected it', () => {
    const reminder = scan('RM', 'available_for_pickup', '14T09:00', { detail: 'pickup_reminder' });
    const over = scan('NC', 'available_for_pickup', '20T09:00', { detail: 'not_collected' });
    expect(told(pickedUp, atShop, reminder, over)).toEqual(['shipped', 'ready_for_pickup', 'action_needed', 'failed']);
    const found = diff(parcel([pickedUp]), parcel([pickedUp, atShop, reminder, over]));
    expect(found.flatMap((change) => milestone(change)?.milestone ?? [])).toEqual([
      'ready_for_pickup',
      'action_needed',
      'failed',
    ]);
  });

  it('marks what was history at the first look', () => {
    const found = diff(undefined, parcel([pickedUp, delivered])).flatMap((change) => milestone(change) ?? []);
    expect(found.map(({ milestone: name, initial }) => [name, initial])).toEqual([
      ['shipped', true],
      ['delivered', true],
    ]);
    const live = diff(parcel([pickedUp]), parcel([pickedUp, delivered])).flatMap((change) => milestone(change) ?? []);
    expect(live.map((message) => 'initial' in message)).toEqual([false]);
  });

  it('takes a first forecast past the promise for a delay, unless it has come', () => {
    const facts = { promisedDelivery: { to: '2026-11-12' }, estimatedDelivery: { to: '2026-11-14' } };
    const message = {
      milestone: 'delayed',
      key: 'fedex/123456789012/milestone/delayed/until/2026-11-14',
      passed: false,
    };
    const found = (next: Tracking) => diff(parcel([pickedUp]), next).flatMap((change) => milestone(change) ?? []);
    expect(found(parcel([pickedUp], facts))).toEqual([message]);
    expect(found(parcel([pickedUp], { ...facts, promisedDelivery: { to: '2026-11-14' } }))).toEqual([]);
    const come: Tracking = { ...parcel([pickedUp, delivered]), ...facts };
    expect(found(come).map(({ milestone: name }) => name)).toEqual(['delivered']);
  });

  it('tells of a second attempt on another day, not of the same one told again', () => {
    const notice = scan('NL', 'delivery_attempted', '12T11:05');
    expect(told(pickedUp, attempted, notice)).toEqual(['shipped', 'attempted']);
    expect(told(pickedUp, attempted, scan('DE', 'delivery_attempted', '13T11:00'))).toEqual([
      'shipped',
      'attempted',
      'attempted',
    ]);
  });

  it('tells of one delay a day, whatever its reasons', () => {
    const missed = scan('OX', 'exception', '11T07:00', { detail: 'operational_delay' });
    expect(told(pickedUp, storm, missed)).toEqual(['shipped', 'delayed']);
  });

  it('tells of a later day, not of a later hour or an earlier day', () => {
    const on = (date: string) => ({ from: date, to: date });
    expect(toldOfEstimate(on('2026-11-12'), on('2026-11-13'))).toEqual([
      { milestone: 'delayed', key: 'fedex/123456789012/milestone/delayed/until/2026-11-13', passed: false },
    ]);
    expect(toldOfEstimate({ to: '2026-11-12T12:00:00' }, { to: '2026-11-12T18:00:00' })).toEqual([]);
    expect(toldOfEstimate(on('2026-11-13'), on('2026-11-12'))).toEqual([]);
  });

  it('says what was over when it was found', () => {
    const changes = diff(parcel([label]), parcel([label, pickedUp, onVehicle, delivered]));
    const found = changes.flatMap((change) => milestone(change) ?? []);
    expect(found.map(({ milestone: name, passed }) => [name, passed])).toEqual([
      ['shipped', true],
      ['out_for_delivery', true],
      ['delivered', false],
    ]);
  });

  it('tells of a new delivery after a reopened one, and of what does not hold', () => {
    const again = scan('OD', 'out_for_delivery', '13T07:00');
    expect(told(pickedUp, delivered, again, scan('DL', 'delivered', '13T12:00'))).toEqual([
      'shipped',
      'delivered',
      'corrected',
      'out_for_delivery',
      'delivered',
    ]);
    const retracted = diff(parcel([pickedUp, storm]), parcel([pickedUp]));
    expect(retracted.flatMap((change) => milestone(change)?.milestone ?? [])).toEqual(['corrected']);
    const undelivered = diff(parcel([pickedUp, delivered]), parcel([pickedUp]));
    expect(undelivered.flatMap((change) => milestone(change)?.milestone ?? [])).toEqual(['corrected']);
  });
});
