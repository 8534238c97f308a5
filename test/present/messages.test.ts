import { describe, expect, it } from 'vitest';
import { milestones } from '../../src/index.ts';
import { languages, loadLanguage, mailText, mostShortText, shortText, smsSize } from '../../src/present/index.ts';
import { parcel, scan, scans } from '../parcel.ts';

const { pickedUp, storm, delivered } = scans;
const late = parcel([pickedUp, storm], { estimatedDelivery: { from: '2026-11-13', to: '2026-11-13' } });
const waiting = parcel(
  [pickedUp, scan('HL', 'available_for_pickup', '12T15:00', { place: { facility: 'Corner Shop', city: 'Austin' } })],
  { pickupBy: '2026-11-20' },
);

describe('mailText', () => {
  it('tells what happened, why, when and where to look', () => {
    expect(mailText('delayed', late, { from: 'Kestrel Books', url: 'https://shop.example/o/7' })).toEqual({
      subject: 'Delayed: Kestrel Books',
      body: [
        'Your parcel is delayed.',
        'Reason: Delayed by weather',
        'Expected: Fri, Nov 13, 2026',
        '',
        'FEDEX parcel 123456789012',
        'Follow it: https://shop.example/o/7',
      ].join('\n'),
    });
    expect(mailText('ready_for_pickup', waiting).body).toContain(
      'Place: Corner Shop, Austin\nPlease collect it by Fri, Nov 20, 2026.',
    );
  });

  it('names nobody', () => {
    const signed = parcel([pickedUp, delivered], { delivery: { signedBy: 'A NAME', to: 'reception' } });
    const { subject, body } = mailText('delivered', signed);
    expect(subject + body).not.toContain('A NAME');
    expect(body).toContain('Place: at the reception');
  });
});

describe('shortText', () => {
  it('is one line with the sender first and the link last', () => {
    expect(shortText('delayed', late, { from: 'Kestrel Books', url: 'https://shop.example/o/7' })).toBe(
      'Kestrel Books: Your parcel is delayed. Reason: Delayed by weather Expected: Fri, Nov 13, 2026 https://shop.example/o/7',
    );
  });

  it.each(languages)('in %s has at most 160 characters, and always its sentence and its link', async (locale) => {
    const language = await loadLanguage(locale);
    const url = `https://shop.example/${'x'.repeat(79)}`;
    for (const milestone of milestones) {
      for (const tracking of [late, waiting]) {
        for (const from of ['K', 'The Kestrel Books and Stationery Company of Harbour Street']) {
          const text = shortText(milestone, tracking, { language, from, url });
          expect(text.length).toBeLessThanOrEqual(mostShortText);
          expect(text.endsWith(` ${url}`)).toBe(true);
          expect(shortText(milestone, tracking, { language, from }).length).toBeLessThanOrEqual(mostShortText);
        }
      }
    }
  });

  it('in English needs one SMS', async () => {
    for (const milestone of milestones) {
      expect(
        smsSize(shortText(milestone, late, { from: 'Kestrel Books', url: 'https://shop.example/o/7' })),
      ).toMatchObject({
        encoding: 'gsm-7',
        parts: 1,
      });
    }
  });

  it('refuses a link that would leave no room', () => {
    expect(() => shortText('delayed', late, { url: `https://shop.example/${'x'.repeat(80)}` })).toThrow(
      expect.objectContaining({ code: 'invalid_request', message: expect.stringContaining('url') }),
    );
  });
});

describe('smsSize', () => {
  it.each([
    ['', 'gsm-7', 0, 1],
    ['a'.repeat(160), 'gsm-7', 160, 1],
    ['a'.repeat(161), 'gsm-7', 161, 2],
    ['a'.repeat(306), 'gsm-7', 306, 2],
    ['€'.repeat(80), 'gsm-7', 160, 1],
    ['€'.repeat(81), 'gsm-7', 162, 2],
    ['äöüßñ¿¡éèàù', 'gsm-7', 11, 1],
    ['ê', 'ucs-2', 1, 1],
    [`ż${'a'.repeat(69)}`, 'ucs-2', 70, 1],
    [`ż${'a'.repeat(70)}`, 'ucs-2', 71, 2],
    ['😀', 'ucs-2', 2, 1],
  ])('of %j is %s, %i units, %i parts', (text, encoding, units, parts) => {
    expect(smsSize(text)).toEqual({ encoding, units, parts });
  });
});
