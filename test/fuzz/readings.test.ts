import { describe, expect, it } from 'vitest';
import { formats } from 'waybill/carriers';
import { hasReference, referenceNote } from '../reference.ts';
import { ownBodies, publishedBodies } from './bodies.ts';
import { mutationsOf, readingsOf } from './readings.ts';

/*
 * What readers made of bodies and of their mutations when it was recorded last. A change that is to make nothing but speed
 * leaves all of it as it is. One that means to change readings records anew, `npm run record:readings`, and the files that
 * then differ show which formats, bodies and mutations read otherwise.
 */
const own = ownBodies();
const published = publishedBodies();
const names = formats.map(({ name }) => name);

describe('readings stay as they are recorded', () => {
  it.each(names)('of what was recorded and what the sandboxes write, of %s', async (name) => {
    await expect(readingsOf(own.get(name) ?? [])).toMatchFileSnapshot(`readings/${name}.txt`);
  });

  it.skipIf(!hasReference).each(names)(`of what carriers publish, of %s${referenceNote}`, async (name) => {
    const bodies = published.get(name) ?? [];
    if (bodies.length > 0) await expect(readingsOf(bodies)).toMatchFileSnapshot(`readings/${name}.published.txt`);
  });

  it('of texts that mostly differ from the body and from each other', () => {
    for (const bodies of own.values()) {
      for (const { name, body } of bodies.slice(0, 3)) {
        const mutations = new Set(mutationsOf(name, body));
        expect(mutations.size).toBeGreaterThan(30);
        expect(mutations).toEqual(new Set(mutationsOf(name, body)));
      }
    }
  });
});
