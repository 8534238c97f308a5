import type { Inquiry, TrackingDraft } from 'waybill/kit';
import { chooseAmong } from '../unified/candidates.ts';

/** A shipment with what tells it from others under the same number: the division's own key, or its date. */
export interface KeyedShipment {
  readonly draft: TrackingDraft;
  readonly key: string | undefined;
}

/**
 * Of the shipments that a division's own API knows under one number, the one that is meant, by the rules for DHL as a
 * whole; the others are candidates, keyed as there: `express~4123456783~2026-11-20T14:30:00`.
 */
export function chooseKeyed(
  service: string,
  shipments: readonly KeyedShipment[],
  inquiry: Partial<Inquiry>,
): TrackingDraft | undefined {
  const matches = shipments.map(({ draft, key }) => ({
    wire: { service, details: { pieceIds: [], references: [{ type: 'shipment-id', number: key }] }, events: [] },
    draft,
  }));
  return chooseAmong(matches, inquiry);
}
