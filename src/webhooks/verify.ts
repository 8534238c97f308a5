import type { PushAuthentication, PushRequest } from '../carrier/push.ts';
import { instantOf } from '../time/time.ts';

/** When a push may be believed. */
export interface VerifyOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Most milliseconds between the signing and now, either way. */
  readonly toleranceMs: number;
}

/** Why a push is not believed. */
export type VerificationFailure = 'unsigned' | 'forged' | 'stale';

const utf8 = new TextEncoder();

/** Whether a push shows that its carrier sent it, now; undefined if so. */
export async function verifyPush(
  proof: PushAuthentication | undefined,
  { headers }: PushRequest,
  terms: VerifyOptions,
): Promise<VerificationFailure | undefined> {
  if (proof === undefined) return 'unsigned';
  switch (proof.kind) {
    case 'check':
      return (await proof.check(headers)) === true ? undefined : 'forged';
    case 'secret':
      return (await isSameText(proof.given, proof.secret)) ? undefined : 'forged';
    case 'hmac-sha256': {
      const given = fromBase64(proof.given);
      const key = await crypto.subtle.importKey('raw', utf8.encode(proof.secret), hmac, false, ['sign']);
      const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, proof.message));
      if (given === undefined || !isSame(given, signature)) return 'forged';
      return isTimely(proof.signedAt, terms) ? undefined : 'stale';
    }
  }
}

const hmac = { name: 'HMAC', hash: 'SHA-256' };

function isTimely(signedAt: string | undefined, { now, toleranceMs }: VerifyOptions): boolean {
  if (signedAt === undefined) return true;
  const instant = instantOf(signedAt);
  return instant !== undefined && Math.abs(now - instant) <= toleranceMs;
}

/** Compared by their digests, so that the time it takes says nothing of the secret, its length included. */
async function isSameText(a: string, b: string): Promise<boolean> {
  const digests = [a, b].map((text) => crypto.subtle.digest('SHA-256', utf8.encode(text)));
  const [left, right] = await Promise.all(digests);
  return left !== undefined && right !== undefined && isSame(new Uint8Array(left), new Uint8Array(right));
}

/** In a time that depends on the length alone. */
function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index += 1) difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  return difference === 0;
}

function fromBase64(text: string): Uint8Array | undefined {
  // Strict: `atob` alone would let white space pass, and one signature have many spellings.
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return undefined;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
