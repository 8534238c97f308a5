import type { Outcome, PayloadFormat, TrackingDraft, TrackingEvent } from 'waybill/kit';
import { detectPayload } from '../../src/carrier/payload.ts';

/** What a stored payload comes to: the formats that know it, and the outcomes of the first. */
export function stored(
  body: string,
  formats: readonly PayloadFormat[],
): { readonly formats: readonly string[]; readonly outcomes: readonly Outcome<TrackingDraft>[] } {
  const payload = detectPayload(body);
  const matching = formats.filter((format) => format.matches(payload));
  return { formats: matching.map(({ name }) => name), outcomes: matching[0]?.read(payload) ?? [] };
}

/** All that is said of a parcel but for what its number and the format say already, each event on a line. */
export function stated(outcome: Outcome<TrackingDraft> | undefined): object {
  if (outcome === undefined) return {};
  const { trackingNumber } = outcome;
  if (!outcome.ok) {
    const { code, carrierCode, retryable } = outcome.error;
    return { trackingNumber, error: words([code, carrierCode, retryable ? 'retryable' : 'lasting']) };
  }
  const { carrier: _, url: __, mapping: ___, events, ...facts } = outcome.value;
  return { ...facts, events: events.map(lineOf) };
}

/** `2014-02-17T09:05:00-05:00 carrier | delivered/delivered_to_safe_place by code DL 02 | MD 21133 US`. */
function lineOf(event: TrackingEvent): string {
  const { occurredAt = 'undated', timeBasis, status, detail, statusBasis, code, reasonCode, place } = event;
  const meaning = detail === undefined ? status : `${status}/${detail}`;
  const { city, region, postalCode, country, facility } = place ?? {};
  return [
    `${occurredAt} ${timeBasis}`,
    words([meaning, 'by', statusBasis, code, reasonCode]),
    words([city, region, postalCode, country, facility]),
  ].join(' | ');
}

function words(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}
