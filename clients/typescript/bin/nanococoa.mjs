#!/usr/bin/env node
import { existsSync } from 'node:fs';

const main = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(main)) await import(main.href);
else {
  // Only in a clone of the project: a published package has it.
  process.stderr.write(
    'The command line is not built yet: run "npm start", or "npm run build" in clients/typescript.\n',
  );
  process.exitCode = 1;
}
