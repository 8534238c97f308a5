import { globSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPayload, type Tracking } from 'waybill';
import { formats } from 'waybill/carriers';
import { sandboxes } from 'waybill/carriers/sandbox';
import { scenarios } from 'waybill/testing';
import { diff } from '../../src/diff/diff.ts';
import { patch } from '../../src/diff/patch.ts';
import type { Change } from '../../src/model/change.ts';
import { hasReference, referenceNote, referencePath, referenceText } from '../reference.ts';
import { partnerOf } from '../sandboxes.ts';

/** What a payload says of its parcels. */
function read(body: string): readonly Tracking[] {
  return readPayload(body, formats).flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
}

/** A carrier's answers while a parcel lives, one for each thing that happens to it. */
const lives = sandboxes.flatMap((sandbox) => {
  const { carrier } = sandbox;
  const trackingNumber = sandbox.sampleNumber(11);
  const request = { method: 'POST', path: '/', headers: {}, body: '' };
  return Object.entries(scenarios).flatMap(([name, scenario]) => {
    const [parcel] = scenario
      .lives({ carrier: sandbox, partner: partnerOf(sandbox), trackingNumber, start: '2026-11-16' })
      .filter((life) => life.trackingNumber === trackingNumber);
    if (parcel === undefined) return [];
    const bodies = parcel.events.map((_, index) => {
      const events = parcel.events.slice(0, index + 1);
      return sandbox.tracking([{ inquiry: { trackingNumber }, parcels: [{ ...parcel, events }] }], request).body;
    });
    return [{ name: `${carrier}: ${name}`, bodies }];
  });
});

/** The lives whose answers can be taken apart and put together again as JSON. */
const inJson = lives.filter(({ bodies }) => bodies.every((body) => body.startsWith('{')));

function follow(bodies: readonly string[]): readonly Change[] {
  const answers = bodies.flatMap((body) => read(body).slice(0, 1));
  return answers.flatMap((answer, index) => diff(answers[index - 1], answer));
}

function statusKeys(changes: readonly Change[]): readonly string[] {
  return changes.flatMap(({ type, key }) => (type === 'status.changed' ? [key] : [])).sort();
}

/** Every list whose items have a time of their own, in another order. */
function shuffled(value: unknown, turn: number): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => shuffled(item, turn));
    const timed = items.every((item) => Object.keys(item ?? {}).some((key) => /date|time/i.test(key)));
    return timed ? [...items.slice(turn % items.length), ...items.slice(0, turn % items.length)].toReversed() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, shuffled(held, turn)]));
}

/** The payload with one of its leaves or branches left out or replaced. */
function mutated(body: string, at: number, replacement: unknown): string {
  let left = at;
  return JSON.stringify(JSON.parse(body), (key, held: unknown) => {
    if (key === '') return held;
    left -= 1;
    return left === 0 ? replacement : held;
  });
}

function isAnother(a: Tracking, b: Tracking): boolean {
  if (a.carrier !== b.carrier) return true;
  // The carrier's own key names the parcel, whatever became of its number.
  if (a.uniqueId !== undefined && a.uniqueId === b.uniqueId) return false;
  const [left, right] = [a, b].map(({ trackingNumber }) => trackingNumber.replaceAll(/[\s-]/g, '').toUpperCase());
  return left !== '' && right !== '' && left !== right;
}

function expectPatched(before: Tracking | undefined, after: Tracking): void {
  if (before !== undefined && isAnother(before, after)) {
    expect(() => diff(before, after)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
    return;
  }
  const changes = diff(before, after);
  if (changes.length > 0) expect(patch(before, changes)).toStrictEqual(after);
  expect(diff(after, structuredClone(after))).toEqual([]);
}

describe('the changes that carriers’ answers tell', () => {
  it('are there for every carrier', () => {
    expect(new Set(lives.map(({ name }) => name.split(':')[0])).size).toBe(sandboxes.length);
    expect(lives.length).toBeGreaterThan(sandboxes.length * 5);
  });

  it('lead from answer to answer', () => {
    for (const { bodies } of lives) {
      const answers = bodies.flatMap((body) => read(body).slice(0, 1));
      for (const [index, answer] of answers.entries()) expectPatched(answers[index - 1], answer);
    }
  });

  it('have the same status changes however often somebody looks', () => {
    for (const { name, bodies } of lives) {
      const rarely = bodies.filter((_, index) => index % 3 === 0 || index === bodies.length - 1);
      for (const some of [bodies.slice(-1), rarely]) {
        expect({ name, keys: statusKeys(follow(some)) }).toEqual({ name, keys: statusKeys(follow(bodies)) });
      }
    }
  });

  it('do not depend on the order of scans in the payload', () => {
    for (const { name, bodies } of inJson) {
      const body = bodies.at(-1) ?? '';
      for (const turn of [0, 1, 2]) {
        const [told, turned] = [read(body)[0], read(JSON.stringify(shuffled(JSON.parse(body), turn)))[0]];
        expect({ name, types: diff(told, turned!).map(({ type }) => type) }).toEqual({ name, types: [] });
      }
    }
  });

  it('lead from and to answers with anything missing or wrong in them', () => {
    const odd = fc.constantFrom<unknown>(undefined, null, '', 7, 'ZZ99', '2026-02-30', [], {}, '2026-11-19T10:00:00');
    fc.assert(
      fc.property(fc.nat(inJson.length - 1), fc.nat(), fc.nat(400), odd, (which, step, at, value) => {
        const { bodies } = inJson[which]!;
        const body = bodies[step % bodies.length]!;
        const [before, after] = [read(body), read(mutated(body, at, value))];
        if (before[0] === undefined || after[0] === undefined) return;
        expectPatched(before[0], after[0]);
        expectPatched(after[0], before[0]);
        expectPatched(undefined, after[0]);
      }),
      { numRuns: 500 },
    );
  });

  it.skipIf(!hasReference)(`lead from and to the carriers’ own examples${referenceNote}`, () => {
    const paths = hasReference ? globSync('*/examples/**/*.json', { cwd: referencePath('') }) : [];
    const examples = paths.flatMap((path) => read(referenceText(path)));
    expect(examples.length).toBeGreaterThan(5);
    for (const [index, example] of examples.entries()) {
      expectPatched(undefined, example);
      expectPatched(examples[index - 1], example);
    }
  });
});
