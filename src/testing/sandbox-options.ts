import * as z from 'zod/mini';
import type { CarrierSandbox, ParcelLife } from '../carrier/sandbox.ts';
import { allowedValue, optional, optionsOf } from '../options/options.ts';
import { carrierId, filledText, hasMethods, oneOf, wholeNumber } from '../options/values.ts';
import type { SandboxAccount } from './accounts.ts';
import type { Fault } from './faults.ts';
import type { ScenarioCarrier, ScenarioOptions } from './scenario-builder.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** How a carrier is played. */
export const carrierSandbox: z.ZodMiniType<CarrierSandbox> = allowedValue(
  'one of waybill/carriers/sandbox, such as fedexSandbox',
  (value) =>
    hasMethods(value, 'route', 'tracking', 'refuse') && typeof Reflect.get(Object(value), 'carrier') === 'string',
);

/** What is to happen to a parcel. */
export const parcelLife: z.ZodMiniType<ParcelLife> = allowedValue(
  'a life of a parcel, such as one of scenarios.delivered.lives(…)',
  (value) =>
    isObject(value) &&
    typeof value.carrier === 'string' &&
    typeof value.trackingNumber === 'string' &&
    Array.isArray(value.events) &&
    value.events.every((event) => isObject(event) && Number.isFinite(Date.parse(String(event.at)))),
);

const mishaps: Readonly<Record<Fault['kind'], true>> = {
  refuse: true,
  html: true,
  cut: true,
  stall: true,
  truncated: true,
  unknown_codes: true,
  drift: true,
  duplicate_scans: true,
  mangle: true,
};

const faultFields: z.ZodMiniType = z.looseObject(
  {
    kind: oneOf(mishaps),
    carrier: optional(carrierId),
    calls: optional(oneOf<'token' | 'track'>({ token: true, track: true })),
    chance: optional(
      allowedValue<number>('from 0 to 1', (value) => typeof value === 'number' && value >= 0 && value <= 1),
    ),
    times: optional(wholeNumber(0)),
  },
  { error: 'a fault, such as { kind: "html", times: 1 }' },
);

/** What goes wrong, and when. */
export const fault: z.ZodMiniType<Fault> = faultFields as z.ZodMiniType<Fault>;

/** Whom it accepts. */
export const account: z.ZodMiniType<SandboxAccount> = allowedValue<SandboxAccount>(
  'a carrier with clientId and clientSecret, or with apiKey',
  (value) =>
    isObject(value) &&
    typeof value.carrier === 'string' &&
    (typeof value.apiKey === 'string' ||
      (typeof value.clientId === 'string' && typeof value.clientSecret === 'string')),
);

/** Whose numbers scenarios take. */
export const scenarioCarrier: z.ZodMiniType<ScenarioCarrier> = allowedValue(
  'one of waybill/carriers/sandbox, such as fedexSandbox',
  (value) => hasMethods(value, 'sampleNumber') && typeof Reflect.get(Object(value), 'carrier') === 'string',
);

/** {@link ScenarioOptions}. */
export const scenarioOptions: z.ZodMiniType<ScenarioOptions> = optionsOf<ScenarioOptions>({
  carrier: scenarioCarrier,
  partner: optional(scenarioCarrier),
  trackingNumber: filledText,
  start: allowedValue<string | number | Date>(
    'a day such as 2026-11-16, a time on it, milliseconds since the epoch, or a Date',
    (value) =>
      Number.isFinite(value instanceof Date ? value.getTime() : value) ||
      (typeof value === 'string' && /^\d{4}-\d\d-\d\d(T|$)/.test(value) && Number.isFinite(Date.parse(value))),
  ),
});
