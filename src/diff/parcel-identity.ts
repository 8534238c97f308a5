import { TrackingError } from '../model/error.ts';
import type { Tracking } from '../model/tracking.ts';

/**
 * Whether a number stands for another shipment now: numbers are reused.
 *
 * @throws TrackingError `invalid_request` for trackings of two numbers or of two carriers.
 */
export function isAnotherShipment(previous: Tracking, next: Tracking): boolean {
  if (previous.carrier !== next.carrier) {
    throw new TrackingError(
      'invalid_request',
      `Compare trackings of one carrier: these are of ${previous.carrier} and of ${next.carrier}.`,
      { carrier: next.carrier },
    );
  }
  const [before, now] = [previous.uniqueId, next.uniqueId];
  if (before !== undefined && before === now) return false;
  const [left, right] = [plain(previous.trackingNumber), plain(next.trackingNumber)];
  // A stored payload may have lost its number.
  if (left !== right && left !== '' && right !== '') {
    throw new TrackingError('invalid_request', 'Compare trackings of one parcel: these are of two tracking numbers.', {
      carrier: next.carrier,
      trackingNumber: next.trackingNumber,
    });
  }
  return before !== undefined && now !== undefined;
}

function plain(trackingNumber: string): string {
  return trackingNumber.replaceAll(/[\s-]/g, '').toUpperCase();
}
