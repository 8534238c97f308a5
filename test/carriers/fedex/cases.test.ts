import { describe, expect, it } from 'vitest';
import { createTracker, readPayload, type Tracking } from 'waybill';
import { fedex, fedexFormats } from 'waybill/carriers/fedex';
import { receive } from 'waybill/webhooks';
import { pushOf, secret, signatureOf } from '../push.ts';
import { number } from './answers.ts';

type Fields = Readonly<Record<string, unknown>>;

const fargo = { city: 'FARGO', stateOrProvinceCode: 'ND', postalCode: '58102', countryCode: 'US' };
const atFargo = { city: 'FARGO', region: 'ND', postalCode: '58102', country: 'US' };

function scan(date: string | undefined, eventType: string | undefined, eventDescription: string, more: Fields = {}) {
  return { date, eventType, eventDescription, scanLocation: fargo, ...more };
}

function result(latest: Fields | undefined, scanEvents: readonly Fields[], more: Fields = {}): Fields {
  return {
    trackingNumberInfo: { trackingNumber: number },
    ...(latest && { latestStatusDetail: latest }),
    scanEvents,
    ...more,
  };
}

function trackingIn(body: string): Tracking {
  const [outcome] = readPayload(body, fedexFormats);
  if (outcome?.ok !== true) throw outcome?.error ?? new Error('no outcome');
  return outcome.value;
}

function tracked(...trackResults: readonly Fields[]): Tracking {
  return trackingIn(JSON.stringify({ output: { completeTrackResults: [{ trackingNumber: number, trackResults }] } }));
}

function read(latest: Fields | undefined, scanEvents: readonly Fields[], more: Fields = {}): Tracking {
  return tracked(result(latest, scanEvents, more));
}

function stateOf({ status, detail }: Tracking): string {
  return detail === undefined ? status : `${status} ${detail}`;
}

/** A reply of the SOAP service with these elements of its one parcel. */
function soap(inner: string): string {
  const success = '<Severity>SUCCESS</Severity><Code>0</Code>';
  return `<TrackReply xmlns="http://fedex.com/ws/track/v12"><Notifications>${success}</Notifications><CompletedTrackDetails><TrackDetails><Notification>${success}</Notification><TrackingNumber>${number}</TrackingNumber>${inner}</TrackDetails></CompletedTrackDetails></TrackReply>`;
}

function soapEvent(time: string, type: string, words: string, more = ''): string {
  const address =
    '<Address><City>FARGO</City><StateOrProvinceCode>ND</StateOrProvinceCode><PostalCode>58102</PostalCode><CountryCode>US</CountryCode></Address>';
  return `<Events><Timestamp>${time}</Timestamp><EventType>${type}</EventType><EventDescription>${words}</EventDescription>${address}${more}</Events>`;
}

describe('+00:00, by which FedEx says that it knows no offset', () => {
  const delivered = '2026-03-12T11:34:00+00:00';
  const given = { dateAndTimes: [{ type: 'ACTUAL_DELIVERY', dateTime: delivered }] };

  it('is the zone of the place, of the delivery too', () => {
    const { events, delivery } = read({ code: 'DL' }, [scan(delivered, 'DL', 'Delivered')], given);
    expect(events).toMatchObject([{ occurredAt: '2026-03-12T11:34:00-05:00', timeBasis: 'place' }]);
    expect(delivery?.at).toBe('2026-03-12T11:34:00-05:00');
  });

  it('is none where the place has no certain zone', () => {
    const somewhere = { scanLocation: { countryCode: 'US' } };
    const { events, delivery } = read({ code: 'DL' }, [scan(delivered, 'DL', 'Delivered', somewhere)], given);
    expect(events).toMatchObject([{ occurredAt: '2026-03-12T11:34:00', timeBasis: 'none' }]);
    expect(delivery?.at).toBe('2026-03-12T11:34:00');
  });

  it('stays where it is the place’s own, by the place', () => {
    const leeds = { scanLocation: { city: 'LEEDS', postalCode: 'LS1 1AA', countryCode: 'GB' } };
    const { events } = read({ code: 'DL' }, [scan('2026-01-12T11:34:00+00:00', 'DL', 'Delivered', leeds)]);
    expect(events).toMatchObject([{ occurredAt: '2026-01-12T11:34:00+00:00', timeBasis: 'place' }]);
  });

  it('is read alike in SOAP and in pushes', () => {
    const pushed = trackingIn(
      JSON.stringify({ trackResults: [result(undefined, [scan(delivered, 'DL', 'Delivered')])] }),
    );
    for (const { events } of [trackingIn(soap(soapEvent(delivered, 'DL', 'Delivered'))), pushed]) {
      expect(events).toMatchObject([{ occurredAt: '2026-03-12T11:34:00-05:00', timeBasis: 'place' }]);
    }
  });

  it('is no time of a forecast at midnight', () => {
    const forecast = { dateAndTimes: [{ type: 'ESTIMATED_DELIVERY', dateTime: '2026-03-14T00:00:00+00:00' }] };
    expect(read({ code: 'IT' }, [], forecast).estimatedDelivery).toEqual({ from: '2026-03-14', to: '2026-03-14' });
  });
});

