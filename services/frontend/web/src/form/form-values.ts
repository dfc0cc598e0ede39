import { AdSpec, CompositionMode, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Format } from './formats.ts';
import { FORMATS } from './formats.ts';

/** What stands in the form. Numbers are text while they are being typed. */
export interface FormValues {
  /** Id of the uploaded product photo; empty: none. */
  imageId: string;
  prompt: string;
  copy: string;
  subline: string;
  price: string;
  oldPrice: string;
  badge: string;
  callToAction: string;
  fontId: string;
  material: string;
  position: TextPosition;
  mode: CompositionMode;
  format: Format['id'];
  /** Empty: chosen by the server. */
  seed: string;
  /** Empty: the server's default. The same for the two below. */
  scale: string;
  strength: string;
  textStrength: string;
}

export const EMPTY_VALUES: FormValues = {
  imageId: '',
  prompt: '',
  copy: '',
  subline: '',
  price: '',
  oldPrice: '',
  badge: '',
  callToAction: '',
  fontId: '',
  material: '',
  position: TextPosition.TOP,
  mode: CompositionMode.OVERLAY,
  format: '1:1',
  seed: '',
  scale: '',
  strength: '',
  textStrength: '',
};

/** The spec that the form asks for. What is left empty is left to the server's default. */
export function specOf(values: FormValues): AdSpec {
  const format = FORMATS.find(({ id }) => id === values.format) ?? FORMATS[0];
  return AdSpec.fromPartial({
    product:
      values.imageId === ''
        ? undefined
        : { imageId: values.imageId, scale: numberOf(values.scale), strength: numberOf(values.strength) },
    background: { prompt: textOf(values.prompt) },
    text: {
      content: textOf(values.copy),
      subline: textOf(values.subline),
      price: textOf(values.price),
      oldPrice: textOf(values.oldPrice),
      badge: textOf(values.badge),
      callToAction: textOf(values.callToAction),
      fontId: textOf(values.fontId),
      prompt: textOf(values.material),
      position: values.position,
    },
    composition: { mode: values.mode, strength: numberOf(values.textStrength) },
    output: { width: format.width, height: format.height },
    seed: numberOf(values.seed),
  });
}

function textOf(text: string): string | undefined {
  return text.trim() === '' ? undefined : text;
}

function numberOf(text: string): number | undefined {
  return text.trim() === '' ? undefined : Number(text);
}
