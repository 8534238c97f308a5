import type { Quota } from '../../src/carrier/account.ts';
import type { BatchReading, Carrier, Inquiry } from '../../src/carrier/carrier.ts';
import type { WireResponse } from '../../src/carrier/wire.ts';
import {
  accountKey,
  assembleTracking,
  failAll,
  failed,
  fault,
  found,
  matchFormats,
  parsePayload,
  type TrackingDraft,
  unreadable,
} from '../../src/kit.ts';

/** How a depot differs from the usual one. */
export interface DepotOptions {
  readonly id?: string;
  readonly key?: string;
  readonly host?: string;
  readonly withGrant?: boolean;
  readonly maxBatch?: number;
  readonly maxConcurrency?: number;
  readonly quotas?: readonly Quota[];
  /** First letter of the numbers that the depot claims. */
  readonly letter?: string;
  readonly likelihood?: number;
  readonly overrides?: Partial<Carrier>;
}

/** One parcel as the depot writes it. */
export interface DepotParcel {
  readonly number: string;
  readonly code?: string;
  readonly basis?: 'code' | 'text';
  readonly error?: 'not_found';
  readonly strange?: boolean;
}

const plenty: readonly Quota[] = [{ limit: 100_000, intervalMs: 1000 }];

/** A small invented carrier: batches of five, JSON, OAuth if wanted; its numbers are `D` and seven digits. */
export function depot(options: DepotOptions = {}): Carrier {
  const { id = 'depot', key = 'key-1', host = 'https://depot.example', withGrant = false, letter = 'D' } = options;
  const { maxBatch = 5, maxConcurrency = 2, quotas = plenty, likelihood = 0.5, overrides = {} } = options;
  const answerer = { id, name: `The ${id}` };
  const format = { name: 'plain', pattern: new RegExp(`^${letter}\\d{7}$`), likelihood };

  return {
    ...answerer,
    account: accountKey(id, host, key),
    maxBatch,
    maxConcurrency,
    quotas,
    formats: [],
    numberPattern: /^[A-Z0-9]{4,12}$/,
    identify: (number) => matchFormats(id, [format], number),
    request: (inquiries, { requestId }) => ({
      method: 'POST',
      url: `${host}/track?account=${key}`,
      headers: { 'content-type': 'application/json', 'x-request-id': requestId, 'x-depot-key': key },
      body: JSON.stringify({ inquiries }),
    }),
    read: (response, inquiries) => readDepot(response, inquiries),
    throttledForMs: ({ status, body }) => (status === 403 || status === 200 ? quietFor(body) : undefined),
    trackingUrl: (number) => `https://depot.example/${number}`,
    ...(withGrant ? { grant: grantOf(key) } : {}),
    ...overrides,
  };

  function grantOf(secret: string): NonNullable<Carrier['grant']> {
    return {
      request: () => ({
        method: 'POST',
        url: `${host}/token`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `grant_type=client_credentials&client_secret=${secret}`,
      }),
      read({ status, body }) {
        if (status === 401) throw fault(answerer, 'unauthorized', { httpStatus: status });
        if (status === 403) throw fault(answerer, 'forbidden', { httpStatus: status });
        const payload = parsePayload(body);
        if (payload.kind !== 'json') throw fault(answerer, 'unexpected_response', { httpStatus: status });
        const { token, expiresInMs } = payload.value as { token: string; expiresInMs: number };
        return { accessToken: token, expiresInMs };
      },
    };
  }

  function readDepot(response: WireResponse, inquiries: readonly Inquiry[]): BatchReading {
    if (response.status === 400) {
      return inquiries.length > 1
        ? 'split'
        : failAll(inquiries, (n) => fault(answerer, 'invalid_number', { trackingNumber: n }));
    }
    const payload = parsePayload(response.body);
    if (payload.kind === 'unreadable') return failAll(inquiries, (n) => unreadable(answerer, response, payload, n));
    if (response.status !== 200) {
      return failAll(inquiries, (n) =>
        fault(answerer, response.status === 401 ? 'unauthorized' : 'forbidden', { trackingNumber: n }),
      );
    }
    const { parcels } = payload.value as { parcels: readonly DepotParcel[] };
    return parcels.map((parcel) =>
      parcel.error === undefined
        ? found(parcel.number, draftOf(parcel))
        : failed(parcel.number, fault(answerer, parcel.error, { trackingNumber: parcel.number })),
    );
  }

  function draftOf({ number, code = 'ARR', basis = 'code', strange = false }: DepotParcel): TrackingDraft {
    const issues = strange ? { issues: [{ path: 'parcels.0', expected: 'string', seen: 'number' }] } : {};
    return assembleTracking({
      carrier: id,
      trackingNumber: number,
      url: `https://depot.example/${number}`,
      mapping: 'depot.v1@2026.11',
      order: 'oldest-first',
      scans: [{ status: 'in_transit', basis, code, description: 'Arrived' }],
      ...issues,
    });
  }
}

function quietFor(body: string): number | undefined {
  const told = /"quietForMs":(\d+)/.exec(body)?.[1];
  return told === undefined ? undefined : Number(told);
}

/** The depot's tracking number of an index. */
export const depotNumber = (index: number, letter = 'D'): string => `${letter}${String(index).padStart(7, '0')}`;

/** `count` tracking numbers. */
export const depotNumbers = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => depotNumber(i));
