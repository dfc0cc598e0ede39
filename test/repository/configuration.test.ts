import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const document = read('docs/configuration.md');

/** The rows of a chapter of docs/configuration.md: variable and default. */
function rows(title: string): Map<string, string> {
  const chapter = document.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
  return new Map(
    [...chapter.matchAll(/^\| `([A-Z_]+)` \| (.+?) \|/gm)].map(([, name, value]) => [name, value]),
  );
}

test.each([
  ['All services', 'services/common/src/config/common-fields.ts'],
  ['Frontend', 'services/frontend/src/config.ts'],
  ['Backend', 'services/backend/src/config.ts'],
  ['ModelServing', 'services/model-serving/src/config.ts'],
])('%s: every variable is documented with its default', (title, source) => {
  const fields = [...read(source).matchAll(/\('([A-Z_]+)',(?: [A-Z_]+,)? \{ default: ([^,}]+)/g)];
  expect(fields.length).toBeGreaterThan(1);
  const documented = rows(title);
  expect([...documented.keys()].sort()).toEqual(fields.map(([, name]) => name).sort());
  for (const [, name, value] of fields) {
    const plain = value.trim().replace(/^'|'$/g, '').replaceAll('_', '');
    const shown =
      { '': 'none', false: '`0`', 'randomUUID()': 'random' }[plain] ??
      `\`${value
        .trim()
        .replace(/^'|'$/g, '')
        .replace(/(?<=\d)_(?=\d)/g, '')}\``;
    expect(documented.get(name), name).toBe(shown);
  }
});
