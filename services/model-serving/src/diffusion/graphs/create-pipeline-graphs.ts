import type { GraphPaths } from '../pipelines/find-graphs.ts';
import { PipelineFault } from '../pipelines/pipeline-fault.ts';
import type { Graph } from './graph.ts';
import type { PipelineGraphs } from './pipeline-graphs.ts';

export interface PipelineGraphsOptions {
  open(path: string): Promise<Graph>;
}

/** What the next picture is made with. */
export interface GraphSelection {
  paths: GraphPaths;
  /** Whether memory holds all of them; else only those in use stay open. */
  keepAll: boolean;
}

/** A pipeline's graphs over several pictures. */
export interface OwnedGraphs extends PipelineGraphs {
  /** Says which graphs are used from now on, and releases the others. Not while one is lent. */
  prepare(selection: GraphSelection): Promise<void>;
  /** Releases those that are open. */
  release(): Promise<void>;
}

/** Opens a pipeline's graphs when they are first needed, one after another; `prepare` comes first. */
export function createPipelineGraphs({ open }: PipelineGraphsOptions): OwnedGraphs {
  const graphs = new Map<string, Graph>();
  const inUse = new Map<string, number>();
  let { paths, keepAll }: GraphSelection = { paths: {}, keepAll: true };
  const releaseUnless = async (isKept: (path: string) => boolean): Promise<void> => {
    for (const [path, graph] of graphs) {
      if (isKept(path)) continue;
      graphs.delete(path);
      await graph.release();
    }
  };
  return {
    has: (role) => paths[role] !== undefined,
    async use(role, work) {
      const path = paths[role];
      if (path === undefined) throw new PipelineFault(`it has no graph of ${role}`);
      inUse.set(path, (inUse.get(path) ?? 0) + 1);
      try {
        let graph = graphs.get(path);
        if (graph === undefined) {
          if (!keepAll) await releaseUnless((each) => (inUse.get(each) ?? 0) > 0);
          graph = await open(path);
          graphs.set(path, graph);
        }
        return await work(graph);
      } finally {
        inUse.set(path, (inUse.get(path) ?? 1) - 1);
      }
    },
    async prepare(selection) {
      ({ paths, keepAll } = selection);
      const kept = new Set(Object.values(paths));
      await releaseUnless((path) => keepAll && kept.has(path));
    },
    release: () => releaseUnless(() => false),
  };
}
