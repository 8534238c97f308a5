import { type Carrier, type NumberMatch, pathSegment } from 'waybill/kit';
import { matchNumber } from '../shared/number-formats.ts';

const formats: ReadonlySet<string> = new Set(['parcel-de', 'parcel-de-18', 'parcel-de-identcode', 'piece']);

/** Ahead of the unified API, which knows the same numbers and less of them. */
const ahead = 0.01;

/** The formats of DHL Paket that a cleaned number has, best first. */
function identify(cleaned: string): readonly NumberMatch[] {
  return matchNumber(cleaned)
    .filter(({ format }) => formats.has(format))
    .map((match) => ({
      ...match,
      carrier: 'dhl-parcel-de',
      likelihood: Math.round((match.likelihood + ahead) * 1000) / 1000,
    }));
}

/** DHL Paket, by its own API. */
export const identity = {
  id: 'dhl-parcel-de',
  name: 'DHL Parcel DE',
  numberPattern: /^[A-Z0-9]{8,39}$/,
  identify,
  /** The page of DHL in Germany. */
  trackingUrl: (trackingNumber) => `https://www.dhl.de/de/privatkunden.html?piececode=${pathSegment(trackingNumber)}`,
} satisfies Pick<Carrier, 'id' | 'name' | 'numberPattern' | 'identify' | 'trackingUrl'>;
