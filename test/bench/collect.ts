import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A collection on demand: what is left afterwards is what is really held. */
export function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc === 'function') gc();
}

/** Collections with rests between, in which what waits for a finalizer goes too, as that of requests and signals does. */
export async function collectAll(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
