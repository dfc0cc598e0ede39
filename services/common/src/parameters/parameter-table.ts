import {
  CompositionMode,
  compositionModeToJSON,
  TextAlignment,
  TextPosition,
  textAlignmentToJSON,
  textPositionToJSON,
} from '@nanococoa/proto/common/v1/ad_spec.ts';
import { type Parameter, ParameterType } from '@nanococoa/proto/common/v1/catalog.ts';
import { FONTS } from '../fonts/font-catalogue.ts';
import { IMAGE_MEDIA_TYPES } from '../limits/image-limits.ts';
import { READ_BY } from './step-spec.ts';

/** Longest prompt, Unicode code points. */
const PROMPT_LENGTH = 1000;
/** Longest copy, Unicode code points: more cannot be read on an ad. */
const COPY_LENGTH = 80;
/** Longest price and call to action: what one glance takes in. */
const SHORT_LENGTH = 30;
/** Longest badge: more does not fit a seal. */
const BADGE_LENGTH = 12;

const unitRange = { minimum: 0, maximum: 1 };
const side = { minimum: 64, maximum: 4096 };
const step = { minimum: 1, maximum: 3 };

/**
 * Every field of AdSpec: type, default, range, meaning and the steps that it reaches, in the order of a form. It feeds the
 * validation, ListParameters, the page's form and docs/parameters.md.
 */
export const PARAMETERS: readonly Parameter[] = [
  parameter('product.image_id', ParameterType.IMAGE, {
    en: 'The product photo. Without it the ad has a background only.',
    ko: '상품 사진. 없으면 배경만 만듭니다.',
  }),
  parameter('product.cutout_image_id', ParameterType.IMAGE, {
    en: 'A picture with transparency to use as the product cut out already; then the photo is not needed.',
    ko: '이미 오려 낸 투명 배경의 상품 그림. 있으면 상품 사진이 없어도 됩니다.',
  }),
  parameter(
    'product.scale',
    ParameterType.NUMBER,
    {
      en: 'Height of the product as a fraction of the picture height; in a picture much wider than high up to twice that, unless product.x and product.y are set.',
      ko: '그림 높이에 대한 상품 높이의 비율. 가로로 긴 그림에서는 최대 두 배까지 커지며, product.x와 product.y를 정하면 그대로 씁니다.',
    },
    { defaultValue: 0.45, minimum: 0.1, maximum: 0.9 },
  ),
  parameter(
    'product.strength',
    ParameterType.NUMBER,
    {
      en: 'How strongly light and colour of the product move towards the scene.',
      ko: '상품의 빛과 색을 장면에 맞추는 정도.',
    },
    { defaultValue: 0.6, ...unitRange },
  ),
  parameter(
    'product.elevation_deg',
    ParameterType.NUMBER,
    {
      en: 'Elevation from which the product is seen, degrees: 0 at eye level, 90 from above. Not set: estimated from the photo.',
      ko: '상품을 내려다보는 각도(도). 0은 눈높이, 90은 바로 위. 비우면 사진에서 추정합니다.',
    },
    { minimum: 0, maximum: 90 },
  ),
  parameter(
    'product.x',
    ParameterType.NUMBER,
    {
      en: "Where the middle of the product's foot stands, as a fraction of the picture width. Not set: the layout chooses.",
      ko: '상품 밑면 가운데의 가로 위치(그림 너비에 대한 비율). 비우면 레이아웃이 정합니다.',
    },
    unitRange,
  ),
  parameter(
    'product.y',
    ParameterType.NUMBER,
    {
      en: "Where the middle of the product's foot stands, as a fraction of the picture height from above. Not set: the layout chooses.",
      ko: '상품 밑면 가운데의 세로 위치(위에서부터, 그림 높이에 대한 비율). 비우면 레이아웃이 정합니다.',
    },
    unitRange,
  ),
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
  parameter(
    'text.content',
    ParameterType.STRING,
    {
      en: 'The headline, made as 3D text.',
      ko: '헤드라인. 3D 글자로 만듭니다.',
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
      ko: '할인 전 가격. 줄을 그어 가격 옆에 보여 줍니다. 가격이 있어야 합니다.',
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
      ko: '보조 문구, 가격, 배지, 버튼의 글꼴. 비우면 헤드라인에 어울리는 글꼴을 씁니다.',
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
      ko: '줄 맞춤. 비우면 형식에 맞는 레이아웃이 정합니다.',
    },
    {
      values: [TextAlignment.LEFT, TextAlignment.CENTER, TextAlignment.RIGHT].map(textAlignmentToJSON),
    },
  ),
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
  parameter(
    'output.width',
    ParameterType.INTEGER,
    { en: 'Width of the ad in pixels.', ko: '광고의 너비(픽셀).' },
    { defaultValue: 1024, ...side },
  ),
  parameter(
    'output.height',
    ParameterType.INTEGER,
    { en: 'Height of the ad in pixels.', ko: '광고의 높이(픽셀).' },
    { defaultValue: 1024, ...side },
  ),
  parameter(
    'output.media_type',
    ParameterType.CHOICE,
    { en: 'File type of the ad.', ko: '광고의 파일 형식.' },
    { defaultValue: 'image/png', values: [...IMAGE_MEDIA_TYPES] },
  ),
  parameter(
    'output.quality',
    ParameterType.INTEGER,
    { en: 'Quality of JPEG, WebP and AVIF.', ko: 'JPEG, WebP, AVIF의 품질.' },
    { defaultValue: 90, minimum: 1, maximum: 100 },
  ),
  parameter(
    'seed',
    ParameterType.INTEGER,
    {
      en: 'The same seed gives the same picture. Not set: a new one is chosen and reported.',
      ko: '같은 시드는 같은 그림을 만듭니다. 비우면 새로 정하고 알려 줍니다.',
    },
    { minimum: 0, maximum: 4_294_967_295 },
  ),
  parameter(
    'start_step',
    ParameterType.INTEGER,
    {
      en: 'Where to start: 1 background, 2 text (needs step1_image_id), 3 composition (needs step2_image_id, too).',
      ko: '시작 단계: 1 배경, 2 글자(step1_image_id 필요), 3 합성(step2_image_id도 필요).',
    },
    { defaultValue: 1, ...step },
  ),
  parameter(
    'stop_step',
    ParameterType.INTEGER,
    { en: 'Where to stop; not before start_step.', ko: '끝 단계. start_step보다 앞설 수 없습니다.' },
    { defaultValue: 3, ...step },
  ),
  parameter('step1_image_id', ParameterType.IMAGE, {
    en: "A picture to use as step 1's result.",
    ko: '1단계 결과로 쓸 그림.',
  }),
  parameter('step2_image_id', ParameterType.IMAGE, {
    en: "A picture with transparency to use as step 2's result.",
    ko: '2단계 결과로 쓸 투명 그림.',
  }),
  parameter(
    'auto_unload',
    ParameterType.BOOLEAN,
    {
      en: 'Whether models give their memory back as soon as their step is done.',
      ko: '단계가 끝나면 모델 메모리를 바로 돌려줄지 여부.',
    },
    { defaultValue: true },
  ),
];

function parameter(
  name: string,
  type: Parameter['type'],
  description: { en: string; ko: string },
  rest: Partial<Omit<Parameter, 'name' | 'type' | 'description' | 'steps'>> = {},
): Parameter {
  const steps = [...READ_BY[name]];
  return { name, type, description, defaultValue: undefined, maxLength: 0, values: [], steps, ...rest };
}
