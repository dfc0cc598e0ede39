import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Mesh, startMesh } from '../../scripts/launch/start-mesh.ts';
import { builtPage } from './support/built-page.ts';
import { launchChromium, type RunningChromium } from './support/launch-chromium.ts';
import { openPage } from './support/open-page.ts';

const SIDE = 2650;
const TEST_TIMEOUT_MS = 150_000;

let chromium: RunningChromium;
let mesh: Mesh;
let dir: string;

beforeAll(async () => {
  await builtPage();
  dir = await mkdtemp(join(tmpdir(), 'nanococoa-killed-'));
  [chromium, mesh] = await Promise.all([launchChromium(), startMesh({ dataDir: join(dir, 'data') })]);
});
afterAll(async () => {
  await chromium?.close();
  await mesh?.stop();
  await rm(dir, { recursive: true, force: true });
});

it(
  'finishes a 20 MB upload and an ad although Frontend is killed in the middle of each',
  async () => {
    // Noise does not compress: 21 MB.
    const raw = { width: SIDE, height: SIDE, channels: 3 as const };
    const photo = await sharp(randomBytes(SIDE * SIDE * 3), { raw })
      .png({ compressionLevel: 0 })
      .toBuffer();
    const path = join(dir, 'noise.png');
    await writeFile(path, photo);

    // Its console reports each failed request, so this page is not checked for errors.
    const { page, close } = await openPage(chromium.browser, `http://${mesh.publicAddress}/`);
    // Waited for before it can come: each of these words may stand for some tenths of a second only.
    const uploading = page.getByText(/Uploading… [1-9]\d %/).waitFor();
    await page.setInputFiles('input[type=file]', path);
    await uploading;
    mesh.processes.frontend.kill('SIGKILL');
    await page.getByText('Uploaded', { exact: true }).waitFor({ timeout: TEST_TIMEOUT_MS });
    expect(mesh.processes.frontend.restarts).toBe(1);

    await page.getByLabel('Scene').first().fill('a beach at noon');
    await page.getByRole('button', { name: 'Make the ad' }).click();
    await page.getByText('Step 1 of 3: Scene and product').waitFor();
    const lost = page
      .getByText('The server cannot be reached at the moment. Trying again by itself…')
      .waitFor();
    const found = page.getByText('Connected again.').waitFor();
    mesh.processes.frontend.kill('SIGKILL');
    await lost;
    await found;
    await page.locator('.frame__picture--result').waitFor({ timeout: TEST_TIMEOUT_MS });
    await close();
  },
  TEST_TIMEOUT_MS,
);
