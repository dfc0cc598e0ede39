import {
  TextAlignment,
  TextPosition,
  textAlignmentToJSON,
  textPositionToJSON,
} from '@nanococoa/proto/common/v1/ad_spec.ts';
import { type Parameter, ParameterType } from '@nanococoa/proto/common/v1/catalog.ts';
import { FONTS } from '../../fonts/font-catalogue.ts';
import { diffusionParameters, modelParameter } from './diffusion-parameters.ts';
import { PROMPT_LENGTH, parameter } from './parameter.ts';

/** Longest copy, Unicode code points: more cannot be read on an ad. */
const COPY_LENGTH = 80;
/** Longest price and call to action: what one glance takes in. */
const SHORT_LENGTH = 30;
/** Longest badge: more does not fit a seal. */
const BADGE_LENGTH = 12;

/** The fields of `text`. */
export const TEXT_PARAMETERS: readonly Parameter[] = [
  parameter(
    'text.content',
    ParameterType.STRING,
    {
      en: 'The headline, made as 3D text.',
      ko: '헤드라인. 3D 글자로 만들어요.',
    },
    { defaultValue: '', maxLength: COPY_LENGTH },
  ),
  parameter(
    'text.subline',
    ParameterType.STRING,
    { en: 'Line under the headline, set as typography.', ko: '헤드라인 아래의 보조 문구.' },
    { maxLength: COPY_LENGTH },
  ),
  parameter(
    'text.price',
    ParameterType.STRING,
    { en: 'Price, such as "25,000원".', ko: '가격. 예: "25,000원".' },
    { maxLength: SHORT_LENGTH },
  ),
  parameter(
    'text.old_price',
    ParameterType.STRING,
    {
      en: 'Earlier price, struck through beside the price. Needs a price.',
      ko: '할인 전 가격. 줄을 그어 가격 옆에 보여 줘요. 가격이 있어야 해요.',
    },
    { maxLength: SHORT_LENGTH },
  ),
  parameter(
    'text.badge',
    ParameterType.STRING,
    { en: 'Badge, such as "특가" or "NEW".', ko: '배지. 예: "특가", "NEW".' },
    { maxLength: BADGE_LENGTH },
  ),
  parameter(
    'text.call_to_action',
    ParameterType.STRING,
    { en: 'Call to action on a button, such as "지금 주문하기".', ko: '버튼 문구. 예: "지금 주문하기".' },
    { maxLength: SHORT_LENGTH },
  ),
  parameter(
    'text.font_id',
    ParameterType.CHOICE,
    { en: 'The font of the headline.', ko: '헤드라인의 글꼴.' },
    { defaultValue: FONTS[0].id, values: FONTS.map((font) => font.id) },
  ),
  parameter(
    'text.typography_font_id',
    ParameterType.CHOICE,
    {
      en: 'The font of subline, price, badge and call to action. Not set: one that goes with the headline.',
      ko: '보조 문구, 가격, 배지, 버튼의 글꼴. 비우면 헤드라인에 어울리는 글꼴을 써요.',
    },
    { values: FONTS.map((font) => font.id) },
  ),
  parameter(
    'text.prompt',
    ParameterType.STRING,
    {
      en: 'Material and look of the letters, such as "polished gold" or "chocolate".',
      ko: '글자의 재질과 느낌. 예: "황금", "초콜릿".',
    },
    { defaultValue: 'gold foil balloon letters', maxLength: PROMPT_LENGTH },
  ),
  parameter(
    'text.negative_prompt',
    ParameterType.STRING,
    { en: 'What the letters must not look like.', ko: '글자가 피해야 하는 느낌.' },
    { defaultValue: '', maxLength: PROMPT_LENGTH },
  ),
  parameter(
    'text.position',
    ParameterType.CHOICE,
    { en: 'Where the copy stands.', ko: '문구의 위치.' },
    {
      defaultValue: textPositionToJSON(TextPosition.TOP),
      values: [TextPosition.TOP, TextPosition.CENTER, TextPosition.BOTTOM, TextPosition.AUTO].map(
        textPositionToJSON,
      ),
    },
  ),
  parameter(
    'text.alignment',
    ParameterType.CHOICE,
    {
      en: 'How lines stand to each other. Not set: what the layout of the format asks for.',
      ko: '줄 맞춤. 비우면 형식에 맞는 레이아웃이 정해요.',
    },
    {
      values: [TextAlignment.LEFT, TextAlignment.CENTER, TextAlignment.RIGHT].map(textAlignmentToJSON),
    },
  ),
  ...diffusionParameters('text', {
    what: { en: 'the letters', ko: '글자' },
    task: 'text_to_image',
    steps: { minimum: 1, maximum: 50 },
    guidance: { minimum: 0, maximum: 20 },
  }),
  modelParameter(
    'text.control_model',
    {
      en: "The model that keeps engine diffusion to the letters' edges, of the family of text.model. Not set: chosen.",
      ko: '디퓨전 엔진이 글자 윤곽을 지키게 하는 모델. text.model과 같은 계열이어야 해요. 비우면 서버가 골라요.',
    },
    'control',
  ),
];
