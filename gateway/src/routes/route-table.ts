import type { EnvoyJson } from '../envoy-json.ts';
import type { Topology } from '../topology.ts';

export interface RouteTable {
  name: string;
  /** What is done with requests for an allowed host: its routes, and what goes for all of them. */
  host: EnvoyJson;
  /** Routes of requests for any other host. */
  foreignRoutes: EnvoyJson[];
}

/** Routes of a public listener, which answers for the allowed hosts only. */
export function routeTable(
  { name, host, foreignRoutes }: RouteTable,
  { allowedHosts }: Pick<Topology, 'allowedHosts'>,
): EnvoyJson {
  const allowed = { name, domains: allowedHosts, ...host };
  const foreign = { name: 'foreign-host', domains: ['*'], routes: foreignRoutes };
  return {
    name,
    ignore_port_in_host_matching: true,
    virtual_hosts: allowedHosts.includes('*') ? [allowed] : [allowed, foreign],
  };
}
