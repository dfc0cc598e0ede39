import { type Parameter, ParameterType } from '@nanococoa/proto/common/v1/catalog.ts';
import { parameter } from './parameter.ts';

const step = { minimum: 1, maximum: 3 };

/** The fields that stand by themselves. */
export const JOB_PARAMETERS: readonly Parameter[] = [
  parameter(
    'seed',
    ParameterType.INTEGER,
    {
      en: 'The same seed gives the same picture. Not set: a new one is chosen and reported.',
      ko: '같은 시드는 같은 그림을 만들어요. 비우면 새로 정하고 알려 줘요.',
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
    { en: 'Where to stop; not before start_step.', ko: '끝 단계. start_step보다 앞설 수 없어요.' },
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
