import type { Inquiry, WireRequest } from 'waybill/kit';

/** One request for up to ten numbers. */
export function trackRequest(baseUrl: string, inquiries: readonly Inquiry[]): WireRequest {
  return {
    method: 'POST',
    url: `${baseUrl}/v1/parcels`,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ numbers: inquiries.map(({ trackingNumber }) => trackingNumber) }),
  };
}
