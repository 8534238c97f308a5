import {
  failed,
  fault,
  type Outcome,
  type Payload,
  type PayloadFormat,
  present,
  type ShapeReading,
  type TrackingDraft,
} from 'waybill/kit';
import { parseXml, xmlText } from 'waybill/kit-xml';
import { type Dialect, outcomeOf } from '../answers.ts';
import { answerer } from '../errors.ts';
import type { TrackResult, WireError } from '../wire.ts';
import { errorIn, soapErrorOf } from './errors.ts';
import { pathAsSent, spelled } from './spell.ts';
import { readDetails, readReply, type SoapCompleted, type SoapReply } from './wire.ts';

const dialect: Dialect = { name: 'fedex.soap', list: 'TrackDetails', errorOf: soapErrorOf };

/**
 * Replies of the Track Service of FedEx Web Services, in a SOAP envelope or, from the plain XML gateway, without. FedEx
 * switched it off on 1 June 2026, for compatible providers on 31 March; recordings are all that is left of it.
 */
export const soap: PayloadFormat = {
  name: dialect.name,
  matches: isTrackReply,
  read(payload) {
    if (payload.kind !== 'xml') return [];
    const document = parseXml(payload.body);
    const reply = document.ok ? readReply(document.root, document.value) : undefined;
    return reply === undefined ? [failed('', fault(answerer, 'unexpected_response'))] : answersIn(reply);
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
    const reading = details && spelled(details, own);
    const readings = byNumber.get(number);
    if (readings === undefined) byNumber.set(number, [reading]);
    else readings.push(reading);
  }
  if (byNumber.size === 0) {
    return [failed('', outer === undefined ? fault(answerer, 'not_found') : soapErrorOf(outer, ''))];
  }
  return [...byNumber].map(([trackingNumber, readings]) => outcomeOf(readings, { trackingNumber }, dialect));
}

function withPathsAsSent(outcome: Outcome<TrackingDraft>): Outcome<TrackingDraft> {
  if (!outcome.ok || outcome.value.issues === undefined) return outcome;
  const issues = outcome.value.issues.map((issue) => ({ ...issue, path: pathAsSent(issue.path) }));
  return { ...outcome, value: { ...outcome.value, issues } };
}
