import { describe, expect, it } from 'vitest';
import { readPayload } from 'waybill';
import { ups, upsFormats } from 'waybill/carriers/ups';
import { hasReference, referenceJson, referenceNote } from '../../reference.ts';
import { drafts, parcelsIn, pushOf, secret } from '../push.ts';

const login = { clientId: 'shop', clientSecret: 'hush' };
const { push } = ups({ ...login, webhookSecret: secret });

/** An event with every field that UPS leaves blank. */
const alert = (fields: object = {}) => ({
  trackingNumber: ' 1Z999AA10123456784',
  localActivityDate: '20261118',
  localActivityTime: '091519',
  activityLocation: { city: 'Charlotte', stateProvince: 'NC', postalCode: '28209', country: 'US' },
  activityStatus: { type: 'I', code: 'OT', description: 'Out for Delivery', descriptionCode: '021' },
  scheduledDeliveryDate: '20261118',
  actualDeliveryDate: '',
  actualDeliveryTime: '',
  gmtActivityDate: '20261118',
  gmtActivityTime: '141519',
  deliveryStartTime: '',
  deliveryEndTime: '',
  deliveryTimeDescription: 'end of day',
  deliveryPhoto: '',
  receivedBy: '',
  ...fields,
});
const draftOf = (fields: object = {}) => drafts(parcelsIn(push, alert(fields))?.outcomes)[0];

describe('proof', () => {
  it('is the credential of the subscription in version 1', () => {
    expect(push?.authentication(pushOf('{}', { credential: 'given' }))).toEqual({
      kind: 'secret',
      secrets: [secret],
      given: 'given',
    });
    expect(push?.authentication(pushOf('{}', { authorization: 'Bearer given' }))).toBeUndefined();
  });

  it('is what the application makes of the headers in version 2', () => {
    const check = () => true;
    expect(ups({ ...login, webhookCheck: check }).push?.authentication(pushOf('{}'))).toEqual({ kind: 'check', check });
  });

  it('is one of the two', () => {
    expect(ups(login).push).toBeUndefined();
    expect(() => ups({ ...login, webhookSecret: '' })).toThrow(/webhookSecret/);
    expect(() => ups({ ...login, webhookSecret: secret, webhookCheck: () => true })).toThrow(/webhookCheck/);
  });
});

describe('reading', () => {
  it('makes a tracking of one event', () => {
    expect(parcelsIn(push, alert())?.extent).toBe('lines');
    expect(draftOf()).toMatchObject({
      carrier: 'ups',
      trackingNumber: '1Z999AA10123456784',
      status: 'out_for_delivery',
      estimatedDelivery: { from: '2026-11-18', to: '2026-11-18' },
      mapping: 'ups.track-alert@2026.11',
      events: [{ code: 'OT', reasonCode: '021', statusBasis: 'code', occurredAt: '2026-11-18T09:15:19-05:00' }],
    });
    expect(draftOf()).not.toHaveProperty('promisedDelivery');
    expect(draftOf()).not.toHaveProperty('issues');
  });

  it('gives the scan the id that it has in an answer, which knows no postal code', () => {
    const activity = {
      location: { address: { city: 'CHARLOTTE', stateProvince: 'NC', countryCode: 'US', country: 'US' }, slic: '2842' },
      status: { type: 'I', code: 'OT', description: 'Out For Delivery Today', statusCode: '021' },
      date: '20261118',
      time: '091519',
      gmtOffset: '-05:00',
    };
    const parcel = { trackingNumber: '1Z999AA10123456784', activity: [activity] };
    const [polled] = readPayload(JSON.stringify({ trackResponse: { shipment: [{ package: [parcel] }] } }), upsFormats);
    expect(polled).toMatchObject({ ok: true, value: { events: [{ id: draftOf()?.events[0]?.id }] } });
  });

  it('knows the window and the delivery', () => {
    const window = { deliveryStartTime: '141500', deliveryEndTime: '181500', deliveryTimeDescription: '' };
    expect(draftOf(window)?.estimatedDelivery).toEqual({ from: '2026-11-18T14:15:00', to: '2026-11-18T18:15:00' });
    const delivered = draftOf({
      activityStatus: { type: 'D', code: 'FS', description: 'Delivered', descriptionCode: '011' },
      actualDeliveryDate: '20261118',
      actualDeliveryTime: '091519',
      deliveryPhoto: 'aGVsbG8=',
      receivedBy: 'M. OKAFOR',
    });
    expect(delivered?.status).toBe('delivered');
    expect(delivered?.delivery).toMatchObject({
      at: '2026-11-18T09:15:19-05:00',
      signedBy: 'M. OKAFOR',
      proof: [{ kind: 'photo' }],
    });
    expect(delivered?.estimatedDelivery).toEqual({ from: '2026-11-18', to: '2026-11-18' });
    expect(JSON.stringify(delivered)).not.toContain('aGVsbG8=');
  });

  it('takes the offset where UPS gives one with a point, and a time that cannot be as an issue', () => {
    const stamped = draftOf({ gmtActivityDate: '', gmtActivityTime: '', gmtOffset: '-05.00' });
    expect(stamped?.events[0]?.occurredAt).toBe('2026-11-18T09:15:19-05:00');
    const odd = draftOf({ localActivityDate: '20261340', gmtActivityDate: '' });
    expect(odd?.events[0]).not.toHaveProperty('occurredAt');
    expect(odd?.issues).toHaveLength(1);
  });

  it('leaves out what is of another type, and tells so', () => {
    const odd = draftOf({ receivedBy: 7, activityLocation: 'Charlotte' });
    expect(odd?.events).toHaveLength(1);
    expect(odd?.issues?.map(({ path }) => path).toSorted()).toEqual(['activityLocation', 'receivedBy']);
  });

  it('makes nothing of what names no parcel or no event', () => {
    for (const body of ['', '[]', '{}', '{"trackingNumber":"1Z"}', '{"trackingNumber":"","activityStatus":{}}']) {
      expect(push?.read(pushOf(body))).toBeUndefined();
    }
  });
});

describe.skipIf(!hasReference)(`example events${referenceNote}`, () => {
  it.each(['v1', 'v2'])('of %s read without a gap', (version) => {
    const examples = referenceJson<readonly { readonly payload: object }[]>(
      `ups/examples/track-alert/webhook-events.${version}.json`,
    );
    expect(examples.length).toBeGreaterThan(1);
    for (const { payload } of examples) {
      const [draft] = drafts(parcelsIn(push, payload)?.outcomes);
      expect(draft?.status).not.toBe('unknown');
      expect(draft?.events[0]?.occurredAt).toMatch(/T/);
      expect(draft?.issues).toBeUndefined();
      const [stored] = readPayload(JSON.stringify(payload), upsFormats);
      expect(stored).toMatchObject({ ok: true, value: { mapping: 'ups.track-alert@2026.11' } });
    }
  });
});
