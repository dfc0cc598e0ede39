import { WatchJobRequest, WatchJobResponse } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { builtPage } from '../../browser/support/built-page.ts';
import { launchChromium } from '../../browser/support/launch-chromium.ts';
import { openPage } from '../../browser/support/open-page.ts';
import type { Received } from './ages.ts';

export interface PageSubscriber {
  /** Watches a job to its end from within the page. */
  watch(jobId: string): Promise<Received[]>;
  close(): Promise<void>;
}

/** The studio's page in Chromium, which watches jobs by gRPC-Web; each message gets its time in the page. */
export async function openPageSubscriber(publicAddress: string): Promise<PageSubscriber> {
  await builtPage();
  const chromium = await launchChromium();
  const { page } = await openPage(chromium.browser, `http://${publicAddress}/`);
  return {
    async watch(jobId) {
      const message = WatchJobRequest.encode(WatchJobRequest.fromPartial({ jobId })).finish();
      const frames = await page.evaluate(receiveFrames, [0, 0, 0, 0, message.length, ...message]);
      return frames.map(({ bytes, atMs }) => ({
        message: WatchJobResponse.decode(Buffer.from(bytes, 'latin1')),
        atMs,
      }));
    },
    close: () => chromium.close(),
  };
}

/** Runs in the page: the stream's messages (a letter for each byte) and when each was there. */
async function receiveFrames(request: number[]): Promise<{ bytes: string; atMs: number }[]> {
  const response = await fetch('/nanococoa.frontend.v1.FrontendService/WatchJob', {
    method: 'POST',
    headers: { 'content-type': 'application/grpc-web+proto' },
    body: Uint8Array.from(request),
  });
  const reader = response.body?.getReader();
  const received: { message: Uint8Array; atMs: number }[] = [];
  let held = new Uint8Array(0);
  for (;;) {
    const read = await reader?.read();
    if (!read || read.done) break;
    const atMs = performance.timeOrigin + performance.now();
    const joined = new Uint8Array(held.length + read.value.length);
    joined.set(held);
    joined.set(read.value, held.length);
    held = joined;
    while (held.length >= 5) {
      const end = 5 + new DataView(held.buffer, held.byteOffset).getUint32(1);
      if (held.length < end) break;
      // The flag 0x80 marks the trailers.
      if (held[0] === 0) received.push({ message: held.subarray(5, end), atMs });
      held = held.subarray(end);
    }
  }
  return received.map(({ message, atMs }) => ({
    bytes: Array.from(message, (byte) => String.fromCharCode(byte)).join(''),
    atMs,
  }));
}
