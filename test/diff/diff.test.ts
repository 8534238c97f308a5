import { describe, expect, it } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import { patch } from '../../src/diff/patch.ts';
import type { ParcelReading, Scan, StatusDetail, Tracking } from '../../src/kit.ts';
import type { Change, ChangeOf, ChangeType } from '../../src/model/change.ts';
import { depot, parcel, scan, scans } from '../parcel.ts';

const { label, pickedUp, arrived, storm, onVehicle, attempted, atShop, delivered, goingBack, note } = scans;

function types(changes: readonly Change[]): readonly ChangeType[] {
  return changes.map(({ type }) => type);
}

/** The one change of a kind. */
function only<Type extends ChangeType>(changes: readonly Change[], type: Type): ChangeOf<Type> {
  const found = changes.filter((change): change is ChangeOf<Type> => change.type === type);
  expect(found, `one ${type} among ${types(changes).join(' ')}`).toHaveLength(1);
  return found[0]!;
}

function statuses(changes: readonly Change[]): readonly string[] {
  return changes.flatMap((change) =>
    change.type === 'status.changed' ? `${change.from} > ${change.to}${change.passed ? ' (passed)' : ''}` : [],
  );
}

/** What changes when these scans come on top of a history. */
function news(history: readonly Scan[], ...fresh: readonly Scan[]): readonly Change[] {
  return diff(parcel(history), parcel([...history, ...fresh]));
}

/** What changes when facts do. */
function learned(before: Partial<ParcelReading>, now: Partial<ParcelReading>, history: readonly Scan[] = [pickedUp]) {
  return diff(parcel(history, before), parcel(history, now));
}

describe('the first sight of a parcel', () => {
  const changes = diff(undefined, parcel([label, pickedUp, onVehicle]));

  it('tells its history, marked as such', () => {
    expect(changes.every(({ initial }) => initial)).toBe(true);
    expect(types(changes).filter((type) => type === 'event.added')).toHaveLength(3);
    expect(statuses(changes)).toEqual([
      'unknown > pre_transit (passed)',
      'pre_transit > in_transit (passed)',
      'in_transit > out_for_delivery',
    ]);
  });

  it('has the keys that the changes would have had at the time', () => {
    const live = [...news([], label), ...news([label], pickedUp), ...news([label, pickedUp], onVehicle)];
    const happened = (list: readonly Change[]) =>
      list
        .map(({ key }) => key)
        .filter((key) => !key.includes('facts'))
        .sort();
    expect(happened(changes)).toEqual(happened(live));
    expect(live.some(({ initial }) => initial)).toBe(false);
  });

  it('tells one fact instead if it is not to tell history', () => {
    const [change, ...others] = diff(undefined, parcel([label, pickedUp]), { history: false });
    expect(others).toEqual([]);
    expect(change).toMatchObject({ type: 'facts.changed', initial: true, set: { status: 'in_transit' } });
  });

  it('has nothing to say of statuses where nothing is known', () => {
    expect(types(diff(undefined, parcel([])))).toEqual(['facts.changed']);
  });
});

