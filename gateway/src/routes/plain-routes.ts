import type { EnvoyJson } from '../envoy-json.ts';
import type { Topology } from '../topology.ts';
import { ANYTHING, PAGE } from './match.ts';
import { refuse, refuseGrpc } from './refuse.ts';

/** What who speaks plain HTTP to the port of TLS is told. */
const MESSAGE = 'This port speaks TLS: use https.';

/**
 * For callers without TLS at a listener with it: a page is shown the way, calls are told. The way is shown for this
 * once (307): a browser would remember a permanent one after the mesh speaks plain HTTP again.
 */
export function plainRoutes({ allowedHosts }: Topology): EnvoyJson {
  return {
    name: 'plain',
    ignore_port_in_host_matching: true,
    virtual_hosts: [
      {
        name: 'plain',
        domains: allowedHosts,
        routes: [
          refuseGrpc('FAILED_PRECONDITION', MESSAGE),
          { match: PAGE, redirect: { https_redirect: true, response_code: 'TEMPORARY_REDIRECT' } },
          refuse(ANYTHING, 400, MESSAGE),
        ],
      },
      ...(allowedHosts.includes('*') ? [] : [foreignHost]),
    ],
  };
}

const foreignHost = {
  name: 'foreign-host',
  domains: ['*'],
  routes: [refuseGrpc('FAILED_PRECONDITION', MESSAGE), refuse(ANYTHING, 400, MESSAGE)],
};
