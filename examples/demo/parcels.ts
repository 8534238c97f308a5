import { dhlSandbox, fedexSandbox, upsSandbox, uspsSandbox } from 'waybill/carriers/sandbox';
import { type CarrierSandbox, type ParcelLife, type ScenarioName, scenarios } from 'waybill/testing';

/** A number on the demo's list, written as people and scanners write them. */
interface Listed {
  readonly scenario: ScenarioName;
  readonly carrier: CarrierSandbox;
  readonly written?: (trackingNumber: string) => string;
}

const inFours = (trackingNumber: string): string => trackingNumber.replaceAll(/(.{4})(?=.)/g, '$1 ');
const shouted = (trackingNumber: string): string => `  ${trackingNumber.toLowerCase()} `;
/** What a scanner reads from a postal label: application identifier 420, the recipient's ZIP code, then the number. */
const scanned = (trackingNumber: string): string => `42002139${trackingNumber}`;

const list: readonly Listed[] = [
  { scenario: 'delivered', carrier: fedexSandbox, written: inFours },
  { scenario: 'outForDelivery', carrier: upsSandbox },
  { scenario: 'inTransit', carrier: uspsSandbox, written: scanned },
  { scenario: 'customsHold', carrier: dhlSandbox },
  { scenario: 'weatherDelay', carrier: fedexSandbox },
  { scenario: 'leftWithNeighbour', carrier: upsSandbox, written: shouted },
  { scenario: 'attempted', carrier: uspsSandbox },
  { scenario: 'waitingForPickup', carrier: dhlSandbox },
  { scenario: 'reusedNumber', carrier: fedexSandbox },
  { scenario: 'handedToPost', carrier: upsSandbox },
  { scenario: 'returned', carrier: uspsSandbox },
  { scenario: 'clearedCustoms', carrier: dhlSandbox },
  { scenario: 'multiPiece', carrier: fedexSandbox },
  { scenario: 'damaged', carrier: upsSandbox },
  { scenario: 'deliveredAtSecondAttempt', carrier: uspsSandbox },
  { scenario: 'returning', carrier: dhlSandbox },
  { scenario: 'cancelled', carrier: fedexSandbox },
  { scenario: 'lost', carrier: upsSandbox },
  { scenario: 'labelOnly', carrier: uspsSandbox },
  { scenario: 'collected', carrier: dhlSandbox },
  { scenario: 'refundAfterDelivery', carrier: fedexSandbox },
  { scenario: 'wrongAddress', carrier: upsSandbox },
  { scenario: 'notFound', carrier: uspsSandbox },
];

const day = 86_400_000;

/** The numbers to track, one of no carrier among them, and the parcels behind them. */
export function demoParcels(now: number): { readonly numbers: readonly string[]; readonly lives: ParcelLife[] } {
  const parcels = list.map(({ scenario, carrier, written }, serial) => {
    const trackingNumber = carrier.sampleNumber(serial + 1);
    const begunOn = (start: number): readonly ParcelLife[] =>
      scenarios[scenario].lives({ carrier, partner: uspsSandbox, trackingNumber, start });
    // A story begins on the latest day on which its last scan is not in the future.
    const tooLateBy = Math.max(
      0,
      ...begunOn(now).flatMap(({ events }) => events.map(({ at }) => Date.parse(at) - now)),
    );
    return {
      number: written?.(trackingNumber) ?? trackingNumber,
      lives: begunOn(now - Math.ceil(tooLateBy / day) * day),
    };
  });
  return {
    numbers: [...parcels.map(({ number }) => number), 'PARCEL-FOR-GRANDMA'],
    lives: parcels.flatMap(({ lives }) => lives),
  };
}
