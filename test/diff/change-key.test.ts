import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, diff, remember } from '../../src/diff/diff.ts';
import { milestone } from '../../src/diff/milestone.ts';
import { patch } from '../../src/diff/patch.ts';
import type { Tracking } from '../../src/kit.ts';
import type { Change } from '../../src/model/change.ts';
import { absorb, acknowledge } from '../../src/store/snapshots.ts';
import { parcel, scan, scans } from '../parcel.ts';
import { flappingLife } from './lives.ts';

const { pickedUp, onVehicle, storm, delivered } = scans;

/** Whoever drops the keys that it has seen, and what it believes of a parcel. */
class Consumer {
  readonly seen = new Set<string>();
  readonly keys: string[] = [];
  shown: Tracking | undefined;
  parcel: string | undefined;
  delivery: 'delivered' | 'returned' | undefined;
  isExceptional = false;
  customer = '';

  take(changes: readonly Change[]): void {
    for (const change of changes) {
      this.keys.push(change.key);
      if (this.seen.has(change.key)) continue;
      this.seen.add(change.key);
      this.shown = patch(this.shown, [change]);
      this.believe(change);
    }
  }

  private believe(change: Change): void {
    const parcel = change.key.split('/', 2).join('/');
    // Another shipment under the number is a parcel of its own.
    if (change.initial && parcel !== this.parcel) {
      this.delivery = undefined;
      this.isExceptional = false;
      this.customer = '';
    }
    this.parcel = parcel;
    const message = milestone(change);
    if (message !== undefined && !message.passed && !this.seen.has(message.key)) {
      this.seen.add(message.key);
      this.customer = message.milestone;
    }
    if ('passed' in change && change.passed) return;
    if (change.type === 'delivered' || change.type === 'returned') this.delivery = change.type;
    if (change.type === 'delivery.reopened') this.delivery = undefined;
    if (change.type === 'exception.raised') this.isExceptional = true;
    if (change.type === 'exception.cleared') this.isExceptional = false;
  }

  expectTruth(answer: Tracking): void {
    expect(facts(this.shown)).toEqual(facts(answer));
    expect(this.delivery === 'delivered').toBe(answer.status === 'delivered');
    expect(this.delivery === 'returned').toBe(answer.status === 'returned');
    expect(this.isExceptional).toBe(answer.status === 'exception');
    // A customer who was told of a delivery or a return is told when it does not hold.
    expect(this.customer === 'delivered').toBe(answer.status === 'delivered');
    expect(this.customer === 'returned').toBe(answer.status === 'returned');
  }
}

function facts(tracking: Tracking | undefined): unknown {
  // By what an answer was read is told along with news only.
  return { ...tracking, fetchedAt: undefined, mapping: undefined, told: undefined };
}

/** All changes of answers one after the other, as a watch keeps what it knows. */
function follow(answers: readonly (Tracking | undefined)[]): readonly Change[] {
  let known: Tracking | undefined;
  return answers.flatMap((answer) => {
    if (answer === undefined) return [];
    const changes = diff(known, answer);
    if (changes.length > 0) known = remember(known, answer);
    return changes;
  });
}

function keysOf(type: Change['type'], changes: readonly Change[]): readonly string[] {
  return changes.filter((change) => change.type === type).map(({ key }) => key.replace('fedex/123456789012/', ''));
}

/** Has such a consumer follow a life and checks what it believes after every answer. */
function expectTruthOf(life: readonly Tracking[]): Consumer {
  const consumer = new Consumer();
  let known: Tracking | undefined;
  for (const answer of life) {
    const { changes, remember: rememberAnswer } = compare(known, answer);
    consumer.take(changes);
    if (changes.length > 0) known = rememberAnswer();
    consumer.expectTruth(answer);
  }
  // No key comes twice, so that nothing was dropped.
  expect(new Set(consumer.keys).size).toBe(consumer.keys.length);
  return consumer;
}

