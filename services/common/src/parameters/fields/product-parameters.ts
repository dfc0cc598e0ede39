import { type Parameter, ParameterType } from '@nanococoa/proto/common/v1/catalog.ts';
import { parameter } from './parameter.ts';

const unitRange = { minimum: 0, maximum: 1 };

/** The fields of `product`. */
export const PRODUCT_PARAMETERS: readonly Parameter[] = [
  parameter('product.image_id', ParameterType.IMAGE, {
    en: 'The product photo. Without it the ad has a background only.',
    ko: '상품 사진. 없으면 배경만 만들어요.',
  }),
  parameter('product.cutout_image_id', ParameterType.IMAGE, {
    en: 'A picture with transparency to use as the product cut out already; then the photo is not needed.',
    ko: '이미 오려 낸 투명 배경의 상품 그림. 있으면 상품 사진이 없어도 돼요.',
  }),
  parameter(
    'product.scale',
    ParameterType.NUMBER,
    {
      en: 'Height of the product as a fraction of the picture height; in a picture much wider than high up to twice that, unless product.x and product.y are set.',
      ko: '그림 높이에 대한 상품 높이의 비율. 가로로 긴 그림에서는 최대 두 배까지 커지며, product.x와 product.y를 정하면 그대로 써요.',
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
      ko: '상품을 내려다보는 각도(도). 0은 눈높이, 90은 바로 위. 비우면 사진에서 추정해요.',
    },
    { minimum: 0, maximum: 90 },
  ),
  parameter(
    'product.x',
    ParameterType.NUMBER,
    {
      en: "Where the middle of the product's foot stands, as a fraction of the picture width. Not set: the layout chooses.",
      ko: '상품 밑면 가운데의 가로 위치(그림 너비에 대한 비율). 비우면 레이아웃이 정해요.',
    },
    unitRange,
  ),
  parameter(
    'product.y',
    ParameterType.NUMBER,
    {
      en: "Where the middle of the product's foot stands, as a fraction of the picture height from above. Not set: the layout chooses.",
      ko: '상품 밑면 가운데의 세로 위치(위에서부터, 그림 높이에 대한 비율). 비우면 레이아웃이 정해요.',
    },
    unitRange,
  ),
];
