import { type Parameter, ParameterType } from '@nanococoa/proto/common/v1/catalog.ts';
import { IMAGE_MEDIA_TYPES } from '../../limits/image-limits.ts';
import { parameter } from './parameter.ts';

const side = { minimum: 64, maximum: 4096 };

/** The fields of `output`. */
export const OUTPUT_PARAMETERS: readonly Parameter[] = [
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
];
