import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createModelRegistry } from '../../services/model-serving/src/registry/create-model-registry.ts';
import { MODELS_DIR, modelIsReady } from './ensure-model.mjs';
import { CUTOUT_MODEL_PIN } from './pins.mjs';

let modelsDir: string;
beforeEach(() => {
  modelsDir = mkdtempSync(join(tmpdir(), 'ensure-model-'));
});
afterEach(() => rmSync(modelsDir, { recursive: true }));

test('what set-up installed is a model of the registry, under the digest that steps were cached with', async () => {
  const registry = await createModelRegistry({ modelsDir: MODELS_DIR, log: pino({ level: 'silent' }) });
  const model = registry.get('u2netp');
  registry.close();
  if (!model) throw new Error('not installed');
  await registry.verify(model);
  expect(model).toMatchObject({
    task: 'cutout',
    sha256: '309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8',
    source: `pypi:${CUTOUT_MODEL_PIN.project}==${CUTOUT_MODEL_PIN.version}#${CUTOUT_MODEL_PIN.member}`,
    files: [{ sizeBytes: CUTOUT_MODEL_PIN.memberSizeBytes }],
  });
});

test('an installed model is ready until its file or manifest is another', () => {
  expect(modelIsReady(modelsDir)).toBe(false);
  const install = () => {
    mkdirSync(join(modelsDir, 'u2netp'), { recursive: true });
    for (const path of ['u2netp/manifest.json', 'u2netp/u2netp.onnx'])
      copyFileSync(join(MODELS_DIR, path), join(modelsDir, path));
  };
  install();
  expect(modelIsReady(modelsDir)).toBe(true);
  appendFileSync(join(modelsDir, 'u2netp/manifest.json'), ' ');
  expect(modelIsReady(modelsDir)).toBe(false);
  install();
  truncateSync(join(modelsDir, 'u2netp/u2netp.onnx'), 5);
  expect(modelIsReady(modelsDir)).toBe(false);
});
