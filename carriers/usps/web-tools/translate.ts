import { type Maybe, present, readTime, type ShapeReading } from 'waybill/kit';
import { type XmlText, xmlText } from 'waybill/kit-xml';
import { clockOn, spelledDay } from '../time.ts';
import type { Reading, WireError, WireEvent, WireRecord } from '../wire.ts';
import type { TrackInfo, WebToolsError, WebToolsEvent } from './wire.ts';

/*
 * The Web Tools and the APIs that followed them tell the same facts by the same codes under other names. A parcel of the
 * ones is told in the others' words, and read by the same code from there.
 */

/** A parcel in the words of v3; `at` is where it stood, such as `TrackInfo.2`. */
export function translated({ value: info, issues }: ShapeReading<TrackInfo>, at: string): Reading {
  const scans = [...info.TrackSummary, ...info.TrackDetail];
  const eventSummaries = scans.filter((scan) => typeof scan === 'string');
  const record: WireRecord = {
    trackingNumber: info['@ID'],
    error: errorIn(info, eventSummaries),
    status: xmlText(info.Status),
    statusCategory: xmlText(info.StatusCategory),
    statusSummary: xmlText(info.StatusSummary),
    additionalInfo: xmlText(info.AdditionalInfo),
    mailClass: xmlText(info.Class),
    mailClassCode: xmlText(info.ClassOfMailCode),
    serviceTypeCode: xmlText(info.ServiceTypeCode),
    originCity: xmlText(info.OriginCity),
    originState: xmlText(info.OriginState),
    originZIP: xmlText(info.OriginZip),
    originCountry: xmlText(info.OriginCountryCode),
    destinationCity: xmlText(info.DestinationCity),
    destinationState: xmlText(info.DestinationState),
    destinationZIP: xmlText(info.DestinationZip),
    destinationCountry: xmlText(info.DestinationCountryCode),
    expectedDeliveryDate: dayOf(info.ExpectedDeliveryDate),
    guaranteedDeliveryDate: dayOf(info.GuaranteedDeliveryDate),
    predictedDeliveryDate: dayOf(info.PredictedDeliveryDate),
    mailPieceIntakeDate: xmlText(info.MPDATE),
    uniqueMailPieceID: xmlText(info.MPSUFFIX),
    proofOfDeliveryEnabled: xmlText(info.PodEnabled),
    trackingProofOfDeliveryEnabled: xmlText(info.TPodEnabled),
    RREEnabled: xmlText(info.RreEnabled),
    eventSummaries,
    trackingEvents: scans.map((scan) => (typeof scan === 'object' && scan !== null ? eventOf(scan) : undefined)),
  };
  return { value: record, issues, at };
}

/** The place of an issue under the names that the payload has; the newest event is the summary, in most. */
export function pathAsSent(path: string): string {
  return path
    .replace(/\btrackingEvents\.0\./, 'TrackSummary.')
    .replace(/\btrackingEvents\.(\d+)\./, (_, index: string) => `TrackDetail.${Number(index) - 1}.`)
    .replace('.eventTimestamp', '.EventDate')
    .replace('.eventCountry', '.EventCountry')
    .replace('predictedDeliveryDate', 'PredictedDeliveryDate')
    .replace('expectedDeliveryDate', 'ExpectedDeliveryDate');
}

/** An error element, or the sentence that the first form of the answers has for a number that is not known. */
function errorIn({ Error: errors }: TrackInfo, sentences: readonly string[]): WireError | undefined {
  const [error] = present<WebToolsError>(errors);
  if (error !== undefined) {
    return { errors: [{ code: xmlText(error.Number), detail: xmlText(error.Description) }] };
  }
  const [only] = sentences;
  return only !== undefined && /^there is no record of that|could not locate the tracking information/i.test(only)
    ? { message: only }
    : undefined;
}

function eventOf(event: WebToolsEvent): WireEvent {
  return {
    eventType: xmlText(event.Event),
    eventCode: xmlText(event.EventCode),
    eventTimestamp: momentOf(event),
    GMTTimestamp: xmlText(event.GMT),
    GMTOffset: xmlText(event.GMTOffset),
    eventCity: xmlText(event.EventCity),
    eventState: xmlText(event.EventState),
    eventZIP: xmlText(event.EventZIPCode),
    eventCountry: xmlText(event.EventCountry),
    firm: xmlText(event.FirmName),
    name: xmlText(event.Name),
    authorizedAgent: xmlText(event.AuthorizedAgent),
    deliveryAttributeCode: xmlText(event.DeliveryAttributeCode),
  };
}

/** The wall clock at the scan's place, or the day alone: announcements and the like have no time of day. */
function momentOf({ EventDate, EventTime }: WebToolsEvent): string | undefined {
  const day = dayOf(EventDate);
  return day === undefined || readTime(day) === undefined ? day : (clockOn(day, xmlText(EventTime)) ?? day);
}

/** A day spelled in words as a date; anything else as it stands, to be found unreadable. */
function dayOf(element: Maybe<XmlText>): string | undefined {
  const words = xmlText(element);
  return spelledDay(words) ?? words;
}
