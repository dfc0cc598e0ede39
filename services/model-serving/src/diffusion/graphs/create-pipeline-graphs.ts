import type { Graph } from './graph.ts';
import type { GraphRole, PipelineGraphs } from './pipeline-graphs.ts';

export interface PipelineGraphsOptions {
  paths: Readonly<Partial<Record<GraphRole, string>>>;
  open(path: string): Promise<Graph>;
  /** Whether memory holds all of them; else only those in use stay open. */
  keepAll: boolean;
}

/** Opens a pipeline's graphs when they are first needed, one after another. */
export function createPipelineGraphs({ paths, open, keepAll }: PipelineGraphsOptions): PipelineGraphs {
  const graphs = new Map<GraphRole, Graph>();
  const inUse = new Map<GraphRole, number>();
  const makeRoom = async (): Promise<void> => {
    for (const [role, graph] of graphs) {
      if ((inUse.get(role) ?? 0) > 0) continue;
      graphs.delete(role);
      await graph.release();
    }
  };
  return {
    has: (role) => paths[role] !== undefined,
    async use(role, work) {
      const path = paths[role];
      if (path === undefined) throw new Error(`The pipeline has no ${role}.`);
      inUse.set(role, (inUse.get(role) ?? 0) + 1);
      try {
        let graph = graphs.get(role);
        if (graph === undefined) {
          if (!keepAll) await makeRoom();
          graph = await open(path);
          graphs.set(role, graph);
        }
        return await work(graph);
      } finally {
        inUse.set(role, (inUse.get(role) ?? 1) - 1);
      }
    },
  };
}
