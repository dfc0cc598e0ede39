import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterEach, expect, test } from 'vitest';
import { ensurePythonPackages } from '../../scripts/setup/ensure-python-packages.mjs';
import { findPython } from '../../scripts/setup/find-python.mjs';
import { MODELS_DIR } from '../model-serving/serve.ts';
import { startRealModels } from './real-models.ts';
import { serveOip } from './serve-oip.ts';

const run = promisify(execFile);
const SIDE = 320;
const DIMS = [1, 3, SIDE, SIDE];
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A bright ball on a dark ground, in planes of about unit variance. */
function ball(): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: 3 * SIDE * SIDE }, (_, index) => {
    const [x, y] = [index % SIDE, Math.floor(index / SIDE) % SIDE];
    const distance = Math.hypot(x - SIDE / 2, y - SIDE / 2) / (SIDE / 4);
    return distance < 1 ? 2 - distance : -1.5 + 0.1 * Math.sin(x / 7);
  });
}

/** What a session of this process gives for the model's first output. */
async function bareResult(tensor: Float32Array): Promise<Float32Array> {
  const session = await InferenceSession.create(join(MODELS_DIR, 'u2netp/u2netp.onnx'));
  const [input, output] = [session.inputNames[0], session.outputNames[0]];
  if (input === undefined || output === undefined) throw new Error('the model has no input or no output');
  const results = await session.run({ [input]: new Tensor('float32', tensor, DIMS) });
  await session.release();
  return results[output]?.data as Float32Array;
}

test("the Triton client gets the cut-out model's mask as a bare session computes it", async () => {
  const directory = await mkdtemp(join(tmpdir(), 'oip-'));
  closing.push(() => rm(directory, { recursive: true, force: true }));
  const models = await startRealModels(closing);
  const { address } = await serveOip(closing, models);
  const { python, packagesDir } = await ensurePythonPackages({ python: () => findPython() });
  const tensor = ball();
  const [inputFile, outputFile] = [join(directory, 'input'), join(directory, 'output')];
  await writeFile(inputFile, tensor);

  const env = { ...process.env, PYTHONPATH: packagesDir, PYTHONDONTWRITEBYTECODE: '1' };
  const script = fileURLToPath(new URL('./triton_infer.py', import.meta.url));
  const args = [script, address, 'u2netp', inputFile, outputFile];
  const { stdout } = await run(python, args, { env, timeout: 60_000 });
  const shape = (sizes: number[]) => ({ datatype: 'FP32', shape: sizes.map(String) });
  expect(JSON.parse(stdout)).toMatchObject({
    metadata: {
      name: 'u2netp',
      inputs: [{ name: 'input.1', ...shape(DIMS) }],
      outputs: ['1959', '1960', '1961', '1962', '1963', '1964', '1965'].map((name) => ({
        name,
        ...shape([1, 1, SIDE, SIDE]),
      })),
    },
    shape: [1, 1, SIDE, SIDE],
    ready: true,
    state: 'READY',
    state_unloaded: 'UNAVAILABLE',
  });

  const mask = new Float32Array((await readFile(outputFile)).buffer);
  const bare = await bareResult(tensor);
  expect(mask).toHaveLength(bare.length);
  const deviation = mask.reduce(
    (largest, value, index) => Math.max(largest, Math.abs(value - bare[index])),
    0,
  );
  expect(deviation).toBeLessThanOrEqual(1e-6);
  // The ball is found: the mask is no constant that two faults could share.
  expect(mask[(SIDE / 2) * SIDE + SIDE / 2]).toBeGreaterThan(0.9);
  expect(mask[0]).toBeLessThan(0.1);
});
