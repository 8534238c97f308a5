import { CloudEvent } from 'cloudevents';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCloudEvent } from '../../src/diff/cloud-event.ts';
import { diff } from '../../src/diff/diff.ts';
import { parcel, scans } from '../parcel.ts';
import { anyLife } from './lives.ts';

const { pickedUp, delivered } = scans;

describe('toCloudEvent', () => {
  const next = parcel([pickedUp, delivered]);
  const change = diff(parcel([pickedUp]), next).find(({ type }) => type === 'delivered')!;

  it('names the change, the parcel and the time', () => {
    expect(toCloudEvent(change)).toEqual({
      specversion: '1.0',
      id: 'fedex/123456789012/delivered/1',
      source: 'urn:waybill:fedex',
      type: 'waybill.delivered',
      subject: '123456789012',
      time: '2026-11-12T14:30:00-06:00',
      datacontenttype: 'application/json',
      data: change,
    });
  });

  it('takes a source and a time', () => {
    const options = { source: '/shop/parcels', time: '2026-11-13T00:00:00Z' };
    expect(toCloudEvent(change, options)).toMatchObject(options);
  });

  it('makes no instant of a wall clock: it takes when it was seen, or says nothing', () => {
    const { occurredAt: _, ...unclear } = { ...change, occurredAt: '2026-11-12T14:30:00' };
    const wall = { ...unclear, occurredAt: '2026-11-12T14:30:00' } as typeof change;
    expect(toCloudEvent(wall)).not.toHaveProperty('time');
    expect(toCloudEvent({ ...wall, seenAt: '2026-11-12T21:00:00Z' }).time).toBe('2026-11-12T21:00:00Z');
  });

  it('is what the CloudEvents SDK takes for valid', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        for (const [index, answer] of life.entries()) {
          for (const found of diff(life[index - 1], answer)) {
            const event = new CloudEvent(JSON.parse(JSON.stringify(toCloudEvent(found))), true);
            expect(event.validate()).toBe(true);
            expect(JSON.parse(JSON.stringify(event)).data).toEqual(found);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
