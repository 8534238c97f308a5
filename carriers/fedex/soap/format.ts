import {
  failed,
  fault,
  type Maybe,
  type Outcome,
  type Payload,
  type PayloadFormat,
  present,
  type ShapeReading,
  type TrackingDraft,
  type TrackingError,
} from 'waybill/kit';
import { parseXml, xmlText } from 'waybill/kit-xml';
import type { ErrorMeaning } from '../errors.ts';
import { identity } from '../numbers.ts';
import { type FormatSettings, outcomeOf } from '../read.ts';
import type { TrackResult, WireError } from '../wire.ts';
import { pathAsSent, translated } from './translate.ts';
import { readDetails, readReply, type SoapCompleted, type SoapNotification, type SoapReply } from './wire.ts';

const formatSettings: FormatSettings = { name: 'fedex.soap', list: 'TrackDetails', errorOf };

/**
 * Replies of the Track Service of FedEx Web Services, in a SOAP envelope or, from the plain XML gateway, without. FedEx
 * switches it off on 1 February 2027 (announcement of 16 November 2026); recordings are what will be left of it.
 */
export const soap: PayloadFormat = {
  name: formatSettings.name,
  matches: isTrackReply,
  read(payload) {
    if (payload.kind !== 'xml') return [];
    const document = parseXml(payload.body);
    const reply = document.ok ? readReply(document.root, document.value) : undefined;
    return reply === undefined ? [failed('', fault(identity, 'unexpected_response'))] : answersIn(reply);
  },
};

/** By local names: a recorded reply has a damaged namespace, and the prefix is whatever the stack chose. */
function isTrackReply(payload: Payload): boolean {
  if (payload.kind !== 'xml') return false;
  return (
    payload.root === 'TrackReply' || (payload.root === 'Envelope' && /<(?:[\w.-]+:)?TrackReply[\s>]/.test(payload.body))
  );
}

/** The innermost notification counts: the reply as a whole calls itself a success where each of its numbers failed. */
function answersIn(reply: SoapReply): readonly Outcome<TrackingDraft>[] {
  const whole = errorIn(reply.Notifications);
  const completed = present(reply.CompletedTrackDetails);
  const outcomes = (completed.length > 0 ? completed : [reply]).flatMap((part) =>
    answersOf(part, errorIn(part.Notifications) ?? whole),
  );
  return outcomes.map(withPathsAsSent);
}

/** One outcome for each number; mostly there is one, with all shipments that carry it. */
function answersOf(part: SoapCompleted, outer: WireError | undefined): readonly Outcome<TrackingDraft>[] {
  const byNumber = new Map<string, (ShapeReading<TrackResult> | undefined)[]>();
  for (const entry of part.TrackDetails) {
    const details = readDetails(entry);
    const number = xmlText(details?.value.TrackingNumber) ?? '';
    const own =
      details === undefined || details.value.Notification.length === 0 ? outer : errorIn(details.value.Notification);
    const reading = details && translated(details, own);
    const readings = byNumber.get(number);
    if (readings === undefined) byNumber.set(number, [reading]);
    else readings.push(reading);
  }
  if (byNumber.size === 0) {
    return [failed('', outer === undefined ? fault(identity, 'unexpected_response') : errorOf(outer, ''))];
  }
  return [...byNumber].map(([trackingNumber, readings]) => outcomeOf(readings, { trackingNumber }, formatSettings));
}

function withPathsAsSent(outcome: Outcome<TrackingDraft>): Outcome<TrackingDraft> {
  if (!outcome.ok || outcome.value.issues === undefined) return outcome;
  const issues = outcome.value.issues.map((issue) => ({ ...issue, path: pathAsSent(issue.path) }));
  return { ...outcome, value: { ...outcome.value, issues } };
}

const down: ErrorMeaning = { code: 'carrier_unavailable' };
const number: ErrorMeaning = { code: 'invalid_number' };
const beyond: ErrorMeaning = {
  code: 'not_available',
  words: 'could not process this number and says that another try is of no use; ask its customer service',
};

/**
 * `Notification.Code` of the Track Service. FedEx's list is gone with it: these are the recorded ones, and those that
 * clients of the time took for passing or for lasting faults.
 */
const notificationCodes: Readonly<Record<string, ErrorMeaning>> = {
  '1000': { code: 'unauthorized' },
  '5508': number,
  '6035': number,
  '6330': down,
  '9035': down,
  '9040': { code: 'not_found' },
  '9041': down,
  '9045': down,
  '9050': down,
  '9055': down,
  '9060': down,
  '9065': down,
  '9070': down,
  '9075': down,
  '9080': beyond,
  '9081': beyond,
  '9082': beyond,
  '9085': down,
  '9086': down,
  '9090': down,
  '9095': beyond,
  '9100': beyond,
};

/** The error that notifications speak of; undefined where all went well, or well enough. */
function errorIn(notifications: readonly Maybe<SoapNotification>[]): WireError | undefined {
  for (const { Severity, Code } of present(notifications)) {
    const severity = xmlText(Severity);
    if (severity === 'ERROR' || severity === 'FAILURE') return { code: xmlText(Code), message: severity };
  }
  return undefined;
}

/** An error as ours. A code that is not known is a failure of FedEx's where it says so, else news to us. */
function errorOf({ code, message }: WireError, trackingNumber: string): TrackingError {
  const carrierCode = code ?? undefined;
  const known =
    carrierCode !== undefined && Object.hasOwn(notificationCodes, carrierCode)
      ? notificationCodes[carrierCode]
      : undefined;
  const otherwise: ErrorMeaning = message === 'FAILURE' ? down : { code: 'unexpected_response' };
  const { code: meaning, retryable, words } = known ?? otherwise;
  return fault(identity, meaning, { carrierCode, trackingNumber, retryable }, words);
}
