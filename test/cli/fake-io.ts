import type { Io } from '../../src/cli/io.ts';

/** A world for a command: what it is given, and what it has printed. */
export interface FakeIo extends Io {
  readonly printed: { out: string; err: string };
}

export function fakeIo(
  options: {
    readonly env?: Io['env'];
    readonly stdin?: string;
    readonly files?: Readonly<Record<string, string>>;
    readonly isTTY?: boolean;
    readonly signal?: AbortSignal;
    readonly onWrite?: (text: string) => void;
  } = {},
): FakeIo {
  const { env = {}, stdin, files = {}, isTTY = false, signal = new AbortController().signal, onWrite } = options;
  const printed = { out: '', err: '' };
  const outputOf = (name: 'out' | 'err'): Io['out'] => ({
    isTTY,
    write: async (text) => {
      printed[name] += text;
      if (name === 'out') onWrite?.(text);
    },
  });
  return {
    env,
    printed,
    out: outputOf('out'),
    err: outputOf('err'),
    stdin: Object.assign(chunksOf(stdin ?? ''), { isTTY: stdin === undefined }),
    open(path) {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return chunksOf(text);
    },
    signal,
    now: () => Date.now(),
  };
}

/** In small pieces, as streams come. */
async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
}
