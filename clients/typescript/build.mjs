/**
 * `npm run build` here: dist/ from src/ and the generated code of the protos, as JavaScript with types, and the protos
 * themselves. A package under node_modules must be JavaScript: Node strips no types there.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const PROTO_DIR = join(HERE, '../../proto/nanococoa');
const require = createRequire(import.meta.url);
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');

rmSync(join(HERE, 'dist'), { recursive: true, force: true });
for (const project of ['tsconfig.proto.json', 'tsconfig.build.json'])
  execFileSync(process.execPath, [tsc, '-p', join(HERE, project)], { stdio: 'inherit' });
// For `nanococoa call`, and for whoever wants to make code of them: the public service and what it uses.
for (const folder of ['common', 'frontend'])
  cpSync(join(PROTO_DIR, folder), join(HERE, 'dist/protos/nanococoa', folder), { recursive: true });
