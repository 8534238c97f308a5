import { type Inquiry, pathSegment, type WireRequest } from 'waybill/kit';

/** `POST /tracking/v3r2/tracking` for up to 35 numbers. */
export function batchRequest(baseUrl: string, inquiries: readonly Inquiry[]): WireRequest {
  return {
    method: 'POST',
    url: `${baseUrl}/tracking/v3r2/tracking`,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(inquiries.map((inquiry) => ({ trackingNumber: inquiry.trackingNumber, ...hintsOf(inquiry) }))),
  };
}

/** `GET /tracking/v3/tracking/{number}` for one number, with its scans. */
export function singleRequest(baseUrl: string, inquiry: Inquiry): WireRequest {
  const query = new URLSearchParams({ expand: 'DETAIL', ...hintsOf(inquiry) });
  return {
    method: 'GET',
    url: `${baseUrl}/tracking/v3/tracking/${pathSegment(inquiry.trackingNumber)}?${query}`,
    headers: { accept: 'application/json' },
  };
}

/** What tells reused numbers apart: five digits of the ZIP code, and the mailing date where the hints leave one day. */
function hintsOf({ shippedAfter, shippedBefore, postalCode }: Inquiry): Record<string, string> {
  const hints: Record<string, string> = {};
  if (shippedAfter !== undefined && shippedAfter === shippedBefore) hints.mailingDate = shippedAfter;
  const zip = /^(\d{5})(?:-?\d{4})?$/.exec(postalCode?.trim() ?? '')?.[1];
  if (zip !== undefined) hints.destinationZIPCode = zip;
  return hints;
}
