/** Numbered things by a key, the least first, in twelve bytes each. */
export interface Heap {
  readonly size: number;
  /** The least key; Infinity where there is none. */
  readonly least: number;
  /** The thing with the least key; -1 where there is none. */
  readonly first: number;
  push(item: number, key: number): void;
  /** Takes the first one out. */
  pop(): void;
}

/** A binary heap over typed arrays, which grow by half. */
export function createHeap(): Heap {
  let items = new Int32Array(16);
  let keys = new Float64Array(16);
  let size = 0;

  function grow(): void {
    const length = Math.ceil(items.length * 1.5);
    const [moreItems, moreKeys] = [new Int32Array(length), new Float64Array(length)];
    moreItems.set(items);
    moreKeys.set(keys);
    [items, keys] = [moreItems, moreKeys];
  }

  const keyAt = (index: number): number => keys[index] ?? Number.POSITIVE_INFINITY;

  function place(index: number, item: number, key: number): void {
    items[index] = item;
    keys[index] = key;
  }

  function move(from: number, to: number): void {
    place(to, items[from] ?? -1, keyAt(from));
  }

  return {
    get size() {
      return size;
    },
    get least() {
      return size === 0 ? Number.POSITIVE_INFINITY : keyAt(0);
    },
    get first() {
      return size === 0 ? -1 : (items[0] ?? -1);
    },
    push(item, key) {
      if (size === items.length) grow();
      let index = size;
      size += 1;
      while (index > 0) {
        const parent = (index - 1) >> 1;
        if (keyAt(parent) <= key) break;
        move(parent, index);
        index = parent;
      }
      place(index, item, key);
    },
    pop() {
      if (size === 0) return;
      size -= 1;
      const [item, key] = [items[size] ?? -1, keyAt(size)];
      let index = 0;
      for (let child = 1; child < size; child = index * 2 + 1) {
        if (child + 1 < size && keyAt(child + 1) < keyAt(child)) child += 1;
        if (key <= keyAt(child)) break;
        move(child, index);
        index = child;
      }
      if (size > 0) place(index, item, key);
    },
  };
}
