import type * as z from 'zod/mini';
import { TrackingError } from '../model/error.ts';
import { allowedValue, checkArguments, listOf, optional, optionsOf } from '../options/options.ts';
import { aFunction, text } from '../options/values.ts';
import type { Fetch } from '../send/transport.ts';
import { type Harmless, scrubBody, scrubUrl } from './scrub.ts';

/** A request and its answer, as they are kept. */
export interface RecordedExchange {
  readonly method: string;
  readonly url: string;
  readonly requestBody: string;
  readonly status: number;
  /** Names in lower case; only those that say how to read the answer, and when to come back. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What was recorded: plain JSON, to be kept in a file. */
export interface Recording {
  readonly version: 1;
  /** In the order in which they were answered. */
  readonly exchanges: readonly RecordedExchange[];
}

/** What is recorded, and what of it may stay. */
export interface RecordOptions {
  /** Invented numbers by the real ones that are asked for; each stands in all that is kept for its real one. */
  readonly numbers: Readonly<Record<string, string>>;
  /** Texts of the carrier that hold nothing personal and are to stay: wordings that statuses are read by. None by default. */
  readonly texts?: readonly string[];
  /** What is asked in the end. The global `fetch` by default. */
  readonly fetch?: Fetch;
}

/** {@link RecordOptions}. */
const recordOptions: z.ZodMiniType<RecordOptions> = optionsOf<RecordOptions>({
  numbers: allowedValue<Readonly<Record<string, string>>>(
    'invented numbers by the real ones: { "<real>": fedexSandbox.sampleNumber(1) }',
    (value) =>
      typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string'),
  ),
  texts: optional(listOf(text, 'a list of texts')),
  fetch: optional(aFunction<Fetch>('a function such as the global fetch')),
});

/** Passes requests on and keeps what came back. */
export interface Recorder {
  /** For `createTracker({ fetch })`. */
  readonly fetch: Fetch;
  /** What was answered so far. */
  recording(): Recording;
}

/** Of an answer's headers these are kept, where they have this shape. */
const keptHeaders: Readonly<Record<string, RegExp>> = {
  'content-type': /^[\w.+-]+\/[\w.+-]+(?:; ?charset=[\w-]+)?$/,
  'retry-after': /^\d{1,9}$/,
};

/**
 * A `fetch` that keeps the answers, so that they can be {@link replay | replayed} in tests. What is kept is what is known to be harmless: codes,
 * kinds, times, countries, the structure, and invented numbers for those that are named. Everything else, tokens and
 * credentials, names, addresses, references, other numbers and the carrier's wordings, becomes `redacted`, or 0; headers of requests are not kept at all.
 *
 * @throws TrackingError `invalid_request` for what is no option.
 */
export function record(options: RecordOptions): Recorder {
  checkArguments('record()', { options: [recordOptions, options] });
  const { numbers, texts = [], fetch: ask = (request) => globalThis.fetch(request) } = options;
  const harmless = harmlessOf(numbers, texts);
  const exchanges: RecordedExchange[] = [];
  return {
    recording: () => ({ version: 1, exchanges: [...exchanges] }),
    async fetch(request) {
      const requestBody = request.body === null ? '' : await request.clone().text();
      const response = await ask(request);
      const body = await response.clone().text();
      exchanges.push({
        method: request.method,
        url: scrubUrl(request.url, harmless),
        requestBody: scrubBody(requestBody, harmless),
        status: response.status,
        headers: Object.fromEntries(
          Object.entries(keptHeaders).flatMap(([name, shape]) => {
            const value = response.headers.get(name);
            return value !== null && shape.test(value) ? [[name, value]] : [];
          }),
        ),
        body: scrubBody(body, harmless),
      });
      return response;
    },
  };
}

const recordingValue: z.ZodMiniType<Recording> = allowedValue<Recording>(
  'what recording() gave',
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === 1 &&
    'exchanges' in value &&
    Array.isArray(value.exchanges),
);

/**
 * A `fetch` that answers from a {@link Recording}: the same request gets the answers that it got, in their order, and the last of
 * them from then on. Ask for the invented numbers, as many together as were asked together.
 *
 * @throws TrackingError `invalid_request` for what is no recording, and from `fetch` for a request that is not on record.
 */
export function replay(recording: Recording): Fetch {
  checkArguments('replay()', { recording: [recordingValue, recording] });
  const answers = new Map<string, RecordedExchange[]>();
  for (const exchange of recording.exchanges) {
    const key = keyOf(exchange);
    answers.set(key, [...(answers.get(key) ?? []), exchange]);
  }
  // All texts of the recording are harmless; the invented numbers among them are those to know again.
  const texts = new Set(JSON.stringify(recording).match(/[\w-]{6,60}/g) ?? []);
  const harmless: Harmless = { numbers: new Map([...texts].map((each) => [each, each])), texts: new Set() };
  return async (request) => {
    const asked = {
      method: request.method,
      url: scrubUrl(request.url, harmless),
      requestBody: scrubBody(request.body === null ? '' : await request.text(), harmless),
    };
    const left = answers.get(keyOf(asked));
    const exchange = left !== undefined && left.length > 1 ? left.shift() : left?.[0];
    if (exchange === undefined) {
      const { host, pathname } = new URL(asked.url);
      throw new TrackingError(
        'invalid_request',
        `replay(): nothing is on record for ${request.method} ${host}${pathname}; record it, with the same numbers asked together.`,
      );
    }
    const { status, headers, body } = exchange;
    const isEmpty = status === 204 || status === 205 || status === 304;
    return new Response(isEmpty ? null : body, { status, headers });
  };
}

function keyOf({ method, url, requestBody }: Pick<RecordedExchange, 'method' | 'url' | 'requestBody'>): string {
  return JSON.stringify([method, url, requestBody]);
}

/** A number is written with blanks and dashes, too; invented ones stay as they are. */
function harmlessOf(numbers: Readonly<Record<string, string>>, texts: readonly string[]): Harmless {
  const all = Object.entries(numbers).flatMap(([real, invented]) => [
    [real, invented] as const,
    [real.replaceAll(/[\s-]/g, ''), invented] as const,
  ]);
  return { numbers: new Map(all), texts: new Set(texts) };
}
