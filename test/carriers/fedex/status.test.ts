import { describe, expect, it } from 'vitest';
import { statusOf } from '../../../carriers/fedex/status.ts';
import { read, scan } from './answers.ts';

function meaning(codes: Parameters<typeof statusOf>[0]): string {
  const { status, detail, basis } = statusOf(codes);
  return [status, detail, basis].filter((part) => part !== undefined).join(' ');
}

describe('a scan', () => {
  it.each([
    ['OC', 'pre_transit label_created code'],
    ['PU', 'in_transit picked_up code'],
    ['OD', 'out_for_delivery code'],
    ['HP', 'available_for_pickup code'],
    ['DL', 'delivered code'],
    ['CA', 'cancelled code'],
    ['RC', 'info delivery_change_cancelled code'],
    ['RT', 'info return_requested code'],
    ['RS', 'returning return_to_sender code'],
    ['IN', 'info code'],
    ['OX', 'info code'],
    ['SP', 'in_transit split code'],
    ['EA', 'in_transit code'],
  ])('of %s is %s', (eventType, expected) => {
    expect(meaning({ eventType })).toBe(expected);
  });

  it('counts by its own code before the rolled-up one, which is too coarse', () => {
    expect(meaning({ eventType: 'OD', derivedCode: 'IT' })).toBe('out_for_delivery code');
    expect(meaning({ eventType: 'HP', derivedCode: 'IT' })).toBe('available_for_pickup code');
    expect(meaning({ eventType: 'OC', derivedCode: 'IN' })).toBe('pre_transit label_created code');
  });

  it('is more exact by the kind of place', () => {
    expect(meaning({ eventType: 'AR', locationType: 'DESTINATION_FEDEX_FACILITY' })).toBe(
      'in_transit arrived_at_destination_facility code',
    );
    expect(meaning({ eventType: 'DP', locationType: 'ORIGIN_FEDEX_FACILITY' })).toBe(
      'in_transit departed_origin_facility code',
    );
    expect(meaning({ eventType: 'HP', locationType: 'SHIP_AND_GET_LOCATION' })).toBe(
      'available_for_pickup at_locker code',
    );
  });

  it.each([
    ['DE', '08', 'delivery_attempted recipient_unavailable code'],
    ['DE', '007', 'delivery_attempted recipient_unavailable code'],
    ['DE', '07', 'exception refused code'],
    ['DE', '03', 'exception address_issue code'],
    ['DE', '17', 'exception delivery_rescheduled code'],
    ['DE', 'A47', 'in_transit to_pickup_point code'],
    ['SE', '37', 'exception damaged code'],
    ['SE', '015A', 'available_for_pickup at_carrier_location code'],
    ['DD', '25', 'exception delayed code'],
    ['SE', '25', 'exception code'],
    ['DY', 'A52', 'exception delayed code'],
    ['DE', '02', 'exception code'],
    ['DE', 'IN001', 'exception code'],
    ['DL', '014', 'delivered delivered_to_safe_place code'],
    ['DL', '005', 'delivered collected code'],
    ['DL', '08', 'delivered code'],
    ['IP', '084', 'in_transit dropped_off code'],
    ['CD', '50', 'exception customs_documents_required code'],
    ['CD', 'A25', 'exception customs_delayed code'],
    ['AR', '79', 'in_transit arrived_at_facility code'],
  ])('of %s with reason %s is %s', (eventType, exceptionCode, expected) => {
    expect(meaning({ eventType, exceptionCode })).toBe(expected);
  });

  it('takes a reason as text: 84 of Express is not 084 of Ground', () => {
    expect(meaning({ eventType: 'SE', exceptionCode: '84' })).toBe('exception delayed code');
    expect(meaning({ eventType: 'SE', exceptionCode: '084' })).toBe('in_transit dropped_off code');
    expect(meaning({ eventType: 'SE', exceptionCode: '0084' })).toBe('exception code');
  });

  it.each([
    ['Shipment refused by recipient', 'exception refused code'],
    ['Customer not available or business closed', 'delivery_attempted recipient_unavailable text'],
    ['Incorrect recipient address', 'exception address_issue code'],
    ['Unable to locate package', 'exception lost code'],
    ['Severe weather', 'exception weather_delay code'],
    ['Etwas anderes', 'exception code'],
  ])('reads the words where the reason has no code we know: %s', (exceptionText, expected) => {
    expect(meaning({ eventType: 'DE', exceptionText })).toBe(expected);
    expect(meaning({ eventType: 'DE', exceptionText, exceptionCode: 'Z9' })).toBe(expected);
  });

  it('reads the kind of delay', () => {
    expect(meaning({ eventType: 'DY', delayType: 'WEATHER', delayStatus: 'DELAYED' })).toBe(
      'exception weather_delay code',
    );
    expect(meaning({ eventType: 'DD', delayType: 'OPERATIONAL' })).toBe('exception operational_delay code');
    expect(meaning({ eventType: 'DY' })).toBe('exception delayed code');
  });

  it('takes an update that is no delay for what it is', () => {
    expect(meaning({ eventType: 'DY', delayStatus: 'EARLY' })).toBe('info estimate_updated code');
    expect(meaning({ eventType: 'DY', delayStatus: 'ON_TIME' })).toBe('info estimate_updated code');
  });

  it('of an unknown code is what the rolled-up code says, or unknown, never a guess', () => {
    expect(meaning({ eventType: 'ZZ', derivedCode: 'IT' })).toBe('in_transit category');
    expect(meaning({ eventType: 'ZZ', derivedCode: 'DE', exceptionCode: '08' })).toBe(
      'delivery_attempted recipient_unavailable category',
    );
    expect(meaning({ eventType: 'ZZ' })).toBe('unknown none');
    expect(meaning({ eventType: 'ZZ', derivedCode: 'TA' })).toBe('unknown none');
    expect(meaning({ eventType: 'constructor', exceptionCode: 'toString' })).toBe('unknown none');
    expect(meaning({})).toBe('unknown none');
  });

  it('keeps the code that we do not know', () => {
    const { events, status } = read({ scanEvents: [scan(9, 'ZZ', { eventDescription: 'New' })] });
    expect(events).toMatchObject([{ code: 'ZZ', status: 'unknown', statusBasis: 'none', description: 'New' }]);
    expect(status).toBe('unknown');
  });
});

