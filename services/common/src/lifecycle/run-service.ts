import { setDefaultHighWaterMark } from 'node:stream';
import type { Logger } from '../log/create-logger.ts';
import { watchParent } from './watch-parent.ts';

export interface RunningService {
  /** Drains and gives everything back. */
  close(): Promise<void>;
}

export interface RunServiceOptions {
  log: Logger;
  /** Whether the process ends with the process that started it. */
  parentWatch: boolean;
  start(): Promise<RunningService>;
}

/**
 * Runs a service until a signal: the first SIGTERM or SIGINT drains and exits 0, a second one
 * exits 1 at once. A start that fails is logged and exits 1.
 */
export async function runService({ log, parentWatch, start }: RunServiceOptions): Promise<void> {
  if (parentWatch) watchParent();
  // A gRPC stream holds one message that its peer has not taken, not sixteen: with chunks those are 4 MiB a stream.
  setDefaultHighWaterMark(true, 1);
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'uncaught exception');
    process.exit(1);
  });
  let stopping = false;
  let running: RunningService | undefined;
  const stop = async (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'draining');
    await running?.close();
    log.info('stopped');
    process.exit(0);
  };
  const onSignal = (signal: string) => {
    stop(signal).catch((err: unknown) => {
      log.error({ err }, 'drain failed');
      process.exit(1);
    });
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  try {
    running = await start();
  } catch (err) {
    log.fatal({ err }, 'start failed');
    process.exit(1);
  }
}
