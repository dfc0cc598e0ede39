import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { endWithParent } from '../setup/end-with-parent.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import type { HealthProbe } from './health-probes.ts';
import type { LogFile } from './log-file.ts';
import { restartDelayMs } from './restart-delay.ts';
import { shortLine } from './short-line.ts';

export interface ProcessPlan {
  /** For people: "Backend". */
  title: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Whether the program ends by itself when its parent is gone. */
  watchesParent: boolean;
  healthy: HealthProbe;
}

export interface SupervisedProcess {
  readonly title: string;
  /** Undefined between an end and the next start. */
  readonly pid: number | undefined;
  /** How often it has been started again. */
  readonly restarts: number;
  /** Sends a signal to the process itself, not to its children. */
  kill(signal: NodeJS.Signals): void;
  /** Resolves at the next moment at which the present process answers its health probe. */
  ready(): Promise<void>;
  /** SIGTERM, then SIGKILL to it and its children after `graceMs`. Resolves when it is gone. */
  stop(graceMs: number): Promise<void>;
  /** SIGKILL to it and its children, no restart. */
  killNow(): void;
}

/** So many ends before it was ever healthy are a fault of the installation, not of the moment. */
const HOPELESS_STARTS = 3;
const PROBE_INTERVAL_MS = 25;

export interface SupervisorLogs {
  /** Everything that the process prints. */
  file: LogFile;
  /** What the supervisor does, for people. */
  log(line: string): void;
  /** The process's own warnings and errors, in short, for people. */
  echo(line: string): void;
}

/** Runs a process until told to stop, starting it again with back-off whenever it ends by itself. */
export function superviseProcess(plan: ProcessPlan, logs: SupervisorLogs): SupervisedProcess {
  const { file, log } = logs;
  const state = { child: undefined as ChildProcess | undefined, restarts: 0, failures: 0, stopping: false };
  let everHealthy = false;
  let ready = Promise.withResolvers<void>();
  // Whoever waits hears of it; that nobody waits is no fault.
  ready.promise.catch(() => {});
  let timer: NodeJS.Timeout | undefined;

  const start = () => {
    const child = spawnPlan(plan);
    state.child = child;
    follow(child, plan.title, logs);
    let ended = false;
    const end = (how: string) => {
      if (ended) return;
      ended = true;
      killGroup(child.pid);
      state.child = undefined;
      if (!state.stopping) restart(how);
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(signal ?? `exit status ${code}`));
    awaitHealth(child).catch((error: unknown) => log(`${plan.title}: health probe failed: ${String(error)}`));
  };

  const restart = (how: string) => {
    const waitMs = restartDelayMs(state.failures);
    state.failures++;
    if (!everHealthy && state.failures >= HOPELESS_STARTS) {
      state.stopping = true;
      ready.reject(new SetupError(hopeless(plan.title, how, file)));
      return;
    }
    if (everHealthy) {
      ready = Promise.withResolvers<void>();
      ready.promise.catch(() => {});
    }
    log(`${plan.title} ended (${how}); starting it again in ${waitMs / 1_000} s`);
    timer = setTimeout(() => {
      state.restarts++;
      start();
    }, waitMs);
  };

  const awaitHealth = async (child: ChildProcess) => {
    const startMs = performance.now();
    while (state.child === child && !(await plan.healthy())) await delay(PROBE_INTERVAL_MS);
    if (state.child !== child) return;
    if (state.restarts > 0) {
      log(`${plan.title} is healthy again after ${((performance.now() - startMs) / 1_000).toFixed(1)} s`);
    }
    state.failures = 0;
    everHealthy = true;
    ready.resolve();
  };

  start();
  return {
    title: plan.title,
    get pid() {
      return state.child?.pid;
    },
    get restarts() {
      return state.restarts;
    },
    kill: (signal) => void state.child?.kill(signal),
    ready: () => ready.promise,
    async stop(graceMs) {
      state.stopping = true;
      clearTimeout(timer);
      const { child } = state;
      if (!child) return;
      const exited = new Promise<void>((resolve) => {
        child.once('exit', (code) => {
          if (code) log(`${plan.title} stopped with exit status ${code}`);
          resolve();
        });
      });
      child.kill('SIGTERM');
      const late = setTimeout(() => {
        log(`${plan.title} did not stop within ${graceMs / 1_000} s and was killed`);
        killGroup(child.pid);
      }, graceMs);
      await exited;
      clearTimeout(late);
    },
    killNow() {
      state.stopping = true;
      clearTimeout(timer);
      killGroup(state.child?.pid);
    },
  };
}

function spawnPlan(plan: ProcessPlan): ChildProcess {
  const [command, ...args] = [
    ...endWithParent({ watchesItself: plan.watchesParent }),
    plan.command,
    ...plan.args,
  ];
  // A group of its own: a terminal's Ctrl-C must not reach it before its turn, and its children can be swept.
  return spawn(command, args, { env: plan.env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
}

function follow(child: ChildProcess, title: string, { file, echo }: SupervisorLogs): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      file.write(line);
      const short = shortLine(line);
      if (short) echo(`${title}: ${short}`);
    });
  }
  // A process that is gone closes its end of the pipe; its exit says the rest.
  child.stdin?.on('error', () => {});
}

/** A child of a killed service that is still about is in the service's process group. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}

function hopeless(title: string, how: string, file: LogFile): string {
  const last = file.tail().findLast((line) => shortLine(line));
  const words = last ? `: ${shortLine(last)}` : '';
  return `${title} does not start (${how}${words}): see ${file.path}.`;
}
