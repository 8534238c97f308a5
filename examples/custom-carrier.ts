/**
 * A carrier that `waybill` does not know, written with `waybill/kit` alone: Heron Parcel, an invented service that answers
 * ten numbers at a time in JSON and wants an API key.
 */
import {
  accountKey,
  assembleTracking,
  type Carrier,
  type ConnectionOptions,
  compactOrAbsent,
  failAll,
  failed,
  fault,
  found,
  listField,
  type Meaning,
  matchFormats,
  meaningOf,
  mod10,
  type NumberFormat,
  type Outcome,
  type Payload,
  type PayloadFormat,
  parsePayload,
  present,
  readShape,
  readTime,
  type Scan,
  type StatusTable,
  type TrackingDraft,
  TrackingError,
  text,
  textField,
  unreadable,
  type WireRequest,
} from 'waybill/kit';
import * as z from 'zod/mini';

/** What Heron Parcel wants. */
export interface HeronOptions extends ConnectionOptions {
  readonly apiKey: string;
}

const heronParcel = { id: 'heron', name: 'Heron Parcel' } as const;
const hosts = { production: 'https://api.heronparcel.example', test: 'https://test.heronparcel.example' };
const mapping = 'heron.v1@2026.11';

/** Heron's scan codes, sorted; a code that is not here becomes `unknown`, never a guess. */
const scanCodes: StatusTable = {
  ANN: ['pre_transit', 'label_created'],
  CUS: ['exception', 'customs_held'],
  DEL: ['delivered'],
  DEP: ['in_transit', 'departed_facility'],
  HUB: ['in_transit', 'arrived_at_facility'],
  MIS: ['delivery_attempted', 'recipient_unavailable'],
  NEI: ['delivered', 'delivered_to_neighbour'],
  OUT: ['out_for_delivery'],
  RET: ['returning', 'return_to_sender'],
  SMS: ['info', 'recipient_notified'],
};

const unmapped: Meaning = ['unknown'];

/** Two letters, eight digits and a check digit: HP123456784. */
const numberFormats: readonly NumberFormat[] = [
  { name: 'parcel', pattern: /^HP\d{9}$/, check: (number) => mod10(number.slice(2)), likelihood: 0.9 },
];

// Only what is read, and nothing of it required: a field that Heron drops or retypes costs that field and no more.
const wireScan = z.object({
  code: z.nullish(z.string()),
  text: z.nullish(z.string()),
  time: z.nullish(z.string()),
  town: z.nullish(z.string()),
  country: z.nullish(z.string()),
});
const wireParcel = z.object({
  number: textField,
  problem: z.nullish(z.string()),
  service: z.nullish(z.string()),
  scans: listField(wireScan),
});
const wireAnswer = z.object({ parcels: listField(wireParcel) });

/** Heron Parcel. @throws TrackingError `invalid_request` for a blank key. */
export function heron({ apiKey, baseUrl, environment = 'production', quotas, maxConcurrency }: HeronOptions): Carrier {
  if (apiKey.trim() === '') throw new TrackingError('invalid_request', 'Give heron() the apiKey of your account.');
  const host = baseUrl ?? hosts[environment];
  return {
    ...heronParcel,
    account: accountKey('heron', host, apiKey),
    maxBatch: 10,
    maxConcurrency: maxConcurrency ?? 2,
    quotas: quotas ?? [{ limit: 5, intervalMs: 1000 }],
    formats: [heronFormat],
    numberPattern: /^HP\d{9}$/,
    identify: (number) => matchFormats('heron', numberFormats, number),
    request: (inquiries): WireRequest => ({
      method: 'POST',
      url: `${host}/v1/parcels`,
      headers: { accept: 'application/json', 'content-type': 'application/json', 'x-heron-key': apiKey },
      body: JSON.stringify({ numbers: inquiries.map(({ trackingNumber }) => trackingNumber) }),
    }),
    read(response, inquiries) {
      const payload = parsePayload(response.body);
      if (payload.kind === 'unreadable') {
        return failAll(inquiries, (trackingNumber) => unreadable(heronParcel, response, payload, trackingNumber));
      }
      const { status } = response;
      if (status === 401)
        return failAll(inquiries, (trackingNumber) => refused('unauthorized', trackingNumber, status));
      // Heron condemns the whole list for one number of the wrong form.
      if (status === 400)
        return inquiries.length > 1
          ? 'split'
          : failAll(inquiries, (number) => refused('invalid_number', number, status));
      const outcomes = new Map(readParcels(payload).map((outcome) => [outcome.trackingNumber, outcome]));
      return inquiries.map(({ trackingNumber }) => outcomes.get(trackingNumber) ?? notFound(trackingNumber));
    },
    trackingUrl,
  };
}

/** Heron's answer, as it is read live and from a store. */
export const heronFormat: PayloadFormat = {
  name: 'heron.v1',
  matches: (payload) =>
    payload.kind === 'json' && (readShape(wireAnswer, payload.value)?.value.parcels.length ?? 0) > 0,
  read: readParcels,
};

function readParcels(payload: Payload): readonly Outcome<TrackingDraft>[] {
  const reading = payload.kind === 'json' ? readShape(wireAnswer, payload.value) : undefined;
  return present(reading?.value.parcels).flatMap((parcel): readonly Outcome<TrackingDraft>[] => {
    const trackingNumber = text(parcel.number);
    if (trackingNumber === undefined) return [];
    if (text(parcel.problem) !== undefined) return [notFound(trackingNumber)];
    return [found(trackingNumber, draftOf(trackingNumber, parcel, reading?.issues))];
  });
}

function draftOf(
  trackingNumber: string,
  parcel: z.output<typeof wireParcel>,
  issues: TrackingDraft['issues'],
): TrackingDraft {
  return assembleTracking({
    carrier: 'heron',
    trackingNumber,
    mapping,
    url: trackingUrl(trackingNumber),
    scans: present(parcel.scans).map(scanOf),
    order: 'newest-first',
    service: compactOrAbsent({ name: text(parcel.service) }),
    issues,
  });
}

function scanOf(scan: z.output<typeof wireScan>): Scan {
  const code = text(scan.code);
  const meaning = meaningOf(scanCodes, code);
  const [status, detail] = meaning ?? unmapped;
  return {
    status,
    detail,
    basis: meaning === undefined ? 'none' : 'code',
    code,
    description: text(scan.text),
    // Heron writes the wall clock at the scan and no zone; none is made up.
    occurredAt: readTime(scan.time),
    place: compactOrAbsent({ city: text(scan.town), country: countryOf(scan.country) }),
  };
}

/** Two letters, or nothing: what else Heron may send is no country that the model knows. */
function countryOf(value: string | null | undefined): string | undefined {
  const code = text(value)?.toUpperCase();
  return code !== undefined && /^[A-Z]{2}$/.test(code) ? code : undefined;
}

function trackingUrl(trackingNumber: string): string {
  return `https://heronparcel.example/where/${encodeURIComponent(trackingNumber)}`;
}

function refused(code: 'unauthorized' | 'invalid_number', trackingNumber: string, httpStatus: number): TrackingError {
  return fault(heronParcel, code, { trackingNumber, httpStatus });
}

function notFound(trackingNumber: string): Outcome<never> {
  return failed(trackingNumber, fault(heronParcel, 'not_found', { trackingNumber }));
}
