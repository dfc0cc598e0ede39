import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { checkAccessibilityOfLooks } from './support/check-accessibility.ts';
import { memoryEntry as entry } from './support/memory-entry.ts';
import { scriptedStudio } from './support/scripted-studio.ts';
import { statusWith } from './support/status-with.ts';

const MIB = 1024 ** 2;
const { SERVICE, SPARE, MODEL, PIXELS } = MemoryKind;
const { BUSY, IDLE, LOADING, PINNED } = MemoryState;

const { mesh, open } = scriptedStudio();
beforeEach(() => {
  mesh.gates.getServerStatus = undefined;
});

const panelOf = (page: Page) => page.getByRole('dialog', { name: 'Server' });
const buttonOf = (page: Page) => page.getByRole('button', { name: /^Server: / });

/** The rows of the list, each as its words. */
async function rowsOf(page: Page): Promise<string[]> {
  const rows = await panelOf(page).getByRole('listitem').and(page.locator('.process')).allInnerTexts();
  return rows.map((row) => row.split(/\n+/).join(' | '));
}

/** Width of a piece of the bar, and of what is measured in it, as parts of the bar and of the piece. */
function piecesOf(page: Page): Promise<Array<[number, number]>> {
  return page.locator('.memory__share').evaluateAll((pieces) =>
    pieces.map((piece): [number, number] => {
      const bar = piece.parentElement?.getBoundingClientRect().width ?? 0;
      const { width } = piece.getBoundingClientRect();
      const measured = piece.firstElementChild?.getBoundingClientRect().width ?? 0;
      return [Math.round((width / bar) * 100), Math.round((measured / width) * 10)];
    }),
  );
}

/** Puts the page's tab behind another one, as far as the page can tell. */
async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

it('shows queue, worker and memory, and follows the ledger every second', async () => {
  mesh.server.status = statusWith([
    entry('service', SERVICE, BUSY, 160, 120),
    entry('u2netp', MODEL, LOADING, 400, 0),
  ]);
  const page = await open({ reducedMotion: 'reduce' });
  await page.getByText('1 running · 3 waiting · 1 worker').click();
  const panel = panelOf(page);
  await panel.getByText('1 of 2 slots busy · 1.5 cores').waitFor();
  expect(await panel.locator('.queue').innerText()).toBe('In progress\n1\nWaiting\n3\nQueue limit\n1,000');
  await panel.getByText('560 MB of 800 MB reserved').waitFor();
  await panel.getByText('Models run on cpu. No graphics processor was found.').waitFor();
  expect(await rowsOf(page)).toEqual([
    'Service | 120 MB of 160 MB | always running | peak 120 MB',
    'u2netp | 400 MB reserved | Model · loading',
    'upscale | needs about 900 MB | not loaded',
  ]);
  expect(await piecesOf(page)).toEqual([
    [20, 7],
    [50, 0],
  ]);

  // An answer changes the rows that are there: nothing is built anew.
  const row = await panel.locator('.process').nth(1).elementHandle();
  mesh.server.status = statusWith(
    [
      entry('service', SERVICE, BUSY, 160, 160),
      entry('u2netp', MODEL, BUSY, 400, 320),
      entry('pixels 1', PIXELS, IDLE, 80, 40),
      entry('spare', SPARE, PINNED, 40, 44),
    ],
    2,
  );
  await panel.getByText('Model · working').waitFor({ timeout: 3_000 });
  expect(await rowsOf(page)).toEqual([
    'Service | 160 MB of 160 MB | always running | peak 160 MB',
    'u2netp | 320 MB of 400 MB | Model · working | peak 320 MB',
    'Pixel worker 1 | 40 MB of 80 MB | kept warm | peak 40 MB',
    'Spare | 44 MB of 40 MB | kept loaded | peak 44 MB',
    'upscale | needs about 900 MB | not loaded',
  ]);
  expect(await row?.evaluate((element) => element.isConnected && element.textContent)).toContain('320 MB');
  expect((await piecesOf(page)).map(([size]) => size)).toEqual([20, 50, 10, 5]);
  await panel.getByText('2 requests wait for memory').waitFor();
  await panel.getByText('120 MB free').waitFor();

  mesh.server.status = statusWith([
    entry('service', SERVICE, BUSY, 400, 0),
    entry('u2netp', MODEL, BUSY, 600, 0),
  ]);
  await panel.getByText('200 MB over budget').waitFor();
  expect((await piecesOf(page)).map(([size]) => size)).toEqual([40, 60]);
});

