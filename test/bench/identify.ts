import { identify } from 'waybill/carriers';
import { sandboxOf } from '../sandboxes.ts';
import type { Row } from './table.ts';

const carriers = ['fedex', 'ups', 'usps', 'dhl'];

/** How many numbers a second `identify` tells the candidates of. */
export function measureIdentifying(): readonly Row[] {
  const rows: Row[] = [];
  for (const kind of [...carriers, 'no number']) {
    const numbers = Array.from({ length: 20_000 }, (_, serial) =>
      kind === 'no number' ? `none ${serial}?` : sandboxOf(kind).sampleNumber(serial),
    );
    for (const number of numbers) identify(number);
    const begin = performance.now();
    for (const number of numbers) identify(number);
    const seconds = (performance.now() - begin) / 1000;
    rows.push({ numbers: kind, 'per second': Math.round(numbers.length / seconds) });
  }
  return rows;
}
