/**
 * The model as zod schemas, for those who store trackings and check them when they come back, and as JSON Schema.
 *
 * @module
 */
import * as z from 'zod/mini';
import {
  candidateSchema,
  deliverySchema,
  dimensionsSchema,
  issueSchema,
  pieceSchema,
  placeSchema,
  proofReferenceSchema,
  referenceSchema,
  relatedNumberSchema,
  serviceSchema,
  timeWindowSchema,
  trackingEventSchema,
  trackingSchema,
  weightSchema,
} from './model/schema.ts';

export {
  candidateSchema,
  deliverySchema,
  dimensionsSchema,
  issueSchema,
  pieceSchema,
  placeSchema,
  proofReferenceSchema,
  referenceSchema,
  relatedNumberSchema,
  serviceSchema,
  timeWindowSchema,
  trackingEventSchema,
  trackingSchema,
  weightSchema,
};

const titles = {
  Candidate: candidateSchema,
  Delivery: deliverySchema,
  Dimensions: dimensionsSchema,
  Issue: issueSchema,
  Piece: pieceSchema,
  Place: placeSchema,
  ProofReference: proofReferenceSchema,
  Reference: referenceSchema,
  RelatedNumber: relatedNumberSchema,
  Service: serviceSchema,
  TrackingEvent: trackingEventSchema,
  Weight: weightSchema,
  TimeWindow: timeWindowSchema,
} as const;

/** The JSON Schema (draft 2020-12) of a `Tracking`, its parts under `$defs` by their names in the model. */
export function trackingJsonSchema(): Record<string, unknown> {
  const metadata = z.registry<{ id?: string; title?: string }>();
  for (const [id, schema] of Object.entries(titles)) metadata.add(schema, { id });
  metadata.add(trackingSchema, { title: 'Tracking' });
  return { ...z.toJSONSchema(trackingSchema, { metadata }) };
}
