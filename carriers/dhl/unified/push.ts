import {
  failed,
  fault,
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
import { errorOf, readProblem } from './errors.ts';
import { identity } from './numbers.ts';
import { readStored } from './read.ts';
import { tablesVersion } from './status.ts';
import { confirmRequest, subscriptionIdIn } from './subscriptions.ts';

/** What `dhl()` takes for webhooks. */
export interface DhlWebhookOptions {
  /** A long random text that DHL sends with every push, and the subscription tells it (`hook.authentication`); or several. */
  readonly webhookSecret?: WebhookSecret;
  /** The header that it comes in. Default: `X-Webhook-Token`. */
  readonly webhookHeader?: string;
}

/** The header that pushes bring the secret in, in lower case. */
export function headerOf({ webhookHeader = 'X-Webhook-Token' }: DhlWebhookOptions): string {
  return webhookHeader.toLowerCase();
}

/** Name of the payload format. */
const formatName = 'dhl.push';

/**
 * Shipment Tracking – Unified (Push). DHL signs nothing; it sends a secret along in a header.
 */
export function dhlPush(options: DhlWebhookOptions, baseUrl: string, apiKey: string): PushCapability | undefined {
  const secrets = secretsOf(options.webhookSecret);
  if (secrets.length === 0) return undefined;
  return {
    formats: [dhlPushFormat],
    authentication({ headers }) {
      const given = headers[headerOf(options)];
      return given === undefined ? undefined : { kind: 'secret', secrets, given };
    },
    read({ body }) {
      const message = messageIn(parsePayload(body));
      if (message?.scope !== 'subscription.validate') return message && readMessage(message);
      const [id, hookSecret] = [subscriptionIdIn(message.self), message.secret];
      if (id === undefined || typeof hookSecret !== 'string') return undefined;
      return { kind: 'handshake', confirm: confirmRequest(baseUrl, apiKey, id, hookSecret) };
    },
  };
}

interface Message {
  readonly scope: string;
  readonly self?: unknown;
  readonly secret?: unknown;
  readonly failure?: unknown;
  readonly value: object;
}

function messageIn(payload: Payload): Message | undefined {
  const value = jsonOf(payload);
  if (typeof value !== 'object' || value === null || !('scope' in value)) return undefined;
  const { scope } = value;
  return typeof scope === 'string' && scope.startsWith('subscription.') ? { ...value, scope, value } : undefined;
}

/** The state of a shipment is its newest line; what `events` it may come with is all that is told of those before. */
function readMessage(message: Message): PushReading | undefined {
  if ('shipments' in message.value || message.failure !== undefined) {
    const outcomes = outcomesIn(message);
    return outcomes.length === 0 ? undefined : { kind: 'parcels', extent: 'lines', outcomes };
  }
  return message.scope === 'subscription.push' ? undefined : { kind: 'notice' };
}

function outcomesIn({ value, failure }: Message): readonly Outcome<TrackingDraft>[] {
  const problem = readProblem(failure);
  if (problem !== undefined) return [failed('', errorOf(problem, problem.status, undefined))];
  return readStored({ kind: 'json', value }).flatMap((outcome): readonly Outcome<TrackingDraft>[] => {
    if (outcome.trackingNumber === '') return [];
    if (!outcome.ok) return [outcome];
    return [{ ...outcome, value: { ...outcome.value, mapping: `${formatName}@${tablesVersion}` } }];
  });
}

/** Messages of Unified push: those about shipments, and those about the subscription, which hold none. */
export const dhlPushFormat: PayloadFormat = {
  name: formatName,
  matches: (payload) => messageIn(payload) !== undefined,
  read(payload) {
    const message = messageIn(payload);
    if (message === undefined) return [];
    const outcomes = outcomesIn(message);
    // A shipment that has lost its number, and a failure without a status, cannot be told of; what is stored is not lost in silence.
    const isLost = outcomes.length === 0 && ('shipments' in message.value || message.failure !== undefined);
    return isLost ? [failed('', fault(identity, 'unexpected_response'))] : outcomes;
  },
};
