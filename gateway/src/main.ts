import { renderEnvoyConfig } from './render.ts';
import { containers } from './topologies/containers.ts';
import { singleMachine } from './topologies/single-machine.ts';

const TOPOLOGIES = { 'single-machine': singleMachine, containers };

/** Prints the Envoy configuration: `node gateway/src/main.ts single-machine|containers`. */
const name = process.argv[2];
if (name === 'single-machine' || name === 'containers') {
  process.stdout.write(renderEnvoyConfig(TOPOLOGIES[name]()));
} else {
  process.stderr.write(`Name a topology: ${Object.keys(TOPOLOGIES).join(' or ')}.\n`);
  process.exitCode = 2;
}
