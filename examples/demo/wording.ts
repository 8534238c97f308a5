import type { Place, TimeWindow, Tracking, TrackingStatus } from 'waybill';
import type { Cell } from './table.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Fri 20 Nov 14:30 -05:00`: the wall clock at the scan; `local` where nobody said how far from UTC that is. */
export function timeText(time: string): string {
  const [, date = '', clock = '', offset = ''] = /^(.{10})(?:T(.{5})[^Z+-]*(.*))?$/.exec(time) ?? [];
  const day = new Date(`${date}T00:00:00Z`);
  const named = `${weekdays[day.getUTCDay()]} ${day.getUTCDate()} ${months[day.getUTCMonth()]}`;
  return clock === '' ? named : `${named} ${clock} ${offset === '' ? 'local' : offset}`;
}

const colours: Partial<Record<TrackingStatus, 'green' | 'yellow' | 'red' | 'cyan'>> = {
  delivered: 'green',
  available_for_pickup: 'cyan',
  out_for_delivery: 'cyan',
  delivery_attempted: 'yellow',
  returning: 'yellow',
  returned: 'yellow',
  exception: 'red',
};

/** `exception: customs held`; the detail alone where it says the status too. */
export function statusCell({ status, detail = status }: Pick<Tracking, 'status'> & { readonly detail?: string }): Cell {
  const text = detail.startsWith(status) ? words(detail) : `${words(status)}: ${words(detail)}`;
  const style = colours[status];
  return style === undefined ? text : { text, style };
}

/** A word of the vocabulary for people. */
export function words(code: string): string {
  return code.replaceAll('_', ' ');
}

/** `Fri 20 Nov 14:30 -05:00  Cambridge, MA`; notices that move nothing are no scans. */
export function scanText({ events }: Tracking): string {
  const last = events.findLast(({ status, occurredAt }) => status !== 'info' && occurredAt !== undefined);
  if (last?.occurredAt === undefined) return '';
  return [timeText(last.occurredAt), placeText(last.place)].filter((text) => text !== '').join(', ');
}

function placeText({ city, region, country }: Place = {}): string {
  return [city, region ?? country].filter((text) => text !== undefined).join(' ');
}

/** When it arrived, and who took it; or when it is to. */
export function deliveryText({ status, delivery, estimatedDelivery, pickupBy }: Tracking): string {
  if (delivery?.at !== undefined && (status === 'delivered' || status === 'returned')) {
    const by = delivery.signedBy === undefined ? '' : `, ${delivery.signedBy}`;
    return `${timeText(delivery.at)}${by}`;
  }
  if (pickupBy !== undefined) return `to be collected by ${timeText(pickupBy)}`;
  if (status === 'available_for_pickup' || estimatedDelivery === undefined) return '';
  return `expected ${windowText(estimatedDelivery)}`;
}

/** `by Fri 20 Nov 18:00 -05:00`, `Fri 20 Nov`, `Fri 20 Nov 14:00 to 18:00 -05:00`. */
function windowText({ from, to }: TimeWindow): string {
  if (to === undefined) return `from ${timeText(from ?? '')}`;
  if (from === to) return timeText(to);
  // A window that opens with the day says nothing that its end does not.
  if (from === undefined || from === to.slice(0, 10)) return `by ${timeText(to)}`;
  if (from.slice(0, 10) !== to.slice(0, 10)) return `${timeText(from)} to ${timeText(to)}`;
  const [, clock = ''] = / (\d\d:.*)/.exec(timeText(to)) ?? [];
  return `${timeText(from.slice(0, 16)).replace(' local', '')} to ${clock}`;
}

/** `5 s`, `1 h`, `1 day`. */
export function spanText(ms: number): string {
  const units = [
    ['day', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1000],
  ] as const;
  const [name, size] = units.find(([, unitMs]) => ms >= unitMs && ms % unitMs === 0) ?? ['ms', 1];
  return `${ms / size} ${name}`;
}

/** A result as JSON, one line for each field and each event. */
export function jsonText(tracking: Tracking): string {
  const fields = Object.entries(tracking).map(([key, value]) =>
    Array.isArray(value)
      ? `  "${key}": [\n${value.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`
      : `  "${key}": ${JSON.stringify(value)}`,
  );
  return `{\n${fields.join(',\n')}\n}`;
}
