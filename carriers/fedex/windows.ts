import { compactOrAbsent, isDateOnly, present, type Window } from 'waybill/kit';
import { readFedexTime } from './time.ts';
import type { TrackResult, WireWindow } from './wire.ts';

/** The time of one of these types (`dateAndTimes`), the first type that has one. */
export function timeOf({ dateAndTimes }: TrackResult, ...types: readonly string[]): string | undefined {
  for (const type of types) {
    for (const entry of present(dateAndTimes)) {
      const time = entry.type === type ? readFedexTime(entry.dateTime) : undefined;
      if (time !== undefined) return time;
    }
  }
  return undefined;
}

/** FedEx's present forecast: its time window, else the appointment, else the estimated day. */
export function estimatedDelivery(result: TrackResult): Window | undefined {
  return (
    windowOf(result.estimatedDeliveryTimeWindow) ?? byThen(timeOf(result, 'APPOINTMENT_DELIVERY', 'ESTIMATED_DELIVERY'))
  );
}

/** What the service promises: the standard transit time, of which FedEx mostly gives the end only, else the commitment. */
export function promisedDelivery(result: TrackResult): Window | undefined {
  return windowOf(result.standardTransitTimeWindow) ?? byThen(timeOf(result, 'COMMITMENT'));
}

function windowOf(wire: WireWindow | null | undefined): Window | undefined {
  return compactOrAbsent({
    from: readFedexTime(wire?.window?.begins),
    to: readFedexTime(wire?.window?.ends),
  });
}

/** A day stands for the whole of it; a time is the latest. */
function byThen(time: string | undefined): Window | undefined {
  if (time === undefined) return undefined;
  return isDateOnly(time) ? { from: time, to: time } : { to: time };
}
