import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import { milestone } from '../../src/diff/milestone.ts';
import { patch } from '../../src/diff/patch.ts';
import type { Tracking } from '../../src/kit.ts';
import type { Change, ChangeOf } from '../../src/model/change.ts';
import { anyLife, anyTracking, growingLife } from './lives.ts';

/** All changes of a life that is looked at in these answers. */
function follow(answers: readonly Tracking[]): readonly Change[] {
  return answers.flatMap((answer, index) => diff(answers[index - 1], answer));
}

/** Some of the answers, the last one always among them. */
function some<T>(items: readonly T[], chosen: readonly boolean[]): readonly T[] {
  return items.filter((_, index) => index === items.length - 1 || chosen[index % chosen.length]);
}

const choice = fc.array(fc.boolean(), { minLength: 14, maxLength: 14 });

function statusKeys(changes: readonly Change[], passed?: boolean): readonly string[] {
  return changes
    .filter((change): change is ChangeOf<'status.changed'> => change.type === 'status.changed' && !change.retracted)
    .filter((change) => passed === undefined || change.passed === passed)
    .map(({ key }) => key)
    .sort();
}

/** What two trackings share that differ by the order of lines, the time of asking and how they were read. */
function unordered(tracking: Tracking): unknown {
  const sorted = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  const events = tracking.events.map(({ id: _, ...event }) => JSON.stringify(event, sorted)).sort();
  return { ...tracking, fetchedAt: undefined, mapping: undefined, events };
}

/** Whether the lines are the same in another order. */
function tradesPlaces(a: Tracking, b: Tracking): boolean {
  const lines = ({ events }: Tracking) => events.map(({ id: _, ...event }) => JSON.stringify(event));
  return lines(a).join() !== lines(b).join() && lines(a).sort().join() === lines(b).sort().join();
}

describe('diff', () => {
  it('says nothing of a tracking and itself, nor of the same one asked again', () => {
    fc.assert(
      fc.property(anyTracking, (tracking) => {
        expect(diff(tracking, tracking)).toEqual([]);
        expect(diff(tracking, structuredClone(tracking))).toEqual([]);
        expect(diff(tracking, { ...tracking, fetchedAt: '2026-12-01T00:00:00Z' })).toEqual([]);
      }),
    );
  });

  it('does not care for the order of events', () => {
    const shuffled = anyTracking.chain((tracking) =>
      fc
        .shuffledSubarray([...tracking.events], { minLength: tracking.events.length })
        .map((events) => [tracking, { ...tracking, events }] as const),
    );
    fc.assert(
      fc.property(shuffled, ([tracking, reordered]) => {
        expect(diff(tracking, reordered)).toEqual([]);
      }),
    );
  });

  it('finds the same changes in whatever order the events stand', () => {
    const keys = (changes: readonly Change[]) =>
      changes.flatMap(({ type, key }) => (type === 'events.reordered' ? [] : [key])).sort();
    fc.assert(
      fc.property(growingLife('late'), choice, fc.nat(), ({ answers }, chosen, turn) => {
        const looks = some(answers, chosen);
        const turned = looks.map((answer) => {
          const by = turn % answer.events.length;
          return { ...answer, events: [...answer.events.slice(by), ...answer.events.slice(0, by)].toReversed() };
        });
        expect(keys(follow(turned))).toEqual(keys(follow(looks)));
      }),
    );
  });

  it('is plain JSON, with a key of its own for each change', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        for (const [index, answer] of life.entries()) {
          const changes = diff(life[index - 1], answer);
          expect(JSON.parse(JSON.stringify(changes))).toEqual(changes);
          expect(new Set(changes.map(({ key }) => key)).size).toBe(changes.length);
        }
      }),
    );
  });

  it('answers the same twice, and whatever the order of keys', () => {
    const backwards = (_: string, value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value;
    fc.assert(
      fc.property(anyLife, (life) => {
        const [a, b] = [life.at(-2), life.at(-1)!];
        const turned = JSON.parse(JSON.stringify([a ?? null, b]), backwards) as [Tracking | null, Tracking];
        const keys = (changes: readonly Change[]) => changes.map(({ key }) => key);
        expect(keys(diff(turned[0] ?? undefined, turned[1]))).toEqual(keys(diff(a, b)));
      }),
    );
  });
});

