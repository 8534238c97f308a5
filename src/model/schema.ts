import * as z from 'zod/mini';
import { statusDetails } from './detail.ts';
import { statusBases, timeBases, trackingStatuses } from './status.ts';
import type {
  Candidate,
  Delivery,
  Dimensions,
  Issue,
  Piece,
  Place,
  ProofReference,
  Reference,
  RelatedNumber,
  Service,
  TimeWindow,
  Tracking,
  TrackingEvent,
  Weight,
} from './tracking.ts';

/**
 * True if two object types are the same: each assignable to the other, and no key more on either side. A key that is
 * optional on both sides escapes assignability, so that keys are compared on their own.
 */
export type IsSame<A, B> = [A, B] extends [B, A]
  ? [keyof A, keyof B] extends [keyof B, keyof A]
    ? true
    : false
  : false;

/** The schema if it reads exactly `T`, else `never`, which no schema is. */
export type TwinOf<T, Schema extends z.ZodMiniType> = IsSame<z.output<Schema>, T> extends true ? Schema : never;

/**
 * Binds a schema to the interface that stands for the same thing: `twin<Place>()(z.strictObject({ … }))` compiles only
 * while the two are equal.
 */
export function twin<T>(): <Schema extends z.ZodMiniType>(schema: TwinOf<T, Schema>) => z.ZodMiniType<T> {
  return (schema) => schema as z.ZodMiniType<T>;
}

/** A list that may not be changed; the schema itself freezes nothing. */
export function listOf<T>(item: z.ZodMiniType<T>): z.ZodMiniType<readonly T[]> {
  return z.array(item);
}

const optional: typeof z.exactOptional = z.exactOptional;

/** Date, wall clock or wall clock with offset, as the model writes them; never a bare hour or a lone `Z`. */
const time = z
  .string()
  .check(
    z.regex(
      /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:[0-5]\d)?)?$/,
    ),
  );
const date = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));
const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/));
const nonEmpty = z.string().check(z.minLength(1));
const count = z.int().check(z.nonnegative());
const measure = z.number().check(z.nonnegative());
const status = z.enum(trackingStatuses);
const detail = z.enum(statusDetails);

/** {@link Place}. */
export const placeSchema: z.ZodMiniType<Place> = twin<Place>()(
  z.strictObject({
    city: optional(nonEmpty),
    region: optional(nonEmpty),
    postalCode: optional(nonEmpty),
    country: optional(z.string().check(z.regex(/^[A-Z]{2}$/))),
    facility: optional(nonEmpty),
  }),
);

/** {@link TrackingEvent}. */
export const trackingEventSchema: z.ZodMiniType<TrackingEvent> = twin<TrackingEvent>()(
  z.strictObject({
    id: nonEmpty,
    status: z.enum([...trackingStatuses, 'info']),
    detail: optional(detail),
    statusBasis: z.enum(statusBases),
    code: optional(nonEmpty),
    reasonCode: optional(nonEmpty),
    description: z.string(),
    nextStep: optional(nonEmpty),
    occurredAt: optional(time),
    timeBasis: z.enum(timeBases),
    place: optional(placeSchema),
    pieces: optional(listOf(nonEmpty)),
  }),
);

/** {@link TimeWindow}. */
export const timeWindowSchema: z.ZodMiniType<TimeWindow> = twin<TimeWindow>()(
  z.strictObject({ from: optional(time), to: optional(time) }),
);

/** {@link ProofReference}. */
export const proofReferenceSchema: z.ZodMiniType<ProofReference> = twin<ProofReference>()(
  z.strictObject({ kind: z.enum(['signature', 'photo', 'document']), url: optional(nonEmpty) }),
);

/** {@link Delivery}. */
export const deliverySchema: z.ZodMiniType<Delivery> = twin<Delivery>()(
  z.strictObject({
    at: optional(time),
    signedBy: optional(nonEmpty),
    leftAt: optional(nonEmpty),
    to: optional(
      z.enum([
        'recipient',
        'neighbour',
        'locker',
        'mailbox',
        'po_box',
        'reception',
        'safe_place',
        'agent',
        'pickup_point',
        'post_office',
        'sender',
      ]),
    ),
    attempts: optional(count),
    place: optional(placeSchema),
    proof: optional(listOf(proofReferenceSchema)),
  }),
);

