import { readStatus } from '../../../carriers/ups/status.ts';
import { meaningOfCode } from '../../../carriers/ups/status-codes.ts';
import { descriptionCodes } from '../../../carriers/ups/status-descriptions.ts';
import type { Meaning } from '../../../src/kit.ts';
import type { PublishedTable } from '../../published.ts';

interface Row {
  readonly code: string;
}

function codes(file: unknown): readonly string[] {
  return [...new Set((file as readonly Row[]).map(({ code }) => code))];
}

function typeMeaning(type: string): Meaning | undefined {
  const { meaning, basis } = readStatus({ type }, 'package');
  return basis === 'none' ? undefined : meaning;
}

/** The UPS tables that decide a status. */
export const published: readonly PublishedTable[] = [
  {
    name: 'status description codes',
    file: 'ups/codes/status-description-codes.json',
    codes,
    meaning: (code) => descriptionCodes[code],
  },
  { name: 'activity types', file: 'ups/codes/activity-types.json', codes, meaning: typeMeaning },
  {
    name: 'movement scans',
    file: 'ups/codes/movement-scans.json',
    codes,
    meaning: (code) => meaningOfCode('I', code, 'package'),
  },
  {
    name: 'manifest codes',
    file: 'ups/codes/manifest-codes.json',
    codes,
    meaning: (code) => meaningOfCode('M', code, 'package'),
  },
  {
    name: 'update codes',
    file: 'ups/codes/update-codes.json',
    codes,
    meaning: (code) => meaningOfCode('U', code, 'package'),
  },
  {
    name: 'delivery codes',
    file: 'ups/codes/delivery-codes.json',
    codes,
    meaning: (code) => meaningOfCode('D', code, 'package'),
  },
  {
    name: 'package exceptions',
    file: 'ups/codes/package-exceptions.json',
    codes,
    meaning: (code) => meaningOfCode('X', code, 'package'),
  },
  {
    name: 'Mail Innovations codes',
    file: 'ups/codes/mail-innovations-codes.json',
    codes,
    meaning: (code) => meaningOfCode(undefined, code, 'mail'),
  },
  {
    name: 'freight activity codes',
    file: 'ups/codes/freight-activity-codes.json',
    codes,
    meaning: (code) => meaningOfCode('W', code, 'freight'),
  },
  {
    name: 'freight exception codes',
    file: 'ups/codes/freight-exception-codes.json',
    codes,
    meaning: (code) => meaningOfCode('X', code, 'freight'),
  },
];
