import { CompositionMode, compositionModeToJSON } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { type Parameter, ParameterType } from '@nanococoa/proto/common/v1/catalog.ts';
import { diffusionParameters } from './diffusion-parameters.ts';
import { parameter, promptParameter } from './parameter.ts';

const unitRange = { minimum: 0, maximum: 1 };

/** The fields of `composition`. */
export const COMPOSITION_PARAMETERS: readonly Parameter[] = [
  parameter(
    'composition.mode',
    ParameterType.CHOICE,
    {
      en: 'How the text is set into the picture: in front, blended with its light, or behind the product.',
      ko: '글자를 넣는 방식: 앞에, 빛과 섞어, 또는 상품 뒤에.',
    },
    {
      defaultValue: compositionModeToJSON(CompositionMode.OVERLAY),
      values: [CompositionMode.OVERLAY, CompositionMode.BLEND, CompositionMode.BEHIND].map(
        compositionModeToJSON,
      ),
    },
  ),
  parameter(
    'composition.strength',
    ParameterType.NUMBER,
    { en: 'How strongly the text joins the scene.', ko: '글자가 장면에 어우러지는 정도.' },
    { defaultValue: 0.4, ...unitRange },
  ),
  ...diffusionParameters('composition', {
    what: { en: 'the seam of text and picture', ko: '글자와 그림의 경계' },
    task: 'inpainting',
    steps: { minimum: 10, maximum: 50 },
    guidance: { minimum: 1, maximum: 7 },
  }),
  promptParameter(
    'composition.prompt',
    {
      en: 'What the seam is to look like with engine diffusion. English.',
      ko: '디퓨전 엔진이 그리는 글자 경계의 느낌. 영어.',
    },
    'letters standing in the scene, natural light and shadow, seamless, photorealistic',
  ),
  promptParameter(
    'composition.negative_prompt',
    { en: 'What must not come at the seam. English.', ko: '글자 경계에 생기면 안 되는 것. 영어.' },
    'blurry, low quality, halo, distorted letters, more letters',
  ),
];
