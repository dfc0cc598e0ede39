import type { EnvoyJson } from '../envoy-json.ts';
import type { Topology } from '../topology.ts';
import { ANYTHING, PAGE } from './match.ts';
import { refuse, refuseGrpc } from './refuse.ts';
import { routeTable } from './route-table.ts';

/** What who speaks plain HTTP to the port of TLS is told. */
const MESSAGE = 'This port speaks TLS: use https.';

/**
 * For callers without TLS at a listener with it: a page is shown the way, calls are told. The way is shown for this
 * once (307): a browser would remember a permanent one after the mesh speaks plain HTTP again.
 */
export function plainRoutes(topology: Topology): EnvoyJson {
  const calls = refuseGrpc('FAILED_PRECONDITION', MESSAGE);
  const pages = { match: PAGE, redirect: { https_redirect: true, response_code: 'TEMPORARY_REDIRECT' } };
  const others = refuse(ANYTHING, 400, MESSAGE);
  const host = { routes: [calls, pages, others] };
  return routeTable({ name: 'plain', host, foreignRoutes: [calls, others] }, topology);
}
