import { once } from 'node:events';
import { connect } from 'node:http2';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { FrontendServiceDefinition, GetJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { Status } from 'nice-grpc';
import { createChannel, createClient, FetchTransport } from 'nice-grpc-web';
import { expect, test } from 'vitest';
import { closing } from './support/closing.ts';
import { startFakeTier } from './support/fake-tier.ts';
import { grpcWebFrame } from './support/grpc-web-frame.ts';
import { httpRequest } from './support/http-request.ts';
import { startGateway } from './support/start-gateway.ts';

const open = closing();
const released = Promise.withResolvers<void>();
const frontend = open(
  await startFakeTier(FrontendServiceDefinition, {
    async getJob({ jobId }, { signal }) {
      if (jobId === 'missing') throw new AppError('JOB_NOT_FOUND');
      if (jobId === 'endless') await once(signal, 'abort');
      return { job: { id: jobId } };
    },
    async *watchJob() {
      yield { news: { $case: 'heartbeat', value: { time: new Date(0) } } };
      await released.promise;
      yield { news: { $case: 'heartbeat', value: { time: new Date(1000) } } };
    },
  }),
);
const gateway = open(await startGateway({ frontend: frontend.port }));
const channel = createChannel(`http://${gateway.listeners.public}`, FetchTransport());
const client = createClient(FrontendServiceDefinition, channel);

/** GetJob as bytes, to see what a browser's own code sees. */
function getJob(jobId: string, headers: Record<string, string>) {
  return httpRequest(gateway.listeners.public, {
    method: 'POST',
    path: '/nanococoa.frontend.v1.FrontendService/GetJob',
    headers: { 'content-type': 'application/grpc-web+proto', ...headers },
    body: grpcWebFrame(GetJobRequest.encode({ jobId }).finish()),
  });
}

test('answers a unary call over HTTP/1.1', async () => {
  expect((await client.getJob({ jobId: 'j1' })).job?.id).toBe('j1');
});

test('answers over HTTP/2, too', async () => {
  const session = connect(`http://${gateway.listeners.public}`);
  const call = session.request({
    ':method': 'POST',
    ':path': '/nanococoa.frontend.v1.FrontendService/GetJob',
    'content-type': 'application/grpc-web+proto',
  });
  call.end(grpcWebFrame(GetJobRequest.encode({ jobId: 'j2' }).finish()));
  const [headers] = await once(call, 'response');
  expect(headers['content-type']).toBe('application/grpc-web+proto');
  const body = Buffer.concat(await call.toArray());
  expect(body.toString('latin1')).toContain('j2');
  expect(Object.fromEntries(trailerLines(body))['grpc-status']).toBe('0');
  session.close();
});

test('carries errors with their details', async () => {
  await expect(client.getJob({ jobId: 'missing' })).rejects.toMatchObject({ code: Status.NOT_FOUND });
  const { status, headers, body } = await getJob('missing', {});
  expect(status).toBe(200);
  const seen = { ...headers, ...Object.fromEntries(trailerLines(body)) };
  expect(seen['grpc-status']).toBe(String(Status.NOT_FOUND));
  const details = Buffer.from(String(seen['grpc-status-details-bin']), 'base64').toString('latin1');
  expect(details).toContain('JOB_NOT_FOUND');
});

test('pushes each message of a stream as it is made', async () => {
  const news = client.watchJob({ jobId: 'j1' })[Symbol.asyncIterator]();
  const first = await news.next();
  expect(first.value?.news?.value).toEqual({ time: new Date(0) });
  released.resolve();
  const second = await news.next();
  expect(second.value?.news?.value).toEqual({ time: new Date(1000) });
  expect((await news.next()).done).toBe(true);
});

test("leaves deadlines to the server, whose answer is gRPC's and not a 504", async () => {
  const { status, headers, body } = await getJob('endless', { 'grpc-timeout': '100m' });
  expect(status).toBe(200);
  const seen = { ...headers, ...Object.fromEntries(trailerLines(body)) };
  expect(seen['grpc-status']).toBe(String(Status.DEADLINE_EXCEEDED));
});

/** The trailers that gRPC-Web puts into the body: the last frame, with the flag 0x80. */
function trailerLines(body: Buffer): [string, string][] {
  let offset = 0;
  while (offset < body.length && body[offset] !== 0x80) offset += 5 + body.readUInt32BE(offset + 1);
  return body
    .subarray(offset + 5)
    .toString('latin1')
    .split('\r\n')
    .filter(Boolean)
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
}
