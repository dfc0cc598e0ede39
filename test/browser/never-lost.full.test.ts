import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient, type NanococoaClient } from '@nanococoa/client';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PIECE_BYTES, PIECES_IN_FLIGHT } from '../../clients/typescript/src/images/limits.ts';
import { startTestMesh, type TestMesh } from '../support/start-test-mesh.ts';
import { testCertificate } from '../support/test-certificate.ts';
import { builtPage } from './support/built-page.ts';
import { DISTURBANCES, disturb } from './support/disturbances.ts';
import { launchChromium, type RunningChromium } from './support/launch-chromium.ts';
import { openPage } from './support/open-page.ts';
import { recordSteps } from './support/record-steps.ts';
import { seeAdThrough, stepUnderWay } from './support/see-ad-through.ts';
import { startAd } from './support/start-ad.ts';

const TEST_TIMEOUT_MS = 150_000;
/** Side of a picture of noise, which does not compress: 21 MB. */
const SIDE = 2650;

describe.each([{ tls: false }, { tls: true }])('with TLS: $tls', ({ tls }) => {
  let chromium: RunningChromium;
  let mesh: TestMesh;
  let client: NanococoaClient;
  let photo: string;
  let opened: { page: Page; close(): Promise<void> } | undefined;

  beforeAll(async () => {
    await builtPage();
    [chromium, mesh] = await Promise.all([launchChromium(), startTestMesh({ tls })]);
    const { caPath } = await testCertificate();
    client = createClient(mesh.origin, tls ? { tls: { ca: readFileSync(caPath) } } : {});
    photo = join(mesh.directory, 'noise.png');
    const raw = { width: SIDE, height: SIDE, channels: 3 as const };
    const noise = sharp(randomBytes(SIDE * SIDE * 3), { raw }).png({ compressionLevel: 0 });
    await writeFile(photo, await noise.toBuffer());
  });
  afterEach(async () => {
    await opened?.close();
  });
  afterAll(async () => {
    client?.close();
    await chromium?.close();
    await mesh?.end();
  });

  /** Its console reports each failed request, so this page is not checked for errors. */
  async function open(): Promise<Page> {
    opened = await openPage(chromium.browser, `${mesh.origin}/`);
    return opened.page;
  }

  it.each(DISTURBANCES)(
    'an ad comes to its end on the page when $name',
    async (disturbance) => {
      const page = await open();
      const seen = await recordSteps(page);
      await page.reload();
      const jobId = await startAd(page);
      await stepUnderWay(page);
      await disturb(page, mesh, disturbance);
      await seeAdThrough(page, { mesh, client, jobId, seen });
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'a photo of 20 MB arrives although Frontend is killed in the middle, what was stored not sent again',
    async () => {
      const page = await open();
      const pieces = { sent: 0 };
      page.on('request', (request) => {
        if (request.url().endsWith('/AppendUpload')) pieces.sent++;
      });
      const uploading = page
        .getByText(/[1-9]\d ?%/)
        .first()
        .waitFor();
      await page.setInputFiles('input[type=file]', photo);
      await uploading;
      mesh.processes.frontend.kill('SIGKILL');
      await page.getByText('Uploaded', { exact: true }).waitFor({ timeout: TEST_TIMEOUT_MS });
      const sizeBytes = readFileSync(photo).length;
      expect(sizeBytes).toBeGreaterThan(20e6);
      // Those that were on their way when it died. Over TLS the stream that broke goes on in pieces, from the beginning.
      const sentTwice = pieces.sent - Math.ceil(sizeBytes / PIECE_BYTES);
      expect(sentTwice).toBeLessThanOrEqual(PIECES_IN_FLIGHT);
    },
    TEST_TIMEOUT_MS,
  );
});
