import {
  found,
  jsonOf,
  type Outcome,
  type Payload,
  type PayloadFormat,
  type PushCapability,
  parsePayload,
  secretsOf,
  type TrackingDraft,
  text,
  type WebhookSecret,
} from 'waybill/kit';
import { trackingOf } from './tracking.ts';
import { readParcel } from './wire.ts';

/** What `heron()` takes for webhooks. */
export interface HeronWebhookOptions {
  /** The secret of the webhook, from Heron's portal; or several. */
  readonly webhookSecret?: WebhookSecret;
}

const formatName = 'heron.push';

/** Heron signs the body: header `heron-signature`, Base64 of HMAC-SHA256. Undefined without a secret. */
export function heronPush({ webhookSecret }: HeronWebhookOptions): PushCapability | undefined {
  const secrets = secretsOf(webhookSecret);
  if (secrets.length === 0) return undefined;
  return {
    formats: [pushed],
    authentication({ headers, bytes: message }) {
      const given = headers['heron-signature'];
      return given === undefined ? undefined : { kind: 'hmac-sha256', secrets, message, given };
    },
    read({ body }) {
      const outcomes = readPushed(parsePayload(body));
      return outcomes.length === 0 ? undefined : { kind: 'parcels', outcomes, extent: 'whole' };
    },
  };
}

function readPushed(payload: Payload): readonly Outcome<TrackingDraft>[] {
  const value = jsonOf(payload);
  const pushed = typeof value === 'object' && value !== null && 'parcel' in value ? value.parcel : undefined;
  const reading = readParcel(pushed);
  const trackingNumber = text(reading?.value.number);
  if (reading === undefined || trackingNumber === undefined) return [];
  return [found(trackingNumber, trackingOf(reading.value, trackingNumber, formatName, reading.issues))];
}

/** A push, as it may be kept and read again. */
export const pushed: PayloadFormat = {
  name: formatName,
  matches: (payload) => readPushed(payload).length > 0,
  read: readPushed,
};
