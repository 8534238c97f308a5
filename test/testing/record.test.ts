import { describe, expect, it } from 'vitest';
import { createLimiterPool, createTracker, type Outcome } from 'waybill';
import { sandboxes } from 'waybill/carriers/sandbox';
import { createSandbox, type ParcelLife, record, replay, scenarios } from 'waybill/testing';
import { secret, subjects } from '../conformance/subjects.ts';
import { sandboxOf } from '../sandboxes.ts';

/** What nobody may find on record. */
const person = {
  signedBy: 'Zenobia Quillfeather',
  reference: 'QUILL-ORDER-7741',
  postalCode: '97531',
  city: 'Quillborough',
  facility: 'Quill Corner Shop',
};

function livesOf(carrier: string, trackingNumber: string): readonly ParcelLife[] {
  return scenarios.delivered.lives({ carrier: sandboxOf(carrier), trackingNumber, start: '2026-01-12' }).map((life) => {
    const place = { ...life.destination, postalCode: person.postalCode, city: person.city, facility: person.facility };
    return {
      ...life,
      references: [person.reference],
      destination: place,
      origin: place,
      events: life.events.map((event) => ({
        ...event,
        place: { ...event.place, ...place },
        ...(event.signedBy !== undefined && { signedBy: person.signedBy }),
      })),
    };
  });
}

async function trackedBy(
  subject: (typeof subjects)[number],
  fetch: (request: Request) => Promise<Response>,
  number: string,
) {
  const { carrier } = subject;
  const tracker = createTracker({
    carriers: [carrier],
    fetch,
    retries: 0,
    limiters: createLimiterPool(),
    tokens: new Map(),
  });
  const outcomes: Outcome[] = [];
  for await (const outcome of tracker.trackMany([
    { trackingNumber: number, carrier: carrier.id, postalCode: person.postalCode },
  ]))
    outcomes.push(outcome);
  return outcomes[0];
}

describe.each(subjects)('a recording of $name', (subject) => {
  const [real, invented] = [subject.number(71), subject.number(72)];
  const sandbox = createSandbox({
    carriers: sandboxes,
    parcels: (asked) => (asked === real ? livesOf(subject.carrier.id, real) : []),
    quotas: Object.fromEntries(sandboxes.map(({ carrier }) => [carrier, []])),
  });

  async function recorded() {
    const seen: string[] = [];
    const recorder = record({
      numbers: { [real]: invented },
      fetch: async (request) => {
        seen.push(request.headers.get('authorization') ?? '', request.url, await request.clone().text());
        const response = await sandbox.fetch(request);
        seen.push(await response.clone().text());
        return response;
      },
    });
    const live = await trackedBy(subject, recorder.fetch, real);
    return { live, seen: seen.join('\n'), recording: recorder.recording() };
  }

  it('holds no secret, no token and nothing of a person, all of which went over the wire', async () => {
    const { live, seen, recording } = await recorded();
    expect(live).toMatchObject({ ok: true });
    const kept = JSON.stringify(recording);
    const keptInSmall = kept.toLowerCase();
    for (const token of seen.match(/(?<="access_token":")[^"]+/g) ?? []) expect(kept).not.toContain(token);
    for (const authorization of seen.match(/(?<=(?:Basic|Bearer) )\S+/g) ?? [])
      expect(kept).not.toContain(authorization);
    expect(seen).toContain(real);
    expect(seen.toLowerCase()).toContain(person.city.toLowerCase());
    for (const text of [secret, btoa(`shop:${secret}`), real, ...Object.values(person)]) {
      expect(keptInSmall).not.toContain(text.toLowerCase());
    }
    expect(recording.exchanges.every(({ body }) => body !== '')).toBe(true);
  });

  it('answers the invented number as the real one was answered', async () => {
    const { live, recording } = await recorded();
    const again = await trackedBy(subject, replay(JSON.parse(JSON.stringify(recording))), invented);
    expect(again).toMatchObject({ ok: true, value: { trackingNumber: invented } });
    if (live?.ok !== true || again?.ok !== true) throw new Error('Nothing was read.');
    const times = ({ value }: typeof live) => value.events.map(({ occurredAt }) => occurredAt?.slice(0, 16));
    expect(times(again)).toEqual(times(live));
    expect([live.value.status, again.value.status]).toEqual(['delivered', 'delivered']);
  });
});

describe('a recorder', () => {
  const address = 'https://api.example/v1/parcels';
  async function kept(body: string, init: RequestInit = {}, url = address): Promise<string> {
    const recorder = record({
      numbers: { '449044304137821': '123456789012' },
      texts: ['Delivered, Front Door/Porch'],
      fetch: async () =>
        new Response(body, { status: 200, headers: { 'set-cookie': 'sid=hush', 'x-account': 'hush' } }),
    });
    await recorder.fetch(new Request(url, init));
    return JSON.stringify(recorder.recording());
  }

  it.each([
    ['a name under a name of a code', '{"signerCode":"Quillfeather"}'],
    ['a postal code', '{"postalCode":"97531","zip":97531,"eventZIPCode":"97531"}'],
    ['a phone number', '{"phone":"+1 503 555 0142","x":15035550142}'],
    ['a token in another case', '{"Access-Token":"hush","token_type":"hush"}'],
    ['a map of numbers', '{"JJD00390099887766":{"status":"OK"}}'],
    ['a place', '{"event-location":"Quillborough","eventCity":"QUILLBOROUGH","locationCode":"QUILL"}'],
    ['a name in a status', '{"status":"Left with Zenobia Quillfeather"}'],
    ['half an answer', '{"signedBy":"Zenobia Quillfea'],
    ['a page', '<html><body>Zenobia Quillfeather, 97531</body></html>'],
    ['text', 'Zenobia Quillfeather'],
    [
      'XML',
      '<a signer="Zenobia Quillfeather" code="OD"><name>Quillfeather</name><![CDATA[Zenobia]]><!-- 97531 --></a>',
    ],
    ['a number that nobody named', '{"trackingNumber":"794699999999","number":794699999999}'],
  ])('keeps nothing of %s', async (_, body) => {
    expect(await kept(body)).not.toMatch(/Zenobia|Quill|97531|555|hush|JJD0039|794699/i);
  });

  it('keeps nothing of headers, queries, paths, forms and addresses with passwords', async () => {
    const form = 'grant_type=client_credentials&client_id=Quill&client_secret=hush';
    const headers = { authorization: 'Bearer hush', 'x-api-key': 'hush' };
    const text = await kept(
      '{}',
      { method: 'POST', body: form, headers },
      `${address}/Zenobia%20Quill?zip=97531&code=97531&number=794699999999#hush`,
    );
    expect(text).not.toMatch(/Zenobia|Quill|97531|hush|794699/);
    expect(text).toContain('client_secret=redacted');
  });

  it('keeps codes, times, what it was told to keep, and invented numbers for real ones', async () => {
    const body = {
      trackingNumber: '449044304137821',
      eventType: 'OD',
      date: '2026-01-12T10:00:00-05:00',
      status: 'Delivered, Front Door/Porch',
    };
    const text = await kept(JSON.stringify(body), {}, `${address}/449044304137821`);
    expect(text).toContain('v1/parcels/123456789012');
    for (const each of ['OD', body.date, body.status]) expect(text).toContain(each);
    expect(text).not.toContain('449044304137821');
  });

  it('says what is not on record', async () => {
    const answer = replay({ version: 1, exchanges: [] })(new Request(`${address}?key=hush`));
    await expect(answer).rejects.toThrow('replay(): nothing is on record for GET api.example/v1/parcels; record it');
  });
});
