import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { dhlFormats } from '../../../../carriers/dhl/index.ts';

const number = '00340434161094000001';

function outcomes(body: string) {
  return readPayload(body, dhlFormats);
}

function read(body: string) {
  const all = outcomes(body);
  const [outcome] = all;
  if (all.length !== 1 || !outcome?.ok) throw new Error('one tracking was expected');
  return outcome.value;
}

const event = (time: string, words: string, codes: string, more = ''): string => {
  const [ice = '', ric = '', standard = ''] = codes.split('+');
  return `<data name="piece-event" event-timestamp="12.03.2026 ${time}" event-status="${words}" ice="${ice}" ric="${ric}" standard-event-code="${standard}" ${more}/>`;
};
const list = (events: string, more = ''): string => `<data name="piece-event-list" ${more}>${events}</data>`;
const answer = (attributes: string, content = '', after = ''): string =>
  `<data request-id="x" code="0" name="piece-shipment-list"><data name="piece-shipment" piece-code="${number}" ${attributes}>${content}</data>${after}</data>`;

describe('who took it', () => {
  it.each([
    ['4', 'delivered_to_neighbour', 'neighbour'],
    ['1', undefined, 'recipient'],
    ['2', 'delivered_to_agent', 'agent'],
    ['5', 'delivered_to_agent', 'agent'],
  ])('%s', (id, detail, to) => {
    const delivered = list(event('11:05', 'Zugestellt', 'DLVRD+OTHER+ZU'));
    const tracking = read(answer(`ice="DLVRD" ric="OTHER" recipient-id="${id}" delivery-event-flag="1"`, delivered));
    expect([tracking.status, tracking.detail, tracking.delivery?.to]).toEqual(['delivered', detail, to]);
    expect(tracking.events[0]?.detail).toBe(detail);
  });

  it('leaves a place alone', () => {
    const delivered = list(event('11:05', 'Zugestellt', 'DLVRD+SECPL+ZU'));
    const { detail, delivery } = read(answer('recipient-id="1"', delivered));
    expect([detail, delivery?.to]).toEqual(['delivered_to_safe_place', 'safe_place']);
  });

  it('was at a pick-up point where the recipient collected it', () => {
    const collected = list(event('11:05', 'Abgeholt', 'DLVRD+SERPT+ZU'));
    const { detail, delivery } = read(answer('recipient-id="1"', collected));
    expect([detail, delivery?.to]).toEqual(['collected', 'pickup_point']);
  });
});

describe('lines without codes', () => {
  const damage = 'Wegen einer Beschädigung verzögert sich der Transport.';

  it('are read by their words, and say what comes next', () => {
    const events = list(
      event('08:00', 'Geladen', 'SRTED+NRQRD+PO') +
        event('09:00', damage, '', 'event-location="Bruchsal" event-country="Deutschland"'),
    );
    const tracking = read(answer(`status="${damage}" status-next="Sie wird neu verpackt."`, events));
    expect([tracking.status, tracking.detail]).toEqual(['exception', 'damaged']);
    expect(tracking.events.map(({ status, statusBasis }) => [status, statusBasis])).toEqual([
      ['out_for_delivery', 'code'],
      ['exception', 'text'],
    ]);
    expect(tracking.events[1]?.nextStep).toBe('Sie wird neu verpackt.');
  });

  it.each([
    ['Die Sendung wurde in das Zustellfahrzeug geladen.', 'out_for_delivery', 'loaded_on_vehicle'],
    ['The shipment has been loaded onto the delivery vehicle', 'out_for_delivery', 'loaded_on_vehicle'],
    ['Die Sendung liegt in der Filiale zur Abholung bereit.', 'available_for_pickup', 'at_post_office'],
  ])('%s', (words, status, detail) => {
    expect(read(answer('', list(event('08:00', words, '')))).events[0]).toMatchObject({ status, detail });
  });
});

it('keeps both texts of a line', () => {
  const line = event('08:00', 'Zugestellt', 'DLVRD+ACCPT+ZU', 'event-text="Die Sendung wurde am Empfang übergeben."');
  const { events } = read(answer('status="Zugestellt" status-next="Ende."', list(line)));
  expect(events[0]).toMatchObject({
    description: 'Zugestellt. Die Sendung wurde am Empfang übergeben.',
    nextStep: 'Ende.',
  });
});

it('gives the lines of a history their zone though the driver took one back', () => {
  const lines = list(event('09:00', 'Zugestellt', 'DLVRD+ACCPT+ZU') + event('09:01', 'Storno', 'STORN+NRQRD+DD'));
  const { status, events } = read(answer('origin-country="DE" dest-country="DE"', lines));
  expect(events.map(({ occurredAt }) => occurredAt)).toEqual([
    '2026-03-12T09:00:00+01:00',
    '2026-03-12T09:01:00+01:00',
  ]);
  expect(status).not.toBe('delivered');
});

