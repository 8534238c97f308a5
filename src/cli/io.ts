/** Where text goes. */
export interface Output {
  readonly isTTY: boolean;
  /** Resolves when there is room for more. */
  write(text: string): Promise<void>;
}

/** What a command has of the world; the process in `main.ts`, something of a test's own in tests. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Results. */
  readonly out: Output;
  /** Everything else: progress, errors, what to do next. */
  readonly err: Output;
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean };
  /** The bytes of a file. */
  open(path: string): AsyncIterable<Uint8Array | string>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
}
