import { type EventStatus, type Meaning, meaningOf, type StatusBasis, type StatusTable, text } from 'waybill/kit';
import { dgf, express, freight, parcelDe, parcelPl, svb } from '../shared/status-divisions.ts';
import { ecommerce, ecommerceEurope, ecommercePpl } from './status-ecommerce.ts';
import { parcelNl } from './status-parcel-nl.ts';
import { meaningOfWords } from './status-words.ts';
import type { WireStatus } from './wire.ts';

/** Version of the tables, for `mapping`. */
export const tablesVersion = '2026.11';

/** The published codes, by `service`; each division has its own. */
export const tables: Readonly<Record<string, StatusTable>> = {
  dgf,
  ecommerce,
  'ecommerce-europe': ecommerceEurope,
  'ecommerce-ppl': ecommercePpl,
  express,
  freight,
  'parcel-de': parcelDe,
  'parcel-nl': parcelNl,
  'parcel-pl': parcelPl,
  svb,
};

/**
 * `statusCode`, which is coarse and sometimes wrong: `transit` is also said of a finished return, `delivered` of a
 * hand-over to a shop, and `failure` is not final. It speaks only where code and words do not.
 */
export const categories: StatusTable = {
  delivered: ['delivered'],
  failure: ['exception'],
  'pre-transit': ['pre_transit', 'label_created'],
  transit: ['in_transit'],
  unknown: ['unknown'],
};

/** What a line says, and by what it was decided. */
export interface StatusReading {
  readonly status: EventStatus;
  readonly detail?: Meaning[1];
  readonly basis: StatusBasis;
  /** `status`, where it is a code and no sentence. */
  readonly code: string | undefined;
}

/** Upper case without a blank, and short or with a digit or underscore: `OK`, `20-126`, `NOT_HOME`. */
const codeShape = /^(?:[A-Z]{2,3}|(?=.*[\d_])[A-Z\d_/-]+)$/;

/** 101 to 104 are what DHL Express says of a whole shipment, no checkpoints: as coarse as `statusCode`. */
const coarse = /^10[1-4]$/;

/**
 * A line's status: by the division's code, else by the words of `status`, then of `description`, else by `statusCode`.
 * `status` holds a code, a sentence or nothing, as the division likes.
 */
export function readStatus(service: string | undefined, line: WireStatus): StatusReading {
  const stated = text(line.status);
  const table = service !== undefined && Object.hasOwn(tables, service) ? tables[service] : undefined;
  const listed = table && meaningOf(table, stated);
  const code = listed !== undefined || (stated !== undefined && codeShape.test(stated)) ? stated : undefined;
  if (listed !== undefined && listed[0] !== 'unknown') {
    const basis = table === express && coarse.test(code ?? '') ? 'category' : 'code';
    return { status: listed[0], detail: listed[1], basis, code };
  }
  for (const words of [stated, text(line.description), text(line.statusDetailed)]) {
    const meaning = words === undefined ? undefined : meaningOfWords(words);
    if (meaning !== undefined) return { ...refined(meaning, line), basis: 'text', code };
  }
  const category = meaningOf(categories, text(line.statusCode));
  if (category === undefined || category[0] === 'unknown') return { status: 'unknown', basis: 'none', code };
  return { status: category[0], detail: category[1], basis: 'category', code };
}

/** DHL eCommerce says `DELIVERED` in `status` and where in `description`. */
function refined([status, detail]: Meaning, line: WireStatus): Pick<StatusReading, 'status' | 'detail'> {
  if (status !== 'delivered' || detail !== undefined) return { status, detail };
  const where = text(line.description)?.toLowerCase();
  return { status, detail: where === undefined ? undefined : places.find(([words]) => words.test(where))?.[1] };
}

const places: readonly (readonly [RegExp, NonNullable<Meaning[1]>])[] = [
  [/po box/, 'delivered_to_po_box'],
  [/mail ?box/, 'delivered_to_mailbox'],
  [/parcel locker/, 'delivered_to_locker'],
  [/neighbou?r/, 'delivered_to_neighbour'],
  [/front desk|reception|mail ?room/, 'delivered_to_reception'],
  [/door|porch|garage|patio|safe place/, 'delivered_to_safe_place'],
  [/agent/, 'delivered_to_agent'],
];
