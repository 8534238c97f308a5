import { describe, expect, it } from 'vitest';
import { usps } from '../../../carriers/usps/index.ts';
import { answered, envelope, errorIn, newParcel, numbers } from './payloads.ts';

const notYet = 'A status update is not yet available for your package.';

describe('an error', () => {
  it.each([
    ['in the message', envelope({ title: '', detail: '', code: '' }, `12: ${notYet} - `), 400],
    ['in a title', envelope({ title: `12: ${notYet}`, detail: '', code: '150001' }), 400],
    [
      'in a detail, with the code of another condition',
      envelope({ title: '', detail: notYet, status: '404', code: '150006' }),
      404,
    ],
    [
      'with HTML in it',
      envelope({ detail: 'A status update is not<b> yet</b> available on your Priority Mail<SUP>reg;</SUP> package' }),
      400,
    ],
    [
      'for an unpaid label',
      envelope({
        detail: 'Tracking is not available for this item. This may be because the tracking number is invalid',
      }),
      404,
    ],
    ['for a doubtful number', envelope({ detail: '7: The tracking number may be incorrect' }), 400],
    ['with a number for a code', { error: { code: 404, errors: { code: 150_009 } } }, 404],
  ])('%s is a number that is not known yet', (_, body, status) => {
    expect(errorIn(body, status)).toMatchObject({ code: 'not_found', trackingNumber: numbers[0], carrier: 'usps' });
  });

  it.each([
    ['150004', 'not_available'],
    ['150006', 'not_available'],
    ['150007', 'not_available'],
    ['150008', 'not_available'],
    ['150010', 'invalid_number'],
    ['150011', 'invalid_number'],
    ['150012', 'not_available'],
    ['150013', 'not_available'],
  ])('%s is %s', (carrierCode, code) => {
    expect(errorIn(envelope({ code: carrierCode, detail: 'words' }))).toMatchObject({ code, carrierCode });
  });

  it.each([
    ['a number of the wrong form', 400, envelope({ source: { parameter: 'trackingNumber' } }), 'invalid_number'],
    ['another parameter', 400, envelope({ source: { parameter: 'mailingDate' } }), 'invalid_request'],
    ['a plain 400', 400, envelope({ title: 'Bad Request' }), 'invalid_request'],
    ['a plain 401', 401, envelope({ title: 'Unauthorized' }, 'Invalid token', '401'), 'unauthorized'],
    ['a spent quota', 429, envelope({ title: 'Too Many Requests.' }, 'Exceeded quota limit.', '429'), 'rate_limited'],
    ['a 403 that says nothing', 403, {}, 'forbidden'],
    ['a list of nothing for a 400', 400, [], 'unexpected_response'],
    ['a pause', 503, envelope({}, '', '503'), 'carrier_unavailable'],
    ['an HTML page', 502, '<html><body>Bad gateway</body></html>', 'carrier_unavailable'],
    ['an HTML page for data', 200, '<html></html>', 'unexpected_response'],
    ['a cut body', 200, '[{"trackingNumber":"94', 'unexpected_response'],
    ['an empty body', 200, '', 'unexpected_response'],
    ['null', 200, 'null', 'unexpected_response'],
  ])('for %s', (_, status, body, code) => {
    expect(errorIn(body, status).code).toBe(code);
  });

  it.each([
    [
      'Insufficient OAuth scope.',
      envelope({ title: 'invalid_oauth_scope', source: 'Access Token' }, 'Insufficient OAuth scope.', '401'),
    ],
    ['an app that is not entitled', envelope({}, 'The client application identifier is invalid.', '401')],
    ['an empty message', { error: { code: '401', message: '' } }],
  ])('of 401 for the scope says how to get it: %s', (_, body) => {
    const error = errorIn(body, 401);
    expect(error).toMatchObject({ code: 'forbidden', httpStatus: 401, retryable: false });
    expect(error.message).toMatch(/scope "tracking".*service request/);
  });

  it.each([
    ['403', 403, envelope({ title: 'Forbidden' }, '', '403')],
    ['words about the agreement', 400, envelope({ detail: 'An IP Agreement is required for this MID.' })],
  ])('of access control names the Mailer ID and the agreement: %s', (_, status, body) => {
    const error = errorIn(body, status);
    expect(error.code).toBe('forbidden');
    expect(error.message).toMatch(/Mailer ID.*IP agreement/);
  });

  it('never repeats what the carrier wrote', () => {
    const error = errorIn(envelope({ detail: 'Secret of A SAMPLE at https://example.org' }));
    expect(JSON.stringify(error)).not.toMatch(/SAMPLE|https:/);
  });
});

