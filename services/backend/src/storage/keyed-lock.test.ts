import { expect, test } from 'vitest';
import { createKeyedLock } from './keyed-lock.ts';

test('work of one key runs in its order, one at a time; another key does not wait', async () => {
  const lock = createKeyedLock();
  const log: string[] = [];
  const hold = Promise.withResolvers<void>();
  const work = (name: string, until?: Promise<void>) => async () => {
    log.push(`${name} begins`);
    await until;
    log.push(`${name} ends`);
    return name;
  };
  const first = lock('a', work('first', hold.promise));
  const second = lock('a', work('second'));
  expect(await lock('b', work('other'))).toBe('other');
  expect(log).toEqual(['first begins', 'other begins', 'other ends']);
  hold.resolve();
  expect(await Promise.all([first, second])).toEqual(['first', 'second']);
  expect(log.slice(3)).toEqual(['first ends', 'second begins', 'second ends']);
});

test('work that fails lets the next one begin', async () => {
  const lock = createKeyedLock();
  const failing = lock('a', () => Promise.reject(new Error('no')));
  const next = lock('a', async () => 'yes');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
