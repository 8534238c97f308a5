import type { Inquiry, WireRequest } from 'waybill/kit';

/** What goes into every request of one carrier object. */
export interface RequestSettings {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** ISO 639-1; a wish, which not every division grants. */
  readonly language: string;
  readonly service: string | undefined;
  readonly requesterCountryCode: string | undefined;
  readonly originCountryCode: string | undefined;
  readonly limit: number | undefined;
}

/** `GET /track/shipments` for one number. */
export function trackRequest(settings: RequestSettings, inquiry: Inquiry): WireRequest {
  const { baseUrl, apiKey, language, requesterCountryCode, originCountryCode, limit } = settings;
  const query = new URLSearchParams({ trackingNumber: inquiry.trackingNumber });
  const add = (name: string, value: string | number | undefined): void => {
    if (value !== undefined && value !== '') query.set(name, String(value));
  };
  add('service', settings.service ?? serviceOfKey(inquiry.uniqueId));
  add('requesterCountryCode', requesterCountryCode);
  add('originCountryCode', originCountryCode);
  add('recipientPostalCode', inquiry.postalCode?.trim());
  add('language', language);
  add('limit', limit);
  return {
    method: 'GET',
    url: `${baseUrl}/track/shipments?${query}`,
    headers: { accept: 'application/json', 'dhl-api-key': apiKey },
  };
}

/** A candidate's key begins with its division. */
function serviceOfKey(uniqueId: string | undefined): string | undefined {
  return /^([a-z][a-z-]*)~/.exec(uniqueId ?? '')?.[1];
}
