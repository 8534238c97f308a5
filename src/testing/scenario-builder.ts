import type { CarrierSandbox, LifeEvent, LifeEventKind, ParcelLife } from '../carrier/sandbox.ts';
import { fingerprint } from '../model/fingerprint.ts';
import { inZone, wallClockIn } from '../time/place-offset.ts';
import { dateOf, wallClockMs } from '../time/time.ts';
import { type Choice, chosen } from './random.ts';
import { type ParcelRoute, routeAbroad, routeAtHome } from './routes.ts';

/** One line of a script: days after the first, wall clock there, what happens, and where. */
export type ScenarioStep = readonly [day: number, time: string, kind: LifeEventKind, stop: keyof ParcelRoute];

/** What a scenario has to know of a carrier. */
export type ScenarioCarrier = Pick<CarrierSandbox, 'carrier' | 'sampleNumber' | 'hub' | 'deliversForOthers'>;

/** What tells one parcel of a scenario from another. */
export interface ScenarioOptions {
  /** The carrier that knows the number, by its sandbox: `fedexSandbox`. */
  readonly carrier: ScenarioCarrier;
  /**
   * The other carrier of a parcel that changes hands (`handedToPost`): who delivers the last mile, or who had the parcel
   * before where `carrier` is the one that does. Default: nobody that is known, and its half of the story is left out.
   */
  readonly partner?: ScenarioCarrier;
  readonly trackingNumber: string;
  /** The day the label is made: `2026-11-16`, a time on that day, milliseconds since the epoch, or a `Date`. */
  readonly start: string | number | Date;
}

/** What a parcel's life has beside its events. */
export type ParcelDetails = Partial<
  Omit<ParcelLife, 'carrier' | 'trackingNumber' | 'events' | 'origin' | 'destination'>
> & {
  /** The day it is due, counted like the days of the steps. */
  readonly due?: number;
};

/** A number from the tracking number, the same every time: makes no two parcels of a scenario quite the same. */
function seedOf(trackingNumber: string): number {
  return Number.parseInt(fingerprint(trackingNumber), 16);
}

const names: Choice<string> = [
  'A. OKONKWO',
  'B. LINDQVIST',
  'C. MARLOWE',
  'D. ITURBE',
  'E. VANTERPOOL',
  'F. HALVORSEN',
];
const signed: ReadonlySet<LifeEventKind> = new Set(['delivered', 'delivered_to_neighbour', 'collected', 'returned']);
const minute = 60_000;

/** A life that follows a script along a route. Each parcel runs some minutes later than the script, but in its order. */
function lifeOf(
  { carrier, trackingNumber, start }: ScenarioOptions,
  route: ParcelRoute,
  steps: readonly ScenarioStep[],
  { due, ...facts }: ParcelDetails = {},
): ParcelLife {
  const seed = seedOf(trackingNumber);
  const firstDay = wallClockMs(
    typeof start === 'string' ? dateOf(start) : dateOf(wallClockIn(Number(start), route.sender.timeZone)),
  );
  const at = (day: number, time: string, stop: keyof ParcelRoute, late: number): string => {
    const [hours = '0', minutes = '0'] = time.split(':');
    const wallMs = firstDay + (day * 1440 + Number(hours) * 60 + Number(minutes) + late) * minute;
    return inZone(new Date(wallMs).toISOString().slice(0, 19), route[stop].timeZone);
  };
  return {
    carrier: carrier.carrier,
    trackingNumber,
    events: steps.map(
      ([day, time, kind, stop]): LifeEvent => ({
        kind,
        at: at(day, time, stop, seed % 23),
        place: route[stop].place,
        ...(signed.has(kind) && { signedBy: chosen(names, seed) }),
      }),
    ),
    origin: route.sender.place,
    destination: route.door.place,
    ...(due !== undefined && { estimatedDelivery: at(due, '20:00', 'door', 0) }),
    weightKg: (4 + (seed % 60)) / 10,
    references: [`ORDER-${10_000 + (seed % 90_000)}`],
    ...facts,
  };
}

/** A parcel's story: the lives that it takes to tell it, none for a number that nobody knows. */
export interface Scenario {
  /** One line for people. */
  readonly description: string;
  /** The lives that it takes, none for a number that nobody knows. */
  lives(options: ScenarioOptions): readonly ParcelLife[];
}

/** Announced, nothing more. */
export const label: readonly ScenarioStep[] = [[0, '10:04', 'label_created', 'sender']];

/** Collected, and out of the first building. */
export const taken: readonly ScenarioStep[] = [
  ...label,
  [0, '17:38', 'picked_up', 'sender'],
  [0, '19:52', 'arrived_at_facility', 'origin'],
  [0, '22:17', 'departed_facility', 'origin'],
];

/** Through the hub. */
export const sorted: readonly ScenarioStep[] = [
  ...taken,
  [1, '05:26', 'arrived_at_facility', 'hub'],
  [1, '11:41', 'departed_facility', 'hub'],
];

