import { compact, dateOf, present, readCompactTime, text, type Window } from 'waybill/kit';
import type { WirePackage } from './wire.ts';

/** What UPS forecasts, and what it scheduled at first. */
export interface Forecast {
  readonly estimatedDelivery: Window | undefined;
  readonly promisedDelivery: Window | undefined;
}

/**
 * The rescheduled day (`RDD`) is the forecast, else the scheduled one (`SDD`), which is the promise in either case. The
 * day of delivery (`DEL`) is neither. `deliveryTime` is of the forecast's day; clocks are those of the destination.
 */
export function forecastOf(parcel: WirePackage): Forecast {
  const scheduled = dayOf(parcel, 'SDD');
  const rescheduled = dayOf(parcel, 'RDD');
  const forecast = rescheduled ?? scheduled;
  const estimatedDelivery = forecast === undefined ? undefined : windowOf(forecast, parcel);
  const promise = rescheduled === undefined && isCommitment(parcel) ? estimatedDelivery : dayWindow(scheduled);
  return { estimatedDelivery, promisedDelivery: promise };
}

function dayOf({ deliveryDate }: WirePackage, wanted: string): string | undefined {
  const day = readCompactTime(present(deliveryDate).find(({ type }) => text(type) === wanted)?.date);
  return day === undefined ? undefined : dateOf(day);
}

/** `CMT`, a committed time; `EDW`, `CDW` and `IDW` are windows that come and go. */
function isCommitment({ deliveryTime }: WirePackage): boolean {
  return text(deliveryTime?.type) === 'CMT';
}

function windowOf(day: string, { deliveryTime }: WirePackage): Window {
  const type = text(deliveryTime?.type);
  if (type === 'DEL' || type === 'EOD') return { from: day, to: day };
  const from = clockOf(day, deliveryTime?.startTime);
  const to = clockOf(day, deliveryTime?.endTime);
  const isSpan = from === undefined || to === undefined || from <= to;
  return isSpan && (from ?? to) !== undefined ? compact({ from, to }) : { from: day, to: day };
}

function clockOf(day: string, time: string | null | undefined): string | undefined {
  const moment = text(time) === undefined ? undefined : readCompactTime(day, time);
  return moment === undefined || moment.length === 10 ? undefined : moment;
}

function dayWindow(day: string | undefined): Window | undefined {
  return day === undefined ? undefined : { from: day, to: day };
}
