/** Items by their number, numbers and items in the order in which they came. */
export function byNumber<T>(items: Iterable<T>, numberOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const number = numberOf(item);
    const group = groups.get(number);
    if (group === undefined) groups.set(number, [item]);
    else group.push(item);
  }
  return groups;
}
