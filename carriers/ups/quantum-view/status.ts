import { type Meaning, meaningOf, type StatusTable } from 'waybill/kit';
import type { StatusReading } from '../status.ts';
import { codeTable, movementScans, packageExceptions } from '../status-activities.ts';

/** `ActivityType` of generic records (Quantum View document). Scans mean what the same codes mean to Track. */
export const genericRecords: StatusTable = {
  ...codeTable({
    in_transit: {
      arrived_at_destination_facility: 'AD', // at the site that delivers it
      delivery_scheduled: 'SD',
      handed_to_partner: 'FM PC PS PT TC', // the post, a partner of the last mile, or a courier has it, or is given it
      picked_up: 'RP', // from a shop
    },
    out_for_delivery: {
      plain: 'OD RO', // RO: with Roadie
    },
    returning: {
      undeliverable: 'UR',
    },
    cancelled: {
      cancelled_by_sender: 'VM',
    },
    info: {
      plain: 'FN IR RE', // mail that did not arrive, an invoice, the exchange of a return
      estimate_updated: 'UD',
    },
  }),
  ...scan('AG'),
  ...scan('DS'),
  ...scan('OT'),
};

function scan(code: string): StatusTable {
  const meaning = meaningOf(movementScans, code);
  return meaning === undefined ? {} : { [code]: meaning };
}

/** What an exception record may be beside an exception. Track files notes and deliveries under the same type. */
const exceptional: ReadonlySet<Meaning[0]> = new Set([
  'available_for_pickup',
  'delivery_attempted',
  'exception',
  'returning',
]);

/** An exception record by its codes, which are those of Track's exceptions; the record's kind where they say nothing. */
export function exceptionOf(statusCode: string | undefined, reasonCode: string | undefined): StatusReading {
  for (const code of [statusCode, reasonCode]) {
    const meaning = meaningOf(packageExceptions, code);
    if (meaning !== undefined && exceptional.has(meaning[0])) return { meaning, basis: 'code' };
  }
  return { meaning: ['exception'], basis: 'category' };
}
