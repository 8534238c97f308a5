import {
  jsonOf,
  type Outcome,
  type Payload,
  type PayloadFormat,
  type PushCapability,
  type PushReading,
  parsePayload,
  secretsOf,
  type TrackingDraft,
  type WebhookSecret,
} from 'waybill/kit';
import { errorOf } from './errors.ts';
import { type FormatSettings, outcomeOf, trackV1 } from './read.ts';
import { numberOf } from './tracking.ts';
import { readTrackResult } from './wire.ts';

/** What `fedex()` takes for webhooks. */
export interface FedexWebhookOptions {
  /** The security token of the webhook project (Advanced Integrated Visibility), 26 to 100 characters; or several. */
  readonly webhookSecret?: WebhookSecret;
}

/**
 * Advanced Integrated Visibility: header `fdx-signature`, Base64 of HMAC-SHA256 over the body. Nothing in it tells the
 * time: what tells a replay apart is that it says nothing new.
 */
export function fedexPush({ webhookSecret }: FedexWebhookOptions): PushCapability | undefined {
  const secrets = secretsOf(webhookSecret);
  if (secrets.length === 0) return undefined;
  return {
    formats: [pushed],
    authentication({ headers, bytes: message }) {
      const given = headers['fdx-signature'];
      return given === undefined ? undefined : { kind: 'hmac-sha256', secrets, message, given };
    },
    read: ({ body }) => readPush(parsePayload(body)),
  };
}

function readPush(payload: Payload): PushReading | undefined {
  const all = trackV1.matches(payload) ? trackV1.read(payload) : readResults(payload);
  const outcomes = all.filter(({ ok, trackingNumber }) => !ok || trackingNumber !== '');
  if (outcomes.length === 0) return undefined;
  // Projects may be set to send the newest line alone, and a history of one line loses nothing by being added to.
  const isHistory = outcomes.every((outcome) => !outcome.ok || outcome.value.events.length > 1);
  return { kind: 'parcels', extent: isHistory ? 'whole' : 'lines', outcomes };
}

const formatSettings: FormatSettings = {
  name: 'fedex.push',
  list: 'trackResults',
  errorOf: (error, trackingNumber) => errorOf(error, undefined, trackingNumber),
};

/** `trackResults` without the envelope of an answer, or one result alone. */
function resultsIn(payload: Payload): readonly unknown[] {
  const value = jsonOf(payload);
  if (typeof value !== 'object' || value === null) return [];
  if ('trackResults' in value) return Array.isArray(value.trackResults) ? value.trackResults : [value.trackResults];
  return 'trackingNumberInfo' in value && 'scanEvents' in value ? [value] : [];
}

function readResults(payload: Payload): readonly Outcome<TrackingDraft>[] {
  const byNumber = new Map<string, ReturnType<typeof readTrackResult>[]>();
  for (const reading of resultsIn(payload).map(readTrackResult)) {
    const number = (reading && numberOf(reading.value)) ?? '';
    const readings = byNumber.get(number);
    if (readings === undefined) byNumber.set(number, [reading]);
    else readings.push(reading);
  }
  return [...byNumber].map(([trackingNumber, readings]) => outcomeOf(readings, { trackingNumber }, formatSettings));
}

/** Pushes that are no whole answer of the Track API; those that are go by its name. */
export const pushed: PayloadFormat = {
  name: formatSettings.name,
  matches: (payload) => resultsIn(payload).length > 0,
  read: readResults,
};
