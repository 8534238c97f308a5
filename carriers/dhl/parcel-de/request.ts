import { basicCredentials, type Inquiry, pathSegment, text, type WireRequest } from 'waybill/kit';
import { escapeXml } from 'waybill/kit-xml';

/** What goes into every request of one carrier object. */
export interface RequestSettings {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly username: string;
  readonly password: string;
  readonly language: 'de' | 'en';
}

/**
 * Shipments with their events. The postal code goes with a number that is asked for alone: the request has room for one.
 */
export function trackRequest(settings: RequestSettings, inquiries: readonly Inquiry[]): WireRequest {
  const [only, ...others] = inquiries;
  const postalCode = others.length === 0 ? text(only?.postalCode) : undefined;
  return get(settings, 'd-get-piece-detail', {
    'piece-code': inquiries.map(({ trackingNumber }) => trackingNumber).join(';'),
    ...(postalCode !== undefined && { 'zip-code': postalCode }),
  });
}

/** The signature of the one who took it. */
export function proofRequest(settings: RequestSettings, { trackingNumber }: Inquiry): WireRequest {
  return get(settings, 'd-get-signature', { 'piece-code': trackingNumber });
}

/** Two pairs of credentials: the app's in the header, the customer's in the document, and the document in the address. */
function get(settings: RequestSettings, request: string, fields: Readonly<Record<string, string>>): WireRequest {
  const { baseUrl, apiKey, apiSecret, username, password, language } = settings;
  const attributes = { appname: username, 'language-code': language, password, ...fields, request };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escapeXml(value)}"`);
  const document = `<?xml version="1.0" encoding="UTF-8" standalone="no"?><data ${written.join(' ')}/>`;
  return {
    method: 'GET',
    url: `${baseUrl}/shipments?xml=${pathSegment(document)}`,
    headers: { accept: 'application/xml, text/xml', authorization: basicCredentials(apiKey, apiSecret) },
  };
}
