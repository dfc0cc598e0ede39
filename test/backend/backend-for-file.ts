import { afterAll, beforeEach, expect } from 'vitest';
import { honestStep } from './fake-model-serving.ts';
import { type BackendWithModels, type ModelsOptions, startBackendWithModels } from './start-with-models.ts';

/**
 * A Backend with a fake ModelServing, for all tests of the file that calls this while it is loaded. Each test begins
 * with a worker that does its steps honestly and has seen none yet.
 */
export async function backendForFile(options: ModelsOptions): Promise<BackendWithModels> {
  const mesh = await startBackendWithModels(options);
  afterAll(async () => expect(await mesh.stop(), 'exit code of the Backend').toBe(0));
  beforeEach(() => {
    mesh.models.behave(honestStep);
    mesh.models.seen.length = 0;
  });
  return mesh;
}
