import type { Browser } from 'playwright-core';

/** Processor time that Chromium has used until now, seconds: its pages' processes, and all of its processes. */
export async function chromiumCpuSeconds(browser: Browser): Promise<{ pages: number; all: number }> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sum = (isCounted: (type: string) => boolean) =>
    processInfo.filter(({ type }) => isCounted(type)).reduce((total, { cpuTime }) => total + cpuTime, 0);
  return { pages: sum((type) => type === 'renderer'), all: sum(() => true) };
}
