import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A collection on demand: what is left afterwards is what is really held. */
export function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc === 'function') gc();
}
