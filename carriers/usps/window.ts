import { type Issue, isDateOnly, type Maybe, text, type Window } from 'waybill/kit';
import { clockOn, dayOrTime } from './time.ts';
import type { WireRecord } from './wire.ts';

/** When USPS expects to deliver: its prediction, which it renews, before the expected date, which it rarely does. */
export function estimatedDelivery(record: WireRecord, issues: Issue[]): Window | undefined {
  const inner = record.deliveryDateExpectation;
  const from = inner ? 'deliveryDateExpectation.' : '';
  const endOfDay = inner?.endOfDay ?? record.endOfDay;
  const predicted =
    dayAt(`${from}predictedDeliveryDate`, inner?.predictedDeliveryDate ?? record.predictedDeliveryDate, issues) ??
    dayAt('predictedDeliveryTimeStamp', record.predictedDeliveryTimeStamp, issues);
  if (predicted !== undefined) {
    return within(
      predicted,
      inner?.predictedDeliveryWindowStartTime ?? record.predictedDeliveryWindowStartTime,
      inner?.predictedDeliveryWindowEndTime ?? record.predictedDeliveryWindowEndTime,
      endOfDay,
    );
  }
  const expected =
    dayAt(`${from}expectedDeliveryDate`, inner?.expectedDeliveryDate ?? record.expectedDeliveryDate, issues) ??
    dayAt('expectedDeliveryTimeStamp', record.expectedDeliveryTimeStamp, issues);
  if (expected === undefined) return undefined;
  const window = within(expected, undefined, undefined, endOfDay);
  return /\bby\b/i.test(record.expectedDeliveryType ?? '') ? { to: window.to } : window;
}

function dayAt(path: string, stamp: Maybe<string>, issues: Issue[]): string | undefined {
  const read = dayOrTime(stamp);
  if (read === undefined && text(stamp) !== undefined) {
    issues.push({ path, expected: 'a date', seen: 'a date we cannot read' });
  }
  return read;
}

/** The window within a day; the end of the carrier's day where the window has no end of its own. */
function within(
  dayOrMoment: string,
  start: Maybe<string>,
  end: Maybe<string>,
  endOfDay: Maybe<string>,
): Required<Window> {
  if (!isDateOnly(dayOrMoment)) return { from: dayOrMoment, to: dayOrMoment };
  const from = clockOn(dayOrMoment, start) ?? dayOrMoment;
  const to = clockOn(dayOrMoment, end) ?? clockOn(dayOrMoment, endOfDay) ?? dayOrMoment;
  return { from, to };
}

/** The guarantee, where it is a date; `3 Business Days` is none, and no fault either. */
export function promisedDelivery(record: WireRecord): Window | undefined {
  const inner = record.deliveryDateExpectation;
  const stamp = inner?.guaranteedDeliveryDate ?? record.guaranteedDeliveryDate ?? record.guaranteedDeliveryTimeStamp;
  const to = dayOrTime(stamp);
  return to === undefined ? undefined : { to };
}
