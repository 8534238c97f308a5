import { type Meaning, meaningOf } from 'waybill/kit';
import {
  commitMessages,
  delayTypes,
  derivedCodes,
  eventTypes,
  exceptionCodes,
} from '../../../carriers/fedex/status-codes.ts';
import type { PublishedTable } from '../../published.ts';

type Rows = readonly { readonly code: string; readonly category?: string }[];
type Enumerations = Readonly<Record<string, readonly string[]>>;

const plain = (file: unknown): readonly string[] => [...new Set((file as Rows).map(({ code }) => code))];
const grouped = (file: unknown): readonly string[] => [
  ...new Set((file as Rows).map(({ category, code }) => `${category}.${code}`)),
];
/** Codes of all categories share one field, in which the movement counts. */
const event = (code: string): Meaning | undefined => meaningOf(eventTypes, code.replace(/^.*\./, ''));

/** FedEx's published codes that stand for a status. */
export const published: readonly PublishedTable[] = [
  {
    name: 'tracking status codes',
    file: 'fedex/codes/tracking-status-codes.json',
    codes: grouped,
    meaning: event,
  },
  {
    name: 'webhook tracking events',
    file: 'fedex/codes/webhook-tracking-events.json',
    codes: grouped,
    meaning: event,
  },
  {
    name: 'derived status codes',
    file: 'fedex/codes/derived-status-codes.json',
    codes: plain,
    meaning: (code) => meaningOf(derivedCodes, code),
  },
  {
    name: 'exception codes',
    file: 'fedex/codes/exception-codes.json',
    codes: plain,
    meaning: (code) => meaningOf(exceptionCodes, code),
  },
  {
    name: 'service commitment messages',
    file: 'fedex/codes/openapi-enums.json',
    codes: (file) => (file as Enumerations)['ServiceCommitMessage.type'] ?? [],
    meaning: (code) => meaningOf(commitMessages, code),
  },
  {
    name: 'delay types',
    file: 'fedex/codes/openapi-enums.json',
    codes: (file) => (file as Enumerations)['DelayDetail.type'] ?? [],
    meaning: (code) => meaningOf(delayTypes, code),
  },
];
