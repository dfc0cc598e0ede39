import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ConfigError, parseConfig } from '@nanococoa/common/config/parse-config.ts';
import { runService } from '@nanococoa/common/lifecycle/run-service.ts';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { CONFIG_FIELDS, type ModelServingConfig } from './config.ts';
import { ENTRIES } from './entries.ts';
import { engineDigest } from './registration/engine-digest.ts';
import { startModelServing } from './server.ts';

const config = readConfig();
const log = createLogger({ service: 'model-serving', level: config.logLevel });

await runService({
  log,
  parentWatch: config.parentWatch,
  async start() {
    await mkdir(config.cacheDir, { recursive: true });
    const digest = await engineDigest(resolve(import.meta.dirname, '../../..'));
    return await startModelServing({ config, engineDigest: digest, entries: ENTRIES, log });
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
