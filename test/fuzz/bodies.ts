import { globSync, readFileSync } from 'node:fs';
import { formats } from 'waybill/carriers';
import { sandboxes } from 'waybill/carriers/sandbox';
import { scenarios } from 'waybill/testing';
import { detectPayload } from '../../src/carrier/payload.ts';
import { hasReference, referencePath, referenceText } from '../reference.ts';
import { partnerOf } from '../sandboxes.ts';

const recordings = new URL('../recordings/', import.meta.url);
const start = '2026-11-16';

/** A whole body, and where it comes from. */
export interface NamedBody {
  readonly name: string;
  readonly body: string;
}

/** What every carrier's sandbox answers and pushes at the end of each scenario. */
function written(): readonly NamedBody[] {
  return sandboxes.flatMap((sandbox) => {
    const { carrier } = sandbox;
    const trackingNumber = sandbox.sampleNumber(11);
    const request = { method: 'POST', path: '/', headers: {}, body: '' };
    return Object.entries(scenarios).flatMap(([name, scenario]) => {
      const parcels = scenario
        .lives({ carrier: sandbox, partner: partnerOf(sandbox), trackingNumber, start })
        .filter((life) => life.carrier === carrier);
      const answer = sandbox.tracking([{ inquiry: { trackingNumber }, parcels }], request).body;
      const pushed = parcels.flatMap((life) => sandbox.push?.(life, Date.parse(life.events.at(-1)?.at ?? start)) ?? []);
      return [
        { name: `sandbox ${carrier} ${name}`, body: answer },
        ...pushed.map(({ body }, index) => ({ name: `sandbox ${carrier} ${name} push ${index}`, body })),
      ];
    });
  });
}

/** Whole bodies of all formats that were recorded. */
export function recordedBodies(): readonly NamedBody[] {
  return globSync('**/*.{json,xml}', { cwd: recordings })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .map((name) => ({ name, body: readFileSync(new URL(name, recordings), 'utf8') }));
}

function published(): readonly NamedBody[] {
  if (!hasReference) return [];
  return globSync('*/examples/**/*.{json,xml}', { cwd: referencePath('') })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .map((name) => ({ name, body: referenceText(name) }));
}

/** Bodies by the format that reads them, each once, under the name it came by first. */
function byFormat(bodies: readonly NamedBody[]): ReadonlyMap<string, readonly NamedBody[]> {
  const sorted = new Map<string, NamedBody[]>(formats.map(({ name }) => [name, []]));
  const unique = new Map(bodies.toReversed().map((each) => [each.body, each]));
  for (const each of [...unique.values()].toReversed()) {
    const payload = detectPayload(each.body);
    const format = formats.find(({ matches }) => matches(payload));
    if (format !== undefined) sorted.get(format.name)?.push(each);
  }
  return sorted;
}

/** Whole bodies of every format, by its name: those recorded and those that the sandboxes write. */
export function ownBodies(): ReadonlyMap<string, readonly NamedBody[]> {
  return byFormat([...recordedBodies(), ...written()]);
}

/** Whole bodies that carriers publish, by format; none where the reference material is not here. */
export function publishedBodies(): ReadonlyMap<string, readonly NamedBody[]> {
  return byFormat(published());
}

/** All whole bodies of every format, by its name: recorded, written by the sandboxes and, where they are here, published. */
export function bodiesByFormat(): ReadonlyMap<string, readonly string[]> {
  const all = byFormat([...recordedBodies(), ...written(), ...published()]);
  return new Map([...all].map(([name, bodies]) => [name, bodies.map(({ body }) => body)]));
}
