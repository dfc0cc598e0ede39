import { runStudioStep } from './run-studio-step.ts';
import { serveSteps } from './serve-steps.ts';

// A process for one slot: kept warm, runs one step at a time, killed when it does not stop in time.
serveSteps(runStudioStep);
