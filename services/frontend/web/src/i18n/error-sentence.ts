import type { Messages } from './messages.ts';

/** A sentence for a person about an error or a warning: by its reason, else the server's own. */
export function errorSentence({ reason, message }: { reason: string; message: string }, t: Messages): string {
  return t.reasons[reason] ?? (message || t.unknownError);
}
