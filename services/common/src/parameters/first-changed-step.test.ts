import { AdSpec, CompositionMode, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { expect, test } from 'vitest';
import { fillDefaults } from './fill-defaults.ts';
import { firstChangedStep } from './first-changed-step.ts';

const id = (letter: string) => letter.repeat(64);
const complete = (partial: object) =>
  fillDefaults(
    AdSpec.fromPartial({ product: { imageId: id('a') }, text: { content: '오늘의 커피' }, ...partial }),
    { chooseSeed: () => 7 },
  );
const before = complete({});

test.each([
  ['nothing', {}, undefined],
  ['how long models stay', { autoUnload: false }, undefined],
  ['the quality of a PNG', { output: { quality: 10 } }, undefined],
  ['the copy', { text: { content: '내일의 커피' } }, 2],
  ['the font', { text: { content: '오늘의 커피', fontId: 'jua' } }, 2],
  ['the place of the copy', { text: { content: '오늘의 커피', position: TextPosition.AUTO } }, 2],
  ['a copy that moves below', { text: { content: '오늘의 커피', position: TextPosition.BOTTOM } }, 1],
  ['no copy: step 1 is the last, and gives the same', { text: { content: ' ' } }, 2],
  ['how text is set in', { composition: { strength: 1 } }, 3],
  ['behind the product', { composition: { mode: CompositionMode.BEHIND } }, 2],
  ['the file type', { output: { mediaType: 'image/webp' } }, 3],
  ['the photo', { product: { imageId: id('b') } }, 1],
  ['a ready cut-out', { product: { imageId: id('a'), cutoutImageId: id('b') } }, 1],
  ['the scene', { background: { prompt: 'marble' } }, 1],
  ['the seed', { seed: 8 }, 1],
  ['the size', { output: { width: 512 } }, 1],
  ['an own background', { startStep: 2, step1ImageId: id('c') }, 1],
  ['the end', { stopStep: 2 }, 3],
  ['the engine of the background', { background: { engine: 'diffusion', model: 'flux' } }, 1],
  [
    'what steers another engine',
    { background: { steps: 9, guidance: 9, compositionPrompt: 'x' } },
    undefined,
  ],
])('%s', (_what, partial, step) => expect(firstChangedStep(before, complete(partial))).toBe(step));

test('a picture in another encoding than the one it was made in is made anew', () => {
  const output = { mediaType: 'image/jpeg' };
  expect(firstChangedStep(complete({ output, stopStep: 2 }), complete({ output }))).toBe(2);
  expect(firstChangedStep(complete({ stopStep: 2 }), complete({}))).toBe(3);
});
