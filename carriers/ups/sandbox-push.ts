import { dateOf, instantOf, type ParcelLife, type SandboxPush, wallClockOf } from 'waybill/kit';
import { scans } from './sandbox-parcel.ts';

/** The newest event as Track Alert writes it: flat, nothing left out, empty text for nothing. */
export function alertOf(life: ParcelLife): SandboxPush {
  const { trackingNumber, estimatedDelivery } = life;
  const event = life.events.at(-1);
  const [type, code, descriptionCode, description] = event === undefined ? ['', '', '', ''] : scans[event.kind];
  const place = event?.place ?? {};
  const isManifest = type === 'M' || type === 'MV';
  const isDelivered = type === 'D';
  const at = event?.at ?? '';
  const body = JSON.stringify({
    trackingNumber,
    localActivityDate: compactDate(at),
    localActivityTime: compactTime(at),
    activityLocation: {
      city: isManifest ? '' : (place.city ?? ''),
      stateProvince: isManifest ? '' : (place.region ?? ''),
      // Which the Track API leaves out of its activities.
      postalCode: isManifest ? '' : (place.postalCode ?? ''),
      country: place.country ?? '',
    },
    activityStatus: { type, code, description, descriptionCode },
    scheduledDeliveryDate: compactDate(estimatedDelivery ?? ''),
    actualDeliveryDate: isDelivered ? compactDate(at) : '',
    actualDeliveryTime: isDelivered ? compactTime(at) : '',
    gmtActivityDate: compactDate(utc(at)),
    gmtActivityTime: compactTime(utc(at)),
    deliveryStartTime: '',
    deliveryEndTime: '',
    deliveryTimeDescription: isDelivered ? '' : 'end of day',
    deliveryPhoto: '',
    receivedBy: event?.signedBy ?? '',
  });
  return {
    headers: { 'content-type': 'application/json', 'user-agent': 'UPSPubSubTrackingService' },
    body,
    authentication: { kind: 'secret', header: 'credential' },
  };
}

function utc(at: string): string {
  const instant = instantOf(at);
  return instant === undefined ? '' : new Date(instant).toISOString().slice(0, 19);
}

function compactDate(time: string): string {
  return dateOf(time).replaceAll('-', '');
}

function compactTime(time: string): string {
  return wallClockOf(time).slice(11, 19).replaceAll(':', '');
}
