import { randomBytes } from 'node:crypto';
import { BackendServiceDefinition, PutImageRequest } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { ArtifactKind, Image, ImageChunk } from '@nanococoa/proto/common/v1/image.ts';
import {
  FrontendServiceDefinition,
  UploadImageRequest,
} from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import {
  InputRole,
  ModelServingServiceDefinition,
  RunStepRequest,
  RunStepResponse,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { describe, expect, test } from 'vitest';
import { withFastMessages } from './fast-messages.ts';

const image = Image.fromPartial({
  id: 'a'.repeat(64),
  mediaType: 'image/png',
  width: 3,
  createTime: new Date(0),
});
const chunks = [0, 1, 127, 128, 300, 256 * 1024].flatMap((length) => [
  ImageChunk.fromPartial({ offset: 0, data: randomBytes(length), image }),
  ImageChunk.fromPartial({ offset: 2 ** 40, data: randomBytes(length), sha256: 'b'.repeat(64) }),
]);

const { uploadImage } = withFastMessages(FrontendServiceDefinition).methods;
const { putImage } = withFastMessages(BackendServiceDefinition).methods;
const { runStep } = withFastMessages(ModelServingServiceDefinition).methods;
const wire = (encoded: { finish(): Uint8Array }) => Buffer.from(encoded.finish());

describe('the fast encoders write what the generated ones write', () => {
  test.each(chunks.map((chunk) => [chunk.data.length, chunk] as const))('%d bytes', (_, chunk) => {
    const upload = { chunk };
    expect(
      wire(uploadImage.requestType.encode(upload)).equals(UploadImageRequest.encode(upload).finish()),
    ).toBe(true);
    const put: PutImageRequest = { part: { $case: 'chunk', value: chunk } };
    expect(wire(putImage.requestType.encode(put)).equals(PutImageRequest.encode(put).finish())).toBe(true);
    const input: RunStepRequest = { part: { $case: 'input', value: { role: InputRole.TEXT, chunk } } };
    expect(wire(runStep.requestType.encode(input)).equals(RunStepRequest.encode(input).finish())).toBe(true);
    const output: RunStepResponse = {
      part: { $case: 'output', value: { artifact: ArtifactKind.CUTOUT, chunk } },
    };
    expect(wire(runStep.responseType.encode(output)).equals(RunStepResponse.encode(output).finish())).toBe(
      true,
    );
  });
});

test('messages without a chunk are left to the generated encoder', () => {
  const commit: PutImageRequest = {
    part: { $case: 'commit', value: { image, sourceImageId: '', rendition: undefined } },
  };
  expect(wire(putImage.requestType.encode(commit)).equals(PutImageRequest.encode(commit).finish())).toBe(
    true,
  );
  const progress = RunStepResponse.fromPartial({ part: { $case: 'progress', value: { fraction: 0.5 } } });
  expect(wire(runStep.responseType.encode(progress)).equals(RunStepResponse.encode(progress).finish())).toBe(
    true,
  );
});
