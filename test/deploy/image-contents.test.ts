import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { copiesOf, readDockerfile } from './support/dockerfile.ts';
import { ROOT } from './support/root.ts';

const IMPORT = /(?:from|import\(|^import) ?'([^']+)'/gm;

test.each(['backend', 'frontend', 'model-serving'])(
  'the image of %s holds all that its sources import',
  (tier) => {
    // The last stage, and the package.json files of the stage that it takes node_modules from.
    const copied = readDockerfile(tier)
      .filter(({ alias }) => alias === undefined || alias === 'dependencies')
      .flatMap(copiesOf)
      .filter(({ from }) => from === undefined)
      .flatMap(({ sources }) => sources);
    const packages = ['proto', 'services/common', `services/${tier}`].flatMap(productionDependencies);

    let imports = 0;
    for (const file of copied.flatMap(sourceFiles)) {
      const source = readFileSync(join(ROOT, file), 'utf8');
      // What imports the test runner is there for tests, and no service imports it.
      if (source.includes("from 'vitest'")) continue;
      for (const [, specifier] of source.matchAll(IMPORT)) {
        imports++;
        if (isBuiltin(specifier)) continue;
        if (specifier.startsWith('.')) {
          const target = join(dirname(file), specifier);
          expect(
            copied.some((path) => target === path || target.startsWith(`${path}/`)),
            `${file}: ${specifier}`,
          ).toBe(true);
        } else {
          expect(packages, `${file}: ${specifier}`).toContain(packageOf(specifier));
        }
      }
    }
    expect(imports).toBeGreaterThan(100);
  },
);

/** TypeScript sources of a copied path, tests left out as in .dockerignore. */
function sourceFiles(path: string): string[] {
  if (statSync(join(ROOT, path)).isFile()) return path.endsWith('.ts') ? [path] : [];
  return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

function productionDependencies(workspace: string): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(ROOT, workspace, 'package.json'), 'utf8'));
  return Object.keys(dependencies);
}

/** `sharp` of `sharp/lib/x.js`, `@nanococoa/common` of `@nanococoa/common/log/x.ts`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
