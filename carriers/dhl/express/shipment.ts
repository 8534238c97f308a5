import type { Dimensions, Place, Reference, Weight } from 'waybill/kit';

/** A checkpoint as either API of DHL Express tells it. */
export interface Checkpoint {
  /** `2026-11-20`, at the service area. */
  readonly date: string | undefined;
  /** `14:30:00`, at the service area. */
  readonly time: string | undefined;
  /** `+09:00`; the MyDHL API tells it for one waybill at a time, XML Services never. */
  readonly offset?: string | undefined;
  readonly code: string | undefined;
  readonly description: string | undefined;
  /** What DHL adds for the customer: `Clearance event` alone says little. */
  readonly remark?: string | undefined;
  readonly area: Place | undefined;
  /** A name on a delivery only; stations, weights and times on other checkpoints of XML Services. */
  readonly signatory?: string | undefined;
  /** Where it stands in the payload. */
  readonly path: string;
}

/** A piece of a shipment, by its licence plate. */
export interface ExpressPiece {
  readonly trackingNumber: string;
  readonly checkpoints: readonly Checkpoint[];
  readonly weight: Weight | undefined;
  readonly dimensions: Dimensions | undefined;
}

/** A shipment as either API of DHL Express tells it, read but not yet interpreted. */
export interface ExpressShipment {
  readonly trackingNumber: string;
  readonly productCode: string | undefined;
  /** Canonical, without an offset: DHL gives none. */
  readonly shippedAt: string | undefined;
  /** Canonical. */
  readonly estimate: string | undefined;
  readonly origin: Place | undefined;
  readonly destination: Place | undefined;
  readonly weight: Weight | undefined;
  readonly references: readonly Reference[];
  readonly pieceCount: number | undefined;
  /** Oldest first. */
  readonly checkpoints: readonly Checkpoint[];
  readonly pieces: readonly ExpressPiece[];
}
