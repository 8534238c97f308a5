import { checkArguments } from '../options/options.ts';
import { scenarioOptions } from './sandbox-options.ts';
import {
  abroad,
  arrived,
  atHome,
  attempted,
  delivered,
  goingBack,
  handedToPost,
  label,
  loaded,
  multiPiece,
  reusedNumber,
  type Scenario,
  sorted,
  taken,
  waiting,
} from './scenario-builder.ts';

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

const stories: Readonly<Record<ScenarioName, Scenario>> = {
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

/** Parcels' stories by name, for every carrier. Each builds the lives of one parcel from its first day to its last. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = Object.fromEntries(
  Object.entries(stories).map(([name, { description, lives }]) => {
    const scenario: Scenario = {
      description,
      lives(options) {
        checkArguments(`scenarios.${name}.lives()`, { options: [scenarioOptions, options] });
        return lives(options);
      },
    };
    return [name, scenario];
  }),
) as Record<ScenarioName, Scenario>;
