import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/**
 * Copies the packages that a package depends on, and what those depend on, from the project's node_modules to another
 * folder: what npm would fetch for it, without a network.
 */
export async function copyDependencies(
  packageDir: string,
  rootDir: string,
  targetDir: string,
): Promise<void> {
  const found = new Set<string>();
  await collect(packageDir, found);
  await mkdir(join(targetDir, 'node_modules/.bin'), { recursive: true });
  for (const dir of found) {
    const copy = join(targetDir, relative(rootDir, dir));
    await cp(dir, copy, { recursive: true });
    // npm takes a package whose commands are not linked for damaged, and fetches it again.
    for (const [name, file] of Object.entries<string>((await readPackage(dir)).bin ?? {})) {
      await symlink(
        relative(join(targetDir, 'node_modules/.bin'), join(copy, file)),
        join(targetDir, 'node_modules/.bin', name),
      );
    }
  }
}

async function collect(packageDir: string, found: Set<string>): Promise<void> {
  const { dependencies = {} } = await readPackage(packageDir);
  for (const name of Object.keys(dependencies)) {
    const dir = locate(name, packageDir);
    if (found.has(dir)) continue;
    found.add(dir);
    await collect(dir, found);
  }
}

async function readPackage(dir: string): Promise<{ dependencies?: object; bin?: Record<string, string> }> {
  return JSON.parse(await readFile(join(dir, 'package.json'), 'utf8'));
}

/** As Node looks for a package: in the node_modules of each folder upwards. */
function locate(name: string, from: string): string {
  for (let dir = from; dir !== dirname(dir); dir = dirname(dir)) {
    const found = join(dir, 'node_modules', name);
    if (existsSync(found)) return found;
  }
  throw new Error(`${name} is not installed`);
}
