import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { carrierNames, carriersFromEnv, credentialVariables, formats, identify } from 'waybill/carriers';
import { sandboxOf } from '../sandboxes.ts';

describe('carriersFromEnv', () => {
  it('makes the carriers whose credentials are there, and no others', () => {
    expect(carriersFromEnv({})).toEqual([]);
    const some = carriersFromEnv({
      UPS_CLIENT_ID: 'id',
      UPS_CLIENT_SECRET: 'secret',
      DHL_API_KEY: 'key',
      PATH: '/bin',
    });
    expect(some.map(({ id }) => id)).toEqual(['ups', 'dhl']);
    const all = carriersFromEnv({
      FEDEX_CLIENT_ID: 'id',
      FEDEX_CLIENT_SECRET: 'secret',
      UPS_CLIENT_ID: 'id',
      UPS_CLIENT_SECRET: 'secret',
      USPS_CLIENT_ID: 'id',
      USPS_CLIENT_SECRET: 'secret',
      DHL_API_KEY: 'key',
      DHL_EXPRESS_USERNAME: 'user',
      DHL_EXPRESS_PASSWORD: 'secret',
      DHL_PARCEL_DE_API_KEY: 'key',
      DHL_PARCEL_DE_API_SECRET: 'secret',
      DHL_PARCEL_DE_USERNAME: 'user',
      DHL_PARCEL_DE_PASSWORD: 'secret',
    });
    expect(all.map(({ id }) => id)).toEqual(['fedex', 'ups', 'usps', 'dhl', 'dhl-express', 'dhl-parcel-de']);
  });

  it.each([
    ['fedex', { FEDEX_CLIENT_ID: 'id' }, ['FEDEX_CLIENT_SECRET']],
    ['ups', { UPS_CLIENT_SECRET: 'secret' }, ['UPS_CLIENT_ID']],
    ['usps', { USPS_CLIENT_ID: 'id', USPS_CLIENT_SECRET: ' ' }, ['USPS_CLIENT_SECRET']],
    ['dhlExpress', { DHL_EXPRESS_PASSWORD: 'secret' }, ['DHL_EXPRESS_USERNAME']],
    [
      'dhlParcelDe',
      { DHL_PARCEL_DE_API_KEY: 'key', DHL_PARCEL_DE_USERNAME: 'user' },
      ['DHL_PARCEL_DE_API_SECRET', 'DHL_PARCEL_DE_PASSWORD'],
    ],
  ])('refuses half the credentials of %s and names the missing variables', (carrier, environment, missing) => {
    const make = (): unknown => carriersFromEnv(environment);
    expect(make).toThrow(expect.objectContaining({ code: 'invalid_request' }));
    expect(make).toThrow(new RegExp(`${carrier}\\(\\)`));
    for (const variable of missing) expect(make).toThrow(variable);
  });

  it('takes a blank variable for none', () => {
    expect(carriersFromEnv({ DHL_API_KEY: '', UPS_CLIENT_ID: ' ', UPS_CLIENT_SECRET: '' })).toEqual([]);
  });

  it('hands the connection on', () => {
    const [fedex] = carriersFromEnv(
      { FEDEX_CLIENT_ID: 'id', FEDEX_CLIENT_SECRET: 'secret' },
      { baseUrl: 'http://127.0.0.1:1/fedex' },
    );
    expect(fedex?.request([{ trackingNumber: '123456789012' }], { requestId: 'r' }).url).toMatch(
      /^http:\/\/127\.0\.0\.1:1\/fedex\//,
    );
  });
});

describe('identify', () => {
  it.each(['fedex', 'ups', 'usps', 'dhl'])('knows a number of %s by its check digit', (carrier) => {
    const matches = identify(sandboxOf(carrier).sampleNumber(7));
    expect(matches.find((match) => match.carrier === carrier)?.basis).toBe('check-digit');
  });

  it('says every candidate, those with a good check digit first', () => {
    const matches = identify('9261 2901 0013 0739 2010 24');
    expect(new Set(matches.map(({ carrier }) => carrier)).size).toBeGreaterThan(1);
    const bases = matches.map(({ basis }) => basis);
    expect(bases).toEqual([...bases].sort());
  });

  it.each([
    ['4123456783', 'dhl-express'],
    ['00340434292135100124', 'dhl-parcel-de'],
  ])('puts the division of DHL that %s belongs to before DHL as a whole', (number, division) => {
    expect(
      identify(number)
        .map(({ carrier }) => carrier)
        .filter((carrier) => carrier.startsWith('dhl')),
    ).toEqual([division, 'dhl']);
  });

  it('finds the number behind a routing prefix', () => {
    const inner = sandboxOf('usps').sampleNumber(3);
    expect(identify(`42090210${inner}`)[0]).toMatchObject({ carrier: 'usps', trackingNumber: inner });
    expect(identify(`420902101234${inner}`)[0]).toMatchObject({ carrier: 'usps', trackingNumber: inner });
  });

  it('keeps a number whose check digit fails, marked as a shape', () => {
    expect(identify('1Z999AA10123456785')[0]).toMatchObject({ carrier: 'ups', basis: 'shape' });
  });

  it.each(['', '   ', '!!', 'x'.repeat(10_000)])('finds nothing in what is no number', (text) => {
    expect(identify(text)).toEqual([]);
  });
});

describe('formats', () => {
  it('have names of their own', () => {
    const names = formats.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining(['fedex.track-v1', 'ups.track-v1', 'usps.v3', 'usps.v3r2', 'dhl.unified']),
    );
    expect(names).toEqual(expect.arrayContaining(['dhl.express', 'dhl.xml-pi', 'dhl.parcel-de']));
  });
});

describe('names for people', () => {
  it('are there for every carrier that the environment can make', () => {
    expect(Object.keys(carrierNames)).toEqual(Object.keys(credentialVariables));
    expect(Object.values(carrierNames)).toEqual(['FedEx', 'UPS', 'USPS', 'DHL', 'DHL Express', 'DHL Parcel DE']);
  });
});

describe('.env.example', () => {
  it('has every variable that is read, blank, and no other', () => {
    const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const variables = Object.values(credentialVariables).flatMap((names) => Object.values<string>(names));
    expect(lines).toEqual(variables.map((name) => `${name}=`));
    expect(carriersFromEnv(Object.fromEntries(lines.map((line) => line.split('='))))).toEqual([]);
  });
});
