import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { dhlFormats } from '../../../../carriers/dhl/index.ts';

function read(content: string) {
  const [outcome] = readPayload(
    `<TrackingResponse><AWBInfo><AWBNumber>2222222222</AWBNumber><Status><ActionStatus>success</ActionStatus></Status>${content}</AWBInfo></TrackingResponse>`,
    dhlFormats,
  );
  if (!outcome?.ok) throw new Error('a tracking was expected');
  return outcome.value;
}

const event = (code: string, remarks: string): string =>
  `<ShipmentEvent><Date>2026-02-03</Date><Time>09:00:00</Time><ServiceEvent><EventCode>${code}</EventCode><Description>Clearance event</Description></ServiceEvent><EventRemarks>${remarks}</EventRemarks></ShipmentEvent>`;

describe('remarks', () => {
  it('tell what is wanted and what comes next', () => {
    const remarks =
      '<FurtherDetails>The importer has to send\n  more papers.</FurtherDetails><NextSteps>DHL will\n call.</NextSteps>';
    const { status, detail, events } = read(`<ShipmentInfo>${event('UD', remarks)}</ShipmentInfo>`);
    expect([status, detail]).toEqual(['exception', 'customs_documents_required']);
    expect(events[0]).toMatchObject({
      description: 'Clearance event. The importer has to send more papers.',
      nextStep: 'DHL will call.',
    });
  });
});

describe('empty elements', () => {
  it('are nothing, and no issue', () => {
    const empty = '<OriginServiceArea/><DestinationServiceArea/><Shipper/><Consignee/><ShipperReference/>';
    const tracking = read(`<ShipmentInfo>${empty}${event('PU', '')}</ShipmentInfo><Pieces/>`);
    expect(tracking.status).toBe('in_transit');
    expect(tracking.issues).toBeUndefined();
  });
});

it('reads a forecast with the offset that DHL writes behind it', () => {
  const forecast = (time: string) =>
    read(`<ShipmentInfo><EstDlvyDate>${time}</EstDlvyDate></ShipmentInfo>`).estimatedDelivery;
  expect(forecast('2026-11-24 12:00:00 GMT-05:00')).toEqual({ to: '2026-11-24T12:00:00-05:00' });
  expect(forecast('2026-11-24 23:59:00 GMT-05:00')).toEqual({ from: '2026-11-24', to: '2026-11-24' });
});

it('reads bytes that are no UTF-8 as what they are', () => {
  const xml = `<TrackingResponse><AWBInfo><AWBNumber>2222222222</AWBNumber><Status><ActionStatus>success</ActionStatus></Status><ShipmentInfo><Consignee><City>KÖLN</City></Consignee></ShipmentInfo></AWBInfo></TrackingResponse>`;
  const [outcome] = readPayload(
    Uint8Array.from(xml, (character) => character.charCodeAt(0)),
    dhlFormats,
  );
  expect(outcome?.ok && outcome.value.destination?.city).toBe('KÖLN');
  expect(outcome?.ok && outcome.value.issues).toHaveLength(1);
});
