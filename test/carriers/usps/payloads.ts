import { isTrackingError, type Outcome, parsePayload, type TrackingDraft, type TrackingError } from 'waybill/kit';
import { usps, uspsFormats } from '../../../carriers/usps/index.ts';

/** Numbers made up for these tests; their check digits hold. */
export const numbers = ['9400100000000000000013', '9400100000000000000020', '9205500000000000000018'] as const;

/** A scan as v3 writes it, with the nulls of real answers. */
export function oldScan(fields: object = {}): object {
  return {
    eventType: 'Arrived at USPS Regional Facility',
    eventTimestamp: '2026-11-18T13:58:00',
    GMTTimestamp: '2026-11-18T18:58:40Z',
    GMTOffset: '-05:00',
    eventCountry: null,
    eventCity: 'SPRINGFIELD',
    eventState: 'MA',
    eventZIP: '01103',
    firm: null,
    name: null,
    authorizedAgent: 'false',
    eventCode: 'A1',
    additionalProp: null,
    ...fields,
  };
}

/** A parcel as v3 writes it. */
export function oldParcel(fields: object = {}, scans: readonly object[] = [oldScan()]): object {
  return {
    destinationCity: 'SPRINGFIELD',
    destinationState: 'MA',
    destinationZIP: '01103',
    kahalaIndicator: 'false',
    mailClass: 'USPS Ground Advantage<SUP>&#153;</SUP>',
    mailType: 'DM',
    originCity: 'AUSTIN',
    originState: 'TX',
    originZIP: '78701',
    proofOfDeliveryEnabled: 'false',
    services: ['USPS Tracking<SUP>&#174;</SUP>'],
    serviceTypeCode: '001',
    trackingEvents: scans,
    trackingNumber: numbers[0],
    ...fields,
  };
}

/** A scan as v3r2 writes it. */
export function newScan(fields: object = {}): object {
  return {
    eventCity: 'SPRINGFIELD',
    eventCode: 'A1',
    eventCountry: 'US',
    eventState: 'MA',
    eventTimestamp: '2026-11-18T13:58:12-05:00',
    eventType: 'Arrived at USPS Regional Facility',
    eventZIPCode: '01103',
    GMTTimestamp: '2026-11-18T18:58:12Z',
    GMTOffset: '-5:00',
    ...fields,
  };
}

/** A parcel as v3r2 writes it. */
export function newParcel(fields: object = {}, scans: readonly object[] = [newScan()]): object {
  return {
    trackingNumber: numbers[0],
    destinationCity: 'SPRINGFIELD',
    destinationCountry: 'US',
    destinationState: 'MA',
    destinationZIPCode: '01103',
    mailClass: 'Priority Mail<SUP>&reg;</SUP>',
    mailClassCode: 'PM',
    serviceTypeCode: '055',
    servicesEligibility: { proofOfDeliveryEnabled: false, RREEnabled: false, trackingProofOfDeliveryEnabled: false },
    trackingEvents: scans,
    ...fields,
  };
}

/** The error envelope with one problem. */
export function envelope(problem: object, message = '', code = '400'): object {
  return { apiVersion: '/tracking/v3r2', error: { code, message, errors: [problem] } };
}

const client = usps({ clientId: 'id', clientSecret: 'secret' });

/** The outcomes of a live answer of v3r2; throws if it is to be asked again. */
export function answered(
  body: unknown,
  { status = 200, asked = [numbers[0]] }: { readonly status?: number; readonly asked?: readonly string[] } = {},
): readonly Outcome<TrackingDraft>[] {
  const reading = client.read(
    { status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) },
    asked.map((trackingNumber) => ({ trackingNumber })),
  );
  if (reading === 'split' || 'next' in reading) throw new Error('asks again');
  return reading;
}

/** The parcel of an answer about one number. */
export function trackingIn(body: unknown): TrackingDraft {
  const [outcome] = answered(body);
  if (!outcome?.ok) throw outcome?.error ?? new Error('no outcome');
  return outcome.value;
}

/** The error of an answer about one number. */
export function errorIn(body: unknown, status = 400): TrackingError {
  const [outcome] = answered(body, { status });
  if (outcome === undefined || outcome.ok) throw new Error('no error');
  return outcome.error;
}

/** What a call throws, which must be a TrackingError. */
export function thrownBy(call: () => unknown): TrackingError {
  try {
    call();
  } catch (error) {
    if (isTrackingError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** What the stored-payload formats make of a body, with the names of the formats that claim it. */
export function stored(body: string): {
  readonly formats: readonly string[];
  readonly outcomes: readonly Outcome<TrackingDraft>[];
} {
  const payload = parsePayload(body);
  const claiming = uspsFormats.filter((format) => format.matches(payload));
  return { formats: claiming.map(({ name }) => name), outcomes: claiming.flatMap((format) => format.read(payload)) };
}
