import type { Payload, PayloadFormat } from '../../src/kit.ts';
import { answersIn } from './answers.ts';
import { formatName } from './normalize.ts';
import { readTrackAnswer } from './wire.ts';

/** Answers of the Track API v1, to tracking numbers and to references alike. */
export const trackV1: PayloadFormat = {
  name: formatName,
  matches: hasResults,
  read(payload) {
    const answer = payload.kind === 'json' ? readTrackAnswer(payload.value) : undefined;
    return answer === undefined ? [] : answersIn(answer);
  },
};

/** Whether a payload is an answer with results, be there none in the list. */
export function hasResults(payload: Payload): boolean {
  return 'completeTrackResults' in outputOf(payload);
}

function outputOf(payload: Payload): object {
  const body: unknown = payload.kind === 'json' ? payload.value : undefined;
  if (typeof body !== 'object' || body === null || !('output' in body)) return {};
  return typeof body.output === 'object' && body.output !== null ? body.output : {};
}
