import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dhlSandbox, fedexSandbox, upsSandbox, uspsSandbox } from 'waybill/carriers/sandbox';
import { type CarrierSandbox, pushesOf, scenarios } from 'waybill/testing';

const to = { url: 'https://shop.example/hooks', secret: 'hush' };

function lifeAt(carrier: CarrierSandbox) {
  const trackingNumber = carrier.sampleNumber(4);
  const [life] = scenarios.delivered.lives({ carrier, trackingNumber, start: '2026-11-09' });
  if (life === undefined) throw new Error('There is no such life.');
  return life;
}

describe('the pushes of a life', () => {
  it.each([fedexSandbox, upsSandbox, uspsSandbox, dhlSandbox].map((sandbox) => [sandbox.carrier, sandbox] as const))(
    'are one for each event, in the words of %s, signed',
    async (_, sandbox) => {
      const life = lifeAt(sandbox);
      const requests = await pushesOf(sandbox, life, to);
      expect(requests).toHaveLength(life.events.length);
      for (const request of requests) {
        const body = await request.text();
        expect([request.method, request.url, request.headers.get('content-type')]).toEqual([
          'POST',
          to.url,
          'application/json',
        ]);
        expect(body).toContain(life.trackingNumber);
        const { timestamp, payload } = JSON.parse(body);
        const message = payload === undefined ? body : `${timestamp}${payload}`;
        const signature = createHmac('sha256', 'hush').update(message).digest('base64');
        expect([...request.headers.values()].some((value) => value === signature || value === 'hush')).toBe(true);
      }
    },
  );

  it('are none where a sandbox has none', async () => {
    const { push: _, ...silent } = upsSandbox;
    expect(await pushesOf(silent, lifeAt(upsSandbox), to)).toEqual([]);
  });
});
