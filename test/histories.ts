import type { Tracking } from '../src/kit.ts';
import type { TrackingEvent } from '../src/model/tracking.ts';
import { parcel, scan } from './parcel.ts';

/** How often fields of lines are read while something is done. */
export function workOf<T>(sizes: readonly Tracking[], use: (...trackings: readonly Tracking[]) => T): number {
  let reads = 0;
  const counted = (event: TrackingEvent): TrackingEvent =>
    new Proxy(event, {
      get(target, field, receiver) {
        reads += 1;
        return Reflect.get(target, field, receiver);
      },
    });
  use(...sizes.map((tracking) => ({ ...tracking, events: tracking.events.map(counted) })));
  return reads;
}

function lines(count: number, line: (index: number) => TrackingEvent): Tracking {
  return { ...parcel([]), status: 'in_transit', events: Array.from({ length: count }, (_, index) => line(index)) };
}

const start = Date.UTC(2026, 0, 1);
const [template] = parcel([scan('AR', 'in_transit', '10T09:00')]).events as [TrackingEvent];

/** A line some minutes after the start of the year. */
function line(minutes: number, code: string, more: Partial<TrackingEvent> = {}): TrackingEvent {
  const wall = new Date(start + minutes * 60_000).toISOString().slice(0, 19);
  return { ...template, id: `${wall}.${code}`, code, occurredAt: `${wall}-06:00`, ...more };
}

const undated = (index: number, code: string): TrackingEvent => {
  const { occurredAt: _, ...rest } = line(index, code);
  return { ...rest, id: `undated.${code}.${index}`, timeBasis: 'none' };
};

/** Two trackings of so many lines each, of all kinds that a comparison of each with each would be slow over. */
export const pairs: readonly [string, (size: number) => readonly [Tracking, Tracking]][] = [
  ['all lines others', (n) => [lines(n, (i) => line(i, 'AA')), lines(n, (i) => line(i, 'BB'))]],
  ['all lines in other seconds', (n) => [lines(n, (i) => line(2 * i, 'AA')), lines(n, (i) => line(2 * i + 1, 'AA'))]],
  ['all lines revised', (n) => [lines(n, (i) => line(3000 * i, 'AA')), lines(n, (i) => line(3000 * i + 5, 'AA'))]],
  ['all places filled in', (n) => [lines(n, (i) => line(i, 'AA', { place: {} })), lines(n, (i) => line(i, 'AA'))]],
  ['all lines late', (n) => [lines(n, (i) => line(n + i, 'AA')), lines(2 * n, (i) => line(i, 'AA'))]],
  ['all lines of one moment', (n) => [lines(n, (i) => line(1, `A${i}`)), lines(n, (i) => line(1, `B${i}`))]],
  ['lines without a time', (n) => [lines(n, (i) => undated(i, 'AA')), lines(n, (i) => undated(n + i, 'AA'))]],
  ['the other way round', (n) => [lines(n, (i) => line(i, `A${i}`)), lines(n, (i) => line(n - i, `A${n - i}`))]],
  [
    'an attempt every day',
    (n) => [
      lines(1, (i) => line(i, 'AA')),
      lines(n, (i) => line(1440 * i, 'DE', { status: 'delivery_attempted', id: `${i}` })),
    ],
  ],
  [
    'a status of its own each',
    (n) => [
      lines(1, (i) => line(i, 'AA')),
      lines(n, (i) => line(i, 'AA', { status: i % 2 === 0 ? 'exception' : 'in_transit' })),
    ],
  ],
];
