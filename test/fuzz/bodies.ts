import { globSync, readFileSync } from 'node:fs';
import { formats } from 'waybill/carriers';
import { sandboxes } from 'waybill/carriers/sandbox';
import { scenarios } from 'waybill/testing';
import { detectPayload } from '../../src/carrier/payload.ts';
import { hasReference, referencePath, referenceText } from '../reference.ts';
import { partnerOf } from '../sandboxes.ts';

const recordings = new URL('../recordings/', import.meta.url);
const start = '2026-11-16';

/** What every carrier's sandbox answers and pushes at the end of each scenario. */
function written(): readonly string[] {
  return sandboxes.flatMap((sandbox) => {
    const { carrier } = sandbox;
    const trackingNumber = sandbox.sampleNumber(11);
    const request = { method: 'POST', path: '/', headers: {}, body: '' };
    return Object.values(scenarios).flatMap((scenario) => {
      const parcels = scenario
        .lives({ carrier: sandbox, partner: partnerOf(sandbox), trackingNumber, start })
        .filter((life) => life.carrier === carrier);
      const answer = sandbox.tracking([{ inquiry: { trackingNumber }, parcels }], request).body;
      const pushed = parcels.flatMap((life) => sandbox.push?.(life, Date.parse(life.events.at(-1)?.at ?? start)) ?? []);
      return [answer, ...pushed.map(({ body }) => body)];
    });
  });
}

function recorded(): readonly string[] {
  return globSync('**/*.{json,xml}', { cwd: recordings }).map((path) =>
    readFileSync(new URL(path.replaceAll('\\', '/'), recordings), 'utf8'),
  );
}

function published(): readonly string[] {
  if (!hasReference) return [];
  return globSync('*/examples/**/*.{json,xml}', { cwd: referencePath('') }).map(referenceText);
}

/** Whole bodies of every format, by its name: recorded, written by the sandboxes and, where they are here, published. */
export function bodiesByFormat(): ReadonlyMap<string, readonly string[]> {
  const bodies = new Map<string, string[]>(formats.map(({ name }) => [name, []]));
  for (const body of new Set([...recorded(), ...written(), ...published()])) {
    const payload = detectPayload(body);
    const format = formats.find(({ matches }) => matches(payload));
    if (format !== undefined) bodies.get(format.name)?.push(body);
  }
  return bodies;
}
