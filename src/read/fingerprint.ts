/**
 * Eight hex digits that tell secrets apart and give none away: FNV-1a, far too short to search backwards to a key.
 * The same on every machine, so that processes name an account alike.
 */
export function fingerprint(secret: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < secret.length; index += 1) {
    hash = Math.imul(hash ^ secret.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}

/** The name of an account: `fedex:1a2b3c4d`. Made of the carrier, the host and the credentials' public part or key. */
export function accountKey(carrier: string, baseUrl: string, credential: string): string {
  return `${carrier}:${fingerprint(`${new URL(baseUrl).host} ${credential}`)}`;
}
