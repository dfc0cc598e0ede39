import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { testCertificate } from '../../support/test-certificate.ts';
import { findChromium } from './chromium-path.ts';

/** No sandbox: a container gives no user namespaces. The rest keeps it from calling home. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** The only fonts of the browser: the same on every machine, with Korean letters. */
const FONTS = fileURLToPath(new URL('../../../node_modules/pretendard/dist/public/static', import.meta.url));

export interface RunningChromium {
  browser: Browser;
  close(): Promise<void>;
}

/** Starts a headless Chromium that trusts the test certificate; it ends with the test process at the latest. */
export async function launchChromium(): Promise<RunningChromium> {
  const { path, libraries } = await findChromium();
  const home = await mkdtemp(join(tmpdir(), 'nanococoa-chromium-'));
  const fontConfig = join(home, 'fonts.conf');
  await writeFile(fontConfig, fontConfigOf(home));
  const env: Record<string, string> = { ...definedOf(process.env), HOME: home, FONTCONFIG_FILE: fontConfig };
  if (libraries !== undefined) env.LD_LIBRARY_PATH = libraries;
  const { keySha256 } = await testCertificate();
  const args = [...ARGUMENTS, `--ignore-certificate-errors-spki-list=${keySha256}`];
  const browser = await chromium.launch({ executablePath: path, args, env, headless: true });
  return {
    browser,
    async close() {
      await browser.close();
      await rm(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function fontConfigOf(home: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${FONTS}</dir><cachedir>${join(home, 'fontconfig')}</cachedir>
  <alias binding="strong"><family>system-ui</family><prefer><family>Pretendard</family></prefer></alias>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Pretendard</family></prefer></alias>
</fontconfig>`;
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