describe('one sentence by either API', () => {
  it.each([
    ['The shipment has been processed in the parcel center of origin', 'LDTMV+MVMTV+AA', 'processed_at_facility'],
    [
      'The shipment has been processed in the destination parcel center',
      'ULFMV+UNLDD+EE',
      'arrived_at_destination_facility',
    ],
    ['Im Ziel-Paketzentrum bearbeitet', 'ULFMV+UNLDD+EE', 'arrived_at_destination_facility'],
  ])('%s', (words, codes, detail) => {
    const own = read(answer('', list(event('08:00', words, codes)))).events[0]?.detail;
    const line = { timestamp: '2026-03-12T08:00:00', statusCode: 'transit', description: words };
    const unified = read(JSON.stringify({ shipments: [{ id: number, service: 'parcel-de', events: [line] }] }));
    expect([own, unified.events[0]?.detail]).toEqual([detail, detail]);
  });
});

describe('shapes of the answer', () => {
  const loaded = event('08:45', 'Geladen', 'SRTED+NRQRD+PO');
  const delivered = event('11:05', 'Zugestellt', 'DLVRD+ACCPT+ZU');

  it('has events directly below their piece', () => {
    const tracking = read(
      `<data request-id="x"><data name="piece-status-public-list" code="0"><data name="piece-status-public" piece-code="${number}" status="Zugestellt" ice="DLVRD" ric="ACCPT">${loaded}${delivered}</data></data></data>`,
    );
    expect(tracking.events).toHaveLength(2);
    expect(tracking.delivery?.at).toBe('2026-03-12T11:05:00');
  });

  it('has the time of the newest line in the public answer', () => {
    const { events } = read(
      `<data name="piece-status-public-list" code="0"><data name="piece-status-public" piece-code="${number}" status="Zugestellt" ice="DLVRD" ric="ACCPT" last-event-timestamp="12.03.2026 11:05"/></data>`,
    );
    expect(events).toMatchObject([{ status: 'delivered', occurredAt: '2026-03-12T11:05:00' }]);
  });

  it('is the history of one piece', () => {
    const tracking = read(list(loaded + delivered, 'piece-identifier="340434161094000001" code="0"'));
    expect(tracking).toMatchObject({ trackingNumber: '340434161094000001', status: 'delivered' });
    expect(tracking.events).toHaveLength(2);
  });

  const beside = answer(
    'piece-identifier="340434161094000001" delivery-event-flag="1" ice="DLVRD" ric="ACCPT"',
    '',
    list(delivered, 'piece-identifier="340434161094000001"'),
  );
  it.each([
    ['with hyphens', beside],
    ['without', beside.replaceAll(/name="[a-z-]+"/g, (name) => name.replaceAll('-', ''))],
  ])('has the history beside its piece: %s', (_, body) => {
    expect(read(body)).toMatchObject({
      trackingNumber: number,
      status: 'delivered',
      delivery: { at: '2026-03-12T11:05:00' },
      events: [{ occurredAt: '2026-03-12T11:05:00' }],
    });
  });

  it('gives every piece its own history', () => {
    const piece = (code: string): string =>
      `<data name="piece-shipment" piece-code="${code}" piece-identifier="${code.slice(2)}"/>${list(event('08:00', code, 'SRTED'), `piece-identifier="${code.slice(2)}"`)}`;
    const all = outcomes(
      `<data name="piece-shipment-list" code="0">${piece(number)}${piece('00340434161094000018')}</data>`,
    );
    expect(all.map((outcome) => outcome.ok && outcome.value.events[0]?.description)).toEqual([
      number,
      '00340434161094000018',
    ]);
  });

  it.each(['2', '5'])('reads a piece that has something to tell, whatever piece-status is: %s', (code) => {
    expect(read(answer(`piece-status="${code}" ice="DLVRD" ric="ACCPT"`, list(delivered))).status).toBe('delivered');
  });

  it('never speaks of a password for one empty piece', () => {
    const [outcome] = outcomes(answer('piece-status="5"'));
    expect(outcome).toMatchObject({ ok: false, error: { code: 'unexpected_response' } });
  });

  it('is unwrapped', () => {
    const tracking = read(
      '<data><data name="piece-shipment-list"><data name="piece-shipment" piece-code="222222222222" ice="DLVRD" standard-event-code="ZU"/></data></data>',
    );
    expect(tracking).toMatchObject({ trackingNumber: '222222222222', status: 'delivered' });
  });

  it('is no tracking of nothing', () => {
    const [outcome] = outcomes('<data name="piece-shipment-list" code="0"><data name="other"/></data>');
    expect(outcome).toMatchObject({ ok: false, error: { code: 'unexpected_response' } });
  });
});

it('is not blocked by long texts', () => {
  for (const mark of ['-', '\t', ' ', ' :']) {
    const long = `Sendung ${mark.repeat(160_000 / mark.length)} x`;
    const more = `event-location="${long}" event-country="${long}"`;
    expect(read(answer(`status="${long}" shipper-city="${long}"`, list(event('08:00', long, '', more)))).status).toBe(
      'unknown',
    );
  }
});
