import {
  PutImageRequest,
  ReadImageResponse,
  ReadUploadResponse,
} from '@nanococoa/proto/backend/v1/backend_service.ts';
import type { ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import {
  DownloadImageResponse,
  UploadImageRequest,
  WatchJobResponse,
  WatchJobsResponse,
} from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import {
  RunStepRequest,
  RunStepResponse,
  StepInput,
  StepOutput,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { encodeChunk, type Level } from './encode-chunk.ts';
import { ownMemory, sharedMemory } from './encoding-memory.ts';
import { freeGivenAway } from './give-away.ts';
import { sharing } from './shared-message.ts';

/** What nice-grpc uses of a generated message type. */
interface MessageType<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(input: Uint8Array): T;
  fromPartial(object: never): T;
}

interface Located {
  chunk: ImageChunk;
  levels: readonly Level[];
}

/**
 * The service definition with the types of its chunk messages replaced by ones that encode with a
 * single copy, and those of its watches by ones that encode once for all watchers; the wire format is the same.
 */
export function withFastMessages<D extends object>(definition: D): D {
  if (!('methods' in definition)) return definition;
  const methods = Object.entries(definition.methods as Record<string, Method>).map(([name, method]) => [
    name,
    {
      ...method,
      requestType: FAST.get(method.requestType) ?? method.requestType,
      responseType: FAST.get(method.responseType) ?? method.responseType,
    },
  ]);
  return { ...definition, methods: Object.fromEntries(methods) };
}

interface Method {
  requestType: unknown;
  responseType: unknown;
}

const NOTHING = new Uint8Array(0);
const ONLY_FIELD_1: readonly Level[] = [{ before: NOTHING, field: 1 }];
const inOnlyField = ({ chunk }: { chunk?: ImageChunk | undefined }): Located | undefined =>
  chunk && { chunk, levels: ONLY_FIELD_1 };

const FAST = new Map<unknown, unknown>([
  [UploadImageRequest, fastRequest(UploadImageRequest, inOnlyField)],
  [DownloadImageResponse, fastResponse(DownloadImageResponse, inOnlyField)],
  [ReadImageResponse, fastResponse(ReadImageResponse, inOnlyField)],
  [WatchJobResponse, sharing(WatchJobResponse)],
  [WatchJobsResponse, sharing(WatchJobsResponse)],
  [ReadUploadResponse, fastResponse(ReadUploadResponse, inOnlyField)],
  [
    PutImageRequest,
    fastRequest(PutImageRequest, ({ part }) =>
      part?.$case === 'chunk' ? { chunk: part.value, levels: ONLY_FIELD_1 } : undefined,
    ),
  ],
  [
    RunStepRequest,
    fastRequest(RunStepRequest, ({ part }) => {
      if (part?.$case !== 'input' || !part.value.chunk) return undefined;
      const before = StepInput.encode({ role: part.value.role, chunk: undefined }).finish();
      return { chunk: part.value.chunk, levels: inSecondFields(before) };
    }),
  ],
  [
    RunStepResponse,
    fastResponse(RunStepResponse, ({ part }) => {
      if (part?.$case !== 'output' || !part.value.chunk) return undefined;
      const before = StepOutput.encode({ artifact: part.value.artifact, chunk: undefined }).finish();
      return { chunk: part.value.chunk, levels: inSecondFields(before) };
    }),
  ],
]);

/** Field 2 of the stream's message holds the step's picture, whose field 2 is the chunk. */
function inSecondFields(before: Uint8Array): readonly Level[] {
  return [
    { before: NOTHING, field: 2 },
    { before, field: 2 },
  ];
}

function fastRequest<T>(type: MessageType<T>, locate: (message: T) => Located | undefined): MessageType<T> {
  return fast(type, locate, ({ chunk, levels }) => encodeChunk(chunk, levels, ownMemory));
}

function fastResponse<T>(type: MessageType<T>, locate: (message: T) => Located | undefined): MessageType<T> {
  return fast(type, locate, ({ chunk, levels }) => {
    const encoded = encodeChunk(chunk, levels, sharedMemory);
    freeGivenAway(chunk.data);
    return encoded;
  });
}

function fast<T>(
  type: MessageType<T>,
  locate: (message: T) => Located | undefined,
  encode: (located: Located) => ArrayBuffer,
): MessageType<T> {
  return {
    decode: type.decode,
    fromPartial: type.fromPartial,
    encode(message) {
      const located = locate(message);
      if (!located) return type.encode(message);
      // nice-grpc passes the result to Buffer.from, which copies a Uint8Array but only wraps an ArrayBuffer.
      return { finish: () => encode(located) as unknown as Uint8Array };
    },
  };
}
