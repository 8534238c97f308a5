/** No answer came. Takes the place of what `fetch` threw, which may hold an address and anything else. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';

  constructor(thrown: unknown) {
    super('No answer came.', { cause: systemCode(thrown) });
  }
}

/** The system's word for a network error (`ECONNREFUSED`), which is all of it that holds no address. */
function systemCode(error: unknown): string | undefined {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 8; inner = inner.cause, depth += 1) {
    const code: unknown = 'code' in inner ? inner.code : undefined;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code)) return code;
  }
  return undefined;
}
