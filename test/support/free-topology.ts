import { singleMachine } from '@nanococoa/gateway/topologies/single-machine.ts';
import type { Topology } from '@nanococoa/gateway/topology.ts';

/** Ports of the tiers behind a gateway under test; those left out refuse connections. */
export interface TierPorts {
  frontend?: number;
  web?: number;
  backend?: number;
  modelServing?: number[];
}

/** Nothing listens on TCP port 1 (tcpmux) of a machine of today. */
const REFUSING_PORT = 1;

/** The gateway of one machine, which takes free ports, before the given tiers. */
export function freeTopology(ports: TierPorts): Topology {
  return singleMachine({
    publicPort: 0,
    backendListenerPort: 0,
    modelServingListenerPort: 0,
    adminPort: 0,
    frontendPort: ports.frontend ?? REFUSING_PORT,
    webPort: ports.web ?? REFUSING_PORT,
    backendPort: ports.backend ?? REFUSING_PORT,
    modelServingPorts: ports.modelServing ?? [REFUSING_PORT],
  });
}
