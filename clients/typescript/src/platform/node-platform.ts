import { createHash, randomBytes } from 'node:crypto';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { FrontendServiceDefinition } from '#proto/frontend/v1/frontend_service.ts';
import { type ByteSource, openBytes } from '../images/byte-source.ts';
import { MAX_IMAGE_BYTES } from '../images/limits.ts';
import { openNodeChannel } from './node-channel.ts';
import type { Connection, ConnectOptions, Platform } from './platform.ts';

/** Node: gRPC over HTTP/2, files by their path. */
export const NODE_PLATFORM: Platform = {
  connect,
  async createDigest() {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
  },
  openSource: (source) =>
    typeof source === 'string' || source instanceof URL ? openFile(source) : openBytes(source),
  async writeFile(path, pieces) {
    const partial = `${path}.${randomBytes(6).toString('hex')}.part`;
    try {
      await writeFile(partial, pieces);
      await rename(partial, path);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  },
};

function connect(options: ConnectOptions): Connection {
  const { channel, factory } = openNodeChannel(options);
  const rpc = factory.create(FrontendServiceDefinition, channel);
  return { rpc, maxStreamedBytes: MAX_IMAGE_BYTES, isBidirectional: true, close: () => channel.close() };
}

async function openFile(path: string | URL): Promise<ByteSource> {
  const file = await open(path instanceof URL ? fileURLToPath(path) : path);
  try {
    const { size } = await file.stat();
    return {
      sizeBytes: size,
      async read(start, end) {
        const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
        const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
        return bytes.subarray(0, bytesRead);
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}
