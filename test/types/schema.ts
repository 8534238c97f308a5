import * as z from 'zod/mini';
import { type IsSame, listOf, type TwinOf, twin } from '../../src/model/schema.ts';
import type { Place, Tracking, TrackingEvent } from '../../src/model/tracking.ts';
import type { trackingEventSchema, trackingSchema } from '../../src/schema.ts';

/*
 * Checked by the compiler, run by nobody. Every schema of the model is bound to its interface with `twin`, which refuses
 * to compile when the two drift; what follows proves that it does.
 */

type Expect<Proof extends true> = Proof;
type Refuse<Proof extends false> = Proof;

interface Parcel {
  readonly number: string;
  readonly unit?: 'kg' | 'lb';
  readonly tags?: readonly string[];
}

export type Proofs = [
  Expect<IsSame<z.output<typeof trackingSchema>, Tracking>>,
  Expect<IsSame<z.output<typeof trackingEventSchema>, TrackingEvent>>,
  Expect<IsSame<Parcel, { number: string; unit?: 'kg' | 'lb'; tags?: readonly string[] }>>,
  // A key more or less, an optional one included.
  Refuse<IsSame<Parcel, { number: string; unit?: 'kg' | 'lb' }>>,
  Refuse<IsSame<Parcel, Parcel & { colour?: string }>>,
  Refuse<IsSame<Parcel, Parcel & { colour: string }>>,
  // A word more or less in a closed list.
  Refuse<IsSame<Parcel, Omit<Parcel, 'unit'> & { unit?: 'kg' }>>,
  Refuse<IsSame<Parcel, Omit<Parcel, 'unit'> & { unit?: 'kg' | 'lb' | 'oz' }>>,
  // Optional against required, absent against undefined.
  Refuse<IsSame<Parcel, Omit<Parcel, 'unit'> & { unit: 'kg' | 'lb' }>>,
  Refuse<IsSame<Parcel, Omit<Parcel, 'unit'> & { unit?: 'kg' | 'lb' | undefined }>>,
  // A list that may be changed against one that may not.
  Refuse<IsSame<Parcel, Omit<Parcel, 'tags'> & { tags?: string[] }>>,
];

const whole = z.strictObject({
  number: z.string(),
  unit: z.exactOptional(z.enum(['kg', 'lb'])),
  tags: z.exactOptional(listOf(z.string())),
});
const lacksTags = z.strictObject({ number: z.string(), unit: z.exactOptional(z.enum(['kg', 'lb'])) });

export type Twins = [
  Expect<IsSame<TwinOf<Parcel, typeof whole>, typeof whole>>,
  Expect<[TwinOf<Parcel, typeof lacksTags>] extends [never] ? true : false>,
];

export const bound: z.ZodMiniType<Parcel> = twin<Parcel>()(whole);

// @ts-expect-error A schema that lacks a key of its interface does not bind.
export const drifted: z.ZodMiniType<Parcel> = twin<Parcel>()(lacksTags);

const hasStreet = z.strictObject({
  city: z.exactOptional(z.string()),
  region: z.exactOptional(z.string()),
  postalCode: z.exactOptional(z.string()),
  country: z.exactOptional(z.string()),
  facility: z.exactOptional(z.string()),
  street: z.exactOptional(z.string()),
});

// @ts-expect-error Nor does one with a key more.
export const grown: z.ZodMiniType<Place> = twin<Place>()(hasStreet);
