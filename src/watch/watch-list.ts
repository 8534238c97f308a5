import type { NumberToTrack } from '../carrier/carrier.ts';
import { cleanNumber } from '../identify/clean.ts';
import { hintsOf, numberAsGiven } from '../identify/route.ts';
import { compact } from '../model/compact.ts';
import { keyPart } from '../model/store.ts';

/** The numbers of a watch, each a member with a small number of its own, in as few bytes as can be. */
export interface WatchList {
  /** Takes a number in; undefined if it is in already. */
  add(asked: NumberToTrack): number | undefined;
  find(asked: NumberToTrack): number | undefined;
  /** Forgets a member; its number is given out anew. */
  remove(member: number): void;
  has(member: number): boolean;
  /** As it was given. */
  askedOf(member: number): NumberToTrack;
  /** When it was asked for first, milliseconds since the epoch. */
  readonly since: Column;
  /** Times in a row that it was not found. */
  readonly misses: Column;
  /** Times in a row that it was not answered though its account was; nobody but this process knows of them. */
  readonly failures: Column;
  /** Looks in a row without news. */
  readonly quiet: Column;
  /** How often it was added again after its end. */
  readonly round: Column;
  /** Whose it is: the index of an account. */
  readonly account: Column;
  /** 1 where the carrier is known, 0 where it is the likeliest. */
  readonly known: Column;
  /** 1 while it is being asked for; {@link removed} if it is to leave when its answer is there. */
  readonly underWay: Column;
  readonly size: number;
}

/** Stands in {@link WatchList.underWay} for a number that was removed while it is being asked for. */
export const removed = 2;

/** One figure of every member; one that is too large stays the largest that there is. */
interface Column {
  get(member: number): number;
  set(member: number, value: number): void;
}

/** A watchList without members. */
export function createWatchList(): WatchList {
  const numbers: (NumberToTrack | undefined)[] = [];
  const members = new Map<string, number>();
  const free: number[] = [];
  const since = createColumn((length) => new Float64Array(length));
  const bytes = (): Column => createColumn((length) => new Uint8Array(length));
  const shorts = (): Column => createColumn((length) => new Uint16Array(length));
  const [misses, quiet] = [shorts(), shorts()];
  const [failures, round, account, known, underWay] = [bytes(), bytes(), bytes(), bytes(), bytes()];

  return {
    since,
    misses,
    failures,
    quiet,
    round,
    account,
    known,
    underWay,
    get size() {
      return members.size;
    },
    add(asked) {
      const name = nameOf(asked);
      if (members.has(name)) return undefined;
      const member = free.pop() ?? numbers.length;
      numbers[member] = asked;
      members.set(name, member);
      for (const column of [since, misses, failures, quiet, round, account, known, underWay]) column.set(member, 0);
      return member;
    },
    find: (asked) => members.get(nameOf(asked)),
    remove(member) {
      const asked = numbers[member];
      if (asked === undefined) return;
      members.delete(nameOf(asked));
      numbers[member] = undefined;
      free.push(member);
    },
    has: (member) => numbers[member] !== undefined,
    askedOf: (member) => numbers[member] ?? '',
  };
}

/** The name under which a watch keeps a number: another one for another carrier, shipment or hint, whatever text they are. */
export function nameOf(asked: NumberToTrack): string {
  const given = numberAsGiven(asked);
  const cleaned = cleanNumber(given);
  // The very text that was given, not another one like it: a million of them count. What is no number stands apart.
  const number = cleaned === undefined ? `~${keyPart(given)}` : cleaned === given ? given : cleaned;
  if (typeof asked !== 'object' || asked === null) return number;
  const hints = Object.entries(compact({ carrier: asked.carrier, ...hintsOf(asked) }));
  return [number, ...hints.map(([key, hint]) => `${key}=${keyPart(String(hint))}`)].join('/');
}

function createColumn(make: (length: number) => Float64Array | Uint16Array | Uint8Array): Column {
  let values = make(16);
  const most = values instanceof Float64Array ? Number.POSITIVE_INFINITY : 2 ** (8 * values.BYTES_PER_ELEMENT) - 1;
  return {
    get: (member) => values[member] ?? 0,
    set(member, value) {
      if (member >= values.length) {
        const more = make(Math.max(member + 1, Math.ceil(values.length * 1.5)));
        more.set(values);
        values = more;
      }
      values[member] = Math.min(most, value);
    },
  };
}
