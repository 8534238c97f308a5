import { type CodeTable, codesIn } from 'waybill/kit';
import { meaningOfCategory, meaningOfText } from './status.ts';
import { deliveryAttributes, eventCodes } from './status-codes.ts';
import { statusCategories, statusTexts } from './status-texts.ts';

const trackingApi = 'USPS Tracking API (developers.usps.com)';

/** All tables of codes and wordings that decide USPS's statuses. */
export const codeTables: Readonly<Record<'usps', readonly CodeTable[]>> = {
  usps: [
    codesIn(eventCodes, {
      name: 'event codes',
      field: 'eventCode',
      document: 'USPS Publication 199, appendices G-4 and G-5; where a code covers several things, the wording decides',
    }),
    codesIn(deliveryAttributes, {
      name: 'delivery attributes',
      field: 'DeliveryAttributeCode of Web Tools',
      document: 'USPS Publication 199, of the retired Web Tools',
    }),
    {
      name: 'wordings',
      field: 'eventType, status',
      document: `${trackingApi}; USPS publishes no full list`,
      meaning: meaningOfText,
      codes: Object.keys(statusTexts),
    },
    {
      name: 'categories',
      field: 'statusCategory',
      document: `${trackingApi}; USPS publishes no list`,
      meaning: meaningOfCategory,
      codes: Object.keys(statusCategories),
    },
  ],
};
