import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { MethodDefinition } from '@grpc/grpc-js';
import { load, type Options } from '@grpc/proto-loader';

/** An rpc as the protos describe it. */
export interface LoadedMethod {
  /** Such as "nanococoa.frontend.v1.FrontendService/GetJob". */
  path: string;
  /** Which sides stream. */
  kind: 'unary' | 'client stream' | 'server stream' | 'both stream';
  definition: MethodDefinition<object, object>;
}

/** JSON as docs/api.md shows it: names of the protos, enums by name, bytes as base64. */
const OPTIONS: Options = { keepCase: true, longs: Number, enums: String, bytes: String, oneofs: false };

/** In the built package; beside it are the files that it was made of. */
const OWN_PROTOS = fileURLToPath(new URL('../../protos', import.meta.url));

/** Every rpc of the protos in a folder. Default: those of the package. */
export async function loadProtos(folder = OWN_PROTOS): Promise<LoadedMethod[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.proto')).sort();
  const loaded = await load(files, { ...OPTIONS, includeDirs: [folder] });
  return Object.entries(loaded).flatMap(([service, definition]) => {
    // Messages and enums are there, too.
    if ('format' in definition) return [];
    return Object.entries(definition).map(([name, method]) => ({
      path: `${service}/${name}`,
      kind: kindOf(method.requestStream, method.responseStream),
      definition: method,
    }));
  });
}

function kindOf(requestStream: boolean, responseStream: boolean): LoadedMethod['kind'] {
  if (requestStream) return responseStream ? 'both stream' : 'client stream';
  return responseStream ? 'server stream' : 'unary';
}
