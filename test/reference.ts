import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/*
 * Carriers' published specifications, code tables and example payloads, which are not part of this package. Where the
 * folder is present, tests hold the adapters against it; where it is not, they skip and say so.
 */
export const referenceRoot: string = fileURLToPath(new URL('../../shared/reference/', import.meta.url));

/** Whether the reference material is here. */
export const hasReference: boolean = existsSync(referenceRoot);

/** Appended to the title of a suite that needs the reference material. */
export const referenceNote: string = hasReference ? '' : ' (skipped: the carriers’ reference material is not here)';

/** Where a file or folder of the reference material is. */
export function referencePath(path: string): string {
  return `${referenceRoot}${path}`;
}

/** A file of the reference material as text. */
export function referenceText(path: string): string {
  return readFileSync(referencePath(path), 'utf8');
}

/** A JSON file of the reference material, parsed. */
export function referenceJson<T = unknown>(path: string): T {
  return JSON.parse(referenceText(path)) as T;
}
