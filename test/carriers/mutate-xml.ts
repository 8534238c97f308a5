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
    // A cut leaves no document, and so no reading to hold to anything: it comes rarely.
    change: fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom<Change>('drop', 'repeat', 'empty', 'retype', 'nest') },
      { weight: 1, arbitrary: fc.constant<Change>('cut') },
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
    const tags = [...text.matchAll(/<([A-Za-z][\w:.-]*)(?: [^<>]*)?(?<!\/)>/g)];
    const tag = tags[at % Math.max(tags.length, 1)];
    const name = tag?.[1] ?? '';
    const close = tag === undefined ? -1 : text.indexOf(`</${name}>`, tag.index);
    if (tag === undefined || close < 0) return text;
    const end = close + name.length + 3;
    const whole = text.slice(tag.index, end);
    const replaced: Record<Change, string> = {
      drop: '',
      repeat: whole + whole,
      empty: `<${name}/>`,
      retype: `<${name}>${instead}</${name}>`,
      nest: `<${name} nil="true"><Other>${instead}</Other>${whole}</${name}>`,
      cut: whole.slice(0, at % whole.length),
    };
    return text.slice(0, tag.index) + replaced[change] + (change === 'cut' ? '' : text.slice(end));
  }, xml);
}
