import { AppError } from '@nanococoa/common/errors/app-error.ts';

/** The Backend's answer with what it must hold. @throws Error when the Backend broke the contract. */
export function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the Backend answered without ${name}`);
  return value;
}

/** @throws AppError INVALID_REQUEST naming one field. */
export function invalid(field: string, description: string): AppError {
  return new AppError('INVALID_REQUEST', { fields: [{ field, description }] });
}
