import { bytesOfBase64 } from '../carrier/payload.ts';
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
  authentication: PushAuthentication | undefined,
  { headers }: PushRequest,
  terms: VerifyOptions,
): Promise<VerificationFailure | undefined> {
  if (authentication === undefined) return 'unsigned';
  switch (authentication.kind) {
    case 'check':
      return (await authentication.check(headers)) === true ? undefined : 'forged';
    case 'secret':
      return isOneOf(
        utf8.encode(authentication.given),
        authentication.secrets.map((secret) => utf8.encode(secret)),
      )
        ? undefined
        : 'forged';
    case 'hmac-sha256': {
      const given = fromBase64(authentication.given) ?? fromHex(authentication.given);
      if (given === undefined) return 'forged';
      const signatures = await Promise.all(
        authentication.secrets.map((secret) => signatureOf(authentication.message, secret)),
      );
      if (!isOneOf(given, signatures)) return 'forged';
      return isTimely(authentication.signedAt, terms) ? undefined : 'stale';
    }
  }
}

async function signatureOf(message: Uint8Array<ArrayBuffer>, secret: string): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', utf8.encode(secret), hmac, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, message));
}

const hmac = { name: 'HMAC', hash: 'SHA-256' };

function isTimely(signedAt: string | undefined, { now, toleranceMs }: VerifyOptions): boolean {
  if (signedAt === undefined) return true;
  const instant = instantOf(signedAt);
  return instant !== undefined && Math.abs(now - instant) <= toleranceMs;
}

/** Compared with all of them, whichever it is. */
function isOneOf(given: Uint8Array, known: readonly Uint8Array[]): boolean {
  return known.reduce((isKnown, each) => isSameBytes(given, each) || isKnown, false);
}

/** In a time that tells their lengths, and nothing of what is in them. */
function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index += 1) difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  return difference === 0;
}

function fromBase64(text: string): Uint8Array | undefined {
  // Strict: `atob` alone would let white space pass, and one signature have many spellings.
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return undefined;
  return bytesOfBase64(text);
}

function fromHex(text: string): Uint8Array | undefined {
  if (!/^[0-9a-f]{64}$/i.test(text)) return undefined;
  return Uint8Array.from({ length: 32 }, (_, index) => Number.parseInt(text.slice(2 * index, 2 * index + 2), 16));
}
