import { type ParcelLife, type ScenarioName, sampleNumber, scenarios } from 'waybill/testing';

/** A number on the demo's list, written as people and scanners write them. */
interface Listed {
  readonly scenario: ScenarioName;
  readonly carrier: string;
  readonly written?: (trackingNumber: string) => string;
}

const inFours = (trackingNumber: string): string => trackingNumber.replaceAll(/(.{4})(?=.)/g, '$1 ');
const shouted = (trackingNumber: string): string => `  ${trackingNumber.toLowerCase()} `;
/** What a scanner reads from a postal label: application identifier 420, the recipient's ZIP code, then the number. */
const scanned = (trackingNumber: string): string => `42002139${trackingNumber}`;

const list: readonly Listed[] = [
  { scenario: 'delivered', carrier: 'fedex', written: inFours },
  { scenario: 'outForDelivery', carrier: 'ups' },
  { scenario: 'inTransit', carrier: 'usps', written: scanned },
  { scenario: 'customsHold', carrier: 'dhl' },
  { scenario: 'weatherDelay', carrier: 'fedex' },
  { scenario: 'leftWithNeighbour', carrier: 'ups', written: shouted },
  { scenario: 'attempted', carrier: 'usps' },
  { scenario: 'waitingForPickup', carrier: 'dhl' },
  { scenario: 'reusedNumber', carrier: 'fedex' },
  { scenario: 'handedToPost', carrier: 'ups' },
  { scenario: 'returned', carrier: 'usps' },
  { scenario: 'clearedCustoms', carrier: 'dhl' },
  { scenario: 'multiPiece', carrier: 'fedex' },
  { scenario: 'damaged', carrier: 'ups' },
  { scenario: 'deliveredAtSecondAttempt', carrier: 'usps' },
  { scenario: 'returning', carrier: 'dhl' },
  { scenario: 'cancelled', carrier: 'fedex' },
  { scenario: 'lost', carrier: 'ups' },
  { scenario: 'labelOnly', carrier: 'usps' },
  { scenario: 'collected', carrier: 'dhl' },
  { scenario: 'refundAfterDelivery', carrier: 'fedex' },
  { scenario: 'wrongAddress', carrier: 'ups' },
  { scenario: 'notFound', carrier: 'usps' },
];

const day = 86_400_000;

/** The numbers to track, one of no carrier among them, and the parcels behind them. */
export function demoParcels(now: number): { readonly numbers: readonly string[]; readonly lives: ParcelLife[] } {
  const parcels = list.map(({ scenario, carrier, written }, serial) => {
    const trackingNumber = sampleNumber(carrier, serial + 1);
    const begunOn = (start: number): readonly ParcelLife[] =>
      scenarios[scenario].lives({ carrier, trackingNumber, start });
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
