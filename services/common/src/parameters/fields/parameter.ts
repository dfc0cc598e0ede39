import { type Parameter, ParameterType } from '@nanococoa/proto/common/v1/catalog.ts';
import { READ_BY } from '../step-spec.ts';

/** Longest prompt, Unicode code points. */
export const PROMPT_LENGTH = 1000;

/** A row of the table of parameters; the steps that it reaches are those of READ_BY. */
export function parameter(
  name: string,
  type: Parameter['type'],
  description: { en: string; ko: string },
  rest: Partial<Omit<Parameter, 'name' | 'type' | 'description' | 'steps'>> = {},
): Parameter {
  const steps = [...READ_BY[name]];
  return { name, type, description, defaultValue: undefined, maxLength: 0, values: [], steps, ...rest };
}

/** A row of a prompt with its default. */
export function promptParameter(
  name: string,
  description: { en: string; ko: string },
  defaultValue: string,
): Parameter {
  return parameter(name, ParameterType.STRING, description, { defaultValue, maxLength: PROMPT_LENGTH });
}