/** In the last building. */
export const arrived: readonly ScenarioStep[] = [...sorted, [2, '05:33', 'arrived_at_destination_facility', 'depot']];
/** On the vehicle. */
export const loaded: readonly ScenarioStep[] = [...arrived, [2, '08:11', 'out_for_delivery', 'depot']];
/** Nobody was there. */
export const attempted: readonly ScenarioStep[] = [...loaded, [2, '13:47', 'delivery_attempted', 'door']];
/** Handed over. */
export const delivered: readonly ScenarioStep[] = [...loaded, [2, '14:22', 'delivered', 'door']];
/** Brought to a shop. */
export const waiting: readonly ScenarioStep[] = [...loaded, [2, '15:06', 'available_for_pickup', 'shop']];

/** Refused at the door and sent back. */
export const goingBack: readonly ScenarioStep[] = [
  ...loaded,
  [2, '13:12', 'refused', 'door'],
  [3, '09:45', 'returning', 'depot'],
  [4, '06:08', 'departed_facility', 'hub'],
];

/** A story of one parcel within one country. */
export function atHome(description: string, steps: readonly ScenarioStep[], facts: ParcelDetails = {}): Scenario {
  return {
    description,
    lives: (options) => [
      lifeOf(options, routeAtHome(options.carrier.hub, seedOf(options.trackingNumber)), steps, facts),
    ],
  };
}

/** A story of one parcel that crosses a border. */
export function abroad(description: string, steps: readonly ScenarioStep[], facts: ParcelDetails = {}): Scenario {
  return {
    description,
    lives: (options) => [
      lifeOf(options, routeAbroad(options.carrier.hub, seedOf(options.trackingNumber)), steps, facts),
    ],
  };
}

/** Three pieces under numbers of their own, of which the last one is a day behind. */
export const multiPiece: Scenario = {
  description: 'Shipment of three pieces: two delivered, one still on its way',
  lives: (options) => {
    const { carrier, trackingNumber } = options;
    const seed = seedOf(trackingNumber);
    const route = routeAtHome(carrier.hub, seed);
    const pieces = [trackingNumber, carrier.sampleNumber(seed + 1), carrier.sampleNumber(seed + 2)];
    return pieces.map((piece, index) =>
      lifeOf({ ...options, trackingNumber: piece }, route, index < 2 ? delivered : sorted, { pieces, due: 2 }),
    );
  },
};

/** More than a year lies between the two, as carriers promise before they use a number again. */
export const reusedNumber: Scenario = {
  description: 'Number used before: an old shipment delivered, a new one on its way',
  lives: (options) => {
    const seed = seedOf(options.trackingNumber);
    const before: readonly ScenarioStep[] = delivered.map(([day, time, kind, stop]) => [day - 420, time, kind, stop]);
    return [
      lifeOf(options, routeAtHome(options.carrier.hub, seed + 4), before, { references: ['ORDER-2071'] }),
      lifeOf(options, routeAtHome(options.carrier.hub, seed), sorted, { due: 2 }),
    ];
  },
};

/** Where the number asked is that of the carrier that delivers, the other half is that of a carrier before it. */
export const handedToPost: Scenario = {
  description: 'Handed to the post for the last mile, and delivered by it',
  lives: (options) => {
    const { carrier, partner, trackingNumber } = options;
    const seed = seedOf(trackingNumber);
    const asked = { carrier, trackingNumber };
    const other = partner === undefined ? undefined : { carrier: partner, trackingNumber: partner.sampleNumber(seed) };
    const [first, last] = carrier.deliversForOthers === true ? [other, asked] : [asked, other];
    const route = routeAtHome((first?.carrier ?? carrier).hub, seed);
    const half = (
      own: CarriedNumber | undefined,
      steps: readonly ScenarioStep[],
      related: ParcelDetails,
    ): readonly ParcelLife[] =>
      own === undefined ? [] : [lifeOf({ ...options, ...own }, route, steps, { ...related, due: 3 })];
    return [
      ...half(first, untilHandedOver, relatedTo('last_mile', last)),
      ...half(last, fromHandOver, relatedTo('first_mile', first)),
    ];
  },
};

/** One carrier's part of a parcel that changes hands. */
type CarriedNumber = Pick<ScenarioOptions, 'carrier' | 'trackingNumber'>;

const untilHandedOver: readonly ScenarioStep[] = [
  ...arrived,
  [2, '10:18', 'handed_to_post', 'depot'],
  [3, '13:05', 'delivered_by_post', 'door'],
];

const fromHandOver: readonly ScenarioStep[] = [
  ...label,
  [2, '11:02', 'arrived_at_destination_facility', 'depot'],
  [3, '08:20', 'out_for_delivery', 'depot'],
  [3, '13:05', 'delivered', 'door'],
];

function relatedTo(relation: 'last_mile' | 'first_mile', other: CarriedNumber | undefined): ParcelDetails {
  if (other === undefined) return {};
  return { related: [{ relation, carrier: other.carrier.carrier, trackingNumber: other.trackingNumber }] };
}
