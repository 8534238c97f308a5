import type { WireResponse } from '../carrier/wire.ts';
import type { Clock } from '../time/clock.ts';
import type { Fault } from './faults.ts';

/** Statuses that may not have a body. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Sends an answer over a line with faults: cut before it or in its middle, or stalled halfway.
 *
 * @throws TypeError as `fetch` does, for a connection cut before the answer.
 */
export function delivered(answer: WireResponse, faults: readonly Fault[], clock: Clock, signal: AbortSignal): Response {
  const { status, headers, body } = answer;
  const fault = faults.find(({ kind }) => kind === 'cut' || kind === 'stall');
  const half = (between: (given: AbortSignal) => Promise<void>): Response =>
    new Response(halved(body, between, signal), { status, headers });
  switch (fault?.kind) {
    case 'cut':
      if (fault.when !== 'mid-body') throw cutOff('fetch failed');
      return half(() => Promise.reject(cutOff('terminated')));
    case 'stall':
      return half((given) => clock.sleep(fault.forMs ?? Number.POSITIVE_INFINITY, given));
    default:
      return new Response(bodiless.has(status) ? null : body, { status, headers });
  }
}

function cutOff(message: string): TypeError {
  return new TypeError(message, { cause: new Error('other side closed') });
}

/** The body in two halves with something between them, which ends early when the reader gives up. */
function halved(
  body: string,
  between: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(body);
  const middle = Math.ceil(bytes.length / 2);
  const cancelled = new AbortController();
  let begun = false;
  return new ReadableStream(
    {
      async pull(controller) {
        if (!begun) {
          begun = true;
          controller.enqueue(bytes.subarray(0, middle));
          return;
        }
        await between(AbortSignal.any([signal, cancelled.signal]));
        controller.enqueue(bytes.subarray(middle));
        controller.close();
      },
      cancel: (reason) => cancelled.abort(reason),
    },
    // Nothing is made before it is read, so that a fault strikes the reader and not the void.
    { highWaterMark: 0 },
  );
}
