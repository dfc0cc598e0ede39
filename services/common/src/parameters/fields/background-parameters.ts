import { type Parameter, ParameterType } from '@nanococoa/proto/common/v1/catalog.ts';
import { diffusionParameters } from './diffusion-parameters.ts';
import { PROMPT_LENGTH, parameter, promptParameter } from './parameter.ts';

/** The fields of `background`. */
export const BACKGROUND_PARAMETERS: readonly Parameter[] = [
  parameter(
    'background.prompt',
    ParameterType.STRING,
    {
      en: 'The scene: place, surface, light, colours, mood. Korean or English.',
      ko: '장면: 장소, 바닥, 빛, 색, 분위기. 한국어 또는 영어.',
    },
    { defaultValue: 'a rustic wooden table in soft daylight', maxLength: PROMPT_LENGTH },
  ),
  parameter(
    'background.negative_prompt',
    ParameterType.STRING,
    { en: 'What the scene must not have.', ko: '장면에 없어야 하는 것.' },
    { defaultValue: '', maxLength: PROMPT_LENGTH },
  ),
  ...diffusionParameters('background', {
    what: { en: 'the background', ko: '배경' },
    task: 'text_to_image',
    steps: { minimum: 1, maximum: 50 },
    guidance: { minimum: 0, maximum: 20 },
  }),
  promptParameter(
    'background.composition_prompt',
    {
      en: 'How product and background are to come together where engine diffusion blends them. English.',
      ko: '디퓨전 엔진이 상품과 배경을 섞을 때의 느낌. 영어.',
    },
    'product photograph, natural light, soft contact shadow, seamless, photorealistic',
  ),
  promptParameter(
    'background.composition_negative_prompt',
    {
      en: 'What must not come of that blending. English.',
      ko: '상품과 배경을 섞을 때 생기면 안 되는 것. 영어.',
    },
    'blurry, low quality, distorted, floating product, second product',
  ),
];
