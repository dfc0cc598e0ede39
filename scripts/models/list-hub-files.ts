import { SetupError } from '../setup/setup-error.mjs';
import { followRedirects } from './follow-redirects.ts';
import type { Hub } from './hub.ts';
import { checkAddress } from './parse-source.ts';

export interface HubFile {
  /** Inside of the repository, with "/" between names. */
  path: string;
  sizeBytes: number;
  /** "sha256:…" where Git LFS keeps the file; else "git:…", the SHA-1 that git gives its content. */
  digest: string;
}

export interface HubListing {
  /** The commit that the revision is at, 40 hexadecimal digits. */
  commit: string;
  files: HubFile[];
}

const ANSWER_MS = 30_000;
/** Of the largest public folder there are some 40 files; a page has up to 1,000. */
const MAX_PAGES = 20;

/**
 * What is in a repository: `GET /api/models/{repository}/revision/{revision}`, then `…/tree/{commit}?recursive=true`
 * page by page (https://huggingface.co/docs/hub/api).
 * @throws SetupError saying why it cannot be listed
 */
export async function listHubFiles(
  hub: Hub,
  repository: string,
  revision: string,
  signal: AbortSignal,
): Promise<HubListing> {
  const base = new URL(`api/models/${repository}/`, hub.address);
  const get = (url: URL) => getJson(hub, url, repository, signal);
  const { body: info } = await get(new URL(`revision/${encodeURIComponent(revision)}`, base));
  const commit = fieldOf(info, 'sha');
  if (typeof commit !== 'string' || !/^[0-9a-f]{40}$/.test(commit)) throw odd(hub, 'names no commit');
  if (/^[0-9a-f]{40}$/.test(revision) && revision !== commit) throw odd(hub, 'gives another commit');
  const files: HubFile[] = [];
  let page: URL | undefined = new URL(`tree/${commit}?recursive=true`, base);
  for (let count = 0; page && count < MAX_PAGES; count++) {
    const { body, next }: Answer = await get(page);
    if (!Array.isArray(body)) throw odd(hub, 'gives no list of files');
    for (const entry of body) if (fieldOf(entry, 'type') === 'file') files.push(fileOf(hub, entry));
    page = next;
  }
  if (page) throw odd(hub, 'lists files without end');
  return { commit, files };
}

/** Where a file of a repository is fetched. */
export function hubFileAddress(hub: Hub, repository: string, commit: string, path: string): URL {
  const names = path.split('/').map(encodeURIComponent).join('/');
  return new URL(`${repository}/resolve/${commit}/${names}`, hub.address);
}

interface Answer {
  body: unknown;
  next: URL | undefined;
}

async function getJson(hub: Hub, url: URL, repository: string, signal: AbortSignal): Promise<Answer> {
  const headers = new Headers({ accept: 'application/json' });
  if (hub.authorization !== undefined) headers.set('authorization', hub.authorization);
  const within = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
  try {
    const response = await followRedirects(url, { headers, signal: within }, checkAddress);
    if (response.ok) return { body: await response.json(), next: nextPage(response, url) };
    await response.body?.cancel();
    throw new SetupError(refusal(url.host, repository, response.status));
  } catch (error) {
    if (error instanceof SetupError || signal.aborted) throw error;
    const reason = error instanceof Error ? (error.cause ?? error) : error;
    throw new SetupError(
      `${url.host} does not tell what is in ${repository} (${reason instanceof Error ? reason.message : reason}): is it reachable? For a mirror say --hub or set HF_ENDPOINT.`,
      { cause: error },
    );
  }
}

function refusal(host: string, repository: string, status: number): string {
  if (status === 401 || status === 403)
    return `${host} gives ${repository} to those only who agreed to its terms there: do so at ${repository}'s page, make an access token, and set HF_TOKEN.`;
  if (status === 404) return `${host} has no ${repository} (any more), or not that revision.`;
  return `${host} answered ${status} when asked for ${repository}.`;
}

/** Web Linking (RFC 8288), as the server pages lists. */
function nextPage(response: Response, url: URL): URL | undefined {
  const target = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  return target === undefined ? undefined : new URL(target, url);
}

function fileOf(hub: Hub, entry: unknown): HubFile {
  const path = fieldOf(entry, 'path');
  const lfs = fieldOf(entry, 'lfs');
  const sha256 = fieldOf(lfs, 'oid');
  const blob = fieldOf(entry, 'oid');
  const sizeBytes = fieldOf(lfs, 'size') ?? fieldOf(entry, 'size');
  if (typeof path !== 'string' || typeof sizeBytes !== 'number' || !Number.isSafeInteger(sizeBytes))
    throw odd(hub, 'lists a file without a path or size');
  if (typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256))
    return { path, sizeBytes, digest: `sha256:${sha256}` };
  if (lfs === undefined && typeof blob === 'string' && /^[0-9a-f]{40}$/.test(blob))
    return { path, sizeBytes, digest: `git:${blob}` };
  throw odd(hub, 'lists a file without a digest');
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function odd({ address }: Hub, what: string): SetupError {
  return new SetupError(`${address.host} ${what}: it is not a server of models, or another version of one.`);
}
