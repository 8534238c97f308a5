import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { dhlFormats } from '../../../../carriers/dhl/index.ts';

type Wire = Readonly<Record<string, unknown>>;

function stored(fields: Wire) {
  const shipments = [{ shipmentTrackingNumber: '2222222222', ...fields }];
  return readPayload(JSON.stringify({ shipments }), dhlFormats)[0];
}

function read(events: readonly Wire[], fields: Wire = {}) {
  const outcome = stored({ status: 'Success', events, ...fields });
  if (!outcome?.ok) throw new Error('a tracking was expected');
  return outcome.value;
}

describe('a checkpoint', () => {
  it.each([
    ['UD', 'The importer has to send more papers.', 'exception', 'customs_documents_required'],
    ['UD', 'DHL needs further information from the importer.', 'exception', 'customs_documents_required'],
    ['UD', 'Duties and taxes have to be paid by the receiver.', 'exception', 'customs_payment_due'],
    ['UD', 'Clearance is pending while the invoice image is being generated.', 'exception', 'customs_delayed'],
    ['OH', 'The full address is needed.', 'exception', 'address_issue'],
    ['OH', 'The receiver asked us to hold it.', 'exception', 'held_at_request'],
    ['IC', 'Unless there is an adhoc physical examination it will proceed.', 'in_transit', 'customs_processing'],
    ['ND', 'The receiver was not home', 'delivery_attempted', 'recipient_unavailable'],
    ['PU', 'The address of the receiver', 'in_transit', 'picked_up'],
    ['ND', 'The address is incomplete', 'delivery_attempted', 'address_issue'],
    ['HI', 'A payment is outstanding', 'exception', 'payment_due'],
    ['CD', 'An import licence is required', 'exception', 'customs_documents_required'],
  ])('%s: %s', (typeCode, value, status, detail) => {
    const [event] = read([
      { date: '2026-02-03', time: '09:00:00', typeCode, description: 'Event', remarks: [{ value, details: 'Wait.' }] },
    ]).events;
    expect(event).toMatchObject({ status, detail, nextStep: 'Wait.', description: expect.stringContaining(value) });
  });

  it('may have its whole time in the field of the day', () => {
    const tracking = read([{ date: '2026-02-03T09:10:00', typeCode: 'OK', description: 'Delivered' }]);
    expect(tracking.delivery?.at).toBe('2026-02-03T09:10:00');
    expect(tracking.issues).toBeUndefined();
  });

  it('of a day without times does not undo a delivery of that day', () => {
    const tracking = read([
      { date: '2026-02-03', typeCode: 'OK', description: 'Delivered', signedBy: 'K. Berg' },
      { date: '2026-02-03', typeCode: 'WC', description: 'Out' },
    ]);
    expect([tracking.status, tracking.delivery?.signedBy]).toEqual(['delivered', 'K. Berg']);
  });

  it('tells a state in words alone', () => {
    expect(read([{ date: '2026-02-03', description: 'Address information needed' }]).detail).toBe('address_issue');
  });
});

describe('a response about customs', () => {
  const response = (value: string) =>
    read([
      {
        date: '2026-02-03',
        typeCode: 'RR',
        description: 'Customs clearance status updated.',
        remarks: [{ value }],
      },
    ]).events[0];

  it('says what its remark says, and nothing of its own', () => {
    expect(response('Shipment has been given a release status by Customs.')).toMatchObject({
      status: 'in_transit',
      detail: 'customs_cleared',
    });
    expect(response('The receiver must send the invoice.')?.detail).toBe('customs_documents_required');
    expect(response('Please wait.')).toMatchObject({ status: 'info', statusBasis: 'code' });
  });
});

describe('a shipment without checkpoints', () => {
  it('keeps its forecast, and the state that DHL tells', () => {
    expect(stored({ status: 'transit', events: [], estimatedDeliveryDate: '2026-02-05' })).toMatchObject({
      ok: true,
      value: { status: 'in_transit', estimatedDelivery: { from: '2026-02-05', to: '2026-02-05' } },
    });
  });

  it('is announced', () => {
    expect(read([])).toMatchObject({ status: 'pre_transit', detail: 'label_created' });
  });

  it('is unknown where the look-up failed and nothing is told', () => {
    expect(stored({ status: 'Shipment not found', events: [] })).toMatchObject({
      ok: false,
      trackingNumber: '2222222222',
      error: { code: 'not_found' },
    });
  });
});

describe('a service area', () => {
  it.each([
    ['Tampa, FL', { city: 'Tampa', region: 'FL', country: 'US' }],
    ['WOODSIDE,NY-USA', { city: 'WOODSIDE', region: 'NY', country: 'US' }],
    ['HONG KONG-HONG KONG SAR, CHINA', { city: 'HONG KONG', country: 'HK' }],
  ])('%s', (description, place) => {
    const [event] = read([{ date: '2026-02-03', typeCode: 'PL', serviceArea: [{ code: 'X', description }] }]).events;
    expect(event?.place).toEqual({ ...place, facility: 'X' });
  });
});

it('is not blocked by long texts', () => {
  for (const mark of ['-', '\t', ' ', '- ', ', ', ' :']) {
    const long = `delivered${mark.repeat(160_000 / mark.length)}x`;
    const serviceArea = [{ code: 'X', description: long }];
    const event = { date: '2026-02-03', time: long, typeCode: 'OK', description: long, serviceArea, signedBy: long };
    expect(
      read([{ ...event, remarks: [{ value: long, details: long }] }], { estimatedDeliveryDate: long }).status,
    ).toBe('delivered');
    const xml = `<TrackingResponse><AWBInfo><AWBNumber>2222222222</AWBNumber><Status><ActionStatus>success</ActionStatus></Status><ShipmentInfo><EstDlvyDate>2026${long}GMT</EstDlvyDate><Shipper/><Consignee/><ShipmentEvent><Date>2026-02-03</Date><ServiceEvent><EventCode>OK</EventCode><Description>${long}</Description></ServiceEvent></ShipmentEvent></ShipmentInfo></AWBInfo></TrackingResponse>`;
    const [outcome] = readPayload(xml, dhlFormats);
    expect(outcome?.ok && outcome.value.status).toBe('delivered');
  }
});
