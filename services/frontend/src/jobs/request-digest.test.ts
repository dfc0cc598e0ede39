import { CreateJobRequest, RerunJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { expect, test } from 'vitest';
import { requestDigest } from './request-digest.ts';

const create = (partial: object) =>
  requestDigest({
    $case: 'create',
    value: CreateJobRequest.fromPartial({ requestId: 'a', spec: { seed: 1 }, ...partial }),
  });
const rerun = (partial: object) =>
  requestDigest({ $case: 'rerun', value: RerunJobRequest.fromPartial({ jobId: 'j', ...partial }) });

test('a repeated request has the same digest, in whatever order its labels come', () => {
  expect(create({ labels: { a: '1', b: '2' } })).toBe(create({ labels: { b: '2', a: '1' } }));
  expect(create({})).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  ['another spec', create({ spec: { seed: 2 } })],
  ['a field that is set to its default', create({ spec: { seed: 1, startStep: 1 } })],
  ['a priority', create({ priority: 1 })],
  ['a label', create({ labels: { a: '1' } })],
])('%s makes it another request', (_what, digest) => expect(digest).not.toBe(create({})));

test('reruns differ by job, step, mask and patch, and from a new job', () => {
  const all = [
    create({ spec: undefined }),
    rerun({}),
    rerun({ jobId: 'k' }),
    rerun({ fromStep: 2 }),
    rerun({ updateMask: ['seed'] }),
    rerun({ updateMask: ['seed'], spec: { seed: 3 } }),
  ];
  expect(new Set(all).size).toBe(all.length);
});