describe('midnight sharp', () => {
  it.each(['-07:00', '-06:00', '-05:00', '+01:00', 'Z', ''])(
    'at %s is the day of a label, a hand-over or a forecast',
    (offset) => {
      const midnight = `2026-01-14T00:00:00${offset}`;
      const dated = (type: string) => read({ code: 'IT' }, [], { dateAndTimes: [{ type, dateTime: midnight }] });
      const day = { from: '2026-01-14', to: '2026-01-14' };
      expect(dated('SHIP').shippedAt).toBe('2026-01-14');
      expect(dated('ACTUAL_PICKUP').shippedAt).toBe('2026-01-14');
      expect(dated('ACTUAL_TENDER').shippedAt).toBe('2026-01-14');
      expect(dated('ESTIMATED_DELIVERY').estimatedDelivery).toEqual(day);
      expect(dated('APPOINTMENT_DELIVERY').estimatedDelivery).toEqual(day);
      expect(dated('COMMITMENT').promisedDelivery).toEqual(day);
      const window = { window: { begins: midnight, ends: midnight } };
      expect(read({ code: 'IT' }, [], { estimatedDeliveryTimeWindow: window }).estimatedDelivery).toEqual(day);
      const ends = { window: { ends: midnight } };
      expect(read({ code: 'IT' }, [], { standardTransitTimeWindow: ends }).promisedDelivery).toEqual({
        to: '2026-01-14',
      });
    },
  );

  it('is a time where somebody delivered then', () => {
    const at = '2026-01-14T00:00:00-05:00';
    const given = { dateAndTimes: [{ type: 'ACTUAL_DELIVERY', dateTime: at }] };
    expect(read({ code: 'DL' }, [scan(at, 'DL', 'Delivered')], given).delivery?.at).toBe(at);
  });
});

describe('a label', () => {
  it('is no news of a parcel that was picked up on its day', () => {
    const tracking = read(undefined, [
      scan('2026-03-12T10:36:00-05:00', 'OC', 'Label data sent'),
      scan('2026-03-12T00:00:00', 'PU', 'Picked up'),
    ]);
    expect(stateOf(tracking)).toBe('in_transit picked_up');
    expect(tracking.events.map(({ code }) => code)).toEqual(['OC', 'PU']);
  });

  it('stated as the latest status takes nothing back', () => {
    const scans = [
      scan('2026-03-12T14:21:00-05:00', 'PU', 'Picked up'),
      scan('2026-03-12T09:56:00-05:00', 'OC', 'Label data sent'),
    ];
    expect(stateOf(read({ code: 'OC', derivedCode: 'IN' }, scans))).toBe('in_transit picked_up');
  });
});

