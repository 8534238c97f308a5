import { type CodeTable, codesIn } from 'waybill/kit';
import { commitMessages, delayTypes, derivedCodes, eventTypes, exceptionCodes } from './status-codes.ts';

const trackApi = 'FedEx Track API (developer.fedex.com)';

/** All tables of codes that decide FedEx's statuses. */
export const codeTables: Readonly<Record<'fedex', readonly CodeTable[]>> = {
  fedex: [
    codesIn(eventTypes, {
      name: 'scan codes',
      field: 'eventType, latestStatusDetail.code',
      document: `${trackApi}, "Tracking Status Codes" and "Statuses for Webhook Tracking Events"`,
    }),
    codesIn(exceptionCodes, {
      name: 'reason codes',
      field: 'exceptionCode, ancillaryDetails.reason',
      document: `${trackApi}; FedEx publishes no full list`,
    }),
    codesIn(derivedCodes, {
      name: 'rolled-up codes',
      field: 'derivedStatusCode, derivedCode',
      document: `${trackApi}; FedEx publishes no list`,
    }),
    codesIn(delayTypes, {
      name: 'delay types',
      field: 'delayDetail.type',
      document: `${trackApi}, its OpenAPI document`,
    }),
    codesIn(commitMessages, {
      name: 'service commitment messages',
      field: 'serviceCommitMessage.type',
      document: `${trackApi}, its OpenAPI document`,
    }),
  ],
};
