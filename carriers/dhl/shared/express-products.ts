import { compactOrAbsent, type Service } from 'waybill/kit';

/**
 * Products by their global code: MyDHL API 3.1.1, reference data `productCode`, which lists those for documents; the
 * others (E, H, M, P, Q, Y, 8) are the same products for goods.
 */
const products: Readonly<Record<string, string>> = {
  '1': 'EXPRESS DOMESTIC 12:00',
  '5': 'SAMEDAY SPRINTLINE',
  '7': 'EXPRESS EASY',
  '8': 'EXPRESS EASY',
  A: 'ECONOMY BREAKBULK',
  B: 'EXPRESS BREAKBULK',
  C: 'MEDICAL EXPRESS',
  D: 'EXPRESS WORLDWIDE',
  E: 'EXPRESS 9:00',
  G: 'ECONOMY SELECT DOMESTIC',
  H: 'ECONOMY SELECT',
  I: 'EXPRESS DOMESTIC 9:00',
  K: 'EXPRESS 9:00',
  L: 'EXPRESS 10:30',
  M: 'EXPRESS 10:30',
  N: 'EXPRESS DOMESTIC',
  O: 'EXPRESS DOMESTIC 10:30',
  P: 'EXPRESS WORLDWIDE',
  Q: 'MEDICAL EXPRESS',
  R: 'GLOBALMAIL',
  S: 'SAME DAY',
  T: 'EXPRESS 12:00',
  U: 'EXPRESS WORLDWIDE',
  W: 'ECONOMY SELECT',
  X: 'EXPRESS ENVELOPE',
  Y: 'EXPRESS 12:00',
};

/** The product bought, by its code of one letter or digit. */
export function productOf(code: string | undefined): Service | undefined {
  return compactOrAbsent({
    code,
    name: code !== undefined && Object.hasOwn(products, code) ? products[code] : undefined,
  });
}
