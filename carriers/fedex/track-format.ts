import { type Payload, type PayloadFormat, parsePayload, present, type WireResponse } from 'waybill/kit';
import { answersIn } from './answers.ts';
import { formatName } from './normalize.ts';
import { readTrackAnswer, type TrackAnswer } from './wire.ts';

/** Answers of the Track API v1, to tracking numbers and to references alike. */
export const trackV1: PayloadFormat = {
  name: formatName,
  matches: hasResults,
  read(payload) {
    const answer = payload.kind === 'json' ? readTrackAnswer(payload.value) : undefined;
    return answer === undefined ? [] : answersIn(answer);
  },
};

/** A live answer with results, or with an empty list of them; undefined for a failure of the request as a whole. */
export function resultsIn(response: WireResponse): TrackAnswer | undefined {
  const payload = parsePayload(response.body);
  const answer = payload.kind === 'json' ? readTrackAnswer(payload.value) : undefined;
  if (answer === undefined || response.status > 299 || !hasResults(payload)) return undefined;
  const isEmpty = present(answer.output?.completeTrackResults).length === 0;
  return isEmpty && present(answer.errors).length > 0 ? undefined : answer;
}

/** Whether a payload is an answer with results, be there none in the list. */
function hasResults(payload: Payload): boolean {
  return 'completeTrackResults' in outputOf(payload);
}

function outputOf(payload: Payload): object {
  const body: unknown = payload.kind === 'json' ? payload.value : undefined;
  if (typeof body !== 'object' || body === null || !('output' in body)) return {};
  return typeof body.output === 'object' && body.output !== null ? body.output : {};
}
