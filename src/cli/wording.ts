import type { Outcome, Place, TimeWindow, Tracking, TrackingStatus } from 'waybill';
import type { Cell, Tone } from './table.ts';
import type { View } from './writers.ts';

const tones: Partial<Record<TrackingStatus, Tone>> = {
  delivered: 'green',
  available_for_pickup: 'cyan',
  out_for_delivery: 'cyan',
  delivery_attempted: 'yellow',
  returning: 'yellow',
  returned: 'yellow',
  exception: 'red',
};

/** A word of the vocabulary for people. */
export const words = (code: string): string => code.replaceAll('_', ' ');

/** `exception: customs held`; the detail alone where it says the status too. */
export function statusCell({ status, detail }: Pick<Tracking, 'status' | 'detail'>): Cell {
  const text =
    detail === undefined
      ? words(status)
      : detail.startsWith(status)
        ? words(detail)
        : `${words(status)}: ${words(detail)}`;
  const tone = tones[status];
  return tone === undefined ? text : { text, tone };
}

/** `2026-11-20 14:30 -05:00`: the wall clock at the scan, as the carrier told it; nothing is converted. */
export function timeText(time: string | undefined): string {
  const text = time ?? '';
  const offset = /(?:Z|[+-]\d\d:\d\d)$/.exec(text.slice(10))?.[0] ?? '';
  return [text.slice(0, 10), text.slice(11, 16), offset === 'Z' ? 'UTC' : offset]
    .filter((part) => part !== '')
    .join(' ');
}

/** `Memphis, TN, US`. */
export function placeText(place: Place | undefined): string {
  return [place?.city, place?.region, place?.country].filter((part) => part !== undefined).join(', ');
}

function windowText({ from, to }: TimeWindow): string {
  const [first, last] = [timeText(from ?? to), timeText(to ?? from)];
  return first === last ? first : `${first} – ${last.startsWith(first.slice(0, 10)) ? last.slice(11) : last}`;
}

/** When it came, or is to come. */
function deliveryText({ delivery, estimatedDelivery, promisedDelivery }: Tracking): string {
  if (delivery?.at !== undefined) return timeText(delivery.at);
  const expected = estimatedDelivery ?? promisedDelivery;
  return expected === undefined ? '' : `by ${windowText(expected)}`;
}

/** The columns that a parcel is shown in, with widths that most of them fit. */
const parcelColumns = { NUMBER: 22, CARRIER: 13, STATUS: 30, 'LAST SCAN': 44, DELIVERY: 24 } as const;

/** A parcel, or what went wrong, in those columns. */
function parcelCells(outcome: Outcome): readonly Cell[] {
  const number = outcome.trackingNumber.trim();
  if (!outcome.ok) {
    const { carrier = '', code } = outcome.error;
    return [number, carrier, { text: words(code), tone: 'red' }, '', ''];
  }
  const { value } = outcome;
  const last = value.events.at(-1);
  const scan = [timeText(last?.occurredAt), placeText(last?.place)].filter((part) => part !== '').join('  ');
  return [number, value.carrier, statusCell(value), scan, deliveryText(value)];
}

/** A parcel, or what went wrong, as a flat record. */
function parcelRecord(outcome: Outcome): Readonly<Record<string, string>> {
  const { trackingNumber } = outcome;
  if (!outcome.ok) {
    const { carrier = '', code, message } = outcome.error;
    return { ...emptyRecord, number: trackingNumber, carrier, error: code, message };
  }
  const { value } = outcome;
  const last = value.events.at(-1);
  const { estimatedDelivery, promisedDelivery } = value;
  return {
    ...emptyRecord,
    number: trackingNumber,
    carrier: value.carrier,
    tracking_number: value.trackingNumber,
    status: value.status,
    detail: value.detail ?? '',
    last_scan_at: last?.occurredAt ?? '',
    last_scan_place: placeText(last?.place),
    last_scan: last?.description ?? '',
    delivered_at: value.delivery?.at ?? '',
    estimated_from: estimatedDelivery?.from ?? '',
    estimated_to: estimatedDelivery?.to ?? '',
    promised_to: promisedDelivery?.to ?? promisedDelivery?.from ?? '',
    service: value.service?.name ?? '',
    url: value.url ?? '',
  };
}

/** Parcels, and what went wrong, in each format. */
export const parcelView: View<Outcome> = {
  columns: parcelColumns,
  cells: parcelCells,
  record: parcelRecord,
  json: (outcome) => outcome,
};

const emptyRecord = {
  number: '',
  carrier: '',
  tracking_number: '',
  status: '',
  detail: '',
  last_scan_at: '',
  last_scan_place: '',
  last_scan: '',
  delivered_at: '',
  estimated_from: '',
  estimated_to: '',
  promised_to: '',
  service: '',
  url: '',
  error: '',
  message: '',
};