/** {@link Service}. */
export const serviceSchema: z.ZodMiniType<Service> = twin<Service>()(
  z.strictObject({ code: optional(nonEmpty), name: optional(nonEmpty) }),
);

/** {@link Weight}. */
export const weightSchema: z.ZodMiniType<Weight> = twin<Weight>()(
  z.strictObject({ value: measure, unit: z.enum(['kg', 'g', 'lb', 'oz']) }),
);

/** {@link Dimensions}. */
export const dimensionsSchema: z.ZodMiniType<Dimensions> = twin<Dimensions>()(
  z.strictObject({ length: measure, width: measure, height: measure, unit: z.enum(['cm', 'm', 'in']) }),
);

/** {@link Reference}. */
export const referenceSchema: z.ZodMiniType<Reference> = twin<Reference>()(
  z.strictObject({ kind: optional(nonEmpty), value: nonEmpty }),
);

/** {@link Piece}. */
export const pieceSchema: z.ZodMiniType<Piece> = twin<Piece>()(
  z.strictObject({
    trackingNumber: nonEmpty,
    status: optional(status),
    detail: optional(detail),
    events: optional(listOf(trackingEventSchema)),
    weight: optional(weightSchema),
  }),
);

/** {@link RelatedNumber}. */
export const relatedNumberSchema: z.ZodMiniType<RelatedNumber> = twin<RelatedNumber>()(
  z.strictObject({
    relation: z.enum([
      'last_mile',
      'first_mile',
      'return',
      'outbound',
      'master',
      'sibling',
      'replacement',
      'duplicate',
      'other',
    ]),
    trackingNumber: nonEmpty,
    carrier: optional(nonEmpty),
  }),
);

/** {@link Candidate}. */
export const candidateSchema: z.ZodMiniType<Candidate> = twin<Candidate>()(
  z.strictObject({
    uniqueId: optional(nonEmpty),
    status,
    service: optional(nonEmpty),
    shippedAt: optional(time),
    lastEventAt: optional(time),
    destination: optional(placeSchema),
    chosen: z.boolean(),
    because: optional(z.enum(['unique_id', 'ship_date', 'postal_code', 'newest'])),
  }),
);

/** {@link Issue}. */
export const issueSchema: z.ZodMiniType<Issue> = twin<Issue>()(
  z.strictObject({ path: z.string(), expected: nonEmpty, seen: nonEmpty }),
);

/** {@link Tracking}. Refuses any key that is not in the model. */
export const trackingSchema: z.ZodMiniType<Tracking> = twin<Tracking>()(
  z.strictObject({
    carrier: nonEmpty,
    // Empty where a stored payload has lost it.
    trackingNumber: z.string(),
    uniqueId: optional(nonEmpty),
    status,
    detail: optional(detail),
    statusDescription: optional(nonEmpty),
    events: listOf(trackingEventSchema),
    service: optional(serviceSchema),
    estimatedDelivery: optional(timeWindowSchema),
    estimateDescription: optional(nonEmpty),
    promisedDelivery: optional(timeWindowSchema),
    shippedAt: optional(time),
    delivery: optional(deliverySchema),
    pickupBy: optional(date),
    origin: optional(placeSchema),
    destination: optional(placeSchema),
    weight: optional(weightSchema),
    dimensions: optional(dimensionsSchema),
    references: optional(listOf(referenceSchema)),
    pieceCount: optional(count),
    pieces: optional(listOf(pieceSchema)),
    related: optional(listOf(relatedNumberSchema)),
    candidates: optional(listOf(candidateSchema)),
    issues: optional(listOf(issueSchema)),
    url: optional(nonEmpty),
    deliveryChangeUrl: optional(nonEmpty),
    fetchedAt: optional(instant),
    mapping: z.string().check(z.regex(/^[^@\s]+@[^@\s]+$/)),
    told: optional(z.record(z.string(), count)),
  }),
);
