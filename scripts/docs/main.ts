import { writeFileSync } from 'node:fs';
import { generatedDocs } from './generated-docs.ts';

// npm run docs: writes the documents that are made from code.
const root = new URL('../../', import.meta.url);
for (const [path, content] of generatedDocs(root)) {
  writeFileSync(new URL(path, root), content);
  process.stdout.write(`wrote ${path}\n`);
}
