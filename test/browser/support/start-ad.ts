import type { Page } from 'playwright-core';
import { SAMPLE_PHOTO } from '../../support/sample-photo.ts';

/** Fills the form with the sample photo, a scene and a copy, sends it, and gives the id of the ad that it opened. */
export async function startAd(
  page: Page,
  { scene = 'a rustic wooden table in a café', copy = '오늘의 커피' } = {},
) {
  await page.setInputFiles('input[type=file]', SAMPLE_PHOTO);
  await page.getByText('Uploaded', { exact: true }).waitFor();
  await page.getByLabel('Scene').first().fill(scene);
  await page.getByLabel('Ad copy').fill(copy);
  await page.getByRole('button', { name: 'Make the ad' }).click();
  await page.waitForURL(/#job=/);
  return new URL(page.url()).hash.replace('#job=', '');
}
