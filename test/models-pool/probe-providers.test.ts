import { expect, test } from 'vitest';
import { chooseProvider } from '../../services/model-serving/src/providers/choose-provider.ts';
import { probeProviders } from '../../services/model-serving/src/providers/probe-providers.ts';

test('this machine is looked at, and models can run on it', async () => {
  const facts = await probeProviders('auto');
  expect(facts.backends).toContain('cpu');
  expect(chooseProvider('auto', facts).devices[0]?.reason).not.toBe('');
});

test('ONNX Runtime tells its backends where they matter', async () => {
  const { backends } = await probeProviders('webgpu');
  expect(backends).toEqual(expect.arrayContaining(['cpu', 'webgpu']));
});
