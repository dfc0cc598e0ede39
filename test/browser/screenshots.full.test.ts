import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestMesh, type TestMesh } from '../support/start-test-mesh.ts';
import { builtPage } from './support/built-page.ts';
import { launchChromium, type RunningChromium } from './support/launch-chromium.ts';
import { openPage } from './support/open-page.ts';
import { makeSampleAds, type SampleAds } from './support/sample-ads.ts';
import { FIRST_SCREENS, SCREENS, type Screen } from './support/screens.ts';

const LANGUAGES = ['en', 'ko'] as const;
type Language = (typeof LANGUAGES)[number];
/** What they are in the repository: small enough for a page with all of them. */
const MAX_BYTES = 150_000;
const FOLDER = join(import.meta.dirname, '../../docs/studio');
const TEST_TIMEOUT_MS = 300_000;
const WIDE: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const PHONE: BrowserContextOptions = {
  ...{ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
};

let chromium: RunningChromium;
let mesh: TestMesh;

beforeAll(async () => {
  await builtPage();
  await mkdir(FOLDER, { recursive: true });
  [chromium, mesh] = await Promise.all([launchChromium(), startTestMesh()]);
});
afterAll(async () => {
  await chromium?.close();
  await mesh?.end();
});

/** `npm run screenshots` runs this file alone: it makes the pictures of docs/studio.md from the real mesh. */
describe.each(LANGUAGES)('before the first ad, in %s', (language) => {
  it.each(FIRST_SCREENS)('$name', (screen) => keepPicture(screen, language, undefined), TEST_TIMEOUT_MS);
});

describe.each(LANGUAGES)('with ads, in %s', (language) => {
  let ads: SampleAds;
  beforeAll(async () => {
    ads = await makeSampleAds(mesh.origin, language);
  }, TEST_TIMEOUT_MS);
  afterAll(() => ads?.close());
  it.each(SCREENS)('$name', (screen) => keepPicture(screen, language, ads), TEST_TIMEOUT_MS);
});

async function keepPicture<Ads>(
  { name, look, hash, show }: Screen<Ads>,
  language: Language,
  ads: Ads,
): Promise<void> {
  const { page, problems, close } = await openPage(chromium.browser, `${mesh.origin}/${hash?.(ads) ?? ''}`, {
    ...(look === 'phone' ? PHONE : WIDE),
    colorScheme: look === 'dark' ? 'dark' : 'light',
    locale: language === 'ko' ? 'ko-KR' : 'en-US',
    // Nothing half way.
    reducedMotion: 'reduce',
  });
  await show?.(page, ads);
  await imagesLoaded(page);
  const picture = await smallWebp(await page.screenshot());
  await close();
  expect(problems).toEqual([]);
  expect(picture.length).toBeLessThanOrEqual(MAX_BYTES);
  await writeFile(join(FOLDER, `${name}.${language}.webp`), picture);
}

async function imagesLoaded(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => [...document.images].every(({ complete }) => complete)))
    .toBe(true);
}

/** As good as the size allows. */
async function smallWebp(png: Buffer): Promise<Buffer> {
  for (let quality = 86; ; quality -= 8) {
    const picture = await sharp(png).webp({ quality, effort: 5 }).toBuffer();
    if (picture.length <= MAX_BYTES || quality < 40) return picture;
  }
}
