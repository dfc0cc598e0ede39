import type { FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import type {
  InferParameter,
  ModelInferRequest,
  RepositoryModelLoadRequest,
} from '@nanococoa/proto/inference/open_inference.ts';

/** Extensions that change what a request means: to ignore them would give a wrong answer. */
const SEQUENCE = ['sequence_id', 'sequence_start', 'sequence_end'];
const SHARED_MEMORY = ['shared_memory_region', 'shared_memory_byte_size', 'shared_memory_offset'];
const CLASSIFICATION = ['classification'];

/** The parameters of an inference that ask for an extension that is not offered. */
export function refusedParameters(request: ModelInferRequest): FieldViolation[] {
  return [
    ...refuse('', request.parameters, SEQUENCE),
    ...request.inputs.flatMap(({ parameters }, index) =>
      refuse(`inputs[${index}].`, parameters, SHARED_MEMORY),
    ),
    ...request.outputs.flatMap(({ parameters }, index) =>
      refuse(`outputs[${index}].`, parameters, [...SHARED_MEMORY, ...CLASSIFICATION]),
    ),
  ];
}

/** The parameters of a load that would have it load something else than what is installed. */
export function refusedLoadParameters({ parameters }: RepositoryModelLoadRequest): FieldViolation[] {
  return Object.keys(parameters)
    .filter((name) => name === 'config' || name.startsWith('file:'))
    .map((name) => ({
      field: `parameters[${JSON.stringify(name)}]`,
      description: 'is not offered: a model is loaded as it is installed',
    }));
}

function refuse(
  prefix: string,
  parameters: Record<string, InferParameter>,
  refused: readonly string[],
): FieldViolation[] {
  return refused
    .filter((name) => Object.hasOwn(parameters, name) && isMeant(parameters[name]))
    .map((name) => ({ field: `${prefix}parameters["${name}"]`, description: 'is not offered' }));
}

/** Clients send 0, false and "" for "not this". */
function isMeant(parameter: InferParameter | undefined): boolean {
  const value = parameter?.parameterChoice?.value;
  return Boolean(value) && value !== '0';
}
