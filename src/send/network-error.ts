/** The system's word for a network error (`ECONNREFUSED`), which is all of it that holds no address. */
export function systemCode(error: unknown): string | undefined {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 8; inner = inner.cause, depth += 1) {
    const code: unknown = 'code' in inner ? inner.code : undefined;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code)) return code;
  }
  return undefined;
}

const kinds: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^(ENOTFOUND|EAI_)/, 'could not be reached: its host name is not known here; check DNS, the connection and baseUrl'],
  [/^ECONNREFUSED$/, 'refused the connection; check baseUrl, proxy and firewall'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNABORTED)$/, 'broke the connection off; try again'],
  [/TIMEDOUT|TIMEOUT/, 'did not take the connection in time; check the connection, proxy and firewall'],
  [/^(EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/, 'could not be reached: there is no way to it; check the connection'],
  [
    /CERT|^UNABLE_TO_|SELF_SIGNED|^ERR_TLS/,
    'has a certificate that is not accepted here; check the time of this machine, its certificate authorities and the proxy',
  ],
  [/SSL|^EPROTO$/, 'could not agree on an encrypted connection; check baseUrl and proxy'],
];

/** What a request that got no answer met with, in words that follow the carrier's name; undefined where nothing is known. */
export function networkWords(code: unknown, httpStatus: number | undefined): string | undefined {
  const known = typeof code === 'string' ? kinds.find(([pattern]) => pattern.test(code))?.[1] : undefined;
  const words = httpStatus === undefined ? known : 'began an answer that broke off; try again';
  return words === undefined || typeof code !== 'string' ? words : words.replace(/;|$/, ` (${code})$&`);
}
