import { tieToParent } from '../../processes/tie-to-parent.ts';

// A process of its own for each model: an inference blocks its event loop and cannot be interrupted, so a cancel
// is the end of the process, and so is unloading, which gives all memory back. Until it is told which model to
// load it is the spare one, with all that a load needs in memory.
tieToParent();
const { serveGraph } = await import('./serve-graph.ts');
serveGraph();
