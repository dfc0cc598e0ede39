/** How Envoy is started, by the launcher and by tests alike. */
export interface EnvoyArguments {
  configPath: string;
  /** Envoy's worker threads. */
  concurrency: number;
}

/**
 * Command-line arguments for Envoy. Hot restart is off: it needs shared memory and an id that no other Envoy
 * of the machine uses.
 */
export function envoyArguments({ configPath, concurrency }: EnvoyArguments): string[] {
  return [
    '--config-path',
    configPath,
    '--concurrency',
    String(concurrency),
    '--disable-hot-restart',
    '--log-level',
    'warning',
    '--log-format',
    '{"time":"%Y-%m-%dT%T.%eZ","level":"%l","service":"gateway","logger":"%n","msg":"%j"}',
  ];
}
