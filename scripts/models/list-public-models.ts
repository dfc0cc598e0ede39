import { expectMemory, gigabytes, howItFits } from './pipeline-memory.ts';
import { printColumns } from './print-columns.ts';
import { PUBLIC_MODELS } from './public-models.ts';

/** The public models that `add` knows, with what they take, as far as it is known without asking the network. */
export function listPublicModels(budgetBytes: number): string {
  const rows = PUBLIC_MODELS.map((model) => {
    const { isHalf } = model;
    const graphs = Object.entries(model.graphBytes).map(([role, sizeBytes]) => ({ role, sizeBytes, isHalf }));
    const memory = expectMemory(model.task, graphs);
    const sizeBytes = graphs.reduce((sum, graph) => sum + graph.sizeBytes, 0);
    const needs = [...new Set([memory.oneByOneBytes, memory.atOnceBytes].map(gigabytes))].join(' to ');
    const consent = model.terms === undefined ? '' : ' (asks for consent)';
    return [
      ...[model.name, gigabytes(sizeBytes), needs, howItFits(memory, budgetBytes)],
      ...[`${model.licence}${consent}`, model.use],
    ];
  });
  const table = printColumns([['NAME', 'SIZE', 'MEMORY', 'HERE', 'LICENCE', 'FOR'], ...rows]);
  return `${table}\nThis machine's memory budget is ${gigabytes(budgetBytes)}. Memory is from one graph after another to all at once.\n`;
}