it('opens and closes by the keyboard, by the button and by a click elsewhere, and says so', async () => {
  mesh.server.status = statusWith([entry('service', SERVICE, BUSY, 160, 120)]);
  const page = await open();
  const button = buttonOf(page);
  const panel = panelOf(page);
  const isOpen = async () => [await panel.isVisible(), await button.getAttribute('aria-expanded')];
  const focused = () => page.evaluate(() => document.activeElement?.className ?? '');
  expect(await isOpen()).toEqual([false, 'false']);
  expect(await button.getAttribute('aria-controls')).toBe(await page.locator('.server').getAttribute('id'));

  await button.focus();
  await page.keyboard.press('Enter');
  await panel.waitFor();
  expect(await isOpen()).toEqual([true, 'true']);
  await expect.poll(focused).toBe('popover-panel server');
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  expect(await isOpen()).toEqual([false, 'false']);
  expect(await focused()).toContain('status-line');

  await button.click();
  await panel.waitFor();
  await button.click();
  await panel.waitFor({ state: 'hidden' });
  expect(await isOpen()).toEqual([false, 'false']);

  await button.click();
  await panel.waitFor();
  await page.mouse.click(20, 500);
  await panel.waitFor({ state: 'hidden' });
  expect(await isOpen()).toEqual([false, 'false']);
});

it('asks every second while it is open and in sight only, and moves nothing of the page', async () => {
  mesh.server.status = statusWith([entry('service', SERVICE, BUSY, 160, 120)]);
  const page = await open();
  await page.locator('.start__card').first().waitFor();
  await page.getByRole('button', { name: 'All 0' }).waitFor();
  await page.clock.install();
  await page.evaluate(() => {
    const seen = { shift: 0 };
    new PerformanceObserver((list) => {
      for (const one of list.getEntries() as Array<PerformanceEntry & { value: number }>)
        seen.shift += one.value;
    }).observe({ type: 'layout-shift' });
    Object.assign(window, { seen });
  });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  // Each answer has a version of its own, so that it is seen when the page has one more.
  let asked = 0;
  mesh.gates.getServerStatus = async () => {
    mesh.server.status.version = `0.1.${++asked}`;
  };
  const requests: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/GetServerStatus')) requests.push(request.url());
  });
  const answered = (count: number) => page.locator('.server__version', { hasText: `0.1.${count}` });
  await page.clock.pauseAt(Date.now() + 60_000);

  await buttonOf(page).click();
  await answered(1).waitFor();
  for (const count of [2, 3, 4]) {
    await page.clock.runFor(1_000);
    await answered(count).waitFor();
  }
  await setHidden(page, true);
  await page.clock.runFor(30_000);
  expect(requests.length).toBe(4);
  await setHidden(page, false);
  await answered(5).waitFor();

  await page.keyboard.press('Escape');
  // Closing asks once more.
  await answered(6).waitFor({ state: 'attached' });
  await page.clock.runFor(9_000);
  expect(requests.length).toBe(6);
  await page.clock.runFor(1_000);
  await answered(7).waitFor({ state: 'attached' });
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height);
  expect(await page.evaluate(() => (window as unknown as { seen: { shift: number } }).seen.shift)).toBe(0);
});

