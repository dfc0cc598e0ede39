import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT_DIR } from '../../../scripts/setup/folders.mjs';

export interface ModelsRun {
  child: ChildProcess;
  /** When the process has ended. */
  ended: Promise<{ status: number | string; stdout: string; stderr: string }>;
}

/** Runs the command behind `npm run models` as a process, on a models folder of the test's own. */
export function startModels(modelsDir: string, args: string[], env: Record<string, string> = {}): ModelsRun {
  const child = spawn(process.execPath, [join(ROOT_DIR, 'scripts/models/main.ts'), ...args], {
    cwd: ROOT_DIR,
    env: { ...process.env, ...env, MODEL_SERVING_MODELS_DIR: modelsDir, INIT_CWD: modelsDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Awaited<ModelsRun['ended']>>((resolve) => {
    child.on('close', (code, signal) => resolve({ status: code ?? String(signal), stdout, stderr }));
  });
  return { child, ended };
}

/** Runs it to its end. */
export function runModels(
  modelsDir: string,
  args: string[],
  env?: Record<string, string>,
): ModelsRun['ended'] {
  return startModels(modelsDir, args, env).ended;
}
