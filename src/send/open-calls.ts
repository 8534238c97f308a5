import { TrackingError } from '../model/error.ts';

/** A call that is under way. */
interface OpenCall {
  /** Aborted with the caller's own reason, or when all is closed. */
  readonly signal: AbortSignal;
  /** It is over. */
  end(): void;
}

/** What is under way, to be called off together. */
export interface OpenCalls {
  /** @throws TrackingError `invalid_request` once it is closed; the signal's reason if it is aborted already. */
  open(signal: AbortSignal | undefined): OpenCall;
  /** Told when all is closed, with what later calls end with; returns how to be told no more. */
  onClose(listener: (reason: TrackingError) => void): () => void;
  /** Makes a call and ends it. */
  run<T>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Calls off all that is under way and refuses what comes later; resolves when what was run is over. */
  close(): Promise<void>;
}

/** No call yet. */
export function createOpenCalls(): OpenCalls {
  // A controller for each call: a signal of them all would be made in one request and aborted in another.
  const controllers = new Set<AbortController>();
  const running = new Set<Promise<unknown>>();
  const listeners = new Set<(reason: TrackingError) => void>();
  let isClosed = false;

  function open(signal: AbortSignal | undefined): OpenCall {
    if (isClosed) throw closed();
    signal?.throwIfAborted();
    const controller = new AbortController();
    const onAbort = (): void => controller.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    controllers.add(controller);
    return {
      signal: controller.signal,
      end() {
        controllers.delete(controller);
        signal?.removeEventListener('abort', onAbort);
      },
    };
  }

  async function runAlone<T>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const call = open(signal);
    try {
      return await work(call.signal);
    } finally {
      call.end();
    }
  }

  return {
    open,
    onClose(listener) {
      if (isClosed) listener(closed());
      else listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async run(signal, work) {
      const call = runAlone(signal, work);
      running.add(call);
      try {
        return await call;
      } finally {
        running.delete(call);
      }
    },
    async close() {
      isClosed = true;
      for (const controller of controllers) controller.abort(closed());
      for (const listener of listeners) listener(closed());
      listeners.clear();
      await Promise.allSettled(running);
    },
  };
}

function closed(): TrackingError {
  return new TrackingError('invalid_request', 'This tracker is closed; make another one with createTracker().');
}
