import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';

const MAIN = fileURLToPath(new URL('../../services/backend/src/main.ts', import.meta.url));
const START_TIMEOUT_MS = 45_000;

/** Starts a real Backend process on a free port and resolves when it listens. */
export async function startBackendProcess(env: {
  BACKEND_DATA_DIR: string;
  MODEL_SERVING_ADDRESS: string;
  BACKEND_QUEUE_CAPACITY?: string;
}) {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      BACKEND_LISTEN: '127.0.0.1:0',
      BACKEND_RETRY_BASE_MS: '20',
      NANOCOCOA_PARENT_WATCH: '1',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const log: string[] = [];
  const port = await listeningPort(child, log);
  const { client, close } = createRpcClient(BackendServiceDefinition, { address: `127.0.0.1:${port}` });
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
    close();
    return child.exitCode;
  };
  return {
    port,
    client,
    pid: child.pid ?? 0,
    /** JSON lines that it has logged. */
    log,
    /** `kill -9`. */
    kill: () => end('SIGKILL'),
    /** SIGTERM; gives the exit code. */
    stop: () => end('SIGTERM'),
  };
}

export type BackendProcess = Awaited<ReturnType<typeof startBackendProcess>>;

/** Options of a call made as a caller. */
export const as = (caller: string) => downstream({ caller });

async function listeningPort(child: ChildProcess, log: string[]): Promise<number> {
  let rest = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the Backend did not listen within ${START_TIMEOUT_MS} ms:\n${log.join('\n')}`));
    }, START_TIMEOUT_MS);
    child.once('exit', (code) => reject(new Error(`the Backend exited with ${code}:\n${log.join('\n')}`)));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      log.push(...lines);
      for (const line of lines) {
        const match = /"port":(\d+)[,}].*"msg":"listening"/.exec(line);
        if (!match) continue;
        clearTimeout(timer);
        resolve(Number(match[1]));
      }
    });
  });
}
