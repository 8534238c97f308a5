/** A document that proves a delivery, or a link to one where the carrier gives no bytes. */
export interface ProofDocument {
  readonly kind: 'signature' | 'photo' | 'document';
  /** `application/pdf`, `image/png`, …; absent where the carrier does not say and the bytes do not tell. */
  readonly mediaType?: string;
  readonly bytes?: Uint8Array;
  /** The carrier's page that shows it; may hold an expiring token of the carrier. */
  readonly url?: string;
}
