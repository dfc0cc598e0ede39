import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';

/** The reason with which a call fails, "no failure" when it succeeds, the error's text when it has no reason. */
export async function reasonOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no failure';
  } catch (error) {
    return fromClientError(error)?.reason ?? String(error);
  }
}
