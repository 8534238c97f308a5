import type * as z from 'zod/mini';
import type { CarrierSandbox, ParcelLife, SandboxPush } from '../carrier/sandbox.ts';
import { checkArguments, optionsOf } from '../options/options.ts';
import { filledText } from '../options/values.ts';
import { carrierSandbox, parcelLife } from './sandbox-options.ts';

/** Where pushes are sent, and how they are signed. */
export interface PushOptions {
  readonly url: string;
  /** The one that the carrier was given as `webhookSecret`. */
  readonly secret: string;
}

/** {@link PushOptions}. */
const pushOptions: z.ZodMiniType<PushOptions> = optionsOf<PushOptions>({ url: filledText, secret: filledText });

/**
 * What a carrier would push in the life of a parcel: one request after each event, signed at the moment it happened.
 * Give them to the application's handler, in any order and as often as you like, or send them with `fetch`.
 *
 * @returns none for a carrier whose sandbox has no pushes.
 */
export async function pushesOf(
  sandbox: CarrierSandbox,
  life: ParcelLife,
  options: PushOptions,
): Promise<readonly Request[]> {
  checkArguments('pushesOf()', {
    sandbox: [carrierSandbox, sandbox],
    life: [parcelLife, life],
    options: [pushOptions, options],
  });
  const { url, secret } = options;
  const pushes = life.events.flatMap(({ at }, index) => {
    const push = sandbox.push?.({ ...life, events: life.events.slice(0, index + 1) }, Date.parse(at));
    return push === undefined ? [] : [signed(push, url, secret)];
  });
  return Promise.all(pushes);
}

async function signed({ headers, body, authentication }: SandboxPush, url: string, secret: string): Promise<Request> {
  const signature =
    authentication.kind === 'secret' ? secret : await hmac(secret, authentication.message, authentication.encoding);
  return new Request(url, { method: 'POST', headers: { ...headers, [authentication.header]: signature }, body });
}

async function hmac(secret: string, message: string, encoding: 'base64' | 'hex' = 'base64'): Promise<string> {
  const utf8 = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', utf8.encode(secret), algorithm, false, ['sign']);
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8.encode(message)));
  if (encoding === 'hex') return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return btoa(String.fromCharCode(...bytes));
}
