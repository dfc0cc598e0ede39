import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Mesh, startMesh } from '../../scripts/launch/start-mesh.ts';
import { SAMPLE_PHOTO } from '../support/sample-photo.ts';
import { builtPage } from './support/built-page.ts';
import { pagesOf } from './support/closing-pages.ts';
import { launchChromium, type RunningChromium } from './support/launch-chromium.ts';

/** A job makes pixels on every core; on a small machine with other tests beside it that takes its time. */
const JOB_TIMEOUT_MS = 100_000;
const TEST_TIMEOUT_MS = 150_000;

let chromium: RunningChromium;
let mesh: Mesh;
let dataDir: string;

beforeAll(async () => {
  await builtPage();
  dataDir = await mkdtemp(join(tmpdir(), 'nanococoa-browser-'));
  [chromium, mesh] = await Promise.all([launchChromium(), startMesh({ dataDir })]);
});
afterAll(async () => {
  await chromium?.close();
  await mesh?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const open = pagesOf(
  () => chromium.browser,
  () => `http://${mesh.publicAddress}/`,
);

async function startAd(page: Page, copy: string): Promise<void> {
  await page.setInputFiles('input[type=file]', SAMPLE_PHOTO);
  await page.getByText('Uploaded', { exact: true }).waitFor();
  await page.getByLabel('Scene').first().fill('a rustic wooden table in a café');
  await page.getByLabel('Ad copy').fill(copy);
  await page.getByRole('button', { name: 'Make the ad' }).click();
  await page.getByRole('button', { name: 'Cancel' }).waitFor();
}

/** What a page has shown. */
interface Recorded {
  /** The values of each step's bar, in order. */
  bars: number[][];
  /** The lines of the head, in order. */
  lines: string[];
  /** The layout's jumps, as fractions of the window (Layout Instability, W3C). */
  shifts: number[];
}

/** Remembers what the page shows from now on. */
async function recordProgress(page: Page): Promise<() => Promise<Recorded>> {
  await page.evaluate(() => {
    const bars: number[][] = [[], [], []];
    const lines: string[] = [];
    const look = () => {
      document.querySelectorAll<HTMLProgressElement>('.step progress').forEach((bar, step) => {
        if (bar.value !== (bars[step].at(-1) ?? 0)) bars[step].push(bar.value);
      });
      const line = document.querySelector('.job-head__line')?.textContent ?? '';
      if (line !== lines.at(-1)) lines.push(line);
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    const shifts: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Array<
        PerformanceEntry & { value: number; hadRecentInput: boolean }
      >) {
        if (!entry.hadRecentInput) shifts.push(entry.value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
    Object.assign(window, { recorded: { bars, lines, shifts } });
  });
  return () => page.evaluate(() => (window as unknown as { recorded: Recorded }).recorded);
}

it(
  'makes an ad from a photo, shows its three steps live, and hands over the file in three types',
  async () => {
    const page = await open();
    const response = await page.request.get(`http://${mesh.publicAddress}/`);
    const policy = response.headers()['content-security-policy'];
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toContain('unsafe-inline');

    const recorded = await recordProgress(page);
    await startAd(page, '오늘의 커피\n3,900원');
    const result = page.locator('.frame__picture--result');
    await result.waitFor({ timeout: JOB_TIMEOUT_MS });
    const size = await result.evaluate((image: HTMLImageElement) => [
      image.naturalWidth,
      image.naturalHeight,
    ]);
    expect(size).toEqual([1024, 1024]);

    const { bars, lines, shifts } = await recorded();
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.01);
    for (const values of bars) {
      expect(values.at(-1)).toBe(1);
      expect(values).toEqual([...values].sort((a, b) => a - b));
    }
    // Live, not only at the end: the long step is seen in between.
    expect(bars[0].length).toBeGreaterThan(2);
    for (const name of [
      'Step 1 of 3: Scene and product',
      'Step 2 of 3: Letters',
      'Step 3 of 3: Composition',
    ]) {
      expect(lines).toContain(name);
    }
    const stepImages = page.locator('.step__image');
    // The last step's preview, smaller, may still stand where its picture is being fetched.
    const widths = () =>
      stepImages.evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
    await expect.poll(widths, { timeout: 10_000 }).toEqual([640, 640, 640]);

    const formats = ['png', 'jpeg', 'webp'];
    await page.getByRole('button', { name: 'Download as …' }).click();
    const panel = page.getByRole('dialog', { name: 'Download' });
    for (const name of ['JPEG', 'WebP']) await panel.getByLabel(name).check();
    const downloads: Download[] = [];
    page.on('download', (download) => downloads.push(download));
    await panel.getByRole('button', { name: 'Download 3 files' }).click();
    await expect.poll(() => downloads.length).toBe(3);
    for (const [at, format] of formats.entries()) {
      const file = await readFile(await downloads[at].path());
      const { info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
      expect([(await sharp(file).metadata()).format, info.width, info.height]).toEqual([format, 1024, 1024]);
    }
  },
  TEST_TIMEOUT_MS,
);

it(
  'comes back to a running job after a reload, and stops it when asked',
  async () => {
    const page = await open();
    await startAd(page, 'COFFEE');
    await page.reload();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Stopped', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: /COFFEE.*Stopped/ }).waitFor();
  },
  TEST_TIMEOUT_MS,
);

it('says in words beside the field that a text file is no picture', async () => {
  const page = await open();
  const file = { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('Not a picture at all.') };
  await page.setInputFiles('input[type=file]', file);
  const field = page.locator('section.photo');
  await field.getByText('This is not a picture that can be used. PNG, JPEG, WebP and AVIF work.').waitFor();
  await page.getByRole('button', { name: 'Use the sample photo' }).click();
  await field.getByText('Uploaded', { exact: true }).waitFor();
});

it('says in words what is wrong with a number', async () => {
  const page = await open();
  await page.getByText('Fine tuning').click();
  await page.getByLabel('Seed').fill('-1');
  await page.getByLabel('Scene').first().fill('a beach');
  await page.getByRole('button', { name: 'Make the ad' }).click();
  await page.getByText('Must be from 0 to 4,294,967,295.').waitFor();
});
