import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scan } from '../../src/kit.ts';
import { eventStatuses } from '../../src/model/status.ts';
import { iconOf, progress, type TrackingProgress, toneOf } from '../../src/present/index.ts';
import { anyTracking } from '../diff/lives.ts';
import { parcel, scan, scans } from '../parcel.ts';

const { label, pickedUp, storm, onVehicle, attempted, atShop, delivered, goingBack, note } = scans;

function bar(...history: readonly Scan[]): string {
  return shown(progress(parcel(history)));
}

function shown({ steps, share }: TrackingProgress): string {
  return `${steps.map(({ name, state }) => `${name} ${state}`).join(', ')}; ${Math.round(share * 100)} %`;
}

describe('progress', () => {
  it('goes from the announcement to the door', () => {
    expect(bar(label)).toBe(
      'announced current, in_transit upcoming, out_for_delivery upcoming, delivered upcoming; 0 %',
    );
    expect(bar(label, pickedUp)).toBe(
      'announced done, in_transit current, out_for_delivery upcoming, delivered upcoming; 33 %',
    );
    expect(bar(pickedUp, onVehicle)).toBe(
      'announced done, in_transit done, out_for_delivery current, delivered upcoming; 67 %',
    );
    expect(bar(pickedUp, onVehicle, delivered, note)).toBe(
      'announced done, in_transit done, out_for_delivery done, delivered done; 100 %',
    );
  });

  it('stays where it is when something goes wrong, and says so there', () => {
    expect(bar(pickedUp, storm)).toBe(
      'announced done, in_transit failed, out_for_delivery upcoming, delivered upcoming; 33 %',
    );
    expect(bar(pickedUp, onVehicle, attempted)).toBe(
      'announced done, in_transit done, out_for_delivery failed, delivered upcoming; 67 %',
    );
    const damaged = scan('DM', 'exception', '12T12:00', { detail: 'damaged' });
    expect(bar(pickedUp, onVehicle, damaged)).toBe(
      'announced done, in_transit done, out_for_delivery failed, delivered upcoming; 67 %',
    );
  });

  it('has another end for what is collected, and for what goes back', () => {
    expect(bar(pickedUp, atShop)).toBe(
      'announced done, in_transit done, ready_for_pickup current, collected upcoming; 67 %',
    );
    expect(bar(pickedUp, atShop, scan('PK', 'delivered', '13T09:00', { detail: 'collected' }))).toBe(
      'announced done, in_transit done, ready_for_pickup done, collected done; 100 %',
    );
    expect(bar(pickedUp, goingBack)).toBe('announced done, in_transit done, returning failed, returned upcoming; 67 %');
  });

  it('shows nothing of what was called off or is not known', () => {
    expect(bar(label, scan('CA', 'cancelled', '10T08:00'))).toBe('; 0 %');
    expect(bar()).toBe('; 0 %');
  });

  it('has one step at the most that is under way, all before it done, all after it to come', () => {
    fc.assert(
      fc.property(anyTracking, (tracking) => {
        const { steps, share } = progress(tracking);
        const states = steps.map(({ state }) => state).join(' ');
        expect(states).toMatch(/^((done )*(current|failed|done)( upcoming)*)?$/);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(share === 1).toBe(['delivered', 'returned'].includes(tracking.status));
      }),
    );
  });
});

describe('tone and icon', () => {
  it('are there for every status, and never good for what is wrong', () => {
    for (const status of eventStatuses) {
      expect(['good', 'waiting', 'problem']).toContain(toneOf({ status }));
      expect(iconOf(status)).toMatch(/^[a-z]+$/);
    }
    expect(toneOf({ status: 'delivered' })).toBe('good');
    expect(toneOf({ status: 'delivered', detail: 'damaged' })).toBe('problem');
    expect(toneOf({ status: 'exception', detail: 'held_at_request' })).toBe('waiting');
    expect(toneOf({ status: 'in_transit', detail: 'customs_payment_due' })).toBe('problem');
    expect(toneOf({ status: 'returned' })).toBe('problem');
  });
});
