import type { Meaning } from 'waybill/kit';

/** A table of codes that a carrier publishes, and how our tables answer it. */
export interface PublishedTable {
  /** For people: `scan codes`. */
  readonly name: string;
  /** Path in the reference material: `fedex/codes/tracking-status-codes.json`. */
  readonly file: string;
  /** The codes as the file lists them; a composite key where the carrier keys by more than one field. */
  codes(file: unknown): readonly string[];
  /** What our tables make of one; undefined if it is missing. */
  meaning(code: string): Meaning | undefined;
}
