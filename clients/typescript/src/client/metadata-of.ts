import type { ClientOptions } from './client-options.ts';

/** What goes with each call: the given metadata, and the token of the moment. */
export function metadataOf({ metadata = {}, token }: ClientOptions): () => Promise<Record<string, string>> {
  return async () => {
    if (token === undefined) return metadata;
    const now = typeof token === 'string' ? token : await token();
    return { ...metadata, authorization: `Bearer ${now}` };
  };
}
