import { useSyncExternalStore } from 'react';

/** The tools that work on an ad, in the order in which they are offered. */
export const TOOL_NAMES = ['arrange', 'cutout'] as const;

export type Tool = (typeof TOOL_NAMES)[number];

/** What the page shows: kept in the address, so that a reload or a bookmark comes back to it. */
export type Route =
  | { kind: 'new' }
  | { kind: 'job'; jobId: string; tool?: Tool }
  /** Two ads beside each other. */
  | { kind: 'compare'; jobIds: readonly [string, string] }
  /** A set of ads that were asked for together. */
  | { kind: 'variants'; setId: string };

/** The address of what is shown, as a link within the page. */
export function hrefOf(route: Route): string {
  switch (route.kind) {
    case 'new':
      return '#';
    case 'job':
      return `#${new URLSearchParams({ job: route.jobId, ...(route.tool && { tool: route.tool }) })}`;
    case 'compare':
      return `#compare=${route.jobIds.map(encodeURIComponent).join()}`;
    case 'variants':
      return `#variants=${encodeURIComponent(route.setId)}`;
  }
}

/** What an address asks for; one that makes no sense asks for a new ad. */
export function routeOf(hash: string): Route {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const jobId = values.get('job');
  const tool = values.get('tool') ?? '';
  if (jobId) return { kind: 'job', jobId, ...(isTool(tool) && { tool }) };
  const [before, after] = values.get('compare')?.split(',') ?? [];
  if (before && after) return { kind: 'compare', jobIds: [before, after] };
  const setId = values.get('variants');
  return setId ? { kind: 'variants', setId } : { kind: 'new' };
}

/** Two ads beside each other, the older one left: ids sort by the time of creation. */
export function comparison(one: string, other: string): Route {
  return { kind: 'compare', jobIds: one < other ? [one, other] : [other, one] };
}

/** Shows something else; the browser's back button comes back. */
export function go(route: Route): void {
  window.location.hash = hrefOf(route);
}

/** What the address asks for now. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return routeOf(hash);
}

function isTool(name: string): name is Tool {
  return (TOOL_NAMES as readonly string[]).includes(name);
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}
