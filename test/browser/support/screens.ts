import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { SampleAds } from './sample-ads.ts';

/** A picture of the page for docs/studio. */
export interface Screen<Ads = SampleAds> {
  name: string;
  look: 'light' | 'dark' | 'phone';
  /** The address, after the page's own. */
  hash?(ads: Ads): string;
  /** Brings the page to where it is to be seen. */
  show?(page: Page, ads: Ads): Promise<void>;
}

const adAt = (ads: SampleAds) => `#job=${ads.second.id}`;
const finished = async (page: Page) => {
  await page.locator('.frame__picture--result').waitFor();
  await page.locator('.version').nth(1).waitFor();
  await page.locator('.step__image').nth(2).waitFor();
};
/** The cards of the history that are in sight have their pictures. */
const cardsShown = (page: Page) =>
  expect
    .poll(() =>
      page.locator('.ad-card').evaluateAll((cards) =>
        cards.every((card) => {
          const isInSight = card.getBoundingClientRect().top < innerHeight;
          return !isInSight || card.querySelector('img') !== null;
        }),
      ),
    )
    .toBe(true);

/** The fonts that are in sight have come: the list begins in the middle, at the chosen one. */
const fontsShown = (page: Page) =>
  expect
    .poll(() =>
      page.locator('.font-option__sample--waiting').evaluateAll(
        (waiting) =>
          waiting.filter((one) => {
            const list = one.closest('[role=listbox]')?.getBoundingClientRect();
            const { top, bottom } = one.getBoundingClientRect();
            return list !== undefined && bottom > list.top && top < list.bottom;
          }).length,
      ),
    )
    .toBe(0);

/** What a caller sees who has ads already. */
export const SCREENS: readonly Screen[] = [
  { name: 'running', look: 'light', show: running },
  { name: 'finished', look: 'light', hash: adAt, show: finished },
  { name: 'finished-dark', look: 'dark', hash: adAt, show: finished },
  {
    ...{ name: 'finished-phone', look: 'phone', hash: adAt },
    async show(page) {
      await finished(page);
      await page.locator('.stage').evaluate((stage) => stage.scrollIntoView({ block: 'start' }));
    },
  },
  {
    ...{ name: 'versions', look: 'light', hash: adAt },
    async show(page) {
      await finished(page);
      await page.locator('.steps').evaluate((steps) => steps.scrollIntoView({ block: 'start' }));
      await cardsShown(page);
    },
  },
  {
    ...{ name: 'fonts', look: 'light', hash: adAt },
    async show(page) {
      await finished(page);
      await page.locator('.font-field').click();
      await page.locator('.font-option').nth(4).waitFor();
      await fontsShown(page);
    },
  },
  {
    ...{ name: 'arrange', look: 'light', hash: (ads) => `#job=${ads.second.id}&tool=arrange` },
    async show(page) {
      await page.locator('.arrange canvas').first().waitFor();
      await page.locator('.arrange__copy').waitFor();
      await page.locator('.arrange').evaluate((tool) => tool.scrollIntoView({ block: 'center' }));
    },
  },
  {
    ...{ name: 'cutout', look: 'light', hash: (ads) => `#job=${ads.second.id}&tool=cutout` },
    async show(page) {
      await page.locator('.cutout__stage canvas').first().waitFor();
      await page.locator('.cutout__waiting').waitFor({ state: 'detached' });
      await page.locator('.cutout__workspace').evaluate((tool) => tool.scrollIntoView({ block: 'center' }));
    },
  },
  {
    ...{ name: 'compare', look: 'light', hash: (ads) => `#compare=${ads.first.id},${ads.second.id}` },
    async show(page) {
      await page.locator('.compare__layer img').nth(1).waitFor();
    },
  },
  {
    ...{ name: 'variants', look: 'light', hash: (ads) => `#variants=${ads.setId}` },
    async show(page) {
      await page.locator('.variant__image').nth(1).waitFor();
      await cardsShown(page);
    },
  },
  {
    ...{ name: 'download', look: 'light', hash: adAt },
    async show(page) {
      await finished(page);
      await page.locator('.download__more').click();
    },
  },
  {
    ...{ name: 'history', look: 'light' },
    async show(page) {
      const history = page.locator('.history');
      await history.evaluate((element) => element.scrollIntoView({ block: 'start' }));
      await history
        .getByText(/\D \d+$/)
        .first()
        .waitFor();
      await cardsShown(page);
    },
  },
  {
    ...{ name: 'server', look: 'light', hash: adAt },
    async show(page) {
      await finished(page);
      await page.locator('.status-line').click();
      await page.locator('.server .process').first().waitFor();
    },
  },
  {
    ...{ name: 'refused', look: 'light' },
    async show(page) {
      const buffer = Buffer.from('Not a picture at all.');
      await page.setInputFiles('input[type=file]', { name: 'notes.png', mimeType: 'image/png', buffer });
      await page.locator('.photo [role=alert]').filter({ hasText: /\S/ }).waitFor();
    },
  },
];

/** What a caller sees who has none. */
export const FIRST_SCREENS: ReadonlyArray<Screen<undefined>> = [
  { name: 'first-visit', look: 'light', show: examples },
  { name: 'first-visit-phone', look: 'phone', show: examples },
];

async function examples(page: Page): Promise<void> {
  await page.locator('.start img').nth(3).waitFor();
}

/** An ad whose first step is done and whose letters are being made. */
async function running(page: Page, ads: SampleAds): Promise<void> {
  const { id } = await ads.client.rerunJob(ads.first.id, { spec: { seed: 31 } });
  await page.evaluate((hash) => window.location.assign(hash), `#job=${id}`);
  await page.locator('.frame__picture--preview').first().waitFor({ timeout: 100_000 });
}
