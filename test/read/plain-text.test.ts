import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText, sentences } from 'waybill/kit';

describe('text for people', () => {
  it.each([
    ['Priority Mail<SUP>&reg;</SUP>', 'Priority Mail'],
    ['Priority Mail&lt;SUP&gt;&#174;&lt;/SUP&gt;', 'Priority Mail'],
    [
      'Priority Mail&amp;amp;lt;SUP&amp;amp;gt;&amp;amp;#174;&amp;amp;lt;/SUP&amp;amp;gt; Express',
      'Priority Mail Express',
    ],
    ['First-Class<SUP>&reg</SUP> Package', 'First-Class Package'],
    ['USPS Ground Advantage&trade;', 'USPS Ground Advantage™'],
    ['A&#153;B', 'A™B'],
    ['Stra&szlig;e, Stra&#223;e, Stra&#xDF;e', 'Straße, Straße, Straße'],
    ['&Lstrok;&oacute;d&zacute;', 'Łódź'],
    ['R&amp;D', 'R&D'],
    ['AT&T; and 3 & 4', 'AT&T; and 3 & 4'],
    ['Caf&#233 au lait', 'Café au lait'],
    ["Arrived (<a href='https://e.example'>more</a>)", 'Arrived (more)'],
    ['one<br/>two<p>three</p>', 'one two three'],
    ['in<b>side</b>', 'inside'],
    ['under 5 < 6 kg > 4', 'under 5 < 6 kg > 4'],
    ['cut <b', 'cut <b'],
    ['<script>alert(1)</script>Delivered', 'Delivered'],
    ['a\u0000b\t\n c\u00a0\u00a0d', 'a b c d'],
    ['&#0;&#xD800;ok', 'ok'],
    ['&nbsp;', undefined],
    ['<br>', undefined],
    ['string', undefined],
    [null, undefined],
    [7, '7'],
  ])('%j is %j', (value, expected) => {
    expect(plainText(value)).toBe(expected);
  });

  it('undoes every depth of escaping', { timeout: 30_000 }, () => {
    const escaped = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    fc.assert(
      fc.property(fc.nat(6), fc.constantFrom('5 < 6 & 7', 'R&D', '“é”'), (depth, words) => {
        let html: string = words;
        for (let each = 0; each < depth; each += 1) html = escaped(html);
        expect(plainText(html)).toBe(words);
      }),
    );
  });

  it('leaves no tag behind, however tags stand in each other', { timeout: 60_000 }, () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '&',
      'lt;',
      'gt;',
      'amp;',
      '#60;',
      'b',
      '/',
      'sup',
      '!',
      ' ',
      'a="',
      '&#x26;',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
        (value) => {
          const plain = plainText(value) ?? '';
          expect(plain).not.toMatch(/<[a-z/!?][^<>]*>/i);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('several texts as one', () => {
  it.each([
    [['Delivered'], 'Delivered'],
    [[undefined, ' ', null], undefined],
    [['Clearance event', 'The receiver has to name a number.'], 'Clearance event. The receiver has to name a number.'],
    [['On hold', 'on hold.', 'Call us'], 'On hold. Call us.'],
    [['Reason:', 'weather', 'Really?'], 'Reason: weather. Really?'],
  ])('%j is %j', (parts, expected) => {
    expect(sentences(...parts)).toBe(expected);
  });
});
