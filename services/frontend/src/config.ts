import { COMMON_FIELDS } from '@nanococoa/common/config/common-fields.ts';
import { address, directory, integer } from '@nanococoa/common/config/fields.ts';
import { parseConfig } from '@nanococoa/common/config/parse-config.ts';

export type Config = ReturnType<typeof readConfig>;

/** Reads the Frontend's configuration. @throws ConfigError naming every wrong variable. */
export function readConfig(env: NodeJS.ProcessEnv) {
  return parseConfig(env, {
    ...COMMON_FIELDS,
    /** Where the gRPC server listens. */
    listen: address('FRONTEND_LISTEN', { default: '127.0.0.1:50051' }),
    /** Where the web page is served. */
    webListen: address('FRONTEND_WEB_LISTEN', { default: '127.0.0.1:50054' }),
    /** The built web page. */
    webDir: directory('FRONTEND_WEB_DIR', { default: 'services/frontend/web/dist' }),
    /** The gateway's listener to Backend. */
    backendAddress: address('BACKEND_ADDRESS', { default: '127.0.0.1:50062' }),
    /** Pictures wait here while they are checked. Nothing in it outlives the process. */
    tempDir: directory('FRONTEND_TEMP_DIR', { default: '.nanococoa/tmp' }),
    /** Processes that check pictures, at most. */
    pictureProcesses: integer('FRONTEND_PICTURE_PROCESSES', { default: 2, min: 1, max: 64 }),
    /** Pictures on their way at the same time, at most; each takes up to 64 MiB of the disk. */
    maxPictures: integer('FRONTEND_MAX_PICTURES', { default: 64, min: 1, max: 10_000 }),
    /** A watcher that takes nothing for this long while an event waits for it is ended; it may resume. */
    watchStallMs: integer('FRONTEND_WATCH_STALL_MS', { default: 30_000, min: 100, max: 3_600_000 }),
  });
}
