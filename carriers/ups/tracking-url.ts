/** The page that a person opens. */
export function trackingUrl(trackingNumber: string): string {
  const number = encodeURIComponent(trackingNumber);
  return `https://www.ups.com/track?loc=en_US&requester=QUIC&tracknum=${number}/trackdetails`;
}
