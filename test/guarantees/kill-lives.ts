import type { Tracking } from '../../src/kit.ts';
import { parcel, scan, scans } from '../parcel.ts';

/** The numbers of two carriers that are watched by whoever is killed. */
export const killedNumbers: readonly string[] = Array.from(
  { length: 12 },
  (_, index) => `${index % 3 === 0 ? 'E' : 'D'}${String(index).padStart(7, '0')}`,
);

const { label, pickedUp, arrived, storm, onVehicle, attempted, delivered } = scans;
const reworded = { ...pickedUp, description: 'Picked up by the driver' };
const secondDay = scan('OD', 'out_for_delivery', '13T07:00');
const atLast = scan('DL', 'delivered', '13T10:00', { detail: 'signed_for' });

/** Answers one after another: scans come, are reworded, overtake one another and are taken back; the forecast moves. */
const histories = [
  [[label], [label, pickedUp], [label, reworded, arrived], [label, reworded, arrived, onVehicle, delivered]],
  [[label], [label, pickedUp, arrived], [label, pickedUp, storm], [label, pickedUp, storm, onVehicle, attempted]],
  [[pickedUp], [pickedUp, arrived, onVehicle], [pickedUp, arrived], [pickedUp, arrived, onVehicle, attempted]],
] as const;

/** The answers of one number's life; each carries its place in the life as a reference. */
export function lifeOfKilled(trackingNumber: string, carrier: string): readonly Tracking[] {
  const history = histories[Number(trackingNumber.slice(1)) % histories.length] ?? histories[0];
  const [last] = history.slice(-1);
  const answers = [...history, [...(last ?? []), ...(last?.includes(delivered) ? [] : [secondDay, atLast])]];
  return answers.map((shown, index) =>
    parcel(shown, {
      carrier,
      trackingNumber,
      references: [{ value: String(index) }],
      ...(index > 0 &&
        index < 4 && { estimatedDelivery: { from: `2026-11-1${index + 1}`, to: `2026-11-1${index + 1}` } }),
      ...(index === 4 && { delivery: { proof: [{ kind: 'signature' as const }] } }),
    }),
  );
}
