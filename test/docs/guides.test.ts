import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const DOCS = join(import.meta.dirname, '../../docs');
const read = (name: string) => readFileSync(join(DOCS, name), 'utf8');
const picturesOf = (text: string) => [...text.matchAll(/studio\/([\w-]+)\.(en|ko)\.webp/g)];
/** What a guide is made of, whatever its language. */
const shapeOf = (text: string) => text.match(/^(#+|```\w*|\||[1-9]\.|-)(?=\s|$)/gm);

test.each([
  ['studio.md', 'en'],
  ['studio.ko.md', 'ko'],
])('%s shows screens in its own language, which are there and small', (guide, language) => {
  const shown = picturesOf(read(guide));
  expect(shown.length).toBeGreaterThan(10);
  for (const [path, , spoken] of shown) {
    expect(spoken).toBe(language);
    expect(statSync(join(DOCS, path)).size).toBeLessThanOrEqual(150_000);
  }
});

test('each picture of a screen is shown by its guide', () => {
  const shown = ['studio.md', 'studio.ko.md'].flatMap((guide) =>
    picturesOf(read(guide)).map(([path]) => path.slice('studio/'.length)),
  );
  expect([...new Set(shown)].sort()).toEqual(readdirSync(join(DOCS, 'studio')).sort());
});

test.each(['studio', 'clients'])(
  '%s says the same in both languages: the same parts in the same order',
  (name) => {
    expect(shapeOf(read(`${name}.ko.md`))).toEqual(shapeOf(read(`${name}.md`)));
  },
);

test.each(['studio.md', 'studio.ko.md', 'clients.md', 'clients.ko.md'])(
  '%s links to what is there',
  (name) => {
    const links = [...read(name).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => link);
    expect(links.filter((link) => !existsSync(join(DOCS, link)))).toEqual([]);
  },
);