describe('a batch', () => {
  const asked = [...numbers];
  const codes = (body: unknown, status = 207) =>
    answered(body, { status, asked }).map((outcome) =>
      outcome.ok ? outcome.value.trackingNumber : outcome.error.code,
    );
  const client = usps({ clientId: 'id', clientSecret: 'secret' });
  const whole = (body: object, status: number) =>
    client.read(
      { status, headers: { 'retry-after': '7' }, body: JSON.stringify(body) },
      asked.map((trackingNumber) => ({ trackingNumber })),
    );

  it('is matched by number, whatever the order', () => {
    const items = [numbers[2], numbers[0], numbers[1]].map((trackingNumber) => newParcel({ trackingNumber }));
    expect(codes(items, 200)).toEqual(asked);
  });

  it('is matched by position where a number is missing or written otherwise', () => {
    const items = [
      newParcel({ trackingNumber: null }),
      newParcel({ trackingNumber: '9999' }),
      newParcel({ trackingNumber: '9205 5000 0000 0000 0000 18' }),
    ];
    expect(codes(items, 200)).toEqual([numbers[0], '9999', numbers[2]]);
  });

  it('holds its own error for each number', () => {
    const items = [
      {
        statusCode: '404',
        trackingNumber: numbers[0],
        apiVersion: 'x',
        ...envelope({ detail: notYet, code: '150009' }, '', '404'),
      },
      { statusCode: '200', ...newParcel({ trackingNumber: numbers[1] }) },
      { statusCode: '403', trackingNumber: numbers[2], error: { code: '403', message: '' } },
    ];
    expect(codes(items)).toEqual(['not_found', numbers[1], 'forbidden']);
  });

  it('branches on the error, not on the code beside it', () => {
    expect(codes([{ statusCode: '200', trackingNumber: numbers[0], error: { code: '404' } }])[0]).toBe('not_found');
    expect(codes([{ ...newParcel(), statusCode: '404' }])[0]).toBe(numbers[0]);
  });

  it('takes no item by position for a number that another item names', () => {
    const items = [
      newParcel({ trackingNumber: numbers[1] }),
      newParcel({ trackingNumber: '9999' }),
      newParcel({ trackingNumber: numbers[2] }),
    ];
    expect(codes(items, 200)).toEqual(['unexpected_response', numbers[1], numbers[2]]);
  });

  it('lacks what it does not answer', () => {
    expect(codes([newParcel({ trackingNumber: numbers[1] })], 200)).toEqual([
      'unexpected_response',
      numbers[1],
      'unexpected_response',
    ]);
    expect(codes([], 200)).toEqual(['unexpected_response', 'unexpected_response', 'unexpected_response']);
    expect(codes([newParcel(), 'broken', null], 200)).toEqual([
      numbers[0],
      'unexpected_response',
      'unexpected_response',
    ]);
  });

  it('has nothing of a parcel that only has a number', () => {
    const bare = { trackingNumber: numbers[0], trackingEvents: [] };
    expect(codes([bare])[0]).toBe('not_available');
    // By the document this says that the request was charged, not that it was refused.
    expect(codes([{ ...bare, accessControl: 'IP_AGREEMENT' }])[0]).toBe('not_available');
  });

  it.each([
    [404, envelope({ detail: notYet, code: '150006' }, '', '404')],
    [400, envelope({ source: { parameter: 'trackingNumber' } })],
    [400, envelope({ code: '150010' })],
    [400, envelope({ title: 'Bad Request' })],
    [404, { trackingNumber: numbers[0], ...envelope({ detail: notYet }, '', '404') }],
    [404, {}],
  ])('that one number may have spoiled is asked for in halves: %s', (status, body) => {
    expect(whole(body, status)).toBe('split');
  });

  it.each([
    [401, envelope({}, 'Insufficient OAuth scope.', '401'), 'forbidden'],
    [403, envelope({}, '', '403'), 'forbidden'],
    [429, envelope({}, '', '429'), 'rate_limited'],
    [503, envelope({}, '', '503'), 'carrier_unavailable'],
  ])('that the account is to blame for fails as a whole: %s', (status, body, code) => {
    const reading = whole(body, status);
    if (reading === 'split' || 'next' in reading) throw new Error('asks again');
    expect(reading.map((outcome) => (outcome.ok ? 'ok' : outcome.error.code))).toEqual([code, code, code]);
    const waits = reading.map((outcome) => (outcome.ok ? 0 : outcome.error.retryAfterMs));
    expect(new Set(waits)).toEqual(new Set([code === 'forbidden' ? undefined : 7000]));
  });

  it('is read by v3 as well: one parcel, one error', () => {
    const single = usps({ clientId: 'id', clientSecret: 'secret', api: 'v3' });
    const reading = single.read({ status: 200, headers: {}, body: JSON.stringify(newParcel()) }, [
      { trackingNumber: numbers[0] },
    ]);
    expect(reading).toMatchObject([{ ok: true, value: { mapping: 'usps.v3@2026.11' } }]);
  });
});

