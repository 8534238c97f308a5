import { describe, expect, it } from 'vitest';
import { type ScenarioName, scenarios } from 'waybill/testing';
import { dhlExpressSandbox } from '../../carriers/dhl/express/sandbox.ts';
import { dhlExpress } from '../../carriers/dhl/index.ts';
import { waybill } from '../carriers/dhl/express/payloads.ts';
import { openApi } from '../openapi.ts';
import { hasReference, referenceNote, referenceText } from '../reference.ts';

const names = Object.keys(scenarios) as ScenarioName[];

describe.skipIf(!hasReference)(`the MyDHL API’s own document${referenceNote}`, () => {
  const document = openApi(hasReference ? referenceText('dhl/openapi/mydhl-api-3.1.1-tracking.json') : '{}');
  const options = { requestId: '4d6f1f52' };

  it.each([1, 2])('allows the requests of %i numbers at once, and what the sandbox answers', (numbersPerRequest) => {
    const carrier = dhlExpress({ username: 'user', password: 'secret', numbersPerRequest, accountNumber: '300000000' });
    for (const name of names) {
      const inquiry = { trackingNumber: waybill };
      const lives = scenarios[name].lives({ carrier: dhlExpressSandbox, trackingNumber: waybill, start: '2026-11-16' });
      const parcels = lives.filter(({ trackingNumber }) => trackingNumber === waybill);
      const others = numbersPerRequest > 1 ? [{ trackingNumber: '4123456794' }] : [];
      const request = carrier.request([inquiry, ...others], options);
      // The check sees a repeated parameter as its last text.
      const faults = document.faultsOfRequest(request).filter((fault) => !fault.endsWith('must be array'));
      expect(faults).toEqual([]);
      const arrived = { ...request, path: request.url.slice(dhlExpressSandbox.origin.length), body: '' };
      const answer = dhlExpressSandbox.tracking([{ inquiry, parcels }], arrived);
      expect({ name, faults: document.faultsOfAnswer(request, answer) }).toEqual({ name, faults: [] });
    }
  });

  it('allows the requests for references and proofs', () => {
    const carrier = dhlExpress({ username: 'user', password: 'secret', accountNumber: '300000000' });
    const reference = carrier.reference?.request({ reference: 'ORDER-77', shippedAfter: '2026-11-01' }, options);
    const proof = carrier.proof?.request({ trackingNumber: waybill }, options);
    for (const request of [reference, proof]) expect(request && document.faultsOfRequest(request)).toEqual([]);
  });
});