describe('a consumer that drops the keys it has seen', () => {
  it('is in the true state at every step, however the carrier flaps', () => {
    fc.assert(
      fc.property(flappingLife, (life) => {
        expectTruthOf(life);
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('is not told of the end of what was never told to hold', () => {
    const turned = scan('RS', 'returning', '13T09:00', { detail: 'return_to_sender' });
    const back = scan('DL', 'delivered', '15T12:00');
    const late = scan('DL', 'delivered', '12T08:00');
    const { customer } = expectTruthOf([parcel([turned, back]), parcel([late, turned, back]), parcel([turned, back])]);
    expect(customer).toBe('returned');
    const passing = diff(parcel([pickedUp]), parcel([pickedUp, storm, onVehicle, late, turned]));
    const ends = passing.filter(({ type }) => type === 'exception.cleared' || type === 'delivery.reopened');
    expect(ends.map((change) => 'passed' in change && change.passed)).toEqual([true, true]);
  });

  it('is told when a parcel is not back with its sender after all', () => {
    const turned = scan('RS', 'returning', '12T09:00', { detail: 'return_to_sender' });
    const back = scan('DL', 'delivered', '12T12:00');
    const again = scan('OD', 'out_for_delivery', '12T14:00');
    const life = [
      parcel([pickedUp, onVehicle]),
      parcel([pickedUp, onVehicle, turned, back]),
      parcel([pickedUp, onVehicle, turned, back, again]),
    ];
    expect(expectTruthOf(life).customer).toBe('corrected');
    expect(keysOf('delivery.reopened', follow(life))).toEqual(['delivery.reopened/returned/1']);
    const label = scan('OC', 'pre_transit', '10T09:00');
    expect(expectTruthOf([parcel([turned, back]), parcel([label]), parcel([turned, back])]).customer).toBe('returned');
  });

  it('has the detail that lines lead to, whether it takes them one by one or at once', () => {
    const stated = { current: { status: 'exception', basis: 'code' } } as const;
    const left = scan('DP', 'in_transit', '13T19:00');
    expectTruthOf([parcel([], stated), parcel([pickedUp, storm, left], stated)]);
    const initial = diff(
      undefined,
      parcel([pickedUp, storm], { uniqueId: '2461~1', promisedDelivery: { to: '2026-11-13' } }),
    );
    const oneByOne = initial.reduce<Tracking | undefined>((shown, change) => patch(shown, [change]), undefined);
    expect(oneByOne).toEqual(patch(undefined, initial));
  });

  it('is so over a store, by whatever way answers come, and when changes are told twice', async () => {
    await fc.assert(
      fc.asyncProperty(flappingLife, fc.infiniteStream(fc.boolean()), async (life, deaths) => {
        // A store follows each shipment of a number on its own.
        fc.pre(new Set(life.map(({ uniqueId }) => uniqueId)).size === 1);
        const consumer = new Consumer();
        const store = new Map<string, string>();
        for (const answer of life) {
          const changes = await absorb(store, answer, { merge: (_, next) => next });
          consumer.take(changes);
          if (deaths.next().value) consumer.take(changes);
          else await acknowledge(store, changes);
          consumer.expectTruth(answer);
        }
      }),
      { numRuns: 100 },
    );
  }, 120_000);
});

describe('what is told, taken back and told again', () => {
  const before = parcel([pickedUp]);
  const again = scan('DL', 'delivered', '12T17:00', { detail: 'signed_for' });

  it('has a key of its own, and its first telling the key that it always had', () => {
    const changes = follow([before, parcel([pickedUp, delivered]), before, parcel([pickedUp, again]), before]);
    expect(keysOf('delivered', changes)).toEqual(['delivered/1', 'delivered/1~2']);
    expect(keysOf('delivery.reopened', changes)).toEqual([
      'delivery.reopened/delivered/1/retracted',
      'delivery.reopened/delivered/1/retracted~2',
    ]);
  });

  it('whatever it is: an exception, a line, a forecast, a fact, a piece', () => {
    const known = { estimatedDelivery: { to: '2026-11-12' }, pieces: [{ trackingNumber: 'P1' }] };
    const moved = { estimatedDelivery: { to: '2026-11-13' }, service: { name: 'Ground' } };
    const [a, b] = [parcel([pickedUp], known), parcel([pickedUp, storm], moved)];
    const changes = follow([a, b, a, b]);
    const last = diff(remember(remember(remember(undefined, a), b), a), b);
    expect(last.map(({ key }) => key)).toEqual(
      expect.arrayContaining([expect.stringMatching(/exception\.raised.*~2$/)]),
    );
    for (const { key } of last) expect(key).toMatch(/~2$/);
    expect(changes.slice(-last.length)).toEqual(last);
  });

  it('is so for a shipment that comes back after another one under its number', () => {
    const [one, other] = ['1', '2'].map((uniqueId) => parcel([pickedUp, delivered], { uniqueId }));
    const changes = follow([one, other, one]);
    const keys = changes.map(({ key }) => key);
    expect(keys.filter((key) => key.includes('/delivered/1'))).toEqual(
      expect.arrayContaining(['fedex/1/delivered/1', 'fedex/2/delivered/1', 'fedex/1/delivered/1~2']),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(changes.reduce<Tracking | undefined>((shown, change) => patch(shown, [change]), undefined)).toEqual(one);
  });

  it('is the same by poll, push and replay, and for who was not there is told for the first time', () => {
    const life = [before, parcel([pickedUp, delivered]), before, parcel([pickedUp, again])];
    const asked = life.map((answer, index) => ({ ...answer, fetchedAt: `2026-11-12T0${index}:00:00Z` }));
    const keys = (changes: readonly Change[]) => changes.map(({ key }) => key);
    expect(keys(follow(asked))).toEqual(keys(follow(life)));
    expect(keysOf('delivered', follow([before, life.at(-1)]))).toEqual(['delivered/1']);
  });

  it('leaves the keys of what was never taken back alone', () => {
    const changes = follow([before, parcel([pickedUp, storm]), before, parcel([pickedUp, onVehicle])]);
    expect(keysOf('delivery.started', changes)).toEqual(['delivery.started/2026-11-12']);
  });

  it('holds again where what followed is taken back', () => {
    const moved = parcel([pickedUp, delivered, scan('AR', 'in_transit', '12T18:00')]);
    const changes = follow([before, parcel([pickedUp, delivered]), moved, parcel([pickedUp, delivered])]);
    expect(keysOf('delivered', changes)).toEqual(['delivered/1', 'delivered/1/after/in_transit/2']);
  });

  it('is not kept for a parcel whose carrier never took anything back', () => {
    const answers = [before, parcel([pickedUp, onVehicle]), parcel([pickedUp, onVehicle, delivered])];
    let known: Tracking | undefined;
    for (const answer of answers) known = remember(known, answer);
    expect(Object.keys(known?.told ?? {})).toHaveLength(1);
  });
});
