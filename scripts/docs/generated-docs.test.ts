import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedDocs } from './generated-docs.ts';

const root = new URL('../../', import.meta.url);

test.each([...generatedDocs(root)])('%s is what the code says (run `npm run docs`)', (path, content) => {
  expect(readFileSync(new URL(path, root), 'utf8')).toBe(content);
});