it('says what is missing: no worker, a worker without a ledger, no server', async () => {
  mesh.server.status = { queueCapacity: 1000, version: '0.1.0' };
  const page = await open();
  await buttonOf(page).click();
  const panel = panelOf(page);
  await panel.getByText('No worker is connected. Jobs wait for one.').waitFor();
  await page.clock.install();
  /** Lets seconds pass until it is there. */
  const untilShown = (text: string) =>
    expect
      .poll(async () => {
        await page.clock.runFor(1_000);
        return panel.getByText(text).isVisible();
      })
      .toBe(true);
  mesh.server.status = { workers: [{ id: 'old', slots: 1, memoryBytes: 512 * MIB, models: [{ id: 'm' }] }] };
  await untilShown('This worker does not tell what its memory is taken by. It uses 512 MB.');
  expect(await rowsOf(page)).toEqual(['m | not loaded']);
  mesh.gates.getServerStatus = async () => {
    throw new AppError('UNAVAILABLE');
  };
  await untilShown('The server cannot be reached at the moment.');
  expect(await panel.locator('.worker').count()).toBe(0);
  mesh.gates.getServerStatus = undefined;
  await untilShown('It uses 512 MB.');
});

it('draws processor and memory of the last minutes, and says which worker is away', async () => {
  mesh.server.status = statusWith([entry('service', SERVICE, BUSY, 160, 120)]);
  const page = await open();
  await buttonOf(page).click();
  const panel = panelOf(page);
  await panel.getByText('1.5 of 4 cores').waitFor();
  await page.clock.install();
  const lines = panel.locator('.sparkline__line');
  const [worker] = mesh.server.status.workers ?? [];
  mesh.server.status.workers = [{ ...worker, id: 'worker-b', cpuCores: 3 }];
  await expect
    .poll(async () => {
      await page.clock.runFor(1_000);
      return panel.getByText('3.0 of 4 cores').isVisible();
    })
    .toBe(true);
  await panel.getByRole('img', { name: 'Processor, the last 5 minutes. Now: 3.0 of 4 cores' }).waitFor();
  await panel.getByText(/^Worker worker-a has been away since \d/).waitFor();
  // The line rises: three of four cores are a quarter below the top.
  const heights = await lines.first().evaluate((line) => {
    const points = (line.getAttribute('d') ?? '').slice(1).split('L');
    return points.map((point) => Number(point.split(' ')[1]));
  });
  expect(heights.at(-1)).toBeCloseTo(7.5, 1);
  expect(heights[0]).toBeGreaterThan(15);
  await checkAccessibilityOfLooks(page);
});

it('fits a small phone in Korean, however long the names', async () => {
  const long = 'sd-turbo-'.repeat(12);
  mesh.server.status = statusWith(
    [
      entry('service', SERVICE, BUSY, 160, 120),
      entry(long, MODEL, BUSY, 400, 320),
      ...[1, 2, 3, 4].map((number) => entry(`pixels ${number}`, PIXELS, IDLE, 60, 50)),
    ],
    3,
  );
  const [worker] = mesh.server.status.workers ?? [];
  const second = { ...worker, id: long };
  mesh.server.status.workers = [{ ...worker, id: long.slice(1) }, second];
  const page = await open({ locale: 'ko-KR', viewport: { width: 360, height: 640 } });
  await page.getByRole('button', { name: /^서버: / }).click();
  const panel = page.getByRole('dialog', { name: '서버' });
  await panel.getByText('800MB 중 800MB 예약').first().waitFor();
  await panel.getByText('400MB 중 320MB').first().waitFor();
  expect(await panel.getByText('메모리를 기다리는 요청 3건').count()).toBe(2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  const box = await panel.evaluate((element) => {
    const { left, right, bottom } = element.getBoundingClientRect();
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    return { left, right, bottom, wide: scrollWidth > clientWidth, tall: scrollHeight > clientHeight };
  });
  expect(box.left).toBeGreaterThanOrEqual(0);
  expect(box.right).toBeLessThanOrEqual(360);
  expect(box.bottom).toBeLessThanOrEqual(640);
  expect([box.wide, box.tall]).toEqual([false, true]);
  await page.keyboard.press('End');
  await expect.poll(() => panel.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
});