describe('words, where no code decides', () => {
  it.each([
    ['Delivered', 'delivered'],
    ['On FedEx vehicle for delivery', 'out_for_delivery'],
    ['Shipment information sent to FedEx', 'pre_transit label_created'],
    ['Shipment information sent to U.S. Postal Service', 'unknown'],
    ['Picked up', 'in_transit picked_up'],
    ['Arrived at FedEx location', 'in_transit arrived_at_facility'],
    ['At local FedEx facility', 'in_transit arrived_at_destination_facility'],
    ['At destination sort facility', 'in_transit arrived_at_destination_facility'],
    ['Left FedEx origin facility', 'in_transit departed_origin_facility'],
    ['Departed FedEx location', 'in_transit departed_facility'],
    ['In transit', 'in_transit'],
    ['Ready for recipient pickup', 'available_for_pickup'],
    ['Package is not yet available for pickup', 'in_transit to_pickup_point'],
    ['Returning package to shipper', 'returning return_to_sender'],
    ['Shipment cancelled by sender', 'cancelled'],
    ['Clearance delay - Import', 'exception customs_delayed'],
    ['International shipment release - Import', 'in_transit customs_cleared'],
    ['Delivery exception', 'exception'],
    ['Not delivered', 'unknown'],
    ['Etwas ganz anderes', 'unknown'],
  ])('tell what a line is: %s', (words, state) => {
    const date = '2026-03-12T10:15:00-05:00';
    expect(stateOf(read(undefined, [scan(date, undefined, words)]))).toBe(state);
    expect(stateOf(read(undefined, [scan(date, 'Z9', words)]))).toBe(state);
  });

  it('say so', () => {
    const { events } = read(undefined, [scan('2026-03-12T10:15:00-05:00', undefined, 'Delivered')]);
    expect(events).toMatchObject([{ status: 'delivered', statusBasis: 'text' }]);
  });

  it('give way to any code', () => {
    const date = '2026-03-12T10:15:00-05:00';
    expect(stateOf(read(undefined, [scan(date, 'AR', 'Delivered')]))).toBe('in_transit arrived_at_facility');
    const rolledUp = scan(date, 'Z9', 'Delivered', { derivedStatusCode: 'IT' });
    expect(stateOf(read(undefined, [rolledUp]))).toBe('in_transit');
  });

  it('tell which building it was, where neither code nor kind of place does', () => {
    const at = (code: string, words: string) => read(undefined, [scan('2026-03-12T10:15:00-05:00', code, words)]);
    expect(stateOf(at('AR', 'At local FedEx facility'))).toBe('in_transit arrived_at_destination_facility');
    expect(stateOf(at('AR', 'At destination sort facility'))).toBe('in_transit arrived_at_destination_facility');
    expect(stateOf(at('DP', 'Left FedEx origin facility'))).toBe('in_transit departed_origin_facility');
    expect(stateOf(at('AR', 'Arrived at FedEx hub'))).toBe('in_transit arrived_at_facility');
    const old = trackingIn(soap(soapEvent('2014-03-12T10:15:00-05:00', 'DP', 'Left FedEx origin facility')));
    expect(stateOf(old)).toBe('in_transit departed_origin_facility');
  });
});

describe('the final full stop, which FedEx took away in September 2025', () => {
  it('decides nothing, and stands in no sentence', () => {
    const said = (stop: string) =>
      read(undefined, [
        scan('2026-03-12T11:00:00-05:00', 'SE', `Shipment exception${stop}`, {
          exceptionDescription: `Natural disaster${stop}`,
        }),
        scan('2026-03-12T10:00:00-05:00', undefined, `At local FedEx facility${stop}`),
      ]).events.map(({ id, status, detail, description }) => [id, status, detail, description.replace(/\.$/, '')]);
    expect(said('.')).toEqual(said(''));
    expect(said('.')[1]?.[3]).toBe('Shipment exception: Natural disaster');
  });
});

