import { writeFileSync } from 'node:fs';
import { generatedFiles } from './generated-files.ts';

/** Writes what is made from gateway/src: `npm run generate -w gateway`. */
for (const { path, content } of generatedFiles()) writeFileSync(path, content);
