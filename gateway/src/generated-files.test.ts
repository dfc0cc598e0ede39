import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedFiles } from './generated-files.ts';
import { LIMITS } from './limits.ts';

test.each(generatedFiles())('$path is what its source makes (npm run generate -w gateway)', (file) => {
  expect(readFileSync(file.path, 'utf8')).toBe(file.content);
});

test('README.md shows every limit with its reason', () => {
  const readme = generatedFiles().find(({ path }) => path.endsWith('README.md'));
  for (const [name, { reason }] of Object.entries(LIMITS)) {
    expect(readme?.content).toMatch(new RegExp(`\\| \`${name}\` +\\| .+ \\| ${RegExp.escape(reason)} +\\|`));
  }
});
