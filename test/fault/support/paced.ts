import { setTimeout as delay } from 'node:timers/promises';

/** The same items, with a pause after each: the call that they belong to lasts as long as is wanted. */
export async function* paced<T>(items: AsyncIterable<T>, pauseMs: number): AsyncGenerator<T> {
  for await (const item of items) {
    yield item;
    await delay(pauseMs);
  }
}