describe('why something went wrong', () => {
  const why = (words: string, reason?: string) =>
    read(undefined, [
      scan('2026-03-12T10:15:00-05:00', 'SE', 'Shipment exception', {
        exceptionCode: reason ?? '',
        exceptionDescription: words,
      }),
    ]);

  it.each([
    ['Customer requested future delivery', 'exception delivery_rescheduled'],
    ['Natural disaster', 'exception natural_disaster'],
    ['Package delayed', 'exception delayed'],
    ['Shipper requested hold', 'exception held_at_request'],
    ['Signature required', 'exception signature_required'],
    ['Returned to shipper', 'returning return_to_sender'],
    ['Unable to deliver - recipient not available', 'delivery_attempted recipient_unavailable'],
    ['Unable to deliver - bad address', 'exception address_issue'],
    ['Unable to deliver', 'exception undeliverable'],
    ['Business closed due to strike', 'exception force_majeure'],
    ['Holiday - business closed', 'exception closed_day'],
    ['Local delivery restriction', 'exception no_access'],
    ['Recipient has moved', 'exception recipient_moved'],
    ['Package sorted to wrong route', 'exception missorted'],
    ['Mechanical delay', 'exception transport_delay'],
    ['Missing regulatory paperwork', 'exception customs_documents_required'],
    ['Duties and taxes are due', 'exception customs_payment_due'],
    ['Package will be returned to shipper if it is not collected', 'exception'],
    ['Etwas ganz anderes', 'exception'],
  ])('is told by words: %s', (words, state) => {
    expect(stateOf(why(words))).toBe(state);
    expect(stateOf(why(words, 'Z9'))).toBe(state);
    const told = `<StatusExceptionDescription>${words}</StatusExceptionDescription>`;
    expect(stateOf(trackingIn(soap(soapEvent('2014-03-12T10:15:00-05:00', 'SE', 'Shipment exception', told))))).toBe(
      state,
    );
  });

  it('is the code’s matter where it says why', () => {
    expect(stateOf(why('Severe weather', '03'))).toBe('exception address_issue');
    // A code that says no more than that it cannot be delivered leaves it to the words.
    expect(stateOf(why('Unable to deliver - bad address', '099'))).toBe('exception address_issue');
  });

  it('may stand in the words of the status or of the line itself', () => {
    expect(stateOf(read({ code: 'SE', description: 'Unable to deliver - recipient not available' }, []))).toBe(
      'delivery_attempted recipient_unavailable',
    );
    const line = scan('2026-03-12T10:15:00-05:00', 'SE', 'Unable to deliver - bad address');
    expect(stateOf(read(undefined, [line]))).toBe('exception address_issue');
    const noCode = { ancillaryDetails: [{ reasonDescription: 'Unable to deliver - bad address' }] };
    expect(stateOf(read({ code: 'SE', ...noCode }, []))).toBe('exception address_issue');
    // Nothing in the way of a reason does not hide that of the scan.
    const damaged = scan('2026-03-12T10:15:00-05:00', 'SE', 'Shipment exception', { exceptionCode: '37' });
    expect(stateOf(read({ code: 'SE', ancillaryDetails: [{ reason: '' }] }, [damaged]))).toBe('exception damaged');
  });

  it('may be that it goes back, under a number that only the words have', () => {
    const ancillaryDetails = [
      {
        reason: '14',
        reasonDescription: 'Return tracking number 279999999999',
        action: 'The package is being returned to the shipper.',
        actionDescription: 'Unable to deliver shipment, returned to shipper',
      },
    ];
    const tracking = read({ code: 'DE', derivedCode: 'DE', ancillaryDetails }, []);
    expect(stateOf(tracking)).toBe('returning return_to_sender');
    expect(tracking.related).toEqual([{ relation: 'return', trackingNumber: '279999999999', carrier: 'fedex' }]);
    const told =
      '<StatusExceptionCode>14</StatusExceptionCode><StatusExceptionDescription>Return tracking number 279999999999</StatusExceptionDescription>';
    const old = trackingIn(soap(soapEvent('2014-03-12T10:15:00-05:00', 'DE', 'Delivery exception', told)));
    expect(stateOf(old)).toBe('returning return_to_sender');
    expect(old.related).toEqual(tracking.related);
  });
});

