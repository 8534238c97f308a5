import {
  failed,
  fault,
  jsonOf,
  type Outcome,
  type Payload,
  type PayloadFormat,
  type PushCapability,
  type PushRequest,
  parsePayload,
  readTime,
  secretsOf,
  type TrackingDraft,
  type WebhookSecret,
  type WireResponse,
} from 'waybill/kit';
import { identity } from './numbers.ts';
import { readStored } from './read.ts';
import { tablesVersion } from './status.ts';
import { isObject } from './wire.ts';

/** What `usps()` takes for webhooks. */
export interface UspsWebhookOptions {
  /** The secret that subscriptions are made with, exactly 32 characters; or several. */
  readonly webhookSecret?: WebhookSecret;
  /** One to three addresses that USPS writes to about subscriptions; it makes none without. */
  readonly webhookContacts?: readonly string[];
}

/** Name of the payload format. */
const formatName = 'usps.subscription';

/**
 * Subscriptions – Tracking v3r2: header `X-HMAC`, Base64 of HMAC-SHA256 over `timestamp` and `payload`, both as the
 * texts that they are in the body.
 */
export function uspsPush({ webhookSecret }: UspsWebhookOptions): PushCapability | undefined {
  const secrets = secretsOf(webhookSecret);
  if (secrets.length === 0) return undefined;
  return {
    formats: [notification],
    challenge: ({ body }) => answerTo(fieldOf(parsePayload(body), 'challenge')),
    authentication: (push) => proofOf(push, secrets),
    read({ body }) {
      const outcomes = readNotification(parsePayload(body));
      // What is told need not be all: for the full history USPS refers to the tracking API.
      return outcomes.length === 0 ? undefined : { kind: 'parcels', extent: 'lines', outcomes };
    },
  };
}

/** A challenge may come when a subscription is made; it is not signed, says nothing, and is sent back. */
function answerTo(challenge: string | undefined): WireResponse | undefined {
  if (challenge === undefined || challenge.length > 1000) return undefined;
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ challenge }) };
}

function proofOf(
  { headers, body }: PushRequest,
  secrets: readonly string[],
): ReturnType<PushCapability['authentication']> {
  // The second name is the older one, and deprecated.
  const given = headers['x-hmac'] ?? headers['hmac-header'];
  const json = parsePayload(body);
  const [timestamp, payload] = [fieldOf(json, 'timestamp'), fieldOf(json, 'payload')];
  const signedAt = readTime(timestamp);
  if (given === undefined || payload === undefined || signedAt === undefined) return undefined;
  const message = new TextEncoder().encode(`${timestamp}${payload}`);
  return { kind: 'hmac-sha256', secrets, message, given, signedAt };
}

/** The number's outcome, from the JSON text within the JSON. */
function readNotification(notification: Payload): readonly Outcome<TrackingDraft>[] {
  const inner = jsonOf(unwrapped(fieldOf(notification, 'payload')));
  if (!isObject(inner)) return [];
  const { trackingEvent, ...record } = inner;
  // One event, by the document; a list of events, by its example.
  const events = 'trackingEvents' in record || trackingEvent === undefined ? {} : { trackingEvents: trackingEvent };
  return readStored({ kind: 'json', value: { ...record, ...events } }, 'usps.v3r2').flatMap(
    (outcome): readonly Outcome<TrackingDraft>[] => {
      if (!outcome.ok) return [outcome];
      const { value, trackingNumber } = outcome;
      return trackingNumber === ''
        ? []
        : [{ ...outcome, value: { ...value, mapping: `${formatName}@${tablesVersion}` } }];
    },
  );
}

/** USPS's own example is escaped twice. */
function unwrapped(payload = ''): Payload {
  const inner = parsePayload(payload);
  const once = inner.kind === 'unreadable' ? parsePayload(`"${payload}"`) : inner;
  return once.kind === 'json' && typeof once.value === 'string' ? parsePayload(once.value) : once;
}

function fieldOf(payload: Payload, name: string): string | undefined {
  const json = jsonOf(payload);
  const value = isObject(json) ? json[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Notifications of Subscriptions – Tracking v3r2. */
export const notification: PayloadFormat = {
  name: formatName,
  matches: (payload) => fieldOf(payload, 'payload') !== undefined && fieldOf(payload, 'subscriptionId') !== undefined,
  read(payload) {
    const outcomes = readNotification(payload);
    return outcomes.length === 0 ? [failed('', fault(identity, 'unexpected_response'))] : outcomes;
  },
};
