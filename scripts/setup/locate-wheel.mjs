import { runCommand } from './run-command.mjs';

const LOOK_UP_TIMEOUT_MS = 20_000;

/** @typedef {{ filename: string, url: string }} IndexFile */

/**
 * The address of a wheel on the package index that the user's pip is configured with.
 *
 * @param {string} python
 * @param {{ project: string, file: string }} wheel
 * @returns {Promise<string | undefined>} undefined when pip itself has to fetch it
 */
export async function locateWheel(python, wheel) {
  return (await listIndexFiles(python, wheel.project))?.find((file) => file.filename === wheel.file)?.url;
}

/**
 * The files of a project on the package index that the user's pip is configured with, by the simple
 * repository API in its JSON form (PEP 691). The index is read from pip's own help text, which shows
 * the configured value or pip's built-in one.
 *
 * @param {string} python
 * @param {string} project
 * @returns {Promise<IndexFile[] | undefined>} undefined when pip itself has to look: behind a proxy,
 *   on an index that speaks no JSON or wants a password, or offline
 */
export async function listIndexFiles(python, project) {
  if (usesProxy(process.env)) return undefined;
  const index = await configuredIndex(python);
  if (!index) return undefined;
  try {
    const page = `${index.replace(/\/+$/, '')}/${project}/`;
    const response = await fetch(page, {
      headers: { accept: 'application/vnd.pypi.simple.v1+json' },
      signal: AbortSignal.timeout(LOOK_UP_TIMEOUT_MS),
    });
    if (!response.ok) return undefined;
    const { files } = /** @type {{ files: IndexFile[] }} */ (await response.json());
    return files.map(({ filename, url }) => ({ filename, url: new URL(url, response.url).href }));
  } catch {
    return undefined;
  }
}

/** @param {string} python */
async function configuredIndex(python) {
  const help = await runCommand(python, ['-m', 'pip', 'install', '--help'], {
    env: { ...process.env, COLUMNS: '1000' },
  });
  return /--index-url\s.*?\(default:?\s+(https?:\S+?)\)/s.exec(help.stdout)?.[1];
}

/** @param {NodeJS.ProcessEnv} env */
function usesProxy(env) {
  return ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy', 'PIP_PROXY'].some((name) => env[name]);
}