describe('what the recipient has to do', () => {
  const ancillaryDetails = [
    {
      reason: '08',
      reasonDescription: 'Customer not available or business closed',
      action: 'Contact us to arrange a pickup.',
      actionDescription: 'Customer not available or business closed',
    },
  ];
  const serviceCommitMessage = { type: 'FIRST_DELIVERY_ATTEMPTED', message: 'We will try again tomorrow' };

  it('stands at the line that the latest status is about', () => {
    const attempt = scan('2026-03-12T10:15:00-05:00', 'DE', 'Delivery exception', {
      exceptionCode: '08',
      exceptionDescription: 'Customer not available or business closed',
    });
    const { events } = read(
      { code: 'DE', ancillaryDetails },
      [attempt, scan('2026-03-12T08:00:00-05:00', 'OD', 'On FedEx vehicle for delivery')],
      { serviceCommitMessage },
    );
    expect(events.map(({ nextStep }) => nextStep)).toEqual([
      undefined,
      'Contact us to arrange a pickup. We will try again tomorrow.',
    ]);
    expect(events[1]?.description).toBe('Delivery exception: Customer not available or business closed');
  });

  it('is kept in SOAP too', () => {
    const status = `<StatusDetail><Code>DE</Code><Description>Delivery exception</Description><AncillaryDetails><Reason>08</Reason><ReasonDescription>Customer not available</ReasonDescription><Action>Contact us to arrange a pickup.</Action></AncillaryDetails></StatusDetail><ServiceCommitMessage>No estimated delivery date available at this time.</ServiceCommitMessage>`;
    const { events } = trackingIn(soap(status + soapEvent('2014-03-12T10:15:00-05:00', 'DE', 'Delivery exception')));
    expect(events).toMatchObject([
      {
        description: 'Delivery exception: Customer not available',
        nextStep: 'Contact us to arrange a pickup. No estimated delivery date available at this time.',
      },
    ]);
  });

  it('is beside the reason, which a scan without one of its own takes from the latest status', () => {
    const latest = { code: 'DE', ancillaryDetails: [{ reason: '03', reasonDescription: 'Incorrect address' }] };
    const described = (more: Fields) =>
      read(latest, [
        scan('2026-03-12T10:15:00-05:00', 'DE', 'Delivery exception', more),
        scan('2026-03-12T08:00:00-05:00', 'OD', 'On FedEx vehicle for delivery'),
      ]).events.map(({ description }) => description);
    const before = 'On FedEx vehicle for delivery';
    expect(described({})).toEqual([before, 'Delivery exception: Incorrect address']);
    expect(described({ exceptionCode: '08', exceptionDescription: 'Customer not available' })).toEqual([
      before,
      'Delivery exception: Customer not available',
    ]);
    expect(described({ eventType: 'SE' })).toEqual([before, 'Delivery exception']);
  });

  it('is as good as text, however often it was escaped', () => {
    const { events, service } = read(
      undefined,
      [scan('2026-03-12T10:15:00-05:00', 'AR', 'At &lt;b&gt;local&lt;/b&gt; FedEx facility &amp;amp; more')],
      { serviceDetail: { type: 'X', description: 'FedEx 2Day&lt;SUP&gt;&#174;&lt;/SUP&gt;' } },
    );
    expect(events[0]?.description).toBe('At local FedEx facility & more');
    expect(service?.name).toBe('FedEx 2Day');
  });
});

