import { describe, expect, it } from 'vitest';
import { meaningOfScan } from '../../../carriers/usps/status.ts';
import { deliveryAttributes, eventCodes } from '../../../carriers/usps/status-codes.ts';
import { summaryTexts } from '../../../carriers/usps/status-sentences.ts';
import { statusCategories, statusHeads, statusTexts } from '../../../carriers/usps/status-texts.ts';
import { hasReference, referenceJson, referenceNote, referenceText } from '../../reference.ts';
import { errorIn, stored } from './payloads.ts';
import { published } from './published.ts';

describe.skipIf(!hasReference)(`what USPS publishes${referenceNote}`, () => {
  it.each(published.map((table) => [table.name, table] as const))('maps all %s', (_, table) => {
    const codes = table.codes(referenceJson(table.file));
    expect(codes.length).toBeGreaterThan(15);
    expect(codes.filter((code) => table.meaning(code) === undefined)).toEqual([]);
  });

  it('has 165 event codes, and EX, which a parcel was seen with', () => {
    const [table] = published;
    const codes = [...(table?.codes(referenceJson(table.file)) ?? []), 'EX'];
    expect(Object.keys(eventCodes).sort()).toEqual(codes.sort());
  });

  it('means the same by a code’s words, where no code stands beside them', () => {
    const rows =
      referenceJson<readonly { readonly code: string; readonly description: string }[]>('usps/codes/event-codes.json');
    const differ = rows.flatMap(({ code, description }) =>
      description
        .split(/ \/ (?=[A-Z])/)
        .filter((words) => meaningOfScan(undefined, words).meaning[0] !== meaningOfScan(code, undefined).meaning[0])
        .map((words) => `${code} ${words}`),
    );
    // Remarks of the list's makers.
    expect(differ).toEqual(['A1 Regional Facility (trailer arrive)', 'T1 Regional Facility (trailer depart)']);
  });

  interface Proposal {
    readonly proposedStatus: string;
    readonly code: string;
  }

  it('departs from the proposed status only where the wording asks for it', () => {
    const ours: Readonly<Record<string, string>> = {
      label_created: 'pre_transit',
      picked_up: 'in_transit',
      failed: 'exception',
    };
    const departures = referenceJson<readonly Proposal[]>('usps/codes/event-codes.json').filter(
      ({ code, proposedStatus }) => eventCodes[code]?.[0] !== (ours[proposedStatus] ?? proposedStatus),
    );
    expect(departures.map(({ code }) => code)).toEqual([]);
  });

  const parcels = {
    'v3/detail.accepted.readme-2023.json': ['usps.v3', 'in_transit', 1],
    'v3/detail.delivered.ground-advantage.json': ['usps.v3', 'delivered', 12],
    'v3/detail.delivered.parcel-select-partner.json': ['usps.v3', 'delivered', 15],
    'v3/detail.in-transit.json': ['usps.v3', 'in_transit', 4],
    'v3/summary.readme-2023.json': ['usps.v3', 'in_transit', 1],
    'v3r2/response.200.json': ['usps.v3r2', 'delivered', 3],
    'subscriptions/notification.payload-decoded.json': ['usps.v3r2', 'delivered', 1],
    'subscriptions/notification.scan-event-extract.payload-decoded.json': ['usps.v3r2', 'delivered', 1],
  } as const;

  it.each(Object.entries(parcels))('reads %s without an issue', (file, [format, status, scans]) => {
    const { formats, outcomes } = stored(referenceText(`usps/examples/${file}`));
    expect(formats).toEqual([format]);
    const [outcome] = outcomes;
    expect(outcomes).toHaveLength(1);
    if (!outcome?.ok) throw outcome?.error ?? new Error('no outcome');
    expect(outcome.value).toMatchObject({ carrier: 'usps', status });
    expect(outcome.value.issues).toBeUndefined();
    expect(outcome.value.events).toHaveLength(scans);
    expect(outcome.value.events.map(({ status: each }) => each)).not.toContain('unknown');
    expect(new Set(outcome.value.events.map(({ id }) => id)).size).toBe(scans);
  });

  it('reads the parcel and the error of a 207', () => {
    const { formats, outcomes } = stored(referenceText('usps/examples/v3r2/response.207-multi-status.json'));
    expect(formats).toEqual(['usps.v3r2']);
    expect(outcomes.map((outcome) => (outcome.ok ? outcome.value.status : outcome.error.code))).toEqual([
      'delivered',
      'not_found',
    ]);
  });

  const errors = {
    'v3/error.400-not-yet-available.json': [400, 'not_found', 'usps.v3'],
    'v3r2/error.404-single.json': [404, 'not_found', 'usps.v3r2'],
    'v3r2/error.401-scope.json': [401, 'forbidden', 'usps.v3'],
    'v3r2/error.429.json': [429, 'rate_limited', 'usps.v3r2'],
  } as const;

  it.each(Object.entries(errors))('reads the error of %s, live and stored', (file, [status, code, format]) => {
    const body = referenceText(`usps/examples/${file}`);
    expect(errorIn(body, status).code).toBe(code);
    expect(stored(body).formats).toEqual([format]);
    expect(stored(body).outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.error.code))).toEqual([code]);
  });

  it('has an answer of its own for every published tracking error', () => {
    interface Inventory {
      readonly tracking: readonly { readonly code: string; readonly message: string }[];
    }
    const { tracking } = referenceJson<Inventory>('usps/codes/error-codes.json');
    const byCode = tracking.map(({ code }) => errorIn({ error: { code: '400', errors: [{ code }] } }).code);
    const byWords = tracking.map(({ message }) => errorIn({ error: { code: '400', message } }).code);
    expect(byCode).not.toContain('invalid_request');
    // The message about a public programme has no wording worth a rule.
    expect(byWords.map((code, index) => (code === byCode[index] ? '' : tracking[index]?.code)).join('')).toBe('150013');
  });
});

describe('the tables', () => {
  it.each(Object.entries({ deliveryAttributes, eventCodes, statusCategories, statusHeads, statusTexts, summaryTexts }))(
    'keeps %s sorted',
    (_, table) => {
      const keys = Object.keys(table).filter((key) => !/^[1-9]\d$/.test(key)); // integer keys come first in any object
      expect(keys).toEqual([...keys].sort());
    },
  );
});
