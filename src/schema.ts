/**
 * The model as zod schemas, for those who store trackings and check them when they come back, and as JSON Schema.
 *
 * @module
 */
import * as z from 'zod/mini';
import { personalFields } from './model/personal.ts';
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

/**
 * The JSON Schema (draft 2020-12) of a `Tracking`, its parts under `$defs` by their names in the model. A field that may hold
 * personal data has a `$comment` that says so: `personal data: name`, `address`, `identifier` or `link`.
 */
export function trackingJsonSchema(): Record<string, unknown> {
  const metadata = z.registry<{ id?: string; title?: string }>();
  for (const [id, schema] of Object.entries(titles)) metadata.add(schema, { id });
  metadata.add(trackingSchema, { title: 'Tracking' });
  const root: Record<string, unknown> = { ...z.toJSONSchema(trackingSchema, { metadata }) };
  for (const [path, kind] of Object.entries(personalFields)) {
    const field = nodeAt(root as SchemaNode, path);
    if (field !== undefined) field.$comment = `personal data: ${kind}`;
  }
  return root;
}

/** As much of a JSON Schema as leads to a field. */
interface SchemaNode {
  $defs?: Record<string, SchemaNode>;
  $ref?: string;
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  $comment?: string;
}

/** The field at a path whose `*` is every item of a list. */
function nodeAt(root: SchemaNode, path: string): SchemaNode | undefined {
  return path.split('.').reduce<SchemaNode | undefined>((node, key) => {
    const part = node?.$ref === undefined ? node : root.$defs?.[node.$ref.slice('#/$defs/'.length)];
    return key === '*' ? part?.items : part?.properties?.[key];
  }, root);
}
