import { parseConfig } from '@nanococoa/common/config/parse-config.ts';
import { runService } from '@nanococoa/common/lifecycle/run-service.ts';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { CONFIG_FIELDS, type ModelServingConfig } from '../../services/model-serving/src/config.ts';
import { startModelServing } from '../../services/model-serving/src/server.ts';
import { TEST_DEVICES, TEST_ENTRIES } from './serve.ts';

/** The service as a process of its own, with the steps of test-steps.ts. */
const config = parseConfig<ModelServingConfig>(process.env, CONFIG_FIELDS);
const log = createLogger({ service: 'model-serving', level: config.logLevel });
await runService({
  log,
  parentWatch: config.parentWatch,
  start: () =>
    startModelServing({
      ...{
        config,
        engineDigest: 'e'.repeat(64),
        version: '0.0.0',
        devices: TEST_DEVICES,
        entries: TEST_ENTRIES,
        log,
      },
    }),
});
