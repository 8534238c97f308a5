import type { ParcelLife } from './life.ts';
import { routeAbroad, routeAtHome } from './routes.ts';
import { sampleNumber } from './sample-number.ts';
import { type LifeFacts, lifeOf, type ScenarioOptions, type Step, seedOf } from './script.ts';

/** A parcel's story: the lives that it takes to tell it, none for a number that nobody knows. */
export interface Scenario {
  /** One line for people. */
  readonly description: string;
  lives(options: ScenarioOptions): readonly ParcelLife[];
}

/** A name among {@link scenarios}. */
export type ScenarioName =
  | 'labelOnly'
  | 'cancelled'
  | 'inTransit'
  | 'outForDelivery'
  | 'delivered'
  | 'leftWithNeighbour'
  | 'attempted'
  | 'deliveredAtSecondAttempt'
  | 'waitingForPickup'
  | 'collected'
  | 'customsHold'
  | 'clearedCustoms'
  | 'weatherDelay'
  | 'wrongAddress'
  | 'damaged'
  | 'lost'
  | 'returning'
  | 'returned'
  | 'multiPiece'
  | 'reusedNumber'
  | 'handedToPost'
  | 'refundAfterDelivery'
  | 'notFound';

const label: readonly Step[] = [[0, '10:04', 'label_created', 'sender']];

const taken: readonly Step[] = [
  ...label,
  [0, '17:38', 'picked_up', 'sender'],
  [0, '19:52', 'arrived_at_facility', 'origin'],
  [0, '22:17', 'departed_facility', 'origin'],
];

const sorted: readonly Step[] = [
  ...taken,
  [1, '05:26', 'arrived_at_facility', 'hub'],
  [1, '11:41', 'departed_facility', 'hub'],
];

const arrived: readonly Step[] = [...sorted, [2, '05:33', 'arrived_at_destination_facility', 'depot']];
const loaded: readonly Step[] = [...arrived, [2, '08:11', 'out_for_delivery', 'depot']];
const attempted: readonly Step[] = [...loaded, [2, '13:47', 'delivery_attempted', 'door']];
const delivered: readonly Step[] = [...loaded, [2, '14:22', 'delivered', 'door']];
const waiting: readonly Step[] = [...loaded, [2, '15:06', 'available_for_pickup', 'shop']];

const goingBack: readonly Step[] = [
  ...loaded,
  [2, '13:12', 'refused', 'door'],
  [3, '09:45', 'returning', 'depot'],
  [4, '06:08', 'departed_facility', 'hub'],
];

/** A story of one parcel within one country. */
function atHome(description: string, steps: readonly Step[], facts: LifeFacts = {}): Scenario {
  return {
    description,
    lives: (options) => [lifeOf(options, routeAtHome(options.carrier, seedOf(options.trackingNumber)), steps, facts)],
  };
}

/** A story of one parcel that crosses a border. */
function abroad(description: string, steps: readonly Step[], facts: LifeFacts = {}): Scenario {
  return {
    description,
    lives: (options) => [lifeOf(options, routeAbroad(options.carrier, seedOf(options.trackingNumber)), steps, facts)],
  };
}

/** Three pieces under numbers of their own, of which the last one is a day behind. */
const multiPiece: Scenario = {
  description: 'Shipment of three pieces: two delivered, one still on its way',
  lives: (options) => {
    const { carrier, trackingNumber } = options;
    const seed = seedOf(trackingNumber);
    const route = routeAtHome(carrier, seed);
    const pieces = [trackingNumber, sampleNumber(carrier, seed + 1), sampleNumber(carrier, seed + 2)];
    return pieces.map((piece, index) =>
      lifeOf({ ...options, trackingNumber: piece }, route, index < 2 ? delivered : sorted, { pieces, due: 2 }),
    );
  },
};

/** More than a year lies between the two, as carriers promise before they use a number again. */
const reusedNumber: Scenario = {
  description: 'Number used before: an old shipment delivered, a new one on its way',
  lives: (options) => {
    const seed = seedOf(options.trackingNumber);
    const before: readonly Step[] = delivered.map(([day, time, kind, stop]) => [day - 420, time, kind, stop]);
    return [
      lifeOf(options, routeAtHome(options.carrier, seed + 4), before, { references: ['ORDER-2071'] }),
      lifeOf(options, routeAtHome(options.carrier, seed), sorted, { due: 2 }),
    ];
  },
};

