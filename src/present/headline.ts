import type * as z from 'zod/mini';
import type { StatusDetail } from '../model/detail.ts';
import type { TimeWindow, Tracking } from '../model/tracking.ts';
import { checkArguments, optional, optionsOf } from '../options/options.ts';
import { instant, tracking as trackingValue } from '../options/values.ts';
import { dateOf } from '../time/time.ts';
import { endOf } from '../time/window.ts';
import { formatTime, formatWindow, todayOf } from './format-time.ts';
import { defaultLanguage, filled, type Language, languageValue } from './language.ts';

/** What a parcel is shown in. */
export interface PresentOptions {
  /** Default: English, as it is written in the United States. */
  readonly language?: Language;
  /**
   * The present: milliseconds since the epoch, ISO 8601 text with an offset, or a `Date`. The days around it are told by
   * words, today and tomorrow, by the calendar of the destination. Absent: by dates, as a mail needs them.
   */
  readonly now?: number | string | Date;
}

/** {@link PresentOptions}. */
export const presentOptions: z.ZodMiniType<PresentOptions> = optionsOf<PresentOptions>({
  language: optional(languageValue),
  now: optional(instant),
});

/**
 * How a parcel stands, in one line: `Arrives Tuesday between 2 PM and 6 PM`, `Ready for pickup until tomorrow`,
 * `Delivered today at 3:12 PM, left with a neighbor`. Without a name, an address or a number.
 *
 * @throws TrackingError `invalid_request` for a `now` that is no instant, or a language that is none.
 */
export function headline(tracking: Tracking, options: PresentOptions = {}): string {
  checkArguments('headline()', { tracking: [trackingValue, tracking], options: [presentOptions, options] });
  const { language = defaultLanguage, now } = options;
  return headlineOf(tracking, language, now === undefined ? undefined : todayOf(tracking, now));
}

/** {@link headline} of one whose today is known. */
export function headlineOf(tracking: Tracking, language: Language, today: string | undefined): string {
  const { headlines, details } = language.texts;
  const { status, detail, pickupBy } = tracking;
  const expected = expectedOf(tracking, today);
  const when = expected === undefined ? '' : windowText(expected, language, today);
  switch (status) {
    case 'pre_transit':
      return headlines.announced;
    case 'in_transit':
      return onItsWay(tracking, language, today);
    case 'out_for_delivery':
      return when === '' ? headlines.out_for_delivery : filled(headlines.arrives, { when });
    case 'available_for_pickup':
      return pickupBy === undefined
        ? headlines.ready_for_pickup
        : filled(headlines.ready_until, { when: windowText({ from: pickupBy, to: pickupBy }, language, today) });
    case 'delivery_attempted':
      return when === '' ? headlines.attempted : filled(headlines.attempted_next, { when });
    case 'exception': {
      const problem = detail === undefined ? headlines.problem : details[detail];
      const isOver = detail !== undefined && hopeless.has(detail);
      return when === '' || isOver ? problem : filled(headlines.problem_expected, { problem, when });
    }
    case 'delivered':
      return delivered(tracking, language, today);
    case 'returning':
    case 'returned':
    case 'cancelled':
    case 'unknown':
      return headlines[status];
  }
}

function onItsWay(tracking: Tracking, language: Language, today: string | undefined): string {
  const { headlines } = language.texts;
  const expected = expectedOf(tracking, today);
  if (expected !== undefined) return filled(headlines.arrives, { when: windowText(expected, language, today) });
  const missed = forecastOf(tracking);
  return missed === undefined
    ? headlines.on_its_way
    : filled(headlines.was_expected, { when: windowText(missed, language, today) });
}

function delivered(tracking: Tracking, language: Language, today: string | undefined): string {
  const { headlines, deliveredTo } = language.texts;
  const { delivery = {}, detail, events } = tracking;
  if (detail === 'delivered_in_part') return inPart(tracking, language);
  const isCollected = delivery.to === 'pickup_point' || delivery.to === 'post_office' || detail === 'collected';
  const at = delivery.at ?? events.findLast(({ status }) => status === 'delivered')?.occurredAt;
  const when = at === undefined ? undefined : formatTime(at, { language, ...(today !== undefined && { today }) });
  const [plain, dated] = isCollected
    ? [headlines.collected, headlines.collected_at]
    : [headlines.delivered, headlines.delivered_at];
  const done = when === undefined ? plain : filled(dated, { when });
  const { to } = delivery;
  return to === undefined || to === 'recipient' || isCollected
    ? done
    : filled(headlines.left, { delivered: done, where: deliveredTo[to] });
}

/** `2 of 3 pieces delivered`, where the carrier tells of the pieces. */
function inPart({ pieces = [], pieceCount = pieces.length }: Tracking, { locale, texts }: Language): string {
  const came = pieces.filter(({ status }) => status === 'delivered').length;
  if (came === 0 || came >= pieceCount) return texts.details.delivered_in_part;
  const text = texts.pieces[new Intl.PluralRules(locale).select(pieceCount)] ?? texts.pieces.other;
  const number = new Intl.NumberFormat(locale);
  return filled(text, { delivered: number.format(came), count: number.format(pieceCount) });
}

/** What will not arrive, whatever day was forecast. */
const hopeless: ReadonlySet<StatusDetail> = new Set([
  'lost',
  'destroyed',
  'seized',
  'refused',
  'undeliverable',
  'recipient_deceased',
  'rejected_by_carrier',
  'customs_rejected',
  'dangerous_or_prohibited',
  'not_collected',
  'return_requested',
  'return_to_sender',
]);

/** The carrier's forecast, else what was promised. */
function forecastOf({ estimatedDelivery, promisedDelivery }: Tracking): TimeWindow | undefined {
  return [estimatedDelivery, promisedDelivery].find((window) => window !== undefined && endOf(window) !== undefined);
}

/** The forecast that is still ahead; of one that ran out on an earlier day nobody should be told. */
function expectedOf(tracking: Tracking, today: string | undefined): TimeWindow | undefined {
  const forecast = forecastOf(tracking);
  const end = forecast === undefined ? undefined : endOf(forecast);
  if (end === undefined) return undefined;
  return isBefore(end, today) ? undefined : forecast;
}

/** Whether a forecast ended on an earlier day; without a present none has. */
function isBefore(end: string, today: string | undefined): boolean {
  return today !== undefined && dateOf(end) < today;
}

function windowText(window: TimeWindow, language: Language, today: string | undefined): string {
  return formatWindow(window, { language, ...(today !== undefined && { today }) });
}
