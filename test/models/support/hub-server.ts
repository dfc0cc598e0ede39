import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HubRequest {
  path: string;
  range: string | undefined;
  authorization: string | undefined;
}

/** A loopback server that plays a hub of models with one repository; its files lie on another one, as there. */
export interface HubServer {
  url: string;
  /** Of files only, in order. */
  requests: HubRequest[];
  state: HubState;
  breakOff(): void;
  close(): Promise<void>;
}

export interface HubState {
  repository: string;
  commit: string;
  /** By path. What is larger than `lfsFromBytes` is listed as Git LFS does, the rest with git's own digest. */
  files: Map<string, Buffer>;
  lfsFromBytes: number;
  /** A file whose content is sent changed by one byte. */
  changed?: string | undefined;
  /** A file that falls silent after so many bytes, until `breakOff`. */
  held?: { path: string; afterBytes: number } | undefined;
  /** Only who brings this is answered. */
  token?: string | undefined;
  /** Entries of the list of files on one page. */
  pageSize?: number;
}

export async function startHubServer(initial: HubState): Promise<HubServer> {
  const state: HubState = { ...initial };
  const requests: HubRequest[] = [];
  const storage = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://storage').pathname).slice(1);
    const { authorization, range } = request.headers;
    requests.push({ path, range, authorization });
    sendFile(state, path, range, response);
  });
  const storageUrl = await listen(storage);
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://hub');
    const { authorization } = request.headers;
    const path = decodeURIComponent(pathname);
    const { repository, commit, token } = state;
    const api = `/api/models/${repository}`;
    const resolve = `/${repository}/resolve/${commit}/`;
    if (token !== undefined && authorization !== `Bearer ${token}`) return void response.writeHead(401).end();
    if (path.startsWith(resolve))
      return void response.writeHead(302, { location: `${storageUrl}/${path.slice(resolve.length)}` }).end();
    if (path.startsWith(`${api}/revision/`)) return sendJson(response, { id: repository, sha: commit });
    if (path === `${api}/tree/${commit}`)
      return sendPage(state, Number(searchParams.get('cursor')), response);
    response.writeHead(404).end();
  };
  const server = createServer(answer);
  const url = await listen(server);
  const servers = [server, storage];
  return {
    ...{ url, requests, state },
    breakOff: () => storage.closeAllConnections(),
    async close() {
      for (const one of servers) one.closeAllConnections();
      await Promise.all(servers.map((one) => new Promise((resolve) => one.close(resolve))));
    },
  };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function sendPage(state: HubState, from: number, response: ServerResponse): void {
  const folders = new Set([...state.files.keys()].map((path) => path.split('/')[0]));
  const entries = [
    ...[...folders].map((path) => ({ type: 'directory', path, oid: '0'.repeat(40), size: 0 })),
    ...[...state.files].map(([path, content]) => ({ type: 'file', path, ...digestsOf(state, content) })),
  ];
  const to = from + (state.pageSize ?? 1000);
  if (to < entries.length)
    response.setHeader('link', `<${response.req.url?.split('&')[0]}&cursor=${to}>; rel="next"`);
  sendJson(response, entries.slice(from, to));
}

function digestsOf({ lfsFromBytes }: HubState, content: Buffer) {
  const size = content.length;
  const blob = createHash('sha1').update(`blob ${size}\0`).update(content).digest('hex');
  if (size < lfsFromBytes) return { oid: blob, size };
  const oid = createHash('sha256').update(content).digest('hex');
  return { oid: 'f'.repeat(40), size, lfs: { oid, size, pointerSize: 134 } };
}

function sendFile(state: HubState, path: string, range: string | undefined, response: ServerResponse): void {
  const original = state.files.get(path);
  if (!original) return void response.writeHead(404).end();
  const content = Buffer.from(original);
  if (state.changed === path) content[content.length - 1] = (content.at(-1) ?? 0) ^ 1;
  const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
  const { length } = content;
  if (from > 0) response.setHeader('content-range', `bytes ${from}-${length - 1}/${length}`);
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': length - from, etag: '"1"' });
  const held = state.held?.path === path ? state.held : undefined;
  response.write(content.subarray(from, held ? held.afterBytes : length));
  if (!held) response.end();
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
}
