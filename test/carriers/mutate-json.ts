import fc from 'fast-check';
import { parsePayload } from 'waybill/kit';

type Change = 'drop' | 'repeat' | 'retype' | 'reorder';

/** One change to a JSON value: the way down to where it happens, and what becomes of what is there. */
interface FieldEdit {
  readonly path: readonly number[];
  readonly change: Change;
  readonly instead: unknown;
}

/** One change to a JSON text, whatever it holds there. */
interface TextEdit {
  readonly at: number;
  readonly change: 'cut' | 'flip';
}

const strange = fc.constantFrom<unknown>(
  null,
  '',
  0,
  84,
  -1,
  1e300,
  true,
  [],
  {},
  [null],
  ['x'],
  [[]],
  'x',
  ' ',
  '🙂',
  '\u0000',
  '2026-99-99T99:99:99',
  '2026-02-30',
  '99991231',
  { x: { y: 'z' } },
);

/** Changes to fields and elements such as broken senders and storage make. */
export const fieldEdits: fc.Arbitrary<readonly FieldEdit[]> = fc.array(
  fc.record({
    // A change near the root leaves little to read: most happen further down.
    path: fc.oneof(
      { weight: 9, arbitrary: fc.array(fc.nat(40), { minLength: 5, maxLength: 9 }) },
      { weight: 1, arbitrary: fc.array(fc.nat(40), { minLength: 1, maxLength: 4 }) },
    ),
    change: fc.constantFrom<Change[]>('drop', 'repeat', 'retype', 'retype', 'reorder'),
    instead: strange,
  }),
  { minLength: 1, maxLength: 8 },
);

/** Changes to the text after those. They leave it no JSON, mostly, and so nothing to read: they come rarely. */
export const textEdits: fc.Arbitrary<readonly TextEdit[]> = fc.oneof(
  { weight: 15, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.array(fc.record({ at: fc.nat(100_000), change: fc.constantFrom('cut', 'flip') }), { maxLength: 2 }),
  },
);

/** The text with the changes to its fields made, and then those to itself. */
export function mutatedJson(json: string, fields: readonly FieldEdit[], texts: readonly TextEdit[] = []): string {
  const value: unknown = JSON.parse(json);
  for (const edit of fields) mutate(value, edit);
  return texts.reduce((text, { at, change }) => {
    const where = at % Math.max(text.length, 1);
    return change === 'cut' ? text.slice(0, where) : flipped(text, where);
  }, JSON.stringify(value));
}

/** The text with one bit of one character turned. */
export function flipped(text: string, at: number): string {
  const turned = String.fromCharCode(text.charCodeAt(at) ^ (1 << (at % 7)));
  return at < text.length ? text.slice(0, at) + turned + text.slice(at + 1) : text;
}

/** Walks down and changes what is there. */
function mutate(node: unknown, { path, change, instead }: FieldEdit): void {
  const [step = 0, ...rest] = path;
  if (typeof node !== 'object' || node === null) return;
  const keys = Object.keys(node);
  const key = keys[step % Math.max(keys.length, 1)];
  if (key === undefined) return;
  const child: unknown = Reflect.get(node, key);
  const inner = contentOf(child);
  if (rest.length > 0 && typeof inner === 'object' && inner !== null) {
    mutate(inner, { path: rest, change, instead });
    if (inner !== child) Reflect.set(node, key, JSON.stringify(inner));
  } else if (change === 'drop') Reflect.deleteProperty(node, key);
  else if (change === 'repeat') Reflect.set(node, key, [child, structuredClone(child)]);
  else if (change === 'retype') Reflect.set(node, key, structuredClone(instead));
  else if (Array.isArray(node)) node.reverse();
  else {
    Reflect.deleteProperty(node, key);
    Reflect.set(node, key, child);
  }
}

/** What a value holds: itself, or the JSON that it is the text of, as pushes have it. */
function contentOf(value: unknown): unknown {
  const payload = typeof value === 'string' && value.startsWith('{') ? parsePayload(value) : undefined;
  return payload?.kind === 'json' ? payload.value : value;
}
