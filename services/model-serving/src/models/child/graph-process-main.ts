import { tieToParent } from '../../processes/tie-to-parent.ts';

// A process of its own for each model: an inference blocks its event loop and cannot be interrupted, so a cancel
// is the end of the process, and so is unloading, which gives all memory back. Until it is told which model to
// load it is the spare one, with all that a load needs in memory.
tieToParent();
// Where there is a Float16Array, onnxruntime-common 1.30 wraps float16 tensors in one, which its native half takes for
// an array of 0 bytes ("not enough space: expected 8, got 0"). Without it both agree on Uint16Array.
Reflect.deleteProperty(globalThis, 'Float16Array');
const { serveGraph } = await import('./serve-graph.ts');
serveGraph();
