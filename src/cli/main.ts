#!/usr/bin/env node
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { run } from './cli.ts';
import type { Io, Output } from './io.ts';

const controller = new AbortController();
let isInterrupted = false;
process.on('SIGINT', () => {
  // Whoever presses it twice will not wait for anything.
  if (isInterrupted) process.exit(130);
  isInterrupted = true;
  controller.abort(new Error('Interrupted.'));
});

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    isTTY: stream.isTTY === true,
    write: (text) =>
      new Promise((resolve) => {
        if (stream.write(text)) resolve();
        else stream.once('drain', () => resolve());
      }),
  };
}

for (const stream of [process.stdout, process.stderr]) {
  // Whoever reads no further, as head does, has enough: that is no error.
  stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
}

const io: Io = {
  env: process.env,
  out: outputOf(process.stdout),
  err: outputOf(process.stderr),
  stdin: process.stdin,
  open: (path) => createReadStream(path),
  signal: controller.signal,
  now: () => Date.now(),
};
// By its own name, which stands for the same file beside the source and beside the build.
const { version } = createRequire(import.meta.url)('waybill/package.json') as { readonly version: string };
process.exitCode = await run(process.argv.slice(2), io, version);
