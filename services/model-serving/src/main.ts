import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ConfigError, parseConfig } from '@nanococoa/common/config/parse-config.ts';
import { runService } from '@nanococoa/common/lifecycle/run-service.ts';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import packageJson from '../package.json' with { type: 'json' };
import { CONFIG_FIELDS, type ModelServingConfig } from './config.ts';
import { ENTRIES } from './entries.ts';
import { chooseProvider } from './providers/choose-provider.ts';
import { probeProviders } from './providers/probe-providers.ts';
import { engineDigest } from './registration/engine-digest.ts';
import { startModelServing } from './server.ts';
import { shareOut } from './share-out.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const config = readConfig();
const log = createLogger({ service: 'model-serving', level: config.logLevel });

await runService({
  log,
  parentWatch: config.parentWatch,
  async start() {
    await mkdir(config.cacheDir, { recursive: true });
    const { provider, devices } = chooseProvider(config.provider, await probeProviders(config.provider));
    for (const { id, reason } of devices) log.info({ device: id, reason }, 'models run on');
    return await startModelServing({
      config,
      engineDigest: await engineDigest(ROOT, { provider, ...shareOut(config, devices) }),
      version: packageJson.version,
      devices,
      entries: ENTRIES,
      log,
    });
  },
});

function readConfig(): ModelServingConfig {
  try {
    return parseConfig<ModelServingConfig>(process.env, CONFIG_FIELDS);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
