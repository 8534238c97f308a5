import type * as z from 'zod/mini';
import { TrackingError } from '../model/error.ts';
import type { CarrierId } from '../model/tracking.ts';
import { checkArguments, optional, optionsOf } from '../options/options.ts';
import { aFunction, carrierId } from '../options/values.ts';
import type { RawPush } from './push-input.ts';
import {
  type PushReceiver,
  pushingCarrier,
  pushReceiver,
  type Receipt,
  type ReceiveOptions,
  receive,
  receiveShape,
} from './receive.ts';

/** What is used of a request of `node:http` (or HTTP/2), and of those that Express and Fastify make of it. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** What a body parser left: the bytes, where it leaves them as they came. */
  readonly body?: unknown;
  /** The one of `node:http`, where a framework has one of its own. */
  readonly raw?: NodeRequest;
  /** Whether somebody read from it. */
  readonly readableDidRead?: boolean;
  /** Reads the body. */
  iterator?(options: { readonly destroyOnReturn: boolean }): AsyncIterable<Uint8Array>;
}

/** What is used of a response of `node:http` (or HTTP/2), and of those of Express and Fastify. */
export interface NodeResponse {
  /** The one of `node:http`, where a framework has one of its own. */
  readonly raw?: NodeResponse;
  readonly headersSent?: boolean;
  /** Begins the answer. */
  writeHead?(status: number, headers: Record<string, string>): unknown;
  /** Ends the answer. */
  end?(body?: Uint8Array): unknown;
  /** Fastify's: the answer is no longer its own to send. */
  hijack?(): unknown;
}

/** How pushes are received in a server of Node.js. */
export interface NodeHandlerOptions extends ReceiveOptions {
  /** Told what became of each push once it is answered, refused ones too. */
  readonly onReceipt?: (receipt: Receipt) => unknown;
  /** Told what receiving threw: the store, `deliver`, a mistake in the set-up. The carrier has 500 then, and tries again. */
  readonly onError: (error: unknown) => unknown;
}

/** {@link NodeHandlerOptions}. */
const nodeHandlerOptions: z.ZodMiniType<NodeHandlerOptions> = optionsOf<NodeHandlerOptions>(() => ({
  ...receiveShape,
  onReceipt: optional(aFunction<NonNullable<NodeHandlerOptions['onReceipt']>>('a function of a receipt')),
  onError: aFunction<NodeHandlerOptions['onError']>('a function that is told of errors'),
}));

/** Takes a request and answers it; never rejects but for what `onError` and `onReceipt` throw. */
export type NodeHandler = (incoming: NodeRequest, outgoing: NodeResponse) => Promise<void>;

/**
 * {@link receive} for servers of Node.js: a listener for `node:http`, a route handler for Express and Fastify. Put it ahead
 * of body parsers, or behind one that leaves the bytes as they are.
 *
 * @throws TrackingError `invalid_request` for options that are none, and for a carrier that is not there or was not given what
 * its pushes are verified by.
 */
export function toNodeHandler(tracker: PushReceiver, id: CarrierId, options: NodeHandlerOptions): NodeHandler {
  checkArguments('toNodeHandler()', {
    tracker: [pushReceiver, tracker],
    id: [carrierId, id],
    options: [nodeHandlerOptions, options],
  });
  pushingCarrier(tracker, id);
  const { onReceipt, onError, ...receiving } = options;
  return async (incoming, outgoing) => {
    outgoing.hijack?.();
    const answer = outgoing.raw ?? outgoing;
    try {
      const receipt = await receive(tracker, id, pushOf(incoming), receiving);
      await send(answer, receipt.response);
      await onReceipt?.(receipt);
    } catch (error) {
      if (answer.headersSent !== true) await send(answer, Response.json({ error: 'internal' }, { status: 500 }));
      await onError(error);
    }
  };
}

function pushOf(incoming: NodeRequest): RawPush {
  const source = incoming.raw ?? incoming;
  const { method = '', headers } = source;
  const { body } = incoming;
  if (body instanceof Uint8Array) return { method, headers, body };
  const isRead = source.readableDidRead === true || source.iterator === undefined;
  if (!isRead && source.iterator !== undefined) {
    // The connection is still to carry the answer when not all of the body is read.
    return { method, headers, body: source.iterator({ destroyOnReturn: false }) };
  }
  throw new TrackingError(
    'invalid_request',
    'Something else has read the body of this push; put toNodeHandler() ahead of body parsers, or parse this route by one that leaves the bytes, such as express.raw({ type: () => true }).',
  );
}

async function send(outgoing: NodeResponse, response: Response): Promise<void> {
  const body = new Uint8Array(await response.arrayBuffer());
  const headers: Record<string, string> = Object.fromEntries(response.headers);
  // What is left of a body that was not read to its end would be taken for the next request.
  if (response.status === 413 || response.status === 408) headers.connection = 'close';
  outgoing.writeHead?.(response.status, { ...headers, 'content-length': String(body.byteLength) });
  outgoing.end?.(body);
}