describe('patch', () => {
  it('gives the next tracking again', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        for (const [index, answer] of life.entries()) {
          const previous = life[index - 1];
          const changes = diff(previous, answer);
          const patched = patch(previous, changes);
          if (changes.length > 0) expect(patched).toStrictEqual(answer);
          else expect(unordered(patched!)).toEqual(unordered(answer));
          expect(JSON.parse(JSON.stringify(patched))).toEqual(patched);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives it again from any other tracking too', () => {
    fc.assert(
      fc.property(anyTracking, anyTracking, (a, b) => {
        const changes = diff(a, b);
        if (changes.length > 0) expect(patch(a, changes)).toStrictEqual(b);
      }),
      { numRuns: 300 },
    );
  });

  it('takes the changes of many comparisons in a row', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const last = life.at(-1)!;
        expect(unordered(patch(undefined, follow(life))!)).toEqual(unordered(last));
      }),
    );
  });

  it('comes to the same by one change at a time', () => {
    fc.assert(
      fc.property(
        growingLife('late'),
        fc.constantFrom(undefined, '2461~1'),
        choice,
        ({ answers }, uniqueId, chosen) => {
          const looks = some(answers, chosen).map((answer) =>
            uniqueId === undefined ? answer : { ...answer, uniqueId },
          );
          let shown: Tracking | undefined;
          for (const [index, answer] of looks.entries()) {
            for (const change of diff(looks[index - 1], answer)) shown = patch(shown, [change]);
            expect(unordered(shown!)).toEqual(unordered(answer));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes changes that went through JSON, and leaves what it is given alone', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const frozen = JSON.stringify(life);
        const last = life.at(-1)!;
        const changes = JSON.parse(JSON.stringify(diff(life[0], last))) as Change[];
        if (changes.length > 0) expect(patch(life[0], changes)).toStrictEqual(last);
        expect(JSON.stringify(life)).toBe(frozen);
      }),
    );
  });

  it('gives it again from a parcel whose history is not told', () => {
    fc.assert(
      fc.property(anyTracking, (tracking) => {
        const changes = diff(undefined, tracking, { history: false });
        expect(changes.map(({ type }) => type)).toEqual(['facts.changed']);
        expect(patch(undefined, changes)).toStrictEqual(tracking);
      }),
    );
  });
});

describe('status changes', () => {
  it('are the same however often the parcel is looked at', () => {
    fc.assert(
      fc.property(growingLife('in order'), choice, ({ answers }, chosen) => {
        expect(statusKeys(follow(some(answers, chosen)))).toEqual(statusKeys(follow(answers)));
      }),
      { numRuns: 300 },
    );
  });

  it('are the same with scans that come late, too', () => {
    fc.assert(
      fc.property(growingLife('late', ['DL', 'RS', 'OC']), choice, ({ answers }, chosen) => {
        expect(statusKeys(follow(some(answers, chosen)))).toEqual(statusKeys(follow(answers)));
      }),
      { numRuns: 300 },
    );
  });

  it('tell nothing that whoever looks more often is not told, whatever becomes of the data', () => {
    const sameParcel = anyLife.map((life) => life.map(({ uniqueId: _, ...tracking }) => tracking));
    fc.assert(
      fc.property(sameParcel, choice, (life, chosen) => {
        // Of lines that trade places and have no time to say which place is theirs, nothing is told to anybody.
        fc.pre(!life.some((answer, index) => index > 0 && tradesPlaces(life[index - 1]!, answer)));
        const all = new Set(statusKeys(follow(life)));
        expect(statusKeys(follow(some(life, chosen))).filter((key) => !all.has(key))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('are marked as passed if and only if the parcel had moved on at every look', () => {
    fc.assert(
      fc.property(growingLife('in order'), choice, ({ answers }, chosen) => {
        const looks = some(answers, chosen);
        // A status is seen by who looks while it lasts: between the change to it and the next one.
        const whole = follow(answers);
        const order = whole.filter(({ type }) => type === 'status.changed').map(({ key }) => key);
        const lasting = looks.map((look) => {
          const known = new Set(diff(undefined, look).map(({ key }) => key));
          return order.findLast((key) => known.has(key));
        });
        const seen = [...new Set(lasting)].filter((key) => key !== undefined).sort();
        expect(statusKeys(follow(looks), false)).toEqual(seen);
      }),
      { numRuns: 300 },
    );
  });

  it('end where the tracking is', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        let status = 'unknown';
        let parcel: string | undefined;
        for (const change of follow(life)) {
          // Another shipment under the number is another parcel, and begins anew.
          const [carrier, identity] = change.key.split('/');
          if (change.initial && parcel !== `${carrier}/${identity}`) status = 'unknown';
          parcel = `${carrier}/${identity}`;
          if (change.type === 'status.changed' && !change.passed) status = change.to;
        }
        expect(status).toBe(life.at(-1)!.status);
      }),
    );
  });
});

describe('milestones', () => {
  it('are the same, told once per key, however often the parcel is looked at', () => {
    const told = (changes: readonly Change[]) =>
      [...new Set(changes.flatMap((change) => milestone(change)?.key ?? []))].sort();
    fc.assert(
      fc.property(growingLife('in order'), choice, ({ answers }, chosen) => {
        expect(told(follow(some(answers, chosen)))).toEqual(told(follow(answers)));
      }),
      { numRuns: 300 },
    );
  });

  it('tell of a shipment once, of an attempt once a day, whatever becomes of the data', () => {
    fc.assert(
      fc.property(growingLife('late'), ({ answers, scans }) => {
        const keys = new Set(follow(answers).flatMap((change) => milestone(change)?.key ?? []));
        const count = (name: string) => [...keys].filter((key) => key.includes(`/milestone/${name}`)).length;
        const days = new Set(
          scans.filter(({ code }) => code === 'DE').map(({ occurredAt }) => occurredAt?.slice(0, 10)),
        );
        expect(count('shipped')).toBeLessThanOrEqual(1);
        expect(count('attempted')).toBeLessThanOrEqual(days.size);
      }),
    );
  });
});
