import type { Inquiry, SandboxCall, SandboxRequest } from 'waybill/kit';

const mostNumbers = 30;
/** Where FedEx tells of all pieces of a shipment. */
export const associatedPath = '/track/v1/associatedshipments';

/** What a request asks of FedEx, by method, path and body. */
export function callOf(request: SandboxRequest): SandboxCall {
  const path = request.path.split('?')[0];
  if (request.method !== 'POST') return { kind: 'unknown' };
  if (path === '/oauth/token') return tokenCall(request);
  if (path === associatedPath) return trackCall(request, masterOf);
  return path === '/track/v1/trackingnumbers' ? trackCall(request, inquiriesOf) : { kind: 'unknown' };
}

function tokenCall({ body }: SandboxRequest): SandboxCall {
  const form = new URLSearchParams(body);
  const clientId = form.get('client_id');
  const clientSecret = form.get('client_secret');
  return {
    kind: 'token',
    ...(clientId !== null && { clientId }),
    ...(clientSecret !== null && { clientSecret }),
  };
}

function trackCall(
  { headers, body }: SandboxRequest,
  read: (body: string) => readonly Inquiry[] | undefined,
): SandboxCall {
  const credential = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const inquiries = read(body);
  const problem = inquiries === undefined ? 'invalid_request' : undefined;
  return {
    kind: 'track',
    ...(credential !== undefined && { credential }),
    inquiries: inquiries ?? [],
    ...(problem !== undefined && { problem }),
    ...((inquiries?.length ?? 0) > mostNumbers && { problem: 'batch_too_large' }),
  };
}

/** The numbers asked; undefined where the request is not one that FedEx takes. */
function inquiriesOf(body: string): readonly Inquiry[] | undefined {
  const asked = parsed(body);
  const trackingInfo = field(asked, 'trackingInfo');
  if (typeof field(asked, 'includeDetailedScans') !== 'boolean' || !Array.isArray(trackingInfo)) return undefined;
  const inquiries = trackingInfo.map(inquiryOf);
  return inquiries.length === 0 || inquiries.some(({ trackingNumber }) => trackingNumber === '')
    ? undefined
    : inquiries;
}

function inquiryOf(entry: unknown): Inquiry {
  const number = field(entry, 'trackingNumberInfo');
  return {
    trackingNumber: word(field(number, 'trackingNumber')) ?? '',
    ...optionalText('uniqueId', field(number, 'trackingNumberUniqueId')),
    ...optionalText('shippedAfter', field(entry, 'shipDateBegin')),
    ...optionalText('shippedBefore', field(entry, 'shipDateEnd')),
  };
}

/** The leading piece of a shipment; undefined where the request is not one that FedEx takes. */
function masterOf(body: string): readonly Inquiry[] | undefined {
  const asked = parsed(body);
  const master = inquiryOf(field(asked, 'masterTrackingNumberInfo'));
  return field(asked, 'associatedType') === undefined || master.trackingNumber === '' ? undefined : [master];
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON: no request that FedEx takes.
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function optionalText(name: keyof Inquiry, value: unknown): Partial<Inquiry> {
  const said = word(value);
  return said === undefined ? {} : { [name]: said };
}
