import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mod7, mod10, s10, sampleNumbers, weightedMod11 } from 'waybill/kit';

const fedExExpress = [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1];

/** Every check with a generator of what it is computed over, and published numbers that hold. */
const checks: readonly {
  readonly name: string;
  readonly holds: (number: string) => boolean;
  readonly stem: fc.Arbitrary<string>;
  readonly tail?: string;
  readonly published: readonly string[];
  /** Whether any wrong single digit is found; modulo 11 cut to one digit and modulo 7 let some through. */
  readonly findsEverySlip: boolean;
}[] = [
  {
    name: 'mod 10 with 3 and 1',
    holds: (number) => mod10(number),
    stem: fc.stringMatching(/^\d{19}$/),
    published: ['000123450000000027', '03071790000523483741', '71123456789123456787'],
    findsEverySlip: true,
  },
  {
    name: 'mod 10 of UPS',
    holds: (number) => mod10(number, 2),
    stem: fc.stringMatching(/^[0-9A-Z]{6}\d{9}$/),
    published: ['5R89390357567127', '999AA10123456784', '8V92A70367203024'],
    findsEverySlip: false,
  },
  {
    name: 'mod 11 of FedEx Express',
    holds: (number) => weightedMod11(number, fedExExpress),
    stem: fc.stringMatching(/^\d{11}$/),
    published: ['986578788855', '477179081230', '799531274483'],
    findsEverySlip: false,
  },
  {
    name: 'mod 7',
    holds: mod7,
    stem: fc.stringMatching(/^\d{9}$/),
    published: ['3318810025', '8487135506'],
    findsEverySlip: false,
  },
  {
    name: 'S10',
    holds: s10,
    stem: fc.stringMatching(/^[A-Z]{2}\d{8}$/),
    tail: 'US',
    published: ['RB123456785GB', 'RA123456785US', 'EE123456785FR'],
    findsEverySlip: false,
  },
];

describe.each(checks)('$name', ({ holds, stem, tail = '', published, findsEverySlip }) => {
  it.each(published)('holds for %s', (number) => {
    expect(holds(number)).toBe(true);
  });

  it('gives every number exactly one check digit', () => {
    fc.assert(
      fc.property(stem, (number) => {
        const digits = [...'0123456789'].filter((digit) => holds(`${number}${digit}${tail}`));
        expect(digits).toHaveLength(1);
      }),
    );
  });

  it('finds a wrong digit', () => {
    const digit = fc.integer({ min: 1, max: 9 });
    let slips = 0;
    let found = 0;
    fc.assert(
      fc.property(fc.constantFrom(...published), fc.nat(), digit, (number, at, by) => {
        const places = [...number].flatMap((character, index) => (/\d/.test(character) ? [index] : []));
        const place = places[at % places.length] ?? 0;
        const wrong = (Number(number[place]) + by) % 10;
        const caught = !holds(`${number.slice(0, place)}${wrong}${number.slice(place + 1)}`);
        slips += 1;
        if (caught) found += 1;
        if (findsEverySlip) expect(caught).toBe(true);
      }),
    );
    expect(found / slips).toBeGreaterThan(0.7);
  });
});

describe('mod 10 of UPS', () => {
  it('counts letters: A as 2, H as 9, I as 0 again', () => {
    for (const [letter, digit] of [
      ['A', '2'],
      ['H', '9'],
      ['I', '0'],
      ['Z', '7'],
    ] as const) {
      for (const check of '0123456789') {
        expect(mod10(`${letter}23456789012345${check}`, 2)).toBe(mod10(`${digit}23456789012345${check}`, 2));
      }
    }
  });
});

describe('S10', () => {
  it('writes a remainder of ten as 0 and of eleven as 5', () => {
    const endings = (digits: string) => [...'0123456789'].filter((digit) => s10(`RR${digits}${digit}US`));
    // 8 × 8 + 6 = 70, and 11 - 70 mod 11 = 7; zero alone leaves 11.
    expect(endings('81000000')).toEqual(['7']);
    expect(endings('00000000')).toEqual(['5']);
    // 6 + 6 = 12 leaves one, and so ten.
    expect(endings('02000000')).toEqual(['0']);
  });
});

describe('sample numbers', () => {
  const samples = [
    { prefix: 'HP', digits: 8, holds: (number: string) => mod10(number.slice(2)) },
    { prefix: '4', digits: 7, holds: mod7 },
    { prefix: '', digits: 10, holds: (number: string) => weightedMod11(`0${number}`, fedExExpress) },
  ];

  it.each(samples)('begin with “$prefix”, hold and never repeat', ({ prefix, digits, holds }) => {
    const numberOf = sampleNumbers(prefix, digits, holds);
    const serials = [...Array.from({ length: 2_000 }, (_, serial) => serial), 9_999_998, 9_999_999];
    const numbers = serials.map(numberOf);
    expect(new Set(numbers).size).toBe(serials.length);
    for (const number of numbers) {
      expect(number.startsWith(prefix)).toBe(true);
      expect(number).toHaveLength(prefix.length + digits + 1);
      expect(holds(number)).toBe(true);
    }
    expect(serials.map(numberOf)).toEqual(numbers);
  });
});
