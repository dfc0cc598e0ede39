import { afterAll, beforeAll } from 'vitest';
import { pagesOf } from './closing-pages.ts';
import { launchChromium, type RunningChromium } from './launch-chromium.ts';
import { type ScriptedFrontend, startScriptedFrontend } from './scripted-frontend.ts';

/**
 * One Chromium and one scripted Frontend for the tests of a file, and pages of them that are closed after
 * each test. What it gives is filled in before the tests begin: a file's own `beforeAll`, registered later,
 * may use it; the file itself may not.
 *
 * @param options.tls as for `startScriptedFrontend`
 */
export function scriptedStudio(options: { tls?: boolean } = {}) {
  const running: Partial<RunningChromium> = {};
  const started: Partial<ScriptedFrontend> = {};
  beforeAll(async () => {
    Object.assign(running, await launchChromium());
    Object.assign(started, await startScriptedFrontend(options));
  });
  afterAll(async () => {
    await running.close?.();
    await started.close?.();
  });
  const chromium = running as RunningChromium;
  const mesh = started as ScriptedFrontend;
  const open = pagesOf(
    () => chromium.browser,
    () => mesh.url,
  );
  return { chromium, mesh, open };
}
