import { text } from 'waybill/kit';

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&#153;': '™',
  '&#8482;': '™',
  '&trade;': '™',
  '&#174;': '®',
  '&reg;': '®',
  '&nbsp;': ' ',
};

/** No wording of USPS comes near; longer text is no wording, and would only cost time. */
const longest = 500;

/**
 * Wording without the HTML that USPS puts into it: `Priority Mail<SUP>&reg;</SUP>` is `Priority Mail`, its marks
 * dropped with their superscript even where the entity is damaged. Undefined for nothing.
 */
export function plainText(wording: string | null | undefined): string | undefined {
  const trimmed = text(wording)?.slice(0, longest);
  if (trimmed === undefined || !/[<&]/.test(trimmed)) return trimmed;
  const plain = trimmed
    .replace(/<sup>.*?<\/sup>/gi, '')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&#?\w+;/g, (entity) => entities[entity] ?? ' ')
    .replace(/\s+/g, ' ');
  return text(plain);
}
