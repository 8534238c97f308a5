import { describe, expect, it } from 'vitest';
import type { ParcelReading, Scan, Tracking } from '../../src/kit.ts';
import { statusDetails } from '../../src/model/detail.ts';
import { trackingStatuses } from '../../src/model/status.ts';
import { headline, languages, loadLanguage } from '../../src/present/index.ts';
import { parcel, scan, scans } from '../parcel.ts';

const { label, pickedUp, arrived, storm, onVehicle, attempted, atShop, delivered, goingBack } = scans;
/** Noon of Tuesday, the 10th of November 2026, six hours behind UTC. */
const now = '2026-11-10T18:00:00Z';

function said(history: readonly Scan[], facts: Partial<ParcelReading> = {}, more: Partial<Tracking> = {}): string {
  return headline({ ...parcel(history, facts), ...more }, { now }).replaceAll(/[\u00a0\u2009\u202f]/g, ' ');
}

describe('headline', () => {
  it('says how a parcel stands, and when it comes', () => {
    const expected = { estimatedDelivery: { from: '2026-11-13T14:00:00', to: '2026-11-13T18:00:00' } };
    expect(said([label])).toBe('Announced; the carrier does not have it yet');
    expect(said([pickedUp])).toBe('On its way');
    expect(said([pickedUp], expected)).toBe('Arrives Friday between 2 PM and 6 PM');
    expect(said([pickedUp], { promisedDelivery: { to: '2026-11-11' } })).toBe('Arrives by tomorrow');
    expect(said([onVehicle])).toBe('Out for delivery');
    expect(said([onVehicle], { estimatedDelivery: { to: '2026-11-10T18:00:00' } })).toBe('Arrives today by 6 PM');
  });

  it('never says that it arrives on a day that is past', () => {
    const facts = { estimatedDelivery: { to: '2026-11-08' } };
    expect(said([pickedUp], facts)).toBe('On its way, was expected by Sun, Nov 8');
    expect(said([pickedUp, storm], facts)).toBe('Delayed by weather');
  });

  it('says what keeps it, and what is to be done', () => {
    expect(said([pickedUp, storm], { estimatedDelivery: { to: '2026-11-13' } })).toBe(
      'Delayed by weather, now expected by Friday',
    );
    expect(
      said([pickedUp, scan('LO', 'exception', '11T05:00', { detail: 'lost' })], {
        estimatedDelivery: { to: '2026-11-13' },
      }),
    ).toBe('Lost');
    expect(said([attempted])).toBe('Delivery attempted');
    expect(said([attempted], { estimatedDelivery: { from: '2026-11-13', to: '2026-11-13' } })).toBe(
      'Delivery attempted, next try Friday',
    );
    expect(said([atShop])).toBe('Ready for pickup');
    expect(said([atShop], { pickupBy: '2026-11-20' })).toBe('Ready for pickup until Fri, Nov 20');
    expect(said([pickedUp, goingBack])).toBe('Going back to the sender');
  });

  it('says when it came and where it was left, and no name', () => {
    expect(said([pickedUp, delivered])).toMatch(/^Delivered Thursday at 2:30 PM/);
    const left = said([pickedUp, delivered], { delivery: { to: 'neighbour', signedBy: 'A NAME' } });
    expect(left).toBe('Delivered Thursday at 2:30 PM, left with a neighbor');
    expect(said([atShop, scan('PK', 'delivered', '13T09:00', { detail: 'collected' })])).toBe(
      'Collected Friday at 9 AM',
    );
    const pieces = ['delivered', 'in_transit', 'delivered'].map((status, index) => ({
      trackingNumber: `12345678901${index}`,
      status: status as 'delivered',
    }));
    expect(said([pickedUp, delivered], {}, { detail: 'delivered_in_part', pieces })).toBe('2 of 3 pieces delivered');
    expect(said([pickedUp, delivered], {}, { detail: 'delivered_in_part' })).toBe('Delivered in part');
  });

  it('tells days by their dates where no present is given, as a mail needs them', () => {
    const tracking = parcel([pickedUp], { estimatedDelivery: { from: '2026-11-13', to: '2026-11-13' } });
    expect(headline(tracking)).toBe('Arrives Fri, Nov 13, 2026');
  });

  it.each(languages)('in %s has a text for every status and detail, and no blank is left open', async (locale) => {
    const language = await loadLanguage(locale);
    const facts: readonly Partial<Tracking>[] = [
      {},
      { estimatedDelivery: { from: '2026-11-13T14:00:00', to: '2026-11-13T18:00:00' }, pickupBy: '2026-11-20' },
      { estimatedDelivery: { to: '2026-11-08' }, delivery: { at: '2026-11-09', to: 'safe_place' } },
    ];
    for (const status of trackingStatuses) {
      for (const detail of [undefined, ...statusDetails]) {
        for (const fact of facts) {
          const tracking = { ...parcel([arrived]), ...fact, status, ...(detail !== undefined && { detail }) };
          expect(headline(tracking, { language, now })).toMatch(/^[^{}]*\S[^{}]*$/);
        }
      }
    }
  });
});
