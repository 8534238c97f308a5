import { createHash } from 'node:crypto';
import { type Outcome, readPayload, type Tracking } from 'waybill';
import { formats } from 'waybill/carriers';
import type { NamedBody } from './bodies.ts';
import { mutationOf } from './fuzz.ts';

/** Mutations of one body, beside the body itself. */
export const mutationsPerBody = 48;

/**
 * What today's readers make of bodies and their mutations, in few characters: one line per body with its name, its digest
 * and, for the body and each of its mutations, a digest of the outcomes. The order of keys does not count.
 */
export function readingsOf(bodies: readonly NamedBody[]): string {
  const lines = bodies.map(({ name, body }) => {
    const digests = [body, ...mutationsOf(name, body)].map((text) => digestOf(canonical(readPayload(text, formats))));
    return `${name} ${digestOf(body)}\n  ${digests.join('')}`;
  });
  return `${lines.join('\n')}\n`;
}

/** The mutations of a body, decided by its name, so that further bodies leave those of the others as they are. */
export function mutationsOf(name: string, body: string): readonly string[] {
  const seed = Number.parseInt(createHash('sha256').update(name).digest('hex').slice(0, 7), 16);
  return Array.from({ length: mutationsPerBody }, (_, index) => mutationOf([body], seed + index));
}

/** 24 bits: of all readings that change, one in sixteen million stays unseen. */
function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 4);
}

/** The outcomes as text with keys in order. */
function canonical(outcomes: readonly Outcome<Tracking>[]): string {
  return JSON.stringify(outcomes, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
