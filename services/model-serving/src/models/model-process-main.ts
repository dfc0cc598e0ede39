import { tieToParent } from '../processes/tie-to-parent.ts';

// A process of its own for one model: an inference blocks its event loop and cannot be interrupted, so a
// cancel is the end of the process, and so is unloading, which gives all memory back.
tieToParent();
const { serveModel } = await import('./serve-model.ts');
serveModel();
