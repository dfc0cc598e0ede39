import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** One entry of an archive, as Python's tarfile and zipfile write them. */
export interface ArchiveEntry {
  name: string;
  /** File that has its content; without one it is a symbolic link. */
  file?: string;
  linkTo?: string;
}

const MAKE = `
import io, json, sys, tarfile, zipfile
kind, archive, entries = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
read = lambda entry: open(entry["file"], "rb").read() if "file" in entry else entry["linkTo"].encode()
if kind == "zip":
    with zipfile.ZipFile(archive, "w") as package:
        for entry in entries:
            info = zipfile.ZipInfo("x")
            info.filename = info.orig_filename = entry["name"]
            if "linkTo" in entry: info.external_attr = 0o120777 << 16
            package.writestr(info, read(entry))
else:
    with tarfile.open(archive, "w:gz") as package:
        for entry in entries:
            info = tarfile.TarInfo(entry["name"])
            if "linkTo" in entry:
                info.type, info.linkname = tarfile.SYMTYPE, entry["linkTo"]
                package.addfile(info)
            else:
                data = read(entry)
                info.size = len(data)
                package.addfile(info, io.BytesIO(data))
`;

/** Writes an archive with these entries, however wrong they are. */
export function makeArchive(kind: 'zip' | 'tgz', path: string, entries: ArchiveEntry[]): string {
  execFileSync('python3', ['-W', 'ignore', '-c', MAKE, kind, path, JSON.stringify(entries)]);
  return path;
}

export interface PackageServer {
  /** What points pip and npm here, and nowhere else. */
  env: Record<string, string>;
  /** User agents that asked for packages. */
  downloads: string[];
  close(): Promise<void>;
}

export const WHEEL = 'tiny_models-1.0-py3-none-any.whl';

/** A package index (PEP 691) with the project "tiny-models" and an npm registry with the package "tiny-models", both 1.0.0. */
export async function startPackageServer(dir: string): Promise<PackageServer> {
  const downloads: string[] = [];
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    const file = {
      [`/files/${WHEEL}`]: WHEEL,
      '/tiny-models/-/tiny-models-1.0.0.tgz': 'tiny-models-1.0.0.tgz',
    }[request.url ?? ''];
    if (file) {
      downloads.push(request.headers['user-agent'] ?? '');
      response.end(readFileSync(join(dir, file)));
    } else if (request.url === '/simple/tiny-models/') {
      response.setHeader('content-type', 'application/vnd.pypi.simple.v1+json');
      const files = [{ filename: WHEEL, url: `../../files/${WHEEL}`, hashes: {} }];
      response.end(JSON.stringify({ meta: { 'api-version': '1.0' }, name: 'tiny-models', files }));
    } else if (request.url === '/tiny-models') {
      const dist = { tarball: `${origin}/tiny-models/-/tiny-models-1.0.0.tgz` };
      const version = { name: 'tiny-models', version: '1.0.0', dist };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ name: 'tiny-models', 'dist-tags': {}, versions: { '1.0.0': version } }));
    } else response.writeHead(404).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const proxies = [
    'HTTPS_PROXY',
    'https_proxy',
    'HTTP_PROXY',
    'http_proxy',
    'ALL_PROXY',
    'all_proxy',
    'PIP_PROXY',
  ];
  return {
    env: {
      ...Object.fromEntries(proxies.map((name) => [name, ''])),
      ...{ PIP_INDEX_URL: `${origin}/simple`, PIP_CONFIG_FILE: '/dev/null', PIP_RETRIES: '0' },
      ...{
        npm_config_registry: `${origin}/`,
        npm_config_cache: join(dir, 'npm'),
        npm_config_fetch_retries: '0',
      },
    },
    downloads,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
