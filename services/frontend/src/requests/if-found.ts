import type { ErrorReason } from '@nanococoa/common/errors/error-table.ts';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';

/** The answer of a call to the Backend; undefined when it fails with the reason that says that there is no such thing. */
export async function ifFound<Answer>(
  call: Promise<Answer>,
  reason: ErrorReason,
): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (fromClientError(error)?.reason === reason) return undefined;
    throw error;
  }
}
