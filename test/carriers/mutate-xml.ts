import fc from 'fast-check';

type Change = 'drop' | 'repeat' | 'empty' | 'retype' | 'nest' | 'cut';

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
    change: fc.constantFrom<Change>('drop', 'repeat', 'empty', 'retype', 'nest', 'cut'),
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
    const elements = [...text.matchAll(/<([\w:.-]+)(?: [^<>]*)?>[^<]*<\/\1>|<([\w:.-]+)(?: [^<>]*)?>[\s\S]*?<\/\2>/g)];
    const element = elements[at % Math.max(elements.length, 1)];
    if (element === undefined) return text;
    const [whole] = element;
    const name = element[1] ?? element[2] ?? '';
    const end = element.index + whole.length;
    const replaced: Record<Change, string> = {
      drop: '',
      repeat: whole + whole,
      empty: `<${name}/>`,
      retype: `<${name}>${instead}</${name}>`,
      nest: `<${name} nil="true"><Other>${instead}</Other>${whole}</${name}>`,
      cut: whole.slice(0, at % whole.length),
    };
    return text.slice(0, element.index) + replaced[change] + (change === 'cut' ? '' : text.slice(end));
  }, xml);
}
