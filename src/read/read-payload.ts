import type { PayloadFormat } from '../carrier.ts';
import { TrackingError } from '../model/error.ts';
import { failed, type Outcome } from '../model/outcome.ts';
import type { Tracking } from '../model/tracking.ts';
import { parsePayload } from './payload.ts';

/**
 * Reads any stored payload of a carrier: finds its format by itself, needs no network and no credentials, and gives the
 * same answer on every machine, in every time zone and locale. `fetchedAt` is absent: nobody knows it of a stored text.
 *
 * @param body The text as the carrier sent it.
 * @param formats What it may be: `formats` of `waybill/carriers`, or those of one carrier.
 * @returns One outcome per number that the payload speaks of; for a text of no known format one `unexpected_response`
 * with an empty number. Never throws for what the text holds.
 */
export function readPayload(body: string, formats: readonly PayloadFormat[]): readonly Outcome<Tracking>[] {
  const payload = parsePayload(body);
  const format = payload.kind === 'unreadable' ? undefined : formats.find((candidate) => candidate.matches(payload));
  if (format !== undefined) return format.read(payload);
  const known = formats.map(({ name }) => name).join(', ');
  const message = `This text is of no format that was given (${known}); give the carrier's formats, or check that it is whole.`;
  return [failed('', new TrackingError('unexpected_response', message))];
}
