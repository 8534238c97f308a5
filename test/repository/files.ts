import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const here = fileURLToPath(new URL('../..', import.meta.url));

const known = new Map<string, readonly SourceFile[]>();

/** Every file that is in the repository or would be added to it, read once. `root` ends in a slash. */
export function repositoryFiles(root: string = here): readonly SourceFile[] {
  const files = known.get(root) ?? readFiles(root);
  known.set(root, files);
  return files;
}

function readFiles(root: string): readonly SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return listed
    .split('\0')
    .filter((path) => path !== '' && existsSync(root + path))
    .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }));
}

/** The TypeScript of the library itself. */
export function librarySources(files: readonly SourceFile[] = repositoryFiles()): SourceFile[] {
  return files.filter(({ path }) => /^(src|carriers)\/.*\.ts$/.test(path));
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(here + path, 'utf8'));
}

/** DHL's patterns for sentences have open middles; a test of DHL's holds that no text longer than a sentence reaches them. */
export function withoutDhl(files: readonly SourceFile[]): SourceFile[] {
  return files.filter(({ path }) => !path.startsWith('carriers/dhl/'));
}
