import { createHash, randomBytes } from 'node:crypto';
import { ClientError, Status } from 'nice-grpc-common';
import { expect, it } from 'vitest';
import { FontChunk } from '#proto/common/v1/font_file.ts';
import type { DeepPartial, DownloadFontRequest } from '#proto/frontend/v1/frontend_service.ts';
import { testWire } from '../calls/test-wire.fixture.ts';
import { NODE_PLATFORM } from '../platform/node-platform.ts';
import { downloadFont } from './download-font.ts';

const CONTENT = randomBytes(2_500);
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');

/** A server of one font, each of whose streams breaks after two pieces. */
function createServer(sha256 = SHA256) {
  const requests: unknown[] = [];
  const rpc = {
    async *downloadFont(request: DeepPartial<DownloadFontRequest>) {
      requests.push(request);
      const { offset = 0 } = request;
      for (let at = offset; at < CONTENT.length; at += 1_000) {
        if (at - offset >= 2_000) throw new ClientError('/x', Status.UNAVAILABLE, 'gone');
        const data = CONTENT.subarray(at, at + 1_000);
        yield { chunk: FontChunk.fromPartial({ font: { mediaType: 'font/ttf' }, offset: at, data }) };
      }
      yield { chunk: FontChunk.fromPartial({ offset: CONTENT.length, sha256 }) };
    },
  };
  return { requests, dependencies: { wire: testWire(rpc), platform: NODE_PLATFORM } };
}

it('resumes at the byte where the stream broke, for the same text', async () => {
  const { requests, dependencies } = createServer();
  const font = await downloadFont(dependencies, 'jua', { text: '커피' });
  expect(Buffer.from(await font.arrayBuffer()).equals(CONTENT)).toBe(true);
  expect(font.type).toBe('font/ttf');
  expect(requests).toEqual([0, 2_000].map((offset) => ({ fontId: 'jua', text: '커피', offset })));
});

it('throws when the bytes are not what the server has, and when its signal aborts', async () => {
  await expect(downloadFont(createServer('0'.repeat(64)).dependencies, 'jua', {})).rejects.toMatchObject({
    reason: 'DOWNLOAD_DAMAGED',
  });
  const reason = new Error('another font');
  const signal = AbortSignal.abort(reason);
  await expect(downloadFont(createServer().dependencies, 'jua', { signal })).rejects.toBe(reason);
});
