import { type Meaning, meaningOf, type StatusTable } from 'waybill/kit';

/** Version of the table, for `mapping`: raise it when the table changes. */
export const tablesVersion = '2026.11';

/** Heron's scan codes, sorted. A code that is not here becomes `unknown`, never a guess. */
const scanCodes: StatusTable = {
  ANN: ['pre_transit', 'label_created'],
  BAK: ['returned'],
  CUS: ['exception', 'customs_held'],
  DEL: ['delivered'],
  DEP: ['in_transit', 'departed_facility'],
  HUB: ['in_transit', 'arrived_at_facility'],
  MIS: ['delivery_attempted', 'recipient_unavailable'],
  NEI: ['delivered', 'delivered_to_neighbour'],
  OUT: ['out_for_delivery'],
  RET: ['returning', 'return_to_sender'],
  SHP: ['available_for_pickup', 'at_carrier_location'],
  SMS: ['info', 'recipient_notified'],
};

/** What a code means; undefined for one that the table lacks. */
export function meaningOfCode(code: string | undefined): Meaning | undefined {
  return meaningOf(scanCodes, code);
}
