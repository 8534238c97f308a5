import { checkArguments, optional } from '../options/options.ts';
import { oneOf, withMethods } from '../options/values.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import type { ParcelSource } from './parcels.ts';
import { scenarioCarrier } from './sandbox-options.ts';
import type { ScenarioCarrier } from './scenario-builder.ts';
import { type ScenarioName, scenarios } from './scenarios.ts';

/** Serials of sample numbers from which on each means a scenario, in the order of {@link scenarios}. */
const firstSerial = 9_000_000;
const names = Object.keys(scenarios) as readonly ScenarioName[];
const scenarioName = oneOf(Object.fromEntries(names.map((name) => [name, true])) as Record<ScenarioName, true>);
const dayMs = 86_400_000;

/**
 * The number of a carrier that means a scenario to {@link scenarioParcels}: always the same, with a good check digit. For staging
 * and for whoever has no code to make parcels with.
 *
 * @param carrier Whose number, by its sandbox: `fedexSandbox`.
 */
export function scenarioNumber(carrier: ScenarioCarrier, scenario: ScenarioName): string {
  checkArguments('scenarioNumber()', { carrier: [scenarioCarrier, carrier], scenario: [scenarioName, scenario] });
  return numberOf(carrier, scenario);
}

const numberOf = (carrier: ScenarioCarrier, scenario: ScenarioName): string =>
  carrier.sampleNumber(firstSerial + names.indexOf(scenario));

/**
 * The parcels behind {@link scenarioNumber}, for `createSandbox({ parcels: scenarioParcels() })`. Each story ends on the latest
 * day on which all of it has happened when this is called; other numbers are known to nobody.
 *
 * @param clock Default: the machine's time.
 */
export function scenarioParcels(clock: Pick<Clock, 'now'> = systemClock): ParcelSource {
  checkArguments('scenarioParcels()', {
    clock: [optional(withMethods<Pick<Clock, 'now'>>('a clock with now', 'now')), clock],
  });
  const now = clock.now();
  const byCarrier = new Map<string, ReadonlyMap<string, ScenarioName>>();
  return (trackingNumber, carrier) => {
    const known = byCarrier.get(carrier.carrier) ?? new Map(names.map((name) => [numberOf(carrier, name), name]));
    byCarrier.set(carrier.carrier, known);
    const name = known.get(trackingNumber);
    if (name === undefined) return [];
    const begunOn = (start: number) => scenarios[name].lives({ carrier, trackingNumber, start });
    const late = begunOn(now).flatMap(({ events }) => events.map(({ at }) => Date.parse(at) - now));
    return begunOn(now - Math.ceil(Math.max(0, ...late) / dayMs) * dayMs);
  };
}
