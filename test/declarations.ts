/**
 * Reads the declarations of the built package, as somebody does who follows a type to where it stands: every name is the
 * one that it has in the source, and every file is named for what is in it.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

if (!existsSync(`${dist}index.d.ts`)) throw new Error('There are no declarations to read: run npm run build first.');

const paths = globSync('**/*.d.ts', { cwd: dist }).map((path) => path.replaceAll('\\', '/'));
const faults = paths.flatMap((path) => {
  const text = readFileSync(dist + path, 'utf8');
  const hashed = /-(?=[\w-]*[A-Z\d])[\w-]{8}\.d\.ts$/.test(path) ? [`${path} is named by a hash`] : [];
  const lists = [...text.matchAll(/^(?:import|export)(?: type)? \{([^}]*)\}/gm)].flatMap(([, list = '']) =>
    list.split(','),
  );
  const renamed = lists.filter((name) => / as /.test(name)).map((name) => `${path} renames ${name.trim()}`);
  const lost = [...text.matchAll(/(?:from|import) '(\.[^']+)\.js'/g)].flatMap(([, target = '']) => {
    const file = `${posix.join(posix.dirname(path), target)}.d.ts`;
    return paths.includes(file) ? [] : [`${path} imports ${file}, which is not there`];
  });
  return [...hashed, ...renamed, ...lost];
});

for (const fault of faults) console.error(fault);
console.log(`${paths.length} files of declarations, ${faults.length} with names that nobody can read`);
if (faults.length > 0) {
  console.error('Put the sources of the declarations that stand there among the shared ones of tsup.config.ts.');
  process.exitCode = 1;
}
