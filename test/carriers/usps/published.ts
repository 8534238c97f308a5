import { meaningOfCategory, meaningOfText } from '../../../carriers/usps/status.ts';
import { deliveryAttributes, eventCodes } from '../../../carriers/usps/status-codes.ts';
import type { PublishedTable } from '../../published.ts';

function column(file: unknown, key: string): readonly string[] {
  return (file as readonly Readonly<Record<string, string>>[]).flatMap((row) => row[key] ?? []);
}

/** The USPS tables that decide a status. */
export const published: readonly PublishedTable[] = [
  {
    name: 'event codes',
    file: 'usps/codes/event-codes.json',
    codes: (file) => column(file, 'code'),
    meaning: (code) => eventCodes[code],
  },
  {
    name: 'status texts',
    file: 'usps/codes/status-texts.json',
    codes: (file) => column((file as { readonly texts: unknown }).texts, 'text'),
    meaning: meaningOfText,
  },
  {
    name: 'status categories',
    file: 'usps/codes/status-categories.json',
    codes: (file) => column(file, 'statusCategory'),
    meaning: meaningOfCategory,
  },
  {
    name: 'delivery attributes',
    file: 'usps/codes/delivery-attribute-codes.json',
    codes: (file) => column((file as { readonly codes: unknown }).codes, 'code'),
    meaning: (code) => deliveryAttributes[code],
  },
];
