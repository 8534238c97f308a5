import { type Carrier, pathSegment } from 'waybill/kit';
import { matchNumber } from '../shared/number-formats.ts';

/** DHL, all divisions. */
export const identity = {
  id: 'dhl',
  name: 'DHL',
  numberPattern: /^[A-Z0-9]{3,48}$/,
  identify: matchNumber,
  /** The page for any division's number. */
  trackingUrl: (trackingNumber) =>
    `https://www.dhl.com/global-en/home/tracking.html?tracking-id=${pathSegment(trackingNumber)}&submit=1`,
} satisfies Pick<Carrier, 'id' | 'name' | 'numberPattern' | 'identify' | 'trackingUrl'>;
