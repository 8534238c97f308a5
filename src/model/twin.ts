import * as z from 'zod/mini';

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
