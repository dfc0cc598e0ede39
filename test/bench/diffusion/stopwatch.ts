/** What some work took. */
export interface Taken {
  /** Milliseconds by the clock. */
  wallMs: number;
  /** Of this process's threads together, which other programs on the machine hardly change. */
  cpuMs: number;
}

/** Starts a watch. Each look tells what it took since then. */
export function startWatch(): () => Taken {
  const start = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { wallMs: performance.now() - start, cpuMs: (user + system) / 1000 };
  };
}
