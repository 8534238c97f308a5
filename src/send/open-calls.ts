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
      await Promise.allSettled(running);
    },
  };
}

function closed(): TrackingError {
  return new TrackingError('invalid_request', 'This tracker is closed; make another one with createTracker().');
}
