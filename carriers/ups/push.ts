import {
  failed,
  fault,
  found,
  type Issue,
  jsonOf,
  objectField,
  type Payload,
  type PayloadFormat,
  type PushAuthentication,
  type PushCapability,
  type PushCheck,
  type PushRequest,
  parsePayload,
  readShape,
  secretsOf,
  type TrackingDraft,
  TrackingError,
  text,
  textField,
  type WebhookSecret,
} from 'waybill/kit';
import * as z from 'zod/mini';
import { placeOf, scanOf } from './events.ts';
import { identity } from './numbers.ts';
import { familyOf } from './status-codes.ts';
import { type FormatPaths, trackingOf } from './tracking.ts';
import { hasField, type WireActivity, type WirePackage } from './wire.ts';

/** How events of Track Alert are told from forgeries: UPS signs nothing. One of the two, by the version subscribed to. */
export interface UpsWebhookOptions {
  /** Track Alert v1: the credential given with the subscription, which UPS sends back in the header `credential`. */
  readonly webhookSecret?: WebhookSecret;
  /**
   * Track Alert v2: whether the headers show that it is UPS: the bearer token in `authorization` is of your own token
   * endpoint, which UPS asks with the client that you entered in its portal, and `x-api-key` is that client's id.
   */
  readonly webhookCheck?: PushCheck;
  /** How much UPS is to tell with v2: `enhanced`, by contract, has photos and who received it. Default: `standard`. */
  readonly trackAlert?: 'standard' | 'enhanced';
}

/** Absent without a secret or a check. @throws TrackingError `invalid_request` for both of them. */
export function upsPush({ webhookSecret, webhookCheck }: UpsWebhookOptions): PushCapability | undefined {
  if (webhookSecret === undefined && webhookCheck === undefined) return undefined;
  if (webhookSecret !== undefined && webhookCheck !== undefined) {
    const message = 'Give ups() either a webhookSecret, for Track Alert v1, or a webhookCheck, for v2.';
    throw new TrackingError('invalid_request', message, { carrier: identity.id });
  }
  return {
    formats: [trackAlert],
    authentication: ({ headers }) => authenticationBy(secretsOf(webhookSecret), webhookCheck, headers.credential),
    read(push: PushRequest) {
      const payload = parsePayload(push.body);
      const tracking = trackingIn(payload);
      return tracking && { kind: 'parcels', extent: 'lines', outcomes: [found(tracking.trackingNumber, tracking)] };
    },
  };
}

function authenticationBy(secrets: readonly string[], check: PushCheck | undefined, given: string | undefined) {
  if (check !== undefined) return { kind: 'check', check } satisfies PushAuthentication;
  if (given === undefined) return undefined;
  return { kind: 'secret', secrets, given } satisfies PushAuthentication;
}

const word = z.nullish(z.string());

/** `TrackingEventRequest`: one activity, flat; every field but the number and the status may be an empty text. */
const alert = objectField({
  trackingNumber: textField,
  localActivityDate: word,
  localActivityTime: word,
  gmtActivityDate: word,
  gmtActivityTime: word,
  gmtOffset: word,
  activityLocation: z.nullish(objectField({ city: word, stateProvince: word, postalCode: word, country: word })),
  activityStatus: z.nullish(objectField({ type: word, code: word, description: word, descriptionCode: word })),
  scheduledDeliveryDate: word,
  actualDeliveryDate: word,
  actualDeliveryTime: word,
  deliveryStartTime: word,
  deliveryEndTime: word,
  deliveryTimeDescription: word,
  deliveryPhoto: word,
  receivedBy: word,
  alternateTrackingNumber: textField,
});
type WireAlert = z.infer<typeof alert>;

const formatPaths: FormatPaths = {
  name: 'ups.track-alert',
  shipments: '',
  packages: '',
  activities: '',
  date: 'localActivityDate',
  time: 'localActivityTime',
};

function trackingIn(payload: Payload): TrackingDraft | undefined {
  const reading = readShape(alert, jsonOf(payload));
  const trackingNumber = text(reading?.value.trackingNumber)?.toUpperCase();
  if (reading === undefined || trackingNumber === undefined || !reading.value.activityStatus) return undefined;
  const issues: Issue[] = [...reading.issues];
  const scan = scanOf(activityIn(reading.value), {
    family: familyOf(trackingNumber),
    path: '',
    issues,
    names: formatPaths,
    isSigned: text(reading.value.receivedBy) !== undefined,
  });
  const tracking = trackingOf({
    format: formatPaths.name,
    trackingNumber,
    shipment: {},
    parcel: parcelIn(reading.value),
    scans: [scan],
    order: 'newest-first',
    issues,
  });
  const { delivery } = tracking;
  if (delivery?.place === undefined) return tracking;
  return { ...tracking, delivery: { ...delivery, place: placeOf(reading.value.activityLocation) ?? delivery.place } };
}

/**
 * The postal code stays out of the event, and is kept with the delivery: answers to questions have none at this place, and
 * the scan is to be the same in both.
 */
function activityIn(wire: WireAlert): WireActivity {
  const { type, code, description, descriptionCode } = wire.activityStatus ?? {};
  const { city, stateProvince, country } = wire.activityLocation ?? {};
  return {
    date: wire.localActivityDate,
    time: wire.localActivityTime,
    gmtDate: wire.gmtActivityDate,
    gmtTime: wire.gmtActivityTime,
    gmtOffset: wire.gmtOffset,
    location: { address: { city, stateProvince, country } },
    status: { type, code, description, statusCode: descriptionCode },
  };
}

/** The scheduled day is the present one: what was promised at first is not told. */
function parcelIn(wire: WireAlert): WirePackage {
  const isDelivered = text(wire.actualDeliveryDate) !== undefined;
  const isWindow = text(wire.deliveryEndTime) !== undefined || text(wire.deliveryStartTime) !== undefined;
  return {
    activity: [],
    deliveryDate: [
      { type: 'RDD', date: wire.scheduledDeliveryDate },
      ...(isDelivered ? [{ type: 'DEL', date: wire.actualDeliveryDate }] : []),
    ],
    deliveryTime: isDelivered
      ? { type: 'DEL', endTime: wire.actualDeliveryTime }
      : { type: isWindow ? 'EDW' : 'EOD', startTime: wire.deliveryStartTime, endTime: wire.deliveryEndTime },
    deliveryInformation: { receivedBy: wire.receivedBy, deliveryPhoto: { photo: wire.deliveryPhoto } },
    packageAddress: [],
    referenceNumber: [],
    alternateTrackingNumber: [{ number: wire.alternateTrackingNumber }],
  };
}

/** Events of Track Alert, v1 and v2. */
export const trackAlert: PayloadFormat = {
  name: formatPaths.name,
  matches: (payload) => hasField(jsonOf(payload), 'activityStatus') && hasField(jsonOf(payload), 'trackingNumber'),
  read(payload) {
    const tracking = trackingIn(payload);
    if (tracking === undefined) return [failed('', fault(identity, 'unexpected_response'))];
    return [found(tracking.trackingNumber, tracking)];
  },
};
