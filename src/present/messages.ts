import { type MilestoneName, milestones } from '../diff/milestone.ts';
import type { Tracking } from '../model/tracking.ts';
import { allowedValue, checkArguments, optional, optionsOf } from '../options/options.ts';
import { text as anyText, filledText, instant, oneOf, tracking as trackingValue } from '../options/values.ts';
import { formatTime, formatWindow, todayOf } from './format-time.ts';
import type { PresentOptions } from './headline.ts';
import { defaultLanguage, filled, type Language, languageValue } from './language.ts';

/** What a message is made of. */
export interface MessageOptions extends PresentOptions {
  /** Who sends it, such as the name of the shop: starts a short message, ends the subject of a mail. */
  readonly from?: string;
  /** The carrier's name for people, `carrierNames` of `waybill/carriers` has ours. Default: its id in capitals. */
  readonly carrierName?: string;
  /** The page on which the parcel can be followed. Default: the carrier's own, in mails. */
  readonly url?: string;
}

/** A mail without a greeting and a signature, as plain text. */
export interface MailText {
  /** The state first; without a number, an address or a name of a person. */
  readonly subject: string;
  readonly body: string;
}

/** Longest link of a {@link shortText}. */
const mostLink = 100;

const messageOptions = optionsOf<MessageOptions>({
  language: optional(languageValue),
  now: optional(instant),
  from: optional(filledText),
  carrierName: optional(filledText),
  url: optional(filledText),
});

const shortOptions = optionsOf<MessageOptions>({
  language: optional(languageValue),
  now: optional(instant),
  from: optional(filledText),
  carrierName: optional(filledText),
  url: optional(
    allowedValue<string>(
      'a link of at most 100 characters',
      (value) => typeof value === 'string' && value.trim() !== '' && value.length <= mostLink,
    ),
  ),
});

const milestoneName = oneOf<MilestoneName>(
  Object.fromEntries(milestones.map((name) => [name, true])) as Record<MilestoneName, true>,
);

/**
 * A mail about a milestone of a parcel: what happened, why, when it is expected or until when it waits, where, and where to
 * follow it. Days are told by dates unless `now` is given: a mail is read later.
 *
 * @throws TrackingError `invalid_request` for what is no milestone.
 */
export function mailText(milestone: MilestoneName, tracking: Tracking, options: MessageOptions = {}): MailText {
  checkArguments('mailText()', {
    milestone: [milestoneName, milestone],
    tracking: [trackingValue, tracking],
    options: [messageOptions, options],
  });
  const {
    language = defaultLanguage,
    from,
    url = tracking.url,
    carrierName = tracking.carrier.toUpperCase(),
  } = options;
  const { messages, mail } = language.texts;
  const { subject, text } = messages[milestone];
  const lines = [
    text,
    ...particulars(milestone, tracking, options),
    '',
    filled(mail.parcel, { carrier: carrierName, number: tracking.trackingNumber }),
    ...(url === undefined ? [] : [filled(mail.follow, { url })]),
  ];
  return { subject: from === undefined ? subject : `${subject}: ${from}`, body: lines.join('\n') };
}

/** Most characters of a {@link shortText}: those of one SMS, where it needs none that GSM 7-bit lacks. */
export const mostShortText = 160;

/**
 * A short message about a milestone, at most 160 characters: who sends it, what happened, the day, the link. What has no
 * room is left out, last things first; the link never is.
 *
 * @throws TrackingError `invalid_request` for what is no milestone, or a `url` of more than 100 characters.
 */
export function shortText(milestone: MilestoneName, tracking: Tracking, options: MessageOptions = {}): string {
  checkArguments('shortText()', {
    milestone: [milestoneName, milestone],
    tracking: [trackingValue, tracking],
    options: [shortOptions, options],
  });
  const { language = defaultLanguage, from, url } = options;
  const sentence = language.texts.messages[milestone].text;
  const link = url === undefined ? '' : ` ${url}`;
  const room = mostShortText - link.length - sentence.length;
  const sender = from === undefined || room < 3 ? '' : `${from.slice(0, room - 2)}: `;
  return (
    particulars(milestone, tracking, options).reduce(
      (message, line) => {
        const longer = `${message} ${plain(line)}`;
        return longer.length + link.length <= mostShortText ? longer : message;
      },
      plain(sender + sentence),
    ) + link
  );
}

