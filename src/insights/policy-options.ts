import type * as z from 'zod/mini';
import { allowedValue, listOf, optional, optionsOf } from '../options/options.ts';
import { aFunction, day, wholeNumber } from '../options/values.ts';
import type { DaysByClass, HealthPolicy } from './policy.ts';

const amount = (what: string): z.ZodMiniType<number> =>
  allowedValue(`${what}, 0 or more`, (value) => typeof value === 'number' && value >= 0);

const daysByClass: z.ZodMiniType<DaysByClass> = optionsOf<DaysByClass>({
  express: amount('days'),
  standard: amount('days'),
  economy: amount('days'),
  international: amount('days'),
});

/** Parts of {@link HealthPolicy}, each of them whole. */
export const policyOptions: z.ZodMiniType<Partial<HealthPolicy>> = optionsOf<Partial<HealthPolicy>>({
  weekend: optional(listOf(wholeNumber(0, 6), 'a list of days, 0 for Sunday to 6 for Saturday')),
  holidays: optional(listOf(day as z.ZodMiniType<string>, 'a list of days as YYYY-MM-DD')),
  stalledAfterDays: optional(
    optionsOf<HealthPolicy['stalledAfterDays']>({
      in_transit: daysByClass,
      out_for_delivery: daysByClass,
      delivery_attempted: daysByClass,
      exception: daysByClass,
      returning: daysByClass,
    }),
  ),
  lostAfterDays: optional(daysByClass),
  handoverDays: optional(daysByClass),
  riskHours: optional(amount('hours')),
  pickupNoticeDays: optional(amount('days')),
  pickupWaitDays: optional(amount('days')),
  serviceClass: optional(aFunction<HealthPolicy['serviceClass']>('a function of a tracking that gives its class')),
});
