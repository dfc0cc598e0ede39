import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { ensurePythonPackages } from '../../scripts/setup/ensure-python-packages.mjs';
import { findPython } from '../../scripts/setup/find-python.mjs';
import { createFakeModels } from './fake-models.ts';
import { serveOip } from './serve-oip.ts';

const run = promisify(execFile);
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test('the public Triton client is served', async () => {
  const models = createFakeModels();
  const { address } = await serveOip(closing, models);
  const { python, packagesDir } = await ensurePythonPackages({ python: () => findPython() });
  const env = { ...process.env, PYTHONPATH: packagesDir, PYTHONDONTWRITEBYTECODE: '1' };
  const script = fileURLToPath(new URL('./triton_calls.py', import.meta.url));
  const { stdout } = await run(python, [script, address], { env, timeout: 30_000 });

  const unloaded = { add: 'UNAVAILABLE', damaged: 'UNAVAILABLE', echo: 'UNAVAILABLE', slow: 'UNAVAILABLE' };
  const floats = { datatype: 'FP32', shape: ['-1'] };
  const seen = JSON.parse(stdout);
  expect(seen).toEqual({
    live: true,
    ready: true,
    server: { name: 'nanococoa', version: '1.2.3', extensions: ['model_repository'] },
    models_ready: { add: true, damaged: false, nobody: false, pipeline: false },
    states: [unloaded, { ...unloaded, add: 'READY' }, unloaded],
    metadata: {
      name: 'add',
      versions: ['1'],
      platform: 'onnxruntime_onnx',
      inputs: [
        { name: 'a', ...floats },
        { name: 'b', ...floats },
      ],
      outputs: [
        { name: '9', ...floats },
        { name: '1', ...floats },
      ],
    },
    id: 'mine',
    sum_is_exact: true,
    difference_is_exact: true,
    echoed: [
      ...['bool', 'float16', 'float32', 'float64', 'int8', 'int16', 'int32', 'int64'],
      ...['uint8', 'uint16', 'uint32', 'uint64'],
    ],
    refusals: {
      'unknown model': ['StatusCode.NOT_FOUND', 'There is no model "nobody".'],
      texts: ['StatusCode.INVALID_ARGUMENT', expect.stringContaining('inputs[0].datatype: is "BYTES"')],
      sequence: ['StatusCode.INVALID_ARGUMENT', expect.stringContaining('parameters["sequence_id"]')],
      classification: ['StatusCode.INVALID_ARGUMENT', expect.stringContaining('"classification"')],
      configuration: ['StatusCode.INVALID_ARGUMENT', expect.stringContaining('parameters["config"]')],
      damaged: ['StatusCode.FAILED_PRECONDITION', expect.stringContaining('damaged.onnx is damaged')],
      deadline: ['StatusCode.DEADLINE_EXCEEDED', expect.any(String)],
      'not offered': ['StatusCode.UNIMPLEMENTED', expect.any(String)],
    },
    cancelled: ['StatusCode.CANCELLED'],
  });
  // The deadline and the cancel have ended their inferences.
  await expect.poll(models.aborted).toBe(2);
});
