import type * as z from 'zod/mini';
import { allowedValue } from '../options/options.ts';

/** A push as a server has it that does not speak `Request`. */
export interface RawPush {
  readonly method: string;
  /** By their names, in whatever case; several values of one name as a list or joined by commas. */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The very bytes that came, whole or piece by piece. */
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}

/** A push as the application got it. */
export type PushInput = Request | RawPush;

/** {@link PushInput}. */
export const pushInput: z.ZodMiniType<PushInput> = allowedValue(
  'a web-standard Request, or { method, headers, body } with the body as Uint8Array; toNodeHandler() takes what node:http, Express and Fastify have',
  (value) => isRequest(value) || isRaw(value),
);

/** Whether it is a `Request`, of whichever realm or library. */
export function isRequest(value: unknown): value is Request {
  return (
    typeof value === 'object' &&
    value !== null &&
    'bodyUsed' in value &&
    typeof value.bodyUsed === 'boolean' &&
    'method' in value &&
    typeof value.method === 'string' &&
    'headers' in value &&
    'body' in value
  );
}

function isRaw(value: unknown): value is RawPush {
  if (typeof value !== 'object' || value === null) return false;
  const { method, headers, body }: Partial<Record<keyof RawPush, unknown>> = value;
  return (
    typeof method === 'string' &&
    typeof headers === 'object' &&
    headers !== null &&
    typeof body === 'object' &&
    body !== null &&
    (body instanceof Uint8Array || Symbol.asyncIterator in body)
  );
}
