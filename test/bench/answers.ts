import { sandboxes } from 'waybill/carriers/sandbox';
import { type CarrierSandbox, type ParcelLife, scenarios } from 'waybill/testing';
import { type NamedBody, publishedBodies, recordedBodies } from '../fuzz/bodies.ts';

const start = '2026-11-10T09:00:00-06:00';
const lives = ['delivered', 'clearedCustoms', 'deliveredAtSecondAttempt', 'inTransit', 'outForDelivery'] as const;

function livesFor(carrier: CarrierSandbox, count: number): readonly ParcelLife[] {
  return Array.from({ length: count }, (_, index) => {
    const scenario = scenarios[lives[index % lives.length] ?? 'inTransit'];
    return scenario.lives({ carrier, trackingNumber: carrier.sampleNumber(index), start });
  }).flat();
}

function answerOf(sandbox: CarrierSandbox, parcels: readonly ParcelLife[]): string {
  const request = { method: 'POST', path: '/', headers: {}, body: '' };
  const answers = parcels.map((life) => ({ inquiry: { trackingNumber: life.trackingNumber }, parcels: [life] }));
  return sandbox.tracking(answers, request).body;
}

/** A body to read, of which group. */
export interface Answer extends NamedBody {
  readonly group: 'sandbox' | 'batch' | '150 events' | 'recorded';
}

/** What the sandboxes answer: for one parcel, for a full batch, and for one with a hundred and fifty events. */
function written(): readonly Answer[] {
  return sandboxes.flatMap((sandbox) => {
    const { carrier, maxBatch } = sandbox;
    const [life] = livesFor(sandbox, 1);
    if (life === undefined) return [];
    const long = { ...life, events: Array.from({ length: 150 }, (_, index) => eventOf(life, index)) };
    const one: Answer = { group: 'sandbox', name: carrier, body: answerOf(sandbox, [life]) };
    const many: Answer = { group: '150 events', name: carrier, body: answerOf(sandbox, [long]) };
    if (maxBatch === 1) return [one, many];
    return [one, many, { group: 'batch', name: carrier, body: answerOf(sandbox, livesFor(sandbox, maxBatch)) }];
  });
}

/** The events of a life over and over, an hour apart. */
function eventOf({ events }: ParcelLife, index: number): ParcelLife['events'][number] {
  const event = events[index % (events.length - 1)];
  if (event === undefined) throw new Error('A life without events has no further ones');
  return { ...event, at: new Date(Date.parse(start) + index * 3_600_000).toISOString().replace('.000Z', '+00:00') };
}

/** All that the bench reads: what sandboxes write, what was recorded, and where it is here, what carriers publish. */
export function answers(): readonly Answer[] {
  const published = [...publishedBodies().values()].flat();
  const recorded = [...recordedBodies(), ...published];
  return [...written(), ...recorded.map(({ name, body }) => ({ group: 'recorded' as const, name, body: body.trim() }))];
}
