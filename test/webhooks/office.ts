import { dhl, fedex, ups, usps } from '../../carriers/index.ts';
import type { Carrier } from '../../src/carrier/carrier.ts';
import type { Subscription, SubscriptionTarget } from '../../src/carrier/push.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { Store } from '../../src/model/store.ts';
import type { Fetch } from '../../src/send/transport.ts';
import type { Clock } from '../../src/time/clock.ts';
import { createTracker } from '../../src/tracker.ts';
import type { PushInput } from '../../src/webhooks/push-input.ts';
import { type Receipt, type ReceiveOptions, receive } from '../../src/webhooks/receive.ts';
import {
  type SubscribeOptions,
  subscribe,
  type UnsubscribeOptions,
  unsubscribe,
} from '../../src/webhooks/subscriptions.ts';

export const url = 'https://shop.example/hooks/parcels';
/** Thirty-two characters, as USPS wants them. */
export const secret = 'Kestrel-7f3a91d04c2e8b56-Harbour';

const login = { clientId: 'shop', clientSecret: 'hush', quotas: [{ limit: 100_000, intervalMs: 1000 }] };

export const carriers: readonly Carrier[] = [
  fedex({ ...login, webhookSecret: secret }),
  ups({ ...login, webhookSecret: secret }),
  usps({ ...login, webhookSecret: secret, webhookContacts: ['parcels@shop.example'] }),
  dhl({ apiKey: 'key', quotas: login.quotas, webhookSecret: secret }),
];

/** A clock that says what it is told to, and lets nobody wait. */
export interface SetClock extends Clock {
  time: number;
}

export function clockAt(time: number | string): SetClock {
  const clock: SetClock = {
    time: typeof time === 'string' ? Date.parse(time) : time,
    now: () => clock.time,
    sleep: (ms, signal) => {
      // Nothing takes as long as a time limit.
      if (ms >= 30_000)
        return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
      clock.time += ms;
      return Promise.resolve();
    },
  };
  return clock;
}

/** The functions of `waybill/webhooks` over one tracker. */
export interface Webhooks {
  receive(id: string, request: PushInput, options?: ReceiveOptions): Promise<Receipt>;
  subscribe(
    id: string,
    target: SubscriptionTarget,
    options?: SubscribeOptions,
  ): Promise<readonly Outcome<Subscription>[]>;
  unsubscribe(subscription: Subscription, options?: UnsubscribeOptions): Promise<void>;
}

/** The webhooks of these carriers over a scripted wire. */
export function office(
  options: { readonly clock?: Clock; readonly fetch?: Fetch; readonly carriers?: readonly Carrier[] } = {},
): Webhooks {
  const { clock = clockAt('2026-11-20T12:00:00Z'), fetch = () => Promise.reject(new TypeError('fetch failed')) } =
    options;
  const parts = { carriers: options.carriers ?? carriers, clock, fetch, retries: 0, tokens: new Map<string, string>() };
  const tracker = createTracker(parts);
  return {
    receive: (...push) => receive(tracker, ...push),
    subscribe: (...order) => subscribe(tracker, ...order),
    unsubscribe: (...order) => unsubscribe(tracker, ...order),
  };
}

/** A store that counts what is written. */
export function countingStore(): Store & { readonly entries: Map<string, string>; writes: number } {
  const entries = new Map<string, string>();
  const store = {
    entries,
    writes: 0,
    get: (key: string) => entries.get(key),
    set(key: string, value: string) {
      store.writes += 1;
      entries.set(key, value);
    },
    delete: (key: string) => entries.delete(key),
  };
  return store;
}
