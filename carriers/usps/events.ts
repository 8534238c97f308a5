import { type EventStatus, type Issue, type Place, plainText, type Scan, sentences, text } from 'waybill/kit';
import { placeOf } from './place.ts';
import { meaningOfScan, meaningOfSentence } from './status.ts';
import { clockOn, occurredAtOf, spelledDay } from './time.ts';
import { type WireEvent, type WireRecord, wordingOf } from './wire.ts';

/** One scan of a record; `index` is its place in the list, for issues. */
export function scanOf(event: WireEvent, index: number, issues: Issue[]): Scan {
  const code = text(event.eventCode);
  const wording = wordingOf(event);
  const { meaning, basis } = meaningOfScan(code, wording, text(event.deliveryAttributeCode));
  const occurredAt = occurredAtOf(event);
  if (occurredAt === undefined && text(event.eventTimestamp) !== undefined) {
    issues.push({ path: `trackingEvents.${index}.eventTimestamp`, expected: 'a time', seen: 'a time we cannot read' });
  }
  const place = placeOf({
    city: event.eventCity,
    state: event.eventState,
    postalCode: event.eventZIPCode ?? event.eventZIP,
    country: event.eventCountry,
    facility: event.eventPartner,
  });
  if (place?.country === undefined && text(event.eventCountry) !== undefined) {
    issues.push({ path: `trackingEvents.${index}.eventCountry`, expected: 'a country', seen: 'a name we do not know' });
  }
  return {
    status: meaning[0],
    detail: meaning[1],
    basis,
    code,
    reasonCode: text(event.reasonCode),
    description: descriptionOf(wording),
    occurredAt,
    place,
  };
}

/** The words as they are, but for HTML. */
function descriptionOf(wording: string | null | undefined): string | undefined {
  return /[<&]/.test(wording ?? '') ? plainText(wording) : text(wording);
}

/** Where somebody may have to act; of a parcel that moves USPS repeats in its summary that it moves. */
const waiting: ReadonlySet<EventStatus> = new Set([
  'available_for_pickup',
  'delivery_attempted',
  'exception',
  'returning',
]);

/** The end of a sentence, behind a word or a number: not that of `ST. LOUIS`, nor of `U.S. Customs`. */
const sentenceEnd = /(?:[a-z]{3}|[A-Z]{4}|\d|\))\.\s(?=[A-Z])/;

/** What is to be done, by the summary of the parcel: all that it says behind the sentence that tells the newest line. */
export function nextStepOf(newest: Scan, { statusSummary, additionalInfo }: WireRecord): string | undefined {
  if (!waiting.has(newest.status) || (!statusSummary && !additionalInfo)) return undefined;
  const summary = plainText(statusSummary) ?? '';
  const end = sentenceEnd.exec(summary);
  return sentences(end === null ? undefined : summary.slice(end.index + end[0].length), plainText(additionalInfo));
}

/** A summary has sentences only; when and where is part of the wording. */
export function scanOfSentence(sentence: string): Scan {
  const meaning = meaningOfSentence(eventIn(sentence));
  return {
    status: meaning?.[0] ?? 'unknown',
    detail: meaning?.[1],
    basis: meaning === undefined ? 'none' : 'text',
    description: descriptionOf(sentence),
    ...toldIn(sentence),
  };
}

/** No sentence of USPS comes near. */
const longest = 500;

const day = '(?<day>[A-Z][a-z]{2,8} \\d{1,2}, \\d{4}|\\d{1,2}/\\d{1,2}/\\d{4})';
const clock = '(?<clock>\\d{1,2}:\\d\\d [ap]m)';

/** Where a sentence says when its scan was. `on June 1` has no year, and no year can be made up. */
const moments: readonly RegExp[] = [
  new RegExp(`\\b(?:at|as of) ${clock} on ${day}`),
  new RegExp(`\\bon ${day} at ${clock}`),
  new RegExp(`\\bas of ${day}`),
  new RegExp(`\\b(?:was|were|has been|arrived|departed)\\b[^.]{0,150}? on ${day}`),
];
/** `Out for Delivery, April 28, 2015, 8:29 am, HANNA CITY, IL 61536`; some write `04/28/2015`. */
const listed = new RegExp(`, ${day}(?:, ${clock})?(?:, (?<where>.+)|,?\\.?$)`);
/** Words that make a date one to come. */
const announcing = /\b(?:will|scheduled|expect(?:ed|s)?|by)\b/i;

const cityAndState =
  /(?:\bin|\bthe|,) (?<city>[A-Z][A-Za-z .'-]{1,40}?),? (?<state>[A-Z]{2}),? (?<zip>\d{5}(?:-\d{4})?)\b/;
/** `NOTICE LEFT WILMINGTON DE 19801.`: nothing tells where the event ends and the city begins. */
const stateOnly = / (?<state>[A-Z]{2}) (?<zip>\d{5}(?:-\d{4})?)\.?$/;

/** `arrived at our USPS facility in MOBILE AL DISTRIBUTION CENTER ANNEX on …`, `departed our MEMPHIS TN … origin facility`. */
const building =
  /\b(?:facility in|departed our|arrived at our) (?<where>[A-Z][A-Z .'-]{1,40}? [A-Z]{2} [A-Z ]{1,60}?) (?:on|as of|at|origin|destination|facility)\b/;

/** What a sentence tells beside what happened: when, as far as it can be known, and where. */
interface Told {
  readonly occurredAt: string | undefined;
  readonly place: Place | undefined;
}

/** Reads the time and the place out of a sentence of a summary, where it is built in a way that is known. */
function toldIn(sentence: string): Told {
  const words = sentence.slice(0, longest).trim();
  return { occurredAt: momentIn(words), place: placeIn(words) };
}

/** The sentence from its event on: the oldest ones begin with the day, `May 30 11:07 am NOTICE LEFT …`. */
function eventIn(sentence: string): string {
  return sentence.replace(/^\s*(?:[A-Z][a-z]{2,8} \d{1,2},?(?: \d{4},?)? )(?:\d{1,2}:\d\d [ap]m,? )?/, '');
}

function momentIn(words: string): string | undefined {
  for (const pattern of moments) {
    const match = pattern.exec(words);
    if (match !== null && !announcing.test(words.slice(0, match.index))) return momentOf(match);
  }
  const match = listed.exec(words);
  return match === null ? undefined : momentOf(match);
}

function momentOf({ groups }: RegExpExecArray): string | undefined {
  const date = spelledDay(groups?.day);
  return date === undefined ? undefined : (clockOn(date, groups?.clock) ?? date);
}

function placeIn(words: string): Place | undefined {
  const groups = (cityAndState.exec(words) ?? stateOnly.exec(words))?.groups;
  if (groups) return placeOf({ city: groups.city, state: groups.state, postalCode: groups.zip });
  const where = listed.exec(words)?.groups?.where ?? building.exec(words)?.groups?.where;
  return where === undefined ? undefined : placeNamed(where);
}

/** A building, or a place abroad with its country behind it; words that are neither may be anything. */
function placeNamed(where: string): Place | undefined {
  const [last = '', ...before] = where.replace(/\.$/, '').split(', ').reverse();
  const country = placeOf({ country: last })?.country;
  if (country !== undefined && last.length > 2) return placeOf({ city: before.reverse().join(', '), country });
  const place = before.length === 0 ? placeOf({ city: last }) : undefined;
  return place?.facility === undefined ? undefined : place;
}
