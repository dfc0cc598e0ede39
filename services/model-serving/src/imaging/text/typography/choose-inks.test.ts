import { expect, test } from 'vitest';
import { luminance } from '../../color/srgb.ts';
import { contrastRatio } from '../../composition/contrast.ts';
import { chooseAccent, chooseInks, chooseTone } from './choose-inks.ts';

const grey = (level: number, spread = 0) => ({
  dark: Math.max(0, level - spread),
  bright: Math.min(1, level + spread),
  mean: [level, level, level] as const,
});
const accent = chooseAccent([grey(0.3)]);

test('small type reaches 4.5:1 on every tone, large type 3:1; haze only where it is needed', () => {
  for (let level = 0; level <= 1; level += 0.05) {
    for (const required of [3, 4.5]) {
      const type = { under: grey(level), required };
      const inks = chooseInks(type, accent, chooseTone([type]));
      expect(inks.contrast).toBeGreaterThanOrEqual(required);
    }
  }
  expect(chooseInks({ under: grey(0.02), required: 4.5 }, accent, true).scrim).toBeUndefined();
  expect(chooseInks({ under: grey(0.9), required: 4.5 }, accent, false).scrim).toBeUndefined();
  expect(chooseInks({ under: grey(0.2), required: 4.5 }, accent, true).scrim?.opacity).toBeGreaterThan(0.2);
});

test('type is light on dark and dark on light, one tone for the whole ad', () => {
  expect(chooseTone([{ under: grey(0.05), required: 4.5 }])).toBe(true);
  expect(chooseTone([{ under: grey(0.8), required: 4.5 }])).toBe(false);
  const mixed = [0.8, 0.75, 0.3].map((level) => ({ under: grey(level), required: 4.5 }));
  expect(chooseTone(mixed)).toBe(false);
  for (const type of mixed)
    expect(luminance(...chooseInks(type, accent, false).colors.text)).toBeLessThan(0.1);
});

test('words on a plate have 4.5:1, and the plate is of another colour than the picture', () => {
  for (const mean of [
    [0.6, 0.05, 0.05],
    [0.02, 0.1, 0.5],
    [0.9, 0.9, 0.9],
    [0.01, 0.01, 0.01],
    [0.2, 0.5, 0.1],
  ] as const) {
    const { colors } = chooseAccent([{ dark: 0, bright: 1, mean }]);
    expect(contrastRatio(luminance(...colors.accent), luminance(...colors.onAccent))).toBeGreaterThan(4.5);
    expect(Math.hypot(...colors.accent.map((value, c) => value - mean[c]))).toBeGreaterThan(0.2);
  }
});

test('a plate stands out wherever it may stand', () => {
  const grounds = [grey(0.6), grey(0.02)];
  const { colors } = chooseAccent(grounds);
  for (const { mean } of grounds) {
    const ratio = contrastRatio(luminance(...colors.accent), luminance(...mean));
    const [red, , blue] = colors.accent;
    // By its luminance, or by a colour that the greys lack.
    expect(ratio > 2 || Math.abs(red - blue) > 0.15).toBe(true);
  }
});
