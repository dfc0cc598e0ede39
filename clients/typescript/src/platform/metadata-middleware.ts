import { type ClientMiddleware, Metadata } from 'nice-grpc-common';

/** Sends metadata with each call, besides the call's own. */
export function metadataMiddleware(metadata: () => Promise<Record<string, string>>): ClientMiddleware {
  return async function* addMetadata(call, options) {
    const all = Metadata(options.metadata);
    for (const [key, value] of Object.entries(await metadata())) all.set(key, value);
    return yield* call.next(call.request, { ...options, metadata: all });
  };
}
