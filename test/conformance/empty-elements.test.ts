import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { formats } from 'waybill/carriers';
import { formatNameOf } from '../../src/carrier/payload.ts';
import { bodiesByFormat } from '../fuzz/bodies.ts';
import { sitesOf } from '../payload-sites.ts';
import { propertyTimeoutMs } from '../time-outs.ts';

/*
 * Nothing is required of what carriers send, and XML writes nothing as an empty element: what it is read to must be what the
 * element's absence is read to, and no issue.
 */
const inXml = [...bodiesByFormat()].flatMap(([name, all]) => {
  const bodies = all.filter((body) => body.trimStart().startsWith('<') && body.length < 20_000);
  return bodies.length === 0 ? [] : [{ name, bodies }];
});

describe.each(inXml)('an element of $name', ({ bodies }) => {
  it('that is empty is none', { timeout: propertyTimeoutMs }, () => {
    const found: string[] = [];
    const known = new Set<string>();
    for (const body of bodies) {
      for (const { path, repeated, emptied = [] } of sitesOf(body).lists) {
        if (known.has(path) || path.split('/').length <= 2) continue;
        known.add(path);
        const without = repeated(0, 'same');
        const absent = JSON.stringify(readPayload(without, formats));
        for (const empty of emptied) {
          // What tells the format may be empty, and must be there.
          if (formatNameOf(without, formats) !== formatNameOf(empty, formats)) continue;
          if (JSON.stringify(readPayload(empty, formats)) !== absent) found.push(path);
        }
      }
    }
    expect(known.size).toBeGreaterThan(0);
    expect([...new Set(found)]).toEqual([]);
  });
});
