import { describe, expect, it } from 'vitest';
import { readPayload, type Tracking } from 'waybill';
import { formats } from 'waybill/carriers';

/* What the option `locale` costs, as its description says. */
function read(body: object): Tracking {
  const [outcome] = readPayload(JSON.stringify(body), formats);
  if (outcome?.ok !== true) throw new Error('It is not read.');
  return outcome.value;
}

const fedexNumber = '771234567890';
const fedex = (eventDescription: string, eventType?: string): Tracking =>
  read({
    output: {
      completeTrackResults: [
        {
          trackingNumber: fedexNumber,
          trackResults: [
            {
              trackingNumberInfo: { trackingNumber: fedexNumber },
              scanEvents: [{ date: '2026-03-12T10:15:00-05:00', eventDescription, eventType }],
            },
          ],
        },
      ],
    },
  });

const upsNumber = '1Z999AA10123456784';
const ups = (description: string, code: string): Tracking =>
  read({
    trackResponse: {
      shipment: [
        {
          inquiryNumber: upsNumber,
          package: [
            {
              trackingNumber: upsNumber,
              activity: [{ date: '20260312', time: '101500', status: { type: 'I', code, description } }],
            },
          ],
        },
      ],
    },
  });

describe('descriptions in another language', () => {
  it('leave statuses by code as they are', () => {
    expect(fedex('Zugestellt', 'DL').events).toMatchObject([{ status: 'delivered', statusBasis: 'code' }]);
    expect(ups('Abgangsscan', 'DP').events).toMatchObject([{ status: 'in_transit', detail: 'departed_facility' }]);
  });

  it('are told by FedEx and UPS as coarsely as their categories where no code decides, and never wrongly', () => {
    expect(fedex('Delivered').events).toMatchObject([{ status: 'delivered', statusBasis: 'text' }]);
    expect(fedex('Zugestellt').events).toMatchObject([{ status: 'unknown', statusBasis: 'none' }]);
    expect(ups('Now out for delivery', 'OFX').events).toMatchObject([
      { status: 'out_for_delivery', statusBasis: 'text' },
    ]);
    expect(ups('In Zustellung', 'OFX').events).toMatchObject([{ status: 'in_transit', statusBasis: 'category' }]);
  });
});
