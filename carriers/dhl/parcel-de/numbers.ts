import type { NumberMatch } from 'waybill/kit';
import { identifyDhl } from '../numbers.ts';

const formats: ReadonlySet<string> = new Set(['parcel-de', 'parcel-de-18', 'parcel-de-identcode', 'piece']);

/** Ahead of the unified API, which knows the same numbers and less of them. */
const ahead = 0.01;

/** The formats of DHL Paket that a cleaned number has, best first. */
export function identifyDhlParcelDe(cleaned: string): readonly NumberMatch[] {
  return identifyDhl(cleaned)
    .filter(({ format }) => formats.has(format))
    .map((match) => ({
      ...match,
      carrier: 'dhl-parcel-de',
      likelihood: Math.round((match.likelihood + ahead) * 1000) / 1000,
    }));
}
