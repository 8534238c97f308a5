import { compact } from '../model/compact.ts';
import type { Tracking } from '../model/tracking.ts';
import { allowedValue, checkArguments, listOf } from '../options/options.ts';
import { tracking as trackingValue } from '../options/values.ts';
import { type AssessOptions, assess, assessOptions } from './assess.ts';
import { hourMs, instantOfNow } from './calendar.ts';
import type { Concern } from './concern.ts';

/** A concern that came, became graver, or is over. Plain JSON. */
export interface ConcernChange {
  readonly type: 'concern.raised' | 'concern.cleared';
  /** Names this telling: the concern's key, the kind of telling, and `~2` where the same was told before. */
  readonly key: string;
  readonly concern: Concern;
}

/** What came of two assessments. */
export interface ConcernChanges {
  readonly changes: readonly ConcernChange[];
  /** What to give the next comparison, so that a concern that comes again has a key of its own; absent for nothing. */
  readonly told?: Readonly<Record<string, number>>;
}

const concerns = listOf(
  allowedValue<Concern>(
    'a concern, such as assess() finds',
    (value) => typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string',
  ),
  'a list of concerns, such as assess() gives',
);
const counted = allowedValue<Readonly<Record<string, number>>>(
  'what the comparison before gave as told',
  (value) => typeof value === 'object' && value !== null && Object.values(value).every(Number.isInteger),
);

/**
 * What two assessments of a parcel, one after the other, differ by: what is over first, then what came. A concern that
 * becomes graver is raised again, under the key of its new severity.
 *
 * @param told What the comparison before gave as `told`.
 */
export function concernChanges(
  previous: readonly Concern[],
  next: readonly Concern[],
  told: Readonly<Record<string, number>> = {},
): ConcernChanges {
  checkArguments('concernChanges()', {
    previous: [concerns, previous],
    next: [concerns, next],
    told: [counted, told],
  });
  const before = new Set(previous.map(({ key }) => key));
  const lasting = new Set(next.map(matterOf));
  const counts = { ...told };
  const tell = (type: ConcernChange['type'], concern: Concern): ConcernChange => {
    const name = `${concern.key}/${type.slice('concern.'.length)}`;
    const times = (counts[name] ?? 0) + 1;
    counts[name] = times;
    return { type, key: times === 1 ? name : `${name}~${times}`, concern };
  };
  const changes = [
    ...previous.filter((concern) => !lasting.has(matterOf(concern))).map((concern) => tell('concern.cleared', concern)),
    ...next.filter(({ key }) => !before.has(key)).map((concern) => tell('concern.raised', concern)),
  ];
  return compact({ changes, told: Object.keys(counts).length === 0 ? undefined : counts });
}

/** The key without the severity. */
function matterOf({ key }: Concern): string {
  return key.slice(0, key.lastIndexOf('/'));
}

/** Nothing that {@link assess} knows of takes longer to come true. */
const horizonMs = 400 * 24 * hourMs;

/**
 * When the concerns of a parcel will next change if nothing is heard of it: milliseconds since the epoch, the first one at
 * which {@link assess} answers otherwise. Undefined where time alone changes nothing any more.
 *
 * @throws TrackingError `invalid_request` for a `now` that is no instant.
 */
export function nextConcernAt(tracking: Tracking, given: AssessOptions): number | undefined {
  checkArguments('nextConcernAt()', { tracking: [trackingValue, tracking], options: [assessOptions, given] });
  const { now, ...options } = given;
  const start = instantOfNow(now);
  const keysAt = (moment: number): string =>
    assess(tracking, { ...options, now: moment })
      .map(({ key }) => key)
      .join();
  const present = keysAt(start);
  // Concerns only become graver with time, so that what has changed stays changed.
  let [same, step] = [start, hourMs];
  while (keysAt(start + step) === present) {
    if (step >= horizonMs) return undefined;
    same = start + step;
    step = Math.min(2 * step, horizonMs);
  }
  let changed = start + step;
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (keysAt(middle) === present) same = middle;
    else changed = middle;
  }
  return changed;
}
