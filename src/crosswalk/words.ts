import type { StatusDetail } from '../model/detail.ts';
import { type EventStatus, eventStatuses } from '../model/status.ts';
import { allowedValue, checkArguments } from '../options/options.ts';
import type { Meaning } from '../read/status-table.ts';

/** A status and its detail in our words; a `Tracking` and a `TrackingEvent` are both such. */
export interface StatusAndDetail {
  readonly status: EventStatus;
  readonly detail?: StatusDetail | undefined;
}

/** A word of another system: ours to give completion, any other to read what they add next year. */
export type Word<Known extends string> = Known | (string & {});

/** A word as it was given; blank for none, and for what is no text. */
export function wordOf(given: unknown): string {
  return typeof given === 'string' ? given : '';
}

/** Another system's words for each of our statuses, and for the details for which it has a better one. */
export interface Outward<Words> {
  readonly byStatus: { readonly [Status in EventStatus]: Words };
  readonly byDetail: { readonly [Status in EventStatus]?: { readonly [Detail in StatusDetail]?: Words } };
}

const ourStatuses: readonly unknown[] = eventStatuses;
const statusAndDetailValue = allowedValue<StatusAndDetail>(
  `a tracking, an event, or { status, detail } with a status among ${eventStatuses.join(', ')}`,
  (value) => typeof value === 'object' && value !== null && 'status' in value && ourStatuses.includes(value.status),
);

/**
 * Their words for a status and its detail; there always are some, because every status has them.
 *
 * @param call Who asks, for the error.
 * @throws TrackingError `invalid_request` for what is no status of ours.
 */
export function outward<Words>(call: string, { byStatus, byDetail }: Outward<Words>, ours: StatusAndDetail): Words {
  checkArguments(call, { ours: [statusAndDetailValue, ours] });
  const { status, detail } = ours;
  return (detail === undefined ? undefined : byDetail[status]?.[detail]) ?? byStatus[status];
}

/** The same words for several details. */
export function each<Words, Detail extends StatusDetail>(
  words: Words,
  details: readonly Detail[],
): { readonly [D in Detail]?: Words } {
  const table: { [D in Detail]?: Words } = {};
  for (const detail of details) table[detail] = words;
  return table;
}

/** A meaning as a status and its detail; `unknown` for none. */
export function statusAndDetail(meaning: Meaning | undefined): StatusAndDetail {
  return meaning === undefined ? { status: 'unknown' } : withDetail(meaning[0], meaning[1]);
}

/** A status whose detail is absent rather than undefined. */
export function withDetail(status: EventStatus, detail: StatusDetail | undefined): StatusAndDetail {
  return detail === undefined ? { status } : { status, detail };
}

/**
 * What a coarse and a fine word mean together. The fine one decides, unless it says nothing of where the parcel is: then
 * the coarse one tells the status and the fine one may still tell the detail.
 */
export function inward(coarse: Meaning | undefined, fine: Meaning | undefined): StatusAndDetail {
  if (fine === undefined || coarse === undefined) return statusAndDetail(fine ?? coarse);
  const [status, detail] = fine;
  const isSilent = status === 'info' ? coarse[0] !== 'unknown' : status === 'unknown' && detail === undefined;
  return isSilent ? withDetail(coarse[0], detail ?? coarse[1]) : statusAndDetail(fine);
}
