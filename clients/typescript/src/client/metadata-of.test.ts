import { expect, it } from 'vitest';
import { metadataOf } from './metadata-of.ts';

it('sends the token of the moment besides the metadata', async () => {
  let asked = 0;
  const token = async () => `t${++asked}`;
  const metadata = metadataOf({ metadata: { 'x-request-id': 'r' }, token });
  expect(await metadata()).toEqual({ 'x-request-id': 'r', authorization: 'Bearer t1' });
  expect(await metadata()).toEqual({ 'x-request-id': 'r', authorization: 'Bearer t2' });
  expect(await metadataOf({ token: 'fixed' })()).toEqual({ authorization: 'Bearer fixed' });
  expect(await metadataOf({})()).toEqual({});
});
