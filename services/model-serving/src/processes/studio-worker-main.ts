import { tieToParent } from './tie-to-parent.ts';

// A process for one slot: kept warm, runs one step at a time, killed when it does not stop in time.
tieToParent();
const { computeThreads } = await import('./compute-threads.ts');
const { serveSteps } = await import('./serve-steps.ts');
const { preloadSteps, runStudioStep } = await import('./run-studio-step.ts');
serveSteps(runStudioStep, () => preloadSteps(computeThreads()));
