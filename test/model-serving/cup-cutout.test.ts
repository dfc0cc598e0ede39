import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ArtifactKind } from '@nanococoa/proto/common/v1/image.ts';
import { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT, serve } from './serve.ts';
import { collect, runTask } from './step-call.ts';

// The real model on the sample photo (600 × 400), by points that a person chose.
const closing: (() => unknown)[] = [];
let alphaAt: (x: number, y: number) => number;
let alpha: Buffer;

beforeAll(async () => {
  const { client } = await serve(closing, { realSteps: true });
  const photo = await readFile(join(ROOT, 'assets/sample/coffee.png'));
  const spec = AdSpec.fromPartial({
    product: { imageId: 'a'.repeat(64) },
    output: { width: 64, height: 64 },
  });
  const task = StepTask.fromPartial({ step: 1, spec });
  const { artifacts } = await collect(runTask(client, task, [[InputRole.PRODUCT, photo]]));
  const cutout = sharp(artifacts.get(ArtifactKind.CUTOUT));
  expect(await cutout.metadata()).toMatchObject({ width: 600, height: 400, hasAlpha: true });
  alpha = await cutout.extractChannel('alpha').raw().toBuffer();
  alphaAt = (x, y) => alpha[y * 600 + x];
});
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test.each([
  ['the coffee', 290, 150],
  ['the rim, left', 185, 110],
  ['the rim, right', 400, 120],
  ['the handle', 228, 265],
  ['the spoon', 368, 290],
  ['the spoon’s end', 412, 85],
  ['the saucer, left', 95, 210],
  ['the saucer, right', 465, 210],
  ['the saucer, front', 280, 375],
])('%s belongs to the product', (_, x, y) => expect(alphaAt(x, y)).toBeGreaterThan(250));

test.each([
  ['the table, upper left', 60, 60],
  ['the table, left of the saucer', 60, 230],
  ['the table, right of the saucer', 500, 200],
  ['the table, lower left', 70, 370],
  ['the table, lower right', 540, 350],
  ['the table behind the cup', 300, 8],
])('%s does not', (_, x, y) => expect(alphaAt(x, y)).toBe(0));

test('the edge is narrow: no veil around the product', () => {
  let partly = 0;
  let wholly = 0;
  for (const value of alpha) {
    if (value > 245) wholly++;
    else if (value > 10) partly++;
  }
  expect(wholly / alpha.length).toBeGreaterThan(0.35);
  expect(partly / wholly).toBeLessThan(0.04);
});
