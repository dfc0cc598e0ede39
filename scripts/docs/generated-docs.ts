import { readFileSync } from 'node:fs';
import { readApiExamples } from './api-examples.ts';
import { apiReference } from './api-reference.ts';
import { readDescriptors } from './descriptors.ts';
import { errorTables } from './errors-reference.ts';
import { parameterTable } from './parameters-reference.ts';
import { promptTables } from './prompts-reference.ts';

/** Every document that is made from code, by its path, as it should be. */
export function generatedDocs(root: URL): Map<string, string> {
  const text = (path: string) => readFileSync(new URL(path, root), 'utf8');
  const { errors, warnings } = errorTables();
  const errorDoc = fill(fill(text('docs/errors.md'), 'errors', errors), 'warnings', warnings);
  const prompts = [...promptTables()].reduce(
    (doc, [name, content]) => fill(doc, name, content),
    text('docs/prompts.md'),
  );
  return new Map([
    ['docs/api.md', apiReference(readDescriptors(root), readApiExamples(root))],
    ['docs/errors.md', errorDoc],
    ['docs/parameters.md', fill(text('docs/parameters.md'), 'parameters', parameterTable())],
    ['docs/prompts.md', prompts],
  ]);
}

/** Replaces what stands between `<!-- begin NAME -->` and `<!-- end NAME -->`. */
function fill(document: string, name: string, content: string): string {
  const begin = `<!-- begin ${name} -->`;
  const end = `<!-- end ${name} -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`There is no "${begin}" … "${end}" to fill.`);
  return `${document.slice(0, from + begin.length)}\n${content}\n${document.slice(to)}`;
}
