import { describe, expect, it } from 'vitest';
import { scanOf } from '../../../carriers/fedex/events.ts';

describe('a line', () => {
  it('has the words of what happened and why, and an identity that the reason is part of', () => {
    const wire = {
      eventType: 'DE',
      eventDescription: 'Delivery exception',
      exceptionCode: '08',
      exceptionDescription: 'Customer not available or business closed',
      locationId: 'MIAR',
    };
    expect(scanOf(wire, '2026-11-20T11:00:00-05:00')).toEqual({
      status: 'delivery_attempted',
      detail: 'recipient_unavailable',
      basis: 'code',
      code: 'DE',
      reasonCode: '08',
      description: 'Delivery exception: Customer not available or business closed',
      occurredAt: '2026-11-20T11:00:00-05:00',
      place: { facility: 'MIAR' },
      identity: 'DE-08',
    });
  });

  it('says a thing once', () => {
    const wire = { eventType: 'DY', eventDescription: 'Delay', exceptionDescription: 'Delay' };
    expect(scanOf(wire, undefined).description).toBe('Delay');
  });
});
