import type { Meaning } from 'waybill/kit';
import { express, parcelDe } from '../../../carriers/dhl/shared/status-divisions.ts';
import { meaningOfEvent } from '../../../carriers/dhl/shared/status-parcel-de.ts';
import { meaningOfWords } from '../../../carriers/dhl/shared/status-words.ts';
import { categories, meaningOfStatus, readStatus } from '../../../carriers/dhl/unified/status.ts';
import type { PublishedTable } from '../../published.ts';

type Row = Readonly<Record<string, string | null>>;

function rows(file: unknown): readonly Row[] {
  return file as readonly Row[];
}

/** What a text says, read as `status` of its division. */
function readText(key: string): Meaning | undefined {
  const [service, ...words] = key.split('|');
  const { status, detail, basis } = readStatus(service, { status: words.join('|') });
  if (basis === 'none') return undefined;
  return detail === undefined ? [status] : [status, detail];
}

/** Divisions whose published texts the API sends instead of their codes. */
const worded = new Set(['dgf', 'ecommerce', 'ecommerce-europe', 'ecommerce-ppl', 'express', 'freight', 'parcel-pl']);

/** The DHL tables that decide a status. */
export const published: readonly PublishedTable[] = [
  {
    name: 'unified status codes',
    file: 'dhl/codes/unified-status-codes.json',
    codes: (file) => rows(file).map(({ service, status }) => `${service}|${status}`),
    meaning: (key) => {
      const [service = '', code = ''] = key.split('|');
      return meaningOfStatus(service, code);
    },
  },
  {
    name: 'unified status texts',
    file: 'dhl/codes/unified-status-codes.json',
    codes: (file) => [
      ...new Set(
        rows(file)
          .filter(({ service, description, remark }) => {
            return worded.has(service ?? '') && description !== null && remark !== 'on shipment level';
          })
          .map(({ description }) => description ?? ''),
      ),
    ],
    meaning: meaningOfWords,
  },
  {
    name: 'observed texts',
    file: 'dhl/codes/unified-observed-texts.json',
    codes: (file) => rows((file as { readonly texts: unknown }).texts).map(({ service, text }) => `${service}|${text}`),
    meaning: readText,
  },
  {
    name: 'status categories',
    file: 'dhl/codes/unified-enums.json',
    codes: (file) => rows((file as { readonly statusCode: unknown }).statusCode).map(({ value }) => value ?? ''),
    meaning: (code) => categories[code],
  },
  {
    name: 'express checkpoints',
    file: 'dhl/codes/express-event-codes.json',
    codes: (file) => rows(file).map(({ code }) => code ?? ''),
    meaning: (code) => express[code],
  },
  {
    name: 'parcel DE standard events',
    file: 'dhl/codes/parcel-de-standard-events.json',
    codes: (file) => rows(file).map(({ code }) => code ?? ''),
    meaning: (code) => parcelDe[code],
  },
  {
    name: 'parcel DE events and reasons',
    file: 'dhl/codes/parcel-de-ice-ric.json',
    codes: (file) => rows(file).map(({ ice, ric, standardEvent }) => `${ice}+${ric}+${standardEvent}`),
    meaning: (key) => {
      const [ice, ric] = key.split('+');
      // Without the standard event: every pair must be known by itself or by its event.
      return meaningOfEvent(ice, ric, undefined) ?? meaningOfEvent(...(key.split('+') as [string, string, string]));
    },
  },
];
