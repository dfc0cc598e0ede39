import type { ModelManifest } from '../../services/model-serving/src/registry/manifest.ts';
import type { ModelAbilities } from '../../services/model-serving/src/registry/model-registry.ts';
import { expectMemory, explainMemory, type ModelGraph } from './pipeline-memory.ts';

/**
 * What a model for pictures can do and whether it fits into a budget, in lines for people; none for other models.
 */
export function describeAbilities(
  { task }: Pick<ModelManifest, 'task'>,
  { family, tasks, pipeline, control, graphSizes = [] }: ModelAbilities,
  budgetBytes: number,
): string[] {
  const paths = pipeline?.graphs ?? control?.graphs;
  if (paths === undefined) return [];
  const sizes = new Map(graphSizes.map((graph) => [graph.path, graph]));
  const graphs = Object.entries(paths).flatMap(([role, path]): ModelGraph[] => {
    const graph = sizes.get(path);
    return graph ? [{ role, sizeBytes: graph.sizeBytes, isHalf: graph.isHalf }] : [];
  });
  return [
    `Family ${family}: ${tasks.map(abilityText).join(', ')}.`,
    `It ${explainMemory(task, expectMemory(task, graphs), budgetBytes)}.`,
  ];
}

/** "image_to_image" for people. */
export function abilityText(ability: ModelAbilities['tasks'][number]): string {
  return ability === 'control' ? 'ControlNet' : ability.replaceAll('_', ' ');
}
