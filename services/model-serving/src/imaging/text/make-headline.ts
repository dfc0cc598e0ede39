import { type CatalogueFont, findFont, missingCharacters } from '@nanococoa/common/fonts/font-catalogue.ts';
import type { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import type { Picture8 } from '../io/decode-image.ts';
import type { Pixels8 } from '../io/encode-image.ts';
import { rowsOfLines } from './geometry/rows-of-lines.ts';
import { PADDING_EM, shapeCopy } from './geometry/shape-copy.ts';
import { createSolid } from './geometry/solid.ts';
import { alignInView } from './layout/align-in-view.ts';
import { createShaper } from './layout/arrange-lines.ts';
import { fitCopy } from './layout/fit-copy.ts';
import type { TextArea } from './layout/text-area.ts';
import { answerBackdrop } from './material/answer-backdrop.ts';
import type { TextMaterial } from './material/text-material.ts';
import { createBackdrop } from './render/backdrop.ts';
import { coarseView } from './render/coarse-view.ts';
import { keyLight } from './render/key-light.ts';
import { addNeonGlow, GLOW_EM } from './render/neon-glow.ts';
import { pasteLayer } from './render/paste-layer.ts';
import { type Layer, renderText } from './render/render-text.ts';
import type { Sampling } from './render/sample-pattern.ts';
import { studioPaletteFor } from './render/studio-for.ts';
import { textElevation } from './render/text-elevation.ts';
import type { TextScene } from './render/text-scene.ts';
import { buildTextStudio } from './render/text-studio.ts';
import { createView } from './render/view.ts';
import { loadFont } from './shaping/load-font.ts';
import { MissingGlyphsError } from './shaping/missing-glyphs-error.ts';
import { tonesUnder } from './typography/tones-under.ts';

/** What to make. */
export interface HeadlineOrder {
  copy: string;
  font: CatalogueFont;
  material: TextMaterial;
  canvas: { width: number; height: number };
  /** Where on the canvas. */
  area: TextArea;
  scene: Scene | undefined;
  /** The picture that the text will be set into, of the canvas' size; for what glass shows of it. */
  backdrop?: Picture8 | undefined;
  seed: number;
  /** Called between pieces of work with the part done, 0..1. */
  pause: (fraction: number) => Promise<void>;
  /** Shown the letters in small, straight RGBA, before they are rendered in full. */
  onSketch?(letters: Pixels8): void;
}

/** A headline on its canvas. */
export interface Headline {
  /** Straight 8-bit sRGB RGBA. */
  rgba: Uint8Array;
  /** Where it is a body, which casts a shadow, 8-bit: its alpha without any glow. */
  volume: Uint8Array;
}

/** Longer side of a sketch, pixels. */
const SKETCH_SIDE = 256;
/** Two rays for each of a sketch's pixels. */
const SKETCH_SAMPLING: Sampling = {
  samples: [
    [0.25, 0.25],
    [0.75, 0.75],
  ],
  tone: 0,
  edge: 0,
};
/** Blur of what frosted glass shows, em. */
const FROST_EM = 0.09;
/** Volume that letters add around their ink, em; the exact fit is the camera's. */
export const VOLUME_EM = 0.05;

/**
 * Makes a copy in 3D inside an area of a transparent canvas, of a copy without visible characters, an empty one.
 * Throws MissingGlyphsError when the font lacks a character.
 */
export async function makeHeadline(order: HeadlineOrder): Promise<Headline> {
  const { canvas, area, scene, seed, pause } = order;
  const material = order.backdrop
    ? answerBackdrop(order.material, tonesUnder(order.backdrop, area))
    : order.material;
  const copy = order.copy.normalize('NFC');
  const missing = missingCharacters(order.font, copy);
  if (missing.length > 0) throw new MissingGlyphsError(order.font.id, missing);

  const glowEm = material.surface.kind === 'neon' ? GLOW_EM : 0;
  const font = await loadFont(letterFont(order.font, material, copy));
  const shaper = createShaper(font, material.trackingEm);
  const set = fitCopy({ copy, area, canvas, shaper, paddingEm: VOLUME_EM + glowEm });
  const elevation = textElevation(scene?.camera, area.anchor);
  const fitted = alignInView(set, area.align, elevation, PADDING_EM);
  const pixels = canvas.width * canvas.height;
  if (fitted.lines.length === 0) return { rgba: new Uint8Array(pixels * 4), volume: new Uint8Array(pixels) };
  await pause(0.08);
  const { field, shape } = await shapeCopy(fitted, fitted.emPx, material.shape, seed, () => pause(0.18));
  await pause(0.25);
  const glowPx = glowEm * fitted.emPx;
  const room = { ...inset(area, glowPx), maxEmPx: fitted.maxEmPx };
  const view = createView(createSolid(field, shape), room, elevation);
  const isGlass = material.surface.kind === 'glass';
  const frostPx = FROST_EM * fitted.emPx;
  const textScene: TextScene = {
    ...{ field, shape, material, seed },
    studio: await buildTextStudio(studioPaletteFor(material, scene)),
    key: keyLight(scene?.light),
    backdrop:
      isGlass && order.backdrop
        ? await createBackdrop(order.backdrop, material.exposure, frostPx)
        : undefined,
    lineStarts: rowsOfLines(fitted, field)
      .slice(1)
      .map(([from]) => from),
  };
  await pause(0.32);
  const stride = Math.max(canvas.width, canvas.height) / SKETCH_SIDE;
  if (order.onSketch && stride > 2) {
    const small = await renderText({
      scene: textScene,
      view: coarseView(view, stride),
      sampling: SKETCH_SAMPLING,
      pause: async () => undefined,
    });
    order.onSketch(
      await paste(
        small,
        glowPx / stride,
        Math.round(canvas.width / stride),
        Math.round(canvas.height / stride),
      ),
    );
  }
  const letters = await renderText({
    scene: textScene,
    view,
    pause: (fraction) => pause(0.32 + 0.6 * fraction),
  });
  const body = pasteLayer(letters, canvas.width, canvas.height);
  await pause(0.94);
  const volume = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++) volume[i] = body[i * 4 + 3];
  await pause(0.96);
  if (glowPx === 0) return { rgba: body, volume };
  return { rgba: (await paste(letters, glowPx, canvas.width, canvas.height)).data, volume };
}

/** Letters on a transparent canvas, glowing where their material does. */
async function paste(letters: Layer, glowPx: number, width: number, height: number): Promise<Pixels8> {
  const layer = glowPx > 0 ? await addNeonGlow(letters, glowPx) : letters;
  return { width, height, channels: 4, data: pasteLayer(layer, width, height) };
}

/** Tubes follow the thin font's strokes, where it has all of the characters. */
export function letterFont(font: CatalogueFont, material: TextMaterial, copy: string): CatalogueFont {
  const thin = material.shape.kind === 'tube' ? findFont(font.strokeFont) : undefined;
  return thin && missingCharacters(thin, copy).length === 0 ? thin : font;
}

function inset(area: TextArea, by: number): TextArea {
  return {
    ...area,
    x: area.x + by,
    y: area.y + by,
    width: area.width - 2 * by,
    height: area.height - 2 * by,
  };
}
