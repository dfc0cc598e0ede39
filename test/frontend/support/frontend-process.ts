import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';

const MAIN = fileURLToPath(new URL('../../../services/frontend/src/main.ts', import.meta.url));

/** A real Frontend process on free ports, and a client of it. */
export async function startFrontendProcess(backendAddress: string, env: NodeJS.ProcessEnv = {}) {
  const tempDir = await mkdtemp(join(tmpdir(), 'nanococoa-frontend-test-'));
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      FRONTEND_LISTEN: '127.0.0.1:0',
      FRONTEND_WEB_LISTEN: '127.0.0.1:0',
      FRONTEND_WEB_DIR: tempDir,
      FRONTEND_TEMP_DIR: tempDir,
      BACKEND_ADDRESS: backendAddress,
      NANOCOCOA_PARENT_WATCH: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  const removeTempDir = () => rm(tempDir, { recursive: true, force: true });
  const port = await listeningPort(child, log).catch(async (error: unknown) => {
    await removeTempDir();
    throw error;
  });
  const rpc = createRpcClient(FrontendServiceDefinition, { address: `127.0.0.1:${port}` });
  return {
    client: rpc.client,
    child,
    log,
    tempDir,
    /** Sends a signal and gives what the process ended with. */
    async end(signal: NodeJS.Signals) {
      const running = child.exitCode === null && child.signalCode === null;
      if (running) {
        child.kill(signal);
        await once(child, 'exit');
      }
      return child.exitCode ?? child.signalCode;
    },
    async close() {
      rpc.close();
      await this.end('SIGKILL');
      await removeTempDir();
    },
  };
}

async function listeningPort(child: ChildProcess, log: string[]): Promise<number> {
  if (!child.stdout || !child.stderr) throw new Error('no pipes');
  child.stderr.setEncoding('utf8').on('data', (text: string) => log.push(text));
  const lines = createInterface({ input: child.stdout });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  lines.on('line', (line) => {
    log.push(line);
    const match = /"port":(\d+).*"msg":"listening"/.exec(line);
    if (match) resolve(Number(match[1]));
  });
  child.once('close', (code) => reject(new Error(`the Frontend exited with ${code}: ${log.join('\n')}`)));
  return promise;
}
