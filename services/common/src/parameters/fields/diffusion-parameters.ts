import { type Parameter, ParameterType } from '@nanococoa/proto/common/v1/catalog.ts';
import { ENGINES } from '../engines.ts';
import { SCHEDULER_NAMES } from '../schedulers.ts';
import { parameter } from './parameter.ts';

export interface DiffusionParametersOptions {
  /** What the engine makes, for the help. */
  what: { en: string; ko: string };
  /** What its model must be able to do, one of Model.tasks. */
  task: string;
  steps: { minimum: number; maximum: number };
  guidance: { minimum: number; maximum: number };
}

/** The fields by which a group of the spec chooses and steers its engine. */
export function diffusionParameters(
  group: 'background' | 'text' | 'composition',
  { what, task, steps, guidance }: DiffusionParametersOptions,
): Parameter[] {
  return [
    parameter(
      `${group}.engine`,
      ParameterType.CHOICE,
      {
        en: `What makes ${what.en}: studio draws and renders, diffusion asks an installed model, auto takes diffusion where its models are installed. The job says which it was.`,
        ko: `${what.ko} 제작 방식: studio는 직접 렌더링하고, diffusion은 설치된 모델로 그리며, auto는 모델이 설치되어 있으면 diffusion을 써요. 쓴 엔진은 작업에 표시돼요.`,
      },
      { defaultValue: 'auto', values: [...ENGINES] },
    ),
    modelParameter(
      `${group}.model`,
      {
        en: 'The model of engine diffusion. Not set: chosen by the server. The job says which it was.',
        ko: '디퓨전 엔진의 모델. 비우면 서버가 고르고, 고른 모델은 작업에 표시돼요.',
      },
      task,
    ),
    parameter(
      `${group}.steps`,
      ParameterType.INTEGER,
      {
        en: "Denoising steps of engine diffusion: more take longer and give more detail. Not set: the model's own.",
        ko: '디퓨전 엔진의 노이즈 제거 단계 수. 많을수록 오래 걸리고 세밀해져요. 비우면 모델의 기본값을 써요.',
      },
      steps,
    ),
    parameter(
      `${group}.guidance`,
      ParameterType.NUMBER,
      {
        en: "How closely engine diffusion follows the prompt; a model without guidance ignores it. Not set: the model's own.",
        ko: '디퓨전 엔진이 프롬프트를 따르는 정도. 가이던스가 없는 모델에는 효과가 없어요. 비우면 모델의 기본값을 써요.',
      },
      guidance,
    ),
    parameter(
      `${group}.scheduler`,
      ParameterType.CHOICE,
      {
        en: "The way of engine diffusion from noise to picture: dpmpp_2m_karras needs few steps, euler_ancestral varies more, lcm is for models distilled so. Models of family flux have a single one. Not set: the model's own.",
        ko: '디퓨전 엔진이 노이즈에서 그림으로 가는 방식. dpmpp_2m_karras는 단계가 적어도 되고, euler_ancestral은 변화가 크며, lcm은 그렇게 증류된 모델용이에요. flux 계열은 하나뿐이에요. 비우면 모델의 기본값을 써요.',
      },
      { values: [...SCHEDULER_NAMES] },
    ),
  ];
}

/** A field that names an installed model which can do `task`. */
export function modelParameter(
  name: string,
  description: { en: string; ko: string },
  task: string,
): Parameter {
  return parameter(name, ParameterType.MODEL, description, { values: [task] });
}
