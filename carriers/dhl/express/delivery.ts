import { compactOrAbsent, type Delivery, dateOf, type Scan, text, type Window } from 'waybill/kit';
import type { Checkpoint } from './shipment.ts';

/** `Delivered : A. Muster`: where the field for it is left empty, the name is in the words. */
const nameInWords = /^(?:shipment )?delivered\s*(?:-\s*signed for by)?\s*:\s*(\S.*)$/i;

/** The delivery as the newest delivering checkpoint tells it. Both lists oldest first, line for line the same. */
export function readDelivery(scans: readonly Scan[], checkpoints: readonly Checkpoint[]): Delivery | undefined {
  const index = scans.findLastIndex(({ status }) => status === 'delivered');
  const scan = scans[index];
  if (scan === undefined) return undefined;
  const checkpoint = checkpoints[index];
  const wentBack = scans.slice(0, index).some(({ status }) => status === 'returning');
  return compactOrAbsent({
    at: scan.occurredAt,
    signedBy: text(checkpoint?.signatory) ?? text(nameInWords.exec(checkpoint?.description ?? '')?.[1]),
    to: wentBack ? ('sender' as const) : undefined,
    place: scan.place,
  });
}

/** The forecast; the last minute of a day stands for the whole day, any other moment is the latest. */
export function readForecast(estimate: string | undefined): Window | undefined {
  if (estimate === undefined) return undefined;
  const clock = estimate.slice(11, 16);
  return clock === '' || clock === '23:59' ? { from: dateOf(estimate), to: dateOf(estimate) } : { to: estimate };
}
