/**
 * Counts the files that Node.js loads for entries of the built package, by their paths below `dist`:
 * `node test/loaded.ts index carriers/fedex`.
 */

import { registerHooks } from 'node:module';

const loaded = new Set<string>();
registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) loaded.add(url);
    return next(url, context);
  },
});
for (const name of process.argv.slice(2)) await import(new URL(`../dist/${name}.js`, import.meta.url).href);
console.log(loaded.size);
