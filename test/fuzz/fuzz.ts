import fc from 'fast-check';
import { isTrackingError, readPayload } from 'waybill';
import { formats } from 'waybill/carriers';
import { trackingSchema } from 'waybill/schema';
import * as z from 'zod/mini';
import { fieldEdits, mutatedJson, textEdits } from '../carriers/mutate-json.ts';
import { edits, mutated } from '../carriers/mutate-xml.ts';

/** A body that a reader did not stand. */
interface FuzzFailure {
  /** Makes the same body again, as the first of a run. */
  readonly seed: number;
  readonly problem: string;
}

/** How much, and which: body number `n` is made by `seed + n`. */
interface FuzzOptions {
  readonly mutations: number;
  readonly seed: number;
  /** What reads; `readPayload` with all formats, unless it is the fuzzing itself that is tested. */
  readonly read?: (body: string) => readonly Reading[];
}

/** An outcome, of which nothing is taken for granted but its form. */
interface Reading {
  readonly ok: boolean;
  readonly trackingNumber: string;
  readonly value?: unknown;
  readonly error?: unknown;
}

/** What became of the mutations of one format's bodies. */
interface FuzzReport {
  readonly mutations: number;
  /** Outcomes with a tracking. */
  readonly ok: number;
  /** Outcomes with an error, as those of texts that were cut. */
  readonly failed: number;
  /** Bodies without any outcome, as those whose list of parcels became empty. */
  readonly silent: number;
  /** Of one reading, on the average. */
  readonly microsPerRead: number;
  readonly failures: readonly FuzzFailure[];
}

// The first of a sample would else be one of few small ones.
const xmlEdits = fc.noBias(edits.filter(({ length }) => length > 0));
const jsonEdits = fc.noBias(fc.tuple(fieldEdits, textEdits));

/** One of the bodies with changes; which and what is decided by the seed alone. */
export function mutationOf(bodies: readonly string[], seed: number): string {
  // Neighbouring seeds make similar generators; scattered ones do not.
  const scattered = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d);
  const body = bodies[(scattered >>> 8) % bodies.length] ?? '';
  if (body.trimStart().startsWith('<')) return mutated(body, sampled(xmlEdits, scattered) ?? []);
  const [fields, texts] = sampled(jsonEdits, scattered) ?? [[], []];
  return mutatedJson(body, fields, texts);
}

function sampled<T>(arbitrary: fc.Arbitrary<T>, seed: number): T | undefined {
  return fc.sample(arbitrary, { seed, numRuns: 1 })[0];
}

/** Reads mutated bodies, twice each: nothing may be thrown, every value has to fit the model, both have to be the same. */
export function fuzz(bodies: readonly string[], { mutations, seed, read = readAny }: FuzzOptions): FuzzReport {
  const counts = { ok: 0, failed: 0, silent: 0 };
  const failures: FuzzFailure[] = [];
  let millis = 0;
  for (let index = 0; index < mutations; index += 1) {
    const body = mutationOf(bodies, seed + index);
    try {
      const begin = performance.now();
      const [outcomes, again] = [read(body), read(body)];
      millis += performance.now() - begin;
      if (outcomes.length === 0) counts.silent += 1;
      for (const { ok } of outcomes) counts[ok ? 'ok' : 'failed'] += 1;
      const problem = problemOf(outcomes, again);
      if (problem !== undefined) failures.push({ seed: seed + index, problem });
    } catch (error) {
      failures.push({ seed: seed + index, problem: `throws ${String(error)}` });
    }
  }
  return { mutations, ...counts, microsPerRead: (millis * 1000) / (mutations * 2), failures };
}

function readAny(body: string): readonly Reading[] {
  return readPayload(body, formats);
}

function problemOf(outcomes: readonly Reading[], again: readonly Reading[]): string | undefined {
  if (JSON.stringify(outcomes) !== JSON.stringify(again)) return 'reads otherwise the second time';
  for (const outcome of outcomes) {
    if (outcome.ok) {
      const { success, error } = z.safeParse(trackingSchema, outcome.value);
      if (!success) return `does not fit the model: ${JSON.stringify(error?.issues[0])}`;
    } else if (!isTrackingError(outcome.error)) return 'has an error of another kind';
  }
  return undefined;
}