describe('a status without a history', () => {
  it('is a line of its own, with its place, its reason and, of a delivery, its time', () => {
    const { events } = read(
      {
        code: 'DE',
        description: 'Delivery exception',
        scanLocation: fargo,
        ancillaryDetails: [{ reason: '03', reasonDescription: 'Incorrect address' }],
      },
      [],
    );
    expect(events).toEqual([
      {
        id: 'undated.DE_03.58102-US',
        status: 'exception',
        detail: 'address_issue',
        statusBasis: 'code',
        code: 'DE',
        reasonCode: '03',
        description: 'Delivery exception: Incorrect address',
        timeBasis: 'none',
        place: atFargo,
      },
    ]);
    const delivered = read({ code: 'DL', description: 'Delivered', scanLocation: fargo }, [], {
      dateAndTimes: [{ type: 'ACTUAL_DELIVERY', dateTime: '2026-03-12T11:34:00-05:00' }],
    });
    expect(delivered.events).toMatchObject([{ code: 'DL', occurredAt: '2026-03-12T11:34:00-05:00' }]);
  });

  it('may be told in words, or by the day of the delivery alone', () => {
    const given = { dateAndTimes: [{ type: 'ACTUAL_DELIVERY', dateTime: '2026-03-12T11:34:00-05:00' }] };
    for (const tracking of [read({ statusByLocale: 'Delivered' }, [], given), read(undefined, [], given)]) {
      expect(tracking.status).toBe('delivered');
      expect(tracking.delivery?.at).toBe('2026-03-12T11:34:00-05:00');
    }
    expect(read({ statusByLocale: 'Delivered' }, []).status).toBe('delivered');
  });
});

describe('a parcel that waits', () => {
  it.each([
    ['FEDEX_OFFICE', 'available_for_pickup at_carrier_location'],
    ['FEDEX_ONSITE', 'available_for_pickup at_pickup_point'],
    ['RETAIL_ALLICANCE_LOCATION', 'available_for_pickup at_pickup_point'],
    ['FEDEX_SHIP_AND_GET', 'available_for_pickup at_locker'],
    ['OTHER', 'available_for_pickup'],
  ])('waits where it is held: %s', (locationType, expected) => {
    const held = [scan('2026-03-12T09:00:00-05:00', 'HL', 'Hold at location')];
    expect(stateOf(read({ code: 'HL' }, held, { holdAtLocation: { locationType } }))).toBe(expected);
    expect(stateOf(read({ code: 'OD' }, held, { holdAtLocation: { locationType } }))).toBe('out_for_delivery');
  });
});

describe('the words of the latest status', () => {
  const said = (description: string, code = 'OD') =>
    read({ code, description }, [scan('2026-03-12T08:00:00-05:00', 'AR', 'Arrived at FedEx location')])
      .statusDescription;

  it('are kept where no scan tells it', () => {
    expect(said('On FedEx vehicle for delivery')).toBe('On FedEx vehicle for delivery');
    expect(said('Arrived at FedEx location', 'AR')).toBeUndefined();
    const rolledUp = { code: 'OD', statusByLocale: 'Out for delivery' };
    expect(read(rolledUp, [scan('2026-03-12T08:00:00-05:00', 'AR', 'Arrived')]).statusDescription).toBe(
      'Out for delivery',
    );
  });

  it('are those of a line where there is no scan', () => {
    const alone = read({ code: 'OD', description: 'On FedEx vehicle for delivery' }, []);
    expect(alone.events).toMatchObject([{ description: 'On FedEx vehicle for delivery' }]);
    expect(alone.statusDescription).toBeUndefined();
  });
});

