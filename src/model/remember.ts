/** Longer texts are told once, and would fill what is remembered. */
const longest = 100;

/**
 * A reading of text that keeps what it made of the last texts: carriers say the same few hundred things of millions of
 * parcels. Bounded: at most `most` texts of a hundred characters.
 *
 * @param read Depends on the text alone; its result is shared and must not be changed.
 */
// @__NO_SIDE_EFFECTS__
export function remembered<R>(read: (text: string) => R, most = 1_000): (text: string) => R {
  const known = new Map<string, { readonly result: R }>();
  return (text) => {
    if (text.length > longest) return read(text);
    const before = known.get(text);
    if (before !== undefined) return before.result;
    const result = read(text);
    if (known.size >= most) known.clear();
    known.set(text, { result });
    return result;
  };
}
