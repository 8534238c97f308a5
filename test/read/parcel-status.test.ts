import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CurrentStatus, parcelStatus } from 'waybill/kit';
import { type EventStatus, eventStatuses, trackingStatuses } from '../../src/model/status.ts';

const history = (...statuses: readonly EventStatus[]) => statuses.map((status) => ({ status }));

/** The parcel's status after these events, with what the carrier says of its own. */
function statusAfter(
  statuses: readonly EventStatus[],
  current?: EventStatus,
  { basis = 'code', toSender }: { basis?: CurrentStatus['basis']; toSender?: boolean } = {},
) {
  return parcelStatus(history(...statuses), current === undefined ? undefined : { status: current, basis }, toSender)
    .status;
}

describe('delivered is a fact', () => {
  it.each(['exception', 'info', 'pre_transit', 'cancelled', 'unknown'] as const)(
    '%s after it does not undo it',
    (later) => {
      expect(statusAfter(['in_transit', 'delivered', later])).toBe('delivered');
    },
  );

  it.each(['in_transit', 'out_for_delivery', 'delivery_attempted', 'available_for_pickup', 'returning'] as const)(
    '%s after it reopens it',
    (later) => {
      expect(statusAfter(['delivered', later])).toBe(later);
    },
  );

  it.each(['in_transit', 'out_for_delivery', 'delivery_attempted'] as const)(
    'unless the carrier still says delivered after %s',
    (later) => {
      expect(statusAfter(['delivered', later], 'delivered')).toBe('delivered');
    },
  );

  it('a carrier whose own status is an exception or a note after it does not undo it', () => {
    expect(statusAfter(['delivered'], 'exception')).toBe('delivered');
    expect(statusAfter(['delivered', 'info'], 'info')).toBe('delivered');
    expect(statusAfter(['delivered', 'in_transit'], 'returning')).toBe('returning');
  });

  it('keeps its detail through what follows', () => {
    expect(
      parcelStatus(
        [
          { status: 'delivered', detail: 'delivered_to_neighbour' },
          { status: 'info', detail: 'claim' },
        ],
        { status: 'delivered', basis: 'code', detail: 'signed_for' },
        undefined,
      ),
    ).toEqual({ status: 'delivered', detail: 'delivered_to_neighbour' });
  });
});

describe('announced is the weakest word', () => {
  it.each(['in_transit', 'out_for_delivery', 'available_for_pickup', 'delivery_attempted', 'exception'] as const)(
    'a label line after %s, or a stated label, takes nothing back',
    (scanned) => {
      expect(statusAfter(['pre_transit', scanned, 'pre_transit'])).toBe(scanned);
      expect(statusAfter(['pre_transit', scanned], 'pre_transit')).toBe(scanned);
    },
  );

  it('it speaks where nothing else does, and after what is no scan', () => {
    expect(statusAfter([], 'pre_transit')).toBe('pre_transit');
    expect(statusAfter(['info'], 'pre_transit')).toBe('pre_transit');
    expect(statusAfter(['cancelled', 'pre_transit'])).toBe('pre_transit');
    const failed = { status: 'exception', detail: 'pickup_failed' } as const;
    expect(parcelStatus([failed, { status: 'pre_transit' }], undefined, undefined).status).toBe('pre_transit');
  });
});

describe('a stated status', () => {
  const lines = [
    { status: 'delivered', detail: 'delivered_to_safe_place' },
    { status: 'in_transit', detail: 'arrived_at_facility' },
  ] as const;

  it('that lasts takes the detail of the line it agrees with, whatever stands behind that line', () => {
    const stated = { status: 'delivered', basis: 'code' } as const;
    expect(parcelStatus(lines, stated, undefined)).toEqual({ status: 'delivered', detail: 'delivered_to_safe_place' });
    expect(parcelStatus(lines, { ...stated, detail: 'signed_for' }, undefined).detail).toBe('signed_for');
    expect(parcelStatus([...lines, { status: 'delivered' }], stated, undefined).detail).toBeUndefined();
  });

  it('that passes does not: the delay of last week is not today’s', () => {
    const events = [{ status: 'exception', detail: 'weather_delay' }, { status: 'in_transit' }] as const;
    expect(parcelStatus(events, { status: 'exception', basis: 'code' }, undefined)).toEqual({ status: 'exception' });
  });
});

