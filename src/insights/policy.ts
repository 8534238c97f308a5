import type * as z from 'zod/mini';
import type { TrackingStatus } from '../model/status.ts';
import type { Tracking } from '../model/tracking.ts';
import { allowedValue, checkArguments, listOf, optional, optionsOf } from '../options/options.ts';
import { aFunction, day, tracking as trackingValue, wholeNumber } from '../options/values.ts';
import type { WorkingCalendar } from './calendar.ts';

/** How fast a parcel was meant to travel. */
export type ServiceClass = 'express' | 'standard' | 'economy' | 'international';

/** The statuses in which a parcel should be scanned every so often. */
export type MovingStatus = Extract<
  TrackingStatus,
  'in_transit' | 'out_for_delivery' | 'delivery_attempted' | 'exception' | 'returning'
>;

/** A number of days for each service class. */
export type DaysByClass = Readonly<Record<ServiceClass, number>>;

/**
 * When to worry. The defaults, in working days (Monday to Friday, no holidays) where nothing else is said:
 *
 * | A concern after …                          | express | standard | economy | international |
 * | ------------------------------------------ | ------- | -------- | ------- | ------------- |
 * | no scan, `in_transit`                      | 1.5     | 3        | 5       | 6             |
 * | no scan, `out_for_delivery`                | 1       | 1        | 1.5     | 1.5           |
 * | no scan, `delivery_attempted`              | 1.5     | 2        | 3       | 3             |
 * | no scan, `exception`                       | 1.5     | 2        | 4       | 5             |
 * | no scan, `returning`                       | 5       | 7        | 10      | 15            |
 * | no scan at all: probably lost              | 7       | 10       | 15      | 20            |
 * | a label and no parcel                      | 2       | 3        | 4       | 4             |
 *
 * | In hours or calendar days                  |                                                      |
 * | ------------------------------------------ | ---------------------------------------------------- |
 * | at risk                                    | 12 hours before a promise, if not out for delivery   |
 * | waiting for the recipient, last day known  | from 2 days before it                                |
 * | waiting for the recipient, no last day     | after 5 days                                         |
 *
 * To alter a part, spread the rest: `{ ...defaultPolicy, weekend: [5, 6] }`.
 */
export interface HealthPolicy extends WorkingCalendar {
  /** Working days without a physical scan until a parcel is `stalled`. */
  readonly stalledAfterDays: Readonly<Record<MovingStatus, DaysByClass>>;
  /** Working days without a physical scan until it is `probably_lost`. */
  readonly lostAfterDays: DaysByClass;
  /** Working days from the label until the parcel is missed at the carrier. */
  readonly handoverDays: DaysByClass;
  /** Hours before a promise runs out in which a parcel should be on its delivery vehicle. */
  readonly riskHours: number;
  /** Calendar days before the last day to collect. */
  readonly pickupNoticeDays: number;
  /** Calendar days of waiting where the last day to collect is not known. */
  readonly pickupWaitDays: number;
  /** Which class a parcel is of. Default: {@link serviceClassOf}. */
  readonly serviceClass: (tracking: Tracking) => ServiceClass;
}

/** The defaults of {@link HealthPolicy}. */
export const defaultPolicy: HealthPolicy = {
  weekend: [0, 6],
  holidays: [],
  stalledAfterDays: {
    in_transit: { express: 1.5, standard: 3, economy: 5, international: 6 },
    out_for_delivery: { express: 1, standard: 1, economy: 1.5, international: 1.5 },
    delivery_attempted: { express: 1.5, standard: 2, economy: 3, international: 3 },
    exception: { express: 1.5, standard: 2, economy: 4, international: 5 },
    returning: { express: 5, standard: 7, economy: 10, international: 15 },
  },
  lostAfterDays: { express: 7, standard: 10, economy: 15, international: 20 },
  handoverDays: { express: 2, standard: 3, economy: 4, international: 4 },
  riskHours: 12,
  pickupNoticeDays: 2,
  pickupWaitDays: 5,
  serviceClass: serviceClassOf,
};

const economy =
  /econom|ground saver|ground advantage|media mail|library mail|smart ?post|mail innovations|e-?commerce|parcel select|surepost/i;
/** Two days and more, whatever else their names say: Priority Mail, 2Day, 2nd Day Air, Express Saver, 3 Day Select. */
const notOvernight = /\b(2|3) ?(nd|rd)?[ -]?day|second[ -]day|express saver|priority mail(?! express)/i;
const overnight = /express|overnight|next[ -]?day|same[ -]?day/i;

/**
 * The class of a parcel: international where origin and destination are countries apart, else by the words that carriers
 * use in the names of their services, else standard. Express is what comes the next day; services of two or three days
 * are standard.
 */
export function serviceClassOf(tracking: Tracking): ServiceClass {
  checkArguments('serviceClassOf()', { tracking: [trackingValue, tracking] });
  const { service, origin, destination } = tracking;
  const [from, to] = [origin?.country, destination?.country];
  if (from !== undefined && to !== undefined && from !== to) return 'international';
  const name = (service?.name ?? service?.code ?? '').replaceAll('_', ' ');
  if (/international|worldwide/i.test(name)) return 'international';
  if (notOvernight.test(name)) return 'standard';
  if (overnight.test(name)) return 'express';
  return economy.test(name) ? 'economy' : 'standard';
}

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
