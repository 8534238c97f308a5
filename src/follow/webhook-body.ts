import type { PushRequest } from '../carrier.ts';

/** Reads a push to its end, but no more than `maxBytes` of it; `cut` for one whose connection ended before. */
export async function readPush(request: Request, maxBytes: number): Promise<PushRequest | 'too long' | 'cut'> {
  const headers = Object.fromEntries(request.headers);
  if (Number(headers['content-length'] ?? 0) > maxBytes) return 'too long';
  try {
    const bytes = await bodyOf(request, maxBytes);
    return bytes === undefined ? 'too long' : { headers, bytes, body: new TextDecoder().decode(bytes) };
  } catch {
    // Why the line went dead is the platform's matter; what came over it is no push.
    return 'cut';
  }
}

async function bodyOf({ body }: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > maxBytes) {
      // Whoever sends so much need not be told that it went unread.
      void reader?.cancel().catch(() => undefined);
      return undefined;
    }
    chunks.push(part.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
