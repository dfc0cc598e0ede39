import { ArtifactKind, Job } from '@nanococoa/client';
import { expect, it } from 'vitest';
import { findAutomatic, sourcesOf } from './find-sources.ts';

function jobWith(
  product: { imageId?: string; cutoutImageId?: string },
  cutoutId?: string,
  parentId = '',
): Job {
  const artifacts = cutoutId === undefined ? [] : [{ kind: ArtifactKind.CUTOUT, image: { id: cutoutId } }];
  return Job.fromPartial({ parentId, spec: { product }, steps: [{ number: 1, artifacts }] });
}

it('takes the cut-out that the first step has left, else the one that was given', () => {
  const automatic = { photoId: 'photo', cutoutId: 'made', isAutomatic: true };
  expect(sourcesOf(jobWith({ imageId: 'photo' }, 'made'))).toEqual(automatic);
  const touched = { photoId: 'photo', cutoutId: 'own', isAutomatic: false };
  expect(sourcesOf(jobWith({ imageId: 'photo', cutoutImageId: 'own' }))).toEqual(touched);
  expect(sourcesOf(jobWith({ cutoutImageId: 'own' }))?.photoId).toBeUndefined();
  expect(sourcesOf(jobWith({ imageId: 'photo' }))).toBeUndefined();
});

it('finds the automatic cut-out in the versions before, of the same photo only', async () => {
  const versions: Record<string, Job> = {
    a: jobWith({ imageId: 'photo' }, 'made'),
    b: jobWith({ imageId: 'photo', cutoutImageId: 'first' }, 'first', 'a'),
    other: jobWith({ imageId: 'another' }, 'another cut-out'),
  };
  const getJob = async (id: string) => {
    if (versions[id] === undefined) throw new Error('deleted');
    return versions[id];
  };
  const look = (parentId: string) =>
    findAutomatic(
      { getJob },
      jobWith({ imageId: 'photo', cutoutImageId: 'x' }, 'x', parentId),
      AbortSignal.any([]),
    );
  expect(await look('b')).toEqual({ photoId: 'photo', cutoutId: 'made', isAutomatic: true });
  expect(await look('other')).toBeUndefined();
  expect(await look('deleted')).toBeUndefined();
  expect(await look('')).toBeUndefined();
});
