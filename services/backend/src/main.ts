import { parseConfig } from '@nanococoa/common/config/parse-config.ts';
import { runService } from '@nanococoa/common/lifecycle/run-service.ts';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { BACKEND_CONFIG } from './config.ts';
import { startBackend } from './server.ts';

const config = parseConfig(process.env, BACKEND_CONFIG);
const log = createLogger({ service: 'backend', level: config.logLevel });

await runService({ log, parentWatch: config.parentWatch, start: () => startBackend({ ...config, log }) });