describe('the parcel', () => {
  const latest = (code: string, more: Readonly<Record<string, unknown>> = {}) => ({
    latestStatusDetail: { code, ...more },
  });
  const state = (result: Readonly<Record<string, unknown>>): string => {
    const { status, detail } = read(result);
    return detail === undefined ? status : `${status} ${detail}`;
  };

  it('is where the latest status says, by its code and not by the rolled-up one', () => {
    const scanEvents = [scan(10, 'DY'), scan(9, 'PU')];
    expect(state({ ...latest('FD', { derivedCode: 'RL' }), scanEvents })).toBe(
      'in_transit arrived_at_destination_facility',
    );
  });

  it('is where the events say while the latest status is a notice', () => {
    expect(state({ ...latest('AO', { derivedCode: 'IT' }), scanEvents: [scan(10, 'AO'), scan(9, 'OD')] })).toBe(
      'out_for_delivery',
    );
  });

  it('is where the rolled-up code says where there is nothing else', () => {
    expect(state({ latestStatusDetail: { code: 'ZZ', derivedCode: 'RL' } })).toBe('exception delayed');
    expect(state({ latestStatusDetail: { derivedCode: 'OD' } })).toBe('out_for_delivery');
    expect(state({ ...latest('ZZ', { derivedCode: 'IT' }), scanEvents: [scan(9, 'OD')] })).toBe('out_for_delivery');
    expect(state({ serviceCommitMessage: { type: 'SHIPMENT_LABEL_CREATED' } })).toBe('pre_transit label_created');
    expect(state({})).toBe('unknown');
  });

  it('has the reason that the latest status names, or that of its scan', () => {
    const refused = { ancillaryDetails: [{ reason: '07', reasonDescription: 'Refused' }] };
    expect(state(latest('DE', refused))).toBe('exception refused');
    expect(state(latest('DE', { ancillaryDetails: [{ reason: 'Incorrect address' }] }))).toBe(
      'exception address_issue',
    );
    const scanEvents = [scan(9, 'DE', { exceptionCode: '03' }), scan(10, 'DE', { exceptionCode: '08' })];
    expect(state({ ...latest('DE'), scanEvents })).toBe('delivery_attempted recipient_unavailable');
  });

  it('waits nowhere before FedEx says that it is there', () => {
    const scanEvents = [scan(9, 'HL')];
    const message = (type: string) => ({ serviceCommitMessage: { type } });
    expect(state({ ...latest('HL'), scanEvents })).toBe('available_for_pickup');
    expect(state({ ...latest('HL'), scanEvents, ...message('HELD_PACKAGE_NOT_AVAILABLE_FOR_RECIPIENT_PICKUP') })).toBe(
      'in_transit to_pickup_point',
    );
    expect(
      state({
        ...latest('HL'),
        scanEvents,
        deliveryDetails: { destinationServiceArea: 'HELDPACKAGENOTAVAILABLEFORRECIPIENTPICKUP' },
      }),
    ).toBe('in_transit to_pickup_point');
    expect(state({ ...latest('HL'), scanEvents, ...message('HELD_PACKAGE_AVAILABLE_FOR_RECIPIENT_PICKUP') })).toBe(
      'available_for_pickup',
    );
  });

  it('learns from the commitment message what the codes leave open', () => {
    const message = (type: string) => ({ serviceCommitMessage: { type } });
    expect(state({ ...latest('DE'), ...message('FINAL_DELIVERY_ATTEMPTED') })).toBe('delivery_attempted final_attempt');
    expect(state({ ...latest('DL'), ...message('USPS_DELIVERED') })).toBe('delivered delivered_by_partner');
    expect(state({ ...latest('OD'), ...message('SHIPMENT_LABEL_CREATED') })).toBe('out_for_delivery');
  });

  it('stays delivered through what comes after and what came before', () => {
    const scanEvents = [scan(11, 'IN'), scan(10, 'DL'), scan(9, 'CD'), scan(8, 'PU')];
    expect(state({ ...latest('IN'), scanEvents })).toBe('delivered');
    expect(state({ ...latest('CD'), scanEvents })).toBe('delivered');
  });

  describe('that went back', () => {
    const party = (city: string) => ({ address: { city, stateOrProvinceCode: 'NY', countryCode: 'US' } });
    const deliveredAt = (city: string) => ({ deliveryDetails: { actualDeliveryAddress: party(city).address } });
    const sent = { shipperInformation: party('ALBANY'), recipientInformation: party('Utica') };
    const scanEvents = [scan(10, 'DL'), scan(9, 'RS'), scan(8, 'DE', { exceptionCode: '07' })];

    it('is returned, by the city where it was delivered', () => {
      const tracking = read({ ...latest('DL'), ...sent, ...deliveredAt('Albany'), scanEvents });
      expect(tracking.status).toBe('returned');
      expect(tracking.delivery?.to).toBe('sender');
    });

    it('is delivered where the recipient got it after all', () => {
      expect(state({ ...latest('DL'), ...sent, ...deliveredAt('UTICA'), scanEvents })).toBe('delivered');
    });

    it('is returned where the city tells nothing but a return was under way', () => {
      const neighbours = { shipperInformation: party('UTICA'), recipientInformation: party('Utica') };
      expect(read({ ...latest('DL'), ...neighbours, ...deliveredAt('Utica'), scanEvents }).status).toBe('returned');
      expect(read({ ...latest('DL'), scanEvents }).status).toBe('returned');
    });

    it('is returned where FedEx names the number of the way back', () => {
      const packageIdentifiers = [{ type: 'RETURNED_TO_SHIPPER_TRACKING_NUMBER', values: ['794600000002'] }];
      expect(read({ ...latest('DL'), scanEvents, additionalTrackingInfo: { packageIdentifiers } }).status).toBe(
        'returned',
      );
    });

    it('is no return without a scan of one', () => {
      const plain = [scan(10, 'DL'), scan(8, 'PU')];
      expect(read({ ...latest('DL'), ...sent, ...deliveredAt('Albany'), scanEvents: plain }).status).toBe('delivered');
    });
  });
});

describe('an event’s identity', () => {
  it('holds the reason, so that two within a minute stay two', () => {
    const { events } = read({
      scanEvents: [scan(9, 'DE', { exceptionCode: '03' }), scan(9, 'DE', { exceptionCode: '08' })],
    });
    expect(events.map(({ id }) => id).sort()).toEqual(['2026-11-09T12:00:00.DE_03', '2026-11-09T12:00:00.DE_08']);
  });

  it('counts a repeated scan once', () => {
    expect(read({ scanEvents: [scan(9, 'AR'), scan(9, 'AR')] }).events).toHaveLength(1);
  });
});
