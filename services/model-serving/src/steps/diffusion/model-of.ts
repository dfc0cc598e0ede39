import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { DiffusionContext, DiffusionModel } from '../step-context.ts';

/**
 * The model that a spec names.
 *
 * @param field Where it does, such as "background.model".
 * @throws AppError MODEL_UNKNOWN when it is not installed (any more)
 */
export function modelOf(
  { models }: Pick<DiffusionContext, 'models'>,
  id: string | undefined,
  field: string,
): DiffusionModel {
  const model = models.find((each) => each.id === id);
  if (model) return model;
  const description = id ? `"${id}" is not installed here` : 'names no model';
  throw new AppError('MODEL_UNKNOWN', { fields: [{ field: `spec.${field}`, description }] });
}