describe('the facts of a delivery', () => {
  const signed = { deliveryDetails: { signedByName: 'A.NORD', deliveryAttempts: '1' } };

  it('are told with a delivery only', () => {
    const tracking = read(
      { code: 'OD' },
      [scan('2026-03-13T08:00:00-05:00', 'OD', 'On the vehicle'), scan('2026-03-12T11:00:00-05:00', 'DL', 'Delivered')],
      signed,
    );
    expect(tracking.status).toBe('out_for_delivery');
    expect(tracking.delivery).toEqual({ attempts: 1 });
    const sample = read({ code: 'PU' }, [scan('2026-03-12T11:00:00-05:00', 'PU', 'Picked up')], {
      dateAndTimes: [{ type: 'ACTUAL_DELIVERY', dateTime: '2007-09-27T00:00:00' }],
      deliveryDetails: { signedByName: 'Reciever' },
    });
    expect([sample.status, sample.delivery]).toEqual(['in_transit', undefined]);
  });

  it('name the place where it was left, not the sentence', () => {
    const left = (exceptionDescription: string, deliveryDetails: Fields = {}) =>
      read({ code: 'DL' }, [scan('2026-03-12T11:00:00-05:00', 'DL', 'Delivered', { exceptionDescription })], {
        deliveryDetails,
      }).delivery?.leftAt;
    const residence = { locationType: 'RESIDENCE', locationDescription: 'Residence' };
    expect(left('Left at front door. Signature Service not requested.')).toBe('front door');
    expect(left('Left at front door. Signature Service not requested.', residence)).toBe('front door');
    expect(left('Left at the mail room', residence)).toBe('mail room');
    expect(left('Package delivered to recipient address - release authorized', residence)).toBe('Residence');
    expect(left('Delivered to recipient at FedEx Office')).toBeUndefined();
  });

  it('keep what was forecast and promised', () => {
    const tracking = read({ code: 'DL' }, [scan('2026-03-12T11:00:00-05:00', 'DL', 'Delivered')], {
      dateAndTimes: [{ type: 'ESTIMATED_DELIVERY', dateTime: '2026-03-13T00:00:00-06:00' }],
      standardTransitTimeWindow: { window: { ends: '2026-03-12T10:30:00-05:00' } },
    });
    expect(tracking.status).toBe('delivered');
    expect(tracking.estimatedDelivery).toEqual({ from: '2026-03-13', to: '2026-03-13' });
    expect(tracking.promisedDelivery).toEqual({ to: '2026-03-12T10:30:00-05:00' });
    const old = trackingIn(
      soap(
        `<CommitmentTimestamp>2014-03-12T10:30:00-05:00</CommitmentTimestamp><EstimatedDeliveryTimestamp>2014-03-13T00:00:00</EstimatedDeliveryTimestamp>${soapEvent('2014-03-12T11:00:00-05:00', 'DL', 'Delivered')}`,
      ),
    );
    expect(old.estimatedDelivery).toEqual({ from: '2014-03-13', to: '2014-03-13' });
    expect(old.promisedDelivery).toEqual({ to: '2014-03-12T10:30:00-05:00' });
  });
});

describe('where a scan was made', () => {
  it('is read in the form of the documentation too', () => {
    const address = { city: 'UTICA', stateOrProvinceCode: 'NY', countryCode: 'US' };
    const scanLocation = { locationId: 'X1', locationContactAndAddress: { address } };
    const { events } = read(undefined, [scan('2026-03-12T11:00:00-04:00', 'AR', 'Arrived', { scanLocation })]);
    expect(events[0]?.place).toEqual({ city: 'UTICA', region: 'NY', country: 'US', facility: 'X1' });
  });
});

describe('a number that was used before', () => {
  it('is the newest where nobody asked for a date', () => {
    const old = result({ code: 'DL' }, [scan('2025-03-01T11:00:00-05:00', 'DL', 'Delivered')], {
      dateAndTimes: [{ type: 'SHIP', dateTime: '2025-02-26T00:00:00-06:00' }],
    });
    const now = result({ code: 'AR' }, [scan('2026-11-20T11:00:00-06:00', 'AR', 'Arrived')]);
    const { status, candidates } = tracked(old, now);
    expect(status).toBe('in_transit');
    expect(candidates).toMatchObject([{ chosen: false }, { chosen: true, because: 'newest' }]);
  });
});

describe('the post’s number', () => {
  it('is that of the label that the post scans', () => {
    const label = (type: string, value: string) =>
      trackingIn(soap(`<Barcode><Type>${type}</Type><Value>${value}</Value></Barcode>`)).related;
    const atPost = [{ relation: 'last_mile', trackingNumber: '9261292701078443410536', carrier: 'usps' }];
    expect(label('USPS', '9261292701078443410536')).toEqual(atPost);
    expect(label('USPS', '420581029261292701078443410536')).toEqual(atPost);
    expect(label('GROUND', '9611020012345678901234')).toBeUndefined();
  });
});

