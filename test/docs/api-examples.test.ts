import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { BadRequest, ErrorInfo } from 'nice-grpc-error-details';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiExample, readApiExamples } from '../../scripts/docs/api-examples.ts';
import { SAMPLE_PHOTO } from '../support/sample-photo.ts';
import { startTestMesh, type TestMesh } from '../support/start-test-mesh.ts';
import { decodeStatus } from './decode-status.ts';
import { createMatcher } from './match-example.ts';

// The contract is loaded at run time here, as a caller without generated code does it.
const root = new URL('../../', import.meta.url);
const definition = loadSync('nanococoa/frontend/v1/frontend_service.proto', {
  includeDirs: [fileURLToPath(new URL('proto', root))],
  keepCase: true,
  longs: Number,
  enums: String,
  defaults: true,
  oneofs: false,
});
const service = definition['nanococoa.frontend.v1.FrontendService'] as grpc.ServiceDefinition;

/** The rpc that does not end by itself. */
const ENDLESS = 'WatchJobs';

let mesh: TestMesh;
let client: grpc.Client;
const matcher = createMatcher(readFileSync(SAMPLE_PHOTO));

beforeAll(async () => {
  mesh = await startTestMesh();
  client = new grpc.Client(mesh.publicAddress, grpc.credentials.createInsecure());
});
afterAll(async () => {
  client?.close();
  await mesh?.end();
});

/** Makes a call of any kind; gives its one response or its list of responses, of an endless one those up to the last shown. */
async function call({ rpc, request, response }: ApiExample): Promise<unknown> {
  const method = service[rpc];
  const requests = (Array.isArray(request) ? request : [request]).map((message) => matcher.fill(message));
  const stream = client.makeBidiStreamRequest(
    method.path,
    method.requestSerialize,
    method.responseDeserialize,
  );
  try {
    for (const message of requests) stream.write(message);
    stream.end();
    const responses: unknown[] = [];
    stream.on('data', (message) => {
      responses.push(message);
      if (rpc === ENDLESS && !matcher.mismatch(responses, response)) stream.emit('end');
    });
    await once(stream, 'end');
    return method.responseStream ? responses : responses[0];
  } finally {
    // Whoever leaves an endless stream is told so by an error.
    stream.on('error', () => {});
    stream.cancel();
  }
}

// The examples build on each other, so they run as one test, in their order.
test('every example of docs/api.md gives what it says', async () => {
  const examples = readApiExamples(root);
  expect(new Set(examples.map(({ rpc }) => rpc))).toEqual(new Set(Object.keys(service)));
  for (const example of examples) {
    const name = `${example.rpc}: ${example.title}`;
    if (example.error) {
      const error = await call(example).then(
        () => expect.unreachable(`${name} did not fail`),
        (caught: grpc.ServiceError) => caught,
      );
      const details = decodeStatus(error);
      const info = details.find((detail) => detail.$type === ErrorInfo.$type) as ErrorInfo;
      const bad = details.find((detail) => detail.$type === BadRequest.$type) as BadRequest | undefined;
      const seen = {
        code: grpc.status[error.code],
        reason: info.reason,
        fields: (bad?.fieldViolations ?? []).map(({ field, description }) => ({ field, description })),
      };
      expect(matcher.mismatch(seen, example.error), name).toBeUndefined();
    } else {
      expect(matcher.mismatch(await call(example), example.response), name).toBeUndefined();
    }
  }
});
