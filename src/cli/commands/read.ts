import { type Outcome, readPayload, type TrackingErrorCode } from 'waybill';
import { formats } from 'waybill/carriers';
import { type ExitCode, exitCodeOf } from '../exit-code.ts';
import { readable } from '../input.ts';
import type { Io } from '../io.ts';
import { parcelView } from '../wording.ts';
import { type Format, writerOf } from '../writers.ts';

/** Reads stored answers of carriers, of any format, without asking anybody. */
export async function read(paths: readonly string[], options: { readonly format: Format }, io: Io): Promise<ExitCode> {
  const writer = writerOf<Outcome>(options.format, parcelView, io);
  const failures: TrackingErrorCode[] = [];
  for (const path of paths.length === 0 ? ['-'] : paths) {
    const body = await textOf(path === '-' ? io.stdin : readable(path, io));
    for (const outcome of readPayload(body, formats)) {
      await writer.write(outcome);
      if (outcome.ok) continue;
      failures.push(outcome.error.code);
      if (options.format === 'table') await io.err.write(`${path}: ${outcome.error.message}\n`);
    }
  }
  await writer.end();
  return exitCodeOf(failures);
}

async function textOf(chunks: AsyncIterable<Uint8Array | string>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
