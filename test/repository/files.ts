import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every file that is in the repository or would be added to it. */
export function repositoryFiles(): SourceFile[] {
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
  return JSON.parse(readFileSync(root + path, 'utf8'));
}
