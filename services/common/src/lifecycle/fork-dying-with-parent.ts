import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

let options: { execPath: string; execArgv: string[] } | undefined;

/**
 * Options for `fork` with which the kernel kills the child the moment its parent dies (Linux with
 * util-linux). `watchParent` alone comes too late for a child that is still loading its modules.
 * Elsewhere they start this Node as usual.
 */
export function forkDyingWithParent(): { execPath: string; execArgv: string[] } {
  if (!options) {
    const flags = ['--pdeathsig', 'KILL', '--'];
    const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
    const works =
      setpriv !== undefined && spawnSync(setpriv, [...flags, process.execPath, '--version']).status === 0;
    options = works
      ? { execPath: setpriv, execArgv: [...flags, process.execPath] }
      : { execPath: process.execPath, execArgv: [] };
  }
  return options;
}