/** Where the number asked is the post's own, the other half of the story is that of a carrier before it. */
const handedToPost: Scenario = {
  description: 'Handed to USPS for the last mile, and delivered by it',
  lives: (options) => {
    const { carrier, trackingNumber } = options;
    const seed = seedOf(trackingNumber);
    const [first, last] =
      carrier === 'usps'
        ? [
            { carrier: 'fedex', trackingNumber: sampleNumber('fedex', seed) },
            { carrier, trackingNumber },
          ]
        : [
            { carrier, trackingNumber },
            { carrier: 'usps', trackingNumber: sampleNumber('usps', seed) },
          ];
    const route = routeAtHome(first.carrier, seed);
    const before: readonly Step[] = [
      ...arrived,
      [2, '10:18', 'handed_to_post', 'depot'],
      [3, '13:05', 'delivered_by_post', 'door'],
    ];
    const after: readonly Step[] = [
      ...label,
      [2, '11:02', 'arrived_at_destination_facility', 'depot'],
      [3, '08:20', 'out_for_delivery', 'depot'],
      [3, '13:05', 'delivered', 'door'],
    ];
    return [
      lifeOf({ ...options, ...first }, route, before, { related: [{ relation: 'last_mile', ...last }], due: 3 }),
      lifeOf({ ...options, ...last }, route, after, { related: [{ relation: 'first_mile', ...first }], due: 3 }),
    ];
  },
};

/** Parcels' stories by name, for every carrier. Each builds the lives of one parcel from its first day to its last. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  labelOnly: atHome('Label made, nothing handed over yet', label, { due: 3 }),
  cancelled: atHome('Label made and cancelled', [...label, [1, '09:30', 'cancelled', 'sender']]),
  inTransit: atHome('On its way, left the hub', sorted, { due: 2 }),
  outForDelivery: atHome('On the vehicle that delivers it', loaded, { due: 2 }),
  delivered: atHome('Delivered and signed for', delivered, { due: 2 }),
  leftWithNeighbour: atHome('Left with a neighbour', [...loaded, [2, '15:38', 'delivered_to_neighbour', 'door']], {
    due: 2,
  }),
  attempted: atHome('Nobody was there, to be tried again', attempted, { due: 3 }),
  deliveredAtSecondAttempt: atHome(
    'Nobody was there the first time, delivered the next day',
    [
      ...attempted,
      [2, '18:30', 'arrived_at_destination_facility', 'depot'],
      [3, '08:05', 'out_for_delivery', 'depot'],
      [3, '11:52', 'delivered', 'door'],
    ],
    { due: 3 },
  ),
  waitingForPickup: atHome('Waits at a shop for the recipient', waiting, { due: 2 }),
  collected: atHome('Collected by the recipient at a shop', [...waiting, [3, '17:55', 'collected', 'shop']], {
    due: 2,
  }),
  customsHold: abroad('Held by customs', [...taken, [2, '09:14', 'customs_held', 'hub']], { due: 5 }),
  clearedCustoms: abroad(
    'Released by customs after a day and on its way',
    [
      ...taken,
      [2, '09:14', 'customs_held', 'hub'],
      [3, '10:40', 'customs_cleared', 'hub'],
      [3, '16:22', 'departed_facility', 'hub'],
    ],
    { due: 5 },
  ),
  weatherDelay: atHome(
    'Delayed by weather at the hub',
    [...taken, [1, '05:26', 'arrived_at_facility', 'hub'], [1, '12:30', 'weather_delay', 'hub']],
    { due: 4 },
  ),
  wrongAddress: atHome('The address is wrong', [...loaded, [2, '12:19', 'address_issue', 'door']], { due: 3 }),
  damaged: atHome('Damaged on the way', [...arrived, [2, '07:02', 'damaged', 'depot']], { due: 3 }),
  lost: atHome('Not seen for days, declared lost', [...sorted, [9, '16:00', 'lost', 'hub']]),
  returning: atHome('Refused, on its way back to the sender', goingBack),
  returned: atHome('Refused, and back with the sender', [...goingBack, [6, '12:26', 'returned', 'sender']]),
  multiPiece,
  reusedNumber,
  handedToPost,
  refundAfterDelivery: atHome(
    'Delivered, and a note of a refund eleven days later',
    [...delivered, [13, '09:10', 'refund_note', 'hub']],
    { due: 2 },
  ),
  notFound: { description: 'A number that nobody knows', lives: () => [] },
};
