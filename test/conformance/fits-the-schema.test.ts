import { globSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { formats } from 'waybill/carriers';
import { sandboxes } from 'waybill/carriers/sandbox';
import { trackingSchema } from 'waybill/schema';
import { scenarios } from 'waybill/testing';
import * as z from 'zod/mini';
import { hasReference, referenceNote, referencePath, referenceText } from '../reference.ts';
import { partnerOf } from '../sandboxes.ts';

/** Where what was read of a body is not the model, as `path message`. */
function strays(body: string): readonly string[] {
  return readPayload(body, formats).flatMap((outcome) => {
    if (!outcome.ok) return [];
    expect(JSON.parse(JSON.stringify(outcome.value))).toEqual(outcome.value);
    const { success, error } = z.safeParse(trackingSchema, outcome.value);
    return success ? [] : error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  });
}

const bodies = sandboxes.flatMap((sandbox) => {
  const trackingNumber = sandbox.sampleNumber(11);
  return Object.values(scenarios).map((scenario) => {
    const parcels = scenario.lives({
      carrier: sandbox,
      partner: partnerOf(sandbox),
      trackingNumber,
      start: '2026-11-16',
    });
    const own = parcels.filter((parcel) => parcel.trackingNumber === trackingNumber);
    const request = { method: 'POST', path: '/', headers: {}, body: '' };
    return sandbox.tracking([{ inquiry: { trackingNumber }, parcels: own }], request).body;
  });
});

describe('what the carriers’ answers become', () => {
  it('is the model, for every scenario', () => {
    let found = 0;
    for (const body of bodies) {
      expect(strays(body)).toEqual([]);
      found += readPayload(body, formats).filter(({ ok }) => ok).length;
    }
    expect(found).toBeGreaterThan(bodies.length * 0.8);
  });

  it('is the model for answers with any value in any place', () => {
    const odd = fc.oneof(
      fc.constantFrom<unknown>('', ' ', 'USA', 'us', 'Österreich', -1, 0.5, 1e9, null, true),
      fc.constantFrom<unknown>('2026-02-30', '0000-00-00T00:00:00', '99:99', {}, [], [''], [{}], { code: 1 }),
    );
    const inJson = bodies.filter((body) => body.startsWith('{'));
    fc.assert(
      fc.property(fc.nat(inJson.length - 1), fc.nat(), odd, (which, at, value) => {
        const body = inJson[which] ?? '';
        expect(strays(replaced(body, at, value))).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });

  it.skipIf(!hasReference)(`is the model for the carriers’ own examples${referenceNote}`, () => {
    const examples = hasReference ? globSync('*/examples/**/*.json', { cwd: referencePath('') }) : [];
    for (const path of examples) expect({ path, strays: strays(referenceText(path)) }).toEqual({ path, strays: [] });
    expect(examples.length).toBeGreaterThan(30);
  });
});

/** The body with the value of one leaf replaced, the leaves counted around. */
function replaced(body: string, at: number, value: unknown): string {
  const count = leaves(JSON.parse(body));
  let left = at % Math.max(1, count);
  return JSON.stringify(JSON.parse(body), (_, held: unknown) => {
    if (typeof held === 'object' && held !== null) return held;
    left -= 1;
    return left === -1 ? value : held;
  });
}

function leaves(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, each) => sum + leaves(each), 0);
}
