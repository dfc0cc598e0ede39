/**
 * `npm run build` here: dist/ from src/ and the generated code of the protos, as JavaScript with types, and the protos
 * themselves. A package under node_modules must be JavaScript: Node strips no types there.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const PROTO_DIR = join(HERE, '../../proto/nanococoa');
const DIST = join(HERE, 'dist');
/** Made beside it and moved: whoever runs what is built, or builds at the same time, sees all of it or nothing. */
const WORK = join(HERE, 'node_modules', `.build-${process.pid}`);

const require = createRequire(import.meta.url);
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');

try {
  mkdirSync(join(WORK, 'dist'), { recursive: true });
  compile('tsconfig.proto.json', { outDir: join(WORK, 'dist/proto') });
  const paths = { '#proto/*.ts': [join(WORK, 'dist/proto/nanococoa/*.d.ts')] };
  compile('tsconfig.build.json', { outDir: join(WORK, 'dist'), paths });
  // For `nanococoa call`, and for whoever wants to make code of them: the public service and what it uses.
  for (const folder of ['common', 'frontend'])
    cpSync(join(PROTO_DIR, folder), join(WORK, 'dist/protos/nanococoa', folder), { recursive: true });
  cpSync(join(HERE, '../../LICENSE'), join(WORK, 'dist/LICENSE'));
  moveIntoPlace();
} finally {
  rmSync(WORK, { recursive: true, force: true });
}

/**
 * @param {string} base
 * @param {object} compilerOptions
 */
function compile(base, compilerOptions) {
  const config = join(WORK, base);
  writeFileSync(config, JSON.stringify({ extends: join(HERE, base), compilerOptions }));
  execFileSync(process.execPath, [tsc, '-p', config], { stdio: 'inherit' });
}

function moveIntoPlace() {
  for (let attempt = 0; ; attempt++) {
    try {
      renameSync(DIST, join(WORK, `old-${attempt}`));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
    try {
      return renameSync(join(WORK, 'dist'), DIST);
    } catch (error) {
      // Another build was quicker between the two: take its place.
      if (attempt === 9 || !['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) throw error;
    }
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return /** @type {NodeJS.ErrnoException} */ (error).code;
}
