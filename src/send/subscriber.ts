import type { Carrier } from '../carrier.ts';

/** The carrier as those meet it who order pushes: by a token of their own, where it grants one for that. */
export function subscriberOf(carrier: Carrier): Carrier {
  const grant = carrier.subscriptions?.grant;
  return grant === undefined ? carrier : { ...carrier, grant, account: `${carrier.account}:subscriptions` };
}