/** What is told beside the sentence of a milestone. */
function particulars(milestone: MilestoneName, tracking: Tracking, options: MessageOptions): readonly string[] {
  const { language = defaultLanguage, now } = options;
  const { mail, details } = language.texts;
  const today = now === undefined ? undefined : todayOf(tracking, now);
  const form = { language, ...(today !== undefined && { today }) };
  const lines: string[] = [];
  const { detail, estimatedDelivery, pickupBy, delivery } = tracking;
  if (withReason.has(milestone) && detail !== undefined) lines.push(filled(mail.reason, { reason: details[detail] }));
  if (milestone === 'delivered' && delivery?.at !== undefined) lines.push(sentenceOf(formatTime(delivery.at, form)));
  if (milestone === 'delivered' && delivery?.to !== undefined && delivery.to !== 'recipient') {
    lines.push(filled(mail.place, { place: language.texts.deliveredTo[delivery.to] }));
  }
  if (withForecast.has(milestone) && estimatedDelivery !== undefined) {
    const when = formatWindow(estimatedDelivery, form);
    if (when !== '') lines.push(filled(mail.expected, { when }));
  }
  if (milestone === 'ready_for_pickup') lines.push(...pickup(tracking, form.language));
  if ((milestone === 'ready_for_pickup' || detail === 'pickup_reminder') && pickupBy !== undefined) {
    lines.push(filled(mail.pickup_by, { when: formatTime(pickupBy, form) }));
  }
  return lines;
}

/** The shop or office where it waits, by the line that says so. */
function pickup({ events }: Tracking, { texts }: Language): readonly string[] {
  const waits = events.findLast(({ status }) => status === 'available_for_pickup');
  const place = [waits?.place?.facility, waits?.place?.city].filter((part) => part !== undefined).join(', ');
  return place === '' ? [] : [filled(texts.mail.place, { place })];
}

const withReason: ReadonlySet<MilestoneName> = new Set([
  'delayed',
  'action_needed',
  'attempted',
  'failed',
  'returning',
  'returned',
  'cancelled',
]);

const withForecast: ReadonlySet<MilestoneName> = new Set([
  'shipped',
  'in_transit',
  'out_for_delivery',
  'delayed',
  'attempted',
]);

function sentenceOf(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Dashes, quotes and blanks of print as keyboards have them: one of them alone would halve an SMS. */
function plain(text: string): string {
  return text
    .replaceAll(/[\u2010-\u2015]/g, '-')
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/[\u201c-\u201e\u00ab\u00bb]/g, '"')
    .replaceAll(/[\u00a0\u2009\u202f]/g, ' ')
    .replaceAll('\u2026', '...');
}

/** How a text travels as SMS. */
export interface SmsSize {
  /** GSM 7-bit where every character is of its alphabet, else UCS-2 for all of it. */
  readonly encoding: 'gsm-7' | 'ucs-2';
  /** Units of the encoding; a few characters of GSM 7-bit take two. */
  readonly units: number;
  /** Messages that are paid for: one up to 160 or 70 units, then 153 or 67 each. */
  readonly parts: number;
}

const gsm =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const gsmExtension = '^{}\\[~]|€';

/** How long a text is as SMS, by the alphabet of GSM 03.38. */
export function smsSize(text: string): SmsSize {
  checkArguments('smsSize()', { text: [anyText, text] });
  const isGsm = [...text].every((character) => gsm.includes(character) || gsmExtension.includes(character));
  const units = isGsm
    ? [...text].reduce((sum, character) => sum + (gsmExtension.includes(character) ? 2 : 1), 0)
    : text.length;
  const [whole, part] = isGsm ? [160, 153] : [70, 67];
  return { encoding: isGsm ? 'gsm-7' : 'ucs-2', units, parts: units <= whole ? 1 : Math.ceil(units / part) };
}
