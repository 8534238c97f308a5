import { TrackingError } from '../model/error.ts';
import { withTimeLimit } from '../send/promises.ts';
import { type Clock, systemClock } from '../time/clock.ts';

/** What a server that keeps things for several processes is called, and what its errors mean. */
export interface Server {
  readonly name: string;
  /** The server's own word for an error that it answered with; undefined where it did not answer. */
  wordOf(error: unknown): string | undefined;
  /** What to do about such an error; undefined where it passes by itself. */
  adviceOn(word: string): string | undefined;
}

/**
 * Asks a server, and waits no longer than `timeoutMs` for its answer.
 *
 * @throws TrackingError `timeout` where there is none in time, `network` where the server cannot be reached or cannot do it
 * now, `invalid_request` for what it will not do the next time either. Whatever was asked may have been done all the same.
 */
export async function askServer<T>(
  server: Server,
  work: () => Promise<T>,
  timeoutMs: number,
  clock: Clock = systemClock,
): Promise<T> {
  let failure: TrackingError | undefined;
  const tried = async (): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      failure = faultOf(server, error);
      throw failure;
    }
  };
  try {
    return await withTimeLimit(tried, timeoutMs, clock);
  } catch {
    if (failure !== undefined) throw failure;
    const message = `${server.name} did not answer within ${timeoutMs} ms; see that it runs and can be reached, or raise timeoutMs.`;
    throw new TrackingError('timeout', message);
  }
}

/** Errors of servers and their clients may hold addresses, keys and values: only their code is passed on. */
function faultOf(server: Server, error: unknown): TrackingError {
  if (error instanceof TrackingError) return error;
  const word = server.wordOf(error);
  if (word === undefined) {
    const message = `${server.name} could not be reached; see that it runs, and check the address given to its client.`;
    return new TrackingError('network', message, { cause: codeOf(error) });
  }
  const advice = server.adviceOn(word);
  return advice === undefined
    ? new TrackingError('network', `${server.name} cannot do this now (${word}); try again later.`, { cause: word })
    : new TrackingError('invalid_request', `${server.name} refused (${word}); ${advice}.`, { cause: word });
}

/** The code of an error; undefined where it is none of the system's or a client's own. */
export function codeOf(error: unknown, field: 'code' | 'errno' = 'code'): string | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, field) : undefined;
  return typeof code === 'string' && /^[\w.]{1,40}$/.test(code) ? code : undefined;
}
