import { runService } from '@nanococoa/common/lifecycle/run-service.ts';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { readConfig } from './config.ts';
import { startServer } from './server.ts';

const config = readConfig(process.env);
const log = createLogger({ service: 'frontend', level: config.logLevel });
await runService({ log, parentWatch: config.parentWatch, start: () => startServer(config, log) });
