/**
 * What a step takes before it has been measured, milliseconds: a part that every picture costs and a part for each
 * megapixel, as the studio engine needs them on two cores. The first real step replaces it.
 */
const GUESSES: Readonly<Record<number, { fixedMs: number; perMegapixelMs: number }>> = {
  1: { fixedMs: 700, perMegapixelMs: 1200 },
  2: { fixedMs: 300, perMegapixelMs: 600 },
  3: { fixedMs: 200, perMegapixelMs: 500 },
};

/** Engine diffusion takes from seconds on a graphics card to an hour on processor cores: a guess between. */
const DIFFUSION_GUESS = { fixedMs: 20_000, perMegapixelMs: 40_000 };

/** How long a step is believed to take when nothing is known, milliseconds. */
export function firstGuessMs(step: number, megapixels: number, engine = 'studio'): number {
  const { fixedMs, perMegapixelMs } = engine.startsWith('diffusion')
    ? DIFFUSION_GUESS
    : (GUESSES[step] ?? GUESSES[1]);
  return fixedMs + perMegapixelMs * megapixels;
}