describe('what documentation writes for nothing', () => {
  it('is nothing', () => {
    const tracking = read({ code: 'PU', description: 'string' }, [], {
      additionalTrackingInfo: { packageIdentifiers: [{ type: 'null', values: ['null', 'string'] }] },
      serviceDetail: { type: 'string', description: 'string' },
      trackingNumberInfo: { trackingNumber: 'string', trackingNumberUniqueId: 'string' },
    });
    expect(tracking.trackingNumber).toBe(number);
    expect([tracking.references, tracking.service, tracking.uniqueId]).toEqual([undefined, undefined, undefined]);
  });

  it('leads to no page where the number is missing', () => {
    const [outcome] = readPayload(
      '{"output":{"completeTrackResults":[{"trackResults":[{"latestStatusDetail":{"code":"PU"}}]}]}}',
      fedexFormats,
    );
    expect(outcome).toMatchObject({
      ok: true,
      trackingNumber: '',
      value: { trackingNumber: '', status: 'in_transit' },
    });
    expect(outcome?.ok === true && 'url' in outcome.value).toBe(false);
  });
});

describe('notices', () => {
  it('of the time of arrival say that, early and on time', () => {
    const line = (code: string) =>
      read(undefined, [scan('2026-03-12T11:00:00-05:00', code, 'Shipment arriving')]).events[0];
    expect(line('AO')).toMatchObject({ status: 'info', detail: 'estimate_updated' });
    expect(line('AE')).toMatchObject({ status: 'info', detail: 'estimate_updated' });
  });
});

describe('a push that FedEx sends again', () => {
  it('tells nothing new, though it counts its attempts', async () => {
    const tracker = createTracker({
      carriers: [fedex({ clientId: 'retried', clientSecret: 'hush', webhookSecret: secret })],
    });
    const push = (attempt: number) => {
      const body = JSON.stringify({
        transactionId: `t-${attempt}`,
        outputMetaData: [{ pushTime: `2026-03-12T11:0${attempt}:00Z`, attemptNumber: attempt }],
        output: {
          completeTrackResults: [
            { trackResults: [result({ code: 'DL' }, [scan('2026-03-12T11:00:00-05:00', 'DL', 'Delivered')])] },
          ],
        },
      });
      const { bytes } = pushOf(body);
      const headers = { 'fdx-signature': signatureOf(body) };
      return receive(
        tracker,
        'fedex',
        new Request('https://shop.example/fedex', { method: 'POST', headers, body: bytes }),
      );
    };
    const first = await push(1);
    expect([first.response.status, first.changes.length > 0]).toEqual([200, true]);
    const again = await push(2);
    expect([again.response.status, again.changes]).toEqual([200, []]);
  });
});

describe('long runs of anything in any field', () => {
  it.each([
    ['dashes', '-'],
    ['blanks', ' '],
    ['tabs', '\t'],
    ['the start of a phrase', 'left at '],
    ['the start of another', 'return tracking number '],
    ['digits', '9'],
    ['requests', 'held at a '],
  ])('cost no more than their length: %s', (_, part) => {
    const long = part.repeat(Math.ceil(160_000 / part.length));
    const words = { exceptionDescription: `x${long}x`, eventDescription: `x${long}x`, derivedStatus: long };
    const tracking = read(
      {
        code: 'DE',
        description: long,
        statusByLocale: long,
        ancillaryDetails: [{ reason: long, reasonDescription: long, action: long, actionDescription: long }],
      },
      [
        scan('2026-03-12T11:00:00-05:00', 'DE', '', words),
        scan('2026-03-12T12:00:00-05:00', 'DL', '', words),
        scan(long, undefined, long, { exceptionDescription: long }),
      ],
      { serviceCommitMessage: { message: long }, deliveryDetails: { signedByName: long, locationDescription: long } },
    );
    expect(tracking.events).toHaveLength(3);
  });
});
