import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../../scripts/launch/free-ports.ts';
import { ROOT_DIR } from '../../../scripts/setup/folders.mjs';

export interface Launcher {
  child: ChildProcess & { pid: number };
  stateDir: string;
  port: number;
  output(): string;
  /** Resolves when the output holds the text, rejects when the process ends before. */
  says(text: string | RegExp): Promise<void>;
  /** Exit status, or the signal's name. */
  ended: Promise<number | string>;
}

export interface LauncherOptions {
  port?: number;
  stateDir?: string;
  args?: string[];
  env?: Record<string, string>;
  /** Starts npm, which starts scripts/start.mjs, instead of the latter itself. */
  npm?: boolean;
}

const running = new Set<Launcher>();

/** What `npm start` runs, with data and logs in a folder of its own. */
export async function launch(options: LauncherOptions = {}): Promise<Launcher> {
  const port = options.port ?? (await freePorts(1))[0];
  const stateDir = options.stateDir ?? mkdtempSync(join(tmpdir(), 'nanococoa-'));
  const [command, ...args] = options.npm
    ? ['npm', 'start', '--']
    : [process.execPath, join(ROOT_DIR, 'scripts/start.mjs')];
  const child = spawn(command, [...args, ...(options.args ?? [])], {
    cwd: ROOT_DIR,
    env: { ...process.env, NANOCOCOA_PORT: String(port), NANOCOCOA_STATE_DIR: stateDir, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  }) as Launcher['child'];
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? String(signal)));
  });
  const launcher: Launcher = {
    child,
    stateDir,
    port,
    ended,
    output: () => text,
    says: (wanted) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (typeof wanted === 'string' ? !text.includes(wanted) : !wanted.test(text)) return;
          listeners.delete(check);
          resolve();
        };
        listeners.add(check);
        child.once('close', () => reject(new Error(`ended without saying ${wanted}:\n${text}`)));
        check();
      }),
  };
  running.add(launcher);
  return launcher;
}

/** Ends whatever a test left running, and deletes its folders. */
export async function endLaunchers(): Promise<void> {
  for (const { child, ended, stateDir } of running) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
    rmSync(stateDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
  running.clear();
}