describe('a return', () => {
  it.each(['in_transit', 'out_for_delivery', 'exception', 'delivery_attempted', 'info', 'pre_transit'] as const)(
    'stays one through %s',
    (later) => {
      expect(statusAfter(['returning', later])).toBe('returning');
      expect(statusAfter(['returning'], later)).toBe('returning');
    },
  );

  it('ends as returned, by its own word or by a delivery', () => {
    expect(statusAfter(['returning', 'returned'])).toBe('returned');
    expect(statusAfter(['returning', 'delivered'])).toBe('returned');
    expect(statusAfter(['returning', 'in_transit'], 'delivered')).toBe('returned');
    expect(statusAfter(['returned', 'delivered'])).toBe('returned');
    expect(statusAfter(['returned', 'in_transit'])).toBe('returned');
  });

  it('keeps the reason for it', () => {
    const events = [
      { status: 'returning', detail: 'refused' },
      { status: 'in_transit', detail: 'departed_facility' },
    ] as const;
    expect(parcelStatus(events, undefined, undefined)).toEqual({ status: 'returning', detail: 'refused' });
  });
});

describe('a carrier that says who receives it', () => {
  it('delivered to the sender is returned, return scans or none', () => {
    expect(statusAfter(['in_transit', 'delivered'], undefined, { toSender: true })).toBe('returned');
    expect(statusAfter(['in_transit'], 'delivered', { toSender: true })).toBe('returned');
  });

  it('delivered to the recipient is delivered, return scans or not', () => {
    expect(statusAfter(['returning', 'delivered'], undefined, { toSender: false })).toBe('delivered');
    expect(statusAfter(['returning'], 'delivered', { toSender: false })).toBe('delivered');
  });
});

describe('the carrier’s own status', () => {
  it('decides where it is exact', () => {
    expect(statusAfter(['in_transit'], 'available_for_pickup')).toBe('available_for_pickup');
    expect(statusAfter(['in_transit'], 'available_for_pickup', { basis: 'text' })).toBe('available_for_pickup');
    expect(statusAfter(['pre_transit'], 'cancelled')).toBe('cancelled');
  });

  it('speaks only where the history is silent if it is a category', () => {
    expect(statusAfter(['out_for_delivery'], 'in_transit', { basis: 'category' })).toBe('out_for_delivery');
    expect(statusAfter([], 'in_transit', { basis: 'category' })).toBe('in_transit');
    expect(statusAfter(['info', 'unknown'], 'in_transit', { basis: 'category' })).toBe('in_transit');
    // That something is delivered is no coarse word.
    expect(statusAfter(['in_transit'], 'delivered', { basis: 'category' })).toBe('delivered');
  });

  it('says nothing with a note or a word we cannot read', () => {
    expect(statusAfter(['out_for_delivery'], 'info')).toBe('out_for_delivery');
    expect(statusAfter(['out_for_delivery'], 'unknown')).toBe('out_for_delivery');
    expect(statusAfter([], 'info')).toBe('unknown');
  });

  it('lends its detail where the history has none', () => {
    expect(
      parcelStatus(
        history('exception'),
        { status: 'exception', detail: 'weather_delay', basis: 'category' },
        undefined,
      ),
    ).toEqual({ status: 'exception', detail: 'weather_delay' });
  });
});

describe('for every history', () => {
  const statuses = fc.array(fc.constantFrom(...eventStatuses));
  const current = fc.option(fc.constantFrom(...eventStatuses), { nil: undefined });
  const toSender = fc.option(fc.boolean(), { nil: undefined });

  it('there is one of our statuses, and notes change nothing', () => {
    fc.assert(
      fc.property(statuses, statuses, current, toSender, (before, later, own, sender) => {
        const options = sender === undefined ? {} : { toSender: sender };
        const status = statusAfter([...before, ...later], own, options);
        expect(trackingStatuses).toContain(status);
        expect(statusAfter([...before, 'info', 'unknown', ...later], own, options)).toBe(status);
      }),
    );
  });

  it('unknown is told of a parcel only if nothing else was ever told', () => {
    fc.assert(
      fc.property(statuses, current, (before, own) => {
        const told = [...before, ...(own === undefined ? [] : [own])].some(
          (status) => status !== 'info' && status !== 'unknown',
        );
        expect(statusAfter(before, own) === 'unknown').toBe(!told);
      }),
    );
  });

  it('a parcel is delivered only if a line or the carrier says so', () => {
    fc.assert(
      fc.property(statuses, current, toSender, (before, own, sender) => {
        const status = statusAfter(before, own, sender === undefined ? {} : { toSender: sender });
        if (status === 'delivered') expect([...before, own]).toContain('delivered');
        if (status === 'returned')
          expect([...before, own].some((each) => each === 'returned' || each === 'delivered')).toBe(true);
      }),
    );
  });
});
