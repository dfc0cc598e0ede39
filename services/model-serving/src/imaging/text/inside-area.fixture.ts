import { FONTS, missingCharacters } from '@nanococoa/common/fonts/font-catalogue.ts';
import { expect } from 'vitest';
import { createRandom } from '../math/random.ts';
import type { TextArea } from './layout/text-area.ts';
import { makeHeadline } from './make-headline.ts';
import { readMaterialPrompt } from './material/read-material-prompt.ts';
import { randomCopy } from './random-copy.fixture.ts';

const MATERIALS = ['gold', 'gold foil balloon', 'pink neon', 'glass', 'paper', 'moss', 'plastic', 'stone'];

/** Makes the nth random headline of a language on a random canvas and checks that it lies inside its area. */
export async function expectInsideArea(language: 'ko' | 'en', n: number): Promise<void> {
  const random = createRandom(n * 7919 + (language === 'ko' ? 1 : 2));
  const copy = randomCopy(language, random);
  const able = FONTS.filter((font) => missingCharacters(font, copy).length === 0);
  const font = able[Math.floor(random() * able.length)];
  const prompt = MATERIALS[n % MATERIALS.length];
  const canvas = { width: 64 + Math.floor(random() * 190), height: 64 + Math.floor(random() * 110) };
  const area: TextArea = {
    x: Math.round(canvas.width * 0.2 * random()) + 1,
    y: Math.round(canvas.height * 0.2 * random()) + 1,
    width: Math.round(canvas.width * (0.5 + 0.25 * random())),
    height: Math.round(canvas.height * (0.3 + 0.4 * random())),
    anchor: (['top', 'center', 'bottom'] as const)[n % 3],
    align: (['left', 'center', 'right'] as const)[(n >> 1) % 3],
    maxEmPx: 60,
    largePrice: n % 2 === 0,
    lineCost: 0.03,
  };
  const { rgba } = await makeHeadline({
    ...{ copy, font, canvas, area, seed: n },
    material: readMaterialPrompt(prompt, '').material,
    scene: n % 4 === 0 ? undefined : ({ camera: { pitchDeg: (n * 13) % 60 }, palette: [] } as never),
    pause: async () => undefined,
  });
  const where = `${language} ${n}: ${JSON.stringify(copy)} in ${font.id}, ${prompt}, ${JSON.stringify({ canvas, area })}`;
  let ink = 0;
  for (let y = 0; y < canvas.height; y++) {
    for (let x = 0; x < canvas.width; x++) {
      const alpha = rgba[(y * canvas.width + x) * 4 + 3];
      if (alpha === 0) continue;
      ink += alpha / 255;
      const isInside = x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height;
      if (!isInside) expect.fail(`alpha ${alpha} at ${x}, ${y} outside of the area: ${where}`);
    }
  }
  expect(ink, where).toBeGreaterThan(3);
}
