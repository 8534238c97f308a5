import fc from 'fast-check';
import { flipped } from './mutate-json.ts';

type Change = 'drop' | 'repeat' | 'empty' | 'retype' | 'nest' | 'attribute' | 'reorder' | 'flip' | 'cut';

/** One change to an XML text: of which element, and what becomes of it. */
interface Edit {
  readonly at: number;
  readonly change: Change;
  readonly text: string;
}

/** Changes such as broken senders, storage and people make. */
export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    at: fc.nat(5000),
    // A cut leaves no document, a flipped character often none, and so no reading to hold to anything: they come rarely.
    change: fc.oneof(
      {
        weight: 30,
        arbitrary: fc.constantFrom<Change>('drop', 'repeat', 'empty', 'retype', 'nest', 'attribute', 'reorder'),
      },
      { weight: 1, arbitrary: fc.constantFrom<Change>('flip', 'cut') },
    ),
    text: fc.constantFrom(
      '',
      '0',
      '-1',
      'true',
      '&amp;',
      '<b/>',
      '2026-99-99T99:99:99',
      'Smarch 32, 2026',
      '🙂',
      '\u0000',
    ),
  }),
  { maxLength: 6 },
);

/** The text with the changes made, one after the other; a cut leaves it without its end. */
export function mutated(xml: string, changes: readonly Edit[]): string {
  return changes.reduce((text, { at, change, text: instead }) => {
    const tags = [...text.matchAll(/<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>/g)];
    const tag = tags[at % Math.max(tags.length, 1)];
    const name = tag?.[1] ?? '';
    const end = tag === undefined ? -1 : endOf(text, tag.index, tag[0], name);
    if (tag === undefined || end < 0) return text;
    const whole = text.slice(tag.index, end);
    // The element changes places with all that comes before the next one of its name.
    const next = text.indexOf(`<${name}`, end);
    if (change === 'reorder' && next >= 0) {
      return text.slice(0, tag.index) + text.slice(end, next) + whole + text.slice(next);
    }
    const replaced: Record<Change, string> = {
      drop: '',
      repeat: whole + whole,
      empty: `<${name}/>`,
      retype: `<${name}>${instead}</${name}>`,
      attribute: withAttribute(tag[0], at, instead) + whole.slice(tag[0].length),
      nest: `<${name} nil="true"><Other>${instead}</Other>${whole}</${name}>`,
      reorder: whole,
      flip: flipped(whole, at % whole.length),
      cut: whole.slice(0, at % whole.length),
    };
    return text.slice(0, tag.index) + replaced[change] + (change === 'cut' ? '' : text.slice(end));
  }, xml);
}

/** Behind the element that begins with the tag; -1 if nothing closes it. */
function endOf(text: string, start: number, tag: string, name: string): number {
  if (tag.endsWith('/>')) return start + tag.length;
  const close = text.indexOf(`</${name}>`, start);
  return close < 0 ? -1 : close + name.length + 3;
}

/** The tag with one of its attributes changed, or dropped for the empty text. */
function withAttribute(tag: string, at: number, instead: string): string {
  const attributes = [...tag.matchAll(/\s([\w:.-]+)="[^"]*"/g)];
  const attribute = attributes[at % Math.max(attributes.length, 1)];
  if (attribute === undefined) return tag;
  return tag.replace(attribute[0], () => (instead === '' ? '' : ` ${attribute[1]}="${instead}"`));
}
