/** Where something happened or is meant to arrive, as far as the carrier said. */
export interface Place {
  readonly city?: string;
  /** State, province or Land as the carrier writes it; two letters in the US and Canada. */
  readonly region?: string;
  readonly postalCode?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** Name or code of a building, office, shop or service area. */
  readonly facility?: string;
}
