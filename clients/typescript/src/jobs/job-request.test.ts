import { expect, it } from 'vitest';
import { createJobRequest, pathsOf, rerunJobRequest } from './job-request.ts';

it('names a request by itself, each by another id', () => {
  const ids = [1, 2].map(() => createJobRequest({ spec: {} }).requestId);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids[1]).not.toBe(ids[0]);
  expect(createJobRequest({ spec: {}, requestId: 'mine' }).requestId).toBe('mine');
});

it('changes in a rerun what its spec sets, by the names of the protos', () => {
  const spec = { text: { content: 'A', fontId: undefined, callToAction: '' }, seed: 0, step1ImageId: 'x' };
  expect(pathsOf(spec)).toEqual(['text.content', 'text.call_to_action', 'seed', 'step1_image_id']);
  expect(rerunJobRequest('j', { spec, fromStep: 2 })).toMatchObject({
    jobId: 'j',
    fromStep: 2,
    updateMask: pathsOf(spec),
    spec: { text: { content: 'A' }, seed: 0 },
  });
  // A path that the spec does not set gets its default again.
  expect(rerunJobRequest('j', { paths: ['seed'] }).updateMask).toEqual(['seed']);
});
