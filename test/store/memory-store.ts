import type { Store } from '../../src/model/store.ts';
import type { Clock } from '../../src/time/clock.ts';

/** A store in memory that can do all that a store may: what others are compared with. */
export function memoryStore(clock: Pick<Clock, 'now'>): Store {
  const kept = new Map<string, { readonly value: string; readonly until: number }>();
  const get = (key: string): string | undefined => {
    const { value, until = 0 } = kept.get(key) ?? {};
    return until > clock.now() ? value : undefined;
  };
  const set = (key: string, value: string, ttlMs = Number.POSITIVE_INFINITY): void => {
    kept.set(key, { value, until: clock.now() + ttlMs });
  };
  return {
    get,
    set,
    delete: (key) => kept.delete(key),
    compareAndSet(key, expected, value, ttlMs) {
      if (get(key) !== expected) return false;
      if (value === undefined) kept.delete(key);
      else set(key, value, ttlMs);
      return true;
    },
    getMany: (keys) => keys.map(get),
  };
}
