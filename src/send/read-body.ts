import { decodeBody } from '../carrier/decode.ts';
import type { PushRequest } from '../carrier/push.ts';
import type { WireResponse } from '../carrier/wire.ts';
import { TrackingError } from '../model/error.ts';

/** An answer, and the length of its body in bytes. */
interface MeasuredResponse {
  readonly response: WireResponse;
  readonly bytes: number;
}

/**
 * Reads an answer to its end, as text by the character set that its header names (UTF-8 by default).
 *
 * @throws TrackingError `unexpected_response` as soon as the body is longer than `maxBytes`; the rest is not read.
 */
export async function readBody(response: Response, maxBytes: number, signal: AbortSignal): Promise<MeasuredResponse> {
  const headers = Object.fromEntries(response.headers);
  const { status } = response;
  if (response.body === null) return { response: { status, headers, body: '' }, bytes: 0 };
  const reader = response.body.getReader();
  // A body that stalls may not know of the signal; whoever feeds it learns that nobody reads on.
  const stop = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) {
        const text = textOf(joined(chunks, length), charsetOf(headers['content-type']));
        return { response: { status, headers, ...text }, bytes: length };
      }
      length += value.byteLength;
      if (length > maxBytes) {
        stop();
        throw tooLong(maxBytes, status);
      }
      chunks.push(value);
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function tooLong(maxBytes: number, httpStatus: number): TrackingError {
  const message = `The carrier's answer is longer than ${maxBytes} bytes; raise maxResponseBytes if it is meant to be.`;
  return new TrackingError('unexpected_response', message, { httpStatus });
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /charset="?([^";\s]+)/i.exec(contentType ?? '')?.[1];
}

function textOf(bytes: Uint8Array, charset: string | undefined): Pick<WireResponse, 'body' | 'issue'> {
  const { text: body, issue } = decodeBody(bytes, charset);
  return issue === undefined ? { body } : { body, issue };
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** Headers of a push, in whatever form a server has them. */
type PushHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** A push that was not read yet. */
interface UnreadPush {
  readonly headers: PushHeaders;
  readonly body: ReadableStream<Uint8Array> | Uint8Array | AsyncIterable<Uint8Array> | null;
}

/**
 * Reads a push to its end, but no more than `maxBytes` of it, and no longer than the signal lets it; `cut` for one whose
 * connection ended before.
 */
export async function readPush(
  { headers: given, body }: UnreadPush,
  maxBytes: number,
  signal: AbortSignal,
): Promise<PushRequest | 'too long' | 'cut'> {
  const headers = namesInLowerCase(given);
  if (Number(headers['content-length'] ?? 0) > maxBytes) return 'too long';
  try {
    const bytes = await bytesOf(partsOf(body, signal), maxBytes);
    if (bytes === undefined) return 'too long';
    return { headers, bytes, ...textOf(bytes, charsetOf(headers['content-type'])) };
  } catch {
    // Why the line went dead is the platform's matter; what came over it is no push.
    return 'cut';
  }
}

function namesInLowerCase(headers: PushHeaders): Readonly<Record<string, string>> {
  if (headers instanceof Headers) return Object.fromEntries(headers);
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')]],
    ),
  );
}

async function* partsOf(body: UnreadPush['body'], signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
  if (body === null) return;
  if (body instanceof Uint8Array) {
    yield body;
    return;
  }
  if (!('getReader' in body)) {
    yield* body;
    return;
  }
  const reader = body.getReader();
  // Whoever sends more than is read need not be told that it went unread.
  const stop = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

async function bytesOf(
  parts: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const part of parts) {
    length += part.byteLength;
    if (length > maxBytes) return undefined;
    chunks.push(part);
  }
  return joined(chunks, length);
}
