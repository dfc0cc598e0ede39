import type { Page } from 'playwright-core';
import { launchChromium } from '../../browser/support/launch-chromium.ts';
import { openPage } from '../../browser/support/open-page.ts';
import { startTestMesh } from '../../support/start-test-mesh.ts';
import { testCertificate } from '../../support/test-certificate.ts';
import { startBenchProcess } from '../harness/bench-process.ts';
import { median } from '../harness/median.ts';
import { type Row, row } from '../harness/row.ts';
import { addPageClient } from './page-client.ts';

const ROUNDS = 5;
interface Rates {
  upload: number;
  download: number;
  bareUpload: number;
  bareDownload: number;
}

/**
 * A photo of 20 MB up to the mesh and down again, from within the page and as the page does it: digests made and
 * checked, the picture looked at and stored by the server. Against a plain fetch of the same bytes in the same page, to
 * and from a server that does nothing else.
 */
export async function transferRows(tls: boolean): Promise<Row[]> {
  const certificate = await testCertificate();
  const bare = await startBenchProcess<never, never>(new URL('./bare-server.ts', import.meta.url), {
    greets: true,
    args: [tls ? JSON.stringify(certificate) : 'http'],
  });
  const [chromium, mesh] = await Promise.all([launchChromium(), startTestMesh({ tls })]);
  try {
    // The policy of the page would not let it talk to the bare server.
    const { page } = await openPage(chromium.browser, `${mesh.origin}/`, { bypassCSP: true });
    await addPageClient(page);
    const bareOrigin = `${tls ? 'https' : 'http'}://127.0.0.1:${bare.hello as number}`;
    const rounds: Rates[] = [];
    // The first round warms up.
    for (let seed = 0; seed <= ROUNDS; seed++) rounds.push(await transfer(page, `${bareOrigin}/${seed}`));
    return rowsOf(rounds.slice(1), tls ? 'TLS' : 'HTTP/1.1');
  } finally {
    await chromium.close();
    await mesh.end();
    await bare.stop();
  }
}

/** Runs in the page; rates in megabytes (10^6) a second. */
function transfer(page: Page, url: string): Promise<Rates> {
  return page.evaluate(async (url) => {
    const { createClient } = (
      window as unknown as { nanococoaClient: { createClient(origin: string): Client } }
    ).nanococoaClient;
    interface Client {
      upload(picture: Blob): Promise<{ id: string }>;
      download(id: string): Promise<Blob>;
    }
    const client = createClient(location.origin);
    const rate = async (sizeBytes: number, work: () => Promise<unknown>): Promise<number> => {
      const startMs = performance.now();
      await work();
      return sizeBytes / 1e3 / (performance.now() - startMs);
    };
    const photo = await (await fetch(url)).blob();
    let id = '';
    return {
      upload: await rate(photo.size, async () => {
        id = (await client.upload(photo)).id;
      }),
      bareUpload: await rate(photo.size, async () =>
        (await fetch(url, { method: 'POST', body: photo })).text(),
      ),
      download: await rate(photo.size, () => client.download(id)),
      bareDownload: await rate(photo.size, async () => (await fetch(url)).blob()),
    };
  }, url);
}

function rowsOf(rounds: readonly Rates[], protocol: string): Row[] {
  const of = (name: keyof Rates) => median(rounds.map((round) => round[name]));
  return [
    row({
      ...{ id: `${protocol}: photo of 20 MB up, checked and stored`, unit: 'MB/s' },
      ...{ value: of('upload'), peer: 'plain fetch to a bare server', peer_value: of('bareUpload') },
    }),
    row({
      ...{ id: `${protocol}: the same down, digest checked`, unit: 'MB/s' },
      ...{ value: of('download'), peer: 'plain fetch from a bare server', peer_value: of('bareDownload') },
    }),
  ];
}