describe('throttling', () => {
  const { throttledForMs } = usps({ clientId: 'id', clientSecret: 'secret' });
  it('without Retry-After is a minute of silence', () => {
    expect(throttledForMs?.({ status: 429, headers: {}, body: '' }, 0)).toBe(60_000);
    expect(throttledForMs?.({ status: 429, headers: { 'retry-after': '30' }, body: '' }, 0)).toBeUndefined();
    expect(throttledForMs?.({ status: 403, headers: {}, body: '' }, 0)).toBeUndefined();
  });
});

describe('hints', () => {
  const parcel = (year: number, key: string, destinationZIPCode: string) =>
    newParcel({
      uniqueTrackingID: key,
      mailingDate: `${year}-11-01`,
      destinationZIPCode,
      trackingEvents: [{ eventCode: 'A1', eventTimestamp: `${year}-11-05` }],
    });
  const body = JSON.stringify([parcel(2025, 'old', '01103'), parcel(2026, 'new', '78701')]);
  const { read } = usps({ clientId: 'id', clientSecret: 'secret' });

  it.each([
    ['old', 'unique_id', { uniqueId: 'old' }],
    ['old', 'ship_date', { shippedBefore: '2026-01-01' }],
    ['old', 'postal_code', { postalCode: '01103-0001' }],
    ['new', 'ship_date', { shippedAfter: '2026-01-01' }],
    ['new', 'newest', {}],
    ['new', 'newest', { uniqueId: 'neither', postalCode: '99999' }],
  ])('choose the %s parcel by %s', (uniqueId, because, hints) => {
    const reading = read({ status: 200, headers: {}, body }, [{ trackingNumber: numbers[0], ...hints }]);
    expect(reading).toMatchObject([{ ok: true, value: { uniqueId } }]);
    const [outcome] = reading === 'split' || 'next' in reading ? [] : reading;
    expect(outcome?.ok && outcome.value.candidates?.find(({ chosen }) => chosen)).toMatchObject({ uniqueId, because });
  });
});
