import { mkdir } from 'node:fs/promises';
import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { createPictureChecker } from '@nanococoa/common/pictures/picture-checker.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { createRpcServer, implement } from '@nanococoa/common/rpc/server.ts';
import { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Config } from './config.ts';
import { createFontFiles } from './fonts/font-files.ts';
import { frontendRpcs } from './frontend-rpcs.ts';
import { createJoiner } from './images/joiner.ts';
import { createCallerFeeds } from './jobs/caller-feeds.ts';
import { createHeartbeatWheel } from './jobs/heartbeat-wheel.ts';
import { createJobFeeds } from './jobs/job-feeds.ts';
import { HEARTBEAT_MS, PICTURE_WORK_TIMEOUT_MS } from './limits.ts';
import { createSite } from './site/site.ts';

export interface FrontendServer {
  /** Port of the gRPC server. */
  port: number;
  /** Port of the web page's server. */
  webPort: number;
  /** Process ids of the picture children. */
  picturePids(): number[];
  /** Process ids of the children that cut fonts down. */
  fontPids(): number[];
  /** Ends watches, lets the other calls finish, and gives everything back. */
  close(): Promise<void>;
}

/** Calls that are not done by then are ended; the launcher kills after 10 s. */
const DRAIN_TIMEOUT_MS = 9_000;

/** Wires the Frontend and starts it. */
export async function startServer(config: Config, log: Logger): Promise<FrontendServer> {
  await mkdir(config.tempDir, { recursive: true });
  const pictures = await createPictureChecker({
    tempDir: config.tempDir,
    maxPictures: config.maxPictures,
    size: config.pictureProcesses,
  });
  const backend = createRpcClient(BackendServiceDefinition, { address: config.backendAddress });
  const draining = new AbortController();
  const watching = {
    backend: backend.client,
    wheel: createHeartbeatWheel({ everyMs: HEARTBEAT_MS }),
    stallMs: config.watchStallMs,
    draining: draining.signal,
  };
  const fonts = createFontFiles({ draining: draining.signal });
  const pictureWork = { draining: draining.signal, timeoutMs: PICTURE_WORK_TIMEOUT_MS };
  const implementation = frontendRpcs({
    backend: backend.client,
    pictures,
    fonts,
    renditions: createJoiner(pictureWork),
    completions: createJoiner(pictureWork),
    feeds: createJobFeeds(watching),
    callerFeeds: createCallerFeeds(watching),
  });
  const server = createRpcServer({ log, services: [implement(FrontendServiceDefinition, implementation)] });
  const site = createSite(config.webDir);

  const close = async () => {
    draining.abort();
    await Promise.all([server.drain(DRAIN_TIMEOUT_MS), site.close()]);
    backend.close();
    await Promise.all([pictures.close(), fonts.close()]);
  };
  try {
    const port = await server.listen(config.listen);
    const webPort = await site.listen(config.webListen);
    log.info({ port, web_port: webPort }, 'listening');
    return { port, webPort, picturePids: () => pictures.pids(), fontPids: () => fonts.pids(), close };
  } catch (error) {
    await close();
    throw error;
  }
}
