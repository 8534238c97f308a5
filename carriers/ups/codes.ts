import { type CodeTable, codesIn, meaningOf, type StatusTable } from 'waybill/kit';
import {
  activityTypes,
  deliveryCodes,
  manifestCodes,
  movementScans,
  packageExceptions,
  updateCodes,
} from './status-activities.ts';
import { padded } from './status-codes.ts';
import { descriptionCodes } from './status-descriptions.ts';
import { freightActivities, freightExceptions, mailInnovations } from './status-mail-and-freight.ts';

const document = 'UPS Track API (developer.ups.com), appendix';

/** A table whose codes have so many digits, of which spreadsheets eat the leading zeros. */
const digits = (table: StatusTable, name: string, field: string, length: number): CodeTable => ({
  ...codesIn(table, { name, field, document }),
  meaning: (code) => meaningOf(table, padded(code, length)),
});

/** All tables of codes that decide UPS's statuses. Which one counts is told by an activity's type and the number's kind. */
export const codeTables: Readonly<Record<'ups', readonly CodeTable[]>> = {
  ups: [
    digits(descriptionCodes, 'status description codes', 'status.statusCode, currentStatus.code', 3),
    codesIn(activityTypes, { name: 'activity types', field: 'status.type', document }),
    codesIn(movementScans, { name: 'movement scans', field: 'status.code where the type is I or P', document }),
    digits(deliveryCodes, 'delivery codes', 'status.code where the type is D', 2),
    digits(packageExceptions, 'package exceptions', 'status.code where the type is X', 2),
    codesIn(manifestCodes, { name: 'manifest codes', field: 'status.code where the type is M or MV', document }),
    codesIn(updateCodes, { name: 'update codes', field: 'status.code where the type is U', document }),
    codesIn(mailInnovations, {
      name: 'Mail Innovations codes',
      field: 'status.code of Mail Innovations numbers',
      document,
    }),
    digits(freightActivities, 'freight activities', 'status.code of freight numbers', 3),
    codesIn(freightExceptions, {
      name: 'freight exceptions',
      field: 'status.code of freight numbers where the type is X',
      document,
    }),
  ],
};
