import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPipelineGraphs } from '../../../services/model-serving/src/diffusion/graphs/create-pipeline-graphs.ts';
import type {
  GraphRole,
  PipelineGraphs,
} from '../../../services/model-serving/src/diffusion/graphs/pipeline-graphs.ts';
import { openGraph } from '../../../services/model-serving/src/models/child/open-graph.ts';

/** Folder of the tiny pipelines and of what the reference implementation made with them. */
export const FIXTURES = fileURLToPath(new URL('../../fixtures/diffusion/', import.meta.url));

/** Folder of a tiny pipeline or of a part of one. */
export function tinyModel(name: string): string {
  return join(FIXTURES, 'models', name);
}

/** Opens graphs in this process, as a model's process does. */
export async function openGraphs(paths: Partial<Record<GraphRole, string>>): Promise<PipelineGraphs> {
  const device = { provider: 'cpu', index: 0 } as const;
  const graphs = createPipelineGraphs({ open: (path) => openGraph({ path, device, threads: 2 }) });
  await graphs.prepare({ paths, keepAll: true });
  return graphs;
}
