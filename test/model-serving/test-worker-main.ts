import { tieToParent } from '../../services/model-serving/src/processes/tie-to-parent.ts';

// A studio worker with the steps of test-steps.ts.
tieToParent();
const { serveSteps } = await import('../../services/model-serving/src/processes/serve-steps.ts');
const { runTestStep } = await import('./test-steps.ts');
serveSteps(runTestStep);
