import { readFileSync } from 'node:fs';
import { CreateJobRequest, WatchJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { expect, it } from 'vitest';
import { grpcWebFrame } from '../gateway/support/grpc-web-frame.ts';
import { SAMPLE_PHOTO } from '../support/sample-photo.ts';
import { scriptedStudio } from './support/scripted-studio.ts';

/** Twice as many as a browser opens to one server over HTTP/1.1. */
const WATCHES = 12;

const { mesh, open } = scriptedStudio({ tls: true });

it('serves the page by HTTP/2', async () => {
  const page = await open();
  const protocols = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .concat(performance.getEntriesByType('navigation'))
      .map((entry) => (entry as PerformanceResourceTiming).nextHopProtocol),
  );
  expect(protocols.length).toBeGreaterThan(3);
  expect(new Set(protocols)).toEqual(new Set(['h2']));
  const headers = await page.evaluate(async () => Object.fromEntries((await fetch('/')).headers));
  expect(headers['content-security-policy']).toContain("default-src 'self'");
  // On localhost it would bind every other program there.
  expect(headers).not.toHaveProperty('strict-transport-security');
});

it('brings a photo in by one streaming call', async () => {
  const page = await open();
  await page.setInputFiles('input[type=file]', SAMPLE_PHOTO);
  await page.getByText('Uploaded', { exact: true }).waitFor();
  expect(mesh.uploads.requests).toMatchObject({ stream: 1, append: 0 });
  const photo = readFileSync(SAMPLE_PHOTO);
  expect([...mesh.uploads.images.values()].some(({ bytes }) => bytes.equals(photo))).toBe(true);
});

it('holds twelve watches open on one page, and answers calls beside them', async () => {
  const { job } = await mesh.jobs.methods.createJob(CreateJobRequest.fromPartial({ requestId: 'watched' }));
  const message = WatchJobRequest.encode(WatchJobRequest.fromPartial({ jobId: job.id })).finish();
  const frames = { watch: [...grpcWebFrame(message)], empty: [...grpcWebFrame(new Uint8Array(0))] };
  const page = await open();
  const before = mesh.jobs.watches.open;
  const statuses = await page.evaluate(
    async ({ frames, count }) => {
      const call = (method: string, frame: number[]) =>
        fetch(`/nanococoa.frontend.v1.FrontendService/${method}`, {
          method: 'POST',
          headers: { 'content-type': 'application/grpc-web+proto', 'x-grpc-web': '1' },
          body: new Uint8Array(frame),
        });
      const watches = await Promise.all(Array.from({ length: count }, () => call('WatchJob', frames.watch)));
      const answer = await call('GetServerStatus', frames.empty);
      await answer.arrayBuffer();
      // Kept, so that the browser drops none of them.
      Object.assign(window, { watches });
      return [...watches, answer].map(({ status }) => status);
    },
    { frames, count: WATCHES },
  );
  expect(statuses).toEqual(Array(WATCHES + 1).fill(200));
  expect(mesh.jobs.watches.open).toBe(before + WATCHES);
});
