/** The name that a misspelt one stands for; undefined where none is near. */
export function likeliestOf(misspelt: string, names: readonly string[]): string | undefined {
  const key = plain(misspelt);
  if (key.length < 3 || key.length > 40) return undefined;
  let best: string | undefined;
  let least = key.length < 6 ? 2 : 3;
  for (const name of names) {
    const other = plain(name);
    const isNear = sharedStart(key, other) >= Math.max(3, 0.75 * Math.min(key.length, other.length));
    const distance = isNear ? Math.min(1.5, editDistance(key, other)) : editDistance(key, other);
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/**
 * The name that one is a slip of the keys for, and nothing of its own: `postcode` for `postalCode`, but not `carrierCode` for
 * `carrier`; undefined for none.
 */
export function slipOf(key: string, names: readonly string[]): string | undefined {
  const typed = plain(key);
  if (typed.length < 4 || typed.length > 40) return undefined;
  return names.find((name) => {
    const other = plain(name);
    return typed === other || (!typed.startsWith(other) && editDistance(typed, other) <= 2);
  });
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** Without what people write differently: case, dashes, underscores. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z\d]/g, '');
}

/** Insertions, deletions, replacements, and two neighbours that changed places, that make one text of the other. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
