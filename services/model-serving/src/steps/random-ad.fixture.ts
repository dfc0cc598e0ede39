import { FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { COPY_PARAMETERS, COPY_ROLES } from '@nanococoa/common/parameters/copy-roles.ts';
import { writeSpecValue } from '@nanococoa/common/parameters/spec-value.ts';
import { validateSpec } from '@nanococoa/common/parameters/validate-spec.ts';
import { AdSpec, CompositionMode, TextAlignment, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { expect } from 'vitest';
import { alphaBounds } from '../imaging/composition/text-sprite.ts';
import { decodeImage } from '../imaging/io/decode-image.ts';
import { encodeImage, PNG } from '../imaging/io/encode-image.ts';
import { createRandom } from '../imaging/math/random.ts';
import { safeArea } from '../imaging/text/layout/text-area.ts';
import { randomCopy } from '../imaging/text/random-copy.fixture.ts';
import { runCompositionStep } from './composition-step.ts';
import { runTextStep } from './text-step.ts';

const FORMATS = [
  [256, 256],
  [256, 320],
  [216, 384],
  [384, 216],
  [728, 90],
  [160, 480],
  [64, 64],
  [768, 64],
  [4096, 342],
] as const;
const { TOP, CENTER, BOTTOM, AUTO } = TextPosition;
const POSITIONS = [TOP, CENTER, BOTTOM, AUTO];
const ALIGNMENTS = [TextAlignment.UNSPECIFIED, TextAlignment.LEFT, TextAlignment.CENTER, TextAlignment.RIGHT];
const MATERIALS = ['polished gold', 'white paper', 'blue plastic', 'stone'];
const LIMITS: Record<string, number> = {
  'text.price': 30,
  'text.old_price': 30,
  'text.badge': 12,
  'text.call_to_action': 30,
};
/** Haze under type may reach beyond the margin; it is never as dense as this. */
const INK_ALPHA = 180;

/**
 * Sets an ad of random roles and words around a product at a random place, and checks what must hold for every one that
 * a submit would accept: the ink keeps to the safe area, and the product stays clear wherever there is room beside it.
 */
export async function checkRandomAd(seed: number): Promise<void> {
  const random = createRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)];
  const [width, height] = FORMATS[seed % FORMATS.length];
  const language = seed % 2 === 0 ? 'ko' : 'en';
  const spec = AdSpec.fromPartial({
    text: {
      fontId: pick(FONTS).id,
      prompt: pick(MATERIALS),
      position: pick(POSITIONS),
      alignment: pick(ALIGNMENTS),
    },
    composition: { mode: pick([CompositionMode.OVERLAY, CompositionMode.BEHIND]) },
    output: { width, height },
    seed,
  });
  for (const role of COPY_ROLES) {
    const name = COPY_PARAMETERS[role];
    const copy = [...randomCopy(language, random)].slice(0, LIMITS[name] ?? 80).join('');
    if (random() < 0.75) writeSpecValue(spec, name, copy.trim() || 'A');
  }
  for (const { field } of validateSpec(spec)) writeSpecValue(spec, field.replace('spec.', ''), undefined);
  if (validateSpec(spec).length > 0) return;

  const productMask = Uint8Array.from({ length: width * height }, (_, i) => {
    const x = (i % width) / width - (width > 1.3 * height ? (width > 3 * height ? 0.1 : 0.72) : 0.5);
    const y = Math.floor(i / width) / height - 0.58;
    return Math.abs(x) < (width > 3 * height ? 0.05 : 0.18) && Math.abs(y) < 0.2 ? 255 : 0;
  });
  const context = {
    progress: () => undefined,
    cacheDir: '',
    preview: () => undefined,
    inferMask: () => Promise.reject(new Error('not needed')),
  };
  const mask = (await encodeImage({ width, height, channels: 1, data: productMask }, PNG)).data;
  const { result, volume } = await runTextStep(
    { ...{ spec, scene: undefined, background: undefined, final: false }, productMask: mask },
    context,
  );
  const grey = new Uint8Array(width * height * 3).fill(90);
  const background = (await encodeImage({ width, height, channels: 3, data: grey }, PNG)).data;
  const ad = await runCompositionStep(
    {
      ...{ spec, background, text: result.data, textVolume: volume.data, productMask: mask },
      ...{ backgroundSupplied: false, textSupplied: false },
    },
    context,
  );
  expect(ad.result).toMatchObject({ width, height });
  const layer = await decodeImage(result.data);
  const ink = alphaBounds(layer, INK_ALPHA);
  if (!ink) return;
  const safe = safeArea(width, height);
  const said = JSON.stringify(spec.text);
  expect(ink.x, said).toBeGreaterThanOrEqual(safe.x);
  expect(ink.y, said).toBeGreaterThanOrEqual(safe.y);
  expect(ink.x + ink.width, said).toBeLessThanOrEqual(safe.x + safe.width);
  expect(ink.y + ink.height, said).toBeLessThanOrEqual(safe.y + safe.height);
  if (spec.composition?.mode === CompositionMode.BEHIND) return;
  const covered = productMask.reduce(
    (sum, value, i) => sum + (value > 0 && layer.data[i * 4 + 3] >= INK_ALPHA ? 1 : 0),
    0,
  );
  expect(covered, said).toBe(0);
}