describe('a change', () => {
  it('says whose it is, of which line, when it was and when it was seen', () => {
    const next: Tracking = { ...parcel([pickedUp, delivered]), fetchedAt: '2026-11-12T21:00:00Z' };
    expect(only(diff(parcel([pickedUp]), next), 'delivered')).toEqual({
      type: 'delivered',
      key: 'fedex/123456789012/delivered/1',
      carrier: 'fedex',
      trackingNumber: '123456789012',
      eventId: '2026-11-12T14:30:00.DL.78701-US',
      occurredAt: '2026-11-12T14:30:00-06:00',
      seenAt: '2026-11-12T21:00:00Z',
      detail: 'signed_for',
      passed: false,
    });
  });

  it('belongs to the very shipment where numbers are reused', () => {
    const facts = { uniqueId: '2461/1 a' };
    const [change] = diff(parcel([pickedUp], facts), parcel([pickedUp, delivered], facts));
    expect(change?.key).toMatch(/^fedex\/2461_1_a\/event\.added\//);
  });
});

describe('lines of the history', () => {
  const inDepot = { ...arrived, place: depot };

  it('are added and withdrawn', () => {
    expect(only(news([pickedUp], arrived), 'event.added').event.code).toBe('AR');
    expect(only(diff(parcel([pickedUp, arrived]), parcel([pickedUp])), 'event.withdrawn').event.code).toBe('AR');
  });

  it.each<[string, Scan, Scan, readonly string[]]>([
    ['reworded', arrived, { ...arrived, description: 'Angekommen' }, ['description']],
    ['given an offset', { ...inDepot, occurredAt: '2026-11-11T03:00:00' }, inDepot, ['occurredAt', 'timeBasis']],
    ['given a place', { ...arrived, place: undefined }, arrived, ['id', 'place']],
    ['given a clock time', { ...arrived, occurredAt: '2026-11-11' }, arrived, ['id', 'occurredAt', 'timeBasis']],
    ['given a time', { ...arrived, occurredAt: undefined }, arrived, ['id', 'occurredAt', 'timeBasis']],
    ['put right in time', { ...arrived, occurredAt: '2026-11-11T05:30:00-06:00' }, arrived, ['id', 'occurredAt']],
  ])('are revised: %s', (_, old, line, fields) => {
    const before = parcel([pickedUp, old]);
    const next = parcel([pickedUp, line]);
    const changes = diff(before, next);
    expect(types(changes)).toEqual(['event.revised']);
    const change = only(changes, 'event.revised');
    expect(change.fields).toEqual(fields);
    expect(change.previousId).toBe(before.events.find(({ code }) => code === 'AR')?.id);
    expect(change.event).toEqual(next.events[1]);
  });

  it('are not taken for one another where two could be meant', () => {
    const [memphis, austin] = [
      { ...arrived, place: { city: 'Memphis' } },
      { ...arrived, place: { city: 'Austin' } },
    ];
    const changes = diff(parcel([{ ...arrived, place: undefined }]), parcel([memphis, austin]));
    expect(types(changes).filter((type) => type.startsWith('event.'))).toEqual([
      'event.withdrawn',
      'event.added',
      'event.added',
    ]);
  });

  it('are other scans on another day', () => {
    const [today, tomorrow] = [
      { ...arrived, occurredAt: '2026-11-11' },
      { ...arrived, occurredAt: '2026-11-12T03:00:00-06:00' },
    ];
    expect(types(diff(parcel([today]), parcel([tomorrow])))).toEqual(['event.withdrawn', 'event.added']);
  });

  it('are other scans at another time', () => {
    const later = { ...arrived, occurredAt: '2026-11-14T03:00:00-06:00' };
    expect(types(diff(parcel([arrived]), parcel([later])))).toEqual(['event.withdrawn', 'event.added']);
  });

  it('are told apart from twins that trade places', () => {
    const [first, second] = [arrived, { ...arrived, description: 'again' }];
    expect(diff(parcel([pickedUp, first, second]), parcel([pickedUp, second, first]))).toEqual([]);
  });

  it('do not give a status twice by being completed', () => {
    const undated = { ...delivered, occurredAt: undefined, place: undefined };
    expect(types(diff(parcel([pickedUp, undated]), parcel([pickedUp, delivered])))).not.toContain('delivered');
  });
});

describe('status changes', () => {
  it('say what was passed between two looks', () => {
    const changes = news([label], pickedUp, onVehicle, attempted, delivered);
    expect(statuses(changes)).toEqual([
      'pre_transit > in_transit (passed)',
      'in_transit > out_for_delivery (passed)',
      'out_for_delivery > delivery_attempted (passed)',
      'delivery_attempted > delivered',
    ]);
    expect(only(changes, 'attempt.failed')).toMatchObject({
      passed: true,
      attempt: 1,
      detail: 'recipient_unavailable',
    });
  });

  it('say what is new and what went back', () => {
    const back = scan('AR', 'in_transit', '12T18:00');
    const change = only(news([pickedUp, onVehicle], back), 'status.changed');
    expect(change).toMatchObject({ first: false, backwards: true, retracted: false });
    expect(only(news([pickedUp], onVehicle), 'status.changed')).toMatchObject({ first: true, backwards: false });
  });

  it('count a way on after an exception by where the parcel was before', () => {
    const rescue = scan('AR', 'in_transit', '12T18:00');
    expect(only(news([pickedUp, storm], rescue), 'status.changed').backwards).toBe(false);
    const halted = scan('WX', 'exception', '12T09:00', { detail: 'weather_delay' });
    expect(only(news([pickedUp, onVehicle, halted], rescue), 'status.changed').backwards).toBe(true);
  });

  it('count from where a parcel that went back is now', () => {
    const back = scan('AR', 'in_transit', '12T18:00');
    const halted = scan('WX', 'exception', '12T19:00', { detail: 'weather_delay' });
    const on = scan('DP', 'in_transit', '12T20:00');
    expect(only(news([pickedUp, onVehicle, back, halted], on), 'status.changed').backwards).toBe(false);
  });

  it('have the detail that the parcel has now', () => {
    const customs = scan('CD', 'exception', '11T09:00', { detail: 'customs_held' });
    const changes = news([pickedUp], storm, customs);
    expect(only(changes, 'status.changed').detail).toBe('customs_held');
    expect(types(changes)).not.toContain('facts.changed');
  });

  it('leave out notices and what comes after delivery', () => {
    expect(statuses(news([pickedUp, delivered], note, scan('XX', 'exception', '13T08:00')))).toEqual([]);
  });

  it('find a late scan without telling the status that is known', () => {
    const changes = news([arrived, delivered], pickedUp, onVehicle);
    expect(statuses(changes)).toEqual(['in_transit > out_for_delivery (passed)']);
    // Its place in the history is told by its time, and the status that it gave is not the parcel's.
    expect(types(changes)).not.toContain('events.reordered');
    expect(types(changes)).not.toContain('facts.changed');
  });

  it('follow a carrier that states what no line shows, and are not told again when the line comes', () => {
    const stated = parcel([pickedUp], { current: { status: 'delivered', basis: 'code' } });
    expect(statuses(diff(parcel([pickedUp]), stated))).toEqual(['in_transit > delivered']);
    const shown = parcel([pickedUp, delivered]);
    expect(types(diff(stated, shown))).toEqual(['event.added']);
    expect(only(diff(parcel([pickedUp]), stated), 'delivered').key).toBe(
      only(news([pickedUp], delivered), 'delivered').key,
    );
  });

  it('are retracted with the line that gave them', () => {
    const changes = diff(parcel([pickedUp, delivered]), parcel([pickedUp]));
    expect(only(changes, 'status.changed')).toMatchObject({ from: 'delivered', to: 'in_transit', retracted: true });
    expect(only(changes, 'delivery.reopened')).toMatchObject({ to: 'in_transit' });
    const cleared = diff(parcel([pickedUp, storm]), parcel([pickedUp]));
    expect(only(cleared, 'exception.cleared')).toMatchObject({ detail: 'weather_delay', to: 'in_transit' });
  });

  it('take a delivery to the sender for a return, also where only the carrier knows', () => {
    const changes = diff(
      parcel([pickedUp, onVehicle]),
      parcel([pickedUp, onVehicle, delivered], { deliveredToSender: true }),
    );
    expect(statuses(changes)).toEqual(['out_for_delivery > returned']);
    expect(types(changes)).toContain('returned');
    expect(types(changes)).not.toContain('delivered');
    const foundOut = diff(parcel([pickedUp, delivered]), parcel([pickedUp, delivered], { deliveredToSender: true }));
    expect(statuses(foundOut)).toEqual(['in_transit > returned']);
    expect(types(foundOut)).not.toContain('delivery.reopened');
  });
});

describe('what statuses mean', () => {
  it('a delivery reopened and made again', () => {
    const again = scan('OD', 'out_for_delivery', '13T07:00');
    const redelivered = scan('DL', 'delivered', '13T12:00');
    expect(only(news([pickedUp, delivered], again), 'delivery.reopened')).toMatchObject({ to: 'out_for_delivery' });
    expect(only(news([pickedUp, delivered, again], redelivered), 'delivered').key).toBe(
      'fedex/123456789012/delivered/2',
    );
  });

  it('one attempt a day, however it is worded', () => {
    const notice = scan('NL', 'delivery_attempted', '12T11:05', { detail: 'notice_left' });
    const tomorrow = scan('DE', 'delivery_attempted', '13T11:00');
    expect(types(news([pickedUp, attempted], notice))).not.toContain('attempt.failed');
    expect(only(news([pickedUp, attempted], tomorrow), 'attempt.failed').attempt).toBe(2);
    const reworded = diff(parcel([pickedUp, attempted]), parcel([pickedUp, { ...attempted, description: 'Closed' }]));
    expect(types(reworded)).toEqual(['event.revised']);
  });

  it('an exception with each of its reasons, and its end', () => {
    const customs = scan('CD', 'exception', '11T09:00', { detail: 'customs_held' });
    const still = scan('WX', 'exception', '11T08:00', { detail: 'weather_delay' });
    expect(only(news([pickedUp], storm), 'exception.raised').detail).toBe('weather_delay');
    expect(types(news([pickedUp, storm], still))).toEqual(['event.added']);
    expect(only(news([pickedUp, storm], customs), 'exception.raised').detail).toBe('customs_held');
    expect(only(news([pickedUp, storm], onVehicle), 'exception.cleared')).toMatchObject({
      detail: 'weather_delay',
      to: 'out_for_delivery',
    });
  });

  it('a parcel to collect, with its last day', () => {
    const changes = diff(parcel([pickedUp]), parcel([pickedUp, atShop], { pickupBy: '2026-11-19' }));
    expect(only(changes, 'pickup.opened')).toMatchObject({ lastDay: '2026-11-19', place: { city: 'Austin' } });
  });

  it('a return and its end', () => {
    expect(types(news([pickedUp, attempted], goingBack))).toContain('return.started');
    expect(types(news([pickedUp, goingBack], scan('DL', 'delivered', '16T10:00')))).toContain('returned');
  });

  it('out for delivery once a day', () => {
    const again = scan('OD', 'out_for_delivery', '12T08:00');
    const tomorrow = scan('OD', 'out_for_delivery', '13T08:00');
    expect(types(news([pickedUp, onVehicle], again))).not.toContain('delivery.started');
    expect(types(news([pickedUp, onVehicle], tomorrow))).toEqual(['event.added', 'delivery.started']);
  });
});

describe('what happens on the side', () => {
  const partner = { relation: 'last_mile' as const, trackingNumber: '9400111', carrier: 'usps' };

  it('another carrier takes over, told once', () => {
    const handed = scan('HP', 'in_transit', '11T20:00', { detail: 'handed_to_partner' });
    const byLine = diff(parcel([pickedUp]), parcel([pickedUp, handed], { related: [partner] }));
    expect(only(byLine, 'handed_over')).toMatchObject({ partner, occurredAt: '2026-11-11T20:00:00-06:00' });
    const byNumber = learned({}, { related: [partner] });
    expect(only(byNumber, 'handed_over').key).toBe(only(byLine, 'handed_over').key);
  });

  it('the parcel is sent on, or its destination becomes another one', () => {
    const sentOn = scan('FW', 'in_transit', '11T20:00', { detail: 'forwarded' });
    expect(types(news([pickedUp], sentOn))).toContain('redirected');
    const moved = learned({ destination: { city: 'Austin' } }, { destination: { city: 'Dallas' } });
    expect(only(moved, 'redirected')).toMatchObject({ from: { city: 'Austin' }, to: { city: 'Dallas' } });
    const completed = learned({ destination: { city: 'AUSTIN' } }, { destination: { city: 'Austin', country: 'US' } });
    expect(types(completed)).toEqual(['facts.changed']);
  });

  it('a document can be had, whatever its link', () => {
    const proof = (url: string) => ({ delivery: { proof: [{ kind: 'signature' as const, url }] } });
    const history = [pickedUp, delivered];
    expect(only(learned({}, proof('https://a'), history), 'proof.added').proof.kind).toBe('signature');
    expect(learned(proof('https://a'), proof('https://b'), history)).toEqual([]);
    const twice = { delivery: { proof: [{ kind: 'photo' as const, url: 'https://a' }, { kind: 'photo' as const }] } };
    expect(only(learned({}, twice, history), 'proof.added').proof).toEqual({ kind: 'photo', url: 'https://a' });
    expect(
      only(news(history, scan('PH', 'info', '12T15:00', { detail: 'photo_available' })), 'proof.added'),
    ).toMatchObject({
      proof: { kind: 'photo' },
    });
  });

  it('pieces come, move and go', () => {
    const two = { pieces: [{ trackingNumber: 'P1', status: 'in_transit' as const }, { trackingNumber: 'P2' }] };
    const one = { pieces: [{ trackingNumber: 'P1', status: 'delivered' as const }] };
    expect(types(learned({}, two))).toEqual(['piece.added', 'piece.added', 'facts.changed']);
    const changes = learned(two, one);
    expect(only(changes, 'piece.changed')).toMatchObject({ piece: 'P1', from: 'in_transit', to: 'delivered' });
    expect(only(changes, 'piece.removed').piece).toBe('P2');
    const signed = { pieces: [{ ...one.pieces[0]!, detail: 'signed_for' as const }] };
    expect(only(learned(one, signed), 'piece.changed').detail).toBe('signed_for');
  });

  it('any other field, set and unset', () => {
    const changes = learned({ shippedAt: '2026-11-10' }, { weight: { value: 2, unit: 'kg' } });
    expect(only(changes, 'facts.changed')).toMatchObject({
      set: { weight: { value: 2, unit: 'kg' } },
      unset: ['shippedAt'],
    });
  });

  it('a field that is no longer told', () => {
    expect(learned({ shippedAt: '2026-11-10' }, {})).toMatchObject([
      { type: 'facts.changed', set: {}, unset: ['shippedAt'] },
    ]);
  });

  it('the same step of a field after another scan is another step, whoever sees it', () => {
    const left = scan('DP', 'in_transit', '11T09:00', { detail: 'departed_facility' });
    const nextHub = scan('AR', 'in_transit', '11T20:00', { detail: 'arrived_at_facility', place: depot });
    const history = [pickedUp, arrived, left, nextHub, { ...left, occurredAt: '2026-11-12T01:00:00-06:00' }];
    const keys = [2, 3, 4, 5].map((length) => {
      const [before, after] = [length - 1, length].map((lines) =>
        parcel(history.slice(0, lines), { service: { name: lines % 2 === 0 ? 'Ground' : 'Express' } }),
      ) as [Tracking, Tracking];
      const turned = (look: Tracking): Tracking => ({ ...look, events: look.events.toReversed() });
      const { key } = only(diff(before, after), 'facts.changed');
      expect(only(diff(turned(before), turned(after)), 'facts.changed').key).toBe(key);
      return key;
    });
    expect(new Set(keys).size).toBe(4);
  });

  it('from another value to the same one is another step', () => {
    const from = (name: string) => learned({ service: { name } }, { service: { name: 'Ground' } });
    expect(only(from('Express'), 'facts.changed').key).not.toBe(only(from('Saver'), 'facts.changed').key);
    expect(from('Express')).toEqual(from('Express'));
  });

  it('the format of the answer is told along with news, and is none', () => {
    const before = parcel([pickedUp], { mapping: 'test.push@2026.11' });
    expect(diff(before, parcel([pickedUp]))).toEqual([]);
    expect(only(diff(before, parcel([pickedUp, arrived])), 'facts.changed').set.mapping).toBe('test.v1@2026.11');
  });

  it('an issue found elsewhere in the payload is none', () => {
    const issues = (path: string) => ({ issues: [{ path, expected: 'a time', seen: 'number' }] });
    expect(learned(issues('events.1.date'), issues('events.2.date'))).toEqual([]);
    expect(types(learned(issues('events.1.date'), issues('weight')))).toEqual(['facts.changed']);
  });
});

describe('the forecast', () => {
  const day = (date: string) => ({ from: date, to: date });

  it('is set and lost', () => {
    const estimatedDelivery = day('2026-11-12');
    expect(only(learned({}, { estimatedDelivery }), 'estimate.set').estimate).toEqual(estimatedDelivery);
    expect(only(learned({ estimatedDelivery }, {}), 'estimate.lost').because).toBe('withdrawn');
    const done = diff(parcel([pickedUp], { estimatedDelivery }), parcel([pickedUp, delivered]));
    expect(only(done, 'estimate.lost').because).toBe('finished');
    const kept = diff(parcel([pickedUp], { estimatedDelivery }), parcel([pickedUp, delivered], { estimatedDelivery }));
    expect(kept.filter(({ type }) => type.startsWith('estimate.'))).toEqual([]);
  });

  const dayMs = 86_400_000;
  it.each([
    ['a day later', day('2026-11-12'), day('2026-11-13'), 'later', dayMs, 'same'],
    ['two days earlier', day('2026-11-14'), day('2026-11-12'), 'earlier', 2 * dayMs, 'same'],
    [
      'its hours told',
      day('2026-11-12'),
      { from: '2026-11-12T09:00:00', to: '2026-11-12T12:00:00' },
      'same',
      0,
      'narrowed',
    ],
    [
      'stretched over a day more',
      day('2026-11-12'),
      { from: '2026-11-12', to: '2026-11-13' },
      'later',
      dayMs,
      'widened',
    ],
    [
      'an hour later on the clock of the world',
      { to: '2026-11-12T18:00:00-06:00' },
      { to: '2026-11-13T01:00:00Z' },
      'later',
      3_600_000,
      'same',
    ],
    [
      'an hour later on the clock of the wall',
      { to: '2026-11-12T18:00:00-06:00' },
      { to: '2026-11-12T19:00:00' },
      'later',
      3_600_000,
      'same',
    ],
    ['told as an end instead of a day', day('2026-11-12'), { to: '2026-11-12' }, 'same', 0, 'widened'],
  ] as const)('is moved: %s', (_, before, now, direction, byMs, window) => {
    const changes = learned({ estimatedDelivery: before }, { estimatedDelivery: now });
    expect(only(changes, 'estimate.moved')).toMatchObject({ previous: before, estimate: now, direction, byMs, window });
  });

  it('moves again under another key once another scan has come', () => {
    const [a, b] = [{ estimatedDelivery: day('2026-11-12') }, { estimatedDelivery: day('2026-11-13') }];
    const first = only(learned(a, b), 'estimate.moved').key;
    expect(only(learned(a, b), 'estimate.moved').key).toBe(first);
    expect(only(learned(a, b, [pickedUp, arrived]), 'estimate.moved').key).not.toBe(first);
  });

  it('is no promise', () => {
    const promise = day('2026-11-12');
    expect(only(learned({}, { promisedDelivery: promise }), 'promise.changed')).toMatchObject({ promise });
    expect(only(learned({ promisedDelivery: promise }, {}), 'promise.changed')).toMatchObject({ previous: promise });
  });
});

describe('a plain scan', () => {
  const left = scan('DP', 'in_transit', '11T09:00', { detail: 'departed_facility' });
  const nextHub = scan('AR', 'in_transit', '11T20:00', { detail: 'arrived_at_facility', place: depot });

  it('is one change, alone, with others and found late', () => {
    expect(types(news([pickedUp, arrived], left))).toEqual(['event.added']);
    expect(types(news([pickedUp], arrived, left, nextHub))).toEqual(['event.added', 'event.added', 'event.added']);
    expect(types(news([pickedUp, left], arrived))).toEqual(['event.added']);
    expect(types(news([pickedUp, goingBack], scan('AR', 'in_transit', '14T09:00')))).toEqual(['event.added']);
    expect(types(news([pickedUp, delivered], note))).toEqual(['event.added']);
  });

  it('is one change too where it ends what was said to come next', () => {
    const hasStep = { ...arrived, nextStep: 'Call us.' };
    const [previous, next] = [parcel([pickedUp, hasStep]), parcel([pickedUp, arrived, left])];
    const changes = diff(previous, next);
    expect(types(changes)).toEqual(['event.added']);
    const [, overtaken] = previous.events;
    expect(only(changes, 'event.added').endsNextStepOf).toEqual([overtaken?.id]);
    expect(patch(previous, changes)).toEqual(next);
    // What is said to come next moves on with the parcel; elsewhere it is another word of the same line.
    const step = { ...left, nextStep: 'Wait.' };
    expect(types(diff(previous, parcel([pickedUp, arrived, step])))).toEqual(['event.added']);
    expect(types(diff(previous, parcel([pickedUp, arrived])))).toEqual(['event.revised']);
    expect(types(diff(previous, parcel([pickedUp, { ...hasStep, nextStep: 'Wait.' }, left])))).toEqual([
      'event.revised',
      'event.added',
    ]);
  });

  it('leaves a detail that no line tells to a change of its own', () => {
    const stated = (detail: StatusDetail) =>
      parcel([pickedUp], { current: { status: 'exception', basis: 'code', detail } });
    const change = only(diff(stated('held'), stated('address_issue')), 'detail.changed');
    expect(change).toMatchObject({ status: 'exception', from: 'held', to: 'address_issue', passed: false });
  });
});

describe('what people act on', () => {
  const history = [pickedUp, atShop];

  it('is a day more to collect it, or a day less', () => {
    const by = (pickupBy?: string) => ({ pickupBy });
    expect(learned(by('2026-11-19'), by('2026-11-22'), history)).toMatchObject([
      { type: 'pickup.extended', previous: '2026-11-19', lastDay: '2026-11-22' },
    ]);
    expect(learned(by('2026-11-19'), by('2026-11-18'), history)).toMatchObject([
      { type: 'pickup.limited', previous: '2026-11-19', lastDay: '2026-11-18' },
    ]);
    expect(learned(by(), by('2026-11-18'), history)).toMatchObject([{ type: 'pickup.limited', lastDay: '2026-11-18' }]);
    expect(types(learned(by('2026-11-18'), by(), history))).toEqual(['facts.changed']);
    expect(types(diff(parcel([pickedUp]), parcel(history, by('2026-11-19'))))).not.toContain('pickup.limited');
  });

  it('is a reminder, told with the detail', () => {
    const reminder = scan('RM', 'available_for_pickup', '14T09:00', { detail: 'pickup_reminder' });
    expect(types(news(history, reminder))).toEqual(['event.added', 'detail.changed']);
  });

  it('is what becomes known of a delivery later, and told with the delivery what is known then', () => {
    const left = { delivery: { leftAt: 'Porch' } };
    expect(types(diff(parcel([pickedUp]), parcel([pickedUp, delivered], left)))).toEqual([
      'event.added',
      'status.changed',
      'delivered',
    ]);
    const signed = { delivery: { leftAt: 'Porch', signedBy: 'A. Person' } };
    expect(learned(left, signed, [pickedUp, delivered])).toMatchObject([
      { type: 'delivery.updated', previous: left.delivery, delivery: signed.delivery },
    ]);
  });

  it('is another destination, told once', () => {
    expect(types(learned({ destination: { city: 'Austin' } }, { destination: { city: 'Dallas' } }))).toEqual([
      'redirected',
    ]);
  });
});

describe('forecasts that stay after delivery', () => {
  it('are neither lost nor late', () => {
    const known = { estimatedDelivery: { to: '2026-11-11' }, promisedDelivery: { to: '2026-11-10' } };
    const before = parcel([pickedUp], known);
    expect(types(diff(before, { ...parcel([pickedUp, delivered]), ...known }))).toEqual([
      'event.added',
      'status.changed',
      'delivered',
    ]);
    const moved: Tracking = { ...parcel([pickedUp, delivered]), ...known, estimatedDelivery: { to: '2026-11-12' } };
    expect(only(diff(before, moved), 'estimate.moved')).not.toHaveProperty('late');
  });
});

describe('two shipments under one number', () => {
  const one = parcel([pickedUp, delivered], { uniqueId: '1' });
  const other = parcel([scan('PU', 'in_transit', '20T09:00')], { uniqueId: '2' });

  it('are two parcels: the second one is told as seen for the first time', () => {
    const changes = diff(one, other);
    expect(changes).toEqual(diff(undefined, other));
    expect(types(changes)).not.toContain('event.withdrawn');
    expect(changes.every(({ initial, key }) => initial && key.startsWith('fedex/2/'))).toBe(true);
    expect(patch(one, changes)).toStrictEqual(other);
    expect(patch(one, diff(one, other, { history: false }))).toStrictEqual(other);
  });

  it('are one where only one of them is told apart', () => {
    expect(types(diff(parcel([pickedUp]), parcel([pickedUp], { uniqueId: '1' })))).toEqual(['facts.changed']);
  });
});

describe('trackings of two parcels', () => {
  it.each<[string, Partial<Tracking>]>([
    ['two numbers', { trackingNumber: '999999999999' }],
    ['two carriers', { carrier: 'ups' }],
  ])('are refused: %s', (_, more) => {
    const compared = () => diff(parcel([pickedUp]), { ...parcel([pickedUp]), ...more });
    expect(compared).toThrow(expect.objectContaining({ code: 'invalid_request' }));
    expect(compared).toThrow(/^Compare trackings of one (parcel|carrier)/);
  });

  it('are not, however the number is written, or where a stored payload has lost it', () => {
    for (const trackingNumber of ['1234 5678 9012', '1234-5678-9012', '']) {
      const next: Tracking = { ...parcel([pickedUp, arrived]), trackingNumber };
      expect(types(diff(parcel([pickedUp]), next))).toContain('event.added');
    }
  });
});
