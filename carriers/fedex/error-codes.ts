import type { TrackingErrorCode } from 'waybill/kit';

/** What an error code of FedEx's means. */
export interface ErrorMeaning {
  readonly code: TrackingErrorCode;
  /** Whether one number of a batch may be the cause; the batch is then asked again in halves. */
  readonly one?: boolean;
  readonly retryable?: boolean;
  /** What to do, where the standard words would mislead; follows "FedEx". */
  readonly words?: string;
}

const request: ErrorMeaning = { code: 'invalid_request' };
const shipDates: ErrorMeaning = {
  code: 'invalid_request',
  one: true,
  words: 'refused the ship dates; give dates of the last two years, none in the future, at most 30 days apart',
};
const number: ErrorMeaning = { code: 'invalid_number', one: true };
const unknown: ErrorMeaning = { code: 'not_found', one: true };
const ambiguous: ErrorMeaning = {
  code: 'invalid_request',
  one: true,
  words: 'has several shipments with this number; give the uniqueId, or shippedAfter and shippedBefore',
};
const elsewhere: ErrorMeaning = {
  code: 'not_available',
  one: true,
  words: 'shows this shipment at customcritical.fedex.com only; ask there',
};
const down: ErrorMeaning = { code: 'carrier_unavailable' };
const credentials: ErrorMeaning = { code: 'unauthorized' };
const permission: ErrorMeaning = { code: 'forbidden' };

/** Every error code that FedEx publishes for tracking, in envelopes and inside results alike. */
export const errorCodes: Readonly<Record<string, ErrorMeaning>> = {
  'CUSTOMER.REVOKE.REQUIRED': permission,
  'CUSTOMER.SIZE.INVALID': request,
  'CUSTOMER.USAGE.LOCKED': permission,
  'FORBIDDEN.ERROR': permission,
  'INTERNAL.SERVER.ERROR': down,
  'LOGIN.REAUTHENTICATE.ERROR': credentials,
  'NOT.AUTHORIZED.ERROR': credentials,
  // The endpoint is gone, not the parcel.
  'NOT.FOUND.ERROR': {
    code: 'invalid_request',
    words: 'has nothing at this address; check the baseUrl given to fedex()',
  },
  'NOTIFICATION.TRACKINGNBR.NOTFOUND': unknown,
  'REFERENCETRACKING.SHIPDATERANGE.INVALID': shipDates,
  'SERVICE.UNAVAILABLE.ERROR': down,
  'TRACKING.ACCOUNTNUMBER.EMPTY': request,
  'TRACKING.CUSTOMCRITICAL.ERROR': elsewhere,
  'TRACKING.DATA.NOTFOUND': unknown,
  'TRACKING.DATA.NOTUNIQUE': ambiguous,
  'TRACKING.DESTINATIONCOUNTRYCODE.INVALID': request,
  'TRACKING.EMAILADDRESS.INVALID': request,
  'TRACKING.LOCALE.INVALID': { code: 'invalid_request', words: 'does not offer this locale; give fedex() another one' },
  'TRACKING.MULTIPIECE.ERROR': ambiguous,
  'TRACKING.MULTISTOP.ERROR': elsewhere,
  'TRACKING.POSTALCODE.INVALID': { ...request, one: true },
  'TRACKING.REFERENCEDATA.INCOMPLETE': {
    code: 'invalid_request',
    words: 'needs more than the reference; give the accountNumber, or the kind, both ship dates and the destination',
  },
  'TRACKING.REFERENCENUMBER.NOTFOUND': unknown,
  'TRACKING.REFERENCETYPE.INVALID': request,
  'TRACKING.REFERENCEVALUE.EMPTY': request,
  'TRACKING.REFRENCEVALUE.INVALID': request,
  'TRACKING.SENDERCONTACTNAME.INVALID': request,
  'TRACKING.SENDEREMAILADDRESS.INVALID': request,
  'TRACKING.SHIPDATE.ENDDATEBEFOREBEGINDATE': shipDates,
  'TRACKING.SHIPDATEBEGIN.INVALID': shipDates,
  'TRACKING.SHIPDATEBEGIN.TOOOLD': shipDates,
  'TRACKING.SHIPDATEEND.FUTURE': shipDates,
  'TRACKING.SHIPDATEEND.INVALID': shipDates,
  'TRACKING.SHIPDATERANGE.ERROR': shipDates,
  'TRACKING.SHIPDATERANGE.INVALID': shipDates,
  'TRACKING.SHIPDATERANGE.TOOLONG': shipDates,
  'TRACKING.TCN.NOTFOUND': unknown,
  'TRACKING.TCNVALUE.EMPTY': request,
  'TRACKING.TRACKINGNUMBER.EMPTY': number,
  'TRACKING.TRACKINGNUMBER.INVALID': number,
  'TRACKING.TRACKINGNUMBER.NOTFOUND': unknown,
  'TRACKING.TRACKINGNUMBERS.LIMITEXCEEDED': { ...request, one: true },
  // A signature may lag the delivery by five days.
  'TRACKINGDOCUMENT.DOCUMENT.UNAVAILABLE': { code: 'not_available', one: true, retryable: true },
  // Its text asks to try again later; no credentials help.
  'USER.RELOGIN.REQUIRED': down,
  // A note beside the canned data of the test host; as an error it would be news.
  'VIRTUAL.RESPONSE': { code: 'unexpected_response' },
};
