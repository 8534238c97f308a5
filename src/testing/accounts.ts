import type { SandboxCall, SandboxRefusal } from '../carrier/sandbox.ts';
import { fingerprint } from '../model/fingerprint.ts';
import type { CarrierId } from '../model/tracking.ts';
import { type Random, randomText } from './random.ts';

/** Credentials that a carrier of the sandbox accepts: a client with a secret, or an API key. */
export type SandboxAccount = {
  readonly carrier: CarrierId;
  /** What every tracking request of this account is answered with: `missing_scope`, `forbidden`. */
  readonly refuses?: SandboxRefusal;
} & ({ readonly clientId: string; readonly clientSecret: string } | { readonly apiKey: string });

/** Who a request came from. */
interface Caller {
  /** Names the account in reports without betraying a key. */
  readonly account: string;
  /** Why it may not have what it asks for. */
  readonly refusal?: SandboxRefusal | undefined;
}

/** Who may call one carrier, and with what token. */
export interface Accounts {
  /** Whose call it is at this moment, and whether its credentials are good. */
  caller(call: SandboxCall, now: number): Caller;
  /** A new token for the account, which ends at `now + lifetimeMs`. */
  issue(account: string, now: number, lifetimeMs: number): string;
}

const nobody = 'unknown';

/**
 * Checks credentials and tokens. Without accounts any credentials that are not blank are good.
 *
 * @param hasTokens Whether the carrier works with tokens; if not, the credential of a call is an API key.
 */
export function accountsFrom(accounts: readonly SandboxAccount[], hasTokens: boolean, random: Random): Accounts {
  const issued = new Map<string, { readonly account: string; readonly endsAt: number }>();

  const refusesOf = (account: string): SandboxRefusal | undefined =>
    accounts.find((known) => account === nameOf('clientId' in known ? known.clientId : known.apiKey, hasTokens))
      ?.refuses;

  const asClient = (clientId = '', clientSecret = ''): Caller => {
    const good =
      accounts.length === 0
        ? clientId !== '' && clientSecret !== ''
        : accounts.some(
            (known) => 'clientId' in known && known.clientId === clientId && known.clientSecret === clientSecret,
          );
    return { account: nameOf(clientId, true), refusal: good ? undefined : 'bad_credentials' };
  };

  const asBearer = (token: string | undefined, now: number): Caller => {
    const found = token === undefined ? undefined : issued.get(token);
    if (found === undefined) return { account: nobody, refusal: 'unauthorized' };
    const { account, endsAt } = found;
    return { account, refusal: endsAt <= now ? 'unauthorized' : refusesOf(account) };
  };

  const asKey = (apiKey = ''): Caller => {
    const account = nameOf(apiKey, false);
    const good =
      accounts.length === 0 ? apiKey !== '' : accounts.some((known) => 'apiKey' in known && known.apiKey === apiKey);
    return { account, refusal: good ? refusesOf(account) : 'bad_credentials' };
  };

  return {
    caller(call, now) {
      if (call.kind === 'unknown') return { account: nobody, refusal: 'unknown_path' };
      if (call.kind === 'token') return asClient(call.clientId, call.clientSecret);
      return hasTokens ? asBearer(call.credential, now) : asKey(call.credential);
    },
    issue(account, now, lifetimeMs) {
      // A token long expired still tells whose request it was; of the others a day's worth is kept.
      for (const [token, { endsAt }] of issued) if (endsAt + 86_400_000 <= now) issued.delete(token);
      const token = randomText(random, 40);
      issued.set(token, { account, endsAt: now + lifetimeMs });
      return token;
    },
  };
}

function nameOf(credential: string, isPublic: boolean): string {
  if (credential === '') return nobody;
  return isPublic ? credential : `key-${fingerprint(credential)}`;
}
