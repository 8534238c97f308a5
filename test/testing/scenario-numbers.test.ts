import { describe, expect, it } from 'vitest';
import { createTracker } from 'waybill';
import { fedex, identify, ups } from 'waybill/carriers';
import { fedexSandbox, sandboxes, upsSandbox } from 'waybill/carriers/sandbox';
import { createSandbox, type ScenarioName, scenarioNumber, scenarioParcels, scenarios } from 'waybill/testing';

const names = Object.keys(scenarios) as ScenarioName[];
const login = { clientId: 'any', clientSecret: 'any', quotas: [] };

describe('numbers that mean a scenario', () => {
  it('are as many as there are scenarios, and real numbers of their carrier', () => {
    for (const sandbox of sandboxes) {
      const numbers = names.map((name) => scenarioNumber(sandbox, name));
      expect(new Set(numbers).size).toBe(names.length);
    }
    for (const name of names) {
      expect(identify(scenarioNumber(fedexSandbox, name))).toContainEqual(
        expect.objectContaining({ carrier: 'fedex', basis: 'check-digit' }),
      );
    }
  });

  it('do not change', () => {
    expect(scenarioNumber(fedexSandbox, 'delivered')).toBe('779506819564');
    expect(scenarioNumber(upsSandbox, 'delivered')).toBe('1ZW4T3100306819567');
  });

  it('are told as their scenario has it, and all of it has happened', async () => {
    const now = Date.parse('2026-11-20T03:00:00Z');
    const sandbox = createSandbox({
      carriers: sandboxes,
      parcels: scenarioParcels({ now: () => now }),
      quotas: { fedex: [], ups: [] },
    });
    const tracker = createTracker({ carriers: [fedex(login), ups(login)], fetch: sandbox.fetch, retries: 0 });
    const statusOf = (number: string): Promise<string> =>
      tracker.track(number).then(
        ({ status }) => status,
        ({ code }: { code: string }) => code,
      );
    expect(await statusOf(scenarioNumber(fedexSandbox, 'delivered'))).toBe('delivered');
    expect(await statusOf(scenarioNumber(upsSandbox, 'customsHold'))).toBe('exception');
    expect(await statusOf(scenarioNumber(fedexSandbox, 'notFound'))).toBe('not_found');
    expect(await statusOf(fedexSandbox.sampleNumber(5))).toBe('not_found');
    const { events } = await tracker.track(scenarioNumber(upsSandbox, 'returned'));
    for (const { occurredAt } of events) expect(Date.parse(occurredAt ?? '')).toBeLessThanOrEqual(now);
  });
});
